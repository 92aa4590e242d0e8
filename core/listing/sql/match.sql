-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- Finding a service by words. It runs as the door, for trigrams are not leakproof and reach no index under row-level security;
-- the view then shows of what is found what the caller may see.

create or replace function api.listing_match(words text, most integer default 2000)
returns setof bigint
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
declare
    given text := public.plain_words(btrim(listing_match.words));
    bound integer := least(greatest(listing_match.most, 0), 10000);
    pattern text := '%' || regexp_replace(given, '([\\%_])', '\\\1', 'g') || '%';
begin
    if length(given) not between 3 and 200 then
        return; -- what has no trigram would read everything
    end if;
    return query
        select found.id
        from (
            (
                select listing.id
                from market.listing
                where listing.active
                    and public.plain_words(listing.title) like pattern
                limit bound
            )
            union
            (
                select listing.id
                from market.provider
                join market.listing on listing.provider_id = provider.id
                where public.plain_words(provider.name) like pattern
                    and provider.state = 'approved'
                    and listing.active
                limit bound
            )
        ) found
        limit bound;
end
$$;
comment on function api.listing_match(text, integer) is 'Ids of services by a part of their title or of the provider''s name, three letters at least.';
select guard.allow_function('api.listing_match(text, integer)', guard.operators() || array['steward_customer', 'steward_provider', 'steward_anonymous']);
