-- SPDX-License-Identifier: GPL-3.0-or-later
-- A cancelled booking takes place after all: its time and its money are had again, at once or when the gateway has answered.
begin;
select no_plan();
\ir ../fixture.sql
select fixture.operators();
create temporary table who as select fixture.new_customer() as chloe, nordlicht, fixture.new_listing(nordlicht, 10000) as listing
from (select fixture.new_provider(name => 'Nordlicht') as nordlicht) made;
create function pg_temp.booked(hours integer, state text default 'confirmed') returns bigint language sql as $$ select fixture.new_booking(chloe, listing, fixture.ahead($1), $2) from who $$;
create function pg_temp.reopen(booking bigint, options jsonb default '{}') returns jsonb language sql as $$
    select fixture.operator('operations', 'override_reopen', jsonb_build_object('booking', $1), '{"reason_code": "by_mistake"}'::jsonb || $2) $$;
create function pg_temp.refused(booking bigint) returns text language sql as $$ select fixture.refusal(format('select pg_temp.reopen(%s)', $1)) $$;
create function pg_temp.undo(reply jsonb) returns jsonb language sql as $$ select fixture.operator('operations', 'undo', jsonb_build_object('invocation', $1 ->> 'invocation')) $$;
create function pg_temp.holds(booking bigint) returns boolean language sql as $$ select exists (select from market.booking_slot where booking_id = $1 and blocking and release_at is null) $$;
\ir money.sql

commit; -- the door refuses a transaction of more than five seconds
begin;

-- Nothing went back: at once.
create temporary table late as select pg_temp.booked(3) as id;
select fixture.customer(chloe, 'cancel', jsonb_build_object('booking', id)) from late, who;
select is(pg_temp.ledger(id), 'gateway_clearing 10000, platform_revenue -1261, provider_payable -8500, tax_payable -239', 'cancelled, the provider was paid') from late;
create temporary table again as select pg_temp.reopen(id) as reply from late;
select is(fixture.state(id) || ' ' || pg_temp.price(id), 'confirmed 10000 + 0: commission 1261, tax 239; captured 10000, refunded 0, escrow 10000', 'reopened, all of it is held again') from late;
select is(pg_temp.holds(id), true, 'and its time') from late;
select is((select string_agg(template || ' ' || locale, ', ' order by template) from market.message, again where invocation_id = (reply ->> 'invocation')::uuid), 'booking_reopened de, provider_booking_reopened en', 'both are told');
select is((select count(*)::integer from market.message, again where invocation_id = (reply ->> 'invocation')::uuid and body ~ '[{}]'), 0, 'in whole sentences');
select is((select string_agg(operation, ', ') from market.timer join late on late.id = entity_id where entity = 'booking' and state = 'pending'), 'start', 'it starts by itself');
select pg_temp.all_well('of what was reopened');
commit;
begin;
select pg_temp.undo(reply) from again;
select is(fixture.state(id) || ' ' || pg_temp.holds(id), 'cancelled false', 'taken back, its time is free') from late;
select is(pg_temp.ledger(id), 'gateway_clearing 10000, platform_revenue -1261, provider_payable -8500, tax_payable -239', 'and the money is where it was') from late;
select pg_temp.all_well('after it was taken back');

commit;
begin;
-- All of it went back: it is charged again first.
create temporary table paid as select pg_temp.booked(100) as id;
select pg_temp.gateway(id) from paid;
select fixture.provider(nordlicht, 'cancel', jsonb_build_object('booking', id)) from paid, who;
select pg_temp.gateway(id) from paid;
select is(pg_temp.ledger(id), 'platform_revenue -1000, provider_payable 1000', 'cancelled by the provider, who owes a penalty') from paid;
create temporary table asked as select pg_temp.reopen(id) as reply from paid;
select is(fixture.state(id), 'cancelled', 'it stays cancelled') from paid;
select is((select (awaits, further_charge)::text from market.booking join paid using (id)), '(reopen,10000)', 'and says what it waits for');
select is(pg_temp.holds(id), true, 'while its time is held') from paid;
select is(fixture.refusal(format('select fixture.new_booking(fixture.new_customer(), %s, %L)', listing, (select starts_at from market.booking join paid using (id)))), 'MP032', 'which nobody else gets') from who;
select is(pg_temp.refused(id), 'MP032', 'once') from paid;
select is((select string_agg(template, ', ') from market.message, asked where invocation_id = (reply ->> 'invocation')::uuid), 'booking_reopen_asked', 'the customer is told');
select pg_temp.all_well('while it waits');
commit;
begin;
select is(pg_temp.gateway(id), 'authorise 10000 again, capture 10000 again', 'the gateway is asked') from paid;
select is(fixture.state(id) || ' ' || pg_temp.price(id), 'confirmed 10000 + 0: commission 1261, tax 239; captured 20000, refunded 10000, escrow 10000', 'it takes place') from paid;
select is(pg_temp.ledger(id), 'escrow -10000, gateway_clearing 10000', 'and the penalty is given back') from paid;
select is((select state from market.payment join paid on paid.id = booking_id), 'partially_refunded', 'the payment says so');
select pg_temp.all_well('of what was charged again');
commit;
begin;
select fixture.customer(chloe, 'cancel', jsonb_build_object('booking', id)) from paid, who;
select is(pg_temp.gateway(id), 'refund 10000 again', 'and can be cancelled again') from paid;
select pg_temp.all_well('of what was cancelled again');

commit;
begin;
-- Declined; taken back; too late.
create temporary table no as select pg_temp.booked(110) as declined, pg_temp.booked(112) as undone, pg_temp.booked(114) as late;
select pg_temp.gateway(declined), pg_temp.gateway(undone), pg_temp.gateway(late) from no;
select fixture.customer(chloe, 'cancel', jsonb_build_object('booking', each)) from no, who, unnest(array[declined, undone, late]) each;
select pg_temp.gateway(declined), pg_temp.gateway(undone), pg_temp.gateway(late) from no;
select pg_temp.reopen(declined) from no;
select pg_temp.gateway(declined, 'declined') from no;
select is(fixture.state(declined), 'cancelled', 'declined, it stays cancelled') from no;
select is((select array_agg(blocking and release_at is null) from market.booking_slot join no on no.declined = booking_id), array[false, false], 'its time is free') from no;
create temporary table back as select pg_temp.reopen(undone) as reply from no;
select pg_temp.undo(reply) from back;
select is(pg_temp.holds(undone) || pg_temp.gateway(undone), 'false', 'taken back, nothing is held and nobody is asked') from no;
select pg_temp.reopen(late) from no;
select fixture.earlier(late, interval '200 hours') from no;
select is(pg_temp.gateway(late), 'authorise 10000 again, void 10000 again', 'after its start, what was reserved is let go') from no;
select is(fixture.state(late) || ' ' || pg_temp.holds(late), 'cancelled false', 'and it stays cancelled') from no;
select pg_temp.all_well('of what was not reopened');

commit;
begin;
-- Refused.
create temporary table refused as select pg_temp.booked(120, 'requested') as early, pg_temp.booked(122) as taken, pg_temp.booked(124) as over, pg_temp.booked(126) as alone;
select fixture.customer(chloe, 'cancel', jsonb_build_object('booking', each)) from refused, who, unnest(array[early, taken, over, alone]) each;
select is(pg_temp.refused(early), 'MP032', 'what was never confirmed is booked anew') from refused;
select fixture.new_booking(fixture.new_customer(), listing, fixture.ahead(122)) from who;
select is(pg_temp.refused(taken), 'MP032', 'not when somebody else has its time') from refused;
select fixture.earlier(over, interval '200 hours') from refused;
select is(pg_temp.refused(over), 'MP031', 'nor after its start') from refused;
set local session_replication_role = replica;
update market.provider set state = 'submitted' from who where provider.person_id = nordlicht;
set local session_replication_role = origin;
select is(pg_temp.refused(alone), 'MP032', 'nor when its provider does not deliver') from refused;
select * from finish();
rollback;
