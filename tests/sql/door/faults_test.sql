-- SPDX-License-Identifier: GPL-3.0-or-later
-- What migrate refuses before it commits: each fault is planted, and found.
begin;
select no_plan();
select is_empty('select * from guard.schema_faults()', 'the database as it is has no faults');

create function pg_temp.found(plant text, words text, what text) returns text language plpgsql as $$
declare
  faults text;
begin
  begin
    execute found.plant;
    select string_agg(f, '; ') into faults from guard.schema_faults() f;
    raise exception using errcode = 'TAKE1';
  exception
    when sqlstate 'TAKE1' then null;
  end;
  return matches(coalesce(faults, 'none'), found.words, found.what);
end $$;
select pg_temp.found('grant execute on function op.undo(uuid) to public', 'op.undo\(uuid\) may be run by PUBLIC', 'an operation for everybody');
select pg_temp.found('grant execute on function guard.refuse(text, text, text, jsonb) to public', 'guard.refuse.* PUBLIC', 'a helper for everybody');
select pg_temp.found('create function op.undo(invocation text) returns jsonb language sql begin atomic select null::jsonb; end', 'op.undo\(uuid\) is overloaded', 'an overloaded operation');
select pg_temp.found('comment on function op.undo(uuid) is null', 'op.undo\(uuid\) has no comment', 'a function without a comment');
select pg_temp.found('create function op.stray() returns jsonb language sql begin atomic select null::jsonb; end', 'op.stray\(\) is not declared', 'an operation that is not in the catalogue');
select pg_temp.found('alter function op.undo(uuid) owner to steward_owner', 'op.undo\(uuid\) belongs to steward_owner', 'an operation of another owner');
select pg_temp.found('alter function guard.clock() owner to steward_owner', 'guard.clock\(\) belongs to steward_owner and may be run by others', 'a helper of the tables'' owner that others may run');
select pg_temp.found('alter function op.undo(uuid) security definer', 'op.undo\(uuid\) is security definer', 'an operation that does not need the door');
select pg_temp.found('alter function op.undo(uuid) reset search_path', 'op.undo\(uuid\) does not pin', 'a function without a path');
select pg_temp.found('alter function op.undo(uuid) set search_path = ''''', 'op.undo\(uuid\) does not pin', 'a function with an empty path');
select pg_temp.found('alter function op.undo(uuid) set search_path = pg_temp, pg_catalog', 'op.undo\(uuid\) does not pin', 'a function with pg_temp first');
select pg_temp.found($$create function guard.sly() returns void language plpgsql set search_path = pg_catalog, pg_temp as 'begin raise sqlstate ''MPPRE''; end'$$, 'guard.sly\(\) uses the code', 'the code that carries a preview');
select pg_temp.found('alter function guard.undo_window() security invoker', 'guard.undo_window\(\) reads tables for people', 'a helper of everybody''s that only the door could run');
select pg_temp.found('create table market.bare (id int)', 'market.bare has no row-level security.*market.bare has no comment', 'a bare table');
select pg_temp.found('alter table market.event disable row level security', 'market.event has no row-level', 'a table whose policies are off');
select pg_temp.found('drop owned by steward_customer', 'No policy names steward_customer', 'a group whose policies are gone');
select pg_temp.found('alter event trigger steward_only_migrations_define disable', 'Everybody may define and drop', 'definitions that everybody may make');
select pg_temp.found('create table market.bare (id int)', 'market.bare belongs to', 'a table of another owner');
select pg_temp.found('alter table market.operator disable trigger steward_before_change', 'steward_before_change of market.operator is switched off', 'a trigger that is switched off');
select pg_temp.found('create view api.bare as select 1 as one', 'api.bare shows its owner.s rows', 'a view that goes round the policies');
select pg_temp.found('grant select on market.event to public', 'market.event may be read by PUBLIC', 'a table for everybody');
select pg_temp.found('grant insert on market.timer to steward_support', 'market.timer may be written by steward_support', 'a table that a group may write');
select pg_temp.found('grant update (operation) on market.event to steward_door', 'market.event may be written by steward_door', 'a history that the door may rewrite');
select pg_temp.found('grant delete on market.audit_entry to steward_door', 'market.audit_entry may be written by steward_door', 'an audit that the door may empty');
select pg_temp.found($$create or replace function op.undo(invocation uuid default null) returns jsonb language sql begin atomic select null::jsonb; end$$, 'op.undo has changed since it was declared', 'a signature that was declared otherwise');
select pg_temp.found($$update market.operation set needs_reason = true where name = 'undo'$$, 'undo needs a reason, and none', 'a reason that nobody can give');
select pg_temp.found($$update market.operation set entity = 'operator' where name = 'undo'$$, 'its first parameter is a bigint', 'a target that is none');
select pg_temp.found($$update market.operation set locks = '{market}' where name = 'grant_operator'$$, 'grant_operator locks market, which is no parent', 'a lock on no parent');
select pg_temp.found($$update market.operation set locks = '{listing.market}' where name = 'override_reassign'$$, 'override_reassign locks listing.market, which is no parent', 'a lock on no parent of what an argument names');
select pg_temp.found($$update market.operation set locks = '{listing.provider}' where name = 'override_reschedule'$$, 'override_reschedule locks listing.provider, which is no parent', 'a lock by an argument that there is not');
select pg_temp.found($$insert into market.transition (entity, process_version, from_state, action, to_state, actors, title, due) values ('operator', 1, 'active', 'retire', 'disabled', '{sys}', 'x', 'entered + P1D')$$, 'The retire of a operator happens by itself', 'a step that nothing performs');
select pg_temp.found($$insert into market.timer (entity, entity_id, operation, arguments, due, invocation_id, created_by, created_at) values ('operator', 1, 'disable_operator', '{"person": 1}', guard.clock(), gen_random_uuid(), gen_random_uuid(), guard.clock())$$, 'pending timers of disable_operator hold arguments', 'frozen arguments that no longer fit');

-- Only the migrator writes the catalogue.
create role faults_writer in role steward_administrator;
grant execute on function guard.declare_reason(text, text, text, boolean) to public;
grant usage on schema guard to public;
set local session authorization faults_writer;
do $$
begin
  perform guard.declare_reason('undo', 'x', 'X');
  perform set_config('test.answer', 'written', true);
exception
  when sqlstate 'MP012' then perform set_config('test.answer', 'refused', true);
end $$;
set local session authorization default;
select is(current_setting('test.answer'), 'refused', 'a declaration asks who is at work, even if somebody were let through to it');

-- plpgsql_check finds no fault in any of the engine's functions.
select is_empty($$
  select p.oid::regprocedure, c.message
  from pg_proc p
  join pg_language l on l.oid = p.prolang and l.lanname = 'plpgsql'
  cross join lateral plpgsql_check_function_tb(p.oid, fatal_errors := false, performance_warnings := false, extra_warnings := false,
    relid := case when p.prorettype = 'trigger'::regtype then 'market.operator'::regclass else 0 end) c
  where p.pronamespace in ('guard'::regnamespace, 'op'::regnamespace, 'api'::regnamespace)
    and p.prorettype <> 'trigger'::regtype
    and c.level = 'error'$$, 'plpgsql_check finds no error');
select pg_temp.found('create view api.booking_why as select 1 as one', 'api.booking_why has 2 forms', 'a view and a function of one name, which the API could not tell apart');
select pg_temp.found('create function api.booking_why() returns table (one int) language sql begin atomic select 1; end', 'api.booking_why has 2 forms', 'a function of two forms');
select pg_temp.found('create function api.undo() returns table (one int) language sql begin atomic select 1; end', 'op.undo has no target, and the address of api.undo', 'an operation and a function of one address');
select pg_temp.found($$update market.operation set parameters = parameters || array['options'] where name = 'undo'$$, 'The argument options of op.undo', 'an argument that would be taken for options');
select pg_temp.found($$insert into market.view_column values ('booking_list', 'market', true, false)$$, 'The column market of api.booking_list can not be filtered by', 'a column called like a word of lists');
select * from finish();
rollback;
