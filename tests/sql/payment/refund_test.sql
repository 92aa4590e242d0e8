-- SPDX-License-Identifier: GPL-3.0-or-later
-- Payments and refunds by themselves: a refund that is not in its payment's account, more than was captured, twice the same request.
begin;
select no_plan();
\ir ../fixture.sql
select fixture.operators();

create temporary table one as
select fixture.new_booking(customer, fixture.new_listing(provider), fixture.ahead(72)) as booking
from (select fixture.new_customer() as customer, fixture.new_provider() as provider) people;
create temporary table done as
select fixture.operator('operations', 'override_cancel', jsonb_build_object('booking', booking, 'to_customer', 5000, 'to_provider', 0), '{"reason_code": "other", "note": "because of a test"}') as reply from one;
create temporary table paid as
select payment.* from market.payment join one on one.booking = payment.booking_id;
select is((select (state, captured, refunded)::text from paid), '(partially_refunded,12400,5000)', 'a part was refunded');

-- Round the triggers that ask for an invocation; what is left is what guards the rows themselves.
alter table market.refund disable trigger steward_before_change;
alter table market.refund disable trigger steward_after_change;
alter table market.payment disable trigger steward_before_change;
alter table market.payment disable trigger steward_after_change;
create function pg_temp.tries(statement text) returns text language plpgsql as $$
begin
    execute tries.statement;
    set constraints all immediate;
    set constraints all deferred;
    return 'done';
exception
    when others then
        return sqlstate;
end
$$;
select is(pg_temp.tries(format($$insert into market.refund (reference, payment_id, market_id, state, amount, currency, created_at, entered_at, changed_at)
    values (guard.new_reference('RF'), %s, 1, 'requested', %s, 'EUR', now(), now(), now())$$, id, amount_)), 'MP032', format('a refund of %s beside the payment''s account', amount_))
from paid cross join (values (1), (7400), (12400)) sample(amount_);
select is(pg_temp.tries(format('update market.payment set refunded = %s where id = %s', refunded_, id)), '23514', format('%s refunded of 12400', refunded_)) from paid cross join (values (12401), (24800)) sample(refunded_);
select is(pg_temp.tries(format('update market.payment set captured = 12401 where id = %s', id)), '23514', 'more captured than authorised') from paid;
select is(pg_temp.tries(format('update market.payment set state = ''refunded'' where id = %s', id)), '23514', 'a state that its amounts deny') from paid;
select is(pg_temp.tries(format($$update market.refund set amount = amount + 1 where payment_id = %s$$, id)), 'MP032', 'a refund that grew') from paid;
select is(pg_temp.tries(format($$insert into market.gateway_intent (market_id, payment_id, kind, amount, currency, key, due, created_at)
    values (1, %s, 'capture', 12400, 'EUR', gen_random_uuid(), now(), now())$$, id)), '23505', 'a payment is captured once') from paid;
select is(pg_temp.tries(format($$insert into market.gateway_intent (market_id, payment_id, refund_id, kind, amount, currency, key, due, created_at)
    select 1, %1$s, refund.id, 'refund', 5000, 'EUR', gen_random_uuid(), now(), now() from market.refund where payment_id = %1$s$$, id)), '23505', 'a refund is asked for once') from paid;

select * from finish();
rollback;
