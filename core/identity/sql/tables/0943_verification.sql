-- SPDX-License-Identifier: GPL-3.0-or-later
-- Tickets that were sent to an address: whoever shows one reads what is sent there.

create table market.verification (
    hash market.secret_hash primary key,
    person_id bigint not null references market.person,
    purpose text not null,
    email_hash bytea not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    constraint verification_purpose check (purpose in ('email', 'reset'))
);
comment on table market.verification is 'What was sent to somebody''s address to show that they read it: to verify the address, or to set another password.';
comment on column market.verification.email_hash is 'The address that it was sent to, as SHA-256: after another was given, it shows nothing.';
create index verification_person on market.verification (person_id, created_at);
comment on index market.verification_person is 'How many were sent to somebody of late.';
alter table market.verification enable row level security;
