-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who sees whom. Names are seen by those who have to do with somebody; how to reach a person, by those who need to.

select guard.open_table('market.person');
select guard.open_table('market.person_contact');
select guard.open_table('market.customer');
select guard.open_table('market.provider_state');
select guard.open_table('market.provider');
select guard.open_table('market.reveal_ticket');
grant select, insert on market.reveal_ticket to steward_door;
grant update (locale) on market.person to steward_door; -- to lock the row
grant select on market.reveal_ticket to steward_auditor, steward_administrator;
create policy auditors_read_their_markets on market.reveal_ticket for select
    to steward_auditor, steward_administrator
    using (market_id = any ((select guard.my_markets())::int[]));
comment on policy auditors_read_their_markets on market.reveal_ticket is 'Who looked at whom is for those who watch over it.';
create trigger steward_never_rewritten before update or delete on market.reveal_ticket
    for each row execute function guard.never();

grant select, insert on market.person, market.person_contact, market.customer, market.provider to steward_door;
grant select on market.provider_state to steward_door;
grant update (state, version, entered_at, changed_at) on market.provider to steward_door;
grant update (id) on market.customer to steward_door; -- to lock the row; an identity cannot be set to anything

grant select on market.person, market.customer, market.provider_state, market.provider
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator,
        steward_customer, steward_provider;
grant select on market.person_contact
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator,
        steward_customer, steward_provider;
grant select on market.provider_state, market.provider to steward_anonymous;

create policy operators on market.person for select
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator
    using (market_id = any ((select guard.my_markets())::int[]) or kind = 'operator');
comment on policy operators on market.person is 'Operators see the people of their markets, and each other.';
create policy customer_self on market.person for select
    to steward_customer
    using (id = (select guard.my_person()));
comment on policy customer_self on market.person is 'Customers see themselves.';
create policy provider_self on market.person for select
    to steward_provider
    using (id = (select guard.my_person()) or id in (select customer.person_id from market.customer));
comment on policy provider_self on market.person is 'Providers see themselves and the names of their customers.';

create policy contact_readers on market.person_contact for select
    to steward_support, steward_operations
    using (market_id = any ((select guard.my_markets())::int[]));
comment on policy contact_readers on market.person_contact is 'Support and operations may reach the people of their markets; to other operators these are masked.';
create policy revealed on market.person_contact for select
    to steward_finance, steward_auditor, steward_administrator
    using (person_id = any ((select guard.my_revealed())::bigint[]) and market_id = any ((select guard.my_markets())::int[]));
comment on policy revealed on market.person_contact is 'Others see it of those for whom they have a ticket.';
create policy self on market.person_contact for select
    to steward_customer, steward_provider
    using (person_id = (select guard.my_person()));
comment on policy self on market.person_contact is 'Everybody sees how they themselves are reached.';

-- Numbers only, who it is stands in person; a condition here would be asked anew for each join of every list.
create policy operators on market.customer for select
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator
    using (true);
comment on policy operators on market.customer is 'Operators see that there is a customer; who it is, in their markets.';
create policy customer_self on market.customer for select
    to steward_customer
    using (person_id = (select guard.my_person()));
comment on policy customer_self on market.customer is 'Customers see themselves.';
create policy provider_self on market.customer for select
    to steward_provider
    using (id in (select booking.customer_id from market.booking));
comment on policy provider_self on market.customer is 'Providers see who booked them.';

create policy everybody on market.provider_state for select
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator,
        steward_customer, steward_provider, steward_anonymous
    using (true);
comment on policy everybody on market.provider_state is 'Everybody may know the states.';
create policy operators on market.provider for select
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator
    using (market_id = any ((select guard.my_markets())::int[]));
comment on policy operators on market.provider is 'Operators see the providers of their markets.';
create policy public_side on market.provider for select
    to steward_customer, steward_anonymous
    using (state = 'approved');
comment on policy public_side on market.provider is 'Whoever looks for a service sees approved providers.';
create policy provider_self on market.provider for select
    to steward_provider
    using (person_id = (select guard.my_person()));
comment on policy provider_self on market.provider is 'Providers see themselves.';

select guard.open_table('market.payout_account');
select guard.open_table('market.payout_account_number');
grant select, insert, update (replaced_at) on market.payout_account to steward_door;
grant select, insert on market.payout_account_number to steward_door;
grant select on market.payout_account, market.payout_account_number
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator, steward_customer, steward_provider;
create policy finance on market.payout_account for select
    to steward_finance
    using (market_id = any ((select guard.my_markets())::int[]));
comment on policy finance on market.payout_account is 'Finance tells the accounts of its markets apart by their last four; nobody else does.';
create policy provider_self on market.payout_account for select
    to steward_provider
    using (provider_id = (select guard.my_provider()));
comment on policy provider_self on market.payout_account is 'Providers see which accounts they gave.';
create policy revealed on market.payout_account_number for select
    to steward_finance
    using (person_id = any ((select guard.my_revealed())::bigint[]) and market_id = any ((select guard.my_markets())::int[]));
comment on policy revealed on market.payout_account_number is 'Finance sees the whole number of those for whom it has a ticket.';
create policy provider_self on market.payout_account_number for select
    to steward_provider
    using (person_id = (select guard.my_person()));
comment on policy provider_self on market.payout_account_number is 'Providers see the accounts that they gave.';
