-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- A service costs more or less than was agreed, and the operator says who bears the difference.
--
--   dearer:  customer  the gateway is asked for the difference; the price changes when it has reserved it
--            platform  the customer pays as before, the provider is paid of the new price
--   cheaper: provider  the customer gets the difference back, the provider is paid of the new price
--            platform  the customer gets the difference back, the provider is paid as before

create or replace function op.override_reprice(booking bigint, price market.amount, bearer market.short_text)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    present record;
    changed jsonb;
begin
    select books.* into strict present
    from market.booking books
    where books.id = override_reprice.booking;
    perform guard.check_awaits_nothing(present.id);
    if override_reprice.bearer not in ('customer', 'provider', 'platform') then
        perform guard.refuse('MP003', 'The difference is borne by the customer, the provider or the platform.');
    elsif override_reprice.price = 0 then
        perform guard.refuse('MP032', 'A service that costs nothing is none.', 'Cancel the booking, or give a credit.');
    elsif override_reprice.price = present.price then
        perform guard.refuse('MP032', 'The customer pays that price already.', 'Enter another price.');
    elsif override_reprice.price < present.price then
        if override_reprice.bearer = 'customer' then
            perform guard.refuse('MP032', 'The customer gets the difference, so she can not bear it.', 'Say whether the provider or the platform bears it.');
        end if;
        changed := guard.set_price(present.id, override_reprice.price,
            present.platform_bears + case override_reprice.bearer when 'platform' then present.price - override_reprice.price else 0 end);
        perform guard.tell_of_price(present.id, changed);
        return changed;
    end if;
    case override_reprice.bearer
        when 'provider' then
            perform guard.refuse('MP032', 'The provider gets the difference, and can not bear it.', 'Say whether the customer or the platform bears it.');
        when 'platform' then
            if override_reprice.price <= present.price + present.platform_bears then
                perform guard.refuse('MP032', format('The platform bears a part already: the provider is paid of %s.',
                    guard.money_text(present.price + present.platform_bears, present.currency, 'en')), 'Enter a higher price.');
            end if;
            changed := guard.set_price(present.id, present.price, override_reprice.price - present.price);
            perform guard.tell_of_price(present.id, changed);
            return changed;
        else
            if present.state = 'pending_payment' then
                perform guard.refuse('MP032', 'The customer has not paid yet what was agreed.', 'Wait until she has, or let the platform bear the difference.');
            end if;
            perform guard.ask_for_more(present.id, 'reprice', override_reprice.price - present.price);
            perform guard.tell(present.id, jsonb_build_object('booking_charge_asked',
                jsonb_build_object('amount', override_reprice.price - present.price, 'new_price', override_reprice.price::bigint)));
            return jsonb_build_object('booking', present.id, 'reference', present.reference, 'price', present.price,
                'further_charge', override_reprice.price - present.price, 'currency', present.currency);
    end case;
end
$$;
comment on function op.override_reprice(bigint, market.amount, market.short_text) is 'Gives a booking another price.';
select guard.declare_operation('override_reprice', 'booking', 'Reprice',
    'The booking has another price; you say who bears the difference. What a customer pays more is charged first.',
    needs_reason => true,
    moves_money => true);
select guard.declare_reason('override_reprice', 'more_work', 'It was more work than was booked');
select guard.declare_reason('override_reprice', 'less_work', 'It was less work than was booked');
select guard.declare_reason('override_reprice', 'wrong_price', 'The price was wrong');
select guard.declare_reason('override_reprice', 'both_agreed', 'Both agreed on it', needs_note => true);
select guard.declare_reason('override_reprice', 'other', 'Something else', needs_note => true);
select guard.allow_operation('override_reprice', array['steward_operations', 'steward_finance']);
