-- SPDX-License-Identifier: GPL-3.0-or-later
-- Operators are roles of PostgreSQL; these rows say who they are. Customers and providers are rows of a feature, never roles.

create table market.operator (
  id bigint primary key generated always as identity,
  login text not null unique check (login ~ '^[a-z][a-z0-9_]{1,59}$'),
  role_oid oid not null unique,
  person_id bigint,
  name text not null check (name <> ''),
  state text not null check (state in ('active', 'disabled')),
  active boolean generated always as (state = 'active') stored,
  all_markets boolean not null default false,
  groups text[] not null,
  markets integer[] not null default '{}',
  market_id integer,
  version integer not null,
  process_version integer not null,
  entered_at timestamptz not null,
  changed_at timestamptz not null,
  check (market_id is null)
);
comment on table market.operator is 'The marketplace''s own staff. A row is never deleted, so a login''s name is never used again';
comment on column market.operator.role_oid is 'The role of PostgreSQL that this operator signs in as; a role of the same name made later is somebody else';
comment on column market.operator.person_id is 'The human: two logins of one person are one pair of eyes';
comment on column market.operator.groups is 'The groups that were granted, for people to read; what counts is PostgreSQL''s own membership';
comment on column market.operator.markets is 'The markets that were granted, for people to read; what counts is operator_market';
comment on column market.operator.market_id is 'Always null: an operator belongs to no market';
comment on column market.operator.all_markets is 'Sees every market; otherwise only those of operator_market';

create table market.operator_market (
  operator_id bigint not null references market.operator (id),
  market_id integer not null,
  primary key (operator_id, market_id)
);
comment on table market.operator_market is 'The markets that an operator who does not see all of them is limited to';

create table market.session_ending (
  invocation_id uuid primary key,
  role_oid oid not null,
  at timestamptz not null
);
comment on table market.session_ending is 'Logins whose sessions end when the transaction commits that disabled them';
