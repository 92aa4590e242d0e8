-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- A second factor begins: its secret is good once a first code has shown that the authenticator holds it.

create or replace function op.enrol_second_factor(session uuid, secret market.factor_secret)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    credential bigint := guard.my_proof(enrol_second_factor.session);
begin
    insert into market.second_factor as held (credential_id, secret)
    values (credential, decode(enrol_second_factor.secret, 'hex'))
    on conflict on constraint second_factor_pkey do update
    set secret = excluded.secret
    where held.confirmed_at is null;
    if not found then
        perform guard.refuse('MP032', 'You have a second factor already.', 'Remove it first, with a code of it.');
    end if;
    return '{}';
end
$$;
comment on function op.enrol_second_factor(uuid, market.factor_secret) is 'Begins a second factor of the caller, to be confirmed by a first code.';
select guard.declare_operation('enrol_second_factor', null, 'Enrol a second factor', 'Begins a second factor: codes of an authenticator, which are asked for when you sign in.',
    undoable => false, redacted => array['secret']);
select guard.allow_operation('enrol_second_factor', array['steward_customer', 'steward_provider'] || guard.operators());
