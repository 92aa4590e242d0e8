-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- A provider offers a service.

create or replace function op.publish_listing(
    provider bigint,
    category integer,
    city integer,
    title market.short_text,
    duration market.service_duration,
    price market.amount,
    policy integer,
    instant_book boolean default false,
    capacity market.seats default 1)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    offering record;
    home record;
    new_listing bigint;
begin
    select * into strict offering
    from market.provider
    where provider.id = publish_listing.provider;
    if offering.state <> 'approved' then
        perform guard.refuse('MP032', 'Only an approved provider can publish a listing.', 'Wait for the approval.');
    end if;
    select city.id, city.market_id, market.currency into home
    from market.city
    join market.market on market.id = city.market_id
    where city.id = publish_listing.city;
    if not found or home.market_id <> offering.market_id then
        perform guard.refuse('MP003', 'There is no such city in the provider''s market.', 'Choose a city of that market.');
    end if;
    if not exists (select from market.category where category.id = publish_listing.category) then
        perform guard.refuse('MP003', 'There is no such category.', 'Choose one of api.category.');
    end if;
    if not exists (select from market.cancellation_policy where cancellation_policy.id = publish_listing.policy) then
        perform guard.refuse('MP003', 'There is no such cancellation policy.', 'Choose one of api.cancellation_policy.');
    end if;
    if publish_listing.price = 0 then
        perform guard.refuse('MP003', 'A service has a price above zero.', 'Give the price in minor units.');
    end if;
    insert into market.listing (provider_id, category_id, city_id, market_id, title, duration, price, currency, instant_book, policy_id, capacity, created_at)
    values (publish_listing.provider, publish_listing.category, home.id, home.market_id, publish_listing.title, publish_listing.duration,
        publish_listing.price, home.currency, publish_listing.instant_book, publish_listing.policy, publish_listing.capacity, guard.clock())
    returning id into new_listing;
    return jsonb_build_object('listing', new_listing);
end
$$;
comment on function op.publish_listing(bigint, integer, integer, market.short_text, market.service_duration, market.amount, integer, boolean, market.seats) is 'Publishes a listing of a provider.';
select guard.declare_operation('publish_listing', 'provider', 'Publish a listing', 'A provider offers a service in a city at a price, to one customer at a time or to a group.');
select guard.allow_operation('publish_listing', array['steward_provider']);
