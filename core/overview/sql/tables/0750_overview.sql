-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the Overview counts by. Each index holds all that its question asks for, so that a year is counted without its rows.

create index event_by_flow on market.event (market_id, at) include (from_state, to_state, entity_id, id, undoes)
    where entity = 'booking' and from_state is distinct from to_state;
comment on index market.event_by_flow is 'What went along each arrow of the booking''s workflow in a range.';
create index event_taken_back on market.event (at) include (undoes) where undoes is not null;
comment on index market.event_taken_back is 'Which events were taken back: they are not counted.';
create index booking_market_state_entered on market.booking (market_id, state, entered_at)
    where state <> all (array['settled', 'declined', 'expired', 'cancelled']);
comment on index market.booking_market_state_entered is 'The booking that has been longest in each state that it can still leave by itself.';
create index booking_market_made on market.booking (market_id, created_at) include (currency, price, commission, authorised_until, state);
comment on index market.booking_market_made is 'The bookings of a range with their value and what has become of them.';
create index refund_market_created on market.refund (market_id, created_at);
comment on index market.refund_market_created is 'What went back to customers in a range.';
create index timer_parked on market.timer (parked_at) where state = 'pending' and parked_at is not null;
comment on index market.timer_parked is 'Steps that failed for good.';
