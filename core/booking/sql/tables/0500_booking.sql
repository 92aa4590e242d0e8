-- SPDX-License-Identifier: GPL-3.0-or-later
-- Bookings, and the slots that they hold of their provider's time.

create table market.booking_state (
    state text primary key,
    title market.short_text not null,
    final boolean not null,
    blocking boolean not null,
    ordinal smallint not null unique
);
comment on table market.booking_state is 'The states of a booking.';
comment on column market.booking_state.final is 'Nothing more happens to it by itself.';
comment on column market.booking_state.blocking is 'Its slot is the provider''s time and nobody else''s.';
alter table market.booking_state enable row level security;
insert into market.booking_state (state, title, final, blocking, ordinal) values
    ('pending_payment', 'Awaiting payment', false, true, 1),
    ('requested', 'Requested', false, true, 2),
    ('confirmed', 'Confirmed', false, true, 3),
    ('in_progress', 'In progress', false, true, 4),
    ('completed', 'Completed', false, true, 5),
    ('declined', 'Declined', true, false, 6),
    ('expired', 'Expired', true, false, 7),
    ('cancelled', 'Cancelled', true, false, 8);

create table market.booking (
    id bigint generated always as identity primary key,
    reference text collate "C" not null unique check (reference ~ '^BK-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
    market_id integer not null,
    city_id integer not null,
    category_id integer not null references market.category,
    listing_id bigint not null references market.listing,
    customer_id bigint not null references market.customer,
    provider_id bigint not null references market.provider,
    state text not null references market.booking_state,
    version integer not null default 1,
    process_version integer not null default 1,
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    zone market.zone_name not null,
    price market.amount not null check (price > 0),
    commission market.amount not null,
    tax market.amount not null,
    commission_bp market.basis_points not null,
    tax_bp market.basis_points not null,
    currency text not null references market.currency,
    policy jsonb not null,
    instant_book boolean not null,
    authorised_until timestamptz check (isfinite(authorised_until)),
    created_at timestamptz not null,
    entered_at timestamptz not null,
    changed_at timestamptz not null,
    foreign key (city_id, market_id) references market.city (id, market_id),
    constraint booking_takes_time check (isfinite(starts_at) and isfinite(ends_at) and starts_at < ends_at),
    constraint booking_fees_within_price check (commission + tax <= price)
);
comment on table market.booking is 'A service that a customer bought from a provider for one time. Price, fees and policy are as they were when it was made.';
comment on column market.booking.commission is 'What the platform keeps of the price if all of it goes to the provider, without tax.';
comment on column market.booking.tax is 'Tax on the commission.';
comment on column market.booking.policy is 'The cancellation policy as it was: {"id", "name", "tiers", "penalty_bp"}.';
comment on column market.booking.authorised_until is 'When the gateway lets go of the amount that it reserved: a request must be answered a day before.';
comment on column market.booking.zone is 'The zone of the city: the one in which its times are shown.';

-- Every list is ordered by start or by creation, may be narrowed to a state, and is read per market when the operator
-- has few of them: one index for each, since none of these can use the order of another.
create index booking_starts on market.booking (starts_at, id);
comment on index market.booking_starts is 'The list by start.';
create index booking_created on market.booking (created_at, id);
comment on index market.booking_created is 'The list by creation.';
create index booking_state_starts on market.booking (state, starts_at, id);
comment on index market.booking_state_starts is 'The list of a state by start.';
create index booking_state_created on market.booking (state, created_at, id);
comment on index market.booking_state_created is 'The list of a state by creation.';
create index booking_market_starts on market.booking (market_id, starts_at, id);
comment on index market.booking_market_starts is 'The list of a market by start.';
create index booking_market_created on market.booking (market_id, created_at, id);
comment on index market.booking_market_created is 'The list of a market by creation.';
create index booking_market_state_starts on market.booking (market_id, state, starts_at, id);
comment on index market.booking_market_state_starts is 'The list of a state in a market by start, and its count.';
create index booking_market_state_created on market.booking (market_id, state, created_at, id);
comment on index market.booking_market_state_created is 'The list of a state in a market by creation.';
create index booking_customer on market.booking (customer_id, starts_at, id);
comment on index market.booking_customer is 'The bookings of a customer.';
create index booking_provider on market.booking (provider_id, starts_at, id);
comment on index market.booking_provider is 'The bookings of a provider.';
create index booking_reference_words on market.booking using gin (replace(reference, '-', '') public.gin_trgm_ops);
comment on index market.booking_reference_words is 'Finds bookings by a part of their reference, hyphens not regarded, through api.booking_match.';
alter table market.booking enable row level security;

create table market.booking_place (
    booking_id bigint primary key references market.booking,
    market_id integer not null references market.market,
    place market.short_text not null
);
comment on table market.booking_place is 'Where the customer wants the service: personal, so apart from the booking.';
alter table market.booking_place enable row level security;

create table market.booking_slot (
    id bigint generated always as identity primary key,
    booking_id bigint not null references market.booking,
    provider_id bigint not null references market.provider,
    during tstzrange not null,
    blocking boolean not null,
    held_until timestamptz check (isfinite(held_until)),
    release_at timestamptz check (isfinite(release_at)),
    released_by uuid,
    check ((release_at is null) = (released_by is null)),
    constraint booking_slot_during check (
        not isempty(during) and isfinite(lower(during)) and isfinite(upper(during))
        and lower_inc(during) and not upper_inc(during)),
    constraint booking_slot_no_overlap
        exclude using gist (provider_id with =, during with &&, booking_id with <>) where (blocking)
);
comment on table market.booking_slot is 'The time of a provider that a booking holds.';
comment on column market.booking_slot.held_until is 'The end of the time to pay. Then nobody holds it any more, although it blocks until the next booking of that provider frees it.';
comment on column market.booking_slot.release_at is 'The end of the time in which its booking''s end can be taken back; until then the time is nobody else''s.';
comment on column market.booking_slot.released_by is 'The invocation that ended the booking, so that its undo finds the slot.';
comment on constraint booking_slot_no_overlap on market.booking_slot is 'The last word on double bookings; book asks under the provider''s lock first, or two callers could deadlock here.';
create index booking_slot_booking on market.booking_slot (booking_id);
comment on index market.booking_slot_booking is 'The slots of a booking.';
create index booking_slot_release on market.booking_slot (provider_id, least(held_until, release_at))
    where blocking and (held_until is not null or release_at is not null);
comment on index market.booking_slot_release is 'The slots of a provider that can be freed.';
create index booking_slot_released_by on market.booking_slot (released_by) where released_by is not null;
comment on index market.booking_slot_released_by is 'The slots that one invocation released: for its undo.';
alter table market.booking_slot enable row level security;

-- Older tables that point here.
alter table market.ledger_account
    add constraint ledger_account_booking_fk foreign key (booking_id) references market.booking;
alter table market.ledger_transaction
    add constraint ledger_transaction_booking_fk foreign key (booking_id) references market.booking;
alter table market.payment
    add constraint payment_booking_fk foreign key (booking_id) references market.booking;
