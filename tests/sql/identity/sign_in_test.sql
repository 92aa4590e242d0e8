-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who signs in, who has to wait, and that nobody keeps somebody else out.
begin;
select no_plan();
\ir ../fixture.sql
\ir setup.sql

-- The two steps.
select is(pg_temp.users(format('api.begin_sign_in(%L, ''192.0.2.1'')', upper(email))), jsonb_build_object('wait', 0, 'hash', pg_temp.hash('C'), 'secret', null, 'last_step', null), 'an account is found however it is written') from who;
select is(pg_temp.users($$api.begin_sign_in('nobody@example.org', '192.0.2.1')$$), jsonb_build_object('wait', 0, 'hash', guard.no_hash(), 'secret', null, 'last_step', null), 'an unknown one is answered alike, with a hash that nothing fits');
select ok(guard.no_hash()::market.password_hash is not null, 'of the same form');
select is(pg_temp.comes(email, '192.0.2.1', true), 'in', 'who fits is in') from who;
select is(pg_temp.comes(email, '192.0.2.1', false), 'refused', 'who does not is not') from who;
select is(pg_temp.comes('nobody@example.org', '192.0.2.1', true), 'refused', 'nobody is nobody, whatever the gate says');
select is(pg_temp.try('steward_gate_public', email, '192.0.2.1', true, hash => pg_temp.hash('X')) ->> 'outcome', 'refused', 'a password that was changed meanwhile is compared in vain') from who;
select is(pg_temp.try('steward_gate_public', login, '192.0.2.1', true) ->> 'outcome', 'refused', 'operators do not come by the users'' gate') from who;
select is(pg_temp.try('steward_gate_admin', email, '192.0.2.1', true) ->> 'outcome', 'refused', 'nor users by theirs') from who;
select is(pg_temp.try('steward_gate_admin', login, '192.0.2.1', true) - 'session' - 'expires', jsonb_build_object('outcome', 'in', 'kind', 'operator', 'role', login, 'actor', finance, 'complete', false), 'an operator without a second factor is let in to enrol one') from who;
select is(pg_temp.try('steward_gate_public', email, '192.0.2.1', true) - 'session' - 'expires', jsonb_build_object('outcome', 'in', 'kind', 'customer', 'role', 'steward_customer', 'actor', chloe, 'complete', true), 'a customer is a customer') from who;
update market.person set active = false where id = (select chloe from who);
select is(pg_temp.comes(email, '192.0.2.1', true), 'refused', 'who was deactivated is nobody') from who;
select is(pg_temp.users(format('api.begin_sign_in(%L, ''192.0.2.1'')', email)) ->> 'hash', guard.no_hash(), 'and looks like nobody') from who;
update market.person set active = true where id = (select chloe from who);
select is(fixture.refusal(format('select fixture.read(%L, %L, %L, %L)', 'steward_gate_public', 'steward_customer', chloe, 'select api.begin_sign_in(''a'', ''192.0.2.1'')')), '42501', 'who has become a customer asks nothing of this') from who;
select is(fixture.refusal('select api.begin_sign_in(''a'', ''192.0.2.1'')'), 'MP012', 'and no login but the gates'' does');

-- Failures.
delete from market.sign_in_attempt;
delete from market.familiar_network;
select is(pg_temp.fails(email, '192.0.2.7', 10), 'refused', 'ten failures are heard') from who;
select is(pg_temp.comes(email, '192.0.2.7', true), 'wait', 'then not even the right password is') from who;
select cmp_ok((pg_temp.try('steward_gate_public', email, '192.0.2.7', true) ->> 'wait')::integer, '>=', 1795, 'for half an hour') from who;
select is((select tries from market.sign_in_attempt where account <> ''), 10, 'what is not heard is not counted');
select is(pg_temp.comes(email, '192.0.2.8', true), 'in', 'from elsewhere its owner comes in: nobody is locked out by others') from who;
select is(pg_temp.comes(other, '192.0.2.7', true), 'in', 'and others from there') from who;
select is(pg_temp.fails('nobody@example.org', '192.0.2.7', 10), 'refused', 'an unknown account');
select is(pg_temp.comes('nobody@example.org', '192.0.2.7', true), 'wait', 'is locked alike');
update market.sign_in_attempt set last_at = last_at - interval 'PT31M';
select is(pg_temp.comes(email, '192.0.2.7', false), 'refused', 'after half an hour it begins anew') from who;
select is((select tries from market.sign_in_attempt where account = guard.account_key('users', email) and network = '192.0.2.7'), 1, 'from the first') from who;
delete from market.sign_in_attempt;
select is(string_agg(pg_temp.comes(email, '192.0.2.9', false), ' '), 'refused refused refused refused refused wait', 'the fifth failure makes the next wait') from who, generate_series(1, 6);
select is(pg_temp.try('steward_gate_public', email, '192.0.2.9', true) -> 'wait', '2', 'for seconds at first') from who;
update market.sign_in_attempt set last_at = last_at - interval 'PT3S';
select is(pg_temp.comes(email, '192.0.2.9', true), 'in', 'whoever then remembers') from who;
select is((select tries from market.sign_in_attempt where account = guard.account_key('users', email) and network = '192.0.2.9'), 0, 'starts anew') from who;
select is((select tries from market.sign_in_attempt where account = '' and network = '192.0.2.9'), 5, 'what the address failed at stays');

-- An address that tries many accounts.
delete from market.sign_in_attempt;
delete from market.familiar_network;
select is(pg_temp.comes(other, '192.0.2.20', true), 'in', 'Jan has signed in from here before') from who;
select is(string_agg(distinct pg_temp.comes('sprayed' || n || '@example.org', '192.0.2.20', false), ' '), 'refused', 'a hundred accounts are tried from one address') from generate_series(1, 100) n;
select is(pg_temp.comes('sprayed101@example.org', '192.0.2.20', false), 'wait', 'and no more');
select is((select count(*)::int from market.sign_in_attempt where account = guard.account_key('users', 'sprayed101@example.org') and tries > 0), 0, 'the account is not blamed');
select is(pg_temp.comes(email, '192.0.2.20', true), 'wait', 'who never was there waits, too') from who;
select is(pg_temp.comes(other, '192.0.2.20', true), 'in', 'who was is not locked out by others') from who;
update market.sign_in_attempt set began_at = began_at - interval 'PT31M';
select is(pg_temp.comes(email, '192.0.2.20', true), 'in', 'and after half an hour nobody is') from who;
delete from market.sign_in_attempt;
select count(pg_temp.comes('v6' || n || '@example.org', '2001:db8::' || to_hex(n), false)) from generate_series(1, 100) n;
select is(pg_temp.comes('v6@example.org', '2001:db8::ffff', false), 'wait', 'of IPv6, the 64 first bits are the address');
select is(pg_temp.comes('v6@example.org', '2001:db8:0:1::1', false), 'refused', 'and others another');

-- A gate that does not know where its clients come from.
delete from market.sign_in_attempt;
select is(pg_temp.fails(email, '0.0.0.0', 12), 'refused', 'whoever failed may be anybody') from who;
update market.sign_in_attempt set last_at = statement_timestamp();
select is(pg_temp.try('steward_gate_public', email, '0.0.0.0', true) -> 'wait', '32', 'so half a minute is all that anybody waits') from who;
update market.sign_in_attempt set last_at = last_at - interval 'PT33S';
select is(pg_temp.comes(email, '0.0.0.0', true), 'in', 'and nobody is locked out') from who;
select is(string_agg(distinct pg_temp.comes('anybody' || n || '@example.org', '0.0.0.0', false), ' '), 'refused', 'nor all at once') from generate_series(1, 110) n;

-- Second factors.
delete from market.sign_in_attempt;
create function pg_temp.operator_tries(step bigint default null, recovery text default null, fits boolean default true) returns text language sql as $$
    select pg_temp.try('steward_gate_admin', login, '192.0.2.1', $3, step => $1, recovery => $2) ->> 'outcome' from who
$$;
insert into market.second_factor (credential_id, secret, confirmed_at, last_step) select id, '\x3132333435363738393031323334353637383930', now(), 100 from market.credential join who on finance = operator_id;
insert into market.recovery_code (credential_id, hash) select id, pg_temp.token(1) from market.credential join who on finance = operator_id;
select is(pg_temp.staff(format('api.begin_sign_in(%L, ''192.0.2.1'')', login)) - 'hash', '{"wait": 0, "secret": "3132333435363738393031323334353637383930", "last_step": 100}', 'the gate hears what codes are made from') from who;
delete from market.sign_in_attempt;
select is(pg_temp.operator_tries(), 'code_needed', 'the password alone is not enough');
select is((select max(tries) from market.sign_in_attempt), 0, 'but no failure');
select is(pg_temp.operator_tries(fits => false), 'refused', 'that a code is needed is told to nobody without the password');
select is(pg_temp.operator_tries(0), 'refused', 'a wrong code is none');
select is((select min(tries) from market.sign_in_attempt), 2, 'and counts like a wrong password');
select is(pg_temp.operator_tries(101), 'in', 'a right one is');
select is(pg_temp.operator_tries(101), 'refused', 'not twice');
select is(pg_temp.operator_tries(100), 'refused', 'and not one before');
select is(pg_temp.operator_tries(102), 'in', 'the next one is');
select is((select string_agg(complete::text, ' ' order by created_at) from market.login_session join market.credential on credential.id = credential_id join who on finance = operator_id where created_at = proved_at and complete), 'true true', 'such a session is complete');
select is(pg_temp.operator_tries(recovery => pg_temp.token(2)), 'refused', 'a recovery code that is none');
select is(pg_temp.operator_tries(recovery => pg_temp.token(1)), 'in', 'one that is');
select is(pg_temp.operator_tries(recovery => pg_temp.token(1)), 'refused', 'is good once');
select is(pg_temp.operator_tries(103, fits => false), 'refused', 'a code without the password');
select is((select last_step from market.second_factor), 102::bigint, 'is not used up');
update market.second_factor set confirmed_at = null;
select is(pg_temp.operator_tries(), 'in', 'a factor that was never confirmed is asked for by nobody');
select * from finish();
rollback;
