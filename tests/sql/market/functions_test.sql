-- SPDX-License-Identifier: GPL-3.0-or-later
-- Every role × every function of ours: who may run what is this list and nothing else, PUBLIC may run nothing, and what runs
-- with its owner's rights pins its path and belongs to somebody who cannot sign in.
begin;
select no_plan();
create temporary table allowed (roles text, functions text[]);
insert into allowed values
    ('administrator anonymous auditor customer finance operations provider support worker', array['api.invoke', 'guard.actor', 'guard.clock', 'guard.my_codes', 'guard.my_kind', 'guard.my_market_names', 'guard.my_markets',
        'guard.my_operations', 'guard.my_person', 'guard.my_roles', 'guard.shortest_note', 'guard.undo_window']),
    ('administrator auditor finance operations support', array['api.changes_since', 'guard.message_words']),
    ('worker', array['guard.claim_messages', 'guard.expire_messages', 'guard.message_failed', 'guard.message_left', 'guard.message_sent']),
    ('administrator auditor finance operations support', array['api.booking_as_of', 'api.booking_match', 'api.booking_why', 'api.provider_calendar', 'api.overview_arrows', 'api.overview_figures', 'api.overview_outcomes', 'api.overview_states', 'api.presence', 'guard.closed_window', 'guard.moment_text', 'guard.money_text', 'guard.policy_split', 'guard.split_amount', 'guard.is_taken_back', 'guard.next_step', 'guard.step_kind', 'op.undo']),
    ('administrator auditor finance operations support', array['guard.my_objection']),
    ('administrator finance operations support', array['op.reject_proposal', 'op.withdraw_proposal']),
    ('administrator auditor customer finance operations provider support', array['api.feed_after']),
    ('gate_admin gate_public', array['api.catalogue', 'api.schema_version']),
    ('gate_admin gate_public', array['api.begin_confirmation', 'api.begin_proof', 'api.begin_sign_in', 'api.check_session', 'api.finish_proof', 'api.finish_sign_in', 'api.offer_signing_key', 'api.refresh_session', 'api.sign_out', 'api.signing_keys']),
    ('gate_public', array['api.open_account', 'api.receive_told_events', 'api.request_reset']),
    ('administrator auditor customer finance operations provider support', array['guard.my_sessions', 'op.confirm_second_factor', 'op.enrol_second_factor', 'op.remove_second_factor', 'op.revoke_session', 'op.set_password', 'op.sign_out_everywhere']),
    ('administrator worker', array['op.set_operator_password']),
    ('anonymous', array['op.reset_password', 'op.verify_email']),
    ('administrator', array['op.set_amount_limit']),
    ('administrator', array['op.change_terms', 'op.draft_terms', 'op.schedule_terms', 'op.withdraw_terms']),
    ('administrator anonymous auditor customer finance operations provider support', array['guard.present_tiers']),
    ('administrator auditor finance operations support', array['guard.my_revealed']),
    ('administrator auditor finance', array['op.reveal_contact']),
    ('worker', array['op.expire_proposal']),
    ('worker', array['guard.watch', 'op.end_session']),
    ('administrator worker', array['op.create_operator', 'op.disable_operator', 'op.grant_operator', 'op.revoke_operator']),
    ('anonymous', array['op.register_customer', 'op.register_provider']),
    ('customer', array['api.my_credit', 'guard.my_customer', 'op.book', 'op.confirm_completion']),
    ('customer provider', array['op.accept_reschedule', 'op.propose_reschedule', 'op.refuse_reschedule']),
    ('customer operations provider support', array['op.report_no_show']),
    ('customer provider support', array['op.dispute']),
    ('finance', array['op.settle_request']),
    ('finance operations', array['op.override_reprice', 'op.retry_request']),
    ('finance operations support', array['op.ask_gateway', 'op.goodwill_credit']),
    ('administrator auditor customer finance operations provider support', array['guard.party_steps']),
    ('operations support', array['api.booking_slots']),
    ('administrator anonymous auditor customer finance operations support', array['api.listing_sessions', 'api.listing_times']),
    ('administrator anonymous auditor customer finance operations provider support', array['api.listing_match']),
    ('operations', array['api.booking_candidates', 'api.booking_holders', 'op.override_complete', 'op.override_move_session', 'op.override_reassign', 'op.override_reopen', 'op.override_reschedule']),
    ('operations support', array['op.resolve']),
    ('operations', array['api.away_plan', 'op.end_absence', 'op.provider_away']),
    ('provider', array['guard.my_provider', 'op.publish_listing', 'op.set_availability', 'op.set_payout_account']),
    ('customer operations provider support', array['op.cancel']),
    ('operations provider', array['op.accept', 'op.decline']),
    ('operations provider worker', array['op.complete']),
    ('operations support', array['op.override_cancel', 'op.override_extend', 'op.override_stop', 'op.retry_step']),
    ('operations worker', array['op.approve_provider']),
    ('provider worker', array['op.start']),
    ('worker', array['guard.add_partitions', 'guard.apply_events', 'guard.claim_requests', 'guard.claim_timers', 'guard.forget_replies', 'guard.gateway_account',
        'guard.receive_events', 'guard.record_answer', 'guard.run_timers', 'guard.seal_audit', 'guard.sequence_feed', 'guard.simulate', 'op.authorised', 'op.charge_answered', 'op.expire', 'op.lapse_reschedule', 'op.payment_declined', 'op.refund_answered',
        'op.request_failed', 'op.settle']);
create temporary table ours as
select p.oid, p.pronamespace::regnamespace || '.' || p.proname as name, p.prosecdef, p.proconfig, p.prosqlbody is not null as atomic, p.proowner::regrole::text as owner, p.proacl, p.prosrc, l.lanname
from pg_proc p
join pg_language l on l.oid = p.prolang
where p.pronamespace in ('market'::regnamespace, 'guard'::regnamespace, 'op'::regnamespace, 'api'::regnamespace)
    and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e');
create temporary table cells as
select r.rolname as role, ours.name, has_function_privilege(r.oid, ours.oid, 'EXECUTE') as may
from ours
cross join pg_roles r
where r.rolname ~ '^steward_' and r.rolname not in ('steward_superuser', 'steward_owner', 'steward_door', 'steward_roles');
select diag(format('%s cells: %s functions, %s roles', count(*), count(distinct name), count(distinct role))) from cells;

select is_empty($$select name from ours cross join aclexplode(coalesce(proacl, acldefault('f', owner::regrole))) a where a.grantee = 0$$, 'PUBLIC may run none of our functions');
select is_empty($$select role, name, may from cells where may is distinct from exists (
        select from allowed where name = any (allowed.functions) and replace(role, 'steward_', '') = any (string_to_array(allowed.roles, ' ')))$$, 'each role may run what is said here');
select is_empty($$select f from allowed cross join unnest(functions) f where f not in (select name from ours)$$, 'and all of it exists');
select is_empty($$select r.rolname, n.nspname from pg_roles r cross join pg_namespace n where r.rolname in (select role from cells)
        and (n.nspname in ('market', 'op') or n.nspname = 'guard' and r.rolname <> 'steward_worker') and has_schema_privilege(r.oid, n.oid, 'USAGE')$$, 'operations, helpers and tables are not even named by others');
-- Rights of their owner.
select is_empty($$select name, proconfig from ours where not atomic and not coalesce(proconfig, '{}') @> array['search_path=pg_catalog, pg_temp']$$, 'every path is pinned, with pg_temp last');
select is_empty($$select distinct owner from ours join pg_roles r on r.rolname = owner where r.rolsuper or r.rolcanlogin or r.rolbypassrls$$, 'no owner signs in, is a superuser or goes round policies');
select is_empty($$select name from ours where prosecdef and atomic$$, 'nothing that could be inlined has its owner''s rights');

-- Statements that are put together: only here, from names of the catalogue that the migrator declared.
select is_empty($$
    select p.oid::regprocedure, c.message
    from pg_proc p
    join ours on ours.oid = p.oid and ours.lanname = 'plpgsql' and p.prorettype <> 'trigger'::regtype
    cross join lateral plpgsql_check_function_tb(p.oid, fatal_errors := false, security_warnings := true, other_warnings := false, extra_warnings := false, performance_warnings := false) c
    where c.level = 'security'
        and p.pronamespace::regnamespace || '.' || p.proname <> all (array['guard.write_helper', 'guard.blame', 'guard.resolve', 'guard.take_target', 'guard.reference_of', 'guard.run',
            'guard.invariant_states_have_events', 'guard.invariant_timers_of_left_states', 'guard.lock_undone', 'guard.restore_record', 'op.undo'])$$, 'no other function runs a text that it did not quote');

select * from finish();
rollback;
