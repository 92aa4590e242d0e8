-- SPDX-License-Identifier: GPL-3.0-or-later
-- What one proves who one is with is changed by whoever has just proved it, and by no token alone.
begin;
select no_plan();
\ir ../fixture.sql
\ir setup.sql
create temporary table made as select (pg_temp.try('steward_gate_public', email, '192.0.2.1', true, 1) ->> 'session')::uuid as id, (pg_temp.try('steward_gate_public', email, '192.0.2.2', true, 2) ->> 'session')::uuid as second,
    (pg_temp.try('steward_gate_public', other, '192.0.2.3', true, 3) ->> 'session')::uuid as jans, (pg_temp.try('steward_gate_admin', login, '192.0.2.4', true, 4) ->> 'session')::uuid as staff from who;
grant select on made to public;
create function pg_temp.sets(session uuid, letter text, person bigint default null) returns text language sql as $$
    select fixture.refusal(format('select fixture.customer(%s, ''set_password'', %L)', coalesce($3, chloe), jsonb_build_object('session', $1, 'hash', pg_temp.hash($2)))) from who
$$;
create function pg_temp.proves(session uuid, fits boolean, step bigint default null, recovery text default null) returns text language plpgsql as $$
declare
    begun jsonb := pg_temp.users(format('api.begin_proof(%L, ''192.0.2.1'')', $1));
begin
    if (begun ->> 'wait')::integer > 0 then
        return 'wait';
    end if;
    return pg_temp.users(format('api.finish_proof(%L, ''192.0.2.1'', %L, %L, %L, %L)', $1, begun ->> 'hash', $2, $3, $4)) ->> 'outcome';
end
$$;
select is(pg_temp.sets(id, 'F'), null, 'who has just signed in sets a password') from made;
select is((select hash::text from market.credential join who on chloe = person_id), pg_temp.hash('F'), 'which is then the one');
select is(pg_temp.answers(format('api.check_session(%L)', second)), 'MP013', 'sessions elsewhere have ended') from made;
select is(pg_temp.answers(format('api.check_session(%L)', id)), 'true', 'this one has not') from made;
select is(pg_temp.answers(format('api.check_session(%L)', jans)), 'true', 'nor anybody else''s') from made;
select ok((select not a.arguments ? 'hash' from market.audit_entry a where a.operation = 'set_password'), 'the audit holds no hash');
select is((select count(*)::int from market.reply where reply::text ~ 'argon2id'), 0, 'nor does a stored reply');
update market.login_session set proved_at = proved_at - interval 'PT6M';
select is(pg_temp.sets(id, 'G'), 'MP014', 'a token that lies around sets none') from made;
select is(pg_temp.proves(id, false), 'refused', 'a wrong password proves nothing') from made;
select is(pg_temp.sets(id, 'G'), 'MP014', 'and opens nothing') from made;
select is((select max(tries) from market.sign_in_attempt where account = guard.account_key('users', email)), 1, 'it counts as at signing in') from who;
select is(pg_temp.proves(id, true), 'proved', 'the right one does') from made;
select is(pg_temp.sets(jans, 'G'), 'MP021', 'for one''s own sessions') from made;
select is(pg_temp.sets(id, 'G', jan), 'MP021', 'for nobody else''s') from made, who;
select is(fixture.refusal(format('select fixture.customer(%s, ''set_password'', %L)', chloe, jsonb_build_object('session', id, 'hash', 'secret'))), 'MP003', 'a password itself is refused') from who, made;
select is(pg_temp.sets(id, 'G'), null, 'then it is set') from made;
select is(pg_temp.sets(second, 'H'), 'MP021', 'a session that has ended sets none') from made;
select is(pg_temp.answers(format('api.begin_proof(%L, ''192.0.2.1'')', second)), 'MP013', 'nor proves anything') from made;
select is(pg_temp.answers(format('api.begin_proof(%L, ''192.0.2.1'')', staff)), 'MP013', 'nor one of the other gate') from made;

-- Second factors.
create function pg_temp.does(operation text, arguments jsonb) returns text language sql as $$
    select fixture.refusal(format('select fixture.customer(%s, %L, %L)', chloe, $1, jsonb_build_object('session', id) || $2)) from who, made
$$;
create function pg_temp.step() returns bigint language sql as $$ select (extract(epoch from statement_timestamp()) / 30)::bigint $$;
select is(pg_temp.does('remove_second_factor', '{}'), 'MP032', 'there is none to remove');
select is(pg_temp.does('confirm_second_factor', jsonb_build_object('step', pg_temp.step(), 'recovery', jsonb_build_array(pg_temp.token(1)))), 'MP032', 'nor to confirm');
select is(pg_temp.does('enrol_second_factor', '{"secret": "12"}'), 'MP003', 'a secret has its length');
select is(pg_temp.does('enrol_second_factor', jsonb_build_object('secret', repeat('ab', 20))), null, 'one is enrolled');
select is(pg_temp.users(format('api.begin_confirmation(%L)', id)) ->> 'secret', repeat('ab', 20), 'the gate compares its first code') from made;
select is(pg_temp.comes(email, '192.0.2.1', true), 'in', 'until then no code is asked for') from who;
select is(pg_temp.does('enrol_second_factor', jsonb_build_object('secret', repeat('cd', 20))), null, 'it may begin anew');
select is(pg_temp.does('confirm_second_factor', jsonb_build_object('step', 1, 'recovery', jsonb_build_array(pg_temp.token(1)))), 'MP003', 'a code of long ago confirms nothing');
select is(pg_temp.does('confirm_second_factor', jsonb_build_object('step', pg_temp.step(), 'recovery', '[]'::jsonb)), 'MP003', 'nor goes it without recovery codes');
select is(pg_temp.does('confirm_second_factor', jsonb_build_object('step', pg_temp.step(), 'recovery', jsonb_build_array(pg_temp.token(1), pg_temp.token(2)))), null, 'the first code confirms it');
select is(pg_temp.does('confirm_second_factor', jsonb_build_object('step', pg_temp.step(), 'recovery', jsonb_build_array(pg_temp.token(3)))), 'MP032', 'once');
select is(pg_temp.does('enrol_second_factor', jsonb_build_object('secret', repeat('ef', 20))), 'MP032', 'and it is not replaced while it stands');
select is(pg_temp.users(format('api.begin_confirmation(%L)', id)) ->> 'secret', null, 'its secret is told no more') from made;
select is(pg_temp.comes(email, '192.0.2.1', true), 'code_needed', 'from now on a code is asked for') from who;
select is(pg_temp.try('steward_gate_public', email, '192.0.2.1', true, step => pg_temp.step()) ->> 'outcome', 'refused', 'the first code was used') from who;
select is((select count(*)::int from market.audit_entry where arguments::text ~ repeat('cd', 20) or arguments ? 'recovery'), 0, 'the audit holds neither secret nor codes');
update market.login_session set proved_at = proved_at - interval 'PT6M';
select is(pg_temp.does('remove_second_factor', '{}'), 'MP014', 'no token alone removes it');
select is(pg_temp.proves(id, true), 'code_needed', 'nor the password') from made;
select is(pg_temp.does('remove_second_factor', '{}'), 'MP014', 'alone');
select is(pg_temp.proves(id, true, recovery => pg_temp.token(1)), 'proved', 'a code proves it') from made;
select is(pg_temp.does('remove_second_factor', '{}'), null, 'then it goes');
select is((select count(*)::int from market.recovery_code), 0, 'with its recovery codes');

-- An operator's session becomes complete, and is not without.
create function pg_temp.staff_does(operation text, arguments jsonb) returns text language sql as $$
    select fixture.refusal(format('select fixture.act(''steward_gate_admin'', %L, null, %L, %L)', login, $1, jsonb_build_object('session', staff) || $2)) from who, made
$$;
select pg_temp.staff(format('api.finish_proof(%L, ''192.0.2.1'', %L, true, null, null)', staff, pg_temp.hash('E'))) from made;
select is(pg_temp.staff_does('enrol_second_factor', jsonb_build_object('secret', repeat('ab', 20))), null, 'an operator enrols');
select is(pg_temp.staff_answers(format('api.check_session(%L)', staff)), 'MP014', 'which is not enough') from made;
select is(pg_temp.staff_does('confirm_second_factor', jsonb_build_object('step', pg_temp.step(), 'recovery', jsonb_build_array(pg_temp.token(1)))), null, 'and confirms');
select is(pg_temp.staff_answers(format('api.check_session(%L)', staff)), 'true', 'the session is complete') from made;
select is(pg_temp.staff_does('remove_second_factor', '{}'), null, 'and removes it');
select is(pg_temp.staff_answers(format('api.check_session(%L)', staff)), 'MP014', 'it is complete no more') from made;

-- Operators' passwords are given.
create function pg_temp.gives(by_whom text, operator bigint) returns text language sql as $$
    select fixture.refusal(format('select fixture.operator(%L, ''set_operator_password'', %L)', $1, jsonb_build_object('operator', $2, 'hash', pg_temp.hash('P'))))
$$;
select is(pg_temp.gives('support', finance), 'MP012', 'by administrators only') from who;
select is(pg_temp.gives('administrator', finance), null, 'one gives another password') from who;
select is(pg_temp.staff_answers(format('api.check_session(%L, true)', staff)), 'MP013', 'which ends the sessions') from made;
select is(pg_temp.gives('administrator', id), null, 'or a first one') from market.operator where login = fixture.login('administrator');
select is(pg_temp.gives('administrator', id), 'MP032', 'but not themselves another') from market.operator where login = fixture.login('administrator');
update market.installation set private_socket = false;
select is(fixture.refusal(format('select fixture.worker(''set_operator_password'', %L)', jsonb_build_object('operator', id, 'hash', pg_temp.hash('P')))), null, 'whoever sets the installation up gives first ones') from market.operator where login = fixture.login('support');
select is(fixture.refusal(format('select fixture.worker(''set_operator_password'', %L)', jsonb_build_object('operator', finance, 'hash', pg_temp.hash('Q')))), 'MP032', 'and no others, once there is an administrator') from who;
select * from finish();
rollback;
