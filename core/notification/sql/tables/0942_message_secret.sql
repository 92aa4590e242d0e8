-- SPDX-License-Identifier: GPL-3.0-or-later
-- A code that a message carries: whoever may read messages could otherwise use it in the recipient's place. The message says
-- {secret}, and it is filled in when the worker takes the message to send it.

create table market.message_secret (
    message_id bigint primary key references market.message,
    secret text not null,
    constraint message_secret_form check (secret ~ '^[A-Za-z0-9_-]{20,64}$')
);
comment on table market.message_secret is 'What stands for {secret} in a message, until it is sent. Seen by nobody but the worker that sends it.';
alter table market.message_secret enable row level security;
