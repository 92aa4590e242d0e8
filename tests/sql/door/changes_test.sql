-- SPDX-License-Identifier: GPL-3.0-or-later
-- What happened to a record since a version: to whom it is told, and how it reads.
begin;
select no_plan();
\ir ../fixture.sql
select fixture.operators();
create temporary table one as select fixture.new_booking(fixture.new_customer(), fixture.new_listing(fixture.new_provider()), fixture.ahead(72)) as booking;
alter table one add column seen integer;
update one set seen = (select b.version from market.booking b where b.id = one.booking);
create function pg_temp.told(login text, since integer) returns text language sql as $$
    select string_agg(format('%s v%s %s: %s %s>%s', r ->> 'actor', (r ->> 'version')::integer - seen, r ->> 'title', r ->> 'field', r ->> 'was', r ->> 'became'), ' | ' order by n)
    from one, jsonb_array_elements(fixture.operator_reads($1, format('select * from api.changes_since(%L, %s, %s)', 'booking', booking, $2))) with ordinality q (r, n) $$;
select is(pg_temp.told('support', seen), null, 'nothing happened yet') from one;
create temporary table done as select fixture.operator('operations', 'override_reprice', jsonb_build_object('booking', booking, 'price', 12300, 'bearer', 'platform'), '{"reason_code": "less_work"}') as reply from one;
select is(pg_temp.told('support', seen), 'Mara Lindt v1 Reprice: price 12400>12300 | Mara Lindt v1 Reprice: platform_bears 0>100', 'what changed, from what to what, and by whom') from one;
select fixture.operator('operations', 'undo', jsonb_build_object('invocation', reply -> 'invocation')) from done;
select is(pg_temp.told('auditor', seen + 1), 'Mara Lindt v2 Taken back: price 12300>12400 | Mara Lindt v2 Taken back: platform_bears 100>0', 'what was before is not told, what was taken back is') from one;
select fixture.operator('support', 'override_cancel', jsonb_build_object('booking', booking, 'to_customer', 0, 'to_provider', 0), '{"reason_code": "fraud", "note": "a stolen card"}') from one;
select is(pg_temp.told('finance', seen + 2), 'Sana Okafor v3 Cancel by override: state confirmed>cancelled', 'a state is told as such') from one;
select is(jsonb_array_length(fixture.operator_reads('operations_one_market', format('select * from api.changes_since(%L, %s, 0)', 'booking', booking))) > 3, true, 'who has its market sees all of it') from one;
update market.operator_market set market_id = 2;
select is(pg_temp.told('operations_one_market', 0), null, 'who does not sees nothing');
select is(jsonb_array_length(fixture.operator_reads('support', 'select * from api.changes_since(''nothing'', 1, 0)')), 0, 'there is nothing of what is nothing');
select * from finish();
rollback;
