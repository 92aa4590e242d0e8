-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- An operator gives a booking to another provider, at the same time, and says who bears the difference to that one's own price:
-- the provider, who is paid of what was agreed; the platform, of a dearer one; or nobody, of a cheaper one: then the customer
-- gets it. The door has locked both providers, the one with the lower id first.

create or replace function op.override_reassign(booking bigint, listing bigint, bearer market.short_text default 'provider')
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    moved record;
    offer record;
    during tstzrange;
    is_outside boolean;
    share record;
begin
    select books.* into strict moved
    from market.booking books
    where books.id = override_reassign.booking;
    select offers.*, provider.state as provider_state into strict offer
    from market.listing offers
    join market.provider on provider.id = offers.provider_id
    where offers.id = override_reassign.listing;
    if (offer.category_id, offer.market_id, offer.currency) is distinct from (moved.category_id, moved.market_id, moved.currency) then
        perform guard.refuse('MP032', 'This is another kind of service, or one of another market.', 'Choose one of the candidates.');
    elsif offer.provider_id = moved.provider_id then
        perform guard.refuse('MP032', 'This provider has the booking already.', 'Choose another provider.');
    elsif not offer.active or offer.provider_state <> 'approved' then
        perform guard.refuse('MP032', 'This service is not offered at the moment.', 'Choose another provider.');
    end if;
    -- Who comes to a group comes to that provider's; a service for one is not given to a group, nor the other way round.
    if moved.session_id is not null then
        perform guard.refuse('MP032', 'A seat of a session can not be given to another provider.', 'Move the customer to another session, or cancel this booking and book another service.');
    elsif offer.capacity > 1 then
        perform guard.refuse('MP032', 'This is offered to groups, and this booking is for one.', 'Choose one of the candidates.');
    end if;
    if override_reassign.bearer not in ('provider', 'platform', 'customer') then
        perform guard.refuse('MP003', 'The difference is borne by the provider or the platform, or the customer gets it.');
    elsif override_reassign.bearer = 'platform' and offer.price <= moved.price then
        perform guard.refuse('MP032', 'The other provider is not dearer: there is nothing for the platform to bear.', 'Let the provider be paid of the price that was agreed.');
    elsif override_reassign.bearer = 'customer' and offer.price >= moved.price then
        perform guard.refuse('MP032', 'The other provider is not cheaper: there is nothing for the customer to get.', 'Let the provider or the platform bear the difference.');
    elsif override_reassign.bearer <> 'provider' then
        perform guard.check_awaits_nothing(moved.id);
    end if;
    during := tstzrange(moved.starts_at, moved.ends_at, '[)');
    perform guard.check_free(offer.provider_id, during, moved.id);
    is_outside := not guard.works_during(offer.provider_id, during);
    -- Who loses it is told while it is still theirs; afterwards the words would reach the other one.
    perform guard.tell(moved.id, '{"provider_booking_withdrawn": {}}');
    perform guard.move_slot(moved.id, offer.provider_id, during);
    update market.booking
    set provider_id = offer.provider_id,
        listing_id = offer.id,
        outside_hours = is_outside
    where booking.id = moved.id;
    if override_reassign.bearer <> 'provider' then
        perform guard.set_price(moved.id, least(moved.price, offer.price), greatest(offer.price - moved.price, 0));
    end if;
    select parts.*, books.price into strict share
    from market.booking books
    cross join lateral guard.split_provider_share(books.price + books.platform_bears, books.commission_bp, books.tax_bp) parts
    where books.id = moved.id;
    perform guard.tell(moved.id, jsonb_build_object(
        case override_reassign.bearer when 'customer' then 'booking_reassigned_cheaper' else 'booking_reassigned' end, jsonb_build_object(),
        'provider_booking_' || case moved.state when 'requested' then 'offered' else 'assigned' end, jsonb_build_object('share', share.provider)));
    return jsonb_build_object('booking', moved.id, 'reference', moved.reference, 'listing', offer.id, 'price', share.price,
        'difference', offer.price - moved.price, 'to_provider', share.provider, 'currency', moved.currency, 'outside_hours', is_outside);
end
$$;
comment on function op.override_reassign(bigint, bigint, market.short_text) is 'Gives a booking to another provider.';
select guard.declare_operation('override_reassign', 'booking', 'Reassign',
    'Another provider delivers the booking at the same time; you say who bears the difference in price.',
    needs_reason => true,
    moves_money => true,
    locks => array['provider', 'listing.provider']);
select guard.declare_reason('override_reassign', 'provider_cannot_come', 'Provider cannot come');
select guard.declare_reason('override_reassign', 'customer_asked', 'The customer asked for it');
select guard.declare_reason('override_reassign', 'safety', 'Safety concern', needs_note => true);
select guard.declare_reason('override_reassign', 'platform_fault', 'Fault of the platform', needs_note => true);
select guard.declare_reason('override_reassign', 'other', 'Something else', needs_note => true);
select guard.allow_operation('override_reassign', array['steward_operations']);
