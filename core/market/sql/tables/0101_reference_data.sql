-- SPDX-License-Identifier: GPL-3.0-or-later
-- Where and in what the marketplace trades: currencies, locales, markets, cities, categories, cancellation policies, fees.

create domain market.amount as bigint
    check (value between 0 and 1000000000000000);
comment on domain market.amount is 'an amount in minor units, from 0 to 10^15';

create domain market.moment as timestamptz
    check (value >= '2000-01-01 00:00+00' and value < '2200-01-01 00:00+00');
comment on domain market.moment is 'a moment with its zone, between the years 2000 and 2200, as in 2026-03-29T09:30:00Z';

create domain market.basis_points as integer
    check (value between 0 and 10000);
comment on domain market.basis_points is 'a share in hundredths of a per cent, from 0 to 10000';

create domain market.zone_name as text
    check (value is null or timestamptz 'epoch' at time zone value is not null);
comment on domain market.zone_name is 'a time zone by its IANA name, as Europe/Berlin';

-- No control characters, none that turn the direction of what follows or that nobody sees, no blanks around.
create domain market.short_text as text
    check (length(value) between 1 and 200
        and value !~ '[\u0001-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]'
        and value !~ '^[[:space:]\u00a0]|[[:space:]\u00a0]$');
comment on domain market.short_text is 'one line of 1 to 200 visible characters, without blanks around it';

create domain market.long_text as text
    check (length(value) between 1 and 2000);
comment on domain market.long_text is '1 to 2,000 characters of text';

create table market.currency (
    code text primary key check (code ~ '^[A-Z]{3}$'),
    decimals smallint not null check (decimals in (0, 2, 3)),
    name market.short_text not null
);
comment on table market.currency is 'Currencies of ISO 4217 that a market may trade in.';
comment on column market.currency.decimals is 'How many digits of the minor unit stand behind the mark: 0 for JPY, 2 for EUR, 3 for KWD.';
alter table market.currency enable row level security;

create table market.locale (
    code text primary key check (code ~ '^[a-z]{2}$'),
    name market.short_text not null,
    moment_pattern text not null,
    decimal_mark text not null check (length(decimal_mark) = 1),
    group_mark text not null check (length(group_mark) <= 1)
);
comment on table market.locale is 'Languages in which people are written to, and how each writes moments and figures.';
comment on column market.locale.moment_pattern is 'Pattern of to_char for a moment in the booking''s own zone.';
alter table market.locale enable row level security;

create table market.market (
    id integer primary key,
    code text not null unique check (code ~ '^[A-Z]{2}$'),
    name market.short_text not null unique,
    currency text not null references market.currency,
    zone market.zone_name not null,
    active boolean not null default true
);
comment on table market.market is 'A country in which the marketplace trades, in one currency; what operators are limited to.';
alter table market.market enable row level security;

create table market.city (
    id integer primary key,
    market_id integer not null references market.market,
    name market.short_text not null,
    zone market.zone_name not null,
    unique (market_id, name),
    unique (id, market_id)
);
comment on table market.city is 'Where services are delivered; its zone is the one in which they start and end.';
alter table market.city enable row level security;

create table market.category (
    id integer primary key,
    name market.short_text not null unique,
    icon text not null check (icon ~ '^[a-z][a-z0-9-]*$')
);
comment on table market.category is 'Kinds of services.';
comment on column market.category.icon is 'Name of the icon that stands for it, as in resources/icons.';
alter table market.category enable row level security;

create table market.cancellation_policy (
    id integer primary key,
    name market.short_text not null unique,
    tiers jsonb not null check (jsonb_typeof(tiers) = 'array' and jsonb_array_length(tiers) between 1 and 10)
);
comment on table market.cancellation_policy is 'What a customer gets back, by how long before the start the booking is cancelled.';
comment on column market.cancellation_policy.tiers is 'From the earliest to the latest: [{"before": "PT48H", "percent": 100}, …]; later than all of them is 0.';
alter table market.cancellation_policy enable row level security;

create table market.market_fee (
    market_id integer primary key references market.market,
    commission_bp market.basis_points not null,
    tax_bp market.basis_points not null,
    penalty_bp market.basis_points not null
);
comment on table market.market_fee is 'What the platform takes in a market; frozen into each booking when it is made.';
comment on column market.market_fee.commission_bp is 'Of the provider''s share, tax on it included.';
comment on column market.market_fee.tax_bp is 'Tax on the commission, which contains it.';
comment on column market.market_fee.penalty_bp is 'Of the price, owed by a provider who cancels a confirmed booking.';
alter table market.market_fee enable row level security;
