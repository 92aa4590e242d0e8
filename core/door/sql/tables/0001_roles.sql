-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: superuser
-- The roles of core/door/README.md. Roles belong to the cluster, and a cluster may hold several databases of ours
-- (tests do), so each is made only where it is missing. steward_roles inherits: ending a session asks for
-- the right itself, not for the membership.

do $roles$
declare
  wanted record;
begin
  for wanted in
    select *
    from (values
      ('steward_owner', 'nologin noinherit nocreaterole nobypassrls'),
      ('steward_door', 'nologin noinherit nocreaterole nobypassrls'),
      ('steward_roles', 'nologin inherit createrole nobypassrls'),
      ('steward_gate_public', 'login noinherit nocreaterole nobypassrls'),
      ('steward_gate_admin', 'login noinherit nocreaterole nobypassrls'),
      ('steward_worker', 'login inherit nocreaterole nobypassrls'),
      ('steward_support', 'nologin inherit nocreaterole nobypassrls'),
      ('steward_operations', 'nologin inherit nocreaterole nobypassrls'),
      ('steward_finance', 'nologin inherit nocreaterole nobypassrls'),
      ('steward_auditor', 'nologin inherit nocreaterole nobypassrls'),
      ('steward_administrator', 'nologin inherit nocreaterole nobypassrls'),
      ('steward_customer', 'nologin inherit nocreaterole nobypassrls'),
      ('steward_provider', 'nologin inherit nocreaterole nobypassrls'),
      ('steward_anonymous', 'nologin inherit nocreaterole nobypassrls')
    ) as w (name, attributes)
  loop
    if not exists (select from pg_roles r where r.rolname = wanted.name) then
      begin
        execute format('create role %I %s', wanted.name, wanted.attributes);
      exception
        when duplicate_object or unique_violation then null; -- another database of this cluster is migrated right now
      end;
    elsif (select r.rolinherit from pg_roles r where r.rolname = wanted.name) <> (wanted.attributes !~ 'noinherit') then
      execute format('alter role %I %s', wanted.name, wanted.attributes);
    end if;
  end loop;
end
$roles$;

do $members$
declare
  membership record;
begin
  for membership in
    select *
    from (values
      ('steward_customer', 'steward_gate_public'),
      ('steward_provider', 'steward_gate_public'),
      ('steward_anonymous', 'steward_gate_public'),
      ('pg_read_all_stats', 'steward_worker'),
      ('pg_signal_backend', 'steward_worker'),
      ('pg_signal_backend', 'steward_roles')
    ) as m (granted, member)
  loop
    if not pg_has_role(membership.member, membership.granted, 'member') then
      begin
        execute format('grant %I to %I', membership.granted, membership.member);
      exception
        when unique_violation then null; -- another database of this cluster is migrated right now
      end;
    end if;
  end loop;
end
$members$;

do $comments$
declare
  described record;
begin
  for described in
    select *
    from (values
      ('steward_owner', 'Owns Steward''s tables and views; nobody signs in as it'),
      ('steward_door', 'Owns api.invoke and the operations; appends to history and cannot rewrite it'),
      ('steward_roles', 'Owns the few functions that create, grant, revoke and end operators'' logins; the only one with CREATEROLE'),
      ('steward_gate_public', 'The API''s login that becomes customers, providers and who is not signed in'),
      ('steward_gate_admin', 'The API''s login that becomes operators'),
      ('steward_worker', 'The worker''s login: acts as the system'),
      ('steward_support', 'Group: operators who help customers and providers'),
      ('steward_operations', 'Group: operators who run the marketplace'),
      ('steward_finance', 'Group: operators who look after money'),
      ('steward_auditor', 'Group: operators who read everything and change nothing'),
      ('steward_administrator', 'Group: operators who manage operators'),
      ('steward_customer', 'Whom the public gate becomes for a customer'),
      ('steward_provider', 'Whom the public gate becomes for a provider'),
      ('steward_anonymous', 'Whom the public gate becomes for somebody who is not signed in')
    ) as d (name, words)
  loop
    if shobj_description((select r.oid from pg_roles r where r.rolname = described.name), 'pg_authid') is distinct from described.words then
      execute format('comment on role %I is %L', described.name, described.words);
    end if;
  end loop;
end
$comments$;
