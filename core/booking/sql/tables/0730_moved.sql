-- SPDX-License-Identifier: GPL-3.0-or-later
-- A booking moves: to another time that one of the two proposes and the other accepts, or, by override, to another time or
-- another provider. What it held before, and what it would hold, are slots of their own.

alter table market.booking
    add column proposed_by text check (proposed_by in ('customer', 'provider')),
    add column proposed_start timestamptz check (isfinite(proposed_start)),
    add column proposed_at timestamptz,
    add column proposed_until timestamptz,
    add column outside_hours boolean not null default false,
    add constraint booking_proposal_whole check (num_nulls(proposed_by, proposed_start, proposed_at, proposed_until) in (0, 4)),
    add constraint booking_proposal_of_confirmed check (proposed_by is null or state = 'confirmed');
comment on column market.booking.proposed_by is 'Who proposed another time; null while none is proposed.';
comment on column market.booking.proposed_start is 'The start that is proposed; the length stays.';
comment on column market.booking.proposed_until is 'The earlier of both starts: from then on there is nothing left to agree on.';
comment on column market.booking.outside_hours is 'An operator set a time at which the provider does not work.';

alter table market.booking_slot
    add column proposed boolean not null default false;
comment on column market.booking_slot.proposed is 'Held beside the booking''s own time, until the proposal is answered.';
create unique index booking_slot_held on market.booking_slot (booking_id, proposed) where release_at is null;
comment on index market.booking_slot_held is 'A booking holds one time, and one that is proposed; what it gave back stays as it was.';
