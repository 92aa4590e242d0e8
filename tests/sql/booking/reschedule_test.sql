-- SPDX-License-Identifier: GPL-3.0-or-later
-- Another time for a booking: proposed by one side and answered by the other, held meanwhile, gone with the wait; or set by an
-- operator, and taken back. What happens by itself follows the new time.
begin;
select no_plan();
\ir ../fixture.sql
select fixture.operators();
create temporary table who as select fixture.new_customer() as chloe, fixture.new_customer() as other, fixture.new_provider() as nordlicht;
alter table who add column listing bigint, add column provider_id bigint;
update who set listing = fixture.new_listing(nordlicht), provider_id = fixture.provider_id(nordlicht);
create function pg_temp.made(hours integer, state text default 'confirmed') returns bigint language sql as $$ select fixture.new_booking(chloe, listing, fixture.ahead($1), $2) from who $$;
create function pg_temp.by(kind text, operation text, booking bigint, extra jsonb default '{}') returns jsonb language sql as $$
    select case $1 when 'customer' then fixture.customer(chloe, $2, jsonb_build_object('booking', $3) || $4) when 'provider' then fixture.provider(nordlicht, $2, jsonb_build_object('booking', $3) || $4)
        else fixture.worker($2, jsonb_build_object('booking', $3) || $4) end from who $$;
create function pg_temp.propose(kind text, booking bigint, starts timestamptz) returns jsonb language sql as $$ select pg_temp.by($1, 'propose_reschedule', $2, jsonb_build_object('starts_at', $3)) $$;
create function pg_temp.refused(kind text, operation text, booking bigint, extra jsonb default '{}') returns text language sql as $$
    select fixture.refusal(format('select pg_temp.by(%L, %L, %s, %L)', $1, $2, $3, $4)) $$;
create function pg_temp.override(booking bigint, starts timestamptz, options jsonb default '{}') returns jsonb language sql as $$
    select fixture.operator('operations', 'override_reschedule', jsonb_build_object('booking', $1, 'starts_at', $2), '{"reason_code": "customer_asked"}'::jsonb || $3) $$;
create function pg_temp.undo(reply jsonb) returns jsonb language sql as $$ select fixture.operator('operations', 'undo', jsonb_build_object('invocation', $1 ->> 'invocation')) $$;
create function pg_temp.taken(starts timestamptz) returns text language sql as $$ -- can somebody else book that time?
    select fixture.refusal(format($q$select fixture.new_booking(%s, %s, %L, 'pending_payment')$q$, other, listing, $1)) from who $$;
create function pg_temp.held(booking bigint) returns text language sql as $$ -- what of its slots blocks, and which of it goes
    select string_agg(format('%s%s', case when slot.proposed then 'proposed' else 'own' end, case when slot.release_at is not null then ' until undo' else '' end), ', ' order by slot.id)
    from market.booking_slot slot where slot.booking_id = $1 and slot.blocking $$;
create function pg_temp.step(booking bigint, step text) returns market.timer language sql as $$
    select t from market.timer t where t.entity = 'booking' and t.entity_id = $1 and t.operation = $2 and t.state = 'pending' $$;
create function pg_temp.told(booking bigint) returns text language sql as $$
    select string_agg(message.template, ', ' order by message.id) from market.message where message.booking_id = $1 and message.template ~ '(time|moved)' and message.state = 'queued' $$;

-- Proposed.
create temporary table b as select pg_temp.made(100) as id, fixture.ahead(100) as starts, fixture.ahead(120) as wanted;
create temporary table said as select pg_temp.propose('customer', id, wanted) as reply from b;
select is(pg_temp.held(id), 'own, proposed', 'both times are held') from b;
select is(pg_temp.taken(wanted), 'MP032', 'nobody else gets the second one') from b;
select is(pg_temp.taken(starts), 'MP032', 'nor the first') from b;
select is((select (proposed_by, proposed_start, proposed_until, starts_at) from market.booking where booking.id = b.id), ('customer'::text, wanted, starts, starts)::record, 'the booking says who proposed what') from b;
select is((pg_temp.step(id, 'lapse_reschedule')).due, booking.proposed_at + interval '2 days', 'it lapses after two days') from b join market.booking using (id);
select is((pg_temp.step(id, 'lapse_reschedule')).after, interval '2 days', 'which hang on now') from b;
select is(pg_temp.told(id), 'provider_booking_time_proposed', 'the other side is told') from b;
select ok(message.body !~ '[{}]', 'in whole sentences') from market.message join b on b.id = message.booking_id where message.template ~ 'proposed';
select is(pg_temp.refused('provider', 'propose_reschedule', id, jsonb_build_object('starts_at', fixture.ahead(130))), 'MP032', 'one proposal at a time') from b;
select is(pg_temp.refused('customer', 'accept_reschedule', id), 'MP032', 'who proposed it does not accept it') from b;
select is(pg_temp.refused('customer', 'refuse_reschedule', id), 'MP032', 'nor refuse it') from b;
select is(fixture.refusal(format($$select fixture.operator('support', 'override_stop', '{"booking": %s, "step": "lapse_reschedule"}', '{"reason_code": "being_clarified"}')$$, id)), 'MP032', 'it can not be left open for ever') from b;
select is(fixture.refusal(format($$select fixture.operator('support', 'override_extend', '{"booking": %s, "step": "lapse_reschedule", "due": "%s"}', '{"reason_code": "customer_asked"}')$$, id, starts + interval '1 minute')), 'MP032', 'nor longer than until it starts') from b;
select is((select action ->> 'why' from fixture.operator_reads('operations', format('select actions from api.booking where id = %s', id)) r, jsonb_array_elements(r -> 0 -> 'actions') action where action ->> 'operation' = 'propose_reschedule'), null, 'operators do not propose') from b;

-- Accepted.
select lives_ok(format($$select pg_temp.by('provider', 'accept_reschedule', %s)$$, id), 'the other side accepts') from b;
select is((select (starts_at, ends_at, proposed_by, proposed_start) from market.booking where booking.id = b.id), (wanted, wanted + interval '1 hour', null::text, null::timestamptz)::record, 'the booking takes place then') from b;
select is(pg_temp.held(id), 'own', 'only that is held') from b;
select is((pg_temp.step(id, 'start')).due, wanted, 'and then it starts') from b;
select is((pg_temp.step(id, 'lapse_reschedule')).id, null, 'nothing is left to lapse') from b;
select is(pg_temp.told(id), 'provider_booking_time_proposed, booking_moved, provider_booking_moved', 'both are told') from b;
select is(pg_temp.taken(starts), null, 'the former time is anybody''s') from b;
select is(pg_temp.taken(wanted), 'MP032', 'the new one is not') from b;
select is(pg_temp.refused('provider', 'accept_reschedule', id), 'MP032', 'nothing is left to accept') from b;

commit; -- the door refuses a transaction of more than five seconds
begin;
-- Refused, lapsed.
select lives_ok(format('select pg_temp.propose(%L, %s, %L)', 'provider', id, fixture.ahead(140)), 'then a provider may propose one') from b;
select is(pg_temp.told(id), 'provider_booking_time_proposed, booking_moved, provider_booking_moved, booking_time_proposed', 'a provider''s proposal reaches the customer') from b;
select lives_ok(format($$select pg_temp.by('customer', 'refuse_reschedule', %s)$$, id), 'a customer refuses') from b;
select is(pg_temp.held(id), 'own', 'the second time is let go') from b;
select is((select (starts_at, proposed_by) from market.booking where booking.id = b.id), (wanted, null::text)::record, 'the booking stays where it is') from b;
select is((select count(*)::integer from market.message join b on b.id = message.booking_id where template = 'provider_booking_time_refused'), 1, 'who proposed it is told');
select lives_ok(format('select pg_temp.propose(%L, %s, %L)', 'customer', id, fixture.ahead(140)), 'after that another time can be proposed') from b;
select is(pg_temp.refused('worker', 'lapse_reschedule', id), 'MP031', 'it does not lapse before its time') from b;
select fixture.make_due(id) from b;
update market.timer set due = booking.starts_at from b join market.booking using (id) where timer.entity_id = b.id and timer.operation = 'start' and timer.state = 'pending';
select lives_ok(format($$select pg_temp.by('worker', 'lapse_reschedule', %s)$$, id), 'then it does') from b;
select is(pg_temp.held(id), 'own', 'with what was held for it') from b;
select is((select count(*)::integer from market.message join b on b.id = message.booking_id where template in ('booking_time_lapsed', 'provider_booking_time_lapsed')), 2, 'both are told');

-- What can be proposed.
select is(pg_temp.refused('customer', 'propose_reschedule', id, jsonb_build_object('starts_at', wanted)), 'MP032', 'the time that it has is none') from b;
select is(pg_temp.refused('customer', 'propose_reschedule', id, jsonb_build_object('starts_at', wanted + interval '1 minute')), 'MP003', 'a start has full five minutes') from b;
select is(pg_temp.refused('customer', 'propose_reschedule', id, jsonb_build_object('starts_at', fixture.ahead(-3))), 'MP032', 'it is ahead') from b;
select fixture.new_booking(other, listing, fixture.ahead(150)) from who;
select is(pg_temp.refused('customer', 'propose_reschedule', id, jsonb_build_object('starts_at', fixture.ahead(150) + interval '30 minutes')), 'MP032', 'nobody else has it') from b;
select is(pg_temp.refused('customer', 'propose_reschedule', id, jsonb_build_object('starts_at', wanted + interval '30 minutes')), null, 'but it may overlap with the booking''s own') from b;
select pg_temp.by('provider', 'refuse_reschedule', id) from b;
select fixture.provider(nordlicht, 'set_availability', jsonb_build_object('provider', provider_id, 'hours', '[]'::jsonb)) from who;
select is(pg_temp.refused('customer', 'propose_reschedule', id, jsonb_build_object('starts_at', fixture.ahead(160))), 'MP032', 'and the provider works then') from b;

commit;
begin;
-- An operator sets any time that is free.
create temporary table look as select pg_temp.override(id, fixture.ahead(160), '{"preview": true}') as reply from b;
select is((select reply -> 'result' ->> 'outside_hours' from look), 'true', 'also one at which the provider does not work, which is said');
select is((select string_agg(change ->> 'field', ', ') from look, jsonb_array_elements(reply -> 'effects' -> 'changes') change), 'outside_hours, starts_at', 'the effects name it');
select is((select step ->> 'action' || ' ' || (step ->> 'change') from look, jsonb_array_elements(reply -> 'effects' -> 'timers') step), 'start moved', 'and the step that follows');
select is(pg_temp.held(id), 'own', 'a look holds nothing') from b;
select is(fixture.refusal(format('select pg_temp.override(%s, %L)', id, fixture.ahead(150))), 'MP032', 'never over another booking') from b;
select is(fixture.refusal(format('select pg_temp.override(%s, %L)', id, fixture.ahead(-2))), 'MP032', 'nor into the past') from b;
select fixture.provider(nordlicht, 'set_availability', jsonb_build_object('provider', provider_id, 'hours', (select jsonb_agg(jsonb_build_object('weekday', weekday, 'from', '00:00', 'to', '24:00')) from generate_series(1, 7) weekday))) from who;
select pg_temp.propose('customer', id, fixture.ahead(170)) from b;
create temporary table before as select booking.*, (pg_temp.step(booking.id, 'lapse_reschedule')).due as lapses from market.booking join b using (id);
create temporary table done as select pg_temp.override(id, fixture.ahead(160)) as reply from b;
select is((select (starts_at, proposed_by, outside_hours) from market.booking join b using (id)), (fixture.ahead(160), null::text, false)::record, 'the booking moves, an open proposal ends');
select is(pg_temp.held(id), 'own until undo, proposed until undo, own', 'what it held is kept while it can be given back') from b;
select is(pg_temp.taken(fixture.ahead(170)), 'MP032', 'so nobody gets it');
select is((pg_temp.step(id, 'start')).due, fixture.ahead(160), 'it starts then') from b;
select lives_ok('select pg_temp.undo(reply) from done', 'it is taken back');
select is((select (booking.starts_at, booking.ends_at, booking.proposed_by, booking.proposed_start) from market.booking join b using (id)), (before.starts_at, before.ends_at, before.proposed_by, before.proposed_start)::record, 'time and proposal are as they were') from before;
select is(pg_temp.held(id), 'own, proposed', 'and so is what is held') from b;
select is((pg_temp.step(id, 'start')).due, before.starts_at, 'its steps are due when they were') from b join before using (id);
select is((pg_temp.step(id, 'lapse_reschedule')).due, before.lapses, 'the lapse too') from b join before using (id);
select is(pg_temp.taken(fixture.ahead(160)), null, 'and the time that it had is anybody''s');
select is((select string_agg(distinct message.state, ', ') from market.message, done where message.invocation_id = (reply ->> 'invocation')::uuid), 'withdrawn', 'nobody is told');
create temporary table again as select pg_temp.override(id, fixture.ahead(190)) as reply from b;
select is(fixture.refusal(format('select pg_temp.undo(%L)', jsonb_build_object('invocation', reply ->> 'invocation'))), null, 'a second move is taken back too') from again;
select is(pg_temp.held(id), 'own, proposed', 'to what was held before it') from b;

commit;
begin;
-- A request: the time to answer follows.
create temporary table r as select pg_temp.made(60, 'requested') as id;
select is((pg_temp.step(id, 'expire')).due, fixture.ahead(59), 'a request is answered an hour before its start') from r;
select pg_temp.override(id, fixture.ahead(20)) from r;
select is((pg_temp.step(id, 'expire')).due, fixture.ahead(19), 'wherever that is moved') from r;
select is(fixture.refusal(format('select pg_temp.override(%s, %L)', id, date_trunc('hour', guard.clock()) + interval '1 hour')), 'MP032', 'it is not moved to where it would lapse at once') from r;

-- Every end lets go of the second time.
create function pg_temp.ended(what text) returns text language plpgsql as $$
declare
    n bigint;
begin
    update who set nordlicht = fixture.new_provider(); -- somebody whose time is free
    update who set listing = fixture.new_listing(nordlicht), provider_id = fixture.provider_id(nordlicht);
    n := pg_temp.made(200);
    perform pg_temp.propose('customer', n, fixture.ahead(220));
    if what in ('start', 'report_no_show', 'override_complete') then
        perform fixture.earlier(n, fixture.ahead(200) - guard.clock() + interval '30 minutes');
    end if;
    case what
        when 'start' then perform pg_temp.by('worker', 'start', n);
        when 'report_no_show' then perform pg_temp.by('provider', 'report_no_show', n);
        when 'override_complete' then perform fixture.operator('operations', 'override_complete', jsonb_build_object('booking', n), '{"reason_code": "other", "note": "it did take place"}');
        when 'override_cancel' then perform fixture.operator('operations', 'override_cancel', jsonb_build_object('booking', n, 'to_customer', 0, 'to_provider', 0), '{"reason_code": "provider_cannot_come"}');
        else perform pg_temp.by('customer', what, n);
    end case;
    if exists (select from market.booking where id = n and proposed_by is not null) then
        return 'still proposed';
    end if;
    if exists (select from market.timer where entity_id = n and operation = 'lapse_reschedule' and state = 'pending') then
        return 'still to lapse';
    end if;
    update market.booking_slot set release_at = least(release_at, guard.clock()) where booking_id = n and release_at is not null; -- the time to undo is over
    perform guard.slot_is_free(provider_id, tstzrange('2000-01-01', '2000-01-02')) from who;
    return coalesce((select 'still held' from market.booking_slot where booking_id = n and proposed and blocking), 'free')
        || (select ' ' || left(coalesce(string_agg('broken', ' ') filter (where not holds), 'whole'), 10) from guard.invariant_only_what_is_proposed_is_held_beside());
end
$$;
select is(pg_temp.ended(what), 'free whole', format('%s lets go of what was proposed', what)) from unnest(array['start', 'report_no_show', 'override_complete']) what;
commit;
begin;
select is(pg_temp.ended(what), 'free whole', format('%s lets go of what was proposed', what)) from unnest(array['override_cancel', 'cancel']) what;
select is((select holds from guard.invariant_live_bookings_hold_their_slot()), true, 'every booking holds its own time');
select is((select holds from guard.invariant_no_overlapping_slots()), true, 'and nobody two at once');

-- A cancellation that is taken back gives the proposal back too.
create temporary table c as select pg_temp.made(300) as id;
select pg_temp.propose('provider', id, fixture.ahead(310)) from c;
create temporary table cancelled as select fixture.operator('operations', 'cancel', jsonb_build_object('booking', id)) as reply from c;
select is(pg_temp.held(id), 'own until undo, proposed until undo', 'both times wait') from c;
select pg_temp.undo(reply) from cancelled;
select is(pg_temp.held(id), 'own, proposed', 'and come back') from c;
select lives_ok(format($$select pg_temp.by('customer', 'accept_reschedule', %s)$$, id), 'so that it can still be accepted') from c;
-- What was moved and then cancelled: taking the end back gives the time it had last.
create temporary table moved as select pg_temp.override(id, fixture.ahead(330)) as reply from c;
create temporary table ended as select fixture.operator('operations', 'cancel', jsonb_build_object('booking', id)) as reply from c;
select is(fixture.refusal(format('select pg_temp.undo(%L)', reply)), 'MP033', 'the move can no longer be taken back') from moved;
select lives_ok('select pg_temp.undo(reply) from ended', 'the end can');
select is((select string_agg(lower(during)::text, ', ') from market.booking_slot slot join c on c.id = slot.booking_id where blocking and release_at is null), fixture.ahead(330)::text, 'it holds the time it had last');
select is((select holds from guard.invariant_live_bookings_hold_their_slot()), true, 'as every booking does');
select * from finish();
rollback;
