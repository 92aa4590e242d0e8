-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: superuser
-- What PostgreSQL gives to everybody and Steward must not: room for planted objects, locks that others could take,
-- the caller's hand on transaction ids and snapshots, large objects. A text and not a step, because a restored or copied
-- database starts with PostgreSQL's defaults.

do $database$
declare
  other name;
begin
  execute format('revoke temporary, connect, create on database %I from public', current_database());
  execute format(
    'grant connect on database %I to steward_gate_public, steward_gate_admin, steward_worker, steward_support, '
    'steward_operations, steward_finance, steward_auditor, steward_administrator', current_database());
  execute format('alter database %I set random_page_cost = 1.1', current_database()); -- keyset pages walk their index
  -- In the databases that initdb made, what is revoked here would still be everybody's; and what stands in template1 is
  -- copied into every new database.
  for other in
    select d.datname
    from pg_database d
    where d.datname in ('postgres', 'template1')
      and exists (select from aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a where a.grantee = 0)
  loop
    execute format('revoke all on database %I from public', other);
  end loop;
end
$database$;

revoke create on schema public from public;

do $functions$
declare
  forbidden regprocedure;
begin
  for forbidden in
    select p.oid
    from pg_proc p
    where p.pronamespace = 'pg_catalog'::regnamespace
      and (p.proname ~ '^pg_(try_)?advisory_' or p.proname ~ '^(lo_|loread$|lowrite$)'
        or p.proname in ('pg_current_xact_id', 'txid_current', 'pg_logical_emit_message', 'pg_export_snapshot'))
      and exists (
        select
        from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
        where a.grantee = 0)
  loop
    execute format('revoke execute on function %s from public', forbidden);
  end loop;
end
$functions$;

grant execute on function pg_catalog.pg_try_advisory_xact_lock(bigint) to steward_door;
