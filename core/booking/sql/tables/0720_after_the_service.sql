-- SPDX-License-Identifier: GPL-3.0-or-later
-- What follows a service: it is settled, somebody did not come, or it is disputed.

update market.booking_state
set ordinal = ordinal + 3
where final;
insert into market.booking_state (state, title, final, blocking, ordinal) values
    ('no_show', 'No show', false, true, 6),
    ('disputed', 'Disputed', false, true, 7),
    ('settled', 'Settled', true, true, 8);

alter table market.booking
    add column absent text check (absent in ('customer', 'provider')),
    add column over_at timestamptz check (isfinite(over_at)),
    add constraint booking_no_show_of_somebody check (state <> 'no_show' or absent is not null);
comment on column market.booking.absent is 'Who did not come, as reported.';
comment on column market.booking.over_at is 'When it was completed, reported as a no-show, or disputed in its middle: from then on the time runs in which it can be disputed.';

-- What was completed before is settled like the rest. Its history stays as it was: no event, no new version.
alter table market.booking disable trigger user;
update market.booking
set over_at = entered_at
where state = 'completed';
alter table market.booking enable trigger user;
insert into market.timer (entity, entity_id, market_id, operation, arguments, due, after, from_state, invocation_id, created_by, created_at)
select 'booking', id, market_id, 'settle', jsonb_build_object('booking', id), entered_at + interval 'P3D', interval 'P3D', state, made, made, entered_at
from (select booking.*, gen_random_uuid() as made from market.booking where state = 'completed') completed;
