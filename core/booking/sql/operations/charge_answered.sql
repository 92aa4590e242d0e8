-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- The gateway has said whether the customer can be charged the further amount that a booking waits for.

create or replace function op.charge_answered(booking bigint, charge integer, outcome market.short_text)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    waiting record;
    changed jsonb;
begin
    if charge_answered.outcome not in ('authorised', 'declined') then
        perform guard.refuse('MP003', 'A charge is authorised or declined.');
    end if;
    select books.*, paid.id as payment, paid.captured > 0 as is_captured into strict waiting
    from market.booking books
    join market.payment paid on paid.booking_id = books.id
    where books.id = charge_answered.booking;
    if waiting.awaits is null then
        perform guard.refuse('MP032', 'This booking waits for no further charge.', 'What was reserved is let go.');
    end if;
    if charge_answered.outcome = 'declined' then
        update market.booking
        set awaits = null,
            further_charge = null
        where booking.id = waiting.id;
        if waiting.awaits = 'reopen' then
            perform guard.release_slot(waiting.id);
        end if;
        perform guard.tell(waiting.id, jsonb_build_object('booking_charge_declined', jsonb_build_object('amount', waiting.further_charge)));
        return jsonb_build_object('booking', waiting.id, 'reference', waiting.reference, 'price', waiting.price, 'currency', waiting.currency);
    end if;
    if waiting.awaits = 'reopen' and waiting.starts_at <= guard.clock() then
        update market.booking
        set awaits = null,
            further_charge = null
        where booking.id = waiting.id;
        perform guard.release_slot(waiting.id);
        perform guard.drop_charge(waiting.id);
        return jsonb_build_object('booking', waiting.id, 'reference', waiting.reference, 'state', waiting.state);
    end if;
    update market.gateway_intent asked
    set state = 'done',
        answered_at = guard.clock()
    where asked.payment_id = waiting.payment
        and asked.kind = 'authorise'
        and asked.charge = charge_answered.charge;
    update market.payment
    set state = case payment.state when 'refunded' then 'partially_refunded' else payment.state end,
        amount = payment.amount + waiting.further_charge,
        captured = payment.captured + case when waiting.is_captured then waiting.further_charge else 0 end
    where payment.id = waiting.payment;
    if waiting.is_captured then
        perform guard.ask_gateway(waiting.payment, 'capture', waiting.further_charge, charge_answered.charge);
        perform guard.post(waiting.id, 'capture', 'Captured into escrow',
            array['gateway_clearing', 'escrow'], array[waiting.further_charge, -waiting.further_charge]);
    end if;
    if waiting.awaits = 'reopen' then
        return guard.take_place_again(waiting.id);
    end if;
    perform guard.tell(waiting.id, jsonb_build_object('booking_charged', jsonb_build_object('amount', waiting.further_charge, 'new_price', waiting.price + waiting.further_charge)));
    changed := guard.set_price(waiting.id, waiting.price + waiting.further_charge, waiting.platform_bears);
    perform guard.tell_of_price(waiting.id, changed);
    return changed;
end
$$;
comment on function op.charge_answered(bigint, integer, market.short_text) is 'The gateway has answered a further charge of a customer.';
select guard.declare_operation('charge_answered', 'booking', 'Further charge answered', 'The gateway has reserved a further amount, or the card was declined.',
    moves_money => true,
    locks => array['provider']);
select guard.allow_operation('charge_answered', array['steward_worker']);
