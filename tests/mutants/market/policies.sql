-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: what every policy of every table limits or gives, for each role by itself, and row-level security as a whole
-- test: tests/sql/market/visibility_test.sql
-- each row is a mutant
with role as (
    select r.oid, r.rolname as name
    from pg_roles r
    where r.rolname ~ '^steward_' and r.rolname not in ('steward_superuser', 'steward_owner')
),
relation as (
    select c.oid::regclass as name
    from pg_class c
    where c.relnamespace = 'market'::regnamespace and c.relkind in ('r', 'p')
        and c.relname !~ '^schema_' -- the migrator's, who asks for no rights
        and (not c.relispartition or c.relname ~ to_char(now() at time zone 'UTC', '_YYYY_MM$')) -- this month stands for all
),
named as (
    select p.polname as policy, p.polrelid::regclass as relation, role.name as role, p.polroles as roles, pg_get_expr(p.polqual, p.polrelid) = 'true' as unlimited
    from pg_policy p
    join role on role.oid = any (p.polroles)
    join relation on relation.name = p.polrelid
),
mutant as (
    select relation, role, format('%s sees all of %s in spite of its policies', role, relation) as gone, format('create policy mutant on %s for select to %I using (true)', relation, role) as statement
    from named
    group by relation, role
    having not bool_or(unlimited)
    union all
    select relation.name, role.name, format('%s sees %s, for which it has no policy', role.name, relation.name), format('create policy mutant on %s for select to %I using (true)', relation.name, role.name)
    from relation
    cross join role
    where not exists (select from named where named.relation = relation.name and named.role = role.name)
    union all
    select relation, role, format('%s is not let to %s by %s', role, relation, policy), case when cardinality(roles) = 1 then format('drop policy %I on %s', policy, relation)
        else format('alter policy %I on %s to %s', policy, relation, (select string_agg(quote_ident(other.name), ', ') from role other where other.oid = any (roles) and other.name <> named.role)) end
    from named
    union all
    select relation.name, null, format('%s has no row-level security', relation.name), format('alter table %s disable row level security', relation.name)
    from relation
)
-- Only the table and those whom it concerns are looked at.
select gone, format('%s; delete from fixture.watched where relation <> %L::regclass; delete from fixture.looker where not %L = any (groups)', statement, relation::text, role)
from mutant
order by gone
