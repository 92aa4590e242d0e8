-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- How the price of a booking becomes another one, and how more of the customer's money is had: by a further charge, which the
-- gateway answers when it likes. Until then the booking is as it was and says what it waits for.

create or replace function guard.set_price(booking bigint, price bigint, platform_bears bigint)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    former record;
    share record;
    former_share record;
    given record;
begin
    select books.*, paid.captured - paid.refunded as held, paid.captured > 0 as is_captured into strict former
    from market.booking books
    join market.payment paid on paid.booking_id = books.id
    where books.id = set_price.booking;
    select * into strict former_share
    from guard.split_provider_share(former.price + former.platform_bears, former.commission_bp, former.tax_bp);
    select * into strict share
    from guard.split_provider_share(set_price.price + set_price.platform_bears, former.commission_bp, former.tax_bp);
    update market.booking
    set price = set_price.price,
        platform_bears = set_price.platform_bears,
        commission = share.commission,
        tax = share.tax,
        awaits = null,
        further_charge = null
    where booking.id = former.id;
    -- Before it is captured nothing was paid: then only what will be captured, and what the platform will add, is another amount.
    if former.is_captured then
        if former.held > set_price.price then
            select * into strict given
            from guard.refund_payment(former.id, former.held - set_price.price);
            perform guard.post(former.id, 'price', 'Price lowered: given back',
                array['escrow', 'gateway_clearing', 'customer_credit'], array[former.held - set_price.price, -given.to_card, -given.to_credit]);
        end if;
        perform guard.post(former.id, 'borne', case when set_price.platform_bears > former.platform_bears then 'Borne by the platform' else 'No longer borne by the platform' end,
            array['platform_revenue', 'escrow'], array[set_price.platform_bears - former.platform_bears, former.platform_bears - set_price.platform_bears]);
    end if;
    return jsonb_build_object('booking', former.id, 'reference', former.reference, 'price', set_price.price, 'platform_bears', set_price.platform_bears,
        'former_price', former.price, 'to_provider', share.provider, 'former_to_provider', former_share.provider, 'currency', former.currency);
end
$$;
comment on function guard.set_price(bigint, bigint, bigint) is 'Gives a booking another price and another amount that the platform bears: fees by the frozen rates, what was paid too much goes back.';
select guard.allow_function('guard.set_price(bigint, bigint, bigint)', '{}');

create or replace function guard.tell_of_price(booking bigint, changed jsonb)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    if (tell_of_price.changed -> 'price')::bigint < (tell_of_price.changed -> 'former_price')::bigint then
        perform guard.tell(tell_of_price.booking, jsonb_build_object('booking_repriced', jsonb_build_object('former', tell_of_price.changed -> 'former_price')));
    end if;
    if tell_of_price.changed -> 'to_provider' <> tell_of_price.changed -> 'former_to_provider' and exists (
        select -- of what was not paid for they have not heard
        from market.booking books
        where books.id = tell_of_price.booking
            and books.authorised_until is not null)
    then
        perform guard.tell(tell_of_price.booking, jsonb_build_object('provider_booking_repriced',
            jsonb_build_object('share', tell_of_price.changed -> 'to_provider', 'former', tell_of_price.changed -> 'former_to_provider')));
    end if;
end
$$;
comment on function guard.tell_of_price(bigint, jsonb) is 'Tells whom a new price concerns: the customer who pays less, the provider whose share is another.';
select guard.allow_function('guard.tell_of_price(bigint, jsonb)', '{}');

create or replace function guard.check_awaits_nothing(booking bigint)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    waiting record;
begin
    select books.further_charge, books.currency into strict waiting
    from market.booking books
    where books.id = check_awaits_nothing.booking;
    if waiting.further_charge is not null then
        perform guard.refuse('MP032', format('The gateway has not answered yet whether the customer can be charged %s more.',
                guard.money_text(waiting.further_charge, waiting.currency, 'en')), 'Wait for its answer.');
    end if;
end
$$;
comment on function guard.check_awaits_nothing(bigint) is 'Refuses while a further charge of the customer is not answered.';
select guard.allow_function('guard.check_awaits_nothing(bigint)', '{}');

create or replace function guard.ask_for_more(booking bigint, awaits text, amount bigint)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    paid_by bigint;
    card_pays bigint;
begin
    select paid.id, paid.amount - paid.credit into strict paid_by, card_pays
    from market.payment paid
    where paid.booking_id = ask_for_more.booking;
    if card_pays = 0 then
        perform guard.refuse('MP032', 'This booking was paid by credit alone: there is no card to charge further.', 'Let the platform bear it, or ask the customer to book again.');
    end if;
    perform guard.ask_gateway(paid_by, 'authorise', ask_for_more.amount, 1 + (
        select max(asked.charge)
        from market.gateway_intent asked
        where asked.payment_id = paid_by));
    update market.booking
    set awaits = ask_for_more.awaits,
        further_charge = ask_for_more.amount
    where booking.id = ask_for_more.booking;
end
$$;
comment on function guard.ask_for_more(bigint, text, bigint) is 'Asks the gateway for a further charge of the customer; the booking waits for its answer.';
select guard.allow_function('guard.ask_for_more(bigint, text, bigint)', '{}');

create or replace function guard.drop_charge(booking bigint)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    asked record;
begin
    select intent.* into strict asked
    from market.gateway_intent intent
    join market.payment paid on paid.id = intent.payment_id
    where paid.booking_id = drop_charge.booking
        and intent.kind = 'authorise'
        and intent.state <> 'withdrawn'
    order by intent.charge desc
    limit 1;
    if asked.state = 'not yet told' and guard.outbox_after() is null then
        update market.gateway_intent
        set state = 'withdrawn'
        where gateway_intent.id = asked.id;
    else -- its answer may be under way
        perform guard.ask_gateway(asked.payment_id, 'void', asked.amount, asked.charge);
    end if;
end
$$;
comment on function guard.drop_charge(bigint) is 'Lets go of the further charge that a booking waits for.';
select guard.allow_function('guard.drop_charge(bigint)', '{}');

create or replace function guard.end_wait()
returns trigger
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    -- Whatever ends the booking, pays it out or freezes its money: no operation has to think of what it waits for.
    if new.awaits = 'reprice' and new.state not in ('requested', 'confirmed', 'in_progress', 'completed', 'no_show') then
        perform guard.drop_charge(new.id);
        new.awaits := null;
        new.further_charge := null;
    end if;
    return new;
end
$$;
comment on function guard.end_wait() is 'A booking that ended, was settled or is disputed waits for no further charge; what was asked for is let go.';
select guard.allow_function('guard.end_wait()', array['steward_owner']);

create or replace function guard.price_by_override()
returns trigger
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    running guard.call := guard.present_call();
begin
    if running.undoes is null and coalesce(running.action not in ('override_reprice', 'override_reassign', 'charge_answered'), true) then
        perform guard.refuse('MP032', 'The price of a booking is frozen when it is made.', 'Override it; see override_reprice.');
    end if;
    return new;
end
$$;
comment on function guard.price_by_override() is 'Price and fees are frozen: only the overrides that are about the price change them, and what takes them back.';
select guard.allow_function('guard.price_by_override()', array['steward_owner']);
