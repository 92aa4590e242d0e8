-- SPDX-License-Identifier: GPL-3.0-or-later
-- displaces: market/sql/access.sql, market/sql/reads.sql
-- What a market lays down becomes versions, each from a moment on: fees, the tiers of its cancellation policies, the clocks of its
-- bookings. Until now there was one text of each, for good.

create domain market.workflow_period as interval
    check (value between interval 'PT1M' and interval 'P60D'
        and extract(month from value) = 0 and extract(year from value) = 0);
comment on domain market.workflow_period is 'a period of a minute to 60 days, as in PT15M or P3D';

create table market.terms_state (
    state text primary key,
    title market.short_text not null,
    ordinal smallint not null unique
);
comment on table market.terms_state is 'The states of a version of a market''s terms.';
alter table market.terms_state enable row level security;
insert into market.terms_state (state, title, ordinal) values
    ('draft', 'Draft', 1),
    ('scheduled', 'Scheduled', 2),
    ('withdrawn', 'Withdrawn', 3);

create table market.terms (
    id bigint generated always as identity primary key,
    market_id integer not null references market.market,
    number integer not null check (number > 0),
    state text not null references market.terms_state,
    version integer not null default 1,
    process_version integer not null default 1,
    active_from timestamptz check (isfinite(active_from)),
    commission_bp market.basis_points not null,
    tax_bp market.basis_points not null,
    penalty_bp market.basis_points not null,
    pay_within market.workflow_period not null check (pay_within <= interval 'P1D'),
    answer_within market.workflow_period not null,
    complete_after market.workflow_period not null,
    settle_after market.workflow_period not null,
    dispute_within market.workflow_period not null,
    policies jsonb not null check (jsonb_typeof(policies) = 'object'),
    entered_at timestamptz not null,
    changed_at timestamptz not null,
    constraint terms_number unique (market_id, number),
    constraint terms_of_their_market unique (id, market_id),
    constraint terms_scheduled_for_a_moment check (state <> 'scheduled' or active_from is not null)
);
comment on table market.terms is 'What a market lays down, in versions: of those that are scheduled the one with the latest date that has come is active.';
comment on column market.terms.number is 'Its place among the versions of its market.';
comment on column market.terms.active_from is 'The bookings made from this moment on live by it, until the next one''s moment.';
comment on column market.terms.commission_bp is 'Of the provider''s share, tax on it included.';
comment on column market.terms.tax_bp is 'Tax on the commission, which contains it.';
comment on column market.terms.penalty_bp is 'Of the price, owed by a provider who cancels a confirmed booking.';
comment on column market.terms.pay_within is 'How long a booking waits to be paid, its time held meanwhile.';
comment on column market.terms.answer_within is 'How long a provider has to answer a request.';
comment on column market.terms.complete_after is 'So long after its end a booking counts as done, if nobody says so before.';
comment on column market.terms.settle_after is 'So long after that it is settled, unless somebody objects.';
comment on column market.terms.dispute_within is 'How long after it was over a booking can be disputed.';
comment on column market.terms.policies is 'The tiers of each cancellation policy by its id, from the earliest to the latest: {"2": [{"before": "PT48H", "percent": 100}, …], …}; later than all of them is 0.';
create unique index terms_active_from on market.terms (market_id, active_from) where state = 'scheduled';
comment on index market.terms_active_from is 'The version of a market that is active at a moment; never two from one moment on.';
alter table market.terms enable row level security;

-- The first version is what stood until now. It has no history: version 0.
insert into market.terms (market_id, number, state, version, active_from, commission_bp, tax_bp, penalty_bp, pay_within, answer_within, complete_after,
    settle_after, dispute_within, policies, entered_at, changed_at)
select fee.market_id, 1, 'scheduled', 0, '2000-01-01 00:00+00', fee.commission_bp, fee.tax_bp, fee.penalty_bp, 'PT15M', 'P3D', 'P1D', 'P3D', 'P14D',
    (select jsonb_object_agg(policy.id, policy.tiers) from market.cancellation_policy policy), '2000-01-01 00:00+00', '2000-01-01 00:00+00'
from market.market_fee fee
order by fee.market_id;

drop view if exists api.cancellation_policy;
drop table market.market_fee;
alter table market.cancellation_policy drop column tiers;
comment on table market.cancellation_policy is 'Kinds of cancellation policies that a listing can have; what each gives back is laid down in the terms of its market.';
