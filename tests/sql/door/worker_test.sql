-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the worker has of the engine: steps are claimed when they are due, by one, counted before they are tried; one that
-- fails keeps nobody back and is parked in the end; events get their places in the feed once.
begin;
select no_plan();
\ir parcel.sql
create function op.burn(parcel bigint) returns jsonb language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  if (select p.weight from market.parcel p where p.id = burn.parcel) = 666 then
    raise division_by_zero using message = 'It does not burn.';
  end if;
  update market.parcel p set state = 'lost' where p.id = burn.parcel;
  return '{}';
end $$;
alter function op.burn(bigint) owner to steward_door;
comment on function op.burn(bigint) is 'Burns';
select guard.declare_operation('burn', 'parcel', 'Burn', 'Burns a parcel.');
select guard.allow_operation('burn', array['steward_worker']);
update market.transition set action = 'burn' where action = 'lose' and from_state = 'sent';
create temporary table k (name text, id bigint);
insert into k select 'early', a_parcel('sent', 1, null, '2020-01-03T00:00:00Z');
insert into k select 'wet', a_parcel('sent', 1, null, '2020-01-01T00:00:00Z');
insert into k select 'late', a_parcel('sent', 1, null, '2020-01-02T00:00:00Z');
insert into k select 'not yet', a_parcel('sent', 1, null, '2200-01-01T00:00:00Z');
-- Out of the worker's own mouth each weight would do; this one fails.
set local session_replication_role = replica;
update market.parcel p set weight = 666 from k where k.id = p.id and k.name = 'wet';
set local session_replication_role = origin;
create function pg_temp.timer(name text) returns market.timer language sql as $$
  select t from market.timer t join k on k.id = t.entity_id and t.entity = 'parcel' where k.name = timer.name order by t.id limit 1 $$;
create function pg_temp.claim(most integer default 20, since timestamptz default '-infinity') returns text language sql as $$
  select string_agg(k.name, ', ' order by c.due) from guard.claim_timers(claim.most, claim.since) c join market.timer t on t.id = c.timer join k on k.id = t.entity_id $$;
-- Runs what is claimed, as the worker: "name outcome, …".
create function pg_temp.run(timers bigint[] default null) returns text language plpgsql as $$
declare
  former text := session_user;
  ran jsonb;
begin
  timers := coalesce(timers, array(select t.id from market.timer t where t.leased_until is not null));
  perform set_config('session_authorization', 'steward_worker', true);
  ran := (select jsonb_object_agg(r.timer, r.outcome) from guard.run_timers(run.timers) r);
  perform set_config('session_authorization', former, true);
  return (select string_agg(format('%s %s', k.name, r.value), ', ' order by k.name)
    from jsonb_each_text(ran) r join market.timer t on t.id = r.key::bigint join k on k.id = t.entity_id);
exception
  when others then
    return sqlerrm;
end $$;
create function pg_temp.fail() returns text language plpgsql as $$
begin
  update market.timer set retry_at = null where state = 'pending';
  perform pg_temp.claim();
  return pg_temp.run();
end $$;

-- Claiming.
select is(pg_temp.claim(1), 'wet', 'what was due first is claimed first');
select is(pg_temp.claim(), 'late, early', 'then the others; none twice, and none before it is due');
select is(pg_temp.claim(), null, 'and nothing is left to another worker');
select is((pg_temp.timer('wet')).attempts, 1, 'it is counted before it is tried');
update market.timer set leased_until = null, attempts = 0;
select is(pg_temp.claim(20, '2020-01-03T12:00:00Z'), 'early', 'only what was due since the mark');
update market.timer set leased_until = statement_timestamp() - interval '1 second' where leased_until is not null;
select is(pg_temp.claim(), 'wet, late, early', 'what a worker that died had claimed is claimed again when its lease is over');

-- Running.
select is(pg_temp.run('{}'), null, 'nothing claimed, nothing run');
select is(pg_temp.run(array(select t.id from market.timer t)), 'early done, late done, not yet overtaken, wet 22012', 'one that fails keeps nobody back');
select is((select p.state from market.parcel p join k using (id) where k.name = 'early'), 'lost', 'it has happened');
select is((pg_temp.timer('early')).state, 'done', 'and its timer is done');
select is((select e.actor_kind from market.event e join k on k.id = e.entity_id where k.name = 'early' and e.action = 'burn'), 'system', 'by the system');
select is((pg_temp.timer('wet')).failure, 'It does not burn.', 'the other says why');
select ok((pg_temp.timer('wet')).retry_at - clock_timestamp() between interval '3 s' and interval '7 s' and (pg_temp.timer('wet')).leased_until is null, 'is tried again after a while, longer each time');
select is(pg_temp.claim(), null, 'and not before');
select is((pg_temp.timer('not yet')).attempts, 0, 'what was not due has not failed');

-- Parked.
update market.timer set attempts = 6 where id = (pg_temp.timer('wet')).id;
select is(pg_temp.fail(), 'wet 22012', 'it fails a seventh time');
select is((pg_temp.timer('wet')).parked_at, null, 'and is tried once more');
select is(pg_temp.fail(), 'wet 22012', 'and an eighth');
select ok((pg_temp.timer('wet')).parked_at is not null and (pg_temp.timer('wet')).state = 'pending', 'then it is parked, and still stands among the steps ahead');
create temporary table parked as select (pg_temp.timer('wet')).parked_at as at;
select is(pg_temp.fail(), null, 'and not tried any more by itself');
select is((pg_temp.timer('wet')).parked_at, (select at from parked), 'nor touched');
update market.timer set parked_at = null, leased_until = statement_timestamp() - interval '1 second', retry_at = null where id = (pg_temp.timer('wet')).id;
select is(pg_temp.claim(), null, 'whoever was cut off eight times is not tried a ninth');
select ok((pg_temp.timer('wet')).parked_at is not null, 'but parked');
select is(invoke_as('operations', 'take', jsonb_build_object('parcel', id)) ->> 'sqlstate', null, 'a person can help') from k where name = 'wet';
select is((pg_temp.timer('wet')).state, 'cancelled', 'leaving the state takes the parked step away');

-- Overtaken.
insert into k select 'gone', a_parcel('sent', 1, null, '2020-01-01T00:00:00Z');
select is(pg_temp.claim(), 'wet, gone', 'claimed, with what is the next of the one that was taken');
select is(invoke_as('operations', 'take', jsonb_build_object('parcel', id)) ->> 'sqlstate', null, 'and meanwhile its parcel is taken') from k where name = 'gone';
select is(pg_temp.run(array[(pg_temp.timer('gone')).id]), null, 'then there is nothing to run');
select is((select p.state from market.parcel p join k using (id) where k.name = 'gone'), 'taken', 'and nothing happened to it');

-- The feed.
create temporary table waiting as select p.event_id from market.event_pending p;
select ok((select count(*) > 5 from waiting), 'events wait for their places');
select is(guard.sequence_feed(3), 3::bigint, 'some get them');
select lives_ok('select guard.sequence_feed()', 'then the others');
select is(guard.sequence_feed(), 0::bigint, 'then none');
select results_eq($$select f.position, f.event_id from market.feed f order by 1$$, $$select row_number() over (order by w.event_id), w.event_id from waiting w order by 2$$, 'each has one place, without a gap, in the order of its record''s versions');
select is((select h.position from market.feed_head h), (select count(*) from waiting), 'the head knows the last');
select is_empty('select from market.event_pending', 'and nobody waits');

-- Replies.
update market.reply r set at = guard.clock() - interval 'P7D' - interval 'PT1S' where r.key = (select q.key from market.reply q order by q.key limit 1);
select is(guard.forget_replies(), 1, 'a reply is forgotten after seven days');
select ok((select count(*) > 0 from market.reply), 'and not before');
select * from finish();
rollback;
