-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- Signing in, in two steps: the gate is told what to compare with, compares (which costs it tens of milliseconds and the
-- database nothing), and says what came of it. A failure is a reply and no refusal, for a refusal would store nothing.

create or replace function guard.begin_try(account guard.account, gate text, name text, address inet)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    network inet := guard.network_of(begin_try.address);
    credential bigint := coalesce((begin_try.account).credential_id, 0); -- for nobody the same is looked up
    familiar boolean;
    wait integer;
    factor record;
begin
    familiar := exists (
        select
        from market.familiar_network known
        where known.credential_id = credential
            and known.network = guard.network_of(begin_try.address));
    wait := guard.take_try(guard.account_key(begin_try.gate, begin_try.name), network, guard.most_tries(false));
    if wait = 0 then
        -- What others fail at from here is no matter for somebody who has signed in from here before.
        wait := guard.take_try('', network, case when familiar then 2147483647 else guard.most_tries(true) end);
        if wait > 0 then
            update market.sign_in_attempt a
            set tries = a.tries - 1
            where a.account = guard.account_key(begin_try.gate, begin_try.name)
                and a.network = guard.network_of(begin_try.address);
        end if;
    end if;
    if wait > 0 then
        return jsonb_build_object('wait', wait);
    end if;
    select encode(held.secret, 'hex') as secret, held.last_step into factor
    from market.second_factor held
    where held.credential_id = credential
        and held.confirmed_at is not null;
    return jsonb_build_object('wait', 0, 'hash', coalesce((begin_try.account).hash, guard.no_hash()),
        'secret', factor.secret, 'last_step', factor.last_step);
end
$$;
comment on function guard.begin_try(guard.account, text, text, inet) is 'Counts a try and tells what the password and the code are to be compared with, or for how many seconds nothing is tried.';
select guard.allow_function('guard.begin_try(guard.account, text, text, inet)', '{}');

create or replace function guard.finish_try(account guard.account, gate text, name text, address inet, hash text, verified boolean, step bigint, recovery text)
returns text
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    network inet := guard.network_of(finish_try.address);
    attempted bytea := guard.account_key(finish_try.gate, finish_try.name);
    credential bigint := (finish_try.account).credential_id;
    factor market.second_factor;
begin
    if credential is null or finish_try.verified is not true then
        return 'refused';
    end if;
    -- One after the other, so that a code that comes twice at one moment counts once; and the password may be another by now.
    perform
    from market.credential held
    where held.id = credential
        and held.hash = finish_try.hash
    for no key update;
    if not found then
        return 'refused';
    end if;
    select * into factor
    from market.second_factor held
    where held.credential_id = credential
        and held.confirmed_at is not null;
    if found then
        if finish_try.step is null and finish_try.recovery is null then
            perform guard.forgive_try(attempted, network, false); -- nothing failed, and nothing is shown yet
            return 'code_needed';
        elsif finish_try.step is not null then
            update market.second_factor held
            set last_step = finish_try.step
            where held.credential_id = credential
                and held.last_step < finish_try.step;
        else
            update market.recovery_code code
            set used_at = statement_timestamp()
            where code.credential_id = credential
                and code.hash = finish_try.recovery
                and code.used_at is null;
        end if;
        if not found then
            return 'refused';
        end if;
    end if;
    perform guard.forgive_try(attempted, network, true);
    insert into market.familiar_network (credential_id, network, last_at)
    values (credential, network, statement_timestamp())
    on conflict on constraint familiar_network_pkey do update
    set last_at = excluded.last_at;
    return 'proved';
end
$$;
comment on function guard.finish_try(guard.account, text, text, inet, text, boolean, bigint, text) is 'What a try comes to: refused, code_needed or proved. step: of the code that fitted, 0 for one that did not; recovery: the hash of a code that stands in for it.';
select guard.allow_function('guard.finish_try(guard.account, text, text, inet, text, boolean, bigint, text)', '{}');

create or replace function api.begin_sign_in(account text, address inet)
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '1s'
as $$
declare
    gate text := guard.gate();
begin
    return guard.begin_try(guard.account_named(gate, begin_sign_in.account), gate, begin_sign_in.account, begin_sign_in.address);
end
$$;
comment on function api.begin_sign_in(text, inet) is 'What a gate compares the password of somebody who signs in with, and the secret of their codes; for an unknown account what never matches. Or {"wait": seconds}.';
select guard.allow_function('api.begin_sign_in(text, inet)', array['steward_gate_public', 'steward_gate_admin']);

create or replace function api.finish_sign_in(account text, address inet, hash text, verified boolean, step bigint, recovery text, token text, user_agent text)
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '1s'
as $$
declare
    gate text := guard.gate();
    whose guard.account := guard.account_named(gate, finish_sign_in.account);
    outcome text;
begin
    outcome := guard.finish_try(whose, gate, finish_sign_in.account, finish_sign_in.address, finish_sign_in.hash, finish_sign_in.verified, finish_sign_in.step,
        finish_sign_in.recovery);
    if outcome <> 'proved' then
        return jsonb_build_object('outcome', outcome);
    end if;
    perform guard.forget_sign_ins();
    return jsonb_build_object('outcome', 'in') || guard.open_session(whose, finish_sign_in.address, decode(finish_sign_in.token, 'hex'), finish_sign_in.user_agent);
end
$$;
comment on function api.finish_sign_in(text, inet, text, boolean, bigint, text, text, text) is 'Ends what begin_sign_in began: refused (which counts), code_needed, or in, with the session. hash: what was compared with; token: the SHA-256 of the refresh token that is handed out.';
select guard.allow_function('api.finish_sign_in(text, inet, text, boolean, bigint, text, text, text)', array['steward_gate_public', 'steward_gate_admin']);
