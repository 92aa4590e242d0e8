-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- Somebody ends one of their sessions, on a device that they lost, or do not know.

create or replace function op.revoke_session(session uuid)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    update market.login_session s
    set ended_at = statement_timestamp(), ended_for = 'revoked'
    where s.id = revoke_session.session
        and s.credential_id = guard.my_credential()
        and s.ended_at is null;
    if not found then
        perform guard.refuse('MP021', 'You have no such session.', 'See api.my_sessions.');
    end if;
    return jsonb_build_object('session', revoke_session.session);
end
$$;
comment on function op.revoke_session(uuid) is 'Ends one of the caller''s own sessions.';
select guard.declare_operation('revoke_session', null, 'Sign out there', 'Ends one of your sessions, on a device that you lost or do not know.',
    undoable => false);
select guard.allow_operation('revoke_session', array['steward_customer', 'steward_provider'] || guard.operators());
