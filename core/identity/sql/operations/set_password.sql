-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- Somebody takes another password, in a session in which they have just given the present one.

create or replace function op.set_password(session uuid, hash market.password_hash)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    credential bigint := guard.my_proof(set_password.session);
begin
    update market.credential c
    set hash = set_password.hash, changed_at = statement_timestamp()
    where c.id = credential;
    return jsonb_build_object('ended', guard.end_sessions_of(credential, 'password', set_password.session));
end
$$;
comment on function op.set_password(uuid, market.password_hash) is 'Gives the caller another password, as its Argon2id string, and ends their other sessions.';
select guard.declare_operation('set_password', null, 'Change the password', 'Gives you another password, and ends your sessions elsewhere.',
    undoable => false, redacted => array['hash']);
select guard.allow_operation('set_password', array['steward_customer', 'steward_provider'] || guard.operators());
