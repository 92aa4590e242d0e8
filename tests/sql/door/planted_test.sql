-- SPDX-License-Identifier: GPL-3.0-or-later
-- Objects planted in pg_temp under the names that our functions use: none of them is ever taken, although TEMPORARY is
-- granted here, which nobody has otherwise.
begin;
select no_plan();
\ir parcel.sql
alter event trigger steward_only_migrations_define disable; -- it would refuse to plant; what follows must hold without it
select ok(not has_database_privilege(login('support'), current_database(), 'temporary'), 'nobody may plant anything to begin with');
create temporary table k as select a_parcel('taken') as id;
discard plans;
do $$ begin execute format('grant temporary on database %I to public', current_database()); end $$;
create function public.plant() returns jsonb language plpgsql as $body$
begin
  create temporary table loot (who text);
  grant all on loot to public;
  create function pg_temp.caught() returns boolean language plpgsql as 'begin insert into pg_temp.loot values (current_user); return true; end';
  grant execute on function pg_temp.caught() to public;
  create domain pg_temp.jsonb as pg_catalog.jsonb check (pg_temp.caught());
  create domain pg_temp.text as pg_catalog.text check (pg_temp.caught());
  create domain pg_temp.bytea as pg_catalog.bytea check (pg_temp.caught());
  create domain pg_temp.uuid as pg_catalog.uuid check (pg_temp.caught());
  create domain pg_temp.timestamptz as pg_catalog.timestamptz check (pg_temp.caught());
  create domain pg_temp.int8 as pg_catalog.int8 check (pg_temp.caught());
  create temporary table pg_roles (oid oid, rolname name);
  insert into pg_temp.pg_roles select r.oid, current_user from pg_catalog.pg_roles r where r.rolname = 'steward_worker';
  grant all on pg_temp.pg_roles to public;
  create temporary table pg_proc (oid oid);
  grant all on pg_temp.pg_proc to public;
  create function pg_temp.nullif(anyelement, anyelement) returns anyelement language sql as 'select $1';
  return '{}';
end $body$;
grant execute on function public.plant() to public;
select is(attempt('support', 'select public.plant()') ->> 'sqlstate', null, 'things are planted');
select is((select count(*)::int from pg_type t where t.typnamespace = pg_my_temp_schema() and t.typtype = 'd'), 6, 'domains with the names of types stand in pg_temp');
select is(invoke_as('support', 'deliver_and_tell', jsonb_build_object('parcel', id), '{"preview": true}') ->> 'sqlstate', null, 'the door does its work') from k;
select is(invoke_as('support', 'deliver_and_tell', jsonb_build_object('parcel', id)) ->> 'sqlstate', null, 'in earnest too') from k;
select is(attempt('support', $$select to_jsonb(s.login) from api.session s$$) #>> '{}', login('support'), 'and knows who is who');
select is((select pg_catalog.string_agg(distinct l.who, ', ') from pg_temp.loot l where l.who ~ '^steward_' and l.who <> 'steward_superuser'), null, 'nothing planted was run with anybody else''s rights');

-- A deferred trigger of the caller's own would run with the door's rights when the door checks constraints.
create function public.plant_trigger() returns jsonb language plpgsql as $body$
begin
  create temporary table trap (n int);
  create function pg_temp.spring() returns trigger language plpgsql as 'begin insert into pg_temp.loot values (current_user); return null; end';
  grant execute on function pg_temp.spring() to public;
  create constraint trigger spring after insert on pg_temp.trap deferrable initially deferred for each row execute function pg_temp.spring();
  insert into pg_temp.trap values (1);
  return '{}';
end $body$;
grant execute on function public.plant_trigger() to public;
create temporary table second as select a_parcel('taken') as id;
select is(attempt('support', 'select public.plant_trigger()') ->> 'sqlstate', null, 'a deferred trigger is planted');
select is(invoke_as('support', 'deliver', jsonb_build_object('parcel', id), '{"preview": true}') ->> 'sqlstate', 'MP061', 'the door does not work in such a session') from second;
select is((select pg_catalog.string_agg(distinct l.who, ', ') from pg_temp.loot l where l.who ~ '^steward_' and l.who <> 'steward_superuser'), null, 'and never runs it');
select * from finish();
rollback;
