-- SPDX-License-Identifier: GPL-3.0-or-later
-- Nobody moves large sums alone: how much each role may move, what each person moved, and what waits for a second one.

alter table market.operation
  add column second_person boolean not null default false;
comment on column market.operation.second_person is 'Never runs at one person''s word, whatever it moves';

alter type guard.called
  add attribute moves_money boolean,
  add attribute second_person boolean;

create type guard.weighed as (
  needed boolean,
  currency text,
  amount bigint,
  on_record bigint,
  in_day bigint,
  per_record bigint,
  per_day bigint,
  limit_version integer
);
comment on type guard.weighed is 'What an invocation moves, what its person moved before, what the role may move, and whether a second person is needed';
alter type guard.weighed owner to steward_owner;

create table market.amount_limit (
  id bigint primary key generated always as identity,
  role_name text not null check (role_name in ('steward_support', 'steward_operations', 'steward_finance', 'steward_administrator')),
  operation text references market.operation (name),
  currency text not null references market.currency (code),
  version integer not null check (version > 0),
  per_record bigint not null check (per_record >= 0),
  per_day bigint not null,
  since timestamptz not null,
  invocation_id uuid,
  constraint amount_limit_day_holds_record check (per_day >= per_record),
  unique nulls not distinct (role_name, operation, currency, version)
);
comment on table market.amount_limit is 'How much one person of a role may move alone, in minor units. Only ever added to: the newest version counts';
comment on column market.amount_limit.operation is 'Null: of all operations that have no limit of their own';
comment on column market.amount_limit.per_record is 'On one record within 24 hours, all operations together';
comment on column market.amount_limit.per_day is 'On all records within 24 hours';
comment on column market.amount_limit.invocation_id is 'The invocation that set it; null for those that came with the installation';

-- A start, in the order of a day's goodwill, a large booking, a month of a provider; each marketplace sets its own. A currency
-- without a row has no limit but zero.
insert into market.amount_limit (role_name, currency, version, per_record, per_day, since)
select role.name, money.code, 1,
  role.per_record * money.worth * (10 ^ money.decimals)::bigint,
  role.per_day * money.worth * (10 ^ money.decimals)::bigint,
  now()
from (values ('steward_support', 250, 2500), ('steward_operations', 1000, 10000), ('steward_finance', 5000, 50000),
  ('steward_administrator', 1000, 10000)) role (name, per_record, per_day)
cross join (
  select c.code, c.decimals, case c.code when 'JPY' then 150 when 'BRL' then 6 else 1 end as worth -- of a euro, roughly
  from market.currency c) money
order by role.name, money.code;

create table market.proposal (
  id bigint primary key generated always as identity,
  reference text not null unique,
  market_id integer,
  state text not null check (state in ('open', 'approved', 'rejected', 'withdrawn', 'expired')),
  version integer not null,
  process_version integer not null,
  entered_at timestamptz not null,
  changed_at timestamptz not null,
  operation text not null references market.operation (name),
  arguments jsonb not null,
  entity text references market.entity (name),
  entity_id bigint,
  target_reference text,
  target_version integer,
  reason_code text,
  note text,
  effects jsonb not null,
  effects_hash text not null check (effects_hash ~ '^[0-9a-f]{64}$'),
  currency text,
  amount bigint not null check (amount >= 0),
  on_record bigint not null,
  in_day bigint not null,
  per_record bigint not null,
  per_day bigint not null,
  limit_version integer,
  proposed_by bigint not null references market.operator (id),
  proposed_person bigint not null,
  proposed_at timestamptz not null,
  expires_at timestamptz not null,
  decided_by bigint references market.operator (id),
  decided_person bigint,
  decided_note text,
  executed uuid,
  constraint proposal_expires_later check (expires_at > proposed_at),
  constraint proposal_second_person check ((decided_person = proposed_person) = (state = 'withdrawn')),
  constraint proposal_decided check (num_nulls(decided_by, decided_person) = case when state in ('open', 'expired') then 2 else 0 end),
  constraint proposal_executed check ((executed is not null) = (state = 'approved'))
);
comment on table market.proposal is 'A call that one person alone may not make: what it would do, and what a second person said';
comment on column market.proposal.effects is 'What it would have done when it was proposed, without what is addressed to people';
comment on column market.proposal.effects_hash is 'The hash of all effects that the proposer saw';
comment on column market.proposal.executed is 'The invocation that ran it, in the transaction of the approval';
create index proposal_by_record on market.proposal (entity, entity_id);
comment on index market.proposal_by_record is 'The proposals of a record';
create index proposal_open on market.proposal (market_id, proposed_at) where state = 'open';
comment on index market.proposal_open is 'What waits for a second person';

create table market.amount_moved (
  invocation_id uuid not null,
  currency text not null,
  at timestamptz not null,
  operator_id bigint not null references market.operator (id),
  person_id bigint not null,
  operation text not null,
  entity text,
  entity_id bigint,
  market_id integer,
  amount bigint not null check (amount > 0),
  on_record bigint not null,
  in_day bigint not null,
  per_record bigint not null,
  per_day bigint not null,
  proposal_id bigint references market.proposal (id),
  taken_back boolean not null default false,
  primary key (invocation_id, currency),
  constraint amount_moved_within_limits check (proposal_id is not null or on_record + amount <= per_record and in_day + amount <= per_day)
);
comment on table market.amount_moved is 'What operators moved, and the limits that held then: what is above them has a proposal that a second person approved';
create index amount_moved_by_person on market.amount_moved (person_id, currency, at);
comment on index market.amount_moved_by_person is 'What a person moved in the last day';

-- Two logins of one person are one pair of eyes, so every operator is somebody. Nothing that stands had a second person.
alter table market.operator disable trigger user; -- who an operator is was no change of his
do $$
declare
  nobody record;
  made bigint;
begin
  for nobody in
    select o.id, o.name
    from market.operator o
    where o.person_id is null
    order by o.id
  loop
    insert into market.person (kind, display_name, locale, created_at)
    values ('operator', nobody.name, 'en', now())
    returning id into made;
    update market.operator o
    set person_id = made
    where o.id = nobody.id;
  end loop;
end
$$;
alter table market.operator enable trigger user;

insert into market.refusal (code, kind, meaning) values
  ('MP034', 'Refused', 'It takes a second person, and the caller is not the one, or not for this');
