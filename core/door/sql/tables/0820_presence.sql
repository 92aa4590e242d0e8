-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who has a record open just now, so that two operators do not work on one without knowing. It is told again every few
-- seconds and means nothing once it is not: no history, nothing to restore.

create unlogged table market.presence (
  console uuid primary key,
  operator_id bigint not null references market.operator (id),
  entity text not null references market.entity (name),
  record_id bigint not null,
  acting boolean not null,
  since timestamptz not null,
  seen_at timestamptz not null
);
comment on table market.presence is 'Which record each open console shows, as it said last';
comment on column market.presence.console is 'Made by the console when it starts: an operator may have several';
comment on column market.presence.acting is 'A form is open on the record';
comment on column market.presence.since is 'When that console came to this record';
create index presence_by_record on market.presence (entity, record_id);
comment on index market.presence_by_record is 'Who else has a record open';
create index presence_by_operator on market.presence (operator_id);
comment on index market.presence_by_operator is 'The consoles of an operator';
