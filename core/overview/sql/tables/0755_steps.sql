-- SPDX-License-Identifier: GPL-3.0-or-later
-- Lists of bookings by what happened to them: behind each figure of the Overview that counts steps, and behind each arrow. A step that
-- few bookings take (a dispute) must be found as soon as one that all take, so its states come before its moment. It costs one more
-- index entry for each step from state to state, of 80 bytes: some 350 bytes a booking over its whole life, 3.5 GB at ten million of them. While a database
-- that has a history comes to it, bookings wait: a partitioned table's index can not be made beside their changes.

create index event_by_step on market.event (from_state, to_state, at, entity_id)
    where entity = 'booking' and from_state is distinct from to_state;
comment on index market.event_by_step is 'Bookings by a step that they took, in the order in which they took it.';
create index refund_created on market.refund (created_at);
comment on index market.refund_created is 'Bookings by their refunds, over all markets.';
