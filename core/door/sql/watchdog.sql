-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_roles
-- The watchdog: whoever has psql could stop the house, by a lock that they forget or a snapshot that they keep. The worker
-- looks every second and ends such sessions through the door, so that the audit says whose they were.
--
-- Spared are those who may pass by policies (superusers and who has BYPASSRLS: nobody else can make a dump), replication,
-- and the worker, whose transactions end by themselves. Autovacuum is nobody's session.

create or replace function guard.stuck_sessions()
returns table (process integer, began timestamptz, since timestamptz, login text, role_oid oid, why text)
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform pg_stat_clear_snapshot(); -- at COMMIT it is asked again, and would hear what it heard before
  return query
  select looked.pid, looked.backend_start, looked.since, looked.rolname::text, looked.oid, looked.why
  from market.installation limits
  cross join lateral (
    select s.pid, s.backend_start, r.rolname, r.oid,
      case when s.state ^@ 'idle in transaction' and s.state_change < clock_timestamp() - limits.idle_limit then s.state_change else s.xact_start end as since,
      case
        when s.state ^@ 'idle in transaction' and s.state_change < clock_timestamp() - limits.idle_limit then 'idle'
        when s.backend_xmin is not null and s.xact_start < clock_timestamp() - limits.snapshot_limit then 'snapshot'
      end as why
    from pg_stat_activity s
    join pg_roles r on r.oid = s.usesysid
    where s.datname = current_database()
      and not (r.rolsuper or r.rolbypassrls or r.rolreplication)
      and r.rolname <> 'steward_worker'
  ) looked
  where looked.why is not null
  order by looked.since, looked.pid;
end
$$;
comment on function guard.stuck_sessions() is 'Sessions of this database that have stood in the way for too long: idle within a transaction, or with an old snapshot';
select guard.allow_function('guard.stuck_sessions()', array['steward_door']);
