-- SPDX-License-Identifier: GPL-3.0-or-later
-- What people and programs read of the engine. Column names are the contract; columns are added at the end only.

create or replace view api.session with (security_invoker = true) as
select
  a.login,
  a.kind,
  a.person_id,
  a.name as person,
  guard.my_roles() as roles,
  case when a.all_markets then null else guard.my_markets() end as markets,
  guard.my_market_names() as market_names,
  i.kind as installation,
  i.name as installation_name,
  i.private_socket or i.kind = 'simulation' as demonstration,
  guard.clock() as clock,
  extract(epoch from i.undo_window)::integer as undo_seconds,
  case when a.kind = 'operator' then a.id end as operator_id
from market.installation i
cross join guard.actor() a
where a.kind is not null;
comment on view api.session is 'One row: whom the database takes the caller for. No row: nobody';

create or replace view api.operation with (security_invoker = true) as
select
  o.name,
  o.title,
  o.description,
  o.entity,
  o.danger,
  o.needs_reason,
  o.arguments,
  o.action,
  o.moves_money,
  o.undoable,
  o.inverse,
  o.route,
  o.method
from market.operation o
where o.name = any ((select guard.my_operations())::text[]);
comment on view api.operation is 'The operations that the caller may run';

create or replace view api.reason with (security_invoker = true) as
select
  r.operation,
  r.code,
  r.title,
  r.needs_note,
  r.ordinal,
  case when r.needs_note then guard.shortest_note() else 0 end as shortest_note,
  r.acting
from market.reason r
join market.operation o on o.name = r.operation
where case when r.acting then o.acted_by && (select guard.my_codes())::text[] else o.name = any ((select guard.my_operations())::text[]) end;
comment on view api.reason is 'The reasons that may be given for an operation; acting: how somebody asked for whom it is done';

create or replace view api.transition with (security_invoker = true) as
select
  x.entity,
  x.process_version,
  x.from_state,
  x.action,
  x.to_state,
  x.actors,
  x.title,
  x.due,
  x.opens,
  x.closes
from market.transition x;
comment on view api.transition is 'Workflows as data: what may happen from each state, by whom, and when by itself';

create or replace view api.view_column with (security_invoker = true) as
select
  c.view,
  c.column_name,
  c.filterable,
  c.sortable,
  c.served_by
from market.view_column c;
comment on view api.view_column is 'The columns that a list may filter or sort by';

create or replace view api.timer with (security_invoker = true) as
select
  t.id,
  t.entity,
  t.entity_id,
  t.market_id,
  t.operation,
  o.title,
  t.due,
  t.state,
  t.created_at,
  t.due_before,
  t.attempts,
  t.failure
from market.timer t
join market.operation o on o.name = t.operation;
comment on view api.timer is 'Steps that will happen by themselves, and those that did or were cancelled';

create or replace view api.event with (security_invoker = true) as
select
  e.at,
  e.id,
  e.entity,
  e.entity_id,
  e.market_id,
  e.version,
  e.action,
  e.from_state,
  e.to_state,
  e.created,
  e.image,
  e.was,
  e.invocation_id,
  e.operation,
  e.actor_kind,
  e.actor_id,
  e.person_id,
  e.undoes,
  e.for_kind,
  e.for_person
from market.event e;
comment on view api.event is 'The history of records';

create or replace view api.audit_entry with (security_invoker = true) as
select
  a.at,
  a.id,
  a.invocation_id,
  a.actor_kind,
  a.actor_id,
  a.person_id,
  a.login,
  a.role_name,
  a.operation,
  a.arguments,
  a.reason_code,
  a.note,
  a.request_id,
  a.entity,
  a.entity_id,
  a.reference,
  a.market_id,
  a.version_before,
  a.version_after,
  a.events,
  a.effects_hash,
  a.undoes,
  a.undoable,
  a.for_kind,
  a.for_person
from market.audit_entry a;
comment on view api.audit_entry is 'Who did what, on what and why';

create or replace view api.operator with (security_invoker = true) as
select
  o.id,
  o.login,
  o.name,
  o.active,
  o.all_markets,
  o.person_id,
  o.state,
  o.groups,
  o.markets,
  o.version,
  o.entered_at
from market.operator o;
comment on view api.operator is 'The marketplace''s own staff';

create or replace view api.proposal with (security_invoker = true) as
select
  p.id,
  p.reference,
  p.market_id,
  p.state,
  p.version,
  p.operation,
  o.title || coalesce(' for the ' || p.for_kind, '') as title,
  p.arguments,
  p.entity,
  p.entity_id,
  p.target_reference,
  p.target_version,
  r.title as reason,
  p.note,
  p.effects,
  p.effects_hash,
  p.currency,
  p.amount,
  p.on_record,
  p.in_day,
  p.per_record,
  p.per_day,
  proposer.name as proposer,
  p.proposed_by,
  p.proposed_at,
  p.expires_at,
  decider.name as decider,
  p.decided_by,
  p.decided_note,
  p.entered_at,
  p.executed,
  p.proposed_person = (select guard.my_person()) as mine,
  case when p.state = 'open' then guard.my_objection(p.id) end as objection,
  p.for_kind,
  p.for_person
from market.proposal p
join market.operation o on o.name = p.operation
join market.operator proposer on proposer.id = p.proposed_by
left join market.operator decider on decider.id = p.decided_by
left join market.reason r on r.operation = p.operation and r.code = p.reason_code;
comment on view api.proposal is 'Calls that one person alone may not make, and what a second person said; objection: why the caller can not be the second';

create or replace view api.amount_limit with (security_invoker = true) as
select distinct on (l.role_name, l.operation, l.currency)
  l.role_name,
  l.operation,
  l.currency,
  l.version,
  l.per_record,
  l.per_day,
  l.since
from market.amount_limit l
order by l.role_name, l.operation, l.currency, l.version desc;
comment on view api.amount_limit is 'How much one person of each role may move alone, in minor units; operation null is the general limit';

create or replace view api.feed with (security_invoker = true) as
select f.position as id,
  f.at,
  f.entity,
  f.entity_id
from market.feed f;
comment on view api.feed is 'What changed, in the order of the feed; id is the place there';

create or replace view api.feed_head with (security_invoker = true) as
select h.position
from market.feed_head h;
comment on view api.feed_head is 'The last place of the feed';

grant select on api.feed, api.feed_head
  to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator, steward_customer, steward_provider;
grant select on api.session, api.operation, api.reason, api.transition, api.view_column
  to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator, steward_customer,
  steward_provider, steward_anonymous, steward_worker;
grant select on api.timer, api.event, api.audit_entry
  to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator, steward_worker;
grant select on api.operator, api.proposal, api.amount_limit
  to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator;
