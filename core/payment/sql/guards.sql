-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- What happens to a payment when something happens to its booking. The gateway is never called: it is told by outbox rows
-- (requests.sql).

create or replace function guard.ask_gateway(payment bigint, kind text, amount bigint, charge integer, refund bigint default null)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    insert into market.gateway_intent (market_id, payment_id, charge, refund_id, kind, amount, currency, key, due, due_after, created_at)
    select paid.market_id, paid.id, ask_gateway.charge, ask_gateway.refund, ask_gateway.kind, ask_gateway.amount, paid.currency, gen_random_uuid(),
        guard.outbox_due(), guard.outbox_after(), guard.clock()
    from market.payment paid
    where paid.id = ask_gateway.payment;
end
$$;
comment on function guard.ask_gateway(bigint, text, bigint, integer, bigint) is 'Writes down what the gateway is to be told, due when it can no longer be taken back.';
select guard.allow_function('guard.ask_gateway(bigint, text, bigint, integer, bigint)', '{}');

create or replace function guard.charges(payment bigint)
returns table (charge integer, reserved bigint, captured bigint, refunded bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    -- The first charge is what is left of the payment besides credit and the further ones, which count from their answer on.
    return query
    with further as (
        select asked.charge::integer as number, asked.amount::bigint as reserved
        from market.gateway_intent asked
        where asked.payment_id = charges.payment
            and asked.kind = 'authorise'
            and asked.charge > 1
            and asked.state = 'done'
            and not exists (
                select
                from market.gateway_intent ended
                where ended.payment_id = asked.payment_id
                    and ended.charge = asked.charge
                    and ended.kind = 'void'
                    and ended.state <> 'withdrawn')
    ), known as (
        select 1 as number, (paid.amount - paid.credit - coalesce((select sum(further.reserved) from further), 0))::bigint as reserved
        from market.payment paid
        where paid.id = charges.payment
        union all
        select further.number, further.reserved
        from further
    )
    select known.number, known.reserved,
        coalesce(sum(told.amount) filter (where told.kind = 'capture'), 0)::bigint,
        coalesce(sum(told.amount) filter (where told.kind = 'refund'), 0)::bigint
    from known
    left join market.gateway_intent told on told.payment_id = charges.payment
        and told.charge = known.number
        and told.kind in ('capture', 'refund')
        and told.state <> 'withdrawn'
    where known.reserved > 0 -- of what credit pays for alone the gateway knows nothing
    group by known.number, known.reserved;
end
$$;
comment on function guard.charges(bigint) is 'The charges of a payment: what of each is reserved, captured and given back.';
select guard.allow_function('guard.charges(bigint)', '{}');

create or replace function guard.capture_payment(booking bigint)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    paid record;
    bought record;
    each_charge record;
    still_to_take bigint;
begin
    select books.price, books.platform_bears into strict bought
    from market.booking books
    where books.id = capture_payment.booking;
    -- Credit pays first. (What of it is not needed, since the price has been lowered, is the customer's again.)
    select payment.credit, greatest(payment.credit - bought.price, 0) as spare into strict paid
    from market.payment
    where payment.booking_id = capture_payment.booking;
    perform guard.post(capture_payment.booking, 'credit', 'Customer credit not needed', array['credit_held', 'customer_credit'], array[paid.spare, -paid.spare]);
    update market.payment
    set state = 'captured',
        captured = bought.price,
        amount = payment.amount - paid.spare,
        credit = payment.credit - paid.spare
    where payment.booking_id = capture_payment.booking
    returning * into strict paid;
    still_to_take := bought.price - paid.credit;
    for each_charge in
        select *
        from guard.charges(paid.id) charges
        order by charges.charge
    loop
        -- What was reserved and is not needed any more is let go: by capturing less of it, or none.
        if still_to_take > 0 then
            perform guard.ask_gateway(paid.id, 'capture', least(still_to_take, each_charge.reserved), each_charge.charge);
        else
            perform guard.ask_gateway(paid.id, 'void', each_charge.reserved, each_charge.charge);
        end if;
        still_to_take := greatest(still_to_take - each_charge.reserved, 0);
    end loop;
    perform guard.post(capture_payment.booking, 'capture', 'Captured into escrow',
        array['gateway_clearing', 'credit_held', 'escrow'], array[bought.price - paid.credit, paid.credit, -bought.price]);
    perform guard.post(capture_payment.booking, 'borne', 'Borne by the platform',
        array['platform_revenue', 'escrow'], array[bought.platform_bears, -bought.platform_bears]);
end
$$;
comment on function guard.capture_payment(bigint) is 'Captures the price of a booking of what was authorised, into its escrow, with what the platform bears.';
select guard.allow_function('guard.capture_payment(bigint)', '{}');

create or replace function guard.credit_of(customer bigint, currency text)
returns bigint
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select coalesce(-sum(entry.amount), 0)::bigint
        from market.ledger_account account
        join market.ledger_entry entry on entry.account_id = account.id
        where account.customer_id = credit_of.customer
            and account.kind = 'customer_credit'
            and account.currency = credit_of.currency);
end
$$;
comment on function guard.credit_of(bigint, text) is 'The credit that a customer can spend; under the customer''s lock nobody else spends it meanwhile.';
select guard.allow_function('guard.credit_of(bigint, text)', '{}');

create or replace function guard.release_credit(booking bigint)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    held bigint;
begin
    select payment.credit into strict held
    from market.payment
    where payment.booking_id = release_credit.booking;
    perform guard.post(release_credit.booking, 'credit', 'Customer credit let go', array['credit_held', 'customer_credit'], array[held, -held]);
end
$$;
comment on function guard.release_credit(bigint) is 'The credit that was held for a booking which was never captured is the customer''s again, all of it.';
select guard.allow_function('guard.release_credit(bigint)', '{}');

create or replace function guard.void_payment(booking bigint)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    paid record;
    each_charge record;
begin
    update market.payment
    set state = 'voided'
    where payment.booking_id = void_payment.booking
    returning * into strict paid;
    perform guard.release_credit(void_payment.booking);
    -- What the gateway was never asked for need not be let go. (What can be taken back must find its request as it was.)
    if guard.outbox_after() is null then
        update market.gateway_intent asked
        set state = 'withdrawn'
        where asked.payment_id = paid.id
            and asked.kind = 'authorise'
            and asked.charge = 1
            and asked.state = 'not yet told';
        if found then
            return;
        end if;
    end if;
    -- Also if the gateway has not answered yet: the answer may be under way.
    for each_charge in
        select *
        from guard.charges(paid.id) charges
        order by charges.charge
    loop
        perform guard.ask_gateway(paid.id, 'void', each_charge.reserved, each_charge.charge);
    end loop;
end
$$;
comment on function guard.void_payment(bigint) is 'Lets go of what was, or is about to be, authorised for a booking.';
select guard.allow_function('guard.void_payment(bigint)', '{}');

create or replace function guard.refund_payment(booking bigint, amount bigint, out to_card bigint, out to_credit bigint)
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
-- Whoever paid by both gets the credit back first, as shops do with vouchers: it is there at once, for the next booking, and no
-- gateway can fail at it. What was paid by card goes back to the card, and never more than that.
declare
    paid record;
    each_charge record;
    back bigint;
    still_to_give bigint;
    new_refund bigint;
begin
    select payment.* into strict paid
    from market.payment
    where payment.booking_id = refund_payment.booking;
    to_credit := least(refund_payment.amount, paid.credit - paid.credit_refunded);
    to_card := refund_payment.amount - to_credit;
    update market.payment
    set refunded = payment.refunded + refund_payment.amount,
        credit_refunded = payment.credit_refunded + to_credit,
        state = case when payment.refunded + refund_payment.amount = payment.captured then 'refunded' else 'partially_refunded' end
    where payment.id = paid.id;
    -- A gateway gives back what it captured: the last charge first, each no more than is left of it.
    still_to_give := to_card;
    for each_charge in
        select *
        from guard.charges(paid.id) charges
        order by charges.charge desc
    loop
        -- (Of the first one all that is left: the payment's own constraint says how much that is at most.)
        back := case when each_charge.charge = 1 then still_to_give else least(still_to_give, each_charge.captured - each_charge.refunded) end;
        continue when back = 0;
        insert into market.refund (reference, payment_id, market_id, state, amount, currency, created_at)
        values (guard.new_reference('RF'), paid.id, paid.market_id, 'requested', back, paid.currency, guard.clock())
        returning id into new_refund;
        perform guard.ask_gateway(paid.id, 'refund', back, each_charge.charge, new_refund);
        still_to_give := still_to_give - back;
    end loop;
end
$$;
comment on function guard.refund_payment(bigint, bigint) is 'Gives an amount of what was captured for a booking back to the customer, credit first; what goes to the card and what is credit again.';
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
        is distinct from (paid.refunded - paid.credit_refunded)::numeric
    then
        perform guard.refuse('MP032', 'The refunds of a payment are what it says was refunded, and never more than was captured.',
            'Lower the refund to what is still available.');
    end if;
    return null;
end
$$;
comment on function guard.refunds_within_capture() is 'The refunds of a payment sum to its refunded amount but for credit, which its own constraint keeps within what was captured.';
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

create or replace function guard.request_payment(booking bigint, credit bigint)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    new_payment record;
begin
    insert into market.payment (reference, booking_id, market_id, customer_id, state, amount, credit, currency, created_at)
    select guard.new_reference('PY'), books.id, books.market_id, books.customer_id, 'requires_authorisation', books.price, request_payment.credit, books.currency, guard.clock()
    from market.booking books
    where books.id = request_payment.booking
    returning * into strict new_payment;
    perform guard.post(request_payment.booking, 'credit', 'Customer credit held for the booking',
        array['customer_credit', 'credit_held'], array[request_payment.credit, -request_payment.credit]);
    if new_payment.amount > request_payment.credit then
        perform guard.ask_gateway(new_payment.id, 'authorise', new_payment.amount - request_payment.credit, 1);
    end if;
end
$$;
comment on function guard.request_payment(bigint, bigint) is 'Opens the payment of a new booking: an amount of credit is held for it, the gateway is asked to authorise the rest.';
select guard.allow_function('guard.request_payment(bigint, bigint)', '{}');

create or replace function guard.money_moved(invocation uuid)
returns table (currency text, amount bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    -- What a customer will be charged beyond what was agreed moves when the gateway has answered; it was decided here.
    return query
        select part.currency, sum(part.amount)::bigint
        from (
            select posted.currency, posted.amount
            from guard.ledger_moved(money_moved.invocation) posted
            union all
            select asked.currency, asked.amount
            from market.gateway_intent asked
            where asked.invocation_id = money_moved.invocation
                and asked.kind = 'authorise'
                and asked.charge > 1
        ) part
        group by part.currency;
end
$$;
comment on function guard.money_moved(uuid) is 'What an invocation moved, and what it asks the gateway to charge further, by currency, in minor units.';
select guard.allow_function('guard.money_moved(uuid)', '{}');
select guard.declare_amounts('guard.money_moved(uuid)'::regprocedure);
