-- SPDX-License-Identifier: GPL-3.0-or-later
-- What may happen to a booking, by whom, and when it happens by itself.
--
--   book ─▶ pending_payment ─authorised─▶ requested ─accept─▶ confirmed ─start─▶ in_progress ─complete─▶ completed
--                 │    └─authorised (instant-book)───────────────▲ │                  │                     │
--                 ├─expire─▶ expired ◀─expire── requested ─decline─┼▶ declined        │                     │
--                 └─cancel, override_cancel─▶ cancelled ◀──────────┴──override_cancel─┴─────────────────────┤
--                                                                                                          │
--      confirmed ─propose_reschedule, then accept_, refuse_ or lapse_reschedule─▶ confirmed
--      requested, confirmed ─override_reschedule, override_move_session, override_reassign─▶ as it was; before it is settled ─override_reprice─▶ as it was
--      confirmed, in_progress ─report_no_show─▶ no_show ─settle─▶ settled ◀─settle, confirm_completion─────┤
--      in_progress, completed, no_show, settled ─dispute─▶ disputed ─resolve─▶ settled, cancelled ◀────────┘

select guard.declare_entity('booking', 'market.booking', 40, 'Booking',
    reference => 'reference',
    parents => '{"provider": "t.provider_id"}',
    operator_may => 't.market_id = any ($3)',
    customer_may => 't.customer_id in (select c.id from market.customer c where c.person_id = $2)',
    provider_may => 't.provider_id in (select p.id from market.provider p where p.person_id = $2) and t.authorised_until is not null');
select guard.attach('market.booking', 'booking', shown => array['starts_at', 'outside_hours', 'price', 'platform_bears', 'further_charge']);

select guard.declare_transition('booking', 1, null, 'book', 'pending_payment', array['C'], 'Book');
select guard.declare_transition('booking', 1, 'pending_payment', 'authorised', 'requested', array['sys'], 'Payment authorised');
select guard.declare_transition('booking', 1, 'pending_payment', 'authorised', 'confirmed', array['sys'], 'Payment authorised, instant-book');
select guard.declare_transition('booking', 1, 'pending_payment', 'expire', 'expired', array['sys'], 'Lapse unpaid',
    due => 'entered + PT15M');
select guard.declare_transition('booking', 1, 'requested', 'accept', 'confirmed', array['P', 'O'], 'Accept',
    closes => 'min(starts_at, authorised_until)');
select guard.declare_transition('booking', 1, 'requested', 'decline', 'declined', array['P', 'O'], 'Decline');
select guard.declare_transition('booking', 1, 'requested', 'expire', 'expired', array['sys'], 'Lapse unanswered',
    due => 'min(entered + P3D, starts_at - PT1H, authorised_until - P1D)');
select guard.declare_transition('booking', 1, 'pending_payment', 'cancel', 'cancelled', array['C', 'S', 'O'], 'Cancel');
select guard.declare_transition('booking', 1, 'requested', 'cancel', 'cancelled', array['C', 'S', 'O'], 'Cancel');
select guard.declare_transition('booking', 1, 'confirmed', 'cancel', 'cancelled', array['C', 'P', 'S', 'O'], 'Cancel');
select guard.declare_transition('booking', 1, 'confirmed', 'start', 'in_progress', array['P', 'sys'], 'Start',
    due => 'starts_at', opens => 'starts_at');
select guard.declare_transition('booking', 1, 'confirmed', 'propose_reschedule', 'confirmed', array['C', 'P'], 'Another time proposed',
    closes => 'starts_at');
select guard.declare_transition('booking', 1, 'confirmed', 'accept_reschedule', 'confirmed', array['C', 'P'], 'Proposed time accepted',
    closes => 'proposed_until');
select guard.declare_transition('booking', 1, 'confirmed', 'refuse_reschedule', 'confirmed', array['C', 'P'], 'Proposed time refused');
select guard.declare_transition('booking', 1, 'confirmed', 'lapse_reschedule', 'confirmed', array['sys'], 'Lapse of the proposed time',
    due => 'min(proposed_at + P2D, proposed_until)');
select guard.declare_transition('booking', 1, 'in_progress', 'complete', 'completed', array['P', 'O', 'sys'], 'Complete',
    due => 'ends_at + P1D');
select guard.declare_transition('booking', 1, 'completed', 'confirm_completion', 'settled', array['C'], 'Confirmed by the customer');
select guard.declare_transition('booking', 1, known.state, 'settle', 'settled', array['sys'], 'Settle',
    due => 'entered + P3D')
from unnest(array['completed', 'no_show']) known (state);
select guard.declare_transition('booking', 1, known.state, 'report_no_show', 'no_show', array['C', 'P', 'S', 'O'], 'Reported as a no-show',
    opens => 'starts_at + PT15M')
from unnest(array['confirmed', 'in_progress']) known (state);
select guard.declare_transition('booking', 1, known.state, 'dispute', 'disputed', array['C', 'P', 'S'], 'Disputed',
    closes => 'over_at + P14D')
from unnest(array['in_progress', 'completed', 'no_show', 'settled']) known (state);
-- Until disputes are cases with a procedure of their own, whoever decides them ends them here.
select guard.declare_transition('booking', 1, 'disputed', 'resolve', known.state, array['S', 'O'], 'Dispute resolved')
from unnest(array['settled', 'cancelled']) known (state);

select guard.declare_transition('booking', 1, known.state, 'override_cancel', 'cancelled', array['S', 'O'], 'Cancelled by override')
from unnest(array['pending_payment', 'requested', 'confirmed', 'in_progress', 'completed', 'no_show', 'disputed', 'settled']) known (state);
select guard.declare_transition('booking', 1, known.state, step.action, known.state, array['O'], step.title,
    closes => step.closes)
from unnest(array['requested', 'confirmed']) known (state)
cross join (values ('override_reschedule', 'Moved by override', null), ('override_move_session', 'Session moved by override', null), ('override_reassign', 'Reassigned by override', 'starts_at')) step (action, title, closes);
-- What is disputed is divided by who decides it; before, the price can still be another one.
select guard.declare_transition('booking', 1, known.state, 'override_reprice', known.state, array['O', 'F'], 'Repriced by override')
from unnest(array['pending_payment', 'requested', 'confirmed', 'in_progress', 'completed', 'no_show']) known (state);
select guard.declare_transition('booking', 1, known.state, 'override_complete', 'completed', array['O'], 'Completed by override',
    opens => 'starts_at')
from unnest(array['confirmed', 'in_progress', 'no_show']) known (state);
select guard.declare_transition('booking', 1, known.state, 'override_reopen', 'in_progress', array['O'], 'Reopened by override')
from unnest(array['completed', 'no_show']) known (state);
select guard.declare_transition('booking', 1, 'cancelled', 'override_reopen', 'confirmed', array['O'], 'Reopened by override',
    closes => 'starts_at');
select guard.declare_transition('booking', 1, known.state, 'goodwill_credit', known.state, array['S', 'O', 'F'], 'Goodwill credit')
from unnest(array['pending_payment', 'requested', 'confirmed', 'in_progress', 'completed', 'no_show', 'disputed', 'settled', 'declined',
    'expired', 'cancelled']) known (state);

-- Steps that happen by themselves: moved, stopped, and tried again once they failed too often. The time to pay or to answer
-- can not be stopped: the provider's time would be held for ever. Nor can a settlement: whoever objects disputes it.
select guard.declare_transition('booking', 1, known.state, 'override_extend', known.state, array['S', 'O'], 'Automatic step moved')
from unnest(array['pending_payment', 'requested', 'confirmed', 'in_progress', 'completed', 'no_show']) known (state);
select guard.declare_transition('booking', 1, known.state, 'override_stop', known.state, array['S', 'O'], 'Automatic step stopped')
from unnest(array['confirmed', 'in_progress']) known (state);
select guard.declare_transition('booking', 1, known.state, 'retry_step', known.state, array['S', 'O'], 'Automatic step tried again')
from unnest(array['pending_payment', 'requested', 'confirmed', 'in_progress', 'completed', 'no_show']) known (state);

-- What the gateway says, and what operators do about it, concerns bookings in every state: a refund may fail long after.
select guard.declare_transition('booking', 1, known.state, 'charge_answered', known.state, array['sys'], 'Further charge answered')
from unnest(array['requested', 'confirmed', 'in_progress', 'completed', 'no_show', 'cancelled']) known (state);
select guard.declare_transition('booking', 1, 'cancelled', 'charge_answered', 'confirmed', array['sys'], 'Reopened: charged again');
select guard.declare_transition('booking', 1, 'pending_payment', 'payment_declined', 'expired', array['sys'], 'Lapsed: the card was declined');
select guard.declare_transition('booking', 1, known.state, step.action, known.state, step.actors, step.title)
from unnest(array['pending_payment', 'requested', 'confirmed', 'in_progress', 'completed', 'no_show', 'disputed', 'settled', 'declined',
    'expired', 'cancelled']) known (state)
cross join (values
    ('request_failed', array['sys'], 'Refused by the gateway'),
    ('ask_gateway', array['S', 'O', 'F'], 'Gateway asked'),
    ('retry_request', array['O', 'F'], 'Gateway asked again'),
    ('settle_request', array['F'], 'Done by hand')) step (action, actors, title);

-- Version 2: the same steps, by the clocks that the terms of the booking's market had when it was made. Bookings of version 1 keep
-- the clocks above.
select guard.declare_transition('booking', 2, step.from_state, step.action, step.to_state, step.actors, step.title,
    due => case
        when step.action = 'expire' and step.from_state = 'pending_payment' then 'entered + pay_within'
        when step.action = 'expire' then 'min(entered + answer_within, starts_at - PT1H, authorised_until - P1D)'
        when step.action = 'complete' and step.due is not null then 'ends_at + complete_after'
        when step.action = 'settle' then 'entered + settle_after'
        else step.due
    end,
    opens => step.opens,
    closes => case when step.action = 'dispute' then 'over_at + dispute_within' else step.closes end)
from market.transition step
where step.entity = 'booking'
    and step.process_version = 1
order by step.id;
