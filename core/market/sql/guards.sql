-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- Helpers that every feature uses: figures and moments as each language writes them.

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
    select money.decimals, habit.decimal_mark, habit.group_mark into strict decimals, mark, separator
    from market.currency money
    cross join market.locale habit
    where money.code = money_text.currency
        and habit.code = money_text.locale;
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
security definer
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
select guard.allow_function('guard.moment_text(timestamptz, text, text)', guard.operators());

create or replace function guard.distance_km(latitude_a double precision, longitude_a double precision, latitude_b double precision, longitude_b double precision)
returns integer
language sql
immutable strict
begin atomic
    -- The haversine formula, on a sphere of the earth's mean radius (IUGG: 6,371.0 km): half a per cent off at most.
    select round(2 * 6371.0 * asin(least(1.0, sqrt(
        sind((latitude_b - latitude_a) / 2) ^ 2
        + cosd(latitude_a) * cosd(latitude_b) * sind((longitude_b - longitude_a) / 2) ^ 2))))::integer;
end;
comment on function guard.distance_km(double precision, double precision, double precision, double precision) is 'Kilometres between two places as the crow flies; null if one of them is not known.';
select guard.allow_function('guard.distance_km(double precision, double precision, double precision, double precision)', '{}');
