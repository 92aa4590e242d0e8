-- SPDX-License-Identifier: GPL-3.0-or-later
-- Automatic steps in the hands of operators: moved within what makes sense, stopped where nobody's time hangs on it, tried
-- again once they were parked; all of it taken back as a whole.
begin;
select no_plan();
\ir ../fixture.sql
select fixture.operators();
create temporary table who as select fixture.new_customer() as chloe, fixture.new_provider() as provider;
alter table who add column listing bigint;
update who set listing = fixture.new_listing(provider);
create temporary table b as
select s.state, fixture.new_booking(chloe, listing, fixture.ahead(100 + 3 * s.n::integer), s.state) as id
from who cross join unnest(array['pending_payment', 'requested', 'confirmed', 'in_progress']) with ordinality s (state, n);
create function pg_temp.id(state text) returns bigint language sql as $$ select b.id from b where b.state = $1 $$;
create function pg_temp.step(state text) returns market.timer language sql as $$
    select t from market.timer t where t.entity = 'booking' and t.entity_id = pg_temp.id($1) order by t.state <> 'pending', t.id desc limit 1 $$;
create function pg_temp.move(state text, step text, due timestamptz, options jsonb default '{}', who text default 'support') returns jsonb language sql as $$
    select fixture.operator($5, 'override_extend', jsonb_build_object('booking', pg_temp.id($1), 'step', $2, 'due', $3), '{"reason_code": "customer_asked"}'::jsonb || $4) $$;
create function pg_temp.refused(state text, step text, due timestamptz) returns text language sql as $$
    select fixture.refusal(format('select pg_temp.move(%L, %L, %L)', $1, $2, $3)) $$;
create function pg_temp.undo(reply jsonb) returns jsonb language sql as $$
    select fixture.operator('support', 'undo', jsonb_build_object('invocation', $1 ->> 'invocation')) $$;

-- More time to pay holds the provider's time as long.
create temporary table said as select pg_temp.move('pending_payment', 'expire', guard.clock() + interval '2 hours', '{"preview": true}') as look;
select is((select look -> 'effects' -> 'timers' -> 0 ->> 'change' from said), 'moved', 'a look says what would be moved');
select is((select (look -> 'effects' -> 'timers' -> 0 ->> 'due')::timestamptz > guard.clock() + interval '1 hour' from said), true, 'and to when');
alter table said add column reply jsonb;
create temporary table held as select slot.held_until from market.booking_slot slot where slot.booking_id = pg_temp.id('pending_payment');
update said set reply = pg_temp.move('pending_payment', 'expire', guard.clock() + interval '2 hours');
select is((pg_temp.step('pending_payment')).due, slot.held_until, 'the time is held as long as it can be paid') from market.booking_slot slot where slot.booking_id = pg_temp.id('pending_payment');
select isnt(slot.held_until, held.held_until, 'which is longer now') from market.booking_slot slot, held where slot.booking_id = pg_temp.id('pending_payment');
select is((select booking.version from market.booking where booking.id = pg_temp.id('pending_payment')), 2, 'the booking has a new version');
select is((select step ->> 'operation' || ' ' || (step ->> 'parked') from fixture.operator_reads('support', format('select timers from api.booking where id = %s', pg_temp.id('pending_payment'))) r,
    jsonb_array_elements(r -> 0 -> 'timers') step), 'expire false', 'it still stands among the steps ahead');
select lives_ok('select pg_temp.undo(reply) from said', 'it is taken back');
select is(fixture.refusal('select pg_temp.undo(reply) from said'), 'MP033', 'once');
select is((select booking.version from market.booking where booking.id = pg_temp.id('pending_payment')), 3, 'which is a version of the booking too');
select is((pg_temp.step('pending_payment')).due, held.held_until, 'the step is due when it was') from held;
select is(slot.held_until, held.held_until, 'and the time is held no longer') from market.booking_slot slot, held where slot.booking_id = pg_temp.id('pending_payment');
select is(fixture.refusal(format($$select fixture.worker('expire', '{"booking": %s}')$$, pg_temp.id('pending_payment'))), 'MP031', 'and does not happen before');

-- What makes sense.
select is(pg_temp.refused('pending_payment', 'expire', guard.clock() - interval '1 minute'), 'MP032', 'not into the past');
select is(pg_temp.refused('requested', 'expire', booking.starts_at + interval '1 minute'), 'MP032', 'a request is not answered after its start') from market.booking where booking.id = pg_temp.id('requested');
select is(pg_temp.refused('confirmed', 'start', booking.starts_at - interval '1 minute'), 'MP032', 'a booking does not start before its start') from market.booking where booking.id = pg_temp.id('confirmed');
select is(pg_temp.refused('in_progress', 'complete', guard.clock() - interval '1 minute'), 'MP032', 'nor is it complete before now');
select is(pg_temp.refused('confirmed', 'complete', guard.clock() + interval '1 hour'), 'MP032', 'only a step that is ahead');
select is(pg_temp.refused('confirmed', 'cancel', guard.clock() + interval '1 hour'), 'MP032', 'and no other operation');
update said set reply = pg_temp.move('in_progress', 'complete', date_trunc('hour', guard.clock()) + interval '3 days');
select is((pg_temp.step('in_progress')).due, date_trunc('hour', guard.clock()) + interval '3 days', 'a completion can wait');
select is(fixture.refusal(format($$select fixture.worker('complete', '{"booking": %s}')$$, pg_temp.id('in_progress'))), 'MP031', 'and then does');

-- Payment that came too late to be extended: somebody else has the time.
create temporary table late as select fixture.new_booking(chloe, listing, fixture.ahead(60), 'pending_payment') as id from who;
update market.booking_slot set held_until = guard.clock() - interval '1 second' from late where booking_slot.booking_id = late.id;
select isnt(fixture.new_booking(fixture.new_customer(), listing, fixture.ahead(60), 'pending_payment'), null, 'somebody else takes what is over') from who;
select is(fixture.refusal(format($$select fixture.operator('support', 'override_extend', '{"booking": %s, "step": "expire", "due": "%s"}', '{"reason_code": "customer_asked"}')$$, id, guard.clock() + interval '1 hour')), 'MP032', 'then more time cannot be given') from late;

-- Stopped.
create function pg_temp.stop(state text, step text) returns jsonb language sql as $$
    select fixture.operator('operations', 'override_stop', jsonb_build_object('booking', pg_temp.id($1), 'step', $2), '{"reason_code": "being_clarified"}') $$;
select is(fixture.refusal($$select pg_temp.stop('requested', 'expire')$$), 'MP031', 'nobody waits for an answer for ever');
select is(fixture.refusal($$select pg_temp.stop('confirmed', 'expire')$$), 'MP032', 'nor for one that is not asked');
update said set reply = pg_temp.stop('confirmed', 'start');
select is((pg_temp.step('confirmed')).state, 'cancelled', 'a start is stopped');
select fixture.earlier(pg_temp.id('confirmed'), booking.starts_at - guard.clock() + interval '20 hours') from market.booking where booking.id = pg_temp.id('confirmed');
select is(fixture.refusal(format($$select fixture.worker('start', '{"booking": %s}')$$, pg_temp.id('confirmed'))), 'MP031', 'it does not start by itself');
select is((select action ->> 'why' from fixture.operator_reads('support', format('select actions from api.booking where id = %s', pg_temp.id('confirmed'))) r,
    jsonb_array_elements(r -> 0 -> 'actions') action where action ->> 'operation' = 'override_stop'), 'Nothing happens by itself from here.', 'nothing is left to stop');
select is(fixture.refusal(format($$select fixture.provider(%s, 'start', '{"booking": %s}')$$, provider, pg_temp.id('confirmed'))), null, 'but the provider starts it') from who;

-- Parked and tried again.
select is(fixture.refusal(format($$select fixture.operator('support', 'retry_step', '{"booking": %s, "step": "complete"}')$$, pg_temp.id('in_progress'))), 'MP032', 'what did not fail is not tried again');
update market.timer set parked_at = guard.clock(), attempts = 8, failure = 'It did not work.', due = guard.clock() where id = (pg_temp.step('in_progress')).id;
select is((select step ->> 'failure' || ' ' || (step ->> 'parked') from fixture.operator_reads('support', format('select timers from api.booking where id = %s', pg_temp.id('in_progress'))) r,
    jsonb_array_elements(r -> 0 -> 'timers') step), 'It did not work. true', 'an operator sees what failed, and why');
select is((select fixture.operator('support', 'retry_step', jsonb_build_object('booking', pg_temp.id('in_progress'), 'step', 'complete'), '{"preview": true}') -> 'effects' -> 'timers' -> 0 ->> 'change'), 'retried', 'a look says that it would be tried again');
create temporary table parked as select (pg_temp.step('in_progress')).*;
update said set reply = pg_temp.move('in_progress', 'complete', guard.clock() + interval '1 day');
select is((pg_temp.step('in_progress')).parked_at, null, 'a parked step that is moved waits for its new time');
select lives_ok('select pg_temp.undo(reply) from said', 'that is taken back');
select is(((pg_temp.step('in_progress')).parked_at, (pg_temp.step('in_progress')).due), (parked.parked_at, parked.due), 'and the step is parked again, as it was') from parked;
select lives_ok(format($$select fixture.operator('support', 'retry_step', '{"booking": %s, "step": "complete"}')$$, pg_temp.id('in_progress')), 'it is tried again');
select is((select format('%s %s', t.attempts, t.parked_at) from (select (pg_temp.step('in_progress')).*) t), '0 ', 'from the first attempt');
select lives_ok(format($$select fixture.worker('complete', '{"booking": %s}')$$, pg_temp.id('in_progress')), 'and then it works');
select * from finish();
rollback;
