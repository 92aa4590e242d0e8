-- SPDX-License-Identifier: GPL-3.0-or-later
-- Which messages nobody may leave out: what a card is charged with or gets back, and what somebody is paid. They may be put into
-- other words.

insert into market.message_duty (template, why)
select duty.template, case
        when duty.template like 'provider%' then 'it says what the provider is paid'
        else 'it says what the customer pays or gets back'
    end
from unnest(array['booking_payment_declined', 'booking_cancelled', 'booking_refunded', 'booking_resolved', 'booking_repriced', 'booking_charge_asked',
    'booking_charged', 'booking_charge_declined', 'booking_reassigned_cheaper', 'booking_reopen_asked', 'booking_reopened',
    'provider_booking_settled', 'provider_booking_repriced', 'provider_booking_resolved']) duty (template)
on conflict (template) do update
set why = excluded.why
where message_duty.why <> excluded.why;
