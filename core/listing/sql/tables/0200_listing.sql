-- SPDX-License-Identifier: GPL-3.0-or-later
-- What providers offer, and when they work.

create domain market.service_duration as interval
    check (value between interval '15 minutes' and interval '7 days'
           and extract(year from value) = 0 and extract(month from value) = 0
           and mod(extract(epoch from value), 300) = 0);
comment on domain market.service_duration is 'a duration from PT15M to P7D in steps of five minutes, as PT2H30M';

create domain market.weekday as smallint
    check (value between 1 and 7);
comment on domain market.weekday is 'a day of the week from 1 (Monday) to 7';

create table market.listing (
    id bigint generated always as identity primary key,
    provider_id bigint not null references market.provider,
    category_id integer not null references market.category,
    city_id integer not null,
    market_id integer not null,
    title market.short_text not null,
    duration market.service_duration not null,
    price market.amount not null check (price > 0),
    currency text not null references market.currency,
    instant_book boolean not null default false,
    policy_id integer not null references market.cancellation_policy,
    active boolean not null default true,
    created_at timestamptz not null,
    foreign key (city_id, market_id) references market.city (id, market_id)
);
comment on table market.listing is 'One service of one provider in one city, at one price.';
comment on column market.listing.instant_book is 'Booked without asking the provider.';
create index listing_provider on market.listing (provider_id, id);
comment on index market.listing_provider is 'The listings of a provider.';
create index listing_market on market.listing (market_id, category_id, id);
comment on index market.listing_market is 'The listings of a market by category.';
alter table market.listing enable row level security;

create table market.availability (
    provider_id bigint not null references market.provider,
    weekday market.weekday not null,
    from_time time not null,
    to_time time not null,
    primary key (provider_id, weekday, from_time),
    check (from_time < to_time)
);
comment on table market.availability is 'The weekly hours of a provider, in the provider''s zone. 24:00 is the end of the day.';
alter table market.availability enable row level security;

create table market.availability_exception (
    provider_id bigint not null references market.provider,
    day date not null,
    from_time time not null default '00:00',
    to_time time not null default '24:00',
    available boolean not null,
    primary key (provider_id, day, from_time),
    check (from_time < to_time)
);
comment on table market.availability_exception is 'Days on which a provider works otherwise: rows that are available stand in place of that weekday''s hours, the others are taken out of them.';
alter table market.availability_exception enable row level security;
