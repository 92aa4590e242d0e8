-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who reads the engine's own tables: everybody the reference tables, operators history within their markets.

-- The worker has functions of the engine for itself (its clock in a simulation, and what sequences and claims).
grant usage on schema guard to steward_worker;

-- Reference tables hold nothing secret, but are behind policies too.
grant select on market.installation, market.refusal, market.entity, market.operation, market.reason, market.transition,
  market.view_column
  to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator, steward_customer,
  steward_provider, steward_anonymous, steward_worker;
create policy everybody_reads on market.installation for select to steward_support, steward_operations, steward_finance,
  steward_auditor, steward_administrator, steward_customer, steward_provider, steward_anonymous, steward_worker using (true);
create policy everybody_reads on market.refusal for select to steward_support, steward_operations, steward_finance,
  steward_auditor, steward_administrator, steward_customer, steward_provider, steward_anonymous, steward_worker using (true);
create policy everybody_reads on market.entity for select to steward_support, steward_operations, steward_finance,
  steward_auditor, steward_administrator, steward_customer, steward_provider, steward_anonymous, steward_worker using (true);
create policy everybody_reads on market.operation for select to steward_support, steward_operations, steward_finance,
  steward_auditor, steward_administrator, steward_customer, steward_provider, steward_anonymous, steward_worker using (true);
create policy everybody_reads on market.reason for select to steward_support, steward_operations, steward_finance,
  steward_auditor, steward_administrator, steward_customer, steward_provider, steward_anonymous, steward_worker using (true);
create policy everybody_reads on market.transition for select to steward_support, steward_operations, steward_finance,
  steward_auditor, steward_administrator, steward_customer, steward_provider, steward_anonymous, steward_worker using (true);
create policy everybody_reads on market.view_column for select to steward_support, steward_operations, steward_finance,
  steward_auditor, steward_administrator, steward_customer, steward_provider, steward_anonymous, steward_worker using (true);

-- History, timers and the feed: operators, within their markets; what has no market is for auditors and administrators.
grant select on market.event, market.audit_entry, market.timer, market.feed, market.feed_head
  to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator, steward_worker;
create policy operators_read_their_markets on market.event for select
  to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator, steward_worker
  using (market_id = any ((select guard.my_markets())::int[]));
create policy all_is_audited on market.event for select
  to steward_auditor, steward_administrator, steward_worker
  using (market_id is null);
create policy operators_read_their_markets on market.audit_entry for select
  to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator, steward_worker
  using (market_id = any ((select guard.my_markets())::int[]));
create policy all_is_audited on market.audit_entry for select
  to steward_auditor, steward_administrator, steward_worker
  using (market_id is null);
grant select on market.audit_seal, market.audit_head to steward_auditor, steward_administrator;
create policy auditors_read on market.audit_seal for select
  to steward_auditor, steward_administrator
  using (true);
create policy auditors_read on market.audit_head for select
  to steward_auditor, steward_administrator
  using (true);
create policy operators_read_their_markets on market.timer for select
  to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator, steward_worker
  using (market_id = any ((select guard.my_markets())::int[]));
create policy operators_read_their_markets on market.feed for select
  to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator, steward_worker
  using (market_id = any ((select guard.my_markets())::int[]));
create policy everybody_reads on market.feed_head for select
  to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator, steward_worker
  using (true);

-- Limits, and what waits for a second person.
grant select on market.amount_limit to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator;
create policy operators_read on market.amount_limit for select
  to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator
  using ((select guard.my_kind()) = 'operator');
grant select on market.proposal to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator;
create policy operators_read_their_markets on market.proposal for select
  to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator
  using (market_id = any ((select guard.my_markets())::int[]) or market_id is null and (select guard.my_kind()) = 'operator');
grant select on market.amount_moved to steward_auditor, steward_administrator;
create policy auditors_read_their_markets on market.amount_moved for select
  to steward_auditor, steward_administrator
  using (market_id = any ((select guard.my_markets())::int[]) or market_id is null and (select guard.my_kind()) = 'operator');

-- Operators see each other, with the groups and markets that they hold; operator_market itself is for those who manage it.
grant select (id, login, name, state, active, all_markets, groups, markets, person_id, version, entered_at) on market.operator
  to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator;
create policy operators_read on market.operator for select
  to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator
  using ((select guard.my_kind()) = 'operator');
grant select on market.operator_market to steward_auditor, steward_administrator;
create policy administrators_read on market.operator_market for select
  to steward_auditor, steward_administrator
  using ((select guard.my_kind()) = 'operator');

-- The owner of logins looks up whom it is asked about.
create policy logins_are_looked_up on market.operator for select to steward_roles using (true);
create policy logins_are_looked_up on market.installation for select to steward_roles using (true);

-- History is appended to, also by its owner.
create trigger steward_never_rewritten before update or delete on market.event
  for each row execute function guard.never();
create trigger steward_never_rewritten before update or delete on market.audit_entry
  for each row execute function guard.never();
create trigger steward_never_rewritten before update or delete on market.audit_seal
  for each row execute function guard.never();
create trigger steward_never_rewritten before update or delete on market.amount_limit
  for each row execute function guard.never();

-- Ending a session can not be rolled back, so it waits for COMMIT.
create constraint trigger end_sessions after insert on market.session_ending
  deferrable initially deferred
  for each row execute function guard.end_sessions();

-- Who has a record open is told by api.presence alone.
select guard.open_table('market.presence');
grant select, insert, update, delete on market.presence to steward_door;
