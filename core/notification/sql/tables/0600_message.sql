-- SPDX-License-Identifier: GPL-3.0-or-later
-- What people are told: templates by language, and the messages rendered from them.

create table market.message_template (
    template text not null check (template ~ '^[a-z][a-z_]*$'),
    locale text not null references market.locale,
    audience text not null check (audience in ('customer', 'provider')),
    subject market.short_text not null,
    body market.long_text not null,
    primary key (template, locale),
    unique (template, locale, audience)
);
comment on table market.message_template is 'What is written to whom, in each language. {words in braces} are fields that this audience may read.';
alter table market.message_template enable row level security;

create table market.message (
    id bigint generated always as identity primary key,
    market_id integer not null references market.market,
    booking_id bigint references market.booking,
    audience text not null,
    recipient bigint not null references market.person,
    channel text not null check (channel in ('email')),
    template text not null,
    locale text not null,
    subject market.short_text not null,
    body market.long_text not null,
    due timestamptz not null,
    due_after interval,
    state text not null default 'queued' check (state in ('queued', 'withdrawn')),
    invocation_id uuid,
    created_at timestamptz not null,
    foreign key (template, locale, audience) references market.message_template (template, locale, audience)
);
comment on table market.message is 'A message that waits to be sent: an outbox row, not due until its cause can no longer be taken back.';
comment on column market.message.due_after is 'How long it waits so that it can be taken back; null if it need not.';
comment on column market.message.state is 'queued: to be sent when due. withdrawn: its cause was taken back before.';
create index message_booking on market.message (booking_id, id);
comment on index market.message_booking is 'What people were told about a booking.';
create index message_due on market.message (due, id) where state = 'queued';
comment on index market.message_due is 'What is to be sent next.';
create index message_invocation on market.message (invocation_id);
comment on index market.message_invocation is 'What one invocation would say: for its preview and its undo.';
alter table market.message enable row level security;
