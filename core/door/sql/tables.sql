-- SPDX-License-Identifier: GPL-3.0-or-later
-- The door's rights on the engine's own tables: on history it appends and reads, elsewhere it updates by column.

select guard.open_table(t.relation::regclass)
from unnest(array[
  'market.installation', 'market.simulation_clock', 'market.operator', 'market.operator_market', 'market.session_ending', 'market.refusal',
  'market.entity', 'market.operation', 'market.reason', 'market.transition', 'market.effect_source', 'market.undo_step',
  'market.view_column', 'market.event', 'market.event_pending', 'market.feed', 'market.feed_head', 'market.feed_reader',
  'market.audit_entry', 'market.audit_pending', 'market.audit_seal', 'market.audit_head', 'market.timer', 'market.reply',
  'market.amount_limit', 'market.amount_moved', 'market.proposal', 'market.market', 'market.person']) t (relation);

grant select on market.installation, market.simulation_clock, market.operator, market.operator_market, market.refusal,
  market.entity, market.operation, market.reason, market.transition, market.effect_source, market.undo_step,
  market.view_column, market.event, market.event_pending, market.feed, market.feed_head, market.feed_reader,
  market.audit_entry, market.audit_pending, market.audit_seal, market.audit_head, market.timer, market.reply to steward_door;
grant insert on market.event, market.event_pending, market.audit_entry, market.audit_pending, market.audit_seal, market.reply, market.timer, market.operator,
  market.operator_market, market.simulation_clock to steward_door;
grant update (ahead) on market.simulation_clock to steward_door;
grant update (state, ended_by, invocation_id, due, after, moved_by, due_before, leased_until, retry_at, attempts, failure, parked_at, parked_before)
  on market.timer to steward_door;
grant update (state, all_markets, groups, markets) on market.operator to steward_door;
grant delete on market.operator_market, market.event_pending, market.audit_pending, market.reply to steward_door;
grant update (position, hash, sealed_at) on market.audit_head to steward_door;
grant insert on market.feed to steward_door;
grant update (position, sequenced_at) on market.feed_head to steward_door;
grant insert, select on market.session_ending to steward_door;
grant select on market.operator, market.installation to steward_roles;
grant select on market.market, market.person to steward_door;
grant usage on sequence market.event_id, market.audit_entry_id to steward_door;
grant insert on market.person to steward_door; -- every operator is somebody
grant select, insert on market.amount_limit, market.amount_moved, market.proposal to steward_door;
grant update (taken_back) on market.amount_moved to steward_door;
grant update (state, version, entered_at, changed_at, decided_by, decided_person, decided_note, executed) on market.proposal to steward_door;
