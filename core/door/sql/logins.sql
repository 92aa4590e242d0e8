-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_roles
-- Operators' logins. On PostgreSQL 15 CREATEROLE is a shell on the server, so one role has it that nobody can become, and
-- all it does is here: four functions and the end of a session, each checking what it is given.

create or replace function guard.make_login(login text, verifier text)
returns oid
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  standing pg_roles;
begin
  if make_login.login !~ '^[a-z][a-z0-9_]{1,59}$' or make_login.login ~ '^(pg|steward)_' or make_login.login in ('postgres', 'public', 'none', 'steward') then
    perform guard.refuse('MP003', 'A login has 2 to 60 small letters, digits and underscores, begins with a letter, and not with pg_ or steward_.');
  elsif make_login.verifier is not null
    and make_login.verifier !~ '^SCRAM-SHA-256[$][0-9]{4,7}:[A-Za-z0-9+/]{22,}={0,2}[$][A-Za-z0-9+/]{43}=:[A-Za-z0-9+/]{43}=$' then
    perform guard.refuse('MP003', 'A password travels as its SCRAM-SHA-256 verifier only.', 'The console makes it from what you type.');
  end if;
  select r.* into standing
  from pg_roles r
  where r.rolname = make_login.login;
  if not found then
    execute format('create role %I login inherit nocreaterole connection limit 6', make_login.login);
  elsif not guard.may_adopt(standing.oid) then
    perform guard.refuse('MP032', 'This login is taken, or was once.', 'Choose another one: names are never used again.');
  end if;
  if make_login.verifier is not null then
    execute format('alter role %I password %L', make_login.login, make_login.verifier);
  end if;
  execute format('grant %I to steward_gate_admin', make_login.login);
  execute format('alter role %I set idle_in_transaction_session_timeout = %L', make_login.login, '60s');
  execute format('alter role %I set statement_timeout = %L', make_login.login, '60s');
  return (select r.oid from pg_roles r where r.rolname = make_login.login);
end
$$;
comment on function guard.make_login(text, text) is 'Creates an operator''s role from a login and a SCRAM verifier, never from a clear password';
select guard.allow_function('guard.make_login(text, text)', array['steward_door']);

create or replace function guard.may_adopt(role_id oid)
returns boolean
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
  -- A private cluster may hold several databases of ours (tests do), and each names the demo's operators.
  return exists (select from market.installation i where i.private_socket)
    and not exists (
      select
      from pg_roles r
      where r.oid = may_adopt.role_id
        and (r.rolsuper or r.rolcreaterole or r.rolcreatedb or r.rolreplication or r.rolbypassrls or not r.rolcanlogin))
    and not exists (
      select
      from pg_auth_members m
      join pg_roles g on g.oid = m.roleid
      where m.member = may_adopt.role_id
        and g.rolname <> all (guard.operators()));
end
$$;
comment on function guard.may_adopt(oid) is 'Whether a role that stands already may become an operator: in demonstrations, if it is nothing more than one';
select guard.allow_function('guard.may_adopt(oid)', '{}');

create or replace function guard.set_groups(role_id oid, groups text[])
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  login text;
  changed text;
begin
  select r.rolname into login
  from pg_roles r
  join market.operator o on o.role_oid = r.oid
  where r.oid = set_groups.role_id;
  if login is null or not set_groups.groups <@ guard.operators() or set_groups.groups = '{}' then
    perform guard.refuse('MP003', format('An operator holds one or more of these groups: %s.', array_to_string(guard.operators(), ', ')));
  end if;
  foreach changed in array guard.operators() loop
    if changed = any (set_groups.groups) and not pg_has_role(login, changed, 'member') then
      execute format('grant %I to %I', changed, login);
    elsif changed <> all (set_groups.groups) and pg_has_role(login, changed, 'member') then
      execute format('revoke %I from %I', changed, login);
    end if;
  end loop;
end
$$;
comment on function guard.set_groups(oid, text[]) is 'Makes an operator''s role a member of exactly these groups';
select guard.allow_function('guard.set_groups(oid, text[])', array['steward_door']);

create or replace function guard.end_login(role_id oid)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  login text;
begin
  select r.rolname into login
  from pg_roles r
  join market.operator o on o.role_oid = r.oid
  where r.oid = end_login.role_id;
  if login is null then
    perform guard.refuse('MP021', 'There is no such operator.');
  end if;
  execute format('alter role %I nologin', login);
  execute format('revoke %I from steward_gate_admin', login);
end
$$;
comment on function guard.end_login(oid) is 'Lets an operator''s role sign in no more, and no gate become it';
select guard.allow_function('guard.end_login(oid)', array['steward_door']);

create or replace function guard.end_sessions()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform pg_terminate_backend(s.pid)
  from pg_stat_activity s
  where s.usesysid = new.role_oid
    and s.pid <> pg_backend_pid()
    and exists (select from market.operator o where o.role_oid = new.role_oid and not o.active);
  perform pg_terminate_backend(stuck.process)
  from guard.stuck_sessions() stuck
  where stuck.process = new.process
    and stuck.began = new.began
    and stuck.since = new.since;
  return null;
end
$$;
comment on function guard.end_sessions() is 'Ends the sessions of an operator who was disabled, or the one that stands in the way, at COMMIT: before it they could not be given back';
select guard.allow_function('guard.end_sessions()', array['steward_owner']);
