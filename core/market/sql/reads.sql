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
select policy.id, policy.name, present.market_id, present.tiers
from market.cancellation_policy policy
cross join lateral guard.present_tiers(policy.id) present;
comment on view api.cancellation_policy is 'Cancellation policies that a listing can have, with what each gives back now in each market.';
grant select on api.cancellation_policy
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator,
        steward_customer, steward_provider, steward_anonymous;

create or replace view api.terms with (security_invoker = true) as
select
    terms.id,
    terms.market_id,
    market.name as market,
    market.currency,
    market.zone,
    terms.number,
    terms.version,
    terms.state,
    case
        when terms.state <> 'scheduled' then terms.state
        when terms.active_from > guard.clock() then 'coming'
        when following.starts <= guard.clock() then 'past'
        else 'active'
    end as standing,
    terms.active_from,
    case when terms.state = 'scheduled' then following.starts end as active_until,
    terms.commission_bp,
    terms.tax_bp,
    terms.penalty_bp,
    terms.pay_within,
    terms.answer_within,
    terms.complete_after,
    terms.settle_after,
    terms.dispute_within,
    (
        select jsonb_agg(jsonb_build_object('id', policy.id, 'name', policy.name, 'tiers', terms.policies -> policy.id::text) order by policy.id)
        from market.cancellation_policy policy
    ) as policies,
    terms.changed_at
from market.terms
join market.market on market.id = terms.market_id
left join lateral (
    select min(later.active_from) as starts
    from market.terms later
    where later.market_id = terms.market_id
        and later.state = 'scheduled'
        and later.active_from > terms.active_from
) following on true;
comment on view api.terms is 'What each market lays down, in versions: drafts, what comes, what is active, what was, what was withdrawn.';
grant select on api.terms
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator;

select guard.declare_view_column('terms', 'id', true, false, 'terms_pkey');
select guard.declare_view_column('terms', 'market_id', true, false, 'terms_number');
