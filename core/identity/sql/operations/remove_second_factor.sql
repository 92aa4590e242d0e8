-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- A second factor goes, as before another authenticator is enrolled. An operator can do nothing else until it is.

create or replace function op.remove_second_factor(session uuid)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    credential bigint := guard.my_proof(remove_second_factor.session);
begin
    delete from market.second_factor held
    where held.credential_id = credential;
    if not found then
        perform guard.refuse('MP032', 'You have no second factor.');
    end if;
    delete from market.recovery_code code
    where code.credential_id = credential;
    update market.login_session s
    set complete = false
    where s.credential_id = credential
        and s.kind = 'operator'
        and s.ended_at is null;
    return '{}';
end
$$;
comment on function op.remove_second_factor(uuid) is 'Takes away the caller''s second factor and the codes that stand in for it.';
select guard.declare_operation('remove_second_factor', null, 'Remove the second factor', 'No codes are asked for any more; operators have to enrol another one before they do anything else.',
    undoable => false);
select guard.allow_operation('remove_second_factor', array['steward_customer', 'steward_provider'] || guard.operators());
