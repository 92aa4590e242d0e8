-- SPDX-License-Identifier: GPL-3.0-or-later
-- All that a migration makes, a line for each: definitions, owners, rights, comments, policies, and the rows that texts
-- declare. Two databases of one version answer the same, whatever way they came to it.
with ours as (
  select n.oid, n.nspname, n.nspowner, n.nspacl from pg_namespace n where n.nspname in ('market', 'guard', 'op', 'api')
), relations as (
  select c.*, format('%I.%I', n.nspname, c.relname) as name from pg_class c join ours n on n.oid = c.relnamespace
), columns as (
  select a.*, r.name as relation, row_number() over (partition by a.attrelid order by a.attnum) as place
  from pg_attribute a join relations r on r.oid = a.attrelid
  where a.attnum > 0 and not a.attisdropped and r.relkind in ('r', 'p', 'v', 'm')
), rights as (
  select 'schema ' || n.nspname as what, coalesce(n.nspacl, acldefault('n', n.nspowner)) as acl from ours n
  union all
  select 'function ' || p.oid::regprocedure, coalesce(p.proacl, acldefault('f', p.proowner)) from pg_proc p join ours n on n.oid = p.pronamespace
  union all
  select 'relation ' || r.name, coalesce(r.relacl, acldefault(case r.relkind when 'S' then 's'::"char" else 'r' end, r.relowner))
  from relations r where r.relkind in ('r', 'p', 'v', 'm', 'S')
  union all
  select format('column %s.%s', c.relation, c.attname), c.attacl from columns c where c.attacl is not null
  union all
  select 'type ' || t.oid::regtype, coalesce(t.typacl, acldefault('T', t.typowner)) from pg_type t join ours n on n.oid = t.typnamespace where t.typtype in ('d', 'e')
)
select line from (
  select format('schema %s of %s: %s', n.nspname, n.nspowner::regrole, obj_description(n.oid, 'pg_namespace')) from ours n
  union all
  select format('%s: %s', r.what, (select string_agg(format('%s %s%s', coalesce(nullif(a.grantee, 0)::regrole::text, 'PUBLIC'), a.privilege_type,
    case when a.is_grantable then '*' end), ', ' order by a.grantee, a.privilege_type, a.is_grantable) from (select distinct x.grantee, x.privilege_type, x.is_grantable from aclexplode(r.acl) x) a)) from rights r
  union all
  select format('function %s of %s: %s %s', p.oid::regprocedure, p.proowner::regrole, pg_get_functiondef(p.oid), obj_description(p.oid, 'pg_proc'))
  from pg_proc p join ours n on n.oid = p.pronamespace where p.prokind in ('f', 'p')
  union all
  select format('relation %s %s of %s rls %s %s options %s: %s', r.name, r.relkind, r.relowner::regrole, r.relrowsecurity, r.relforcerowsecurity, r.reloptions,
    obj_description(r.oid, 'pg_class')) from relations r
  union all
  select format('column %s %s %s %s not null %s default %s identity %s generated %s collation %s: %s', c.relation, c.place, c.attname, format_type(c.atttypid, c.atttypmod),
    c.attnotnull, pg_get_expr(d.adbin, d.adrelid), c.attidentity, c.attgenerated, c.attcollation::regcollation, col_description(c.attrelid, c.attnum))
  from columns c left join pg_attrdef d on d.adrelid = c.attrelid and d.adnum = c.attnum
  union all
  select format('view %s: %s', r.name, pg_get_viewdef(r.oid)) from relations r where r.relkind = 'v'
  union all
  select format('constraint %s of %s %s: %s %s', k.conname, k.conrelid::regclass, k.contypid::regtype, pg_get_constraintdef(k.oid), k.convalidated)
  from pg_constraint k join ours n on n.oid = k.connamespace where k.contype <> 't'
  union all
  select format('index %s valid %s', pg_get_indexdef(i.indexrelid), i.indisvalid) from pg_index i join relations r on r.oid = i.indrelid
  union all
  select format('trigger %s enabled %s', pg_get_triggerdef(t.oid), t.tgenabled) from pg_trigger t join relations r on r.oid = t.tgrelid where not t.tgisinternal
  union all
  select format('policy %s on %s %s %s to %s using %s check %s', p.polname, p.polrelid::regclass, p.polcmd, p.polpermissive,
    (select string_agg(x.id::regrole::text, ',' order by x.id::regrole::text) from unnest(p.polroles) x (id)), pg_get_expr(p.polqual, p.polrelid),
    pg_get_expr(p.polwithcheck, p.polrelid))
  from pg_policy p join relations r on r.oid = p.polrelid
  union all
  select format('type %s %s of %s: %s', t.oid::regtype, t.typtype, t.typowner::regrole, obj_description(t.oid, 'pg_type'))
  from pg_type t join ours n on n.oid = t.typnamespace where t.typtype in ('d', 'e', 'r')
  union all
  select format('default rights of %s in %s on %s: %s', d.defaclrole::regrole, d.defaclnamespace, d.defaclobjtype, d.defaclacl) from pg_default_acl d
  union all
  select format('extension %s', e.extname) from pg_extension e
  union all
  select 'operation ' || (to_jsonb(o) - 'id')::text from market.operation o
  union all
  select 'transition ' || (to_jsonb(o) - 'id')::text from market.transition o
  union all
  select 'entity ' || (to_jsonb(o) - 'id')::text from market.entity o
  union all
  select 'reason ' || (to_jsonb(o) - 'id')::text from market.reason o
  union all
  select 'view column ' || (to_jsonb(o) - 'id')::text from market.view_column o
) all_of_it (line)
order by line collate "C"
