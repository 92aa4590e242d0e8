-- SPDX-License-Identifier: GPL-3.0-or-later
-- People, as customers, providers and operators; how to reach them stands apart, so that it can be masked and erased.

create domain market.email_address as text
    check (length(value) <= 254 and value ~ '^[^@\s]+@[^@\s]+\.[^@\s]+$'
        and value !~ '[\u0001-\u0020\u007f-\u00a0\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]');
comment on domain market.email_address is 'an e-mail address, as chloe@example.org';

create domain market.phone_number as text
    check (value ~ '^\+[1-9][0-9]{6,14}$');
comment on domain market.phone_number is 'a telephone number with its country, as +493012345678';

create table market.person (
    id bigint generated always as identity primary key,
    kind text not null check (kind in ('customer', 'provider', 'operator')),
    market_id integer references market.market,
    display_name market.short_text not null,
    locale text not null references market.locale,
    active boolean not null default true,
    created_at timestamptz not null,
    unique (id, market_id),
    constraint person_has_market check ((kind = 'operator') = (market_id is null))
);
comment on table market.person is 'Somebody who acts or is told something; one row for each part that somebody plays.';
comment on column market.person.market_id is 'Where a customer or provider is at home; operators have their own list.';
comment on column market.person.locale is 'The language in which this person is written to.';
create index person_display_name on market.person using gin (display_name public.gin_trgm_ops);
comment on index market.person_display_name is 'Finds people by a part of their name, through api.booking_match.';
alter table market.person enable row level security;

create table market.person_contact (
    person_id bigint primary key references market.person,
    market_id integer,
    email market.email_address not null,
    phone market.phone_number,
    foreign key (person_id, market_id) references market.person (id, market_id)
);
comment on table market.person_contact is 'How to reach a person. In no event, audit entry or feed row, so that it can be erased.';
create unique index person_contact_email on market.person_contact (lower(email));
comment on index market.person_contact_email is 'One address belongs to one person.';
create index person_contact_words on market.person_contact using gin (lower(email) public.gin_trgm_ops);
comment on index market.person_contact_words is 'Finds people by a part of their address, through api.booking_match.';
alter table market.person_contact enable row level security;

create table market.customer (
    id bigint generated always as identity primary key,
    person_id bigint not null unique,
    market_id integer not null,
    foreign key (person_id, market_id) references market.person (id, market_id)
);
comment on table market.customer is 'Somebody who books, at home in one market.';
create index customer_market on market.customer (market_id);
comment on index market.customer_market is 'Customers of a market.';
alter table market.customer enable row level security;

create table market.provider_state (
    state text primary key,
    title market.short_text not null,
    ordinal smallint not null unique
);
comment on table market.provider_state is 'The states of a provider.';
alter table market.provider_state enable row level security;
insert into market.provider_state (state, title, ordinal) values
    ('submitted', 'Submitted', 1),
    ('approved', 'Approved', 2);

create table market.provider (
    id bigint generated always as identity primary key,
    person_id bigint not null unique,
    market_id integer not null,
    city_id integer not null,
    name market.short_text not null,
    state text not null references market.provider_state,
    version integer not null default 1,
    process_version integer not null default 1,
    rating numeric(2, 1) check (rating between 1 and 5),
    zone market.zone_name not null,
    created_at timestamptz not null,
    entered_at timestamptz not null,
    changed_at timestamptz not null,
    foreign key (person_id, market_id) references market.person (id, market_id),
    foreign key (city_id, market_id) references market.city (id, market_id)
);
comment on table market.provider is 'Somebody who delivers services in one market. Its row is the lock under which its slots are given away.';
comment on column market.provider.zone is 'In which its weekly hours are meant.';
comment on column market.provider.rating is 'Mean of its reviews; null until the first.';
create index provider_market_state on market.provider (market_id, state, id);
comment on index market.provider_market_state is 'Providers of a market by state.';
create index provider_name on market.provider using gin (name public.gin_trgm_ops);
comment on index market.provider_name is 'Finds providers by a part of their name, through api.booking_match.';
alter table market.provider enable row level security;
