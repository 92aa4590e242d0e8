-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- A record as it was, folded from its events: the one place that does so.

create or replace function guard.record_as_of(entity text, record_id bigint, as_of timestamptz)
returns jsonb
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
  -- Whoever waited for the record's lock bears an earlier moment than whom it waited for. So what counts is the history up
  -- to the first event that is later, by version: a state that the record was never in is no answer.
  return (
    select jsonb_object_agg(held.key, held.value order by past.version)
    from market.event past
    cross join lateral jsonb_each(past.image || jsonb_build_object('version', past.version, 'changed_at', past.at)) held
    where past.entity = record_as_of.entity
      and past.entity_id = record_as_of.record_id
      and past.version < coalesce((
        select min(later.version)
        from market.event later
        where later.entity = record_as_of.entity
          and later.entity_id = record_as_of.record_id
          and later.at > record_as_of.as_of), past.version + 1));
end
$$;
comment on function guard.record_as_of(text, bigint, timestamptz) is 'A record''s columns as they were at a moment, without what no event holds; null if it was not made yet';
select guard.allow_function('guard.record_as_of(text, bigint, timestamptz)', '{}');
