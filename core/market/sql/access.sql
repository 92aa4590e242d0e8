-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who sees what the marketplace trades in: everybody. Nobody changes it by hand. What a market lays down operators see.

select guard.open_table('market.currency');
select guard.open_table('market.locale');
select guard.open_table('market.market');
select guard.open_table('market.city');
select guard.open_table('market.category');
select guard.open_table('market.cancellation_policy');
select guard.open_table('market.terms_state');
select guard.open_table('market.terms');

grant select on market.currency, market.locale, market.market, market.city, market.category, market.cancellation_policy, market.terms_state
    to steward_door;
grant select, insert on market.terms to steward_door;
grant update (state, version, active_from, commission_bp, tax_bp, penalty_bp, pay_within, answer_within, complete_after, settle_after, dispute_within, policies,
    entered_at, changed_at) on market.terms to steward_door;
grant select on market.currency, market.locale, market.market, market.city, market.category, market.cancellation_policy
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator,
        steward_customer, steward_provider, steward_anonymous;
grant select on market.terms_state, market.terms
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator;

create policy everybody on market.currency for select
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator,
        steward_customer, steward_provider, steward_anonymous
    using (true);
comment on policy everybody on market.currency is 'Everybody may know the currencies.';
create policy everybody on market.locale for select
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator,
        steward_customer, steward_provider, steward_anonymous
    using (true);
comment on policy everybody on market.locale is 'Everybody may know the languages.';
create policy everybody on market.category for select
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator,
        steward_customer, steward_provider, steward_anonymous
    using (true);
comment on policy everybody on market.category is 'Everybody may know the categories.';
create policy everybody on market.cancellation_policy for select
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator,
        steward_customer, steward_provider, steward_anonymous
    using (true);
comment on policy everybody on market.cancellation_policy is 'Everybody may know the cancellation policies.';

-- Names of markets and cities are no secret; api.market and api.city show operators their own only. A condition here would be
-- asked anew for each join of every list.
create policy everybody on market.market for select
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator,
        steward_customer, steward_provider, steward_anonymous
    using (true);
comment on policy everybody on market.market is 'Everybody may know the markets.';
create policy everybody on market.city for select
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator,
        steward_customer, steward_provider, steward_anonymous
    using (true);
comment on policy everybody on market.city is 'Everybody may know the cities.';
create policy operators on market.terms_state for select
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator
    using (true);
comment on policy operators on market.terms_state is 'Every operator knows the states of terms.';
create policy operators on market.terms for select
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator
    using (market_id = any ((select guard.my_markets())::int[]));
comment on policy operators on market.terms is 'Operators see the terms of their markets.';
