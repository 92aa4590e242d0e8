-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who sees absences: operators those of their markets, providers their own.

select guard.open_table('market.absence');
select guard.open_table('market.absence_booking');
select guard.stamp('market.absence');

grant select, insert, update (free_from, ended_by) on market.absence to steward_door;
grant select, insert on market.absence_booking to steward_door;

grant select on market.absence
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator, steward_provider;
grant select on market.absence_booking to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator;
create policy operators on market.absence for select
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator
    using (market_id = any ((select guard.my_markets())::int[]));
comment on policy operators on market.absence is 'Operators see who is away in their markets.';
create policy provider_self on market.absence for select
    to steward_provider
    using (provider_id = (select guard.my_provider()));
comment on policy provider_self on market.absence is 'Providers see when they are marked as away.';
create policy operators on market.absence_booking for select
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator
    using (market_id = any ((select guard.my_markets())::int[]));
comment on policy operators on market.absence_booking is 'Operators see what became of the bookings of their markets.';
