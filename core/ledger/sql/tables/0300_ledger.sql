-- SPDX-License-Identifier: GPL-3.0-or-later
-- The ledger: double entry, only ever added to. Debits are positive, credits negative; each transaction sums to zero.

create table market.ledger_account_kind (
    kind text primary key,
    title market.short_text not null,
    owner text not null check (owner in ('booking', 'provider', 'customer', 'market')),
    may_overdraw boolean not null
);
comment on table market.ledger_account_kind is 'The kinds of accounts, and whose they are.';
comment on column market.ledger_account_kind.may_overdraw is 'False: the account can never hold less than nothing, which is checked under a lock.';
alter table market.ledger_account_kind enable row level security;
insert into market.ledger_account_kind (kind, title, owner, may_overdraw) values
    ('gateway_clearing', 'Gateway clearing', 'market', true),
    ('escrow', 'Escrow', 'booking', false),
    ('provider_payable', 'Provider payable', 'provider', true),
    ('platform_revenue', 'Platform revenue', 'market', true),
    ('tax_payable', 'Tax payable', 'market', true),
    ('customer_credit', 'Customer credit', 'customer', true);

create table market.ledger_account (
    id bigint generated always as identity primary key,
    kind text not null references market.ledger_account_kind,
    market_id integer not null references market.market,
    booking_id bigint,
    provider_id bigint references market.provider,
    customer_id bigint references market.customer,
    currency text not null references market.currency,
    unique (id, currency, market_id),
    constraint ledger_account_owner check (
        case kind
            when 'escrow' then booking_id is not null and provider_id is null and customer_id is null
            when 'provider_payable' then booking_id is null and provider_id is not null and customer_id is null
            when 'customer_credit' then booking_id is null and provider_id is null and customer_id is not null
            else booking_id is null and provider_id is null and customer_id is null
        end)
);
comment on table market.ledger_account is 'An account: of a booking (escrow), a provider, a customer, or of the platform in a market.';
create unique index ledger_account_of_booking on market.ledger_account (booking_id, kind, currency) where booking_id is not null;
comment on index market.ledger_account_of_booking is 'One account of a kind for a booking.';
create unique index ledger_account_of_provider on market.ledger_account (provider_id, kind, currency) where provider_id is not null;
comment on index market.ledger_account_of_provider is 'One account of a kind for a provider.';
create unique index ledger_account_of_customer on market.ledger_account (customer_id, kind, currency) where customer_id is not null;
comment on index market.ledger_account_of_customer is 'One account of a kind for a customer.';
create unique index ledger_account_of_market on market.ledger_account (market_id, kind, currency)
    where booking_id is null and provider_id is null and customer_id is null;
comment on index market.ledger_account_of_market is 'One account of a kind for the platform in a market.';
alter table market.ledger_account enable row level security;

-- The platform's own accounts stand from the beginning, so that no operation ever races to open one.
insert into market.ledger_account (kind, market_id, currency)
select kind.kind, market.id, market.currency
from market.market
cross join market.ledger_account_kind kind
where kind.owner = 'market'
order by market.id, kind.kind;

create table market.ledger_transaction (
    id bigint generated always as identity primary key,
    market_id integer not null references market.market,
    booking_id bigint,
    currency text not null references market.currency,
    kind text not null check (kind ~ '^[a-z][a-z_]*$'),
    text market.short_text not null,
    reverses bigint unique references market.ledger_transaction,
    invocation_id uuid,
    created_at timestamptz not null,
    unique (id, currency, market_id)
);
comment on table market.ledger_transaction is 'One posting: what happened to money, and by which invocation. Never changed; a correction is another one.';
comment on column market.ledger_transaction.reverses is 'The posting that this one takes back; each can be taken back once.';
create index ledger_transaction_booking on market.ledger_transaction (booking_id, id);
comment on index market.ledger_transaction_booking is 'The money of a booking in order.';
create index ledger_transaction_invocation on market.ledger_transaction (invocation_id);
comment on index market.ledger_transaction_invocation is 'What one invocation posted: for its preview and its undo.';
alter table market.ledger_transaction enable row level security;

create table market.ledger_entry (
    id bigint generated always as identity primary key,
    transaction_id bigint not null,
    account_id bigint not null,
    market_id integer not null,
    currency text not null,
    amount bigint not null check (amount <> 0 and abs(amount) <= 999999999999999),
    foreign key (transaction_id, currency, market_id) references market.ledger_transaction (id, currency, market_id),
    foreign key (account_id, currency, market_id) references market.ledger_account (id, currency, market_id)
);
comment on table market.ledger_entry is 'One line of a posting. A debit is positive, a credit negative; transaction, account and line share one currency and one market.';
create index ledger_entry_transaction on market.ledger_entry (transaction_id);
comment on index market.ledger_entry_transaction is 'The lines of a posting.';
create index ledger_entry_account on market.ledger_entry (account_id, id) include (amount);
comment on index market.ledger_entry_account is 'The balance and the statement of an account.';
alter table market.ledger_entry enable row level security;
