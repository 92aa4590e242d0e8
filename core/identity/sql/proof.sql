-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- Proving again, in a session, who one is: before anything is changed that one proves it with. Failures count as those at
-- signing in do, so a token that was stolen is no place to guess the password at.

create or replace function guard.account_of_session(session uuid)
returns guard.account
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    held market.login_session := guard.alive_session(account_of_session.session);
    whose guard.account;
begin
    if held.id is null then
        perform guard.refuse('MP013', 'This session has ended.', 'Sign in again.');
    end if;
    select (guard.account_of(c.person_id, c.operator_id)).* into whose
    from market.credential c
    where c.id = held.credential_id;
    whose.name := coalesce(whose.name, '#' || held.credential_id);
    return whose;
end
$$;
comment on function guard.account_of_session(uuid) is 'Whose a session is; refuses one that has ended.';
select guard.allow_function('guard.account_of_session(uuid)', '{}');

create or replace function api.begin_proof(session uuid, address inet)
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '1s'
as $$
declare
    gate text := guard.gate();
    whose guard.account := guard.account_of_session(begin_proof.session);
begin
    return guard.begin_try(whose, gate, whose.name, begin_proof.address);
end
$$;
comment on function api.begin_proof(uuid, inet) is 'What a gate compares with when somebody proves again, in a session, who they are; as api.begin_sign_in.';
select guard.allow_function('api.begin_proof(uuid, inet)', array['steward_gate_public', 'steward_gate_admin']);

create or replace function api.finish_proof(session uuid, address inet, hash text, verified boolean, step bigint, recovery text)
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '1s'
as $$
declare
    gate text := guard.gate();
    whose guard.account := guard.account_of_session(finish_proof.session);
    outcome text;
begin
    outcome := guard.finish_try(whose, gate, whose.name, finish_proof.address, finish_proof.hash, finish_proof.verified, finish_proof.step, finish_proof.recovery);
    if outcome = 'proved' then
        update market.login_session s
        set proved_at = statement_timestamp()
        where s.id = finish_proof.session;
    end if;
    return jsonb_build_object('outcome', outcome);
end
$$;
comment on function api.finish_proof(uuid, inet, text, boolean, bigint, text) is 'Ends what begin_proof began: refused (which counts), code_needed, or proved, and then a new password or second factor may be set for a while.';
select guard.allow_function('api.finish_proof(uuid, inet, text, boolean, bigint, text)', array['steward_gate_public', 'steward_gate_admin']);

create or replace function api.begin_confirmation(session uuid)
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    whose guard.account;
begin
    perform guard.gate();
    whose := guard.account_of_session(begin_confirmation.session);
    return jsonb_build_object('name', whose.name, 'issuer', (select i.name from market.installation i), 'secret', (
        select encode(factor.secret, 'hex')
        from market.second_factor factor
        where factor.credential_id = whose.credential_id
            and factor.confirmed_at is null));
end
$$;
comment on function api.begin_confirmation(uuid) is 'What a gate compares the first code of a second factor with, if one waits for it, and what an authenticator calls it.';
select guard.allow_function('api.begin_confirmation(uuid)', array['steward_gate_public', 'steward_gate_admin']);
