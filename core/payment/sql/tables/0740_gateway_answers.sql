-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the gateway answered: requests have an outcome, payments can fail, refunds arrive, and events come from the gateway.

insert into market.payment_state (state, title, ordinal) values ('failed', 'Failed', 7);
update market.refund_state set ordinal = 5 where state = 'cancelled';
insert into market.refund_state (state, title, ordinal) values
    ('submitted', 'Submitted', 2),
    ('succeeded', 'Succeeded', 3),
    ('failed', 'Failed', 4);

alter table market.gateway_intent
    drop constraint gateway_intent_state_check,
    add constraint gateway_intent_state_check check (
        state in ('not yet told', 'told', 'unknown', 'done', 'declined', 'failed', 'by hand', 'withdrawn')),
    add column attempt integer not null default 1 check (attempt > 0),
    add column tries integer not null default 0 check (tries >= 0),
    add column leased_until timestamptz,
    add column retry_at timestamptz,
    add column told_at timestamptz,
    add column answered_at timestamptz,
    add column gateway_reference market.short_text,
    add column failure market.short_text,
    add column changed_by uuid;
comment on column market.gateway_intent.state is 'told: asked, the answer is on its way. unknown: asked, the answer was lost; it is asked again under the same key. done, declined: the gateway''s word. failed: refused for good, waits for an operator. by hand: an operator saw to it elsewhere. withdrawn: its cause was taken back before the gateway was told';
comment on column market.gateway_intent.attempt is 'Part of the key: raised only after a certain failure, never while the outcome is unknown';
comment on column market.gateway_intent.tries is 'How often this attempt was sent; counted before, so that a crash counts too';
comment on column market.gateway_intent.leased_until is 'Until then one worker has it; by the server''s own clock';
comment on column market.gateway_intent.retry_at is 'Not sent again before; by the server''s own clock';
comment on column market.gateway_intent.gateway_reference is 'The gateway''s own name of what it reserved';
comment on column market.gateway_intent.changed_by is 'The invocation by which an operator saw to it last, for its preview';
comment on column market.gateway_intent.failure is 'Why it is not done, in words';
create index gateway_intent_changed_by on market.gateway_intent (changed_by) where changed_by is not null;
comment on index market.gateway_intent_changed_by is 'What an operator saw to by one invocation.';
drop index market.gateway_intent_due;
create index gateway_intent_open on market.gateway_intent (due, id) where state in ('not yet told', 'told', 'unknown');
comment on index market.gateway_intent_open is 'What the gateway is to be told, or asked again, next.';
create index gateway_intent_trouble on market.gateway_intent (state, id) where state in ('unknown', 'failed');
comment on index market.gateway_intent_trouble is 'Requests without a clear outcome, and those that wait for an operator.';

-- Until now nobody was asked and everything was kept as if it had been. Of what was due: who never paid was never asked for
-- anything; refunds keep their state and history, as seen to elsewhere; the rest counts as done.
update market.gateway_intent
set state = case
        when paid.gateway_reference is null then 'withdrawn'
        when gateway_intent.kind = 'refund' then 'by hand'
        else 'done' end,
    answered_at = gateway_intent.due,
    gateway_reference = case when gateway_intent.kind = 'authorise' then paid.gateway_reference end
from market.payment paid
where paid.id = gateway_intent.payment_id
    and gateway_intent.state = 'not yet told'
    and (paid.gateway_reference is not null or paid.state = 'voided')
    and gateway_intent.due < statement_timestamp() - interval 'PT5M';

create table market.gateway_account (
    only_row boolean primary key default true check (only_row),
    account uuid not null default gen_random_uuid(),
    position bigint not null default 0 check (position >= 0)
);
comment on table market.gateway_account is 'Under which account this marketplace is known to the gateway, and up to where its events have been read.';
alter table market.gateway_account enable row level security;
insert into market.gateway_account default values;

create table market.gateway_event (
    id text primary key check (id ~ '^[A-Za-z0-9_-]{1,100}$'),
    position bigint not null unique,
    kind text not null check (kind ~ '^[a-z]+(\.[a-z_]+)*$'),
    payload jsonb not null,
    market_id integer references market.market,
    state text not null default 'received' check (state in ('received', 'applied', 'known', 'disagrees')),
    words market.short_text,
    received_at timestamptz not null
);
comment on table market.gateway_event is 'What the gateway told by itself, signed: stored first, each once, and then applied.';
comment on column market.gateway_event.state is 'known: it says what its answer had said already. disagrees: it can not be true by our books; an operator has to look';
comment on column market.gateway_event.market_id is 'The market of the payment that it is about; null: of none that we know';
create index gateway_event_state on market.gateway_event (state, position) where state in ('received', 'disagrees');
comment on index market.gateway_event_state is 'Events that are yet to be applied, and those that disagree.';
alter table market.gateway_event enable row level security;
