-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- The feed of changes, for whoever follows it: consoles and apps over the API. Row-level security is the caller's own.

create or replace function api.feed_after(after bigint default null)
returns table (place bigint, entity text, id bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
  head bigint := (select h.position from api.feed_head h);
  start bigint := case when feed_after.after between 0 and head then feed_after.after else head end;
  reached bigint := least(head, start + 1000);
begin
  -- What others may see is gone past, a thousand at a time; where it was got to is the last row. From a place that there is not
  -- (yet, or any more: a backup was restored) it goes on at the end.
  return query
    select f.id, f.entity, f.entity_id
    from api.feed f
    where f.id > start
      and f.id <= reached
    order by f.id;
  return query select reached, null::text, null::bigint;
end
$$;
comment on function api.feed_after(bigint) is 'What changed after a place of the feed and is in the caller''s reach; the last row is only a place: where to go on from';
select guard.allow_function('api.feed_after(bigint)', guard.operators() || array['steward_customer', 'steward_provider']);
