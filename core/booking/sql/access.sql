-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who sees bookings: operators those of their markets, customers and providers their own.

select guard.open_table('market.booking_state');
select guard.open_table('market.booking');
select guard.open_table('market.booking_place');
select guard.open_table('market.booking_slot');
select guard.open_table('market.session');

-- What is frozen when a booking is made cannot be changed by any operation: the door may not update those columns. Time and
-- provider can be others later; who booked, and for what, can not. The price, and with it the fees, only by an override of it.
grant select on market.booking_state to steward_door;
grant select, insert on market.booking, market.booking_place, market.booking_slot, market.session to steward_door;
grant update (state, version, authorised_until, absent, over_at, entered_at, changed_at) on market.booking to steward_door;
grant update (starts_at, ends_at, session_id, outside_hours, provider_id, listing_id, proposed_by, proposed_start, proposed_at, proposed_until) on market.booking
    to steward_door;
grant update (price, platform_bears, commission, tax, awaits, further_charge) on market.booking to steward_door;
grant update (blocking, held_until, release_at, released_by, taken_by, displaced) on market.booking_slot to steward_door;
grant update (taken) on market.session to steward_door;

create trigger proposal_ends before update on market.booking
    for each row when (old.proposed_by is not null) execute function guard.end_proposal();
comment on trigger proposal_ends on market.booking is 'No booking that starts, ends or moves keeps a second time. (By its name it runs before what writes the event.)';

create trigger follows_session before update on market.booking
    for each row when (old.session_id is not null and new.starts_at <> old.starts_at) execute function guard.follow_session();
comment on trigger follows_session on market.booking is 'No booking moves out of its session without coming into another.';
create trigger seat_held after insert on market.booking_slot
    for each row when (new.session_id is not null and new.blocking) execute function guard.count_seats();
comment on trigger seat_held on market.booking_slot is 'A seat that is taken is counted.';
create trigger seat_changed after update of blocking on market.booking_slot
    for each row when (new.session_id is not null and new.blocking <> old.blocking) execute function guard.count_seats();
comment on trigger seat_changed on market.booking_slot is 'A seat that is given back, or taken again, is counted.';

create trigger price_frozen before update of price, platform_bears, commission, tax on market.booking
    for each row execute function guard.price_by_override();
comment on trigger price_frozen on market.booking is 'Price and fees never change after a booking was made, but by an override that is about them.';
create trigger await_ends before update on market.booking
    for each row when (old.awaits is not null) execute function guard.end_wait();
comment on trigger await_ends on market.booking is 'No booking that ended or is disputed waits for a further charge.';

grant select on market.booking_state, market.booking
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator, steward_customer, steward_provider;
grant select on market.session
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator;
grant select on market.booking_place
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator, steward_customer, steward_provider;

create policy everybody on market.booking_state for select
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator, steward_customer, steward_provider
    using (true);
comment on policy everybody on market.booking_state is 'Everybody may know the states.';
create policy operators on market.booking for select
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator
    using (market_id = any ((select guard.my_markets())::int[]));
comment on policy operators on market.booking is 'Operators see the bookings of their markets.';
create policy operators on market.session for select
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator
    using (market_id = any ((select guard.my_markets())::int[]));
comment on policy operators on market.session is 'Operators see the sessions of their markets.';
create policy customer_self on market.booking for select
    to steward_customer
    using (customer_id = (select guard.my_customer()));
comment on policy customer_self on market.booking is 'Customers see their own bookings.';
create policy provider_self on market.booking for select
    to steward_provider
    using (provider_id = (select guard.my_provider()) and authorised_until is not null);
comment on policy provider_self on market.booking is 'Providers see the bookings of their own services, from the moment on at which they hear of them: a payment stands behind.';
grant select (id, entity, entity_id, transition_id, operation, due, state) on market.timer to steward_customer, steward_provider;
create policy parties on market.timer for select
    to steward_customer, steward_provider
    using (entity = 'booking' and exists (select from market.booking where booking.id = timer.entity_id));
comment on policy parties on market.timer is 'Customers and providers see what happens by itself to the bookings that they see.';
grant select on market.feed, market.feed_head to steward_customer, steward_provider;
create policy parties on market.feed for select
    to steward_customer, steward_provider
    using (entity = 'booking' and exists (select from market.booking where booking.id = feed.entity_id));
comment on policy parties on market.feed is 'Customers and providers hear of the bookings that they see.';
create policy parties on market.feed_head for select
    to steward_customer, steward_provider
    using (true);
comment on policy parties on market.feed_head is 'How far the feed is, is no secret.';
create policy contact_readers on market.booking_place for select
    to steward_support, steward_operations
    using (market_id = any ((select guard.my_markets())::int[]));
comment on policy contact_readers on market.booking_place is 'Support and operations see where; to other operators it is masked.';
create policy parties on market.booking_place for select
    to steward_customer, steward_provider
    using (booking_id in (select booking.id from market.booking));
comment on policy parties on market.booking_place is 'Customers and providers see where their own bookings take place.';
