-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: superuser
-- Values that the door's functions hand to each other.

create type guard.acting as (
  kind text,
  id bigint,
  person_id bigint,
  login text,
  role_id oid,
  role_name text,
  name text,
  all_markets boolean
);
comment on type guard.acting is 'Whom the database takes the caller for; kind is null for nobody';

create type guard.call as (
  id uuid,
  operation text,
  action text,
  entity text,
  entity_id bigint,
  actor_kind text,
  actor_id bigint,
  person_id bigint,
  codes text[],
  at timestamptz,
  undoable boolean,
  undoes bigint,
  undoes_at timestamptz,
  wait interval
);
comment on type guard.call is 'The running invocation, in the setting steward.call for the time of api.invoke';

create type guard.target as (
  id bigint,
  reference text,
  state text,
  version integer,
  process_version integer,
  market_id integer,
  parents bigint[]
);
comment on type guard.target is 'A record that an operation acts on';

create type guard.called as (
  name text,
  entity text,
  action text,
  needs_reason boolean,
  undoable boolean,
  redacted text[],
  locks text[],
  finish text,
  parameters text[],
  required text[],
  permitted boolean,
  needs_note boolean,
  undo_window interval
);
comment on type guard.called is 'What the door needs of an operation, whether the caller may run it, and of the reason that he gave (needs_note null: there is none of that code)';

alter type guard.called owner to steward_owner;
alter type guard.acting owner to steward_owner;
alter type guard.call owner to steward_owner;
alter type guard.target owner to steward_owner;
