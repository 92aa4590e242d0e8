-- SPDX-License-Identifier: GPL-3.0-or-later
-- Another price: who bears the difference, what of it goes back or is charged further, what everybody is told, and how all of it is
-- taken back. Prices are divided by the frozen rates: of 100.00 the provider gets 85.00.
begin;
select no_plan();
\ir ../fixture.sql
select fixture.operators();
create temporary table who as select fixture.new_customer() as chloe, nordlicht, fixture.new_listing(nordlicht, 10000) as listing, fixture.new_listing(nordlicht, 10000, true) as instant
from (select fixture.new_provider(name => 'Nordlicht') as nordlicht) made;
create function pg_temp.booked(hours integer, state text default 'confirmed') returns bigint language sql as $$ select fixture.new_booking(chloe, listing, fixture.ahead($1), $2) from who $$;
create function pg_temp.reprice(booking bigint, price bigint, bearer text, options jsonb default '{}', login text default 'operations') returns jsonb language sql as $$
    select fixture.operator($5, 'override_reprice', jsonb_build_object('booking', $1, 'price', $2, 'bearer', $3), '{"reason_code": "more_work"}'::jsonb || $4) $$;
create function pg_temp.refused(booking bigint, price bigint, bearer text) returns text language sql as $$ select fixture.refusal(format('select pg_temp.reprice(%s, %s, %L)', $1, $2, $3)) $$;
create function pg_temp.undo(reply jsonb) returns jsonb language sql as $$ select fixture.operator('operations', 'undo', jsonb_build_object('invocation', $1 ->> 'invocation')) $$;
\ir money.sql

commit; -- the door refuses a transaction of more than five seconds
begin;

-- Who may, and what makes no sense.
create temporary table b as select pg_temp.booked(100) as id;
select is(fixture.refusal(format($$select fixture.operator('support', 'override_reprice', '{"booking": %s, "price": 1, "bearer": "platform"}', '{"reason_code": "more_work"}')$$, id)), 'MP012', 'not to support') from b;
select is(pg_temp.refused(id, 10000, 'platform'), 'MP032', 'not the same price') from b;
select is(pg_temp.refused(id, 0, 'platform'), 'MP032', 'nor for nothing') from b;
select is(pg_temp.refused(id, 9000, 'customer'), 'MP032', 'a customer does not bear that she pays less') from b;
select is(pg_temp.refused(id, 11000, 'provider'), 'MP032', 'nor a provider that they are paid more') from b;
select is(pg_temp.refused(id, 11000, 'nobody'), 'MP003', 'nor nobody') from b;
select is(pg_temp.price(id), '10000 + 0: commission 1261, tax 239; captured 10000, refunded 0, escrow 10000', 'it was as it is') from b;

-- Cheaper, at the provider's cost: seen before, done, taken back.
create temporary table look as select pg_temp.reprice(id, 8000, 'provider', '{"preview": true}') as reply from b;
select is((select string_agg(format('%s %s>%s', change ->> 'field', change ->> 'from', change ->> 'to'), ', ' order by change ->> 'field') from look, jsonb_array_elements(reply -> 'effects' -> 'changes') change where change ->> 'entity' = 'booking'), 'price 10000>8000', 'a look shows the new price');
select is((select string_agg(format('%s %s %s', line ->> 'account', line ->> 'debit', line ->> 'credit'), ', ') from look, jsonb_array_elements(reply -> 'effects' -> 'ledger') line), 'escrow 2000 0, gateway_clearing 0 2000', 'where the difference goes');
select is((select string_agg(format('%s %s', line ->> 'kind', line ->> 'amount'), ', ') from look, jsonb_array_elements(reply -> 'effects' -> 'gateway') line), 'refund 2000', 'and what the gateway is told');
create temporary table done as select pg_temp.reprice(id, 8000, 'provider', jsonb_build_object('effects_hash', look.reply ->> 'effects_hash')) as reply from b, look;
select is(pg_temp.price(id), '8000 + 0: commission 1008, tax 192; captured 10000, refunded 2000, escrow 8000', 'she pays less, and they get less') from b;
select is(pg_temp.told(reply), 'booking_repriced de, provider_booking_repriced en', 'both are told') from done;
select is((select string_agg(body, ' ') from market.message, done where invocation_id = (reply ->> 'invocation')::uuid and body ~ '[{}]'), null, 'in whole sentences');
select ok((select body ~ '80,00' and body ~ '100,00' from market.message, done where invocation_id = (reply ->> 'invocation')::uuid and template = 'booking_repriced'), 'with both prices');
select ok((select body ~ '68[.]00' and body ~ '85[.]00' from market.message, done where invocation_id = (reply ->> 'invocation')::uuid and template = 'provider_booking_repriced'), 'and both shares');
select pg_temp.undo(reply) from done;
select is(pg_temp.price(id), '10000 + 0: commission 1261, tax 239; captured 10000, refunded 0, escrow 10000', 'taken back, it is as it was') from b;
select pg_temp.all_well('after it was taken back');

commit;
begin;
-- Cheaper, at the platform's cost, to its end.
create temporary table gift as select pg_temp.booked(110) as id;
create temporary table gifted as select pg_temp.reprice(id, 7000, 'platform') as reply from gift;
select is(pg_temp.price(id), '7000 + 3000: commission 1261, tax 239; captured 10000, refunded 3000, escrow 10000', 'she gets it back, the platform pays it in') from gift;
select is(pg_temp.told(reply), 'booking_repriced de', 'whose share is the same is not told') from gifted;
select pg_temp.all_well('while the platform bears a part');
commit;
begin;
select fixture.earlier(id, fixture.ahead(110) - guard.clock() + interval '3 hours') from gift;
select fixture.worker('start', jsonb_build_object('booking', id)) from gift;
select fixture.provider(nordlicht, 'complete', jsonb_build_object('booking', id)) from gift, who;
select fixture.customer(chloe, 'confirm_completion', jsonb_build_object('booking', id)) from gift, who;
select is(pg_temp.ledger(id), 'gateway_clearing 7000, platform_revenue 1739, provider_payable -8500, tax_payable -239', 'the provider is paid as before; the platform bears 30.00 and keeps 12.61') from gift;
select fixture.customer(chloe, 'dispute', jsonb_build_object('booking', id)) from gift, who;
select is(fixture.escrow(id), 10000::bigint, 'disputed, all of it is held again') from gift;
select is(fixture.refusal(format($$select fixture.operator('operations', 'resolve', '{"booking": %s, "to_customer": 7001, "to_provider": 0}', '{"reason_code": "agreed"}')$$, id)), 'MP032', 'she gets back what she has paid, and no more') from gift;
select is((select array[d -> 'split' ->> 'available', d ->> 'platform_bears'] from (select fixture.operator_reads('operations', format('select split, platform_bears from api.booking where id = %s', id)) -> 0 as d from gift) read), array['10000', '3000'], 'a form says how much there is');
select fixture.operator('operations', 'resolve', jsonb_build_object('booking', id, 'to_customer', 7000, 'to_provider', 1000), '{"reason_code": "agreed"}') from gift;
select is(pg_temp.ledger(id), 'platform_revenue 874, provider_payable -850, tax_payable -24', 'what nobody gets of it is the platform''s again') from gift;
select pg_temp.all_well('at its end');

commit;
begin;
-- Cancelled by its tier: of what the platform bears the provider gets as much as of the rest.
create temporary table half as select pg_temp.booked(30) as id;
select pg_temp.reprice(id, 12000, 'platform') from half;
select is(pg_temp.price(id), '10000 + 2000: commission 1513, tax 287; captured 10000, refunded 0, escrow 12000', 'dearer at the platform''s cost') from half;
select is(pg_temp.refused(id, 11000, 'platform'), 'MP032', 'which bears more than that already') from half;
select fixture.customer(chloe, 'cancel', jsonb_build_object('booking', id)) from half, who;
select is(pg_temp.ledger(id), 'gateway_clearing 5000, platform_revenue 244, provider_payable -5100, tax_payable -144', 'half of what she paid, half of both, and the rest is the platform''s') from half;

-- To whom nobody came.
create temporary table missed as select pg_temp.booked(120) as id;
select pg_temp.reprice(id, 12000, 'platform') from missed;
select fixture.earlier(id, fixture.ahead(120) - guard.clock() + interval '9 hours') from missed;
select fixture.customer(chloe, 'report_no_show', jsonb_build_object('booking', id)) from missed, who;
select fixture.make_due(id) from missed;
select fixture.worker('settle', jsonb_build_object('booking', id)) from missed;
select is(pg_temp.ledger(id), 'platform_revenue -1000, provider_payable 1000', 'she gets back what she paid; the platform its own and the penalty') from missed;
select pg_temp.all_well('of what the platform bore');

commit;
begin;
-- Dearer, at the customer's cost: the gateway is asked, and nothing changes until it has answered.
create temporary table more as select pg_temp.booked(130) as id;
select pg_temp.gateway(id) from more;
create temporary table asked as select pg_temp.reprice(id, 12500, 'customer', login => 'finance') as reply from more;
select is(pg_temp.price(id), '10000 + 0: commission 1261, tax 239; captured 10000, refunded 0, escrow 10000', 'as it was') from more;
select is((select (awaits, further_charge)::text from market.booking join more using (id)), '(reprice,2500)', 'but for what it waits for');
select is(pg_temp.told(reply), 'booking_charge_asked de', 'the customer is told') from asked;
select is(pg_temp.refused(id, 9000, 'provider'), 'MP032', 'it waits for one thing at a time') from more;
select pg_temp.all_well('while it waits');
commit;
begin;
select is(pg_temp.gateway(id), 'authorise 2500 again, capture 2500 again', 'the gateway is asked for a charge of its own') from more;
select is(pg_temp.price(id), '12500 + 0: commission 1576, tax 299; captured 12500, refunded 0, escrow 12500', 'it answered: now it costs more') from more;
select is((select (awaits, further_charge)::text from market.booking join more using (id)), '(,)', 'and waits for nothing');
select is((select string_agg(template || ' ' || locale, ', ' order by template) from market.message, more where booking_id = more.id and template ~ 'charged|repriced'), 'booking_charged de, provider_booking_repriced en', 'both are told');
select fixture.operator('operations', 'override_cancel', jsonb_build_object('booking', id, 'to_customer', 3000, 'to_provider', 0), '{"reason_code": "other", "note": "a part of each"}') from more;
select is(pg_temp.gateway(id), 'refund 2500 again, refund 500', 'what goes back goes back of the charge it was taken by, the last one first') from more;
select is((select array_agg(refund.state || ' ' || refund.amount order by refund.id) from market.refund join market.payment on payment.id = payment_id join more on more.id = booking_id), array['succeeded 2500', 'succeeded 500'], 'two refunds');
select pg_temp.all_well('after two charges');
commit;
begin;

-- Declined, cancelled while it waits, and taken back before anybody was asked.
create temporary table less as select pg_temp.booked(140) as declined, pg_temp.booked(142) as cancelled, pg_temp.booked(144) as undone;
select pg_temp.gateway(declined), pg_temp.gateway(cancelled), pg_temp.gateway(undone) from less;
select pg_temp.reprice(declined, 12500, 'customer') from less;
select pg_temp.gateway(declined, 'declined') from less;
select is(pg_temp.price(declined), '10000 + 0: commission 1261, tax 239; captured 10000, refunded 0, escrow 10000', 'declined: it stays as it was') from less;
select is((select (awaits, further_charge)::text from market.booking join less on declined = id), '(,)', 'and waits for nothing any more');
select is((select count(*)::integer from market.message join less on less.declined = booking_id where template = 'booking_charge_declined'), 1, 'she is told');
select is(fixture.refusal(format($$select fixture.worker('charge_answered', '{"booking": %s, "charge": 2, "outcome": "authorised"}')$$, declined)), 'MP032', 'an answer that nobody waits for does nothing') from less;
select pg_temp.reprice(declined, 12600, 'customer') from less;
select is(pg_temp.gateway(declined, 'refused'), 'authorise 2600 again', 'it can be asked for anew') from less;
commit;
begin;
select pg_temp.reprice(cancelled, 12500, 'customer') from less;
select fixture.customer(chloe, 'cancel', jsonb_build_object('booking', cancelled)) from less, who;
select is((select (awaits, further_charge)::text from market.booking join less on cancelled = id), '(,)', 'what is cancelled waits for nothing');
select pg_temp.all_well('while the gateway is still to be asked');
commit;
begin;
select is(pg_temp.gateway(cancelled), 'refund 10000', 'what nobody was asked for yet is not asked for') from less;
create temporary table back as select pg_temp.reprice(undone, 12500, 'customer') as reply from less;
select pg_temp.undo(reply) from back;
select is((select (awaits, further_charge)::text from market.booking join less on undone = id), '(,)', 'taken back, it waits for nothing');
select is(pg_temp.gateway(undone), '', 'and nobody is asked') from less;
select pg_temp.all_well('of what came to nothing');

commit;
begin;
-- The answer comes when it is too late.
create temporary table late as select pg_temp.booked(150) as id;
select pg_temp.gateway(id) from late;
select pg_temp.reprice(id, 12500, 'customer') from late;
update market.gateway_intent set due = guard.clock() from market.payment join late on late.id = booking_id where payment.id = payment_id and gateway_intent.state = 'not yet told';
select fixture.read('steward_worker', null, null, format('select * from guard.claim_requests(1, %s)', id)) from late;
select fixture.operator('operations', 'override_cancel', jsonb_build_object('booking', id, 'to_customer', 10000, 'to_provider', 0), '{"reason_code": "other", "note": "cancelled meanwhile"}') from late;
update market.gateway_intent set leased_until = null;
select is(pg_temp.gateway(id), 'authorise 2500 again, void 2500 again, refund 10000', 'it is asked again, and what it reserved is let go') from late;
select is(pg_temp.price(id), '10000 + 0: commission 1261, tax 239; captured 10000, refunded 10000, escrow 0', 'nothing else') from late;
select pg_temp.all_well('after an answer that came too late');

commit;
begin;
-- Before it is captured.
create temporary table early as select pg_temp.booked(160, 'pending_payment') as unpaid, pg_temp.booked(162, 'requested') as lower, pg_temp.booked(164, 'requested') as higher, pg_temp.booked(166, 'requested') as let_go;
select is(pg_temp.refused(unpaid, 12500, 'customer'), 'MP032', 'who has not paid yet is not charged further') from early;
select is(pg_temp.told(pg_temp.reprice(unpaid, 9000, 'provider')), 'booking_repriced de', 'a provider who has not heard of it is not told') from early;
select fixture.worker('authorised', jsonb_build_object('booking', unpaid, 'gateway_reference', 'late', 'expires', '2199-01-01T00:00:00Z')) from early;
select fixture.provider(nordlicht, 'accept', jsonb_build_object('booking', unpaid)) from early, who;
select is(pg_temp.price(unpaid), '9000 + 0: commission 1134, tax 216; captured 9000, refunded 0, escrow 9000', 'less is captured than was reserved') from early;
select pg_temp.reprice(lower, 8000, 'platform') from early;
select is(pg_temp.price(lower), '8000 + 2000: commission 1261, tax 239; captured 0, refunded 0, escrow 0', 'nothing is paid in before it is captured') from early;
select fixture.provider(nordlicht, 'accept', jsonb_build_object('booking', lower)) from early, who;
select is(pg_temp.price(lower), '8000 + 2000: commission 1261, tax 239; captured 8000, refunded 0, escrow 10000', 'then it is') from early;
select pg_temp.reprice(higher, 11000, 'customer') from early;
select is(pg_temp.gateway(higher), 'authorise 1000 again', 'the rest is reserved') from early;
select is(pg_temp.price(higher), '11000 + 0: commission 1387, tax 263; captured 0, refunded 0, escrow 0', 'the request costs more') from early;
select fixture.provider(nordlicht, 'accept', jsonb_build_object('booking', higher)) from early, who;
select is(pg_temp.gateway(higher), 'capture 10000, capture 1000 again', 'accepted, both are captured') from early;
select pg_temp.reprice(let_go, 11000, 'customer') from early;
select pg_temp.gateway(let_go) from early;
select fixture.provider(nordlicht, 'decline', jsonb_build_object('booking', let_go)) from early, who;
select is(pg_temp.gateway(let_go), 'void 10000, void 1000 again', 'declined, both are let go') from early;
select pg_temp.all_well('of what was repriced before it was captured');
commit;
begin;
create temporary table lowered as select pg_temp.booked(168, 'requested') as id;
select pg_temp.reprice(id, 11000, 'customer') from lowered;
select pg_temp.gateway(id) from lowered;
select pg_temp.reprice(id, 9000, 'provider') from lowered;
select fixture.provider(nordlicht, 'accept', jsonb_build_object('booking', id)) from lowered, who;
select is(pg_temp.gateway(id), 'capture 9000, void 1000 again', 'a charge that is not needed any more is let go') from lowered;
select pg_temp.all_well('of a charge that was not needed');
commit;
begin;

-- Frozen otherwise.
create temporary table frozen as select pg_temp.booked(170) as id;
select throws_ok(format($$set local role steward_door; update market.booking set price = 1 where id = %s$$, id), 'MP032', null, 'no operation changes a price by the way') from frozen;
reset role;
select * from finish();
rollback;
