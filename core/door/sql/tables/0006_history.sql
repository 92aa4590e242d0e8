-- SPDX-License-Identifier: GPL-3.0-or-later
-- What happened (events), who did it and why (audit), and the change feed. Both histories are partitioned by month with
-- the time in their keys; there is no default partition, so a month that is missing is an error and not a surprise later.

create sequence market.event_id;
comment on sequence market.event_id is 'Numbers of events';
create sequence market.audit_entry_id;
comment on sequence market.audit_entry_id is 'Numbers of audit entries';

create table market.event (
  at timestamptz not null,
  id bigint not null default nextval('market.event_id'),
  entity text not null,
  entity_id bigint not null,
  market_id integer,
  version integer not null,
  process_version integer,
  action text not null,
  from_state text,
  to_state text,
  created boolean not null,
  image jsonb not null,
  was jsonb,
  invocation_id uuid not null,
  operation text not null,
  actor_kind text not null,
  actor_id bigint,
  person_id bigint,
  undoes bigint,
  primary key (at, id),
  check (created = (was is null))
) partition by range (at);
comment on table market.event is 'Every change of a record: its full image at creation, the changed columns afterwards';
comment on column market.event.image is 'All columns at creation; afterwards the changed ones';
comment on column market.event.was is 'What the changed columns held before: undo and "from → to" need no folding';
comment on column market.event.undoes is 'The event that this one takes back';
create index event_by_record on market.event (entity, entity_id, version);
create index event_by_invocation on market.event (invocation_id);

create table market.event_pending (
  event_id bigint primary key,
  at timestamptz not null,
  entity text not null,
  entity_id bigint not null,
  market_id integer
);
comment on table market.event_pending is 'Events that have no position in the feed yet; the sequencer moves what is visible';

create table market.feed (
  position bigint primary key,
  event_id bigint not null,
  at timestamptz not null,
  entity text not null,
  entity_id bigint not null,
  market_id integer
);
comment on table market.feed is 'Events in the order in which readers may rely on: positions are given after commit and never skipped';

create table market.feed_head (
  only_row boolean primary key default true check (only_row),
  position bigint not null default 0,
  sequenced_at timestamptz
);
comment on table market.feed_head is 'One row: the last position given. Its lock makes the sequencer single';
insert into market.feed_head default values;

create table market.feed_reader (
  name text primary key,
  position bigint not null default 0,
  read_at timestamptz
);
comment on table market.feed_reader is 'How far each reader of the feed has come';

create table market.audit_entry (
  at timestamptz not null,
  id bigint not null default nextval('market.audit_entry_id'),
  invocation_id uuid not null,
  actor_kind text not null,
  actor_id bigint,
  person_id bigint,
  login text not null,
  role_name text not null,
  operation text not null,
  arguments jsonb not null,
  reason_code text,
  note text,
  request_id text,
  entity text,
  entity_id bigint,
  reference text,
  market_id integer,
  version_before integer,
  version_after integer,
  events bigint[] not null,
  effects_hash text,
  undoes uuid,
  undoable boolean not null,
  primary key (at, id)
) partition by range (at);
comment on table market.audit_entry is 'Who did what, on what and why: one entry for each call of the door that changed something';
comment on column market.audit_entry.effects_hash is 'The hash of the effects that the actor had seen; null if he had not looked';
comment on column market.audit_entry.events is 'Ids of the events it caused, at the same moment';
create index audit_entry_by_invocation on market.audit_entry (invocation_id);
create index audit_entry_by_record on market.audit_entry (entity, entity_id);
