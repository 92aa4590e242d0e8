-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- A provider says when they work; bookings that stand are not touched.

create or replace function op.set_availability(provider bigint, hours jsonb, exceptions jsonb default null)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    wrong text := 'Hours are a list of {"weekday": 1, "from": "09:00", "to": "17:00"}, exceptions of {"day": "2026-12-24", "available": false}.';
begin
    if jsonb_typeof(set_availability.hours) <> 'array' or jsonb_array_length(set_availability.hours) > 70
        or jsonb_typeof(coalesce(set_availability.exceptions, '[]')) <> 'array'
        or jsonb_array_length(coalesce(set_availability.exceptions, '[]')) > 1000
    then
        perform guard.refuse('MP003', 'These are not hours.', wrong);
    end if;
    -- As written, not as PostgreSQL would read it: "tomorrow" and "now" mean something else when the call is sent again.
    if exists (
        select
        from jsonb_array_elements(set_availability.hours || coalesce(set_availability.exceptions, '[]')) given
        cross join lateral jsonb_each(case when jsonb_typeof(given.value) = 'object' then given.value else '{"not": "an object"}' end) part
        where not case part.key
            when 'weekday' then part.value::text ~ '^[1-7]$'
            when 'day' then part.value #>> '{}' ~ '^2[0-9]{3}-[0-1][0-9]-[0-3][0-9]$'
            when 'from' then part.value #>> '{}' ~ '^[0-2][0-9]:[0-5][0-9]$'
            when 'to' then part.value #>> '{}' ~ '^[0-2][0-9]:[0-5][0-9]$'
            when 'available' then jsonb_typeof(part.value) = 'boolean'
            else false end)
    then
        perform guard.refuse('MP003', 'These are not hours.', wrong);
    end if;
    begin
        delete from market.availability
        where availability.provider_id = set_availability.provider;
        insert into market.availability (provider_id, weekday, from_time, to_time)
        select set_availability.provider, weekday, "from", "to"
        from jsonb_to_recordset(set_availability.hours) given(weekday smallint, "from" time, "to" time);
        if set_availability.exceptions is not null then
            delete from market.availability_exception
            where availability_exception.provider_id = set_availability.provider;
            insert into market.availability_exception (provider_id, day, from_time, to_time, available)
            select set_availability.provider, day, coalesce("from", '00:00'), coalesce("to", '24:00'), available
            from jsonb_to_recordset(set_availability.exceptions) given(day date, "from" time, "to" time, available boolean);
        end if;
    exception
        when data_exception or integrity_constraint_violation then
            perform guard.refuse('MP003', 'These are not hours: each ends after it begins, on a day of the week from 1 (Monday) to 7.', wrong);
    end;
    return jsonb_build_object('provider', set_availability.provider);
end
$$;
comment on function op.set_availability(bigint, jsonb, jsonb) is 'Replaces the weekly hours of a provider and, if given, the exceptions from them.';
select guard.declare_operation('set_availability', 'provider', 'Set hours', 'Replaces the weekly hours of a provider, in the provider''s own zone.');
select guard.allow_operation('set_availability', array['steward_provider']);
