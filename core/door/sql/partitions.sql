-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_owner
-- Months of history are tables of their own, made a year ahead. The worker calls this every day, migrate every time.

create or replace function guard.add_partitions(first_month date default null, last_month date default null)
returns integer
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  today date := (guard.clock() at time zone 'UTC')::date;
  month date := date_trunc('month', greatest(coalesce(add_partitions.first_month, today), today - 800))::date;
  last date := date_trunc('month', least(coalesce(add_partitions.last_month, today + interval 'P12M'), today + interval 'P24M'))::date;
  parent text;
  made integer := 0;
begin
  while month <= last loop
    foreach parent in array array['event', 'audit_entry'] loop
      if to_regclass(format('market.%I', parent || to_char(month, '_YYYY_MM'))) is null then
        execute format('create table market.%I partition of market.%I for values from (%L) to (%L)',
          parent || to_char(month, '_YYYY_MM'), parent, month::text || ' 00:00:00Z', (month + interval 'P1M')::date::text || ' 00:00:00Z');
        execute format('alter table market.%I enable row level security', parent || to_char(month, '_YYYY_MM'));
        execute format('comment on table market.%I is %L', parent || to_char(month, '_YYYY_MM'), 'One month of market.' || parent);
        made := made + 1;
      end if;
      -- Whoever empties the whole empties its months, and a month can be emptied by itself: so the months refuse.
      if not exists (select from pg_trigger t where t.tgrelid = to_regclass(format('market.%I', parent || to_char(month, '_YYYY_MM'))) and t.tgname = 'steward_never_emptied') then
        execute format('create trigger steward_never_emptied before truncate on market.%I for each statement execute function guard.never()',
          parent || to_char(month, '_YYYY_MM'));
      end if;
    end loop;
    month := (month + interval 'P1M')::date;
  end loop;
  return made;
end
$$;
comment on function guard.add_partitions(date, date) is 'Makes the months of event and audit_entry that are missing, by default from now to twelve months ahead';
select guard.allow_function('guard.add_partitions(date, date)', array['steward_worker']);

select guard.add_partitions();
-- A simulation plays the past first.
select guard.add_partitions(((guard.clock() at time zone 'UTC') - interval 'P18M')::date)
from market.installation i
where i.kind = 'simulation';
