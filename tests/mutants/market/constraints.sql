-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: every check, exclusion and unique index of every table, of every domain's too, one at a time
-- test: tests/sql/market/constraints_test.sql
-- each row is a mutant
with gone as (
    select c.conrelid::regclass::text as relation, c.conname as name, format('alter table %s drop constraint %I cascade', c.conrelid::regclass, c.conname) as statement
    from pg_constraint c
    where c.connamespace = 'market'::regnamespace and c.contype in ('c', 'x') and c.conrelid <> 0 and c.coninhcount = 0 and c.conrelid::regclass::text !~ 'schema_'
    union all
    select c.contypid::regtype::text, c.conname, format('alter domain %s drop constraint %I', c.contypid::regtype, c.conname)
    from pg_constraint c
    where c.connamespace = 'market'::regnamespace and c.contypid <> 0 and c.conname <> 'zone_name_check' -- PostgreSQL itself refuses zones that are none
    union all
    select x.indrelid::regclass::text, i.relname, case when c.oid is null then format('drop index market.%I', i.relname) else format('alter table %s drop constraint %I cascade', x.indrelid::regclass, c.conname) end
    from pg_index x
    join pg_class i on i.oid = x.indexrelid and i.relnamespace = 'market'::regnamespace
    left join pg_constraint c on c.conindid = x.indexrelid and c.contype in ('u', 'x')
    where x.indisunique and x.indrelid::regclass::text !~ '[.](schema_|installation$)'
        and not exists (select from pg_index key where key.indrelid = x.indrelid and key.indisprimary and key.indkey::smallint[] <@ x.indkey::smallint[])
)
-- Only the row that it guards against is tried.
select format('%s is gone from %s', name, relation), format('%s; delete from fixture.wrong where guarded <> %L', statement, name)
from gone
order by 1
