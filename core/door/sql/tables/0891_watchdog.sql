-- SPDX-License-Identifier: GPL-3.0-or-later
-- For how long a transaction may stand in everybody's way.

alter table market.installation
  add column idle_limit interval not null default 'PT10S',
  add column snapshot_limit interval not null default 'PT120S',
  add constraint installation_idle_limit check (idle_limit between 'PT1S' and 'PT1H'),
  add constraint installation_snapshot_limit check (snapshot_limit between 'PT1S' and 'P1D');
comment on column market.installation.idle_limit is 'A session that is idle within a transaction for longer is ended: it may hold locks';
comment on column market.installation.snapshot_limit is 'A session whose transaction holds a snapshot for longer is ended: nothing is cleaned up behind it';

alter table market.session_ending
  add column process integer,
  add column began timestamptz,
  add column since timestamptz,
  add constraint session_ending_one check (num_nulls(process, began, since) in (0, 3));
comment on column market.session_ending.process is 'The one session that ends, of who is otherwise active; null: all of them';
comment on column market.session_ending.began is 'When that session began: processes'' numbers come again';
comment on column market.session_ending.since is 'Since when it stands in the way; one that went on meanwhile is left alone';
