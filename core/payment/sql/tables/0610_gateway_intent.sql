-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the payment gateway is to be told.

create table market.gateway_intent (
    id bigint generated always as identity primary key,
    market_id integer not null references market.market,
    payment_id bigint not null references market.payment,
    refund_id bigint unique references market.refund,
    kind text not null check (kind in ('authorise', 'capture', 'void', 'refund')),
    amount market.amount not null check (amount > 0),
    currency text not null references market.currency,
    key uuid not null unique,
    due timestamptz not null,
    due_after interval,
    state text not null default 'not yet told' check (state in ('not yet told', 'withdrawn')),
    invocation_id uuid,
    created_at timestamptz not null,
    check ((kind = 'refund') = (refund_id is not null))
);
comment on table market.gateway_intent is 'A request that waits for the gateway: an outbox row, not due until its cause can no longer be taken back.';
comment on column market.gateway_intent.key is 'The idempotency key under which the gateway is asked: the same request twice is one.';
comment on column market.gateway_intent.due_after is 'How long it waits so that it can be taken back; null if it need not.';
comment on column market.gateway_intent.state is 'withdrawn: its cause was taken back before the gateway was told.';
create index gateway_intent_payment on market.gateway_intent (payment_id, id);
comment on index market.gateway_intent_payment is 'What the gateway was told of a payment.';
create index gateway_intent_due on market.gateway_intent (due, id) where state = 'not yet told';
comment on index market.gateway_intent_due is 'What the gateway is to be told next.';
create index gateway_intent_invocation on market.gateway_intent (invocation_id);
comment on index market.gateway_intent_invocation is 'What one invocation would tell the gateway: for its preview and its undo.';
create unique index gateway_intent_once on market.gateway_intent (payment_id, kind)
    where kind in ('authorise', 'capture', 'void') and state <> 'withdrawn';
comment on index market.gateway_intent_once is 'A payment is authorised once, captured once and voided once.';
alter table market.gateway_intent enable row level security;
