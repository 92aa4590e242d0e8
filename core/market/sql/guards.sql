-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- Helpers that every feature uses: references that people read aloud, and figures and moments as each language writes them.

create or replace function guard.reference_check(seven text)
returns text
language plpgsql
immutable strict parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
    alphabet constant text := '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    factor integer := 2;
    total integer := 0;
    addend integer;
begin
    -- Luhn, modulo 32, from the right: catches any single wrong character and nearly every swap of two neighbours.
    for place in reverse length(reference_check.seven)..1 loop
        addend := factor * (strpos(alphabet, substr(reference_check.seven, place, 1)) - 1);
        total := total + addend / 32 + addend % 32;
        factor := 3 - factor;
    end loop;
    return substr(alphabet, (32 - total % 32) % 32 + 1, 1);
end
$$;
comment on function guard.reference_check(text) is 'The check character for the seven characters of a reference; core/base/reference.cpp computes the same.';
select guard.allow_function('guard.reference_check(text)', '{}');

create or replace function guard.new_reference(prefix text)
returns text
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    alphabet constant text := '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    -- The first 48 bits of a random uuid are all random; seven characters use 35 of them.
    bits bigint := ('x' || translate(left(gen_random_uuid()::text, 13), '-', ''))::bit(48)::bigint;
    body text := substr(alphabet, (bits & 31)::integer + 1, 1) || substr(alphabet, (bits >> 5 & 31)::integer + 1, 1)
        || substr(alphabet, (bits >> 10 & 31)::integer + 1, 1) || substr(alphabet, (bits >> 15 & 31)::integer + 1, 1)
        || substr(alphabet, (bits >> 20 & 31)::integer + 1, 1) || substr(alphabet, (bits >> 25 & 31)::integer + 1, 1)
        || substr(alphabet, (bits >> 30 & 31)::integer + 1, 1);
begin
    return new_reference.prefix || '-' || left(body, 4) || '-' || right(body, 3) || guard.reference_check(body);
end
$$;
comment on function guard.new_reference(text) is 'A new random reference, as BK-7F3K-92QD: seven random characters of Crockford''s base 32 and their check character.';
select guard.allow_function('guard.new_reference(text)', '{}');

create or replace function guard.money_text(amount bigint, currency text, locale text)
returns text
language plpgsql
stable strict
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    decimals integer;
    mark text;
    separator text;
    digits text;
    whole text;
begin
    select money.decimals into strict decimals
    from market.currency money
    where money.code = money_text.currency;
    select habit.decimal_mark, habit.group_mark into strict mark, separator
    from market.locale habit
    where habit.code = money_text.locale;
    digits := abs(money_text.amount)::text;
    digits := lpad(digits, greatest(length(digits), decimals + 1), '0');
    whole := left(digits, length(digits) - decimals);
    whole := reverse(regexp_replace(reverse(whole), '(\d{3})(?=\d)', '\1' || separator, 'g'));
    return case when money_text.amount < 0 then '-' else '' end || whole
        || case when decimals > 0 then mark || right(digits, decimals) else '' end
        || ' ' || money_text.currency;
end
$$;
comment on function guard.money_text(bigint, text, text) is 'An amount of minor units as people of that language read it, with its currency.';
select guard.allow_function('guard.money_text(bigint, text, text)', guard.operators());

create or replace function guard.moment_text(moment timestamptz, zone text, locale text)
returns text
language plpgsql
stable strict
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select to_char(moment_text.moment at time zone moment_text.zone, habit.moment_pattern)
        from market.locale habit
        where habit.code = moment_text.locale);
end
$$;
comment on function guard.moment_text(timestamptz, text, text) is 'A moment in a zone as people of that language write it.';
select guard.allow_function('guard.moment_text(timestamptz, text, text)', '{}');
