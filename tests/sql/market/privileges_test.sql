-- SPDX-License-Identifier: GPL-3.0-or-later
-- Every table × every role × every verb: nobody but the door writes, nobody reads a table but through a view, and history is
-- nobody's to rewrite. Tables and roles come from the catalogue, so a new one is asked too.
begin;
select no_plan();

create temporary table tables as
select c.oid::regclass as name, c.relname, c.relrowsecurity
from pg_class c
where c.relnamespace = 'market'::regnamespace
    and c.relkind in ('r', 'p');
create temporary table roles as
select r.rolname as name
from pg_roles r
where r.rolname ~ '^steward_' and r.rolname not in ('steward_superuser', 'steward_owner');
create role privileges_stranger;
insert into roles values ('privileges_stranger');

-- What is granted.
create temporary table cells as
select tables.name, tables.relname, roles.name as role, verb,
    has_table_privilege(roles.name, tables.name, verb) or verb in ('INSERT', 'UPDATE', 'SELECT') and has_any_column_privilege(roles.name, tables.name, verb) as granted
from tables
cross join roles
cross join unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) verb;
select diag(format('%s cells: %s tables, %s roles, 7 verbs', count(*), count(distinct name), count(distinct role))) from cells;

select is_empty($$select role, name, verb from cells where granted and verb <> 'SELECT' and role not in ('steward_door', 'steward_roles')
        and not (role = 'steward_worker' and relname in ('simulation_clock'))$$,
    'nobody but the engine writes any table');
select is_empty($$select role, name, verb from cells where granted and verb in ('TRUNCATE', 'REFERENCES', 'TRIGGER')$$, 'and not even the door empties one or hangs something on it');
select is_empty($$select name, verb from cells where granted and role = 'steward_door' and verb in ('UPDATE', 'DELETE')
        and (relname ~ '^(event|audit_entry)(_[0-9]{4}_[0-9]{2})?$' or relname = 'audit_seal' or relname ~ '^ledger_')$$, 'the door rewrites no history and no ledger');
select is_empty($$select name from cells where granted and role = 'steward_door' and verb = 'DELETE'
        and relname not in ('availability', 'availability_exception', 'operator_market', 'event_pending', 'audit_pending', 'reply', 'presence',
            'login_session', 'login_session_client', 'refresh_token', 'second_factor', 'recovery_code', 'sign_in_attempt', 'familiar_network', 'signing_key', 'verification', 'message_secret')$$, 'and deletes hours, scopes and what passes only');
select is_empty($$select attname from pg_attribute where attrelid = 'market.booking'::regclass and attnum > 0
        and attname = any (array['id', 'reference', 'market_id', 'city_id', 'category_id', 'customer_id', 'commission_bp', 'tax_bp', 'currency', 'policy', 'created_at'])
        and has_column_privilege('steward_door', 'market.booking', attname, 'UPDATE')$$, 'what is frozen when a booking is made, the door may not change');
select is_empty($$select role, name from cells where granted and role in ('privileges_stranger', 'steward_gate_public', 'steward_gate_admin')$$, 'strangers and gates have nothing of their own');
select is_empty($$select role, name from cells where granted and verb = 'SELECT' and role in ('steward_finance', 'steward_auditor', 'steward_administrator')
        and relname = 'operator_market' and role = 'steward_finance'$$, 'finance does not see who holds which markets');

-- Row-level security: every table, and no policy lets a person read another market's people.
select is_empty('select name from tables where not relrowsecurity', 'every table has row-level security');
select is_empty($$select tablename, policyname from pg_policies where schemaname = 'market' and cmd <> 'SELECT' and roles <> '{steward_door}' and roles <> '{steward_roles}'$$,
    'only the door has policies for anything but reading');
select is_empty($$select tablename, policyname from pg_policies where schemaname = 'market' and 'public' = any (roles)$$, 'and no policy is for PUBLIC');

select is_empty($$select p.tablename, p.policyname from pg_policies p where p.schemaname = 'market' and p.cmd = 'SELECT'
        and p.roles && '{steward_support,steward_operations,steward_finance,steward_auditor,steward_administrator}' and p.qual !~ 'my_markets'
        and exists (select from information_schema.columns c where c.table_schema = 'market' and c.table_name = p.tablename and c.column_name = 'market_id')
        and p.tablename not in ('city', 'listing', 'customer', 'operator', 'operator_market') and p.qual <> '(market_id IS NULL)'$$, 'what belongs to a market is seen by operators of that market only');

-- What really happens: each role tries each verb on each table by its own hand.
create temporary table tried (role text, relation text, verb text, outcome text);
do $$
declare
    cell record;
begin
    for cell in
        select roles.name as role, tables.name as relation, attempt.verb, attempt.statement
        from roles
        cross join tables
        cross join lateral (values
            ('SELECT', format('select from %s', tables.name)),
            ('INSERT', format('insert into %s default values', tables.name)),
            ('DELETE', format('delete from %s', tables.name)),
            ('TRUNCATE', format('truncate %s', tables.name))) attempt(verb, statement)
        where roles.name not in ('steward_door', 'steward_roles')
            and tables.relname !~ '_[0-9]{4}_[0-9]{2}$'
    loop
        begin
            execute format('set local role %I', cell.role);
            execute cell.statement;
            execute 'reset role';
            insert into tried values (cell.role, cell.relation::text, cell.verb, 'done');
        exception
            when others then
                insert into tried values (cell.role, cell.relation::text, cell.verb, sqlstate);
        end;
    end loop;
end
$$;
select diag(format('%s direct attempts', count(*))) from tried;
select is_empty($$select * from tried where outcome <> '42501' and not (role = 'steward_worker' and verb = 'SELECT')$$, 'whoever is not the door is refused on every table');

-- Functions: what the door owns is the door's, unless it says otherwise.
select is_empty($$select p.oid::regprocedure from pg_proc p where p.pronamespace in ('op'::regnamespace, 'guard'::regnamespace, 'api'::regnamespace)
        and exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0)
        and p.proname <> 'clock'$$, 'no function of ours is PUBLIC''s, but the clock');
select is_empty($$select p.oid::regprocedure from pg_proc p where p.pronamespace = 'op'::regnamespace
        and exists (select from roles where has_schema_privilege(roles.name, 'op', 'USAGE') and roles.name not in ('steward_door'))$$, 'nobody reaches an operation but through the door');

select * from finish();
rollback;
