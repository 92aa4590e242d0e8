-- SPDX-License-Identifier: GPL-3.0-or-later
-- An operator does a customer's or a provider's action for them, on the telephone: both are in the event, the audit and the proposal.

alter table market.operation
  add column acted_by text[] not null default '{}';
alter table market.operation
  add constraint operation_acted_by_operators check (acted_by <@ array['S', 'O', 'F', 'A']);
comment on column market.operation.acted_by is 'Operators who may do it for a customer or provider who may do it: S support, O operations, F finance, A administrator';

alter table market.reason
  add column acting boolean not null default false;
comment on column market.reason.acting is 'How somebody asked for it; holds when an operator does it for them, and only then';

alter table market.event
  add column for_kind text,
  add column for_person bigint;
alter table market.event
  add constraint event_for_somebody check (num_nulls(for_kind, for_person) <> 1 and (for_kind is null or actor_kind = 'operator' and for_kind in ('customer', 'provider')));
comment on column market.event.for_kind is 'As whom the operator acted: customer or provider; null if as themselves';
comment on column market.event.for_person is 'For whom the operator acted';

alter table market.audit_entry
  add column for_kind text,
  add column for_person bigint;
alter table market.audit_entry
  add constraint audit_entry_for_somebody check (num_nulls(for_kind, for_person) <> 1 and (for_kind is null or actor_kind = 'operator' and for_kind in ('customer', 'provider')));
comment on column market.audit_entry.for_kind is 'As whom the operator acted: customer or provider; null if as themselves';
comment on column market.audit_entry.for_person is 'For whom the operator acted';

alter table market.proposal
  add column for_kind text,
  add column for_person bigint;
alter table market.proposal
  add constraint proposal_for_somebody check (num_nulls(for_kind, for_person) <> 1 and (for_kind is null or for_kind in ('customer', 'provider')));
comment on column market.proposal.for_kind is 'As whom the operator would act: customer or provider; null if as themselves';
comment on column market.proposal.for_person is 'For whom the operator would act';

alter type guard.call
  add attribute for_kind text,
  add attribute for_person bigint;
alter type guard.called
  add attribute acted_by text[];
