-- SPDX-License-Identifier: GPL-3.0-or-later
-- A provider is away: nobody books them, and each booking that they then have goes where the plan says, or says why not; all of it is
-- taken back at once, and ends earlier if they are back.
begin;
select no_plan();
\ir ../fixture.sql
select fixture.operators();
create temporary table who as select fixture.new_customer() as chloe, fixture.new_provider(name => 'Nordlicht') as nordlicht, fixture.new_provider(name => 'Havel') as havel,
    fixture.new_provider(301, name => 'Tokyo') as tokyo, fixture.new_customer(3) as misaki;
alter table who add column listing bigint, add column other bigint, add column abroad bigint, add column id bigint, add column from_day date;
update who set listing = fixture.new_listing(nordlicht, 10000), other = fixture.new_listing(havel, 9000), abroad = fixture.new_listing(tokyo, 10000), id = fixture.provider_id(nordlicht),
    from_day = (guard.clock() at time zone 'Europe/Berlin')::date + 3;
-- At noon of a day of the absence, Berlin's time; the days are from_day and the nine after.
create function pg_temp.noon(day integer, hour integer default 12) returns timestamptz language sql as $$ select ((from_day + $1)::timestamp + make_interval(hours => $2)) at time zone 'Europe/Berlin' from who $$;
create function pg_temp.away(plan jsonb, options jsonb default '{}', first_day integer default 0, last_day integer default 9, login text default 'operations') returns jsonb language sql as $$
    select fixture.operator($5, 'provider_away', jsonb_build_object('provider', id, 'first_day', from_day + $3, 'last_day', from_day + $4, 'plan', $1), '{"reason_code": "sick"}'::jsonb || $2) from who $$;
create function pg_temp.refused(plan jsonb, first_day integer default 0, last_day integer default 9, login text default 'operations') returns text language sql as $$
    select fixture.refusal(format('select pg_temp.away(%L, ''{}'', %s, %s, %L)', $1, $2, $3, $4)) $$;
create function pg_temp.undo(reply jsonb) returns jsonb language sql as $$ select fixture.operator('operations', 'undo', jsonb_build_object('invocation', $1 ->> 'invocation')) $$;
create function pg_temp.rows(reply jsonb) returns text language sql as $$
    select string_agg(concat_ws(' ', row ->> 'choice', row ->> 'outcome', row ->> 'refusal'), ', ' order by n) from jsonb_array_elements($1 -> 'result' -> 'bookings') with ordinality r(row, n) $$;
create function pg_temp.unheld() returns text language sql as $$ select string_agg(figure, '; ') from guard.invariant_nobody_is_booked_while_away() where not holds $$;

create temporary table b as select
    fixture.new_booking(chloe, listing, pg_temp.noon(0)) as given, fixture.new_booking(chloe, listing, pg_temp.noon(1)) as moved, fixture.new_booking(chloe, listing, pg_temp.noon(2)) as ended,
    fixture.new_booking(chloe, listing, pg_temp.noon(3)) as kept, fixture.new_booking(chloe, listing, pg_temp.noon(4), 'requested') as asked, fixture.new_booking(chloe, listing, pg_temp.noon(5), 'pending_payment') as unpaid,
    fixture.new_booking(chloe, listing, pg_temp.noon(10)) as after, fixture.new_booking(chloe, listing, pg_temp.noon(-1)) as before, fixture.new_booking(misaki, abroad, pg_temp.noon(1)) as foreign_one,
    fixture.new_booking(chloe, listing, pg_temp.noon(6), 'cancelled') as over
from who;
commit; -- the door refuses a transaction of more than five seconds
begin;

-- What is no absence, and no plan.
select is(pg_temp.refused('[]', first_day => first_day, last_day => last_day), 'MP003', format('from %s to %s is no absence', first_day, last_day))
from (values (-4, 2), (2, 1), (0, 366)) days(first_day, last_day);
select is(pg_temp.refused(plan), 'MP003', format('%s is no plan', left(plan::text, 80)))
from (values ('{}'::jsonb), ('[17]'), ('[{"booking": 1}]'), ('[{"booking": 1, "choice": "sell"}]'), ('[{"booking": 0, "choice": "cancel"}]'), ('[{"booking": "1", "choice": "cancel"}]'),
    ('[{"booking": 1, "choice": "cancel"}, {"booking": 1, "choice": "cancel"}]'), ('[{"booking": 1, "choice": "cancel", "starts_at": "2030-01-01T00:00Z"}]'), ('[{"booking": 1, "choice": "reassign"}]'),
    ('[{"booking": 1, "choice": "reassign", "listing": 1, "bearer": "somebody"}]'), ('[{"booking": 1, "choice": "reschedule", "starts_at": "tomorrow"}]'),
    ('[{"booking": 1, "choice": "reschedule", "starts_at": "2030-02-30T00:00Z"}]'), ('[{"booking": 1, "choice": "reschedule", "starts_at": "1999-01-01T00:00Z"}]')) wrong(plan);
select is(pg_temp.refused((select jsonb_agg(jsonb_build_object('booking', n, 'choice', 'cancel')) from generate_series(1, 201) n)), 'MP003', 'nor are more than 200');
select is(fixture.refusal($$select fixture.operator('operations', 'provider_away', '{"provider": 1, "first_day": "2030-01-01", "last_day": "2030-01-01"}')$$), 'MP004', 'it takes a reason');

-- Not everybody, nor everywhere.
select is(pg_temp.refused('[]', login => login), 'MP012', login || ' does not mark who is away') from unnest(array['support', 'finance', 'auditor', 'administrator']) login;
select is(fixture.refusal(format($$select fixture.operator('operations_one_market', 'provider_away', '{"provider": %s, "first_day": "%s", "last_day": "%s"}', '{"reason_code": "sick"}')$$,
    fixture.provider_id(tokyo), from_day, from_day)), 'MP021', 'nor who is out of reach') from who;
select is(pg_temp.refused('[{"booking": 987654, "choice": "cancel"}]'), 'MP021', 'a booking that is none stops it');
select is(pg_temp.refused(jsonb_build_array(jsonb_build_object('booking', foreign_one, 'choice', 'cancel')), login => 'operations_one_market'), 'MP021', 'and one out of reach can not be told from that') from b;

commit;
begin;
-- The plan's beginning.
create temporary table look as select p from who, lateral (select fixture.operator_reads('operations', format('select * from api.away_plan(%s, %L, %L)', id, from_day, from_day + 9)) as p) x;
select is((select string_agg(row ->> 'state', ' ' order by n) from look, jsonb_array_elements(p) with ordinality r(row, n)), 'confirmed confirmed confirmed confirmed requested pending_payment', 'each booking in these days and no other');
select is((select array_agg(distinct (row ->> 'listing_id')::bigint) from look, jsonb_array_elements(p) row where row ->> 'state' <> 'pending_payment'), array[other], 'the best other provider for each') from who;
select is((select array_agg((row ->> 'next_start')::timestamptz order by n) from look, jsonb_array_elements(p) with ordinality r(row, n) where row ->> 'state' <> 'pending_payment'),
    array[pg_temp.noon(10, 0), pg_temp.noon(10, 1), pg_temp.noon(10, 2), pg_temp.noon(10, 3), pg_temp.noon(10, 4)], 'the next free time, not twice the same');
select is((select array_agg((row ->> 'refund')::bigint order by n) from look, jsonb_array_elements(p) with ordinality r(row, n)), array[10000, 10000, 10000, 10000, 0, 0]::bigint[], 'and what is given back');
select is((select row ->> 'next_start' is null and row ->> 'listing_id' is null from look, jsonb_array_elements(p) row where row ->> 'state' = 'pending_payment'), true, 'what is not paid goes nowhere');
select is((select string_agg(row ->> 'booking_id' || ' ' || (row ->> 'next_start'), ', ' order by n) from b, who, lateral (select fixture.operator_reads('operations', format('select * from api.away_plan(%s, %L, %L, %s, 2)', id, from_day, from_day + 9, moved)) as p) x, jsonb_array_elements(p) with ordinality r(row, n)),
    (select string_agg(row ->> 'booking_id' || ' ' || (row ->> 'next_start'), ', ' order by n) from b, look, jsonb_array_elements(p) with ordinality r(row, n) where n in (3, 4)), 'page by page the same');
select is(fixture.operator_reads('operations_one_market', format('select * from api.away_plan(%s, %L, %L)', fixture.provider_id(tokyo), from_day, from_day + 9)), '[]', 'nothing of another market') from who;

-- All of it at once, as it was seen; taken back at once.
create temporary table plan as select jsonb_build_array(
    jsonb_build_object('booking', given, 'choice', 'reassign', 'listing', other, 'bearer', 'customer'),
    jsonb_build_object('booking', moved, 'choice', 'reschedule', 'starts_at', pg_temp.noon(10, 14)),
    jsonb_build_object('booking', ended, 'choice', 'cancel'),
    jsonb_build_object('booking', asked, 'choice', 'reschedule', 'starts_at', pg_temp.noon(10)),
    jsonb_build_object('booking', unpaid, 'choice', 'reschedule', 'starts_at', pg_temp.noon(10, 16)),
    jsonb_build_object('booking', after, 'choice', 'cancel')) as p from b, who;
create temporary table seen as select pg_temp.away(p, '{"preview": true}') as reply from plan;
create temporary table done as select pg_temp.away(p, jsonb_build_object('effects_hash', reply ->> 'effects_hash')) as reply from plan, seen;
select is(pg_temp.rows(reply), 'reassign done, reschedule done, cancel done, leave left, '
    'reschedule refused Somebody else has booked that time., reschedule refused This booking is pending payment; override reschedule is not possible from there., '
    'cancel refused The provider does not have this booking on these days any more.', 'each has its own outcome') from done;
select is((select jsonb_agg(line - 'reference') from done, jsonb_array_elements(reply -> 'effects' -> 'away') line where line ->> 'outcome' is distinct from 'done'), (select jsonb_build_array(
    jsonb_build_object('first_day', from_day, 'last_day', from_day + 9, 'free_from', null),
    '{"choice": "leave", "outcome": "left", "refusal": null, "hint": null}'::jsonb,
    jsonb_build_object('choice', 'reschedule', 'outcome', 'refused', 'refusal', 'Somebody else has booked that time.', 'hint', format('Held by %s. Choose another time or another provider.', (select reference from market.booking where booking.id = after))),
    '{"choice": "reschedule", "outcome": "refused", "refusal": "This booking is pending payment; override reschedule is not possible from there.", "hint": null}'::jsonb,
    '{"choice": "cancel", "outcome": "refused", "refusal": "The provider does not have this booking on these days any more.", "hint": "Look again."}'::jsonb) from who, b), 'which the effects say, and what is left alone');
select is((select row(provider.name, books.price) from market.booking books join b on b.given = books.id join market.provider on provider.id = books.provider_id), row('Havel'::market.short_text, 9000::market.amount), 'one goes to somebody else, and the customer gets the difference');
select is((select starts_at from market.booking join b on b.moved = booking.id), pg_temp.noon(10, 14), 'one moves');
select is(fixture.state(ended), 'cancelled', 'one is cancelled') from b;
select is((select refunded from market.payment join b on b.ended = payment.booking_id)::bigint, 10000::bigint, 'with everything back');
select is(fixture.escrow(given), 9000::bigint, 'the ledger holds what the price is') from b;
select is((select string_agg(books.state || ' ' || books.version, ', ' order by books.id) from market.booking books, b where books.id in (kept, asked, unpaid, after)), 'confirmed 3, requested 2, pending_payment 1, confirmed 3', 'the others are as they were');
select is((select array_agg(distinct event.action order by event.action) from market.event, done where event.invocation_id = (reply ->> 'invocation')::uuid and entity in ('booking', 'provider')), array['override_cancel', 'override_reassign', 'override_reschedule', 'provider_away'], 'each has the event of what was done with it');
select is((select amount::bigint from market.amount_moved, done where invocation_id = (reply ->> 'invocation')::uuid), 11000::bigint, 'what they move together is weighed together');
select is((select string_agg(message ->> 'template', ' ' order by message ->> 'template') from done, jsonb_array_elements(reply -> 'effects' -> 'messages') message),
    'booking_cancelled booking_moved booking_reassigned_cheaper provider_booking_assigned provider_booking_cancelled provider_booking_moved provider_booking_withdrawn', 'everybody is told of their own');
select is((select item ->> 'text' from b, jsonb_array_elements(fixture.operator_reads('support', format('select timeline from api.booking where id = %s', ended)) -> 0 -> 'timeline') item where item ->> 'title' = 'Cancelled by override'), 'The provider is away', 'the timeline says why');
select is(fixture.operator_reads('auditor', 'select provider, first_day, last_day from api.absence'), jsonb_build_array(jsonb_build_object('provider', 'Nordlicht', 'first_day', from_day, 'last_day', from_day + 9)), 'everybody sees who is away') from who;
select is(fixture.operator_reads('support', format('select provider_absence from api.booking where id = %s', after)) -> 0 -> 'provider_absence' ->> 'last_day', (from_day + 9)::text, 'each booking of theirs says so') from who, b;
select is(fixture.read('steward_gate_public', 'steward_provider', nordlicht::text, 'select first_day from api.absence'), jsonb_build_array(jsonb_build_object('first_day', from_day)), 'who it is as well') from who;

commit;
begin;
-- Nobody books them meanwhile.
create function pg_temp.books(day integer, hour integer default 12) returns text language sql as $$ select fixture.refusal(format('select fixture.new_booking(%s, %s, %L, ''pending_payment'')', fixture.new_customer(), listing, pg_temp.noon($1, $2))) from who $$;
select is(pg_temp.books(9, 23), 'MP032', 'nobody books who is away');
select is(pg_temp.books(0, 0), 'MP032', 'from the first hour on');
select is(pg_temp.books(-1, 23), null, 'but until the hour before');
select is(pg_temp.books(10, 20), null, 'and after the last one');
select is(fixture.refusal(format('select fixture.customer(%s, ''propose_reschedule'', %L)', chloe, jsonb_build_object('booking', after, 'starts_at', pg_temp.noon(6)))), 'MP032', 'nor proposes such a time') from who, b;
select is((select min((row ->> 'starts_at')::timestamptz) from b, who, jsonb_array_elements(fixture.operator_reads('operations', format('select starts_at from api.booking_slots(%s, %L)', after, from_day))) row), pg_temp.noon(10, 0), 'nor is it offered');
select is(fixture.refusal(format($$select fixture.operator('operations', 'override_reopen', '{"booking": %s}', '{"reason_code": "by_mistake"}')$$, ended)), 'MP032', 'what was cancelled does not come back') from b;
select is((select pg_temp.rows(pg_temp.away(jsonb_build_array(jsonb_build_object('booking', kept, 'choice', 'reschedule', 'starts_at', pg_temp.noon(9))), '{"preview": true}', 0, 4)) from b), 'reschedule refused The provider is away at that time., leave left', 'nor does the plan move anything there');
select is(fixture.refusal(format($$select fixture.operator('operations', 'override_reschedule', '{"booking": %s, "starts_at": "%s"}', '{"reason_code": "customer_asked"}')$$, before, pg_temp.noon(7))), null, 'an override does, and is marked as one') from b;
select is(pg_temp.unheld(), null, 'which is nobody''s mistake');

-- Taken back.
select is(fixture.refusal('select pg_temp.undo(reply) from done'), null, 'all of it is taken back');
select is((select string_agg(concat_ws(' ', books.state, books.provider_id = who.id, books.price, books.starts_at = pg_temp.noon(n)), ', ' order by n) from who, b, lateral (values (given, 0), (moved, 1), (ended, 2)) back(booking, n) join market.booking books on books.id = back.booking),
    'confirmed t 10000 t, confirmed t 10000 t, confirmed t 10000 t', 'as it was');
select is(fixture.escrow(given) + fixture.escrow(ended), 20000::bigint, 'the money too') from b;
select is(fixture.operator_reads('operations', 'select * from api.absence'), '[]', 'nobody is away');
select is(pg_temp.books(6), null, 'and can be booked');

commit;
begin;
-- What is more than one may move alone waits for a second person, on each booking of theirs.
create temporary table large as select fixture.new_booking(chloe, fixture.new_listing(nordlicht, 400000), pg_temp.noon(3, 20)) as id from who;
create temporary table asked as select pg_temp.away(jsonb_build_array(jsonb_build_object('booking', large.id, 'choice', 'cancel'))) -> 'proposed' as p from large;
select isnt((select p from asked), null, 'a dear one waits for a second person');
select is(fixture.state(id), 'confirmed', 'nothing of it is done') from large;
create temporary table waiting as select fixture.operator_reads('operations_one_market', format('select proposals from api.booking where id = %s', after)) -> 0 -> 'proposals' -> 0 as p from b;
select is(waiting.p ->> 'reference', asked.p ->> 'reference', 'every booking of the provider says so') from waiting, asked;
create function pg_temp.approve(options jsonb) returns jsonb language sql as $$ select fixture.operator('operations_one_market', p ->> 'operation', p -> 'arguments', jsonb_build_object('proposal', p ->> 'reference') || $1) from waiting $$;
select is(pg_temp.approve(jsonb_build_object('effects_hash', pg_temp.approve('{"preview": true}') ->> 'effects_hash')) ->> 'operation', 'provider_away', 'who approves it has it done');
select is(fixture.state(id), 'cancelled', 'all of it') from large;
set local session_replication_role = replica;
update market.absence set free_from = first_day, ended_by = invocation_id where free_from is null;
set local session_replication_role = origin;

commit;
begin;
-- Back earlier.
create temporary table again as select pg_temp.away('[]') as reply;
create function pg_temp.back(absence bigint, login text default 'operations') returns jsonb language sql as $$ select fixture.operator($2, 'end_absence', jsonb_build_object('provider', id, 'absence', $1)) from who $$;
select is(fixture.refusal(format($$select fixture.operator('operations', 'end_absence', '{"provider": %s, "absence": %s}')$$, fixture.provider_id(havel), reply -> 'result' -> 'absence')), 'MP032', 'an absence is its provider''s') from who, again;
create temporary table back as select pg_temp.back((reply -> 'result' -> 'absence')::bigint) as reply from again;
select is(pg_temp.books(7, 6), null, 'who is back is booked');
select is(fixture.refusal('select pg_temp.back((reply -> ''result'' -> ''absence'')::bigint) from again'), 'MP032', 'nobody comes back twice');
select is(fixture.refusal('select pg_temp.undo(reply) from back'), 'MP033', 'nor is absent again who was booked meanwhile');
select is(pg_temp.unheld(), null, 'so nobody is booked while away');

-- From today on: what is over stays.
create temporary table today as select pg_temp.away('[]', '{}', -3, 2) as reply;
set local session_replication_role = replica;
update market.absence set first_day = first_day - 2 from today where absence.id = (reply -> 'result' -> 'absence')::bigint;
set local session_replication_role = origin;
select is((pg_temp.back((reply -> 'result' -> 'absence')::bigint) -> 'result' ->> 'free_from')::date, from_day - 3, 'they are back today, not before') from who, today;

commit;
begin;
-- A time that was proposed before.
create temporary table hope as select fixture.new_booking(chloe, listing, pg_temp.noon(12)) as id from who;
select fixture.customer(chloe, 'propose_reschedule', jsonb_build_object('booking', hope.id, 'starts_at', pg_temp.noon(8))) from who, hope;
-- What was cancelled a moment ago would come back into the absence.
create temporary table gone as select fixture.operator('operations', 'override_cancel', jsonb_build_object('booking', before, 'to_customer', 0, 'to_provider', 0), '{"reason_code": "wrong_listing"}') as reply from b;
create temporary table hours as select pg_temp.away('[]') as reply;
select is(fixture.refusal(format('select fixture.provider(%s, ''accept_reschedule'', %L)', nordlicht, jsonb_build_object('booking', hope.id))), 'MP032', 'a proposed time is not accepted any more') from who, hope;
select is(fixture.refusal('select pg_temp.undo(reply) from gone'), null, 'an override of the hours comes back as one');
commit;
begin;
create temporary table lost as select fixture.new_booking(chloe, other, pg_temp.noon(8)) as id from who;
create temporary table lost_too as select fixture.operator('operations', 'override_cancel', jsonb_build_object('booking', id, 'to_customer', 0, 'to_provider', 0), '{"reason_code": "wrong_listing"}') as reply from lost;
select fixture.operator('operations', 'provider_away', jsonb_build_object('provider', fixture.provider_id(havel), 'first_day', from_day, 'last_day', from_day + 9), '{"reason_code": "family"}') from who;
select is(fixture.refusal('select pg_temp.undo(reply) from lost_too'), 'MP033', 'nobody is given a booking back while away');
select is(pg_temp.unheld(), null, 'and still nobody is booked while away');
set local session_replication_role = replica;
update market.booking set state = 'confirmed' from lost where booking.id = lost.id;
set local session_replication_role = origin;
select matches(pg_temp.unheld(), '^[0-9]+ absences, 1 bookings that came into one$', 'which is noticed otherwise');
select * from finish();
rollback;
