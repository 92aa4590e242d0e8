-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who was let see what is masked, why, and for how long. The ticket is committed before anything is shown, so nobody looks and
-- takes the trace back.

create table market.reveal_ticket (
    id bigint generated always as identity primary key,
    operator_id bigint not null references market.operator,
    person_id bigint not null references market.person,
    market_id integer,
    given_at timestamptz not null,
    expires_at timestamptz not null,
    transaction_id xid8 not null,
    invocation_id uuid not null,
    constraint reveal_ticket_ends check (expires_at > given_at)
);
comment on table market.reveal_ticket is 'Leave to see how one person is reached, for one operator and a few minutes; the reason stands in the audit entry of its invocation.';
comment on column market.reveal_ticket.transaction_id is 'The transaction that gave it: it opens nothing before that has ended.';
create index reveal_ticket_open on market.reveal_ticket (operator_id, expires_at);
comment on index market.reveal_ticket_open is 'What an operator may see just now; asked once for each statement.';
alter table market.reveal_ticket enable row level security;
