-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- Somebody shows that they read what is sent to their address.

create or replace function op.verify_email(ticket market.secret_hash)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    perform guard.use_ticket(verify_email.ticket, 'email');
    return '{}';
end
$$;
comment on function op.verify_email(market.secret_hash) is 'Verifies the address of whoever was sent that ticket (as its hash).';
select guard.declare_operation('verify_email', null, 'Confirm the address', 'Shows, by a code that was sent there, that an e-mail address is yours.',
    undoable => false, redacted => array['ticket']);
select guard.allow_operation('verify_email', array['steward_anonymous']);
