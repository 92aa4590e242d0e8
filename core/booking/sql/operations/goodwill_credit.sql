-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- A customer gets credit at the platform's cost, whatever becomes of the booking.

create or replace function op.goodwill_credit(booking bigint, amount market.amount)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    of_booking record;
    given bigint;
begin
    select * into strict of_booking
    from market.booking books
    where books.id = goodwill_credit.booking;
    select coalesce(-sum(entry.amount), 0) into given
    from market.ledger_transaction posting
    left join market.ledger_transaction former on former.id = posting.reverses
    join market.ledger_entry entry on entry.transaction_id = posting.id
    join market.ledger_account account on account.id = entry.account_id
    where posting.booking_id = goodwill_credit.booking
        and account.kind = 'customer_credit'
        and coalesce(former.kind, posting.kind) = 'goodwill'; -- what paid for it is no gift
    if goodwill_credit.amount = 0 then
        perform guard.refuse('MP032', 'A credit of nothing is none.', 'Enter an amount.');
    elsif given + goodwill_credit.amount > of_booking.price then
        perform guard.refuse('MP032', format('Goodwill for a booking is at most its price, %s; %s were given already.',
                guard.money_text(of_booking.price, of_booking.currency, 'en'), guard.money_text(given, of_booking.currency, 'en')),
            'Lower the amount.', jsonb_build_object('available', of_booking.price - given));
    end if;
    perform guard.post(goodwill_credit.booking, 'goodwill', 'Goodwill credit',
        array['platform_revenue', 'customer_credit'], array[goodwill_credit.amount, -goodwill_credit.amount]);
    perform guard.touch_booking(goodwill_credit.booking);
    perform guard.tell(goodwill_credit.booking, jsonb_build_object('booking_goodwill', jsonb_build_object('credit', goodwill_credit.amount)));
    return jsonb_build_object('booking', of_booking.id, 'reference', of_booking.reference, 'credit', goodwill_credit.amount, 'currency', of_booking.currency);
end
$$;
comment on function op.goodwill_credit(bigint, market.amount) is 'Gives the customer of a booking a credit.';
select guard.declare_operation('goodwill_credit', 'booking', 'Goodwill credit', 'The customer gets credit for a next booking, at the cost of the platform.',
    needs_reason => true,
    moves_money => true);
select guard.declare_reason('goodwill_credit', 'inconvenience', 'Inconvenience to the customer');
select guard.declare_reason('goodwill_credit', 'late', 'Provider came late');
select guard.declare_reason('goodwill_credit', 'platform_fault', 'Fault of the platform', needs_note => true);
select guard.declare_reason('goodwill_credit', 'other', 'Something else', needs_note => true);
select guard.allow_operation('goodwill_credit', array['steward_support', 'steward_operations', 'steward_finance']);
