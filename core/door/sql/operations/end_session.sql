-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- The end of a session that stands in everybody's way. It ends when this is committed, so whoever is ended is in the audit.

create or replace function guard.plan_end_of_session(invocation uuid)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  set constraints market.end_sessions deferred; -- the door has made all constraints immediate
  insert into market.session_ending (invocation_id, role_oid, at, process, began, since)
  select entry.invocation_id, stuck.role_oid, entry.at, stuck.process, stuck.began, stuck.since
  from market.audit_entry entry
  join guard.stuck_sessions() stuck on stuck.process = (entry.arguments ->> 'process')::integer
    and stuck.began = (entry.arguments ->> 'began')::timestamptz
    and stuck.since = (entry.arguments ->> 'since')::timestamptz
  where entry.invocation_id = plan_end_of_session.invocation
    and entry.at >= guard.clock();
end
$$;
comment on function guard.plan_end_of_session(uuid) is 'Lets the session that this invocation ends end at COMMIT';
select guard.allow_function('guard.plan_end_of_session(uuid)', '{}');

create or replace function op.end_session(login market.short_text, why market.short_text, process integer, began market.moment, since market.moment)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (
    select
    from guard.stuck_sessions() stuck
    where stuck.login = end_session.login
      and stuck.why = end_session.why
      and stuck.process = end_session.process
      and stuck.began = end_session.began
      and stuck.since = end_session.since)
  then
    perform guard.refuse('MP032', 'This session stands in nobody''s way.', 'Look again: it may have gone on.');
  end if;
  return '{}';
end
$$;
comment on function op.end_session(market.short_text, market.short_text, integer, market.moment, market.moment) is 'Ends a session that has stood in the way for too long.';
select guard.declare_operation('end_session', null, 'End session', 'Ends a session that was idle within a transaction, or held a snapshot, for too long.',
  danger => true, undoable => false, finish => 'guard.plan_end_of_session');
select guard.allow_operation('end_session', array['steward_worker']);

create or replace function guard.watch()
returns table (process integer, why text, outcome text)
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  stuck record;
begin
  for stuck in select * from guard.stuck_sessions() loop
    process := stuck.process;
    why := stuck.why;
    begin
      -- One key for one time that it is in the way: two workers say it once.
      perform api.invoke('end_session', jsonb_build_object('login', stuck.login, 'why', stuck.why, 'process', stuck.process,
          'began', stuck.began, 'since', stuck.since),
        jsonb_build_object('key', md5(format('stuck %s %s %s', stuck.process, stuck.began, stuck.since))::uuid));
      outcome := 'done';
    exception
      when others then -- one that fails never keeps back the others
        outcome := sqlstate;
    end;
    return next;
  end loop;
end
$$;
comment on function guard.watch() is 'Ends the sessions that have stood in the way for too long; which, why, and what came of it: done, or why it failed';
select guard.allow_function('guard.watch()', array['steward_worker']);
