-- SPDX-License-Identifier: GPL-3.0-or-later
-- A booking can make way for another one. What it held is then free at once, or the other could not take it; which slots those were
-- is kept, so that taking that back finds them.

alter table market.booking_slot
    add column displaced boolean not null default false,
    add constraint booking_slot_displaced check (not displaced or not blocking and release_at is not null);
comment on column market.booking_slot.displaced is 'It was given up at once for another booking, although that can be taken back: who does finds it here, and looks whether it is still free.';
comment on constraint booking_slot_displaced on market.booking_slot is 'What made way holds nothing.';
