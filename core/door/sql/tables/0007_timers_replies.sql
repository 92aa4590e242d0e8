-- SPDX-License-Identifier: GPL-3.0-or-later
-- Steps that will happen by themselves, and the replies kept so that a call sent twice has one effect.

create table market.timer (
  id bigint primary key generated always as identity,
  entity text not null references market.entity (name),
  entity_id bigint not null,
  market_id integer,
  transition_id integer references market.transition (id),
  operation text not null,
  arguments jsonb not null,
  due timestamptz not null,
  after interval,
  state text not null default 'pending' check (state in ('pending', 'done', 'cancelled')),
  from_state text,
  invocation_id uuid not null,
  created_by uuid not null,
  ended_by uuid,
  moved_by uuid,
  due_before timestamptz,
  created_at timestamptz not null,
  attempts integer not null default 0,
  leased_until timestamptz,
  retry_at timestamptz,
  failure text
);
comment on table market.timer is 'Steps of a record that happen by themselves, shown to operators, who may move or cancel them with a reason';
comment on column market.timer.after is 'Set when the step hangs on the moment it was made (entered + P3D) and not on a stored one (ends_at + P1D)';
comment on column market.timer.from_state is 'Leaving this state cancels the timer';
comment on column market.timer.invocation_id is 'The invocation that changed it last';
comment on column market.timer.due_before is 'What moved_by moved it from';
create index timer_by_record on market.timer (entity, entity_id) where state = 'pending';
create index timer_by_due on market.timer (due) where state = 'pending';
create index timer_by_invocation on market.timer (invocation_id);

create table market.reply (
  actor_kind text not null,
  actor_id bigint not null,
  key uuid not null,
  operation text not null,
  arguments_hash bytea not null,
  reply jsonb not null,
  at timestamptz not null,
  primary key (actor_kind, actor_id, key)
);
comment on table market.reply is 'What a key was answered, kept for seven days: the same call again gets the same answer';
create index reply_by_time on market.reply (at);
