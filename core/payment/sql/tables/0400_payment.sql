-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a customer pays for a booking, and what goes back.

create table market.payment_state (
    state text primary key,
    title market.short_text not null,
    ordinal smallint not null unique
);
comment on table market.payment_state is 'The states of a payment.';
alter table market.payment_state enable row level security;
insert into market.payment_state (state, title, ordinal) values
    ('requires_authorisation', 'Requires authorisation', 1),
    ('authorised', 'Authorised', 2),
    ('captured', 'Captured', 3),
    ('partially_refunded', 'Partially refunded', 4),
    ('refunded', 'Refunded', 5),
    ('voided', 'Voided', 6);

create table market.payment (
    id bigint generated always as identity primary key,
    reference text collate "C" not null unique check (reference ~ '^PY-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
    booking_id bigint not null unique,
    market_id integer not null references market.market,
    customer_id bigint not null references market.customer,
    state text not null references market.payment_state,
    version integer not null default 1,
    process_version integer not null default 1,
    amount market.amount not null check (amount > 0),
    captured market.amount not null default 0 check (captured <= amount),
    refunded market.amount not null default 0 check (refunded <= captured),
    currency text not null references market.currency,
    card_brand market.short_text,
    card_last4 text check (card_last4 ~ '^[0-9]{4}$'),
    gateway_reference market.short_text unique,
    authorised_until timestamptz check (isfinite(authorised_until)),
    created_at timestamptz not null,
    entered_at timestamptz not null,
    changed_at timestamptz not null,
    constraint payment_state_tells_amounts check (
        case state
            when 'captured' then captured > 0 and refunded = 0
            when 'partially_refunded' then refunded > 0 and refunded < captured
            when 'refunded' then refunded > 0 and refunded = captured
            else captured = 0 and refunded = 0
        end)
);
comment on table market.payment is 'What a customer pays for one booking: authorised, captured, given back. Never the card itself.';
comment on column market.payment.authorised_until is 'When the gateway lets go of the amount that it reserved.';
create index payment_market_state on market.payment (market_id, state, id);
comment on index market.payment_market_state is 'Payments of a market by state.';
alter table market.payment enable row level security;

create table market.refund_state (
    state text primary key,
    title market.short_text not null,
    ordinal smallint not null unique
);
comment on table market.refund_state is 'The states of a refund.';
alter table market.refund_state enable row level security;
insert into market.refund_state (state, title, ordinal) values
    ('requested', 'Requested', 1),
    ('cancelled', 'Cancelled', 2);

create table market.refund (
    id bigint generated always as identity primary key,
    reference text collate "C" not null unique check (reference ~ '^RF-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
    payment_id bigint not null references market.payment,
    market_id integer not null references market.market,
    state text not null references market.refund_state,
    version integer not null default 1,
    process_version integer not null default 1,
    amount market.amount not null check (amount > 0),
    currency text not null references market.currency,
    created_at timestamptz not null,
    entered_at timestamptz not null,
    changed_at timestamptz not null
);
comment on table market.refund is 'One amount that goes back to the customer; those that are not cancelled never sum to more than was captured.';
create index refund_payment on market.refund (payment_id, id);
comment on index market.refund_payment is 'The refunds of a payment.';
alter table market.refund enable row level security;
