-- SPDX-License-Identifier: GPL-3.0-or-later
-- Letters with a code: what they open, for whom, how often, and that nobody reads the code but who gets the letter.
begin;
select no_plan();
\ir ../fixture.sql
\ir setup.sql
-- The code n was sent as a text, and is kept as its SHA-256.
create function pg_temp.asks(account text, n integer, address text default '192.0.2.1') returns text language sql as $$
    select pg_temp.answers(format('api.request_reset(%L, %L, %L, %L)', $1, $3, pg_temp.token($2), lpad($2::text, 22, 'x')))
$$;
create function pg_temp.resets(n integer, letter text default 'R') returns text language sql as $$
    select fixture.refusal(format('select fixture.anonymous(''reset_password'', %L)', jsonb_build_object('ticket', pg_temp.token($1), 'hash', pg_temp.hash($2))))
$$;
create function pg_temp.verifies(n integer) returns text language sql as $$
    select fixture.refusal(format('select fixture.anonymous(''verify_email'', %L)', jsonb_build_object('ticket', pg_temp.token($1))))
$$;
create function pg_temp.letters(person bigint) returns integer language sql as $$ select count(*)::int from market.message where recipient = $1 and template ~ 'reset|verification' $$;
create temporary table made as select (pg_temp.try('steward_gate_public', email, '192.0.2.1', true, 1) ->> 'session')::uuid as id from who;

select is(pg_temp.asks('nobody@example.org', 1), 'true', 'who asks for nobody');
select is(pg_temp.asks(email, 2), 'true', 'is told the same as who asks for somebody') from who;
select is((select count(*)::int from market.verification), 1, 'but one letter is written');
select is((select row(locale, template, state)::text from market.message where recipient = chloe), '(de,password_reset,queued)', 'in the recipient''s language') from who;
select ok((select body ~ 'Chloë' and body ~ '[{]secret[}]' and body !~ 'xxx' from market.message where recipient = chloe), 'without its code, which operators would read') from who;
select is((select string_agg(body, '') ~ '\mxxxxxxxxxxxxxxxxxxxxx2\M' from guard.claim_messages(20, 'market.example') where address = email), true, 'the worker sends it with the code') from who;
select is((select guard.message_sent(id, lease, 250, null) from market.message where recipient = chloe), true, 'once it was sent') from who;
select is((select count(*)::int from market.message_secret), 0, 'the code is gone');
select is(pg_temp.verifies(2), 'MP032', 'a code for one purpose is none for another');
select is(pg_temp.resets(3), 'MP032', 'one that was never sent opens nothing');
select is(pg_temp.resets(2), null, 'the right one sets the password');
select is((select hash::text from market.credential where person_id = chloe), pg_temp.hash('R'), 'which it is then') from who;
select is(pg_temp.answers(format('api.check_session(%L)', id)), 'MP013', 'sessions end') from made;
select is(pg_temp.resets(2), 'MP032', 'the code is good once');
select ok((select bool_and(not a.arguments ?| array['ticket', 'hash']) from market.audit_entry a where a.operation = 'reset_password'), 'the audit holds neither code nor hash');
select is(string_agg(pg_temp.asks(email, 10 + n), ' '), 'true true', 'two more') from who, generate_series(1, 2) n;
select is(pg_temp.resets(11), null, 'the first of them is good');
select is(pg_temp.resets(12), 'MP032', 'and the other not any more');
select is(pg_temp.asks(email, 20), 'true', 'again') from who;
update market.verification set expires_at = expires_at - interval 'PT61M' where used_at is null;
select is(pg_temp.resets(20), 'MP032', 'after an hour it is too old');
select count(pg_temp.asks(email, 30 + n, '192.0.2.' || 100 + n)) from who, generate_series(1, 4) n;
select is(pg_temp.letters(chloe), 5, 'five letters an hour, and no more') from who;
update market.verification set created_at = created_at - interval 'PT2H';
update market.sign_in_attempt set last_at = last_at - interval 'PT31M';
select is(string_agg(pg_temp.asks(other, 40 + n, '192.0.2.9'), ' '), 'true true', 'Jan asks') from who, generate_series(1, 2) n;
update market.person_contact set email = 'new.jan@example.org' where person_id = (select jan from who);
select is(pg_temp.resets(41), 'MP032', 'what was sent to an address that is no longer his opens nothing');
update market.person_contact set email = who.other from who where person_id = jan;
update market.person set active = false where id = (select jan from who);
select is(pg_temp.resets(41), 'MP032', 'nor for who was deactivated');
update market.person set active = true where id = (select jan from who);
select is(pg_temp.resets(41, 'S'), null, 'his own does');

-- Registering.
create temporary table neu as select (fixture.anonymous('register_provider', '{"city": 101, "name": "Neu", "person_name": "Nina {secret}", "locale": "ja", "email": "Neu@example.org"}') -> 'result' ->> 'person')::bigint as person;
select is(pg_temp.users(format('api.open_account(''neu@example.org'', %L, %L, %L)', pg_temp.hash('N'), pg_temp.token(50), lpad('50', 22, 'x'))), jsonb_build_object('person', person), 'who registered gets a password') from neu;
select is((select row(locale, template)::text from market.message where recipient = person), '(ja,provider_email_verification)', 'and a letter') from neu;
select ok((select body ~ 'Nina [(]secret[)]' from market.message where recipient = person), 'whose name is no field') from neu;
select is(pg_temp.answers(format('api.open_account(''neu@example.org'', %L, %L, %L)', pg_temp.hash('M'), pg_temp.token(51), lpad('51', 22, 'x'))), '23505', 'who has a password is not given another');
select is(pg_temp.comes('neu@example.org', '192.0.2.1', true), 'in', 'she signs in');
select is(pg_temp.verifies(50), null, 'and verifies her address');
select is(pg_temp.verifies(50), 'MP032', 'once');
select is(fixture.refusal(format('select fixture.operator(''administrator'', ''reset_password'', %L)', jsonb_build_object('ticket', pg_temp.token(50), 'hash', pg_temp.hash('R')))), 'MP012', 'operators do not do this for anybody');
select * from finish();
rollback;
