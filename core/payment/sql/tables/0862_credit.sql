-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a customer was given as credit pays for a booking, or for a part of it. Until it is captured it is held for that booking.

alter table market.ledger_account
    drop constraint ledger_account_owner,
    add constraint ledger_account_owner check (
        case
            when kind in ('escrow', 'credit_held') then booking_id is not null and provider_id is null and customer_id is null
            when kind = 'provider_payable' then booking_id is null and provider_id is not null and customer_id is null
            when kind = 'customer_credit' then booking_id is null and provider_id is null and customer_id is not null
            else booking_id is null and provider_id is null and customer_id is null
        end);
insert into market.ledger_account_kind (kind, title, owner, may_overdraw) values
    ('credit_held', 'Customer credit held', 'booking', false);
update market.ledger_account_kind
set may_overdraw = false
where kind = 'customer_credit';

alter table market.payment
    add column credit market.amount not null default 0,
    add column credit_refunded market.amount not null default 0,
    add constraint payment_credit_within_amount check (credit <= amount),
    add constraint payment_credit_goes_back_once check (credit_refunded <= credit and credit_refunded <= refunded);
comment on column market.payment.amount is 'All that the customer pays, by card and by credit.';
comment on column market.payment.captured is 'Of the amount what was taken into escrow; all of the credit is, before anything of the card.';
comment on column market.payment.credit is 'The part of the amount that the customer''s credit pays; the gateway knows nothing of it.';
comment on column market.payment.credit_refunded is 'The part of what was refunded that is credit again.';
