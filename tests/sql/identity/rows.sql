-- SPDX-License-Identifier: GPL-3.0-or-later
-- A row in each table of who signs in, for tests that ask about every table. Included where what refers to what is not asked for.
insert into market.credential (person_id, hash, changed_at) select min(id), '$argon2id$v=19$m=65536,t=2,p=1$' || repeat('A', 22) || '$' || repeat('A', 43), now() from market.person where kind = 'customer';
insert into market.credential (operator_id, hash, changed_at) select min(id), '$argon2id$v=19$m=65536,t=2,p=1$' || repeat('A', 22) || '$' || repeat('A', 43), now() from market.operator;
insert into market.login_session (id, credential_id, kind, complete, created_at, used_at, proved_at, expires_at) select gen_random_uuid(), id, 'customer', true, now(), now(), now(), now() + interval 'P1D' from market.credential where person_id is not null;
insert into market.login_session_client (session_id, user_agent, address) select id, 'Test', '192.0.2.1' from market.login_session;
insert into market.refresh_token (hash, session_id) select sha256('one'), id from market.login_session;
insert into market.second_factor (credential_id, secret) select id, '\x3132333435363738393031323334353637383930' from market.credential;
insert into market.recovery_code (credential_id, hash) select id, repeat('a', 64) from market.credential;
insert into market.sign_in_attempt (account, network, began_at, last_at) values (sha256('one'), '192.0.2.1', now(), now());
insert into market.familiar_network (credential_id, network, last_at) select id, '192.0.2.1', now() from market.credential;
insert into market.signing_key (gate, number, kid, seed, signs_from, created_at) values ('users', 1, 'aaaaaaaaaaa', sha256('one'), now(), now());
insert into market.verification (hash, person_id, purpose, email_hash, created_at, expires_at) select repeat('a', 64), person_id, 'reset', sha256('one'), now(), now() from market.credential where person_id is not null;
insert into market.message_secret (message_id, secret) select min(id), repeat('x', 22) from market.message;
