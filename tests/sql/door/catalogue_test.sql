-- SPDX-License-Identifier: GPL-3.0-or-later
-- What each area of the API may read and do: what PostgreSQL's grants say, nothing else, and to the area's own gate only.
begin;
select no_plan();
\ir ../fixture.sql
select fixture.operators();
create temporary table told as
select area.name, guard.area_catalogue(area.name) as all
from unnest(array['admin', 'customer', 'provider', 'public']) area(name);
create function pg_temp.names(area text, list text, login text default null) returns text[] language sql as $$
  select coalesce(array_agg(entry ->> 'name' order by entry ->> 'name' collate "C"), '{}')
  from told
  cross join jsonb_array_elements(told.all -> $2) entry
  where told.name = $1
    and ($3 is null or entry -> 'roles' ? $3)
$$;
create function pg_temp.entry(area text, list text, named text) returns jsonb language sql as $$
  select entry from told cross join jsonb_array_elements(told.all -> $2) entry where told.name = $1 and entry ->> 'name' = $3
$$;

-- Operations: those of each role are what the role's own view of them says.
select is(pg_temp.names('admin', 'operations', 'steward_' || who), array(
    select o ->> 'name' from jsonb_array_elements(fixture.operator_reads(who, 'select name from api.operation')) o order by o ->> 'name' collate "C"), who || ': the operations that he may run')
from unnest(array['support', 'operations', 'finance', 'auditor', 'administrator']) who;
create temporary table people as select fixture.new_customer() as customer, fixture.new_provider() as provider;
select is(pg_temp.names(area, 'operations'), array(
    select o ->> 'name' from jsonb_array_elements(fixture.read('steward_gate_public', 'steward_' || role, person, 'select name from api.operation')) o order by o ->> 'name' collate "C"), area || ': the operations of the area')
from people
cross join lateral (values ('customer', 'customer', customer::text), ('provider', 'provider', provider::text), ('public', 'anonymous', null)) who(area, role, person);
select is_empty($$select area, e from told cross join lateral jsonb_array_elements(told.all -> 'operations') e cross join lateral (select told.name as area) a
    where e ->> 'name' in (select name from market.operation where not exists (select from pg_proc p cross join aclexplode(p.proacl) x join pg_roles r on r.oid = x.grantee
        where p.pronamespace = 'op'::regnamespace and p.proname = name and r.rolname <> 'steward_worker' and x.grantee <> p.proowner))$$, 'what the system alone does is in no area');
select is(pg_temp.entry('admin', 'operations', 'book') ->> 'for_others', 'true', 'what operators do for customers is theirs, too');
select is(pg_temp.entry('admin', 'operations', 'book') -> 'roles', '[]', 'but not for themselves');
select is(pg_temp.entry('customer', 'operations', 'book') ->> 'for_others', 'false', 'and customers do it for nobody else');
select ok(not pg_temp.names('provider', 'operations') && array['book', 'override_cancel', 'register_customer'], 'nor do providers have what is others''');

-- Reads: views and functions that the role may select or execute.
select is(pg_temp.names(area, 'reads', role), array(
    select c.relname::text collate "C" from pg_class c where c.relnamespace = 'api'::regnamespace and c.relkind = 'v' and has_table_privilege(role, c.oid, 'SELECT')
    union all
    select p.proname from pg_proc p where p.pronamespace = 'api'::regnamespace and 't' = any (p.proargmodes) and has_function_privilege(role, p.oid, 'EXECUTE') and p.proname <> 'catalogue'
    order by 1), role || ': what the role may read')
from (values ('customer', 'steward_customer'), ('provider', 'steward_provider'), ('public', 'steward_anonymous'), ('admin', 'steward_support'), ('admin', 'steward_operations'),
    ('admin', 'steward_finance'), ('admin', 'steward_auditor'), ('admin', 'steward_administrator')) who(area, role);
select is_empty($$select told.name, e ->> 'name' from told cross join lateral jsonb_array_elements(told.all -> 'reads') e where e ->> 'name' in ('invoke', 'catalogue', 'schema_version', 'booking_match')$$,
    'the door, the gates'' own questions and searches are no reads');
select is(array(select c ->> 'name' from jsonb_array_elements(pg_temp.entry('admin', 'reads', 'booking_list') -> 'columns') c where (c ->> 'filterable')::boolean order by 1),
    array(select column_name from market.view_column where view = 'booking_list' and filterable order by 1), 'a list is filtered by what is declared');
select is(pg_temp.entry('admin', 'reads', 'booking_list') ->> 'match', 'booking_match', 'and searched by its own function');
select is(pg_temp.entry('customer', 'reads', 'booking_list') ->> 'match', null, 'which is not for customers');
select is(pg_temp.entry('admin', 'reads', 'presence') ->> 'writes', 'true', 'what leaves a trace says so');
select is(pg_temp.entry('admin', 'reads', 'booking_as_of') ->> 'writes', 'false', 'what does not, too');
select is(pg_temp.entry('admin', 'reads', 'booking_slots') -> 'arguments', '[{"name": "booking", "type": "bigint", "required": true}, {"name": "first_day", "type": "date", "required": false}]', 'the arguments of a function');
select is((select string_agg(c ->> 'type', ', ' order by n) from jsonb_array_elements(pg_temp.entry('admin', 'reads', 'booking_list') -> 'columns') with ordinality list(c, n) where n <= 4), 'bigint, text, text, integer', 'types of columns');
select is_empty($$select told.name, e ->> 'name', c from told cross join lateral jsonb_array_elements(told.all -> 'reads') e cross join lateral jsonb_array_elements(e -> 'columns') c where c ->> 'type' ~ '[.]'$$,
    'without domains');
select is(pg_temp.entry('admin', 'operations', 'override_cancel') #>> '{arguments,0,name}', 'booking', 'the first argument is the target');
select is((select bool_or((a ->> 'redacted')::boolean) from jsonb_array_elements(pg_temp.entry('public', 'operations', 'register_customer') -> 'arguments') a), true, 'what the audit does not hold is told');

-- Each gate hears of its own areas, and nobody else of any.
create function pg_temp.asked(login text, known text default null) returns jsonb language sql as $$
  select fixture.read($1, null, null, format('select version, areas from api.catalogue(%L)', $2)) -> 0
$$;
select is((select array_agg(a ->> 'area' order by a ->> 'area') from jsonb_array_elements(pg_temp.asked('steward_gate_public') -> 'areas') a), array['customer', 'provider', 'public'], 'the users'' gate has three');
select is((select array_agg(a ->> 'area') from jsonb_array_elements(pg_temp.asked('steward_gate_admin') -> 'areas') a), array['admin'], 'the operators'' has one');
select is(fixture.refusal(format($$select fixture.read('steward_gate_public', 'steward_%s', null, 'select * from api.catalogue()')$$, who)), '42501', who || ' may not ask')
from unnest(array['customer', 'provider', 'anonymous']) who;
select is(fixture.refusal($$select fixture.operator_reads('administrator', 'select * from api.catalogue()')$$), '42501', 'nor may operators');

-- The version: who has it is not told again; whatever changes, changes it.
create temporary table before as select pg_temp.asked('steward_gate_public') ->> 'version' as version;
select is(pg_temp.asked('steward_gate_public', version), jsonb_build_object('version', version, 'areas', null), 'who has it hears no more') from before;
create function pg_temp.after(change text) returns jsonb language plpgsql as $$
declare
  said jsonb;
begin
  begin
    execute after.change;
    said := pg_temp.asked('steward_gate_public', (select version from before));
    raise exception using errcode = 'TAKE1';
  exception
    when sqlstate 'TAKE1' then return said;
  end;
end $$;
create function pg_temp.has(said jsonb, area text, list text, named text) returns boolean language sql as $$
  select exists (select from jsonb_array_elements($1 -> 'areas') a cross join jsonb_array_elements(a -> $3) e where a ->> 'area' = $2 and e ->> 'name' = $4)
$$;
select ok(pg_temp.has(pg_temp.after('grant select on api.terms to steward_customer'), 'customer', 'reads', 'terms'), 'a right that is given');
select ok(not pg_temp.has(pg_temp.after('revoke execute on function op.book(bigint, market.moment, market.short_text, boolean) from steward_customer'), 'customer', 'operations', 'book'), 'or taken');
select ok((pg_temp.after($$comment on view api.market is 'Other words'$$) ->> 'version') <> version, 'or other words make another version') from before;
-- What everybody may counts for nothing, as at the door.
select is(pg_temp.after('grant select on api.terms to public; grant execute on function op.settle(bigint) to public') -> 'areas', 'null', 'a right for PUBLIC is none');
select * from finish();
rollback;
