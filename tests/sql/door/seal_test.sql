-- SPDX-License-Identifier: GPL-3.0-or-later
-- The audit proves that it was not touched: whatever is changed, removed or slipped in behind the door's back, by whoever owns the
-- server, breaks the chain from there on.
begin;
select no_plan();
\ir parcel.sql
create function pg_temp.chain() returns boolean language sql as $$ select holds from guard.invariant_audit_is_sealed() $$;
create function pg_temp.words() returns text language sql as $$ select figure from guard.invariant_audit_is_sealed() $$;
-- What somebody does who can go round all triggers; the chain's answer, and everything as it was.
create function pg_temp.tampered(statement text) returns boolean language plpgsql as $$
declare
  intact boolean;
begin
  begin
    perform set_config('session_replication_role', 'replica', true);
    execute tampered.statement;
    intact := pg_temp.chain();
    raise exception using errcode = 'TAKE1';
  exception
    when sqlstate 'TAKE1' then
      return not intact;
  end;
end $$;

select a_parcel('sent'), a_parcel('sent'), a_parcel('lost');
select is(pg_temp.chain(), true, pg_temp.words());
create temporary table before as select count(*) as n from market.audit_entry;
select is((select array[sealed, head] from guard.seal_audit(1)), array[1, 1]::bigint[], 'the first entry is sealed');
select is((select array[sealed, head] from guard.seal_audit()), (select array[n - 1, n] from before), 'then all that there are');
select is((select array[sealed, head] from guard.seal_audit()), (select array[0, n] from before), 'and no more');
select is((select hash from guard.seal_audit()), (select encode(hash, 'hex') from market.audit_seal order by position desc limit 1), 'the head is the last seal');
select is((select count(*) from market.audit_pending), 0::bigint, 'nothing waits');
select is(pg_temp.chain(), true, pg_temp.words());
select a_parcel('sent');
select is(pg_temp.chain(), true, 'what was written since waits for its seal');
select isnt((select count(*) from market.audit_pending), 0::bigint, 'it does wait');

select is(pg_temp.tampered($$update market.audit_entry set note = 'never said' where id = (select audit_id from market.audit_seal where position = 2)$$), true, 'another note is seen');
select is(pg_temp.tampered($$update market.audit_entry set login = 'somebody' where id = (select audit_id from market.audit_seal where position = 1)$$), true, 'another actor is seen');
select is(pg_temp.tampered($$update market.event set image = image || '{"weight": 1}' where id = (select a.events[1] from market.audit_entry a join market.audit_seal s on s.audit_id = a.id where a.events <> '{}' order by s.position limit 1)$$), true, 'another image of an event is seen');
select is(pg_temp.tampered($$delete from market.event where id = (select a.events[1] from market.audit_entry a join market.audit_seal s on s.audit_id = a.id where a.events <> '{}' order by s.position limit 1)$$), true, 'an event that is gone is seen');
select is(pg_temp.tampered($$delete from market.audit_entry where id = (select audit_id from market.audit_seal where position = 2)$$), true, 'an entry that is gone is seen');
select is(pg_temp.tampered($$delete from market.audit_entry where id = (select max(audit_id) from market.audit_pending)$$), true, 'also one that waits for its seal');
select is(pg_temp.tampered($$delete from market.audit_seal where position = (select max(position) from market.audit_seal)$$), true, 'a seal that is gone is seen, also the last');
select is(pg_temp.tampered($$insert into market.audit_pending select audit_id, at from market.audit_seal order by position desc limit 1;
    delete from market.audit_seal where position = (select max(position) from market.audit_seal)$$), true, 'also one that was taken back, to be made anew');
select is(pg_temp.tampered($$delete from market.audit_pending$$), true, 'an entry that is never to be sealed is seen');
select is(pg_temp.tampered($$insert into market.audit_entry select (jsonb_populate_record(null::market.audit_entry, to_jsonb(a) || '{"id": 999999}')).* from market.audit_entry a limit 1$$), true, 'an entry that was slipped in is seen');
select is(pg_temp.tampered($$update market.audit_seal set audit_id = -audit_id where position in (1, 2)$$), true, 'two that changed places are seen');
select is(pg_temp.tampered($$update market.audit_seal s set hash = guard.audit_digest(sha256('Steward'), 1, a) from market.audit_entry a where s.position = 2 and a.id = s.audit_id$$), true, 'a seal that was made anew without those before is seen');
select is(pg_temp.chain(), true, 'and all is as it was');

-- By those who are not the server's owner.
select throws_ok($$update market.audit_seal set at = at$$, null, null, 'not even its owner rewrites a seal');
select is(has_table_privilege('steward_worker', 'market.audit_seal', 'INSERT'), false, 'the worker seals by its function only');
-- All of a chain can be made anew by who owns the server; then it has another head than the one that is kept elsewhere.
create temporary table kept as select position, hash from market.audit_head;
set local session_replication_role = replica;
update market.audit_entry set note = 'never said' where id = (select audit_id from market.audit_seal where position = 1);
insert into market.audit_pending select audit_id, at from market.audit_seal;
delete from market.audit_seal;
update market.audit_head set position = 0, hash = sha256('Steward');
set local session_replication_role = origin;
select guard.seal_audit();
select is(pg_temp.chain(), true, 'a chain that was forged as a whole holds');
select isnt((select s.hash from market.audit_seal s join kept on kept.position = s.position), (select hash from kept), 'but not the head that was kept outside');

select * from finish();
rollback;
