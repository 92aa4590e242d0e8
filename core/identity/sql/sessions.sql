-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- Sessions: begun by signing in, carried on by refresh tokens, asked for with every request.
--
-- A refresh token is good once. Its answer may get lost, and a client then repeats the very same request; so for ten seconds
-- after it was first replaced the former token is answered again, if nobody has used what it was replaced by. What had been
-- handed out in the lost answer is void from then on. So there is never more than one token that is good, and whoever holds
-- another one, a thief or the one who was stolen from, ends the session by showing it: at the latest when the access token
-- of the other, five minutes old, has to be renewed.

create or replace function guard.reuse_grace()
returns interval
language sql
immutable
begin atomic
    select interval 'PT10S'; -- a lost answer is noticed, and asked for again, in less
end;
comment on function guard.reuse_grace() is 'For how long a refresh token may be repeated whose answer got lost.';
select guard.allow_function('guard.reuse_grace()', '{}');

create or replace function guard.most_sessions()
returns integer
language sql
immutable
begin atomic
    select 20; -- more devices than anybody has
end;
comment on function guard.most_sessions() is 'How many sessions somebody has open; one more ends the oldest.';
select guard.allow_function('guard.most_sessions()', '{}');

create or replace function guard.proof_lasts()
returns interval
language sql
immutable
begin atomic
    select interval 'PT5M';
end;
comment on function guard.proof_lasts() is 'For how long after the password was given it, and the second factor, may be changed.';
select guard.allow_function('guard.proof_lasts()', '{}');

create or replace function guard.end_sessions_of(credential bigint, why text, but uuid default null)
returns integer
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    ended integer;
begin
    update market.login_session s
    set ended_at = statement_timestamp(), ended_for = end_sessions_of.why
    where s.credential_id = end_sessions_of.credential
        and s.ended_at is null
        and s.id is distinct from end_sessions_of.but;
    get diagnostics ended = row_count;
    return ended;
end
$$;
comment on function guard.end_sessions_of(bigint, text, uuid) is 'Ends all sessions of somebody, but perhaps one; how many.';
select guard.allow_function('guard.end_sessions_of(bigint, text, uuid)', '{}');

create or replace function guard.open_session(account guard.account, address inet, token bytea, user_agent text)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    made uuid := gen_random_uuid();
    moment timestamptz := statement_timestamp();
    complete boolean;
    until timestamptz;
begin
    -- An operator without a second factor may do nothing but enrol one.
    complete := (open_session.account).kind <> 'operator' or exists (
        select
        from market.second_factor factor
        where factor.credential_id = (open_session.account).credential_id
            and factor.confirmed_at is not null);
    update market.login_session s
    set ended_at = moment, ended_for = 'crowded'
    where s.id in (
        select held.id
        from market.login_session held
        where held.credential_id = (open_session.account).credential_id
            and held.ended_at is null
        order by held.created_at desc
        offset greatest(guard.most_sessions() - 1, 0));
    insert into market.login_session (id, credential_id, kind, complete, created_at, used_at, proved_at, expires_at)
    select made, (open_session.account).credential_id, policy.kind, complete, moment, moment, moment, moment + policy.lasts
    from market.session_policy policy
    where policy.kind = (open_session.account).kind
    returning login_session.expires_at into strict until;
    insert into market.login_session_client (session_id, user_agent, address)
    values (made, left(regexp_replace(coalesce(open_session.user_agent, ''), '[^ -~]', '', 'g'), 200), open_session.address);
    insert into market.refresh_token (hash, session_id)
    values (open_session.token, made);
    return jsonb_build_object('session', made, 'kind', (open_session.account).kind, 'role', (open_session.account).role, 'actor', (open_session.account).actor,
        'complete', complete, 'expires', until);
end
$$;
comment on function guard.open_session(guard.account, inet, bytea, text) is 'Begins a session for somebody who has proved who they are, and tells what its tokens say.';
select guard.allow_function('guard.open_session(guard.account, inet, bytea, text)', '{}');

create or replace function guard.alive_session(session uuid)
returns market.login_session
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    held market.login_session;
begin
    select s.* into held
    from market.login_session s
    join market.session_policy policy on policy.kind = s.kind
    join market.credential c on c.id = s.credential_id
    left join market.person p on p.id = c.person_id
    left join market.operator o on o.id = c.operator_id
    where s.id = alive_session.session
        and s.ended_at is null
        and s.expires_at > statement_timestamp()
        and s.used_at > statement_timestamp() - policy.idle
        and coalesce(p.active, o.active)
        and (s.kind = 'operator') = (session_user = 'steward_gate_admin'); -- each gate knows its own
    return held;
end
$$;
comment on function guard.alive_session(uuid) is 'A session of this gate, if it is still good: neither ended, nor too old or idle for too long, and its person or operator active.';
select guard.allow_function('guard.alive_session(uuid)', '{}');

create or replace function guard.mark_used(session uuid)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    -- Of two requests at one moment one writes and neither waits.
    update market.login_session s
    set used_at = statement_timestamp()
    where s.id in (
        select held.id
        from market.login_session held
        where held.id = mark_used.session
        for no key update skip locked);
end
$$;
comment on function guard.mark_used(uuid) is 'Writes down that a session was used.';
select guard.allow_function('guard.mark_used(uuid)', '{}');

create or replace function api.check_session(session uuid, enrolling boolean default false)
returns boolean
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    held market.login_session;
begin
    perform guard.gate();
    held := guard.alive_session(check_session.session);
    if held.id is null then
        perform guard.refuse('MP013', 'This session has ended.', 'Sign in again.');
    elsif not held.complete and not check_session.enrolling then
        perform guard.refuse('MP014', 'Operators need a second factor, and this session has none yet.', 'Enrol one first.');
    end if;
    if held.used_at < statement_timestamp() - interval 'PT1M' then
        perform guard.mark_used(held.id);
    end if;
    return true;
end
$$;
comment on function api.check_session(uuid, boolean) is 'Refuses (MP013) a session that was ended, is too old or was idle for too long, or whose person or operator is inactive; and (MP014) one that is not complete, unless it enrols. Runs before each request of it.';
select guard.allow_function('api.check_session(uuid, boolean)', array['steward_gate_public', 'steward_gate_admin']);

create or replace function api.refresh_session(token text, next text)
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '1s'
as $$
declare
    given bytea := decode(refresh_session.token, 'hex');
    fresh bytea := decode(refresh_session.next, 'hex');
    moment timestamptz := statement_timestamp();
    held market.refresh_token;
    session market.login_session;
    whose guard.account;
begin
    perform guard.gate();
    select s.* into session
    from market.refresh_token t
    join market.login_session s on s.id = t.session_id
    where t.hash = given
    for no key update of s;
    session := guard.alive_session(session.id);
    if session.id is null then
        return jsonb_build_object('outcome', 'ended');
    end if;
    select t.* into strict held -- as it stands now that the session is ours
    from market.refresh_token t
    where t.hash = given;
    if held.replaced_at is not null then
        update market.refresh_token lost
        set replaced_at = moment
        where lost.hash = held.successor
            and lost.replaced_at is null
            and held.replaced_at > moment - guard.reuse_grace();
        if not found then
            update market.login_session s
            set ended_at = moment, ended_for = 'reused'
            where s.id = session.id;
            return jsonb_build_object('outcome', 'reused');
        end if;
    end if;
    update market.refresh_token t
    set replaced_at = coalesce(t.replaced_at, moment), successor = fresh
    where t.hash = given;
    insert into market.refresh_token (hash, session_id)
    values (fresh, session.id);
    perform guard.mark_used(session.id);
    select (guard.account_of(c.person_id, c.operator_id)).* into whose
    from market.credential c
    where c.id = session.credential_id;
    return jsonb_build_object('outcome', 'in', 'session', session.id, 'kind', whose.kind, 'role', whose.role, 'actor', whose.actor,
        'complete', session.complete, 'expires', session.expires_at);
end
$$;
comment on function api.refresh_session(text, text) is 'Exchanges a refresh token for the next (both as SHA-256): in, with the session; ended, also for a token that nobody was given; or reused, and then the session has ended.';
select guard.allow_function('api.refresh_session(text, text)', array['steward_gate_public', 'steward_gate_admin']);

create or replace function api.sign_out(token text)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '1s'
as $$
begin
    perform guard.gate();
    update market.login_session s
    set ended_at = statement_timestamp(), ended_for = 'signed_out'
    where s.ended_at is null
        and s.id = (
            select t.session_id
            from market.refresh_token t
            where t.hash = decode(sign_out.token, 'hex'))
        and (s.kind = 'operator') = (session_user = 'steward_gate_admin');
end
$$;
comment on function api.sign_out(text) is 'Signs a device out by its refresh token (as SHA-256), present or former: whoever holds it may end its session, and no more.';
select guard.allow_function('api.sign_out(text)', array['steward_gate_public', 'steward_gate_admin']);

create or replace function guard.forget_sign_ins(most integer default 20)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    -- With each that is made, some that are over go; nobody waits for another who does the same.
    delete from market.login_session s
    where s.id in (
        select old.id
        from market.login_session old
        where old.expires_at < statement_timestamp() - interval 'P1D'
        order by old.expires_at
        limit forget_sign_ins.most
        for update skip locked);
    delete from market.sign_in_attempt a
    where (a.account, a.network) in (
        select old.account, old.network
        from market.sign_in_attempt old
        where old.last_at < statement_timestamp() - 2 * guard.try_window()
        order by old.last_at
        limit forget_sign_ins.most
        for update skip locked);
    delete from market.familiar_network f
    where f.credential_id in (
        select old.credential_id
        from market.familiar_network old
        where old.last_at < statement_timestamp() - interval 'P180D'
        limit forget_sign_ins.most)
        and f.last_at < statement_timestamp() - interval 'P180D';
end
$$;
comment on function guard.forget_sign_ins(integer) is 'Forgets some sessions that are over, failures that count no more, and networks that nobody came from for half a year.';
select guard.allow_function('guard.forget_sign_ins(integer)', '{}');
