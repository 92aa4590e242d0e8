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
