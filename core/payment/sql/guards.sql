-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- What happens to a payment when something happens to its booking. The gateway is never called: it is told by outbox rows
-- (requests.sql).

create or replace function guard.ask_gateway(payment bigint, kind text, amount bigint, refund bigint default null)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    insert into market.gateway_intent (market_id, payment_id, refund_id, kind, amount, currency, key, due, due_after, created_at)
    select paid.market_id, paid.id, ask_gateway.refund, ask_gateway.kind, ask_gateway.amount, paid.currency, gen_random_uuid(),
        guard.outbox_due(), guard.outbox_after(), guard.clock()
    from market.payment paid
    where paid.id = ask_gateway.payment;
end
$$;
comment on function guard.ask_gateway(bigint, text, bigint, bigint) is 'Writes down what the gateway is to be told, due when it can no longer be taken back.';
select guard.allow_function('guard.ask_gateway(bigint, text, bigint, bigint)', '{}');

create or replace function guard.capture_payment(booking bigint)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    paid record;
begin
    update market.payment
    set state = 'captured',
        captured = amount
    where payment.booking_id = capture_payment.booking
    returning * into strict paid;
    perform guard.ask_gateway(paid.id, 'capture', paid.amount);
    perform guard.post(capture_payment.booking, 'capture', 'Captured into escrow',
        array['gateway_clearing', 'escrow'], array[paid.amount, -paid.amount]);
end
$$;
comment on function guard.capture_payment(bigint) is 'Captures what was authorised for a booking, into its escrow.';
select guard.allow_function('guard.capture_payment(bigint)', '{}');

create or replace function guard.void_payment(booking bigint)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    paid record;
begin
    update market.payment
    set state = 'voided'
    where payment.booking_id = void_payment.booking
    returning * into strict paid;
    -- What the gateway was never asked for need not be let go. (What can be taken back must find its request as it was.)
    if guard.outbox_after() is null then
        update market.gateway_intent asked
        set state = 'withdrawn'
        where asked.payment_id = paid.id
            and asked.kind = 'authorise'
            and asked.state = 'not yet told';
        if found then
            return;
        end if;
    end if;
    -- Also if the gateway has not answered yet: the answer may be under way.
    perform guard.ask_gateway(paid.id, 'void', paid.amount);
end
$$;
comment on function guard.void_payment(bigint) is 'Lets go of what was, or is about to be, authorised for a booking.';
select guard.allow_function('guard.void_payment(bigint)', '{}');

create or replace function guard.refund_payment(booking bigint, amount bigint)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    paid record;
    new_refund bigint;
begin
    update market.payment
    set refunded = payment.refunded + refund_payment.amount,
        state = case when payment.refunded + refund_payment.amount = payment.captured then 'refunded' else 'partially_refunded' end
    where payment.booking_id = refund_payment.booking
    returning * into strict paid;
    insert into market.refund (reference, payment_id, market_id, state, amount, currency, created_at)
    values (guard.new_reference('RF'), paid.id, paid.market_id, 'requested', refund_payment.amount, paid.currency, guard.clock())
    returning id into new_refund;
    perform guard.ask_gateway(paid.id, 'refund', refund_payment.amount, new_refund);
end
$$;
comment on function guard.refund_payment(bigint, bigint) is 'Gives an amount of what was captured for a booking back to the customer.';
select guard.allow_function('guard.refund_payment(bigint, bigint)', '{}');

create or replace function guard.refunds_within_capture()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    paid record;
begin
    -- Under the payment's lock: two refunds at once are counted one after the other.
    select * into strict paid
    from market.payment
    where payment.id = new.payment_id
    for no key update;
    if (select coalesce(sum(refund.amount), 0) from market.refund where refund.payment_id = paid.id and refund.state <> 'cancelled')
        is distinct from paid.refunded::numeric
    then
        perform guard.refuse('MP032', 'The refunds of a payment are what it says was refunded, and never more than was captured.',
            'Lower the refund to what is still available.');
    end if;
    return null;
end
$$;
comment on function guard.refunds_within_capture() is 'The refunds of a payment sum to its refunded amount, which its own constraint keeps within what was captured.';
select guard.allow_function('guard.refunds_within_capture()', array['steward_owner']);

create or replace function guard.effects_gateway(invocation uuid)
returns jsonb
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select coalesce(jsonb_agg(jsonb_build_object(
                'kind', intent.kind,
                'amount', intent.amount,
                'currency', intent.currency,
                'due', case when intent.changed_by is null then intent.due end,
                'after', intent.due_after,
                'state', intent.state,
                'payment', paid.reference)
            order by intent.id), '[]')
        from market.gateway_intent intent
        join market.payment paid on paid.id = intent.payment_id
        where intent.invocation_id = effects_gateway.invocation
            or intent.changed_by = effects_gateway.invocation);
end
$$;
comment on function guard.effects_gateway(uuid) is 'What an invocation would tell the gateway, for its preview.';
select guard.allow_function('guard.effects_gateway(uuid)', '{}');
select guard.declare_effects('gateway', 'guard.effects_gateway(uuid)'::regprocedure);

create or replace function guard.undo_gateway(undone uuid)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (
        select
        from market.gateway_intent intent
        where intent.invocation_id = undo_gateway.undone
            and (intent.state <> 'not yet told' or intent.due <= guard.clock()))
    then
        perform guard.refuse('MP033', 'The payment gateway has been told already.', 'Make a new booking, or ask finance to correct the payment.');
    end if;
    update market.gateway_intent
    set state = 'withdrawn'
    where gateway_intent.invocation_id = undo_gateway.undone;
    update market.refund
    set state = 'cancelled'
    from market.gateway_intent intent
    where intent.refund_id = refund.id
        and intent.invocation_id = undo_gateway.undone;
end
$$;
comment on function guard.undo_gateway(uuid) is 'Withdraws what the gateway has not been told yet, and the refunds that it was for.';
select guard.allow_function('guard.undo_gateway(uuid)', '{}');
select guard.declare_undo('guard.undo_gateway(uuid)'::regprocedure);

create or replace function guard.request_payment(booking bigint)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    new_payment record;
begin
    insert into market.payment (reference, booking_id, market_id, customer_id, state, amount, currency, created_at)
    select guard.new_reference('PY'), books.id, books.market_id, books.customer_id, 'requires_authorisation', books.price, books.currency, guard.clock()
    from market.booking books
    where books.id = request_payment.booking
    returning * into strict new_payment;
    perform guard.ask_gateway(new_payment.id, 'authorise', new_payment.amount);
end
$$;
comment on function guard.request_payment(bigint) is 'Opens the payment of a new booking and asks the gateway to authorise it.';
select guard.allow_function('guard.request_payment(bigint)', '{}');
