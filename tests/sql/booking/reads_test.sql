-- SPDX-License-Identifier: GPL-3.0-or-later
-- What each role sees of bookings: its markets, its own, masked or not; how they are found and counted.
begin;
select no_plan();
\ir ../fixture.sql
select fixture.operators();

create temporary table who as
select chloe, misaki, nordlicht, tokyo,
    fixture.new_booking(chloe, fixture.new_listing(nordlicht), fixture.ahead(100), 'confirmed') as berlin_booking,
    fixture.new_booking(misaki, fixture.new_listing(tokyo, price => 9000), fixture.ahead(100), 'requested') as tokyo_booking
from (select fixture.new_customer(1, 'de', 'Chloë Lindner') as chloe, fixture.new_customer(3, 'ja', '田中 美咲') as misaki,
    fixture.new_provider(101, name => 'Nordlicht 100% Sanitär') as nordlicht, fixture.new_provider(301, name => '東京クリーン') as tokyo) people;

commit; -- the door refuses a transaction of more than five seconds
begin;
-- Which bookings.
select is(fixture.operator_reads(login, 'select count(*) from api.booking_list') -> 0 ->> 'count', n, format('%s sees %s', login, n))
from (values ('support', '2'), ('operations', '2'), ('operations_one_market', '1'), ('finance', '2'), ('auditor', '2'), ('administrator', '2')) o(login, n);
select is(fixture.operator_reads('operations_one_market', 'select market from api.booking_list') -> 0 ->> 'market', 'Germany', 'whose market it is');
select is(fixture.read('steward_gate_public', 'steward_customer', chloe::text, 'select reference, customer, provider, amount from api.booking_list'),
    jsonb_build_array(jsonb_build_object('reference', reference, 'customer', 'Chloë Lindner', 'provider', 'Nordlicht 100% Sanitär', 'amount', 12400)), 'a customer sees her own')
from who join market.booking on booking.id = berlin_booking;
select is(fixture.read('steward_gate_public', 'steward_provider', tokyo::text, 'select customer, provider from api.booking_list'),
    '[{"customer": "田中 美咲", "provider": "東京クリーン"}]', 'a provider sees theirs') from who;
select is(fixture.read('steward_gate_public', 'steward_customer', nordlicht::text, 'select * from api.booking_list'), '[]', 'a provider is no customer') from who;
select is(fixture.read('steward_gate_public', 'steward_provider', chloe::text, 'select * from api.booking_list'), '[]', 'a customer is no provider') from who;
select is(fixture.read('steward_gate_public', 'steward_customer', null, 'select * from api.booking_list'), '[]', 'nobody sees nothing');
select is(fixture.refusal($$select fixture.read('steward_gate_public', 'steward_anonymous', null, 'select * from api.booking_list')$$), '42501', 'who is not signed in may not ask');
select is(fixture.refusal($$select fixture.read('steward_gate_public', null, null, 'select * from api.booking_list')$$), '42501', 'nor the gate itself');
select is(fixture.refusal(format($$select fixture.read('steward_gate_public', 'steward_customer', '%s', 'select * from api.booking')$$, chloe)), '42501', 'details with history are operators''') from who;

commit;
begin;
-- Masked.
select is(fixture.operator_reads(login, format('select customer_email is not null as email, customer_phone is not null as phone, place is not null as place, customer is not null as name from api.booking where id = %s', berlin_booking)) -> 0,
    jsonb_build_object('email', seen, 'phone', seen, 'place', seen, 'name', true), format('%s: how to reach the customer is %s', login, case when seen then 'shown' else 'masked' end))
from who cross join (values ('support', true), ('operations', true), ('operations_one_market', true), ('finance', false), ('auditor', false), ('administrator', false)) o(login, seen);
select is(fixture.operator_reads('operations_one_market', format('select * from api.booking where id = %s', tokyo_booking)), '[]', 'another market''s booking is not there') from who;

commit;
begin;
-- The names of the columns are the contract.
select columns_are('api', 'booking_list', array['id', 'reference', 'state', 'version', 'market_id', 'market', 'city', 'zone', 'starts_at', 'ends_at', 'listing', 'category',
    'category_icon', 'customer_id', 'customer', 'provider_id', 'provider', 'amount', 'currency', 'created_at', 'entered_at', 'changed_at', 'session_id', 'authorised_until']);
select is_empty($$select view, column_name from market.view_column where view in ('booking_list', 'booking_step_list', 'booking_refund_list')
    and not exists (select from information_schema.columns c where c.table_schema = 'api' and c.table_name = view_column.view and c.column_name = view_column.column_name)$$, 'declared columns exist');
select is_empty($$select served_by from market.view_column where view in ('booking_list', 'booking_step_list', 'booking_refund_list') and to_regclass('market.' || served_by) is null$$, 'and so do the indexes that serve them');

commit;
begin;
-- Details.
create temporary table detail as
select fixture.operator_reads('operations', format('select * from api.booking where id = %s', berlin_booking)) -> 0 as d from who;
select is(d -> 'split', '{"captured": 12400, "refunded": 0, "available": 12400, "customer_default": 12400, "provider_default": 0, "currency": "EUR"}', 'what can be divided, and what the policy would') from detail;
select is((select string_agg(line ->> 'account', ', ') from jsonb_array_elements(d -> 'ledger') line), 'Gateway clearing, Escrow', 'the ledger') from detail;
select is((select string_agg(step ->> 'operation', ', ') from jsonb_array_elements(d -> 'timers') step), 'start', 'the steps ahead') from detail;
select is((select string_agg(format('%s %s', action ->> 'operation', action ->> 'allowed'), ', ' order by action ->> 'operation') from jsonb_array_elements(d -> 'actions') action),
    'accept false, ask_gateway false, cancel true, complete false, decline false, goodwill_credit true, override_cancel true, override_complete false, override_extend true, override_move_session false, override_reassign true, override_reopen false, override_reprice true, override_reschedule true, override_stop true, report_no_show false, resolve false, retry_request false, retry_step false', 'what may be done') from detail;
select is((select action ->> 'why' from jsonb_array_elements(d -> 'actions') action where action ->> 'operation' = 'accept'), 'Possible while a booking is requested; this one is confirmed.', 'and why not') from detail;
select is((select action ->> 'why' from jsonb_array_elements(d -> 'actions') action where action ->> 'operation' = 'resolve'), 'Possible while a booking is disputed; this one is confirmed.', 'each state is named once') from detail;
select matches((select action ->> 'why' from jsonb_array_elements(d -> 'actions') action where action ->> 'operation' = 'override_reopen'), '^Possible while a booking is [a-z ]+, [a-z ]+ or [a-z ]+; this one', 'several are a list') from detail;
set local session_replication_role = replica;
update market.booking set authorised_until = '2026-01-15 12:00+00' from who where id = tokyo_booking;
set local session_replication_role = origin;
select is((select array[action ->> 'allowed', action ->> 'why'] from jsonb_array_elements(fixture.operator_reads('operations', format('select actions from api.booking where id = %s', tokyo_booking)) -> 0 -> 'actions') action where action ->> 'operation' = 'accept'),
    array['false', 'Was possible until 15 Jan 2026, 21:00.'], 'nor when its time is over') from who;
select is(fixture.refusal(format($$select fixture.operator('operations', 'accept', '{"booking": %s}')$$, tokyo_booking)), 'MP031', 'which the door says too') from who;
select is((select string_agg(distinct item ->> 'kind', ', ' order by item ->> 'kind') from jsonb_array_elements(d -> 'timeline') item), 'event, message, money', 'what happened') from detail;
select is((select array_agg(item ->> 'at' order by n) from jsonb_array_elements(d -> 'timeline') with ordinality t(item, n)), (select array_agg(item ->> 'at' order by item ->> 'at' desc) from jsonb_array_elements(d -> 'timeline') item), 'newest first') from detail;
select is(d ->> 'undo', null, 'nothing to take back') from detail;
create temporary table ended as
select fixture.operator('operations', 'override_cancel', jsonb_build_object('booking', berlin_booking, 'to_customer', 12400, 'to_provider', 0), '{"reason_code": "other", "note": "Van broke down"}') as reply from who;
select is(fixture.operator_reads('operations', format('select undo from api.booking where id = %s', berlin_booking)) -> 0 -> 'undo' ->> 'invocation', reply ->> 'invocation', 'what was done can be taken back') from who, ended;
select is(fixture.operator_reads('support', format('select undo from api.booking where id = %s', berlin_booking)) -> 0 ->> 'undo', null, 'by who did it') from who;
select is((select item ->> 'text' from jsonb_array_elements(fixture.operator_reads('auditor', format('select timeline from api.booking where id = %s', berlin_booking)) -> 0 -> 'timeline') item where item ->> 'kind' = 'audit'),
    'Something else: Van broke down', 'the reason stands in the timeline') from who;

commit;
begin;
-- Found by words.
create function pg_temp.found(login text, words text) returns text language sql as $$
    select coalesce(string_agg(list.value ->> 'market', ', ' order by list.value ->> 'market'), 'nothing')
    from jsonb_array_elements(fixture.operator_reads($1, format('select market from api.booking_list where id = any (array(select api.booking_match(%L)))', $2))) list
$$;
select is(pg_temp.found(login, words), market, format('%s looks for "%s": %s', login, words, market))
from who
join market.booking on booking.id = tokyo_booking
join market.person_contact contact on contact.person_id = misaki
cross join lateral (values
    ('support', 'chlo', 'Germany'), ('support', 'CHLOE lind', 'Germany'), ('support', 'chloë', 'Germany'),
    ('support', '030 12345', 'Germany, Japan'), ('support', '+49 (30) 123-456', 'Germany, Japan'), ('support', '030 12346', 'nothing'), ('finance', '030 12345', 'nothing'), ('operations_one_market', '030 12345', 'Germany'),
    ('support', 'LINDNER', 'Germany'), ('support', 'ö 100%', 'nothing'), ('support', '100% San', 'Germany'), ('support', '100_ San', 'nothing'),
    ('support', '東京クリ', 'Japan'), ('support', '東京', 'Japan'), ('support', '京ク', 'nothing'), ('support', '東', 'nothing'), ('support', 'li', 'nothing'), ('support', '', 'nothing'), ('support', '%%%', 'nothing'), ('support', repeat('x', 300), 'nothing'),
    ('support', booking.reference, 'Japan'), ('support', lower(replace(booking.reference, '-', '')), 'Japan'), ('support', substr(booking.reference, 4, 4), 'Japan'),
    ('support', substr(booking.reference, 6, 5), 'Japan'),
    ('operations_one_market', booking.reference, 'nothing'), ('operations_one_market', '東京クリ', 'nothing'), ('operations_one_market', '東京', 'nothing'),
    ('support', contact.email, 'Japan'), ('support', substr(contact.email, 1, 12), 'Japan'), ('finance', contact.email, 'nothing'), ('operations_one_market', contact.email, 'nothing')) search(login, words, market);
select is(fixture.refusal(format($$select fixture.read('steward_gate_public', 'steward_customer', '%s', 'select api.booking_match(''Chloë'')')$$, chloe)), '42501', 'customers do not search') from who;

commit;
begin;
-- Counted.
select is(fixture.operator_reads(login, 'select state, n from api.booking_state_count where n > 0'), counts, format('%s counts', login))
from (values ('support', '[{"state": "requested", "n": 1}, {"state": "cancelled", "n": 1}]'::jsonb), ('operations_one_market', '[{"state": "cancelled", "n": 1}]')) o(login, counts);
select is(jsonb_array_length(fixture.operator_reads(login, 'select * from api.market')), n, format('%s sees %s markets', login, n)) from (values ('support', 6), ('operations_one_market', 1)) o(login, n);
select is(jsonb_array_length(fixture.operator_reads('operations_one_market', 'select * from api.city')), 4, 'and their cities');

select is(fixture.operator_reads('operations_one_market', $$select id from api.booking_match('東京クリーン') id$$), '[]', 'a search finds no ids of other markets either');
select is(fixture.read('steward_gate_public', 'steward_provider', nordlicht::text, format('select id from api.booking_list where id = %s', unpaid)), '[]', 'but nothing that is not paid for')
from (select nordlicht, fixture.new_booking(chloe, fixture.new_listing(nordlicht), fixture.ahead(140), 'pending_payment') as unpaid from who) asked;
select * from finish();
rollback;
