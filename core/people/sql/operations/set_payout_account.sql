-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- A provider says where they are paid to. Nobody does it for them: an account that is changed on the telephone is the oldest fraud there is.

create or replace function op.set_payout_account(provider bigint, holder market.short_text, number market.account_number)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    new_account bigint;
begin
    if length(set_payout_account.number) < 7 then -- the shortest that banks give, Japan's; of a shorter one the last four would be most
        perform guard.refuse('MP003', 'An account number has seven characters or more.', 'Give the whole number, as it stands on a statement.', '{"argument": "number"}');
    elsif not guard.is_account_number(set_payout_account.number) then
        perform guard.refuse('MP003', 'This account number is mistyped: its check digits do not fit the rest.', 'Compare it with a statement of the account.', '{"argument": "number"}');
    end if;
    update market.payout_account
    set replaced_at = guard.clock()
    where payout_account.provider_id = set_payout_account.provider
        and payout_account.replaced_at is null;
    insert into market.payout_account (provider_id, person_id, market_id, last4, given_at)
    select paid.id, paid.person_id, paid.market_id, right(set_payout_account.number, 4), guard.clock()
    from market.provider paid
    where paid.id = set_payout_account.provider
    returning id into strict new_account;
    insert into market.payout_account_number (account_id, person_id, market_id, holder, number)
    select given.id, given.person_id, given.market_id, set_payout_account.holder, set_payout_account.number
    from market.payout_account given
    where given.id = new_account;
    perform guard.touch_provider(set_payout_account.provider);
    return jsonb_build_object('provider', set_payout_account.provider, 'last4', right(set_payout_account.number, 4));
end
$$;
comment on function op.set_payout_account(bigint, market.short_text, market.account_number) is 'Says to which account a provider is paid.';
select guard.declare_operation('set_payout_account', 'provider', 'Set the account', 'Says to which account a provider is paid from now on.',
    redacted => array['holder', 'number']);
select guard.allow_operation('set_payout_account', array['steward_provider']);
