-- SPDX-License-Identifier: GPL-3.0-or-later
-- What was posted and what happened stays as it is, for every role: also with the rights in hand, also for the owners of tables
-- and functions, also for the superuser.
begin;
select no_plan();
\ir ../fixture.sql
create table fixture.made as
select fixture.new_booking(fixture.new_customer(), fixture.new_listing(fixture.new_provider()), fixture.ahead(72)) as booking;

create table fixture.attempt as
select r.rolname as role, t.relation, v.verb, v.statement, r.rolname ~ '^steward_(superuser|owner)$' as owns
from pg_roles r
cross join (values ('ledger_account'), ('ledger_transaction'), ('ledger_entry'), ('event'), ('audit_entry'),
    (to_char(now() at time zone 'UTC', '"event_"YYYY_MM')), (to_char(now() at time zone 'UTC', '"audit_entry_"YYYY_MM'))) t(relation)
cross join lateral (values
    ('update', format('update market.%I set market_id = market_id', t.relation)),
    ('delete', format('delete from market.%I', t.relation)),
    ('truncate', format('truncate market.%I cascade', t.relation))) v(verb, statement)
where r.rolname ~ '^steward_';
create function fixture.outcome(role text, statement text) returns text language plpgsql as $$
begin
    execute format('set local role %I', outcome.role);
    execute outcome.statement;
    raise exception using errcode = 'TAKE1';
exception
    when sqlstate 'TAKE1' then return 'done';
    when others then return sqlstate;
end
$$;

-- What is asked
select is(fixture.outcome(role, statement), case when owns then 'MP031' else '42501' end, format('%s: %s %s', role, verb, relation)) from fixture.attempt;

-- With rights and policies in hand the triggers are left.
do $$
declare
    role text;
    relation text;
begin
    for role in select distinct attempt.role from fixture.attempt where not owns loop
        execute format('grant usage on schema market to %I', role);
        execute format('grant execute on function guard.refuse(text, text, text, jsonb) to %I', role);
        execute format('grant usage on schema guard to %I', role);
    end loop;
    for relation in select distinct attempt.relation from fixture.attempt loop
        execute format('grant all on market.%I to public', relation);
        execute format('create policy everything on market.%I using (true)', relation);
    end loop;
end
$$;
select is(fixture.outcome(role, statement), 'MP031', format('%s with all rights: %s %s', role, verb, relation)) from fixture.attempt where not owns;

select * from finish();
rollback;
