-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- A first code has come: from now on codes are asked for, and ten others stand in for them, once each.

create or replace function op.confirm_second_factor(session uuid, step bigint, recovery text[])
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    credential bigint := guard.my_proof(confirm_second_factor.session);
begin
    if abs(confirm_second_factor.step - extract(epoch from statement_timestamp()) / 30) > 3 then
        perform guard.refuse('MP003', 'step is not of this minute.', 'Give the code that the authenticator shows now.', '{"argument": "step"}');
    elsif cardinality(confirm_second_factor.recovery) not between 1 and 20 then
        perform guard.refuse('MP003', 'recovery holds 1 to 20 hashes.', null, '{"argument": "recovery"}');
    end if;
    update market.second_factor held
    set confirmed_at = statement_timestamp(), last_step = confirm_second_factor.step
    where held.credential_id = credential
        and held.confirmed_at is null;
    if not found then
        perform guard.refuse('MP032', 'There is no second factor that waits for its first code.', 'Enrol one first.');
    end if;
    delete from market.recovery_code code
    where code.credential_id = credential;
    insert into market.recovery_code (credential_id, hash)
    select distinct credential, given.hash::market.secret_hash
    from unnest(confirm_second_factor.recovery) given (hash);
    -- Who was let in to enrol only has shown the password and a code by now, which is all that anybody shows.
    update market.login_session s
    set complete = true
    where s.id = confirm_second_factor.session;
    return '{}';
end
$$;
comment on function op.confirm_second_factor(uuid, bigint, text[]) is 'Makes the caller''s second factor good; the gate has compared the code. recovery: SHA-256 of the codes that stand in for it.';
select guard.declare_operation('confirm_second_factor', null, 'Confirm the second factor', 'From now on codes of your authenticator are asked for when you sign in.',
    undoable => false, redacted => array['recovery']);
select guard.allow_operation('confirm_second_factor', array['steward_customer', 'steward_provider'] || guard.operators());
