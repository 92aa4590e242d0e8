-- SPDX-License-Identifier: GPL-3.0-or-later
-- A customer's credit pays for a booking, or for a part of it: held when it is booked, spent when it is captured, given back first and
-- whole, and never twice.
begin;
select no_plan();
\ir ../fixture.sql
select fixture.operators();
create temporary table who as
select provider, fixture.new_listing(provider) as listing, fixture.new_listing(provider, instant => true) as instant, fixture.new_customer() as chloe
from (select fixture.new_provider() as provider) made;
create temporary table b (name text primary key, id bigint, reply jsonb);
-- Gifts come from a booking that ended, so that nothing else happens to it.
insert into b select 'gift', fixture.new_booking(chloe, fixture.new_listing(provider, 60000), fixture.ahead(20), 'expired') from who;
create function pg_temp.give(amount bigint) returns text language sql as $$
    select fixture.operator('operations', 'goodwill_credit', jsonb_build_object('booking', id, 'amount', $1), '{"reason_code": "late"}') ->> 'invocation' from b where name = 'gift'
$$;
create function pg_temp.books(name text, listing bigint, hours integer, more jsonb default '{}') returns void language sql as $$
    insert into b select $1, (reply #>> '{result,booking}')::bigint, reply from who, fixture.customer(chloe, 'book', jsonb_build_object('listing', $2, 'starts_at', fixture.ahead($3)) || $4) reply
$$;
create function pg_temp.authorised(name text) returns void language sql as $$
    select fixture.worker('authorised', jsonb_build_object('booking', id, 'gateway_reference', 'credit ' || $1, 'expires', guard.clock() + interval '7 days')) from b where b.name = $1
$$;
-- What is where: the customer's, held, in escrow; what the gateway is asked for.
create function pg_temp.stands(booking text) returns text language sql as $$
    select format('%s %s, credit %s, held %s, escrow %s; paid %s of %s, back %s of which credit %s; %s', books.state, paid.state, guard.credit_of(books.customer_id, 'EUR'), (
            select coalesce(-sum(entry.amount), 0) from market.ledger_account account join market.ledger_entry entry on entry.account_id = account.id where account.booking_id = books.id and account.kind = 'credit_held'),
        fixture.escrow(books.id), paid.captured, paid.amount, paid.refunded, paid.credit_refunded,
        coalesce((select string_agg(asked.kind || ' ' || asked.amount, ', ' order by asked.id) from market.gateway_intent asked where asked.payment_id = paid.id and asked.state <> 'withdrawn'), 'the gateway is asked for nothing'))
    from b join market.booking books on books.id = b.id join market.payment paid on paid.booking_id = books.id where b.name = $1
$$;

commit;
begin;
-- A part of it.
select pg_temp.give(5000);
select pg_temp.books('part', listing, 100) from who;
select is(reply #> '{result,credit}', '5000', 'credit is spent unless the customer says otherwise') from b where name = 'part';
select is(pg_temp.stands('part'), 'pending_payment requires_authorisation, credit 0, held 5000, escrow 0; paid 0 of 12400, back 0 of which credit 0; authorise 7400', 'it is held, and the gateway is asked for the rest');
select pg_temp.authorised('part');
select fixture.provider(provider, 'accept', jsonb_build_object('booking', id)) from who, b where name = 'part';
select is(pg_temp.stands('part'), 'confirmed captured, credit 0, held 0, escrow 12400; paid 12400 of 12400, back 0 of which credit 0; authorise 7400, capture 7400', 'both are captured');
commit;
begin;
select ok(holds, figure) from guard.invariant_capture_is_in_the_ledger();
select ok(holds, figure) from guard.invariant_captures_reach_the_gateway();
select is((select array_agg(w ->> 'amount') from b, jsonb_array_elements(fixture.operator_reads('support', format('select * from api.booking_why(%s, ''captured'')', id))) w where name = 'part'), array['7400', '5000'], 'and told as two');
-- Back: credit first.
insert into b select 'cancelled', null, fixture.operator('operations', 'override_cancel', jsonb_build_object('booking', id, 'to_customer', 6000, 'to_provider', 0), '{"reason_code": "safety", "note": "because of a test"}') from b where name = 'part';
select is(pg_temp.stands('part'), 'cancelled partially_refunded, credit 5000, held 0, escrow 0; paid 12400 of 12400, back 6000 of which credit 5000; authorise 7400, capture 7400, refund 1000', 'credit comes back first, the card gets the rest');
select ok(holds, figure) from guard.invariant_refunds_within_capture();
select is((select sum((w ->> 'amount')::bigint) from b, jsonb_array_elements(fixture.operator_reads('support', format('select * from api.booking_why(%s, ''refunded'')', id))) w where name = 'part'), 6000::numeric, 'the lines of what was refunded sum to it');
select is(fixture.operator_reads('support', format('select credit, credit_refunded, customer_credit from api.booking where id = %s', id)) -> 0, '{"credit": 5000, "credit_refunded": 5000, "customer_credit": 5000}', 'and operators see it') from b where name = 'part';
commit;
begin;
-- Spent meanwhile, it is not there to be taken back.
select pg_temp.books('spent', listing, 110) from who;
select is(fixture.refusal(format($$select fixture.operator('operations', 'undo', '{"invocation": "%s"}')$$, reply ->> 'invocation')), 'MP032', 'a refund that was spent is taken back no more') from b where name = 'cancelled';
select lives_ok(format($$select fixture.customer(%s, 'cancel', '{"booking": %s}')$$, chloe, id), 'she changes her mind') from who, b where name = 'spent';
select is(pg_temp.stands('spent'), 'cancelled voided, credit 5000, held 0, escrow 0; paid 0 of 12400, back 0 of which credit 0; the gateway is asked for nothing', 'what was held is hers again');
commit;
begin;
select lives_ok(format($$select fixture.operator('operations', 'undo', '{"invocation": "%s"}')$$, reply ->> 'invocation'), 'now it is') from b where name = 'cancelled';
select is(pg_temp.stands('part'), 'confirmed captured, credit 0, held 0, escrow 12400; paid 12400 of 12400, back 0 of which credit 0; authorise 7400, capture 7400', 'as before');
commit;
begin;
-- Every other end gives it back whole.
create function pg_temp.ends(how text, hours integer, asked boolean, operation text, by_worker boolean) returns setof text language plpgsql as $$
begin
    perform pg_temp.books(how, (select listing from who), hours);
    if asked then
        perform pg_temp.authorised(how);
    end if;
    perform fixture.make_due(id) from b where name = how;
    if by_worker then
        perform fixture.worker(operation, jsonb_build_object('booking', id)) from b where name = how;
    else
        perform fixture.provider(provider, operation, jsonb_build_object('booking', id)) from who, b where name = how;
    end if;
    return next is(substring(pg_temp.stands(how) from 'credit.*escrow 0'), 'credit 3000, held 0, escrow 0', format('%s: it is all hers again', how));
end
$$;
select pg_temp.give(3000);
select pg_temp.ends('expired unpaid', 120, false, 'expire', true);
select pg_temp.ends('declined by the gateway', 122, false, 'payment_declined', true);
select pg_temp.ends('declined', 124, true, 'decline', false);
select pg_temp.ends('not answered', 126, true, 'expire', true);
commit;
begin;
-- Not if she does not want to.
select pg_temp.books('unused', listing, 130, '{"use_credit": false}') from who;
select is(pg_temp.stands('unused'), 'pending_payment requires_authorisation, credit 3000, held 0, escrow 0; paid 0 of 12400, back 0 of which credit 0; authorise 12400', 'she keeps it for another time');

-- All of it: no gateway, and on at once.
select pg_temp.give(9400);
select pg_temp.books('whole', listing, 140) from who;
select is(pg_temp.stands('whole'), 'requested authorised, credit 0, held 12400, escrow 0; paid 0 of 12400, back 0 of which credit 0; the gateway is asked for nothing', 'the provider is asked at once');
select is(reply #>> '{result,state}', 'requested', 'and the customer is told so') from b where name = 'whole';
select is((select string_agg(template, ', ' order by message.id) from market.message where booking_id = b.id), 'booking_requested, provider_booking_requested', 'both are told') from b where name = 'whole';
select is((due - entered_at, held_until is null)::text, '("3 days",t)', 'its clock runs and its time is held') from b join market.booking books on books.id = b.id join market.timer on timer.entity = 'booking' and timer.entity_id = books.id and timer.state = 'pending' join market.booking_slot slot on slot.booking_id = books.id where b.name = 'whole';
commit;
begin;
select is(fixture.refusal(format($$select fixture.operator('operations', 'override_reprice', '{"booking": %s, "price": 13000, "bearer": "customer"}', '{"reason_code": "other", "note": "because of a test"}')$$, id)), 'MP032', 'there is no card to charge further') from b where name = 'whole';
select fixture.operator('operations', 'override_reprice', jsonb_build_object('booking', id, 'price', 12000, 'bearer', 'provider'), '{"reason_code": "other", "note": "because of a test"}') from b where name = 'whole';
select fixture.provider(provider, 'accept', jsonb_build_object('booking', id)) from who, b where name = 'whole';
select is(pg_temp.stands('whole'), 'confirmed captured, credit 400, held 0, escrow 12000; paid 12000 of 12000, back 0 of which credit 0; the gateway is asked for nothing', 'what the lower price does not need is hers again');
select fixture.customer(chloe, 'cancel', jsonb_build_object('booking', id)) from who, b where name = 'whole';
select is(pg_temp.stands('whole'), 'cancelled refunded, credit 12400, held 0, escrow 0; paid 12000 of 12000, back 12000 of which credit 12000; the gateway is asked for nothing', 'cancelled: all of it is hers');
select is(fixture.refusal(format($$select fixture.operator('operations', 'override_reopen', '{"booking": %s}', '{"reason_code": "other", "note": "because of a test"}')$$, id)), 'MP032', 'it can not take place after all: there is no card') from b where name = 'whole';
commit;
begin;
select pg_temp.books('instant', instant, 150) from who;
select is(pg_temp.stands('instant'), 'confirmed captured, credit 0, held 0, escrow 12400; paid 12400 of 12400, back 0 of which credit 0; the gateway is asked for nothing', 'instant-book is confirmed at once');
-- What pays for a booking is no gift of it.
select is(fixture.refusal(format($$select fixture.operator('operations', 'goodwill_credit', '{"booking": %s, "amount": %s}', '{"reason_code": "late"}')$$, id, amount)), refused, format('what paid for a booking is no gift of it: %s', amount)) from b, (values (12401, 'MP032'), (12400, null)) gift(amount, refused) where name = 'instant';
select ok(holds, figure) from guard.invariant_credit_is_held();
select ok(holds, figure) from guard.invariant_escrow_never_negative();
select ok(holds, figure) from guard.invariant_ledger_sums_to_zero();
select ok(holds, figure) from guard.invariant_escrow_follows_the_state();
select * from finish();
rollback;
