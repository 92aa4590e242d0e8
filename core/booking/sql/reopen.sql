-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- How a cancelled booking takes place after all: its time is held again at once; what the customer got back is had again by a further
-- charge, until whose answer it stays cancelled; then what its end had given to anybody comes back into its escrow.

create or replace function guard.reopen_cancelled(booking bigint)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    ended record;
    missing bigint;
begin
    select books.*, paid.captured, paid.captured - paid.refunded as kept, somebody.state as provider_state,
        tstzrange(books.starts_at, books.ends_at, '[)') as during
    into strict ended
    from market.booking books
    join market.payment paid on paid.booking_id = books.id
    join market.provider somebody on somebody.id = books.provider_id
    where books.id = reopen_cancelled.booking;
    perform guard.check_awaits_nothing(ended.id);
    if ended.captured = 0 then
        perform guard.refuse('MP032', 'This booking was cancelled before it was confirmed: its money was never captured and is let go.', 'Ask the customer to book again.');
    elsif ended.provider_state <> 'approved' then
        perform guard.refuse('MP032', 'The provider does not deliver at the moment.', 'Ask the customer to book somebody else.');
    end if;
    perform guard.check_free(ended.provider_id, ended.during, ended.id);
    perform guard.check_present(ended.provider_id, ended.during, 'Ask the customer to book somebody else.');
    perform guard.move_slot(ended.id, ended.provider_id, ended.during);
    update market.booking_slot
    set taken_by = guard.invocation_id()
    where booking_slot.booking_id = ended.id
        and booking_slot.release_at is null
        and booking_slot.blocking;
    missing := ended.price - ended.kept;
    if missing = 0 then
        return guard.take_place_again(ended.id);
    end if;
    perform guard.ask_for_more(ended.id, 'reopen', missing);
    perform guard.tell(ended.id, jsonb_build_object('booking_reopen_asked', jsonb_build_object('amount', missing)));
    return jsonb_build_object('booking', ended.id, 'reference', ended.reference, 'state', 'cancelled', 'further_charge', missing, 'currency', ended.currency);
end
$$;
comment on function guard.reopen_cancelled(bigint) is 'Lets a cancelled booking take place, at once or when what is missing has been charged.';
select guard.allow_function('guard.reopen_cancelled(bigint)', '{}');

create or replace function guard.take_place_again(booking bigint)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    reopened record;
    penalty bigint;
begin
    update market.booking
    set state = 'confirmed',
        absent = null,
        over_at = null,
        awaits = null,
        further_charge = null
    where booking.id = take_place_again.booking
    returning booking.*, (guard.split_provider_share(booking.price + booking.platform_bears, booking.commission_bp, booking.tax_bp)).provider as share
    into strict reopened;
    perform guard.reclaim_escrow(reopened.id);
    -- Who cancelled delivers after all.
    select coalesce(sum(entry.amount), 0) into penalty
    from market.ledger_transaction posting
    left join market.ledger_transaction former on former.id = posting.reverses
    join market.ledger_entry entry on entry.transaction_id = posting.id
    join market.ledger_account account on account.id = entry.account_id
    where posting.booking_id = reopened.id
        and coalesce(former.kind, posting.kind) = 'penalty'
        and account.kind = 'provider_payable';
    perform guard.post(reopened.id, 'penalty', 'Penalty given back: it takes place', array['platform_revenue', 'provider_payable'], array[penalty, -penalty]);
    perform guard.tell(reopened.id, jsonb_build_object('booking_reopened', jsonb_build_object(),
        'provider_booking_reopened', jsonb_build_object('share', reopened.share)));
    return jsonb_build_object('booking', reopened.id, 'reference', reopened.reference, 'state', 'confirmed', 'to_provider', reopened.share, 'currency', reopened.currency);
end
$$;
comment on function guard.take_place_again(bigint) is 'A cancelled booking is confirmed again, with its money in its escrow.';
select guard.allow_function('guard.take_place_again(bigint)', '{}');

create or replace function guard.undo_reopened(undone uuid)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    update market.booking_slot
    set blocking = false,
        release_at = guard.clock(),
        released_by = guard.invocation_id()
    where booking_slot.taken_by = undo_reopened.undone
        and booking_slot.release_at is null;
end
$$;
comment on function guard.undo_reopened(uuid) is 'Gives back the time that was taken for a booking that stays cancelled.';
select guard.allow_function('guard.undo_reopened(uuid)', '{}');
select guard.declare_undo('guard.undo_reopened(uuid)'::regprocedure);
