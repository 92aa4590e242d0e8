-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who may act for whom, and that nothing is gone round by it. (What it does is in acting_test.sql.)
begin;
select no_plan();
\ir ../fixture.sql
select fixture.operators();
\ir acting_setup.sql
commit; -- the door refuses a transaction of more than five seconds
begin;
-- One key is one call, for one person.
create temporary table keyed as select pg_temp.booked() as bk, gen_random_uuid() as key;
select is(pg_temp.as_customer('support', 'propose_reschedule', pg_temp.target(bk) || jsonb_build_object('starts_at', fixture.ahead(600)), jsonb_build_object('key', key)) -> 'replayed', 'false', 'done once') from keyed;
select is(pg_temp.refused('support', 'propose_reschedule', pg_temp.target(bk) || jsonb_build_object('starts_at', fixture.ahead(600)), pg_temp.options('provider', provider, jsonb_build_object('key', key))),
    'MP051: This key was used before for something else.', 'the same call for another person is another call') from who, keyed;
-- Who may not.
create temporary table other as select pg_temp.booked() as bk, fixture.new_customer() as stranger;
select is(pg_temp.refused(login, operation, pg_temp.target(bk), options), refusal, words)
from who, other
cross join lateral (values
    ('finance', 'cancel', pg_temp.options('customer', chloe), 'MP012: Your role may not run cancel for a customer.', 'finance acts for nobody'),
    ('administrator', 'cancel', pg_temp.options('customer', chloe), 'MP012: Your role may not run cancel for a customer.', 'nor does an administrator'),
    ('support', 'override_cancel', pg_temp.options('customer', chloe), 'MP012: Your role may not run override_cancel for a customer.', 'an override is nobody''s but an operator''s'),
    ('support', 'confirm_completion', pg_temp.options('provider', provider), 'MP012: Your role may not run confirm_completion for a provider.', 'nobody has done for them what they may not do'),
    ('support', 'cancel', pg_temp.options('customer', stranger), 'MP021: There is no such booking, or it is not yours.', 'another customer''s booking is out of reach'),
    ('support', 'cancel', pg_temp.options('customer', provider), 'MP021: There is no such customer, or it is not yours.', 'a provider is no customer'),
    ('support', 'cancel', pg_temp.options('customer', 987654321), 'MP021: There is no such customer, or it is not yours.', 'nobody is nobody'),
    ('support', 'cancel', pg_temp.options('anonymous', chloe), 'MP002: The option on_behalf_of is not of the right form.', 'there is no acting for anybody else'),
    ('support', 'cancel', pg_temp.options('customer', chloe) - 'reason_code', 'MP004: A reason is needed.', 'how it was asked for must be said'),
    ('support', 'cancel', pg_temp.options('customer', chloe, '{"reason_code": "asked_otherwise"}'), 'MP004: This reason needs a note of at least 10 characters.', 'in words where no list has it'),
    ('support', 'cancel', '{"reason_code": "by_telephone"}', 'MP003: There is no such reason for this operation.', 'and it is no reason for what one does as oneself')) cell (login, operation, options, refusal, words);
select is(fixture.refusal(format($$select fixture.customer(%s, 'cancel', '{"booking": %s}', '{"on_behalf_of": "provider:%s", "reason_code": "by_telephone"}')$$, chloe, bk, provider)), 'MP012', 'a customer acts for nobody') from who, other;
select is(fixture.refusal(format($$select fixture.act('steward_worker', null, null, 'settle', '{"booking": %s}', '{"on_behalf_of": "customer:%s", "reason_code": "by_telephone"}')$$, bk, chloe)), 'MP012', 'nor does the worker') from who, other;
-- Neither the operator's markets nor the person's activity can be gone round.
create temporary table home as select operator.id as limited from market.operator where login = fixture.login('operations_one_market');
set local session_replication_role = replica;
update market.operator_market set market_id = 3 from home where operator_id = limited;
set local session_replication_role = origin;
select is(pg_temp.refused('operations_one_market', 'cancel', pg_temp.target(bk), pg_temp.options('customer', chloe)), 'MP021: There is no such customer, or it is not yours.', 'a customer of another market') from who, other;
select is(pg_temp.refused('operations_one_market', 'cancel', pg_temp.target(bk), pg_temp.options('customer', misaki)), 'MP021: There is no such booking, or it is not yours.', 'a booking of another market') from who, other;
select is(pg_temp.refused('operations_one_market', 'book', jsonb_build_object('listing', listing, 'starts_at', fixture.ahead(520)), pg_temp.options('customer', misaki)), 'MP021: There is no such listing, or it is not yours.', 'a listing of another market, though customers see all') from who;
set local session_replication_role = replica;
update market.person set active = false from who where person.id = chloe;
select is(pg_temp.refused('support', 'cancel', pg_temp.target(bk), pg_temp.options('customer', chloe)), 'MP021: There is no such customer, or it is not yours.', 'somebody who is no longer active') from who, other;
update market.person set active = true from who where person.id = chloe;
update market.operator set person_id = chloe from who where operator.login = fixture.login('support');
set local session_replication_role = origin;
select is(pg_temp.refused('support', 'cancel', pg_temp.target(bk), pg_temp.options('customer', chloe)), 'MP032: You can not act for yourself.', 'nobody acts for themselves') from who, other;
select is((select array_agg(distinct action ->> 'why') from jsonb_array_elements(fixture.operator_reads('support', format('select acting from api.booking where id = %s', bk)) -> 0 -> 'acting') action where action ->> 'party' = 'customer'),
    array['You can not act for yourself.'], 'and the console is told so') from other;
select * from finish();
rollback;
