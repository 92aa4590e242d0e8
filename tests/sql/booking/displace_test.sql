-- SPDX-License-Identifier: GPL-3.0-or-later
-- A booking moves to a time that others hold: each of them makes way as it is said, all or none; their time is free at once, and all of it
-- is taken back while nobody else has it.
begin;
select no_plan();
\ir ../fixture.sql
select fixture.operators();
create temporary table who as select fixture.new_customer() as chloe, fixture.new_customer(name => 'David Roth') as david, fixture.new_provider(name => 'Nordlicht') as nordlicht, fixture.new_provider(name => 'Havel') as havel,
    fixture.new_provider(301, name => 'Tokyo') as tokyo, fixture.new_customer(3) as misaki;
alter table who add column listing bigint, add column other bigint, add column abroad bigint, add column course bigint, add column at timestamptz;
update who set listing = fixture.new_listing(nordlicht, 10000), other = fixture.new_listing(havel, 13000), abroad = fixture.new_listing(tokyo, 10000), course = fixture.new_group(nordlicht, 3), at = fixture.ahead(0);
create function pg_temp.ahead(hours numeric) returns timestamptz language sql as $$ select at + $1 * interval '1 hour' from who $$; -- the same all through
create function pg_temp.made(hours integer, state text default 'confirmed') returns bigint language sql as $$ select fixture.new_booking(david, listing, pg_temp.ahead($1), $2) from who $$;
create function pg_temp.ref(booking bigint) returns text language sql as $$ select reference from market.booking where id = $1 $$;
create function pg_temp.moves(booking bigint, starts timestamptz, displace jsonb default null, options jsonb default '{}') returns jsonb language sql as $$
    select fixture.operator('operations', 'override_reschedule', jsonb_strip_nulls(jsonb_build_object('booking', $1, 'starts_at', $2, 'displace', $3)), '{"reason_code": "customer_asked"}'::jsonb || $4) $$;
create function pg_temp.said(statement text) returns text language plpgsql as $$
declare
    words text;
    advice text;
    code text;
begin
    execute statement;
    return null;
exception
    when others then
        get stacked diagnostics words = message_text, advice = pg_exception_hint, code = returned_sqlstate;
        return concat_ws(' ', code, words, nullif(advice, ''));
end
$$;
create function pg_temp.refused(booking bigint, starts timestamptz, displace jsonb default null) returns text language sql as $$ select pg_temp.said(format('select pg_temp.moves(%s, %L, %L)', $1, $2, $3)) $$;
create function pg_temp.undo(reply jsonb, login text default 'operations') returns jsonb language sql as $$ select fixture.operator($2, 'undo', jsonb_build_object('invocation', $1 ->> 'invocation')) $$;
create function pg_temp.undone(reply jsonb) returns text language sql as $$ select pg_temp.said(format('select pg_temp.undo(%L)', jsonb_build_object('invocation', $1 ->> 'invocation'))) $$;
create function pg_temp.books(starts timestamptz) returns text language sql as $$ -- can somebody else book that time?
    select fixture.refusal(format($q$select fixture.new_booking(%s, %s, %L, 'pending_payment')$q$, fixture.new_customer(), listing, $1)) from who $$;
create function pg_temp.held(booking bigint) returns text language sql as $$ -- where its slots are, and what of them blocks
    select string_agg(format('%s %s%s%s', somebody.name, round(extract(epoch from lower(slot.during) - at) / 3600, 1), case when slot.proposed then ' proposed' else '' end,
        case when slot.displaced then ' displaced' when slot.release_at is not null then case when slot.blocking then ' until undo' else ' gone' end else '' end), ', ' order by slot.id)
    from who, market.booking_slot slot join market.provider somebody on somebody.id = slot.provider_id where slot.booking_id = $1 $$;
create function pg_temp.is_whole() returns text language sql as $$
    select string_agg(figure, '; ') from (select * from guard.invariant_no_overlapping_slots() union all select * from guard.invariant_live_bookings_hold_their_slot()
        union all select * from guard.invariant_only_what_is_proposed_is_held_beside() union all select * from guard.invariant_seats_of_sessions()) all_of_them where not holds $$;
create function pg_temp.choice(booking bigint, choice text, more jsonb default '{}') returns jsonb language sql as $$ select jsonb_build_object('booking', $1, 'choice', $2) || $3 $$;

create temporary table b as select fixture.new_booking(chloe, listing, pg_temp.ahead(100)) as mover, pg_temp.made(200) as one, pg_temp.made(201) as two, pg_temp.made(300) as beside,
    fixture.new_booking(misaki, abroad, pg_temp.ahead(200)) as foreign_one, fixture.new_booking(misaki, abroad, pg_temp.ahead(210)) as foreign_two from who;
commit; -- the door refuses a transaction of more than five seconds
begin;

-- Who holds it is said to those who may know, and nobody is displaced unless it is said how.
select is(pg_temp.refused(mover, pg_temp.ahead(200.5)), format('MP032 Somebody else has booked that time. Held by %s, %s. Choose another time or another provider.', pg_temp.ref(one), pg_temp.ref(two)), 'a time that is taken says who holds it') from b;
select is(pg_temp.said(format('select fixture.provider(%s, %L, %L)', nordlicht, 'propose_reschedule', jsonb_build_object('booking', mover, 'starts_at', pg_temp.ahead(200.5)))),
    'MP032 Somebody else has booked that time. Choose another time or another provider.', 'to the parties it does not') from who, b;
select is(pg_temp.refused(mover, pg_temp.ahead(200.5), '[]'), format('MP032 %s holds that time. Say what becomes of it, or choose another time.', pg_temp.ref(one)), 'each that holds it is to be named') from b;
select is(pg_temp.refused(mover, pg_temp.ahead(200.5), jsonb_build_array(pg_temp.choice(one, 'cancel'))), format('MP032 %s holds that time. Say what becomes of it, or choose another time.', pg_temp.ref(two)), 'all of them') from b;
select is(pg_temp.refused(mover, pg_temp.ahead(200), jsonb_build_array(pg_temp.choice(one, 'cancel'), pg_temp.choice(named, 'cancel'))), 'MP032 Only bookings that hold that time can be displaced. Leave the others out, or look again.', 'and no other')
from b, unnest(array[two, beside, mover]) named;
select is(fixture.state(one), 'confirmed', 'of a refusal nothing is left') from b;
select is(left(pg_temp.refused(mover, pg_temp.ahead(200), jsonb_build_array(pg_temp.choice(987654, 'cancel'))), 5), 'MP021', 'nor one that there is not') from b;
select is((select fixture.refusal(format($$select fixture.operator('operations_one_market', 'override_reschedule', %L, '{"reason_code": "customer_asked"}')$$, jsonb_build_object('booking', mover, 'starts_at', pg_temp.ahead(200),
    'displace', jsonb_build_array(pg_temp.choice(foreign_one, 'cancel')))))), 'MP021', 'one out of reach can not be told from that') from b;
select is(left(pg_temp.refused(mover, pg_temp.ahead(200), plan), 23), 'MP003 This is no plan. ', format('%s is no plan', plan))
from b, (values ('{}'::jsonb), ('[17]'), ('[{"booking": 1}]'), ('[{"booking": 1, "choice": "leave"}]'), ('[{"booking": 1, "choice": "keep", "listing": 2}]'), ('[{"booking": 1, "choice": "cancel"}, {"booking": 1, "choice": "cancel"}]')) wrong(plan);
select is(fixture.refusal(format($$select fixture.operator('operations', 'provider_away', %L, '{"reason_code": "sick"}')$$, jsonb_build_object('provider', fixture.provider_id(nordlicht), 'first_day', (at + interval '30 days')::date, 'last_day', (at + interval '30 days')::date,
    'plan', jsonb_build_array(pg_temp.choice(one, 'keep'))))), 'MP003', 'in a plan for an absence nothing keeps a time') from who, b;
select is(pg_temp.refused(mover, pg_temp.ahead(200), jsonb_build_array(pg_temp.choice(one, 'keep'))), format('MP032 %s takes place at that time, and can not keep it. Say what becomes of it, or choose another time.', pg_temp.ref(one)), 'who takes place then does not keep it') from b;
select is(pg_temp.refused(mover, pg_temp.ahead(200.5), jsonb_build_array(pg_temp.choice(one, 'cancel'), pg_temp.choice(two, 'reschedule', jsonb_build_object('starts_at', pg_temp.ahead(201.25))))),
    format('MP032 %s can not make way so. Somebody else has booked that time. Held by %s. Choose another time or another provider.', pg_temp.ref(two), pg_temp.ref(mover)), 'what is refused for one is refused for all, with its reference') from b;
select is((select string_agg(books.state || ' ' || books.version, ', ' order by books.id) from market.booking books, b where books.id in (mover, one, two)), 'confirmed 3, confirmed 3, confirmed 3', 'so nothing of it is done');

commit;
begin;
-- What there is to choose from.
create temporary table look as select fixture.operator_reads('operations', format('select * from api.booking_holders(%s, %L)', mover, pg_temp.ahead(200.5))) as p from b;
select is((select string_agg(concat_ws(' ', row ->> 'reference' = pg_temp.ref((row ->> 'booking_id')::bigint), row ->> 'customer', row ->> 'title', row ->> 'state_title', row ->> 'refund', row ->> 'candidate', row ->> 'candidate_price', row ->> 'only_proposed', row ->> 'obstacle'), ', ' order by n)
    from look, jsonb_array_elements(p) with ordinality r(row, n)), 't David Roth Leak repair Confirmed 10000 Havel 13000 false, t David Roth Leak repair Confirmed 10000 Havel 13000 false', 'each that holds a part of it, and what could be done');
select is((select array_agg((row ->> 'next_start')::timestamptz order by n) from look, jsonb_array_elements(p) with ordinality r(row, n)), array[pg_temp.ahead(199.5), pg_temp.ahead(201.5)], 'the nearest free time for each');
select is((select (row ->> 'next_start')::timestamptz from b, jsonb_array_elements(fixture.operator_reads('operations', format('select next_start from api.booking_holders(%s, %L)', one, pg_temp.ahead(201)))) row), pg_temp.ahead(200), 'which may be the one that is left');
select is(fixture.operator_reads('operations', format('select * from api.booking_holders(%s, %L)', mover, pg_temp.ahead(400))), '[]', 'nobody holds what is free') from b;
select is(fixture.operator_reads('operations', format('select * from api.booking_holders(%s, %L)', mover, pg_temp.ahead(100.5))), '[]', 'its own time does not count') from b;
select is(fixture.operator_reads(login, format('select booking_id from api.booking_holders(%s, %L)', foreign_one, pg_temp.ahead(210))), case login when 'operations' then jsonb_build_array(jsonb_build_object('booking_id', foreign_two)) else '[]' end, 'what ' || login || ' may know of another market')
from b, unnest(array['operations', 'operations_one_market']) login;

-- One goes to somebody else, one gets the time that is left: looked at, done, told, taken back.
create temporary table plan as select jsonb_build_array(pg_temp.choice(two, 'reschedule', jsonb_build_object('starts_at', pg_temp.ahead(100))), pg_temp.choice(one, 'reassign', jsonb_build_object('listing', other, 'bearer', 'platform'))) as p from who, b;
create temporary table seen as select pg_temp.moves(mover, pg_temp.ahead(200.5), p, '{"preview": true}') as reply from b, plan;
select is(pg_temp.held(one), 'Nordlicht 200.0', 'a look moves nobody') from b;
create temporary table done as select pg_temp.moves(mover, pg_temp.ahead(200.5), p, jsonb_build_object('effects_hash', reply ->> 'effects_hash')) as reply from b, plan, seen;
select is((select (provider.name, books.starts_at)::text from market.booking books join market.provider on provider.id = books.provider_id where books.id = wanted.id), (name, pg_temp.ahead(h))::text, 'where it is wanted')
from b, lateral (values (mover, 'Nordlicht'::market.short_text, 200.5), (one, 'Havel', 200), (two, 'Nordlicht', 100)) wanted(id, name, h);
select is(pg_temp.held(mover), 'Nordlicht 100.0 displaced, Nordlicht 200.5', 'its own time went to the other') from b;
select is(pg_temp.held(one), 'Nordlicht 200.0 displaced, Havel 200.0', 'the first gave its time up at once') from b;
select is(pg_temp.held(two), 'Nordlicht 201.0 displaced, Nordlicht 100.0', 'the second as well') from b;
select is(pg_temp.is_whole(), null, 'nobody is anywhere twice');
select is((select array_agg(entity_id order by entity_id) from market.event, done where event.invocation_id = (reply ->> 'invocation')::uuid and entity = 'booking' and action = 'override_reschedule'), array[mover, two], 'who moves has the event of it') from b;
select is((select array_agg(distinct event.action order by event.action) from market.event, done where event.invocation_id = (reply ->> 'invocation')::uuid and entity = 'booking'), array['override_reassign', 'override_reschedule'], 'each that of what was done with it');
select is((select string_agg(message ->> 'template', ' ' order by message ->> 'template') from done, jsonb_array_elements(reply -> 'effects' -> 'messages') message),
    'booking_moved booking_moved booking_reassigned provider_booking_assigned provider_booking_moved provider_booking_moved provider_booking_withdrawn', 'everybody is told of their own');
select is((select distinct item ->> 'text' from b, jsonb_array_elements(fixture.operator_reads('support', format('select timeline from api.booking where id = %s', one)) -> 0 -> 'timeline') item where item ->> 'title' = 'Reassigned by override'), 'Made way for ' || pg_temp.ref(mover), 'the timeline says for whom') from b;
select is((select count(*)::integer from b, jsonb_array_elements(fixture.operator_reads('support', format('select timeline from api.booking where id = %s', mover)) -> 0 -> 'timeline') item where item ->> 'text' ~ 'Made way'), 0, 'who moves made way for nobody');
select is(pg_temp.undone(reply), null, 'all of it is taken back') from done;
select is(string_agg(split_part(pg_temp.held(n), ',', 1), ', ' order by n), 'Nordlicht 100.0, Nordlicht 200.0, Nordlicht 201.0', 'everybody has their time again') from b, unnest(array[mover, one, two]) n;
select is((select string_agg(concat_ws(' ', provider.name, books.starts_at = pg_temp.ahead(h), books.platform_bears), ', ' order by h) from b, lateral (values (mover, 100), (one, 200), (two, 201)) wanted(id, h) join market.booking books on books.id = wanted.id join market.provider on provider.id = books.provider_id),
    'Nordlicht t 0, Nordlicht t 0, Nordlicht t 0', 'and their provider');
select is(pg_temp.is_whole(), null, 'and nobody''s is left over');
select is(pg_temp.books(pg_temp.ahead(203)), null, 'a time that none of them had is anybody''s');
select is(pg_temp.books(pg_temp.ahead(200)), 'MP032', 'theirs is not');

commit;
begin;
-- What nobody took is kept; what is taken by somebody else does not come back.
create temporary table ended as select pg_temp.moves(mover, pg_temp.ahead(200.5), jsonb_build_array(pg_temp.choice(one, 'cancel'), pg_temp.choice(two, 'cancel'))) as reply from b;
select is((select array_agg(refunded::bigint) from market.payment, b where payment.booking_id in (one, two)), array[10000, 10000]::bigint[], 'who is cancelled gets everything back');
select is((select amount::bigint from market.amount_moved, ended where invocation_id = (reply ->> 'invocation')::uuid), 20000::bigint, 'which counts as moved by who said so');
select is(pg_temp.books(pg_temp.ahead(100)), 'MP032', 'the time that it left is kept while it can be taken back');
select is(pg_temp.is_whole(), null, 'every booking holds its own time');
select is(pg_temp.undone(reply), null, 'taken back') from ended;
select is(fixture.escrow(one) + fixture.escrow(two), 20000::bigint, 'with the money') from b;
create temporary table again as select pg_temp.moves(mover, pg_temp.ahead(200.5), jsonb_build_array(pg_temp.choice(one, 'cancel'), pg_temp.choice(two, 'cancel'))) as reply from b;
select is(pg_temp.books(pg_temp.ahead(201.5)), null, 'the rest of the time is free at once');
select is(pg_temp.undone(reply), 'MP033 A part of the time of the booking that made way has been given to somebody else since. See which actions the record offers now.', 'so it does not come back') from again;
select is(fixture.state(one), 'cancelled', 'nor does the other') from b;
select is(pg_temp.is_whole(), null, 'and all is whole');

commit;
begin;
-- A time that is only proposed: the booking keeps its own.
create temporary table p as select pg_temp.made(300 + 10) as id;
select fixture.customer(david, 'propose_reschedule', jsonb_build_object('booking', p.id, 'starts_at', pg_temp.ahead(400))) from who, p;
create temporary table lapse as select timer.* from market.timer, p where entity_id = p.id and operation = 'lapse_reschedule' and state = 'pending';
select is((select row ->> 'only_proposed' from b, jsonb_array_elements(fixture.operator_reads('operations', format('select only_proposed from api.booking_holders(%s, %L)', mover, pg_temp.ahead(400)))) row), 'true', 'which is said');
create temporary table dropped as select pg_temp.moves(mover, pg_temp.ahead(400), jsonb_build_array(pg_temp.choice(p.id, 'keep'))) as reply from b, p;
select is((select (starts_at, proposed_by) from market.booking join p using (id)), (pg_temp.ahead(310), null::text)::record, 'it keeps its own time, and proposes none');
select is(pg_temp.held(id), 'Nordlicht 310.0, Nordlicht 400.0 proposed displaced', 'it holds no more than that') from p;
select is((select string_agg(message.template, ' ' order by message.template) from market.message, p, dropped where booking_id = p.id and message.invocation_id = (reply ->> 'invocation')::uuid), 'booking_time_gone provider_booking_time_gone', 'both are told');
select ok(message.body !~ '[{}]', 'in whole sentences') from market.message, p where booking_id = p.id and template ~ 'gone';
select is((select item ->> 'title' || ': ' || (item ->> 'text') from p, jsonb_array_elements(fixture.operator_reads('support', format('select timeline from api.booking where id = %s', p.id)) -> 0 -> 'timeline') item where item ->> 'text' ~ 'Made way'), 'Proposed time lapsed: Made way for ' || pg_temp.ref(mover), 'and the timeline says why') from b;
select is(pg_temp.is_whole(), null, 'every booking holds its own time');
select is(pg_temp.undone(reply), null, 'it is taken back') from dropped;
select is(pg_temp.held(id), 'Nordlicht 310.0, Nordlicht 400.0 proposed', 'the proposal too') from p;
select is((select (proposed_by, proposed_start) from market.booking join p using (id)), ('customer'::text, pg_temp.ahead(400))::record, 'as it was');
select is((select due from market.timer, p where entity_id = p.id and operation = 'lapse_reschedule' and state = 'pending'), due, 'and lapses when it did') from lapse;
select is(pg_temp.is_whole(), null, 'and all is whole');
select is(pg_temp.refused(mover, pg_temp.ahead(400), jsonb_build_array(pg_temp.choice(p.id, 'reschedule', jsonb_build_object('starts_at', pg_temp.ahead(420))))), null, 'it may as well be moved') from b, p;
select is((select (starts_at, proposed_by) from market.booking join p using (id)), (pg_temp.ahead(420), null::text)::record, 'then it proposes nothing');
select is(pg_temp.is_whole(), null, 'and all is whole');

commit;
begin;
-- Not paid yet.
create temporary table u as select pg_temp.made(500, 'pending_payment') as id, pg_temp.made(502, 'requested') as asked;
select is(pg_temp.refused(mover, pg_temp.ahead(500), jsonb_build_array(pg_temp.choice(u.id, 'reschedule', jsonb_build_object('starts_at', pg_temp.ahead(510))))),
    format('MP031 %s can not make way so. This booking is pending payment; override reschedule is not possible from there.', pg_temp.ref(u.id)), 'what is not paid does not move') from b, u;
select is(pg_temp.refused(mover, pg_temp.ahead(500), jsonb_build_array(pg_temp.choice(u.id, 'cancel'))), null, 'but is cancelled') from b, u;
select is(fixture.state(id), 'cancelled', 'at once') from u;
select is(pg_temp.refused(mover, pg_temp.ahead(502), jsonb_build_array(pg_temp.choice(u.asked, 'cancel'))), null, 'so is a request') from b, u;

-- What does not make way.
create temporary table kept as select pg_temp.made(520) as id;
select fixture.operator('operations', 'override_cancel', jsonb_build_object('booking', id, 'to_customer', 0, 'to_provider', 0), '{"reason_code": "wrong_listing"}') from kept;
select is(pg_temp.refused(mover, pg_temp.ahead(520), jsonb_build_array(pg_temp.choice(kept.id, 'cancel'))), format('MP032 %s held that time until a moment ago, and may get it back. Look again in a minute, or choose another time.', pg_temp.ref(kept.id)), 'what can be taken back is waited for') from b, kept;
create temporary table seat as select fixture.new_booking(david, course, pg_temp.ahead(530)) as id from who;
select is(pg_temp.refused(mover, pg_temp.ahead(530.5), jsonb_build_array(pg_temp.choice(seat.id, 'cancel'))),
    format('MP032 %s is a seat of a session, and a session does not make way for one booking. Choose another time, or let its customers come at another one first.', pg_temp.ref(seat.id)), 'a session stays') from b, seat;
select is((select row ->> 'obstacle' from b, jsonb_array_elements(fixture.operator_reads('operations', format('select obstacle from api.booking_holders(%s, %L)', mover, pg_temp.ahead(530)))) row), format('%s is a seat of a session, and a session does not make way for one booking.', pg_temp.ref(id)), 'which is said before') from seat;
create temporary table begun as select pg_temp.made(540) as id;
select fixture.earlier(id, pg_temp.ahead(540) - to_timestamp(floor(extract(epoch from guard.clock()) / 300) * 300)) from begun;
select fixture.worker('start', jsonb_build_object('booking', id)) from begun;
select is(pg_temp.refused(mover, to_timestamp(floor(extract(epoch from guard.clock()) / 300) * 300 + 1800), jsonb_build_array(pg_temp.choice(begun.id, 'cancel'))), format('MP032 %s is in progress, and can not make way. Choose another time.', pg_temp.ref(begun.id)), 'nor does what has begun') from b, begun;

commit;
begin;
-- A seat moves over a booking, to a session of its own.
create temporary table s as select fixture.new_booking(chloe, course, pg_temp.ahead(600)) as id, fixture.new_booking(david, course, pg_temp.ahead(600)) as beside, pg_temp.made(610) as one from who;
create temporary table seated as select pg_temp.moves(s.id, pg_temp.ahead(610), jsonb_build_array(pg_temp.choice(s.one, 'cancel'))) as reply from s;
select is((select array_agg(taken order by starts_at) from market.session where starts_at in (pg_temp.ahead(600), pg_temp.ahead(610))), array[2, 1], 'its former seat is kept while it can be taken back');
select is(pg_temp.is_whole(), null, 'and all is whole');
select is(pg_temp.undone(reply), null, 'it is taken back') from seated;
select is((select array_agg(taken order by starts_at) from market.session where starts_at in (pg_temp.ahead(600), pg_temp.ahead(610))), array[2, 0], 'with its seat');
select is(pg_temp.is_whole(), null, 'and all is whole again');

commit;
begin;
-- What runs within another operation is weighed as if it were called by itself.
create temporary table weighed as select fixture.new_booking(david, fixture.new_listing(havel, 60000), pg_temp.ahead(760)) as first_one, fixture.new_booking(david, fixture.new_listing(havel, 60000), pg_temp.ahead(770)) as second_one,
    fixture.new_booking(david, fixture.new_listing(havel, 60000), pg_temp.ahead(780)) as third_one, array(select fixture.new_booking(david, fixture.new_listing(havel, 9000), pg_temp.ahead(780 + 10 * n)) from generate_series(1, 3) n) as movers from who;
create function pg_temp.cancels_for(mover bigint, booking bigint) returns jsonb language sql as $$
    select pg_temp.moves($1, (select starts_at from market.booking where id = $2), jsonb_build_array(jsonb_build_object('booking', $2, 'choice', 'cancel'))) $$;
create function pg_temp.credits(booking bigint, amount bigint) returns jsonb language sql as $$
    select fixture.operator('operations', 'goodwill_credit', jsonb_build_object('booking', $1, 'amount', $2), '{"reason_code": "other", "note": "because of a test"}') $$;
select is(pg_temp.credits(first_one, 50000) ? 'proposed', false, 'half of what one may move on a record') from weighed;
select is(pg_temp.cancels_for(movers[1], first_one) ? 'proposed', true, 'and more than the other half within another call waits for a second person') from weighed;
select is(pg_temp.cancels_for(movers[2], second_one) ? 'proposed', false, 'the other half of another one does not') from weighed;
select is(pg_temp.credits(second_one, 50000) ? 'proposed', true, 'and counts for that one afterwards') from weighed;
insert into market.amount_limit (role_name, operation, currency, version, per_record, per_day, since) values ('steward_operations', 'override_cancel', 'EUR', 1, 100, 1000000, guard.clock());
select is(fixture.operator('operations', 'override_cancel', jsonb_build_object('booking', third_one, 'to_customer', 60000, 'to_provider', 0), '{"reason_code": "wrong_listing"}') ? 'proposed', true, 'an operation with a limit of its own') from weighed;
select is(pg_temp.said(format('select pg_temp.cancels_for(%s, %s)', movers[3], third_one)) ~ '^MP034 .*The same waits for a second person already', true, 'does not happen within another one while it waits') from weighed;
select fixture.operator('operations', 'withdraw_proposal', jsonb_build_object('proposal', id)) from market.proposal, weighed where entity_id = third_one and state = 'open';
select is(pg_temp.cancels_for(movers[3], third_one) ? 'proposed', true, 'and has that limit within another one too') from weighed;

rollback;
begin;
-- What is more than one may move alone waits for a second person.
create temporary table large as select fixture.new_booking(david, fixture.new_listing(nordlicht, 400000), pg_temp.ahead(700)) as id from who;
create temporary table asked as select pg_temp.moves(mover, pg_temp.ahead(700), jsonb_build_array(pg_temp.choice(large.id, 'cancel'))) -> 'proposed' as p from b, large;
select isnt((select p from asked), null, 'a dear one waits for a second person');
select is(fixture.state(id), 'confirmed', 'nothing of it is done') from large;
create function pg_temp.approve(options jsonb) returns jsonb language sql as $$
    select fixture.operator('operations_one_market', waiting.p ->> 'operation', waiting.p -> 'arguments', jsonb_build_object('proposal', waiting.p ->> 'reference') || $1)
    from b, lateral (select fixture.operator_reads('operations_one_market', format('select proposals from api.booking where id = %s', mover)) -> 0 -> 'proposals' -> 0 as p) waiting $$;
select is(pg_temp.approve(jsonb_build_object('effects_hash', pg_temp.approve('{"preview": true}') ->> 'effects_hash')) ->> 'operation', 'override_reschedule', 'who approves it has it done');
select is(fixture.state(id), 'cancelled', 'all of it') from large;
select is((select starts_at from market.booking join b on b.mover = booking.id), pg_temp.ahead(700), 'and the booking is moved');
select * from finish();
rollback;
