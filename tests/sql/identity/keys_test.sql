-- SPDX-License-Identifier: GPL-3.0-or-later
-- What gates sign with: each its own, followed by a newer one in time, and two good while that happens.
begin;
select no_plan();
\ir ../fixture.sql
\ir setup.sql
create function pg_temp.offers(login text, n integer, at_once boolean default false) returns text language sql as $$
    select pg_temp.ask($1, format('api.offer_signing_key(%L, %L, %L)', lpad($2::text, 11, 'k'), pg_temp.token($2), $3))::text
$$;
create function pg_temp.keys(login text) returns text language sql as $$
    select coalesce(string_agg((k ->> 'kid') || case when (k ->> 'signs')::boolean then ' signs' else '' end || case when (k ->> 'due')::boolean then ' due' else '' end, ', ' order by n), '')
    from jsonb_array_elements(fixture.read($1, null, null, 'select * from api.signing_keys()')) with ordinality list(k, n)
$$;
select is(pg_temp.keys('steward_gate_public'), '', 'at first there is none');
select is(pg_temp.offers('steward_gate_public', 1), 'true', 'the first is taken');
select is(pg_temp.keys('steward_gate_public'), 'kkkkkkkkkk1 signs', 'and signs at once');
select is(pg_temp.keys('steward_gate_admin'), '', 'the other gate does not see it');
select is(pg_temp.offers('steward_gate_public', 2), 'false', 'another is not needed');
select is(pg_temp.offers('steward_gate_admin', 3), 'true', 'the other gate makes its own');
select is(pg_temp.keys('steward_gate_admin'), 'kkkkkkkkkk3 signs', 'and sees it');
select is(pg_temp.keys('steward_gate_public'), 'kkkkkkkkkk1 signs', 'as the first does its own');
update market.signing_key set created_at = created_at - interval 'P31D', signs_from = signs_from - interval 'P31D' where gate = 'users';
select is(pg_temp.keys('steward_gate_public'), 'kkkkkkkkkk1 signs due', 'after a month the next is due');
select is(pg_temp.offers('steward_gate_public', 4), 'true', 'it is made');
select is(pg_temp.keys('steward_gate_public'), 'kkkkkkkkkk1 signs, kkkkkkkkkk4', 'both are good, and the old one signs until all know the new one');
update market.signing_key set signs_from = signs_from - interval 'PT6M' where gate = 'users';
select is(pg_temp.keys('steward_gate_public'), 'kkkkkkkkkk1, kkkkkkkkkk4 signs', 'then the new one does');
update market.signing_key set expires_at = expires_at - interval 'PT61M' where gate = 'users';
select is(pg_temp.keys('steward_gate_public'), 'kkkkkkkkkk4 signs', 'and the old one lapses');
select is(pg_temp.offers('steward_gate_public', 5, true), 'true', 'after a key became known there is another at once');
select is(pg_temp.keys('steward_gate_public'), 'kkkkkkkkkk5 signs', 'in place of all before');
select is((select count(*)::int from market.signing_key where kid = 'kkkkkkkkkk1'), 0, 'what has lapsed is gone');

select is(fixture.refusal('select fixture.operator_reads(''administrator'', ''select * from api.signing_keys()'')'), '42501', 'nobody else reads keys');
select is(fixture.refusal('select fixture.operator_reads(''administrator'', ''select * from market.signing_key'')'), '42501', 'in any way');
select is((select string_agg(s.setting, ' ' order by s.setting) from pg_db_role_setting r cross join unnest(r.setconfig) s (setting) where r.setrole = any (array['steward_gate_public', 'steward_gate_admin', 'steward_worker']::regrole[]) and s.setting ~ '^log_'),
    'log_parameter_max_length=0 log_parameter_max_length=0 log_parameter_max_length=0 log_parameter_max_length_on_error=0 log_parameter_max_length_on_error=0 log_parameter_max_length_on_error=0', 'no server writes down what gates bind');
select * from finish();
rollback;
