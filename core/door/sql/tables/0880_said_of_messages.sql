-- SPDX-License-Identifier: GPL-3.0-or-later
-- What an operator wants said otherwise, or not at all: it stands with the proposal that waits, and in the audit.

alter table market.audit_entry
  add column messages jsonb;
comment on column market.audit_entry.messages is 'Messages that the actor had left out, each with why, or put into other words: the hash of those, for words name people';

alter table market.proposal
  add column messages jsonb;
comment on column market.proposal.messages is 'What the proposer wants said otherwise, or not at all';
