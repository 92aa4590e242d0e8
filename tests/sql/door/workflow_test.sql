-- SPDX-License-Identifier: GPL-3.0-or-later
-- States change along market.transition only: every operation in every state by every actor, against a table written by
-- hand; windows, timers, process versions.
begin;
select no_plan();
\ir parcel.sql
create temporary table k as
select v.state, a_parcel(v.state, 1, person('Anna'), case v.state when 'taken' then timestamptz '2030-01-01T00:00:00Z' end) as id from (values ('sent'), ('taken'), ('delivered')) v (state);
select is(invoke_as('steward_worker', 'lose', jsonb_build_object('parcel', id)) ->> 'sqlstate', 'MP031', format('what happens by itself to a parcel that is %s does not before its time', state)) from k;
create temporary table dues as select t.id, t.due from market.timer t;
select public.make_due(id) from k;
create temporary table wanted (who text, operation text, state text);
insert into wanted values -- everything that is not here is refused
  ('support', 'weigh', 'sent'), ('support', 'deliver', 'taken'), ('support', 'deliver_and_tell', 'taken'),
  ('operations', 'take', 'sent'), ('operations', 'deliver', 'taken'), ('operations', 'deliver_and_tell', 'taken'),
  ('steward_worker', 'lose', 'sent'), ('steward_worker', 'lose', 'taken');
select is(coalesce(a.answer ->> 'sqlstate', 'done'),
  case when w.who is not null then 'done' when a.answer ->> 'sqlstate' = 'MP012' then 'MP012' else 'MP031' end,
  format('%s, %s, %s', a.who, a.operation, a.state))
from (
  select who.who, o.operation, k.state, invoke_as(who.who, o.operation,
    jsonb_build_object('parcel', k.id) || case when o.operation = 'weigh' then '{"weight": 5}' else '{}' end::jsonb, '{"preview": true}') as answer
  from unnest(array['support', 'operations', 'finance', 'auditor', 'administrator', 'steward_worker']) who (who)
  cross join unnest(array['weigh', 'take', 'deliver', 'deliver_and_tell', 'lose', 'complain']) o (operation)
  cross join k) a
left join wanted w using (who, operation, state);
update market.timer t set due = d.due from dues d where d.id = t.id;
select ok((select (invoke_as('support', 'deliver', jsonb_build_object('parcel', id), '{"preview": true}') ->> 'words') ~ 'is sent; deliver is not possible' from k where state = 'sent'), 'the refusal names the state and the action');

-- An operation with a bug gets no further than the enforcing trigger.
select is(invoke_as('support', 'break_rules', jsonb_build_object('parcel', id, 'state', 'lost')) ->> 'sqlstate', 'MP031', 'a change of state without a row is refused, although the step exists for the system') from k where state = 'sent';
select is(invoke_as('support', 'break_rules', jsonb_build_object('parcel', id, 'state', 'nonsense')) ->> 'sqlstate', 'MP031', 'so is a state that does not exist') from k where state = 'sent';
update market.transition set action = 'break_rules', actors = '{O}', due = null where action = 'lose' and from_state = 'taken';
select is(invoke_as('support', 'break_rules', jsonb_build_object('parcel', id, 'state', 'lost')) ->> 'sqlstate', 'MP031', 'and a row that is for other actors') from k where state = 'taken';
select is((select p.state from market.parcel p join k using (id) where k.state = 'taken'), 'taken', 'nothing has happened');
update market.transition set action = 'lose', actors = '{sys}', due = 'promised_at + P1D' where action = 'break_rules';

-- Windows.
select ok((invoke_as('support', 'complain', jsonb_build_object('parcel', id)) ->> 'words') ~ 'possible from', 'a step is refused before it opens') from k where state = 'delivered';
update market.transition set opens = null, closes = 'entered - PT1S' where action = 'complain';
select ok((invoke_as('support', 'complain', jsonb_build_object('parcel', id)) ->> 'words') ~ 'possible until', 'and after it closed') from k where state = 'delivered';
update market.transition set closes = 'entered + P2D' where action = 'complain';
select is(invoke_as('support', 'complain', jsonb_build_object('parcel', id)) ->> 'sqlstate', null, 'and done in between') from k where state = 'delivered';

-- Time expressions.
select results_eq($$select m.moment, m.after from guard.moment_of('min(entered + P3D, promised_at + P1D)', '{"promised_at": "2026-01-01T00:00:00Z"}', '2026-01-10Z') m$$, $$values ('2026-01-02Z'::timestamptz, null::interval)$$, 'the earliest, a stored moment');
select results_eq($$select m.moment, m.after from guard.moment_of('min(entered + P3D, promised_at + P1D)', '{"promised_at": null}', '2026-01-10Z') m$$, $$values ('2026-01-13Z'::timestamptz, interval '3 days')$$, 'what is null is left out; a duration when it hangs on now');
select results_eq($$select m.moment from guard.moment_of('max(entered, promised_at - PT1H)', '{"promised_at": "2026-01-01T00:00:00Z"}', '2025-01-01Z') m$$, $$values ('2025-12-31T23:00Z'::timestamptz)$$, 'the latest');
select is((select m.moment from guard.moment_of('promised_at + P1D', '{}', '2026-01-10Z') m), null, 'nothing to hang on: no timer');
select results_eq($$select m.moment, m.after from guard.moment_of('promised_at + P1D', '{"promised_at": "2026-01-10T00:00:00Z"}', '2026-01-10Z') m$$, $$values ('2026-01-11Z'::timestamptz, interval '1 day')$$, 'a point that is now makes a duration, too');
select results_eq($$select m.moment, m.after from guard.moment_of('entered + P1D', '{"entered": "2026-01-01T00:00:00Z"}', '2026-01-10Z') m$$, $$values ('2026-01-02Z'::timestamptz, null::interval)$$, 'a state that was entered before does not');
select throws_ok($$select guard.moment_of('entered + 3 days', '{}', '2026-01-10Z')$$, '22023', null, 'a malformed expression is refused');
select throws_ok($$select guard.declare_transition('parcel', 1, 'sent', 'x', 'lost', '{sys}', due => 'entered P3D')$$, '22023', null, 'when it is declared');

-- Timers.
select results_eq($$select t.operation, t.state, t.arguments, t.due = p.entered_at + interval 'P3D' from market.timer t join market.parcel p on p.id = t.entity_id join k on k.id = p.id where k.state = 'sent'$$,
  $$select 'lose', 'pending', jsonb_build_object('parcel', id), true from k where state = 'sent'$$, 'entering a state makes its timer');
select results_eq($$select t.state from market.timer t join k on k.id = t.entity_id where k.state = 'taken' and t.from_state = 'sent'$$, $$values ('cancelled')$$, 'leaving it cancels the timer');
select is(invoke_as('support', 'weigh', jsonb_build_object('parcel', id, 'weight', 9), jsonb_build_object('key', gen_random_uuid(), 'reason_code', 'estimate')) ->> 'sqlstate', null, 'a step that stays in its state') from k where state = 'sent';
select is((select p.entered_at < p.changed_at from market.parcel p join k using (id) where k.state = 'sent'), true, 'does not reset entered');
select is((select count(*)::int from market.timer t join k on k.id = t.entity_id where k.state = 'sent' and t.state = 'pending'), 1, 'and moves no timer');

-- Process versions.
select throws_ok($$select guard.declare_transition('parcel', 1, 'sent', 'take', 'taken', '{S}')$$, '55000', null, 'a version in use is never edited');
select lives_ok($$select guard.declare_transition('parcel', 2, null, 'send', 'sent', '{S,O}')$$, 'a new one is added');
select is(invoke_as('operations', 'take', jsonb_build_object('parcel', id), '{"preview": true}') ->> 'sqlstate', null, 'running records keep theirs') from k where state = 'sent';
select a_parcel();
select is((select p.process_version from market.parcel p order by p.id desc limit 1), 2, 'new ones begin with the new one');
select is(invoke_as('operations', 'take', jsonb_build_object('parcel', max(id)), '{"preview": true}') ->> 'sqlstate', 'MP031', 'which says what is allowed to them') from market.parcel;

-- Verify's invariants hold.
select ok((select i.holds from guard.invariant_states_have_events() i), 'states have their events');
select ok((select i.holds from guard.invariant_events_have_audit() i), 'events have their audit entry');
select ok((select i.holds from guard.invariant_transitions_are_allowed() i), 'changes are allowed ones');
select ok((select i.holds from guard.invariant_timers_of_left_states() i), 'no timer of a state that was left');
select ok((select i.holds from guard.invariant_partitions_ahead() i), 'a year of partitions');
set local session_replication_role = replica;
update market.parcel set state = 'taken' where id = (select id from k where state = 'sent');
set local session_replication_role = origin;
select ok((select not i.holds from guard.invariant_states_have_events() i), 'a state changed behind the door is found');
select ok((select not i.holds from guard.invariant_timers_of_left_states() i), 'and so is its timer');
select * from finish();
rollback;
