-- SPDX-License-Identifier: GPL-3.0-or-later
-- The audit as a chain: each entry is sealed with the hash of all that was sealed before it, so that nobody can change, remove or
-- slip in one without every later seal being wrong.

create table market.audit_pending (
  audit_id bigint primary key,
  at timestamptz not null
);
comment on table market.audit_pending is 'Audit entries that are not sealed yet; the sealer takes what is visible, seconds after it was committed';

create table market.audit_seal (
  position bigint primary key check (position > 0),
  audit_id bigint not null unique,
  at timestamptz not null,
  form smallint not null check (form > 0),
  hash bytea not null check (octet_length(hash) = 32)
);
comment on table market.audit_seal is 'The chain: SHA-256 over the seal before, an audit entry and its events';
comment on column market.audit_seal.form is 'Which columns are sealed, and how they are written: guard.audit_digest knows each form for ever';

create table market.audit_head (
  only_row boolean primary key default true check (only_row),
  position bigint not null default 0 check (position >= 0),
  hash bytea not null default sha256('Steward') check (octet_length(hash) = 32),
  sealed_at timestamptz
);
comment on table market.audit_head is 'One row: the last seal. Its lock makes the sealer single; whoever keeps its hash elsewhere can prove later that nothing before it was touched';
insert into market.audit_head default values;

insert into market.audit_pending (audit_id, at)
select id, at
from market.audit_entry;
