-- SPDX-License-Identifier: GPL-3.0-or-later
-- A price can change after the booking was made, and somebody bears the difference: the customer, by a further charge or a refund,
-- the provider, or the platform, which then pays into the booking's escrow.

alter table market.booking
    add column platform_bears market.amount not null default 0,
    add column awaits text check (awaits in ('reprice', 'reopen')),
    add column further_charge market.amount check (further_charge > 0),
    drop constraint booking_fees_within_price,
    add constraint booking_fees_within_price check (commission + tax <= price + platform_bears),
    add constraint booking_awaits_an_amount check ((awaits is null) = (further_charge is null)),
    add constraint booking_awaits_in_its_state check (
        case awaits
            when 'reprice' then state in ('requested', 'confirmed', 'in_progress', 'completed', 'no_show')
            when 'reopen' then state = 'cancelled'
            else true
        end);
comment on column market.booking.price is 'What the customer pays.';
comment on column market.booking.platform_bears is 'What the platform adds to the price, so that the provider is paid of both together.';
comment on column market.booking.commission is 'What the platform keeps of price and what it bears if all of it goes to the provider, without tax.';
comment on column market.booking.awaits is 'What happens once the gateway has reserved a further amount of the customer''s money: it costs more, or takes place after all.';
comment on column market.booking.further_charge is 'The further amount; the booking is as it was until the gateway has answered.';

-- A payment is one charge of a card at first; each further amount is a charge of its own.
alter table market.gateway_intent
    add column charge smallint not null default 1 check (charge > 0);
comment on column market.gateway_intent.charge is 'Which charge of the payment it is about: the first one, or a further one that was asked for later.';
drop index market.gateway_intent_once;
create unique index gateway_intent_once on market.gateway_intent (payment_id, kind, charge)
    where kind in ('authorise', 'capture', 'void') and state <> 'withdrawn';
comment on index market.gateway_intent_once is 'A charge is authorised once, captured once and voided once.';

-- What a booking holds that takes place after all, so that its undo finds it.
alter table market.booking_slot
    add column taken_by uuid;
comment on column market.booking_slot.taken_by is 'The invocation that took the time for a booking that had ended.';
create index booking_slot_taken_by on market.booking_slot (taken_by) where taken_by is not null;
comment on index market.booking_slot_taken_by is 'The slots that one invocation took for what had ended: for its undo.';
