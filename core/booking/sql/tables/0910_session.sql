-- SPDX-License-Identifier: GPL-3.0-or-later
-- Groups: a listing that takes several customers at once is booked by the seat. A session holds the provider's time as long as one
-- of its seats is held; each seat is a booking like any other, with a slot of its own that is held, given back and taken back alike.

create domain market.seats as integer
    check (value between 1 and 500);
comment on domain market.seats is 'a number of seats from 1 to 500';

alter table market.listing
    add column capacity market.seats not null default 1;
comment on column market.listing.capacity is 'How many customers come at one time: with more than one it is a group, and a seat of a session is what they book.';

create table market.session (
    id bigint generated always as identity primary key,
    listing_id bigint not null references market.listing,
    provider_id bigint not null references market.provider,
    market_id integer not null references market.market,
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    during tstzrange not null generated always as (tstzrange(starts_at, ends_at, '[)')) stored,
    capacity market.seats not null,
    taken integer not null default 0,
    opened_at timestamptz not null,
    constraint session_group check (capacity > 1),
    constraint session_seats check (taken between 0 and capacity),
    constraint session_takes_time check (isfinite(starts_at) and isfinite(ends_at) and starts_at < ends_at),
    constraint session_once unique (listing_id, starts_at),
    constraint session_of_bookings unique (id, listing_id, starts_at),
    constraint session_of_slots unique (id, provider_id, during)
);
comment on table market.session is 'One time at which a group comes together. It has no state of its own: it is what its seats make of it, and one that nobody has a seat in holds nothing.';
comment on column market.session.capacity is 'The seats, as its listing had them when it was opened.';
comment on column market.session.taken is 'How many bookings hold one of its seats, counted under its lock whenever one is taken or given back.';
comment on column market.session.opened_at is 'When its first seat was taken.';
comment on constraint session_seats on market.session is 'The last word on seats; whoever takes one asks under the session''s lock first.';
comment on constraint session_once on market.session is 'Who comes at a time comes to one session.';
comment on constraint session_of_bookings on market.session is 'Its bookings are of its listing and start with it.';
comment on constraint session_of_slots on market.session is 'Its seats hold its provider''s time, from its start to its end.';
alter table market.session enable row level security;

alter table market.booking
    add column session_id bigint,
    add constraint booking_session_fk foreign key (session_id, listing_id, starts_at) references market.session (id, listing_id, starts_at);
comment on column market.booking.session_id is 'The session that it is a seat of.';
create index booking_session on market.booking (session_id, starts_at, id)
    where session_id is not null;
comment on index market.booking_session is 'The bookings of a session.';

-- Seats of one session hold its time together; to everybody else they are one. So the exclusion tells apart who holds a time, and
-- that is a booking or, for all of its seats, their session.
alter table market.booking_slot
    add column session_id bigint,
    add column seated_by uuid,
    add constraint booking_slot_session_fk foreign key (session_id, provider_id, during) references market.session (id, provider_id, during),
    drop constraint booking_slot_no_overlap,
    add constraint booking_slot_no_overlap
        exclude using gist (provider_id with =, during with &&, (coalesce(-session_id, booking_id)) with <>) where (blocking);
comment on column market.booking_slot.session_id is 'The session whose seat it holds.';
comment on column market.booking_slot.seated_by is 'The invocation that took the seat.';
comment on constraint booking_slot_no_overlap on market.booking_slot is 'The last word on double bookings; book asks under the provider''s lock first, or two callers could deadlock here.';
create index booking_slot_session on market.booking_slot (session_id, booking_id)
    where session_id is not null and blocking;
comment on index market.booking_slot_session is 'The seats of a session that are held.';
create index booking_slot_seated_by on market.booking_slot (seated_by)
    where seated_by is not null;
comment on index market.booking_slot_seated_by is 'The seats that one invocation took: for its effects.';
