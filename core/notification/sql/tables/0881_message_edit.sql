-- SPDX-License-Identifier: GPL-3.0-or-later
-- What an operator said of a message: that it is sent in other words, or not at all. And which messages nobody may leave out.

alter table market.message
    drop constraint message_state_check,
    add constraint message_state_check check (state in ('queued', 'sending', 'sent', 'failed', 'dead', 'withdrawn', 'expired', 'silent')),
    drop constraint message_never_tried,
    add constraint message_never_tried check (attempts = 0 or state not in ('queued', 'withdrawn', 'expired', 'silent'));
comment on column market.message.state is 'queued: to be sent when due. sending: offered to the mail server by who has the lease. sent: it took it. failed: tried again at retry_at. dead: not tried any more. withdrawn: its cause was taken back before. expired: nobody tried to send it while it was news. silent: an operator left it out.';

create table market.message_edit (
    message_id bigint primary key references market.message,
    market_id integer not null,
    operator_id bigint not null references market.operator,
    subject market.short_text,
    body market.long_text,
    silent text constraint message_edit_silent_check check (length(silent) between 10 and 200),
    constraint message_edit_other_or_none check (num_nulls(subject, body) = case when silent is null then 0 else 2 end)
);
comment on table market.message_edit is 'What an operator said of a message: the message has other words than its template, or is not sent at all.';
comment on column market.message_edit.subject is 'What the template says; the message has the operator''s words.';
comment on column market.message_edit.body is 'What the template says; the message has the operator''s words.';
comment on column market.message_edit.silent is 'Why nobody is told.';
alter table market.message_edit enable row level security;

create table market.message_duty (
    template text primary key,
    why market.short_text not null
);
comment on table market.message_duty is 'Messages that nobody may leave out, each with why.';
alter table market.message_duty enable row level security;
