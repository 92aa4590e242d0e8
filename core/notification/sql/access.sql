-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who sees what people are told.

select guard.open_table('market.message_template');
select guard.open_table('market.message');
select guard.open_table('market.message_edit');
select guard.open_table('market.message_duty');
select guard.open_table('market.message_secret');
grant select, insert, delete on market.message_secret to steward_door;
select guard.stamp('market.message');

grant select, insert on market.message_template, market.message, market.message_edit, market.message_duty to steward_door;
grant update (subject, body) on market.message_template to steward_door;
grant update (state, message_id, attempts, retry_at, lease, leased_until, failure, reply_code, reply_status, sent_at) on market.message to steward_door;

grant select on market.message_template, market.message_edit, market.message_duty
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator;
grant select on market.message
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator, steward_customer, steward_provider;

create policy operators on market.message_template for select
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator
    using (true);
comment on policy operators on market.message_template is 'Operators see what is written.';
create policy operators on market.message_duty for select
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator
    using (true);
comment on policy operators on market.message_duty is 'Operators see what nobody may leave out.';
create policy operators on market.message_edit for select
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator
    using (market_id = any ((select guard.my_markets())::int[]));
comment on policy operators on market.message_edit is 'Operators see what was said otherwise, or not at all, in their markets.';
create policy operators on market.message for select
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator
    using (market_id = any ((select guard.my_markets())::int[]));
comment on policy operators on market.message is 'Operators see what the people of their markets are told.';
create policy recipient on market.message for select
    to steward_customer, steward_provider
    using (recipient = (select guard.my_person()) and state <> 'silent');
comment on policy recipient on market.message is 'Customers and providers see what they are told themselves.';
