-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_owner
-- What is told of people beside their bookings.

create or replace view api.payout_account with (security_invoker = true) as
select
    account.id,
    account.provider_id,
    account.last4,
    account.given_at,
    whole.holder,
    whole.number
from market.payout_account account
left join market.payout_account_number whole on whole.account_id = account.id
where account.replaced_at is null;
comment on view api.payout_account is 'To which accounts providers are paid: to finance by their last four, and with a ticket whole; to providers their own.';
grant select on api.payout_account to steward_finance, steward_provider;

create or replace view api.me with (security_invoker = true) as
select
    person.id,
    person.kind,
    person.display_name as name,
    person.market_id,
    market.name as market,
    market.currency,
    market.zone,
    person.locale,
    contact.email,
    contact.phone,
    provider.id as provider_id,
    provider.name as provider,
    provider.state as provider_state,
    provider_known.title as provider_state_title,
    provider.version as provider_version,
    provider.rating,
    provider.zone as provider_zone,
    person.created_at
from market.person
left join market.market on market.id = person.market_id
left join market.person_contact contact on contact.person_id = person.id
left join market.provider on provider.person_id = person.id
left join market.provider_state provider_known on provider_known.state = provider.state
where person.id = (select guard.my_person());
comment on view api.me is 'One row: the customer or provider who asks.';
comment on column api.me.provider_version is 'For If-Match of what providers do with their own record.';
comment on column api.me.provider_zone is 'The zone of a provider''s hours.';
grant select on api.me to steward_customer, steward_provider;
