-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- An operator gives a booking to another provider, at the same time. The customer pays what was agreed, and of that the new
-- provider is paid. The door has locked both providers, the one with the lower id first.

create or replace function op.override_reassign(booking bigint, listing bigint)
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
    select * into strict share
    from guard.split_provider_share(moved.price, moved.commission_bp, moved.tax_bp);
    perform guard.tell(moved.id, jsonb_build_object('booking_reassigned', jsonb_build_object(),
        'provider_booking_' || case moved.state when 'requested' then 'offered' else 'assigned' end, jsonb_build_object('share', share.provider)));
    return jsonb_build_object('booking', moved.id, 'reference', moved.reference, 'listing', offer.id, 'price', moved.price,
        'difference', offer.price - moved.price, 'to_provider', share.provider, 'currency', moved.currency, 'outside_hours', is_outside);
end
$$;
comment on function op.override_reassign(bigint, bigint) is 'Gives a booking to another provider.';
select guard.declare_operation('override_reassign', 'booking', 'Override: reassign',
    'Another provider delivers the booking at the same time; the price stays, and of that they are paid.',
    needs_reason => true,
    locks => array['provider', 'listing.provider']);
select guard.declare_reason('override_reassign', 'provider_cannot_come', 'Provider cannot come');
select guard.declare_reason('override_reassign', 'customer_asked', 'The customer asked for it');
select guard.declare_reason('override_reassign', 'safety', 'Safety concern', needs_note => true);
select guard.declare_reason('override_reassign', 'platform_fault', 'Fault of the platform', needs_note => true);
select guard.declare_reason('override_reassign', 'other', 'Something else', needs_note => true);
select guard.allow_operation('override_reassign', array['steward_operations']);
