-- SPDX-License-Identifier: GPL-3.0-or-later
-- A booking from its first moment to its end, along every way it can take: state, money, slot, messages, timers, history.
begin;
select no_plan();
\ir ../fixture.sql
select fixture.operators();

create temporary table who as
select provider, fixture.new_listing(provider) as listing, fixture.new_listing(provider, instant => true, price => 9900) as instant,
    fixture.new_customer() as chloe, fixture.new_customer(name => 'Zoé Lefèvre', locale => 'es') as zoe
from (select fixture.new_provider() as provider) made;
create temporary table b (name text primary key, id bigint);
grant select on b to public;

create function pg_temp.facts(booking bigint) returns text language sql as $$
    select concat_ws(' ', books.state, 'payment', payment.state, 'escrow', fixture.escrow(books.id),
        'slot', case when slot.blocking then case when slot.release_at is null then 'held' else 'released' end else 'free' end)
    from market.booking books
    join market.payment on payment.booking_id = books.id
    join market.booking_slot slot on slot.booking_id = books.id
    where books.id = $1
$$;
create function pg_temp.told(booking bigint) returns text language sql as $$
    select string_agg(template || ' ' || locale, ', ' order by message.id) from market.message where booking_id = $1
$$;
create function pg_temp.awaits(booking bigint) returns text language sql as $$
    select string_agg(operation, ', ' order by due) from market.timer where entity = 'booking' and entity_id = $1 and state = 'pending'
$$;

commit; -- the door refuses a transaction of more than five seconds
begin;
-- Booked.
insert into b select 'asked', fixture.new_booking(chloe, listing, fixture.ahead(100), 'pending_payment') from who;
select is(pg_temp.facts(id), 'pending_payment payment requires_authorisation escrow 0 slot held', 'booked: the time is held, the payment asked for') from b where name = 'asked';
select is(pg_temp.awaits(id), 'expire', 'it lapses unless it is paid') from b where name = 'asked';
select is(due - entered_at, interval '15 minutes', 'after a quarter of an hour') from b join market.booking on booking.id = b.id join market.timer on timer.entity = 'booking' and timer.entity_id = b.id where b.name = 'asked';
select is(held_until, due, 'and so long its time is held') from b join market.booking_slot slot on slot.booking_id = b.id join market.timer on timer.entity = 'booking' and timer.entity_id = b.id where b.name = 'asked';
select is((price, commission, tax, commission_bp, tax_bp, currency, policy ->> 'name')::text, '(12400,1563,297,1500,1900,EUR,Moderate)', 'price, fees and policy are frozen') from b join market.booking on booking.id = b.id where b.name = 'asked';
select is(pg_temp.told(id), null, 'nobody is told yet') from b where name = 'asked';
select is((select string_agg(intent.kind || ' ' || intent.state, ', ') from market.gateway_intent intent join market.payment on payment.id = intent.payment_id where payment.booking_id = b.id), 'authorise not yet told', 'the gateway is asked to authorise') from b where name = 'asked';

commit;
begin;
-- What is frozen stays, whatever becomes of the listing.
set local session_replication_role = replica;
update market.terms set commission_bp = 9999;
set local session_replication_role = origin;
update market.listing set price = 1;
select is((price, commission_bp)::text, '(12400,1500)', 'a new price and fee do not reach it') from b join market.booking on booking.id = b.id where b.name = 'asked';
set local session_replication_role = replica;
update market.terms set commission_bp = 1500;
set local session_replication_role = origin;
update market.listing set price = case when instant_book then 9900 else 12400 end;
set local role steward_door;
select throws_ok('update market.booking set price = 1', 'MP032', null, 'and no operation can change it');
select throws_ok('update market.booking set policy = ''{}''', '42501', null, 'nor the policy');
reset role;

commit;
begin;
-- Authorised, accepted, started, completed.
select lives_ok(format($$select fixture.worker('authorised', '{"booking": %s, "gateway_reference": "g1", "card_brand": "Visa", "card_last4": "4417", "expires": "%s"}')$$, id, guard.clock() + interval '7 days'), 'the gateway authorises') from b where name = 'asked';
select is(pg_temp.facts(id), 'requested payment authorised escrow 0 slot held', 'requested') from b where name = 'asked';
select is(pg_temp.told(id), 'booking_requested de, provider_booking_requested en', 'both are told, each in their language') from b where name = 'asked';
select is((select due from market.timer where entity = 'booking' and entity_id = b.id and timer.state = 'pending'), booking.entered_at + interval '3 days', 'the provider has three days') from b join market.booking on booking.id = b.id where b.name = 'asked';
select ok(strpos(message.body, guard.moment_text(timer.due, booking.zone, message.locale)) > 0, 'and is told until when') from b join market.booking on booking.id = b.id join market.timer on timer.entity = 'booking' and timer.entity_id = b.id and timer.state = 'pending' join market.message on message.booking_id = b.id and message.template = 'provider_booking_requested' where b.name = 'asked';
select is(fixture.refusal(format($$select fixture.worker('authorised', '{"booking": %s, "gateway_reference": "g1", "expires": "%s"}')$$, id, guard.clock() + interval '7 days')), 'MP031', 'it is authorised once') from b where name = 'asked';
select lives_ok(format($$select fixture.provider(%s, 'accept', '{"booking": %s}')$$, provider, id), 'the provider accepts') from b, who where name = 'asked';
select is(pg_temp.facts(id), 'confirmed payment captured escrow 12400 slot held', 'confirmed and captured') from b where name = 'asked';
select is(pg_temp.awaits(id), 'start', 'it starts by itself') from b where name = 'asked';
select is(fixture.refusal(format($$select fixture.provider(%s, 'start', '{"booking": %s}')$$, provider, id)), 'MP031', 'but not before its time') from b, who where name = 'asked';
select is(fixture.refusal(format($$select fixture.provider(%s, 'accept', '{"booking": %s}')$$, provider, id)), 'MP031', 'it is accepted once') from b, who where name = 'asked';

commit;
begin;
-- Instant-book.
insert into b select 'instant', fixture.new_booking(zoe, instant, fixture.ahead(110), 'requested') from who;
select is(pg_temp.facts(id), 'confirmed payment captured escrow 9900 slot held', 'instant-book is confirmed when it is paid') from b where name = 'instant';
select is(pg_temp.told(id), 'booking_confirmed es, provider_booking_confirmed en', 'and both are told so') from b where name = 'instant';
select matches(body, 'Hola, Zoé Lefèvre.*99,00 EUR.*' || reference, 'with her name, the amount and the reference') from b join market.booking on booking.id = b.id join market.message on message.booking_id = b.id and audience = 'customer' where b.name = 'instant';
select doesnt_match(body, '[{}]', 'no field is left open') from market.message;

commit;
begin;
-- Declined, expired.
insert into b select 'declined', fixture.new_booking(chloe, listing, fixture.ahead(120), 'declined') from who;
select is(pg_temp.facts(id), 'declined payment voided escrow 0 slot free', 'declined') from b where name = 'declined';
select is(pg_temp.told(id), 'booking_requested de, provider_booking_requested en, booking_declined de, provider_booking_declined en', 'both are told') from b where name = 'declined';
insert into b select 'lapsed', fixture.new_booking(chloe, listing, fixture.ahead(130), 'expired') from who;
select is(pg_temp.facts(id), 'expired payment voided escrow 0 slot free', 'not paid in time') from b where name = 'lapsed';
select is(pg_temp.told(id), 'booking_expired de', 'the provider never hears of it') from b where name = 'lapsed';
insert into b select 'unanswered', fixture.new_booking(chloe, listing, fixture.ahead(130), 'requested') from who;
select is(fixture.refusal(format($$select fixture.worker('expire', '{"booking": %s}')$$, id)), 'MP031', 'it does not lapse before its time') from b where name = 'unanswered';
select fixture.make_due(id) from b where name = 'unanswered';
select lives_ok(format($$select fixture.worker('expire', '{"booking": %s}')$$, id), 'not answered in time') from b where name = 'unanswered';
select is(pg_temp.facts(id), 'expired payment voided escrow 0 slot free', 'expired') from b where name = 'unanswered';
select is((select state || ' by ' || (ended_by = invocation_id) from market.timer where entity = 'booking' and entity_id = b.id and from_state = 'requested'), 'done by true', 'the step that was to happen is done, and by what') from b where name = 'unanswered';
select is(pg_temp.awaits(id), null, 'and nothing is to happen any more') from b where name in ('declined', 'lapsed', 'unanswered');

commit;
begin;
-- The request's deadline is the earliest of three.
insert into b select 'soon', fixture.new_booking(chloe, listing, fixture.ahead(5), 'requested') from who;
select is((select due from market.timer where entity = 'booking' and entity_id = b.id and state = 'pending'), starts_at - interval '1 hour', 'an hour before the start') from b join market.booking on booking.id = b.id where b.name = 'soon';
insert into b select 'brief', fixture.new_booking(chloe, listing, fixture.ahead(140), 'pending_payment') from who;
select lives_ok(format($$select fixture.worker('authorised', '{"booking": %s, "gateway_reference": "g2", "expires": "%s"}')$$, id, date_trunc('hour', guard.clock()) + interval '2 days'), 'authorised for two days') from b where name = 'brief';
select is((select due from market.timer where entity = 'booking' and entity_id = b.id and state = 'pending'), authorised_until - interval '1 day', 'a day before the amount is let go') from b join market.booking on booking.id = b.id where b.name = 'brief';

commit;
begin;
-- A request whose time has come can only lapse.
insert into b select 'missed', fixture.new_booking(chloe, listing, fixture.ahead(150), 'requested') from who;
select lives_ok(format($$select fixture.earlier(%s, starts_at - guard.clock() + interval '10 minutes') from market.booking where id = %1$s$$, id), 'ten minutes ago it should have begun') from b where name = 'missed';
select is(fixture.refusal(format($$select fixture.provider(%s, 'accept', '{"booking": %s}')$$, provider, id)), 'MP031', 'it is accepted no more') from b, who where name = 'missed';
select lives_ok(format($$select fixture.worker('expire', '{"booking": %s}')$$, id), 'it expires') from b where name = 'missed';

commit;
begin;
-- One event for each change of state, with its actor.
select is((select string_agg(concat_ws('>', from_state, to_state) || ' ' || action || ' ' || actor_kind, ', ' order by version) from market.event where entity = 'booking' and entity_id = b.id),
    'pending_payment book customer, pending_payment>requested authorised system, requested>confirmed accept provider', 'history tells what happened and by whom') from b where name = 'asked';
select is((select string_agg(concat_ws('>', from_state, to_state), ', ' order by event.version) from market.event join market.payment on payment.id = event.entity_id where entity = 'payment' and payment.booking_id = b.id),
    'requires_authorisation, requires_authorisation>authorised, authorised>captured', 'and so does the payment''s') from b where name = 'asked';

select is(holds, true, figure) from guard.invariant_booking_states_have_events();
select is(holds, true, figure) from guard.invariant_escrow_follows_the_state();
select is(holds, true, figure) from guard.invariant_ended_bookings_await_nothing();
select is(holds, true, figure) from guard.invariant_split_of_price();
select * from finish();
rollback;
