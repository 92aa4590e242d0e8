-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who sees payments, refunds and what the gateway is to be told.

select guard.open_table('market.payment_state');
select guard.open_table('market.payment');
select guard.open_table('market.refund_state');
select guard.open_table('market.refund');
select guard.open_table('market.gateway_intent');
select guard.stamp('market.gateway_intent');
select guard.open_table('market.gateway_account');
select guard.open_table('market.gateway_event');

create constraint trigger refund_within_capture
    after insert or update on market.refund
    deferrable initially deferred
    for each row execute function guard.refunds_within_capture();
comment on trigger refund_within_capture on market.refund is 'Refunds never sum to more than was captured, at the latest when the transaction ends.';

grant select on market.payment_state, market.refund_state to steward_door;
grant select, insert on market.payment, market.refund, market.gateway_intent to steward_door;
grant update (state, version, amount, captured, refunded, credit, credit_refunded, card_brand, card_last4, gateway_reference, authorised_until, entered_at, changed_at)
    on market.payment to steward_door;
grant update (state, version, entered_at, changed_at) on market.refund to steward_door;
grant update (state, attempt, tries, leased_until, retry_at, told_at, answered_at, gateway_reference, failure, due, due_after, changed_by)
    on market.gateway_intent to steward_door;
grant select on market.gateway_account to steward_door;
grant update (position) on market.gateway_account to steward_door;
grant select, insert on market.gateway_event to steward_door;
grant update (state, words, market_id) on market.gateway_event to steward_door;

grant select on market.payment_state, market.payment, market.refund_state, market.refund, market.gateway_intent
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator;
grant select on market.payment_state, market.payment to steward_customer, steward_provider; -- providers see none: no policy lets them
grant select on market.gateway_event to steward_finance, steward_auditor, steward_administrator;

create policy everybody on market.payment_state for select
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator, steward_customer, steward_provider
    using (true);
comment on policy everybody on market.payment_state is 'Whoever sees payments may know their states.';
create policy operators on market.refund_state for select
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator
    using (true);
comment on policy operators on market.refund_state is 'Operators know the states of refunds.';
create policy operators on market.payment for select
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator
    using (market_id = any ((select guard.my_markets())::int[]));
comment on policy operators on market.payment is 'Operators see the payments of their markets.';
create policy customer_self on market.payment for select
    to steward_customer
    using (customer_id = (select guard.my_customer()));
comment on policy customer_self on market.payment is 'Customers see their own payments.';
create policy operators on market.refund for select
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator
    using (market_id = any ((select guard.my_markets())::int[]));
comment on policy operators on market.refund is 'Operators see the refunds of their markets.';
create policy operators on market.gateway_intent for select
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator
    using (market_id = any ((select guard.my_markets())::int[]));
comment on policy operators on market.gateway_intent is 'Operators see what the gateway is told for their markets.';
create policy operators on market.gateway_event for select
    to steward_finance, steward_auditor, steward_administrator
    using (market_id = any ((select guard.my_markets())::int[]));
comment on policy operators on market.gateway_event is 'Finance and who audits see what the gateway told of payments of their markets.';
create policy of_no_market on market.gateway_event for select
    to steward_auditor, steward_administrator
    using (market_id is null);
comment on policy of_no_market on market.gateway_event is 'What the gateway told of payments that nobody knows is seen by who audits.';
