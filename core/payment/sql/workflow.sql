-- SPDX-License-Identifier: GPL-3.0-or-later
-- Payments move along with their booking: every step is a consequence. So do refunds, but for what the gateway says of them.
--
--   refund: requested ─▶ submitted ─▶ succeeded        (or succeeded at once)
--               │  ▲          └──┬──▶ failed ─▶ succeeded (by hand)
--               │  └─────────────┴───────┘ tried again
--               └─▶ cancelled, while the gateway has not been told

select guard.declare_entity('payment', 'market.payment', 60, 'Payment',
    reference => 'reference',
    parents => '{"booking": "t.booking_id"}',
    operator_may => 't.market_id = any ($3)',
    customer_may => 't.customer_id in (select c.id from market.customer c where c.person_id = $2)');
select guard.attach('market.payment', 'payment', shown => array['captured', 'refunded']);
select guard.declare_transition('payment', 1, null, 'book', 'requires_authorisation', array['sys'], 'Ask for the payment');
select guard.declare_transition('payment', 1, 'requires_authorisation', 'authorise', 'authorised', array['sys'], 'Authorise');
select guard.declare_transition('payment', 1, 'requires_authorisation', 'fail', 'failed', array['sys'], 'Declined');
select guard.declare_transition('payment', 1, 'requires_authorisation', 'void', 'voided', array['sys'], 'Void');
select guard.declare_transition('payment', 1, 'authorised', 'void', 'voided', array['sys'], 'Void');
select guard.declare_transition('payment', 1, 'authorised', 'capture', 'captured', array['sys'], 'Capture');
select guard.declare_transition('payment', 1, 'captured', 'refund_part', 'partially_refunded', array['sys'], 'Refund a part');
select guard.declare_transition('payment', 1, 'captured', 'refund', 'refunded', array['sys'], 'Refund');
select guard.declare_transition('payment', 1, 'partially_refunded', 'refund', 'refunded', array['sys'], 'Refund the rest');
select guard.declare_transition('payment', 1, 'refunded', 'charge', 'partially_refunded', array['sys'], 'Charge again');

select guard.declare_entity('refund', 'market.refund', 65, 'Refund',
    reference => 'reference',
    parents => '{"payment": "t.payment_id"}',
    operator_may => 't.market_id = any ($3)');
select guard.attach('market.refund', 'refund');
select guard.declare_transition('refund', 1, null, 'request', 'requested', array['sys'], 'Request');
select guard.declare_transition('refund', 1, 'requested', 'withdraw', 'cancelled', array['sys'], 'Withdraw');
select guard.declare_transition('refund', 1, known.state, 'refund_answered', known.reached, array['sys'], 'Answered by the gateway')
from (values ('requested', 'submitted'), ('requested', 'succeeded'), ('requested', 'failed'), ('submitted', 'succeeded'), ('submitted', 'failed'),
    ('failed', 'succeeded')) known (state, reached);
select guard.declare_transition('refund', 1, 'failed', 'try_again', 'requested', array['sys'], 'Tried again');
