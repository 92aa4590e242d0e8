-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- Somebody ends all of their sessions.

create or replace function op.sign_out_everywhere()
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    return jsonb_build_object('ended', guard.end_sessions_of(guard.my_credential(), 'revoked'));
end
$$;
comment on function op.sign_out_everywhere() is 'Ends all of the caller''s own sessions.';
select guard.declare_operation('sign_out_everywhere', null, 'Sign out everywhere', 'Ends all of your sessions, this one too.',
    undoable => false);
select guard.allow_operation('sign_out_everywhere', array['steward_customer', 'steward_provider'] || guard.operators());
