-- SPDX-License-Identifier: GPL-3.0-or-later
-- Sessions: how long they last, how they are carried on, and what ends them at once.
begin;
select no_plan();
\ir ../fixture.sql
\ir setup.sql
create temporary table made as select (pg_temp.try('steward_gate_public', email, '192.0.2.1', true, 1) ->> 'session')::uuid as id, (pg_temp.try('steward_gate_public', email, '192.0.2.2', true, 2) ->> 'session')::uuid as second,
    (pg_temp.try('steward_gate_public', other, '192.0.2.3', true, 3) ->> 'session')::uuid as jans, (pg_temp.try('steward_gate_admin', login, '192.0.2.4', true, 4) ->> 'session')::uuid as staff from who;
grant select on made to public;
create function pg_temp.checked(session uuid, enrolling boolean default false) returns text language sql as $$ select pg_temp.answers(format('api.check_session(%L, %L)', $1, $2)) $$;
create function pg_temp.staff_checked(session uuid, enrolling boolean default false) returns text language sql as $$ select pg_temp.staff_answers(format('api.check_session(%L, %L)', $1, $2)) $$;
create function pg_temp.refreshed(token integer, next integer) returns text language plpgsql as $$
begin
    return pg_temp.users(format('api.refresh_session(%L, %L)', pg_temp.token($1), pg_temp.token($2))) ->> 'outcome';
exception
    when others then return sqlstate;
end
$$;
create function pg_temp.ended(session uuid) returns text language sql as $$ select ended_for from market.login_session where login_session.id = $1 $$;

-- Asked for with each request.
select is(pg_temp.checked(id), 'true', 'a session is good') from made;
select is(pg_temp.checked(gen_random_uuid()), 'MP013', 'one that never was is not');
select is(pg_temp.staff_checked(id), 'MP013', 'the operators'' gate does not know it') from made;
select is(pg_temp.checked(staff, true), 'MP013', 'nor the users'' gate theirs') from made;
select is(pg_temp.staff_checked(staff), 'MP014', 'an operator without a second factor does nothing') from made;
select is(pg_temp.staff_checked(staff, true), 'true', 'but enrol one') from made;
select is(fixture.refusal(format('select api.check_session(%L)', id)), 'MP012', 'only gates ask') from made;
update market.login_session set used_at = used_at - interval 'PT50S' where id = (select made.id from made);
select is(pg_temp.checked(id), 'true', 'used within a minute') from made;
select cmp_ok((select now() - used_at from market.login_session where id = made.id), '>', interval 'PT40S', 'nothing is written') from made;
update market.login_session set used_at = used_at - interval 'PT20S' where id = (select made.id from made);
select is(pg_temp.checked(id), 'true', 'after a minute') from made;
select cmp_ok((select statement_timestamp() - used_at from market.login_session where id = made.id), '<', interval 'PT10S', 'it is') from made;
update market.login_session set used_at = used_at - interval 'P14D' where id = (select made.id from made);
select is(pg_temp.checked(id), 'MP013', 'a customer''s lies idle for no more than two weeks') from made;
select is(pg_temp.refreshed(1, 11), 'ended', 'and is not carried on either') from made;
update market.login_session set used_at = statement_timestamp(), expires_at = statement_timestamp() where id = (select made.id from made);
select is(pg_temp.checked(id), 'MP013', 'nor lasts longer than it may') from made;
update market.login_session set expires_at = statement_timestamp() + interval 'P1D' where id = (select made.id from made);
select is((select (extract(epoch from idle) / 60)::int from market.session_policy where kind = 'operator'), 15, 'an operator''s is idle for a quarter of an hour');
update market.login_session set used_at = used_at - interval 'PT15M' where id = (select staff from made);
select is(pg_temp.staff_checked(staff, true), 'MP013', 'then it has ended') from made;
update market.login_session set used_at = statement_timestamp() where id = (select staff from made);

-- Who goes takes their sessions along.
update market.person set active = false where id = (select chloe from who);
select is(pg_temp.checked(id), 'MP013', 'who is deactivated has no session') from made;
select is(pg_temp.refreshed(1, 11), 'ended', 'and gets no token');
update market.person set active = true where id = (select chloe from who);
select is(pg_temp.checked(id), 'true', 'Chloë is back') from made;
set local session_replication_role = replica;
update market.operator set state = 'disabled' where id = (select finance from who);
set local session_replication_role = origin;
select is(pg_temp.staff_checked(staff, true), 'MP013', 'nor has an operator who was disabled') from made;
set local session_replication_role = replica;
update market.operator set state = 'active' where id = (select finance from who);
set local session_replication_role = origin;

-- Refresh tokens.
select is(pg_temp.refreshed(99, 100), 'ended', 'a token that nobody was given carries nothing on');
select is(pg_temp.refreshed(1, 11), 'in', 'a good one does');
select is(pg_temp.refreshed(11, 12), 'in', 'and so does the next');
select is(pg_temp.refreshed(12, 13), 'in', 'and the next');
select is(pg_temp.refreshed(12, 14), 'in', 'the same request again, a moment later: its answer was lost');
select is((select count(*)::int from market.refresh_token where session_id = made.id and replaced_at is null), 1, 'one token is good') from made;
select is(pg_temp.refreshed(13, 15), 'reused', 'what the lost answer held is void: whoever has it gives themselves away');
select is(pg_temp.ended(id), 'reused', 'the session has ended') from made;
select is(pg_temp.checked(id), 'MP013', 'at once') from made;
select is(pg_temp.refreshed(14, 16), 'ended', 'for the other, too');
select is(pg_temp.checked(second), 'true', 'on another device nothing is changed') from made;
select is(pg_temp.refreshed(2, 21), 'in', 'another session');
select is(pg_temp.refreshed(21, 22), 'in', 'goes on');
select is(pg_temp.refreshed(2, 23), 'reused', 'a token whose successor was used is no lost answer');
select is(pg_temp.ended(second), 'reused', 'it ends the session') from made;
select is(pg_temp.refreshed(3, 31), 'in', 'Jan''s');
update market.refresh_token set replaced_at = replaced_at - interval 'PT11S' where replaced_at is not null;
select is(pg_temp.refreshed(3, 32), 'reused', 'nor is one that comes after more than ten seconds');
select is(pg_temp.staff(format('api.refresh_session(%L, %L)', pg_temp.token(4), pg_temp.token(41))) - 'expires' - 'session' - 'actor' - 'role', '{"kind": "operator", "outcome": "in", "complete": false}', 'the operators'' gate carries on its own');
select is(pg_temp.refreshed(41, 42), 'ended', 'and the users'' gate none of them');
select is(pg_temp.staff_checked(staff, true), 'true', 'whose session that does not end') from made;

-- Signing out.
delete from market.login_session where id <> (select staff from made);
truncate made;
insert into made select (pg_temp.try('steward_gate_public', email, '192.0.2.1', true, 51) ->> 'session')::uuid, (pg_temp.try('steward_gate_public', email, '192.0.2.2', true, 52) ->> 'session')::uuid,
    (pg_temp.try('steward_gate_public', other, '192.0.2.3', true, 53) ->> 'session')::uuid from who;
select is(pg_temp.staff(format('api.sign_out(%L)::text', pg_temp.token(51))) #>> '{}', '', 'the other gate') from made;
select is(pg_temp.checked(id), 'true', 'signs nobody out') from made;
select is(pg_temp.users(format('api.sign_out(%L)::text', pg_temp.token(51))) #>> '{}', '', 'somebody signs out') from made;
select is(pg_temp.ended(id), 'signed_out', 'of that session') from made;
select is(pg_temp.checked(second), 'true', 'and no other') from made;

-- What people see of it, and do.
create function pg_temp.sees(person bigint) returns integer language sql as $$ select jsonb_array_length(fixture.read('steward_gate_public', 'steward_customer', $1::text, 'select * from api.my_sessions')) $$;
select is(pg_temp.sees(chloe), 1, 'Chloë sees where she is signed in') from who;
select is(fixture.read('steward_gate_public', 'steward_customer', jan::text, 'select id, user_agent, address from api.my_sessions'), jsonb_build_array(jsonb_build_object('id', jans, 'user_agent', 'Test', 'address', '192.0.2.3')), 'Jan his own only') from who, made;
select is(fixture.refusal(format('select fixture.customer(%s, ''revoke_session'', %L)', jan, jsonb_build_object('session', second))), 'MP021', 'nobody ends another''s session') from who, made;
select is(pg_temp.checked(second), 'true', 'nor does it end') from made;
select is(fixture.customer(chloe, 'revoke_session', jsonb_build_object('session', second)) -> 'result' ->> 'session', second::text, 'one''s own') from who, made;
select is(pg_temp.checked(second), 'MP013', 'ends at once') from made;
select is(pg_temp.refreshed(52, 54), 'ended', 'with its token');
select is(fixture.refusal(format('select fixture.customer(%s, ''revoke_session'', %L)', chloe, jsonb_build_object('session', second))), 'MP021', 'not twice') from who, made;
create temporary table three as select pg_temp.comes(email, '192.0.2.1', true, 60 + n) from who, generate_series(1, 3) n;
select is(fixture.customer(chloe, 'sign_out_everywhere', '{}') -> 'result' -> 'ended', '3', 'all of one''s own end') from who;
select is(pg_temp.sees(chloe), 0, 'none is left') from who;
select is(pg_temp.checked(jans), 'true', 'and nobody else''s') from made;
select count(pg_temp.comes(email, '192.0.2.1', true, 70 + n)) from who, generate_series(1, 21) n;
select is(pg_temp.sees(chloe), 20, 'nobody has more than twenty') from who;
select is((select count(*)::int from market.login_session where ended_for = 'crowded'), 1, 'the oldest has ended');
select is(fixture.refusal('select fixture.anonymous(''sign_out_everywhere'', ''{}'')'), 'MP012', 'who is nobody signs nobody out');
select * from finish();
rollback;
