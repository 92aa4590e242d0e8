-- SPDX-License-Identifier: GPL-3.0-or-later
-- Where providers are paid to. What tells one account from another stands apart from what is whole, so that each is masked by itself.

create domain market.account_number as text
    check (value ~ '^[A-Z0-9]{4,34}$');
comment on domain market.account_number is 'an account number without blanks, as DE89370400440532013000';

create table market.payout_account (
    id bigint generated always as identity primary key,
    provider_id bigint not null references market.provider,
    person_id bigint not null,
    market_id integer not null,
    last4 text not null check (length(last4) = 4),
    given_at timestamptz not null,
    replaced_at timestamptz,
    foreign key (person_id, market_id) references market.person (id, market_id),
    constraint payout_account_in_turn check (replaced_at >= given_at)
);
comment on table market.payout_account is 'An account that a provider is or was paid to, by its last four characters.';
comment on column market.payout_account.replaced_at is 'When the provider gave another one; null for the one that is paid to.';
create unique index payout_account_present on market.payout_account (provider_id) where replaced_at is null;
comment on index market.payout_account_present is 'A provider is paid to one account.';
create index payout_account_provider on market.payout_account (provider_id, id);
comment on index market.payout_account_provider is 'The accounts that a provider gave one after the other.';
alter table market.payout_account enable row level security;

create table market.payout_account_number (
    account_id bigint primary key references market.payout_account,
    person_id bigint not null,
    market_id integer not null,
    holder market.short_text not null,
    number market.account_number not null,
    foreign key (person_id, market_id) references market.person (id, market_id)
);
comment on table market.payout_account_number is 'The whole number of an account, and whose it is. In no event, audit entry or feed row, so that it can be erased.';
alter table market.payout_account_number enable row level security;
