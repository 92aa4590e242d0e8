-- SPDX-License-Identifier: GPL-3.0-or-later
-- Cancelling by the frozen policy, by whoever may, and dividing by an operator; seen before, and taken back after.
begin;
select no_plan();
\ir ../fixture.sql
select fixture.operators();

create temporary table who as
select provider, fixture.new_listing(provider) as listing, fixture.new_customer() as chloe
from (select fixture.new_provider() as provider) made;

create function pg_temp.booked(hours integer) returns bigint language sql as $$
    select fixture.new_booking(chloe, listing, fixture.ahead($1)) from who
$$;
create function pg_temp.money(booking bigint) returns text language sql as $$
    select string_agg(account.kind || ' ' || entry.amount, ', ' order by entry.id)
    from market.ledger_transaction posting
    join market.ledger_entry entry on entry.transaction_id = posting.id
    join market.ledger_account account on account.id = entry.account_id
    where posting.booking_id = $1 and posting.kind <> 'capture'
$$;

commit; -- the door refuses a transaction of more than five seconds
begin;
-- Tiers: the boundary belongs to the better one.
select is(guard.refund_percent('{"tiers": [{"before": "PT48H", "percent": 100}, {"before": "PT24H", "percent": 50}]}', ahead), percent, format('%s ahead: %s %%', ahead, percent))
from (values (interval '72 hours', 100), ('48 hours', 100), ('47 hours 59 minutes 59 seconds', 50), ('24 hours', 50), ('23 hours 59 minutes', 0), ('0', 0), ('-1 hour', 0), ('30 days', 100)) sample(ahead, percent);

create temporary table early as select pg_temp.booked(71) as bk;
select lives_ok(format($$select fixture.customer(%s, 'cancel', '{"booking": %s}')$$, chloe, bk), 'a customer cancels three days ahead') from who, early;
select is(pg_temp.money(bk), 'escrow 12400, gateway_clearing -12400', 'and gets everything back') from early;
select is((select state || refunded from market.payment where booking_id = bk), 'refunded12400', 'the payment is refunded') from early;
select is((select blocking from market.booking_slot where booking_id = bk), false, 'the time is free at once, for a customer takes nothing back') from early;

create temporary table later as select pg_temp.booked(30) as bk;
select lives_ok(format($$select fixture.customer(%s, 'cancel', '{"booking": %s}')$$, chloe, bk), 'thirty hours ahead') from who, later;
select is(pg_temp.money(bk), 'escrow 12400, gateway_clearing -6200, provider_payable -5270, platform_revenue -782, tax_payable -148', 'half of it, and the provider''s half less commission and tax') from later;

create temporary table late as select pg_temp.booked(3) as bk;
select lives_ok(format($$select fixture.customer(%s, 'cancel', '{"booking": %s}')$$, chloe, bk), 'three hours ahead') from who, late;
select is(pg_temp.money(bk), 'escrow 12400, provider_payable -10540, platform_revenue -1563, tax_payable -297', 'nothing') from late;
select is((select state || refunded from market.payment where booking_id = bk), 'captured0', 'and nothing is refunded') from late;

create temporary table by_provider as select pg_temp.booked(50) as bk;
select lives_ok(format($$select fixture.provider(%s, 'cancel', '{"booking": %s}')$$, provider, bk), 'the provider cancels') from who, by_provider;
select is(pg_temp.money(bk), 'escrow 12400, gateway_clearing -12400, provider_payable 1240, platform_revenue -1240', 'the customer gets everything back, the provider owes the penalty') from by_provider;

select is(fixture.refusal(format($$select fixture.customer(%s, 'cancel', '{"booking": %s, "to_customer": 12400}')$$, chloe, pg_temp.booked(10))), 'MP002', 'nobody chooses what they get without saying why') from who;

commit;
begin;
-- An operator: by the tier.
create temporary table by_support as select pg_temp.booked(31) as bk;
select lives_ok(format($$select fixture.operator('support', 'cancel', '{"booking": %s}')$$, bk), 'support cancels by the tier') from by_support;
select is(pg_temp.money(bk), 'escrow 12400, gateway_clearing -6200, provider_payable -5270, platform_revenue -782, tax_payable -148', 'half of it') from by_support;

commit;
begin;
-- Before anything is captured.
create temporary table unpaid as select fixture.new_booking(chloe, listing, fixture.ahead(60), 'requested') as bk from who;
select is(fixture.refusal(format($$select fixture.operator('operations', 'override_cancel', '{"booking": %s, "to_customer": 1, "to_provider": 0}', '{"reason_code": "other", "note": "because of a test"}')$$, bk)), 'MP032', 'of nothing captured nothing can be given') from unpaid;
select lives_ok(format($$select fixture.operator('operations', 'override_cancel', '{"booking": %s, "to_customer": 0, "to_provider": 0}', '{"reason_code": "other", "note": "because of a test"}')$$, bk), 'it can be cancelled') from unpaid;
select is((select state from market.payment where booking_id = bk) || coalesce(pg_temp.money(bk), ''), 'voided', 'then the amount is let go') from unpaid;

commit;
begin;
-- Override: refused.
create temporary table one as select pg_temp.booked(80) as bk;
select is(fixture.refusal(format('select fixture.operator(%L, %L, %L, %L)', login, 'override_cancel', jsonb_build_object('booking', bk) || arguments, options)), state, what)
from one cross join (values
    ('operations', '{"to_customer": 12401, "to_provider": 0}'::jsonb, '{"reason_code": "other", "note": "because of a test"}'::jsonb, 'MP032', 'more than is held'),
    ('operations', '{"to_customer": 12400, "to_provider": 1}', '{"reason_code": "other", "note": "because of a test"}', 'MP032', 'a cent more'),
    ('operations', '{"to_customer": -1, "to_provider": 0}', '{"reason_code": "other", "note": "because of a test"}', 'MP003', 'less than nothing'),
    ('operations', '{"to_customer": 1000000000000001, "to_provider": 0}', '{"reason_code": "other", "note": "because of a test"}', 'MP003', 'out of range'),
    ('operations', '{"to_customer": 1.5, "to_provider": 0}', '{"reason_code": "other", "note": "because of a test"}', 'MP002', 'half a cent'),
    ('operations', '{"to_customer": "a lot", "to_provider": 0}', '{"reason_code": "other", "note": "because of a test"}', 'MP002', 'a word'),
    ('operations', '{"to_customer": 100}', '{"reason_code": "other", "note": "because of a test"}', 'MP002', 'one part only'),
    ('operations', '{"to_customer": 100, "to_provider": 0}', '{}', 'MP004', 'no reason'),
    ('operations', '{"to_customer": 100, "to_provider": 0}', '{"reason_code": "because"}', 'MP003', 'a reason that is none'),
    ('operations', '{"to_customer": 100, "to_provider": 0}', '{"reason_code": "fraud"}', 'MP004', 'a reason that wants a note'),
    ('operations', '{"to_customer": 100, "to_provider": 0}', '{"reason_code": "other", "note": "because of a test", "version": 99}', 'MP041', 'another version'),
    ('operations', '{"to_customer": 100, "to_provider": 0}', '{"reason_code": "other", "note": "because of a test", "effects_hash": "0000000000000000000000000000000000000000000000000000000000000000"}', 'MP042', 'other effects'),
    ('finance', '{"to_customer": 100, "to_provider": 0}', '{"reason_code": "other", "note": "because of a test"}', 'MP012', 'finance'),
    ('auditor', '{"to_customer": 100, "to_provider": 0}', '{"reason_code": "other", "note": "because of a test"}', 'MP012', 'an auditor'),
    ('administrator', '{"to_customer": 100, "to_provider": 0}', '{"reason_code": "other", "note": "because of a test"}', 'MP012', 'an administrator')) bad(login, arguments, options, state, what);

commit;
begin;
-- Seen first, then done exactly so.
create temporary table seen as
select fixture.operator('operations', 'override_cancel', jsonb_build_object('booking', bk, 'to_customer', 7440, 'to_provider', 4960), '{"preview": true, "reason_code": "provider_cannot_come"}') as reply from one;
select is((select fixture.state(bk) || fixture.escrow(bk) from one), 'confirmed12400', 'a preview changes nothing');
select is((select count(*) from market.message where template = 'booking_cancelled' and booking_id = (select bk from one)), 0::bigint, 'and writes nothing');
create temporary table done as
select fixture.operator('operations', 'override_cancel', jsonb_build_object('booking', bk, 'to_customer', 7440, 'to_provider', 4960),
    jsonb_build_object('reason_code', 'provider_cannot_come', 'effects_hash', seen.reply -> 'effects_hash')) as reply from one, seen;
select is((select reply -> 'effects_hash' from done), (select reply -> 'effects_hash' from seen), 'what is done is what was seen');
select is((select jsonb_object_agg(key, jsonb_array_length(value)) from done cross join jsonb_each(reply -> 'effects')),
    '{"states": 3, "changes": 1, "ledger": 5, "messages": 2, "gateway": 1, "timers": 1, "limits": 0, "away": 0, "seats": 0, "providers": 0}', 'three states, five lines, two messages, a refund, a timer');
select is(pg_temp.money(bk), 'escrow 12400, gateway_clearing -7440, provider_payable -4216, platform_revenue -625, tax_payable -119', 'sixty to forty, to the cent') from one;
select is((select (blocking, release_at is not null)::text from market.booking_slot where booking_id = bk), '(t,t)', 'the time stays blocked while it can be taken back') from one;
select is((select bool_and(due = created_at + guard.undo_window()) from market.gateway_intent where kind = 'refund' and invocation_id = (reply ->> 'invocation')::uuid), true, 'and the gateway is not told before') from done;
select is((select count(*) from market.message where invocation_id = (reply ->> 'invocation')::uuid and due = created_at + guard.undo_window()), 2::bigint, 'nor are people') from done;

commit;
begin;
-- Taken back.
select is(fixture.refusal(format($$select fixture.operator('support', 'undo', '{"invocation": %s}')$$, reply -> 'invocation')), 'MP021', 'somebody else cannot take it back') from done;
create temporary table back as
select fixture.operator('operations', 'undo', jsonb_build_object('invocation', reply -> 'invocation')) as reply from done;
select is((select fixture.state(bk) || fixture.escrow(bk) from one), 'confirmed12400', 'confirmed again, with its money');
select is((select state || refunded from market.payment where booking_id = bk), 'captured0', 'the payment is captured again') from one;
select is((select (blocking, release_at, released_by)::text from market.booking_slot where booking_id = bk), '(t,,)', 'it holds its time') from one;
select is((select string_agg(operation || ' ' || state, ', ') from market.timer where entity = 'booking' and entity_id = bk and operation = 'start'), 'start pending', 'it will start by itself again') from one;
select is((select string_agg(refund.state, ', ') from market.refund join market.payment on payment.id = refund.payment_id where booking_id = bk), 'cancelled', 'the refund is off') from one;
select is((select count(*) from market.gateway_intent where state = 'withdrawn' and invocation_id = (reply ->> 'invocation')::uuid), 1::bigint, 'the gateway will not be told') from done;
select is((select count(*) from market.message where state = 'withdrawn' and invocation_id = (reply ->> 'invocation')::uuid), 2::bigint, 'nor will people') from done;
select is((select sum(entry.amount) filter (where account.kind = 'provider_payable') from market.ledger_transaction p join market.ledger_entry entry on entry.transaction_id = p.id join market.ledger_account account on account.id = entry.account_id where p.booking_id = bk), 0::numeric, 'the ledger has it by new lines') from one;
select is(fixture.refusal(format($$select fixture.operator('operations', 'undo', '{"invocation": %s}')$$, reply -> 'invocation')), 'MP033', 'it is taken back once') from done;
select lives_ok(format($$select fixture.operator('operations', 'override_cancel', '{"booking": %s, "to_customer": 12400, "to_provider": 0}', '{"reason_code": "platform_fault", "note": "once again, please"}')$$, bk), 'and can be cancelled anew') from one;

commit;
begin;
-- Too late: the window is over, or the time is somebody else's.
create temporary table gone as select pg_temp.booked(90) as bk;
create temporary table gone_reply as select fixture.operator('operations', 'override_cancel', jsonb_build_object('booking', bk, 'to_customer', 0, 'to_provider', 0), '{"reason_code": "provider_cannot_come"}') as reply from gone;
select is(fixture.refusal(format('select fixture.customer(%s, %L, %L)', chloe, 'book', jsonb_build_object('listing', listing, 'starts_at', fixture.ahead(90)))), 'MP032', 'the time is nobody else''s yet') from who;
update market.booking_slot set release_at = guard.clock() - interval '1 second' from gone where booking_id = gone.bk;
select lives_ok(format('select fixture.customer(%s, %L, %L)', chloe, 'book', jsonb_build_object('listing', listing, 'starts_at', fixture.ahead(90))), 'then it is') from who;
select is(fixture.refusal(format($$select fixture.operator('operations', 'undo', '{"invocation": %s}')$$, reply -> 'invocation')), 'MP033', 'and is not given back') from gone_reply;

select is(holds, true, figure) from guard.invariant_ledger_sums_to_zero();
select is(holds, true, figure) from guard.invariant_escrow_follows_the_state();
select is(holds, true, figure) from guard.invariant_capture_is_in_the_ledger();
select is(holds, true, figure) from guard.invariant_refunds_within_capture();
select is(holds, true, figure) from guard.invariant_refunds_reach_the_gateway();
select is(holds, true, figure) from guard.invariant_postings_taken_back_once();
select is(holds, true, figure) from guard.invariant_booking_states_have_events();
select * from finish();
rollback;
