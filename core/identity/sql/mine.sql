-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- The caller as somebody who signs in.

create or replace function guard.my_credential()
returns bigint
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    actor guard.acting := guard.actor();
begin
    return (
        select c.id
        from market.credential c
        where case actor.kind when 'operator' then c.operator_id = actor.id else c.person_id = actor.person_id end);
end
$$;
comment on function guard.my_credential() is 'What the caller signs in with; null if they never do over the API.';
select guard.allow_function('guard.my_credential()', '{}');

create or replace function guard.my_sessions()
returns table (id uuid, created_at timestamptz, used_at timestamptz, expires_at timestamptz, complete boolean, user_agent text, address text)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    select s.id, s.created_at, s.used_at, s.expires_at, s.complete, client.user_agent, host(client.address)
    from market.login_session s
    join market.session_policy policy on policy.kind = s.kind
    left join market.login_session_client client on client.session_id = s.id
    where s.credential_id = guard.my_credential()
        and s.ended_at is null
        and s.expires_at > statement_timestamp()
        and s.used_at > statement_timestamp() - policy.idle
    order by s.used_at desc, s.id;
end
$$;
comment on function guard.my_sessions() is 'The caller''s own sessions that are open; for the view api.my_sessions.';
select guard.allow_function('guard.my_sessions()', array['steward_customer', 'steward_provider'] || guard.operators());

create or replace function guard.my_proof(session uuid)
returns bigint
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    held market.login_session;
begin
    select s.* into held
    from market.login_session s
    where s.id = my_proof.session
        and s.credential_id = guard.my_credential()
        and s.ended_at is null
        and s.expires_at > statement_timestamp();
    if held.id is null then
        perform guard.refuse('MP021', 'You have no such session.', 'See api.my_sessions.');
    elsif held.proved_at < statement_timestamp() - guard.proof_lasts() then
        perform guard.refuse('MP014', 'It is a while since you gave your password.', 'Give it again, and then change this.');
    end if;
    return held.credential_id;
end
$$;
comment on function guard.my_proof(uuid) is 'What the caller signs in with, if they gave their password in that session of theirs of late; otherwise refuses. A token that was stolen changes no password.';
select guard.allow_function('guard.my_proof(uuid)', '{}');
