-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who sees what is offered.

select guard.open_table('market.listing');
select guard.open_table('market.availability');
select guard.open_table('market.availability_exception');

grant select, insert, update (active) on market.listing to steward_door;
grant select, insert, delete on market.availability, market.availability_exception to steward_door;

grant select on market.listing
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator,
        steward_customer, steward_provider, steward_anonymous;
grant select on market.availability, market.availability_exception to steward_provider;

-- What is offered is offered to everybody; a condition here would be asked anew for each join of every list.
create policy operators on market.listing for select
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator
    using (true);
comment on policy operators on market.listing is 'Operators see what is offered, or once was.';
create policy visitors on market.listing for select
    to steward_anonymous
    using (active);
comment on policy visitors on market.listing is 'Whoever looks for a service sees what is offered.';
create policy customers on market.listing for select
    to steward_customer
    using (active or id in (select booking.listing_id from market.booking));
comment on policy customers on market.listing is 'Customers see what is offered, and what they once booked.';
create policy provider_self on market.listing for select
    to steward_provider
    using (provider_id = (select guard.my_provider()));
comment on policy provider_self on market.listing is 'Providers see their own listings.';
create policy provider_self on market.availability for select
    to steward_provider
    using (provider_id = (select guard.my_provider()));
comment on policy provider_self on market.availability is 'Providers see their own hours.';
create policy provider_self on market.availability_exception for select
    to steward_provider
    using (provider_id = (select guard.my_provider()));
comment on policy provider_self on market.availability_exception is 'Providers see their own exceptions.';
