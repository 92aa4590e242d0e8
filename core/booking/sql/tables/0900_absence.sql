-- SPDX-License-Identifier: GPL-3.0-or-later
-- Providers who are away, and what became of each booking that they then had. Apart from the exceptions of their hours: those are
-- the provider's own and replaced as a whole, this is marked by operators.

create table market.absence (
    id bigint generated always as identity primary key,
    provider_id bigint not null references market.provider,
    market_id integer not null references market.market,
    first_day date not null,
    last_day date not null,
    free_from date,
    ended_by uuid,
    invocation_id uuid not null,
    constraint absence_days check (isfinite(first_day) and isfinite(last_day) and first_day <= last_day),
    constraint absence_freed check (free_from between first_day and last_day),
    constraint absence_ended check ((free_from is null) = (ended_by is null))
);
comment on table market.absence is 'Days, of the provider''s own zone, on which a provider does not work whatever their hours say.';
comment on column market.absence.free_from is 'The day from which on they work again after all; the first day where it was taken back.';
comment on column market.absence.ended_by is 'The invocation that said so, for its undo.';
create index absence_provider on market.absence (provider_id, last_day);
comment on index market.absence_provider is 'The absences of a provider that reach some day.';
create index absence_invocation on market.absence (invocation_id);
comment on index market.absence_invocation is 'What an invocation marked: for its effects and its undo.';
create index absence_ended_by on market.absence (ended_by) where ended_by is not null;
comment on index market.absence_ended_by is 'What an invocation ended: for its effects and its undo.';
alter table market.absence enable row level security;

create table market.absence_booking (
    absence_id bigint not null references market.absence,
    booking_id bigint not null references market.booking,
    market_id integer not null references market.market,
    choice text not null check (choice in ('reassign', 'reschedule', 'cancel', 'leave')),
    outcome text not null,
    refusal text,
    hint text,
    primary key (absence_id, booking_id),
    constraint absence_booking_outcome check (outcome in ('done', 'refused') and choice <> 'leave' or outcome = 'left' and choice = 'leave'),
    constraint absence_booking_refused check ((outcome = 'refused') = (refusal is not null))
);
comment on table market.absence_booking is 'Each booking that a provider had when they were marked as away: what was chosen for it, and whether that was done.';
comment on column market.absence_booking.refusal is 'Why it was not done, in a sentence; the booking is as it was.';
create index absence_booking_booking on market.absence_booking (booking_id);
comment on index market.absence_booking_booking is 'The absences that a booking fell into.';
alter table market.absence_booking enable row level security;
