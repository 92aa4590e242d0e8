-- SPDX-License-Identifier: GPL-3.0-or-later
-- Reference lists for filters and forms.

create or replace view api.currency with (security_invoker = true) as
select code, decimals, name
from market.currency;
comment on view api.currency is 'Currencies, with the digits behind the mark.';
grant select on api.currency
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator,
        steward_customer, steward_provider, steward_anonymous;

create or replace view api.market with (security_invoker = true) as
select market.id, market.code, market.name, market.currency, currency.decimals, market.zone, market.active
from market.market
join market.currency on currency.code = market.currency
where case when (select guard.my_kind()) = 'operator' then market.id = any ((select guard.my_markets())::int[]) else market.active end;
comment on view api.market is 'Markets: an operator''s own, and for everybody else those that are open.';
grant select on api.market
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator,
        steward_customer, steward_provider, steward_anonymous;

create or replace view api.city with (security_invoker = true) as
select id, market_id, name, zone
from market.city
where city.market_id in (select market.id from api.market);
comment on view api.city is 'Cities of the markets that the caller may see.';
grant select on api.city
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator,
        steward_customer, steward_provider, steward_anonymous;

create or replace view api.category with (security_invoker = true) as
select id, name, icon
from market.category;
comment on view api.category is 'Categories of services.';
grant select on api.category
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator,
        steward_customer, steward_provider, steward_anonymous;

create or replace view api.cancellation_policy with (security_invoker = true) as
select id, name, tiers
from market.cancellation_policy;
comment on view api.cancellation_policy is 'Cancellation policies that a listing can have.';
grant select on api.cancellation_policy
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator,
        steward_customer, steward_provider, steward_anonymous;
