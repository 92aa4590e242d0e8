-- SPDX-License-Identifier: GPL-3.0-or-later
-- Another provider for a booking: approved, free, of the same kind of service; the price stays, of that they are paid, and all
-- of it can be taken back.
begin;
select no_plan();
\ir ../fixture.sql
select fixture.operators();
create temporary table who as select fixture.new_customer() as chloe, fixture.new_provider(name => 'Nordlicht') as nordlicht, fixture.new_provider(name => 'Havel') as havel,
    fixture.new_provider(301, name => 'Tokyo') as tokyo;
alter table who add column listing bigint, add column dearer bigint, add column abroad bigint;
update who set listing = fixture.new_listing(nordlicht, 10000), dearer = fixture.new_listing(havel, 12001), abroad = fixture.new_listing(tokyo, 10000);
create temporary table b as select fixture.new_booking(chloe, listing, fixture.ahead(100)) as id, fixture.ahead(100) as starts from who;
create function pg_temp.reassign(booking bigint, listing bigint, options jsonb default '{}') returns jsonb language sql as $$
    select fixture.operator('operations', 'override_reassign', jsonb_build_object('booking', $1, 'listing', $2), '{"reason_code": "provider_cannot_come"}'::jsonb || $3) $$;
create function pg_temp.refused(booking bigint, listing bigint) returns text language sql as $$ select fixture.refusal(format('select pg_temp.reassign(%s, %s)', $1, $2)) $$;
create function pg_temp.undo(reply jsonb) returns jsonb language sql as $$ select fixture.operator('operations', 'undo', jsonb_build_object('invocation', $1 ->> 'invocation')) $$;
create function pg_temp.holders(booking bigint) returns text language sql as $$
    select string_agg(provider.name || case when slot.release_at is not null then ' until undo' else '' end, ', ' order by slot.id)
    from market.booking_slot slot join market.provider on provider.id = slot.provider_id where slot.booking_id = $1 and slot.blocking $$;

-- Not to everybody.
select is(pg_temp.refused(id, listing), 'MP032', 'not to who has it') from b, who;
select is(pg_temp.refused(id, abroad), 'MP032', 'nor to another market') from b, who;
select is(pg_temp.refused(id, 987654), 'MP021', 'nor to nobody') from b;
select is(fixture.refusal(format($$select fixture.operator('operations_one_market', 'override_reassign', '{"booking": %s, "listing": %s}', '{"reason_code": "provider_cannot_come"}')$$, id, abroad)), 'MP021', 'what is out of reach can not be told from nothing') from b, who;
select is(fixture.refusal(format($$select fixture.operator('operations', 'override_reassign', '{"booking": %s}', '{"reason_code": "provider_cannot_come"}')$$, id)), 'MP002', 'nor without saying to whom') from b;
select is(pg_temp.refused(id, (fixture.provider(havel, 'publish_listing', jsonb_build_object('provider', fixture.provider_id(havel), 'category', 1, 'city', 101, 'title', 'Tap dance', 'duration', 'PT1H', 'price', 100, 'policy', 1)) -> 'result' ->> 'listing')::bigint), 'MP032', 'nor to another kind of service') from b, who;
create temporary table busy as select fixture.new_booking(fixture.new_customer(), dearer, fixture.ahead(100) + interval '30 minutes') as id from who;
select is(pg_temp.refused(b.id, dearer), 'MP032', 'nor to who is busy then') from b, who;
select fixture.customer(person_id, 'cancel', jsonb_build_object('booking', busy.id)) from busy join market.booking using (id) join market.customer on customer.id = booking.customer_id;
set local session_replication_role = replica;
update market.provider set state = 'submitted' from who where provider.person_id = havel;
set local session_replication_role = origin;
select is(pg_temp.refused(id, dearer), 'MP032', 'nor to who is not approved') from b, who;
set local session_replication_role = replica;
update market.provider set state = 'approved' from who where provider.person_id = havel;
update market.listing set active = false from who where listing.id = dearer;
set local session_replication_role = origin;
select is(pg_temp.refused(id, dearer), 'MP032', 'nor to what is not offered') from b, who;
update market.listing set active = true from who where listing.id = dearer;

commit; -- the door refuses a transaction of more than five seconds
begin;
-- A look, a deed, undone.
create temporary table look as select pg_temp.reassign(id, dearer, '{"preview": true}') as reply from b, who;
select is((select (reply -> 'result' ->> 'difference')::bigint from look), 2001::bigint, 'a look says how much dearer the other one is');
select is((select string_agg(message ->> 'template' || ' ' || (message ->> 'recipient'), ', ' order by message ->> 'template') from look, jsonb_array_elements(reply -> 'effects' -> 'messages') message),
    'booking_reassigned Chloë Lindner, provider_booking_assigned Havel, provider_booking_withdrawn Nordlicht', 'and who is told what');
select is((select reply -> 'effects' -> 'ledger' from look), '[]', 'no money moves');
select is((select reply -> 'effects' -> 'providers' from look), jsonb_build_array(jsonb_build_object('reference', booking.reference, 'from', 'Nordlicht', 'to', 'Havel')), 'and from whom to whom it goes') from market.booking join b using (id);
create temporary table done as select pg_temp.reassign(id, dearer, jsonb_build_object('effects_hash', look.reply ->> 'effects_hash')) as reply from b, who, look;
select is((select (provider.name, booking.listing_id, booking.price, booking.city_id) from market.booking join b using (id) join market.provider on provider.id = booking.provider_id), ('Havel'::market.short_text, dearer, 10000::market.amount, 101)::record, 'the booking has another provider and its price') from who;
select is(pg_temp.holders(id), 'Nordlicht until undo, Havel', 'the time of both is held while it can be taken back') from b;
select ok(message.body ~ '85[.,]00', 'the new provider reads their share of the price as it was agreed') from market.message, done
where message.invocation_id = (reply ->> 'invocation')::uuid and template = 'provider_booking_assigned';
select is((select count(*)::integer from market.message, done where message.invocation_id = (reply ->> 'invocation')::uuid and (subject ~ '[{}]' or body ~ '[{}]')), 0, 'in whole sentences');
select is(fixture.read('steward_gate_public', 'steward_provider', nordlicht::text, format('select id from api.booking_list where id = %s', id)), '[]', 'who had it sees it no more') from b, who;
select is(jsonb_array_length(fixture.read('steward_gate_public', 'steward_provider', havel::text, format('select id from api.booking_list where id = %s', id))), 1, 'who has it does') from b, who;
select is((select string_agg(item ->> 'actor', ', ' order by item ->> 'actor') from b, jsonb_array_elements(fixture.operator_reads('operations', format('select timeline from api.booking where id = %s', id)) -> 0 -> 'timeline') item
    where item ->> 'kind' = 'message' and item ->> 'invocation' = (select reply ->> 'invocation' from done)), 'Chloë Lindner, Havel, Nordlicht', 'the timeline says who was told');
select is((select fixture.operator('operations', 'undo', jsonb_build_object('invocation', reply ->> 'invocation'), '{"preview": true}') -> 'effects' -> 'providers' -> 0 ->> 'to' from done), 'Nordlicht', 'a look at taking it back says to whom it goes again');
select lives_ok('select pg_temp.undo(reply) from done', 'it is taken back');
select is((select (provider.name, booking.listing_id) from market.booking join b using (id) join market.provider on provider.id = booking.provider_id), ('Nordlicht'::market.short_text, listing)::record, 'to who had it') from who;
select is(pg_temp.holders(id), 'Nordlicht', 'whose time alone is held') from b;
select is(fixture.refusal(format('select fixture.new_booking(fixture.new_customer(), %s, %L)', dearer, starts)), null, 'the other one''s is free') from b, who;

-- In earnest, to its end: the new provider is paid of the price as it was.
create temporary table again as select fixture.new_booking(chloe, listing, fixture.ahead(120)) as id from who;
select fixture.customer(chloe, 'propose_reschedule', jsonb_build_object('booking', id, 'starts_at', fixture.ahead(130))) from again, who;
select pg_temp.reassign(id, dearer) from again, who;
select is((select proposed_by from market.booking join again using (id)), null, 'an open proposal was the other provider''s');
select is(pg_temp.holders(id), 'Nordlicht until undo, Nordlicht until undo, Havel', 'and so was its time') from again;
select fixture.earlier(id, fixture.ahead(120) - guard.clock() + interval '3 hours') from again;
select fixture.worker('start', jsonb_build_object('booking', id)) from again;
select fixture.provider(havel, 'complete', jsonb_build_object('booking', id)) from again, who;
select fixture.customer(chloe, 'confirm_completion', jsonb_build_object('booking', id)) from again, who;
select is((select string_agg(provider.name || ' ' || -entry.amount, ', ') from market.ledger_transaction posting join again on again.id = posting.booking_id join market.ledger_entry entry on entry.transaction_id = posting.id
    join market.ledger_account account on account.id = entry.account_id join market.provider on provider.id = account.provider_id), 'Havel ' || (guard.split_provider_share(booking.price, booking.commission_bp, booking.tax_bp)).provider, 'who delivered is paid')
from market.booking join again using (id);

commit;
begin;
-- A request: the new provider is asked.
create temporary table r as select fixture.new_booking(chloe, listing, fixture.ahead(140), 'requested') as id from who;
select fixture.provider(havel, 'set_availability', jsonb_build_object('provider', fixture.provider_id(havel), 'hours', '[]'::jsonb)) from who;
select is((pg_temp.reassign(id, dearer) -> 'result' ->> 'outside_hours')::boolean, true, 'an operator may ask who does not work then') from r, who;
select is((select outside_hours from market.booking join r using (id)), true, 'which the booking says');
select is((select count(*)::integer from market.message join r on r.id = message.booking_id where template = 'provider_booking_offered'), 1, 'they are asked');
select is(fixture.refusal(format($$select fixture.provider(%s, 'accept', '{"booking": %s}')$$, nordlicht, id)), 'MP021', 'who had it can not answer any more') from r, who;
select is(fixture.refusal(format($$select fixture.provider(%s, 'accept', '{"booking": %s}')$$, havel, id)), null, 'who has it can') from r, who;

commit;
begin;
-- Who bears the difference.
create function pg_temp.bears(booking bigint, listing bigint, bearer text, options jsonb default '{}') returns jsonb language sql as $$
    select fixture.operator('operations', 'override_reassign', jsonb_build_object('booking', $1, 'listing', $2, 'bearer', $3), '{"reason_code": "provider_cannot_come"}'::jsonb || $4) $$;
create temporary table oder as select fixture.new_provider(name => 'Oder') as person;
create temporary table cheaper as select fixture.new_listing(person, 9000) as listing from oder;
create temporary table d as select fixture.new_booking(chloe, who.listing, fixture.ahead(150)) as dearer, fixture.new_booking(chloe, who.listing, fixture.ahead(152)) as cheap, fixture.new_booking(chloe, who.listing, fixture.ahead(154), 'requested') as asked from who;
select is(fixture.refusal(format($$select pg_temp.bears(%s, %s, 'customer')$$, d.dearer, who.dearer)), 'MP032', 'a customer gets nothing of a dearer one') from d, who;
select is(fixture.refusal(format($$select pg_temp.bears(%s, %s, 'platform')$$, d.dearer, cheaper.listing)), 'MP032', 'nor bears the platform anything of a cheaper one') from d, cheaper;
select is(fixture.refusal(format($$select pg_temp.bears(%s, %s, 'nobody')$$, d.dearer, cheaper.listing)), 'MP003', 'somebody does') from d, cheaper;
create temporary table topped as select pg_temp.bears(d.dearer, who.dearer, 'platform') as reply from d, who;
select is((select (booking.price, booking.platform_bears, fixture.escrow(booking.id))::text from market.booking join d on d.dearer = booking.id), '(10000,2001,12001)', 'the platform adds what the other one is dearer');
select is((reply -> 'result' ->> 'to_provider')::bigint, (guard.split_provider_share(12001, 1500, 1900)).provider, 'of both the new provider is paid') from topped;
select is((select string_agg(template, ', ' order by template) from market.message, topped where invocation_id = (reply ->> 'invocation')::uuid), 'booking_reassigned, provider_booking_assigned, provider_booking_withdrawn', 'the customer''s price is the same');
select pg_temp.undo(reply) from topped;
select is((select (booking.price, booking.platform_bears, fixture.escrow(booking.id))::text from market.booking join d on d.dearer = booking.id), '(10000,0,10000)', 'taken back, nobody adds anything');
create temporary table given as select pg_temp.bears(d.cheap, cheaper.listing, 'customer') as reply from d, cheaper;
select is((select (booking.price, booking.platform_bears, fixture.escrow(booking.id), payment.refunded)::text from market.booking join d on d.cheap = booking.id join market.payment on payment.booking_id = booking.id), '(9000,0,9000,1000)', 'the customer gets what the other one is cheaper');
select is((select string_agg(template, ', ' order by template) from market.message, given where invocation_id = (reply ->> 'invocation')::uuid), 'booking_reassigned_cheaper, provider_booking_assigned, provider_booking_withdrawn', 'and is told');
select pg_temp.bears(d.asked, cheaper.listing, 'customer') from d, cheaper;
select is((select (booking.price, payment.refunded, fixture.escrow(booking.id))::text from market.booking join d on d.asked = booking.id join market.payment on payment.booking_id = booking.id), '(9000,0,0)', 'of what is not captured nothing goes back');
select is((select string_agg(figure, '; ') from (select * from guard.invariant_live_bookings_hold_their_slot() union all select * from guard.invariant_no_overlapping_slots() union all select * from guard.invariant_escrow_follows_the_state()
    union all select * from guard.invariant_frozen_at_booking() union all select * from guard.invariant_only_what_is_proposed_is_held_beside() union all select * from guard.invariant_split_of_price()
    union all select * from guard.invariant_borne_is_in_the_ledger() union all select * from guard.invariant_refunds_within_capture()) asked where not holds), null, 'what must always hold does');
select * from finish();
rollback;
