-- SPDX-License-Identifier: GPL-3.0-or-later
-- How a message leaves: claimed under a lease, offered to the mail server, and what came of it.
--
--   queued ──claim (leased, counted)──▶ sending ──▶ sent
--    │ │  ◀── no attempt: the mail server ──┤ │
--    │ │      could not be reached          │ └─ refused for good ─────────▶ dead
--    │ │                                    └─ not now, or no answer ─▶ failed ─ 8th time ─▶ dead
--    │ └─ taken back before it was due ─▶ withdrawn        ▲ after a while, │
--    └─ older than two days, never tried ─▶ expired        └── longer each ─┘ sending again
--
-- What the mail server said is kept as its codes: its words quote addresses.

alter table market.message
    drop constraint message_state_check,
    add constraint message_state_check check (state in ('queued', 'sending', 'sent', 'failed', 'dead', 'withdrawn', 'expired')),
    add column message_id text constraint message_message_id_key unique
        constraint message_id_form check (message_id ~ '^<[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}@[a-z0-9]([a-z0-9.-]*[a-z0-9])?>$'),
    add column attempts smallint not null default 0 constraint message_attempts check (attempts between 0 and 8),
    add column retry_at timestamptz,
    add column lease uuid,
    add column leased_until timestamptz,
    add column failure text constraint message_failure check (failure in ('refused', 'deferred', 'lost', 'cut_off', 'no_address', 'inactive')),
    add column reply_code smallint constraint message_reply_code check (reply_code between 200 and 599),
    add column reply_status text constraint message_reply_status check (reply_status ~ '^[245]\.[0-9]{1,3}\.[0-9]{1,3}$'),
    add column sent_at timestamptz,
    add constraint message_leased check ((state = 'sending') = (lease is not null) and (lease is null) = (leased_until is null)),
    add constraint message_sent check ((state = 'sent') = (sent_at is not null)),
    add constraint message_named check (message_id is not null or state not in ('sending', 'sent', 'failed')),
    add constraint message_explained check (failure is not null or state not in ('failed', 'dead')),
    add constraint message_never_tried check (attempts = 0 or state not in ('queued', 'withdrawn', 'expired'));
comment on column market.message.state is 'queued: to be sent when due. sending: offered to the mail server by who has the lease. sent: it took it. failed: tried again at retry_at. dead: not tried any more. withdrawn: its cause was taken back before. expired: nobody tried to send it while it was news.';
comment on column market.message.message_id is 'Its Message-ID, made when it is first claimed and the same in every attempt, so that who gets it twice sees one.';
comment on column market.message.attempts is 'How often it was offered to the mail server, or is being offered.';
comment on column market.message.lease is 'Of who sends it just now; nobody else may say what came of it.';
comment on column market.message.failure is 'Why the last attempt did not succeed. refused, deferred: by the mail server. lost: no answer. cut_off: nobody came back from it.';
comment on column market.message.reply_code is 'What the mail server answered last, as its code; its words would name people.';
comment on column market.message.reply_status is 'The same as its enhanced code, if it gave one.';
drop index market.message_due;
create index message_to_send on market.message (due, id) where state in ('queued', 'sending', 'failed');
comment on index market.message_to_send is 'What is to be sent next.';
