-- SPDX-License-Identifier: GPL-3.0-or-later
-- What can be booked: for whoever looks for a service, for providers all that they ever offered.

create or replace view api.listing with (security_invoker = true) as
select
    listing.id,
    listing.title,
    listing.market_id,
    listing.category_id,
    category.name as category,
    category.icon as category_icon,
    listing.city_id,
    city.name as city,
    city.zone,
    listing.provider_id,
    provider.name as provider,
    provider.rating,
    (extract(epoch from listing.duration) / 60)::integer as minutes,
    listing.price,
    listing.currency,
    listing.capacity::integer as capacity,
    listing.instant_book,
    listing.policy_id,
    listing.active,
    listing.created_at
from market.listing
join market.provider on provider.id = listing.provider_id
join market.city on city.id = listing.city_id
join market.category on category.id = listing.category_id
where listing.active
    or (select guard.my_kind()) = 'provider';
comment on view api.listing is 'Services that can be booked; to providers their own, also those that they no longer offer.';
comment on column api.listing.minutes is 'How long it takes.';
comment on column api.listing.price is 'In minor units of the currency.';
comment on column api.listing.capacity is 'How many customers one session has room for; 1: it is for one customer alone.';
comment on column api.listing.instant_book is 'Booked without asking the provider.';
grant select on api.listing
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator,
        steward_customer, steward_provider, steward_anonymous;

select guard.declare_view_column('listing', 'id', true, false, 'listing_pkey');
select guard.declare_view_column('listing', 'market_id', true, false, 'listing_market');
select guard.declare_view_column('listing', 'city_id', true, false, 'listing_offered');
select guard.declare_view_column('listing', 'category_id', true, false, 'listing_offered');
select guard.declare_view_column('listing', 'provider_id', true, false, 'listing_provider');
select guard.declare_view_column('listing', 'price', true, true, 'listing_price');

create or replace view api.my_hours with (security_invoker = true) as
select hours.provider_id, hours.weekday::integer as weekday, to_char(hours.from_time, 'HH24:MI') as "from", to_char(hours.to_time, 'HH24:MI') as "to"
from market.availability hours;
comment on view api.my_hours is 'The weekly hours of a provider, in the provider''s own zone; 1 is Monday.';
grant select on api.my_hours to steward_provider;

create or replace view api.my_exceptions with (security_invoker = true) as
select other.provider_id, other.day, to_char(other.from_time, 'HH24:MI') as "from", to_char(other.to_time, 'HH24:MI') as "to", other.available
from market.availability_exception other;
comment on view api.my_exceptions is 'Days on which a provider works otherwise than each week.';
grant select on api.my_exceptions to steward_provider;
