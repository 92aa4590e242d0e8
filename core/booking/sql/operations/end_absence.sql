-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- A provider is back earlier: from today on their hours count again.

create or replace function op.end_absence(provider bigint, absence bigint)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    today date;
    ended market.absence;
begin
    select (guard.clock() at time zone somebody.zone)::date into strict today
    from market.provider somebody
    where somebody.id = end_absence.provider;
    update market.absence marked
    set free_from = greatest(marked.first_day, today),
        ended_by = guard.invocation_id()
    where marked.id = end_absence.absence
        and marked.provider_id = end_absence.provider
        and marked.free_from is null
        and marked.last_day >= today
    returning marked.* into ended;
    if not found then
        perform guard.refuse('MP032', 'The provider is not away by this absence any more.', 'See api.absence for those that are to come.');
    end if;
    perform guard.touch_provider(ended.provider_id);
    return jsonb_build_object('absence', ended.id, 'provider', ended.provider_id, 'free_from', ended.free_from);
end
$$;
comment on function op.end_absence(bigint, bigint) is 'Ends an absence of a provider who is back earlier.';
select guard.declare_operation('end_absence', 'provider', 'End the absence', 'The provider works again from today on; what was done with their bookings stays as it is.');
select guard.allow_operation('end_absence', array['steward_operations']);
