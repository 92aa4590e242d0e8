-- SPDX-License-Identifier: GPL-3.0-or-later
-- Somebody who may sign in, and the gates' own questions. Included behind the fixture.

create function pg_temp.ask(login text, question text) returns jsonb language sql as $$
    select fixture.read($1, null, null, 'select ' || $2 || ' as answer') -> 0 -> 'answer'
$$;
create function pg_temp.users(question text) returns jsonb language sql as $$ select pg_temp.ask('steward_gate_public', $1) $$;
create function pg_temp.staff(question text) returns jsonb language sql as $$ select pg_temp.ask('steward_gate_admin', $1) $$;
create function pg_temp.hash(letter text) returns text language sql as $$
    select '$argon2id$v=19$m=65536,t=2,p=1$' || repeat($1, 21) || 'A$' || repeat($1, 42) || 'A'
$$;
create function pg_temp.token(n integer) returns text language sql as $$ select encode(sha256(n::text::bytea), 'hex') $$;
create function pg_temp.try(gate text, account text, address text, fits boolean, token integer default null, step bigint default null, recovery text default null, hash text default null) returns jsonb language plpgsql as $$
declare
    begun jsonb := pg_temp.ask($1, format('api.begin_sign_in(%L, %L)', $2, $3));
begin
    if (begun ->> 'wait')::integer > 0 then
        return jsonb_build_object('outcome', 'wait', 'wait', begun -> 'wait');
    end if;
    return pg_temp.ask($1, format('api.finish_sign_in(%L, %L, %L, %L, %L, %L, %L, %L)', $2, $3, coalesce($8, begun ->> 'hash'), $4, $6, $7, pg_temp.token(coalesce($5, (random() * 1e9)::integer)), 'Test'));
end
$$;
create function pg_temp.comes(account text, address text, fits boolean, token integer default null) returns text language sql as $$
    select pg_temp.try('steward_gate_public', $1, $2, $3, $4) ->> 'outcome'
$$;
create function pg_temp.fails(account text, address text, times integer) returns text language plpgsql as $$
declare
    outcome text;
begin
    for n in 1..$3 loop
        update market.sign_in_attempt set last_at = last_at - interval 'PT2M' where tries < 10 or network = '0.0.0.0'; -- who waits is heard again
        outcome := pg_temp.comes($1, $2, false);
    end loop;
    return outcome;
end
$$;
create function pg_temp.answers(question text) returns text language plpgsql as $$
begin
    return pg_temp.users($1)::text;
exception
    when others then return sqlstate;
end
$$;
create function pg_temp.staff_answers(question text) returns text language plpgsql as $$
begin
    return pg_temp.staff($1)::text;
exception
    when others then return sqlstate;
end
$$;
select fixture.operators();
create temporary table people as select fixture.new_customer() as chloe, fixture.new_customer(1, 'de', 'Jan') as jan;
create temporary table who as select chloe, (select email::text from market.person_contact where person_id = chloe) as email, jan, (select email::text from market.person_contact where person_id = jan) as other,
    (select id from market.operator where login = fixture.login('finance')) as finance, fixture.login('finance') as login
from people;
grant select on who to public;
insert into market.credential (person_id, hash, changed_at) select chloe, pg_temp.hash('C'), now() from who;
insert into market.credential (person_id, hash, changed_at) select jan, pg_temp.hash('D'), now() from who;
insert into market.credential (operator_id, hash, changed_at) select finance, pg_temp.hash('E'), now() from who;
commit; -- the door refuses a transaction of more than five seconds
begin;
