-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- Somebody who forgot their password sets another, by a code that was sent to them. Their second factor stays.

create or replace function op.reset_password(ticket market.secret_hash, hash market.password_hash)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    person bigint := guard.use_ticket(reset_password.ticket, 'reset');
    held bigint;
begin
    insert into market.credential as c (person_id, hash, changed_at)
    values (person, reset_password.hash, statement_timestamp())
    on conflict (person_id) where person_id is not null do update
    set hash = excluded.hash, changed_at = excluded.changed_at
    returning c.id into held;
    update market.verification other -- whoever asked several times has set it
    set used_at = statement_timestamp()
    where other.person_id = person
        and other.purpose = 'reset'
        and other.used_at is null;
    return jsonb_build_object('ended', guard.end_sessions_of(held, 'password'));
end
$$;
comment on function op.reset_password(market.secret_hash, market.password_hash) is 'Sets the password of whoever was sent that ticket (both as hashes), and ends their sessions.';
select guard.declare_operation('reset_password', null, 'Reset the password', 'Sets another password by a code that was sent by e-mail, and ends all sessions.',
    undoable => false, redacted => array['ticket', 'hash']);
select guard.allow_operation('reset_password', array['steward_anonymous']);
