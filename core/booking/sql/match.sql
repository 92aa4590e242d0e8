-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- Finding by words. Under row-level security only leakproof comparisons reach an index, and trigrams are not; so this runs as
-- the door, applies the caller's markets itself, and returns ids that the view then shows or does not.

create or replace function api.booking_match(words text, most integer default 2000)
returns setof bigint
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
declare
    markets integer[] := guard.my_markets();
    given text := btrim(booking_match.words);
    letters text := upper(regexp_replace(booking_match.words, '[^[:alnum:]]', '', 'g'));
    name_pattern text;
    beginning text;
    reference_pattern text;
    digits text := ltrim(regexp_replace(booking_match.words, '[^0-9]', '', 'g'), '0');
    phone_pattern text;
    bound integer := least(greatest(booking_match.most, 0), 10000);
begin
    if markets = '{}' or length(given) > 200 then
        return;
    end if;
    -- Fewer than three letters match half the house and have no trigram. Two ideographs or syllables are a name all the same:
    -- kana, Chinese characters, hangul. (The plan is made for these values: what is null below costs nothing.)
    if given ~ '^[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]{2}$' then
        beginning := given;
    elsif length(letters) < 3 then
        return;
    else
        name_pattern := '%' || regexp_replace(public.plain_words(given), '([\\%_])', '\\\1', 'g') || '%';
    end if;
    -- As people say it: with the country's code or with a nought before, in groups of any kind.
    if given ~ '^[0-9 +()/.-]+$' and length(digits) >= 5 then
        phone_pattern := '%' || digits || '%';
    end if;
    -- References are read aloud: I and L are 1, O is 0, hyphens stand anywhere.
    if letters ~ '^[0-9A-Z]{3,10}$' then
        reference_pattern := '%' || translate(letters, 'ILO', '110') || '%';
    end if;
    return query
        select found.id
        from (
            (
                select booking.id
                from market.booking
                where replace(booking.reference, '-', '') like reference_pattern
                    and booking.market_id = any (markets)
                limit bound
            )
            union
            (
                select booking.id
                from market.person_contact contact
                join market.customer on customer.person_id = contact.person_id
                join market.booking on booking.customer_id = customer.id
                where lower(contact.email) like name_pattern
                    and guard.reads_contact()
                    and booking.market_id = any (markets)
                limit bound
            )
            union
            (
                select booking.id
                from market.person_contact contact
                join market.customer on customer.person_id = contact.person_id
                join market.booking on booking.customer_id = customer.id
                where contact.phone like phone_pattern
                    and guard.reads_contact()
                    and booking.market_id = any (markets)
                limit bound
            )
            union
            (
                select booking.id
                from market.person
                join market.customer on customer.person_id = person.id
                join market.booking on booking.customer_id = customer.id
                where (
                        (name_pattern is not null and public.plain_words(person.display_name) like name_pattern)
                        or (beginning is not null and person.display_name collate "C" ^@ beginning)
                    )
                    and person.kind = 'customer'
                    and booking.market_id = any (markets)
                limit bound
            )
            union
            (
                select booking.id
                from market.provider
                join market.booking on booking.provider_id = provider.id
                where (
                        (name_pattern is not null and public.plain_words(provider.name) like name_pattern)
                        or (beginning is not null and provider.name collate "C" ^@ beginning)
                    )
                    and booking.market_id = any (markets)
                limit bound
            )
        ) found
        limit bound;
end
$$;
comment on function api.booking_match(text, integer) is 'Ids of bookings in the caller''s markets by a part of the reference, the customer''s name, address or telephone (five digits), or the provider''s name; without accents; three letters at least, of Chinese, Japanese or Korean names the first two.';
select guard.allow_function('api.booking_match(text, integer)', guard.operators());
