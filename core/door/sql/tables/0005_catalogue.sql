-- SPDX-License-Identifier: GPL-3.0-or-later
-- What PostgreSQL's own catalogue cannot hold about operations, records and their states. Filled by guard.declare_…
-- beside the thing that is declared.

create table market.refusal (
  code text primary key check (code ~ '^MP[0-9]{3}$' and code !~ '000$'),
  kind text not null check (kind in ('Invalid', 'Unauthenticated', 'Forbidden', 'NotFound', 'Refused', 'Stale', 'Busy')),
  meaning text not null
);
comment on table market.refusal is 'Every SQLSTATE of our own. None ends in 000: a handler of such a code swallows its whole class';

create table market.entity (
  name text primary key check (name ~ '^[a-z][a-z_]*$'),
  relation text not null unique,
  rank integer not null,
  title text not null,
  reference text,
  parents jsonb not null default '{}',
  operator_may text not null,
  customer_may text not null,
  provider_may text not null,
  anonymous_may text not null,
  process_version integer,
  hidden text[] not null default '{}',
  shown text[] not null default '{}'
);
comment on table market.entity is 'Kinds of record that operations act on: where they stand, who may touch them, in which order they are locked';
comment on column market.entity.rank is 'Place in the one lock order: lower ranks are locked first';
comment on column market.entity.reference is 'Column with the reference that people use; null if it has none';
comment on column market.entity.parents is 'Parent entity to the expression over t that finds it';
comment on column market.entity.operator_may is 'Condition over t, $2 (the actor''s person) and $3 (his markets) under which an operator may touch the record';
comment on column market.entity.process_version is 'The process that new records begin with; null for records without states';
comment on column market.entity.hidden is 'Columns that no event holds: personal data';
comment on column market.entity.shown is 'Columns whose change is an effect that a person sees';

create table market.operation (
  name text primary key check (name ~ '^[a-z][a-z0-9_]*$'),
  entity text references market.entity (name),
  action text not null,
  title text not null,
  description text not null,
  danger boolean not null default false,
  needs_reason boolean not null default false,
  moves_money boolean not null default false,
  undoable boolean not null default true,
  inverse text,
  redacted text[] not null default '{}',
  locks text[] not null default '{}',
  route text,
  method text,
  finish text,
  parameters text[] not null,
  required text[] not null,
  arguments jsonb not null,
  unique (route, method)
);
comment on table market.operation is 'What PostgreSQL''s catalogue cannot hold about an operation; its name, parameters and grants are those of op.<name>';
comment on column market.operation.action is 'The action of market.transition that it performs';
comment on column market.operation.inverse is 'The operation that takes it back for as long as the state allows';
comment on column market.operation.redacted is 'Arguments that the audit must not hold';
comment on column market.operation.locks is 'Parents of the target that are locked before it';
comment on column market.operation.finish is 'An engine function (uuid) run in earnest only, after everything else: what a rolled back preview could not undo';
comment on column market.operation.parameters is 'Names in the order of the signature; the first is the target when entity is not null';

create table market.reason (
  operation text not null references market.operation (name) on delete cascade,
  code text not null check (code ~ '^[a-z][a-z0-9_]*$'),
  title text not null,
  needs_note boolean not null default false,
  ordinal integer not null,
  primary key (operation, code)
);
comment on table market.reason is 'Reason codes of the operations that need one';

create table market.transition (
  id integer primary key generated always as identity,
  entity text not null references market.entity (name),
  process_version integer not null check (process_version > 0),
  from_state text,
  action text not null,
  to_state text not null,
  actors text[] not null check (actors <@ array['C', 'P', 'S', 'O', 'F', 'A', 'sys'] and actors <> '{}'),
  title text not null,
  due text,
  opens text,
  closes text,
  unique nulls not distinct (entity, process_version, from_state, action, to_state),
  check (due is null or 'sys' = any (actors))
);
comment on table market.transition is 'Workflows as data: a state change that is not a row here is refused';
comment on column market.transition.from_state is 'Null where the action creates the record';
comment on column market.transition.actors is 'C customer, P provider, S support, O operations, F finance, A administrator, sys timer, gateway or consequence';
comment on column market.transition.due is 'When the step happens by itself, over the record''s columns and "entered": min(entered + P3D, starts_at - PT1H)';
comment on column market.transition.opens is 'Before this moment the step is refused';
comment on column market.transition.closes is 'After this moment the step is refused';
create index transition_by_action on market.transition (entity, action, process_version);

create table market.effect_source (
  section text primary key,
  collect text not null unique,
  ordinal integer not null generated always as identity
);
comment on table market.effect_source is 'Functions (invocation uuid) of features that tell what an invocation wrote: ledger lines, messages, …';

create table market.undo_step (
  reverse text primary key,
  ordinal integer not null generated always as identity
);
comment on table market.undo_step is 'Functions (undone invocation uuid) of features that take back what the door does not know';

create table market.view_column (
  view text not null,
  column_name text not null,
  filterable boolean not null,
  sortable boolean not null,
  served_by text,
  primary key (view, column_name)
);
comment on table market.view_column is 'Which columns of a view a list may filter and sort by, each with the index that serves it';

insert into market.refusal (code, kind, meaning) values
  ('MP001', 'Invalid', 'There is no such operation'),
  ('MP002', 'Invalid', 'An argument or option is unknown, missing or of the wrong type'),
  ('MP003', 'Invalid', 'A value is out of range or malformed'),
  ('MP004', 'Invalid', 'The operation needs a reason'),
  ('MP011', 'Unauthenticated', 'Nobody is acting: the operator is unknown or inactive, or the gate named no one'),
  ('MP012', 'Forbidden', 'The role may not run this operation'),
  ('MP021', 'NotFound', 'The record is absent or not in reach of the actor; both are told alike'),
  ('MP031', 'Refused', 'The state does not allow the action, or not by this actor'),
  ('MP032', 'Refused', 'A rule of the marketplace refuses; the words say what to do'),
  ('MP033', 'Refused', 'It can no longer be taken back'),
  ('MP041', 'Stale', 'The record has changed since it was read'),
  ('MP042', 'Stale', 'The effects differ from those that were seen'),
  ('MP051', 'Invalid', 'The key was used before for something else'),
  ('MP052', 'Busy', 'The same call is in flight; ask again'),
  ('MP061', 'Invalid', 'The transaction is not READ COMMITTED, or the session holds temporary tables with deferred triggers'),
  ('MP062', 'Invalid', 'The transaction is too old');
