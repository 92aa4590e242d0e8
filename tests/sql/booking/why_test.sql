-- SPDX-License-Identifier: GPL-3.0-or-later
-- Why: the events, rules and clocks that a state, an amount or what can not be done comes from; figures to the cent, of one's own
-- markets only.
begin;
select no_plan();
\ir ../fixture.sql
select fixture.operators();
create temporary table who as select fixture.new_customer() as chloe, fixture.new_customer(3, 'ja') as misaki, fixture.new_provider(name => 'Nordlicht') as nordlicht, fixture.new_provider(301, name => 'Tokyo') as tokyo;
alter table who add column listing bigint, add column id bigint, add column abroad bigint;
update who set listing = fixture.new_listing(nordlicht, 9901), abroad = fixture.new_booking(misaki, fixture.new_listing(tokyo, 9000), fixture.ahead(100));
update who set id = fixture.new_booking(chloe, listing, fixture.ahead(30), 'requested');
select fixture.operator('operations', 'accept', jsonb_build_object('booking', id)) from who;
create temporary table booked as select id from who;
create function pg_temp.why(login text, booking bigint, subject text) returns setof jsonb language sql as $$ select jsonb_array_elements(fixture.operator_reads($1, format('select * from api.booking_why(%s, %L)', $2, $3))) $$;
create function pg_temp.sum_of(booking bigint, subject text) returns bigint language sql as $$ select coalesce(sum((w ->> 'amount')::bigint), 0)::bigint from pg_temp.why('support', $1, $2) w $$;

-- A state.
select is(jsonb_agg(jsonb_build_array(w -> 'kind', w -> 'title', w -> 'actor', w #> '{facts,from}', w #> '{facts,to}', w #> '{facts,actors}', w #> '{facts,due}')),
    '[["event", "Accept", "Mara Lindt", "requested", "confirmed", null, null], ["rule", "Accept", null, "requested", "confirmed", ["P", "O"], null], ["clock", "Start", null, null, "in_progress", null, "starts_at"], ["terms", "Germany", null, null, null, null, null]]',
    'a state has its event, its rule, its clock and its terms') from who, pg_temp.why('support', id, 'state') w;
select is((w ->> 'at')::timestamptz, booking.starts_at, 'the clock is the timer''s') from who join market.booking using (id), pg_temp.why('support', who.id, 'state') w where w ->> 'kind' = 'clock';

-- Amounts.
select is(pg_temp.sum_of(id, figure), amount, format('lines sum to what is %s', figure)) from who, (values ('captured', 9901::bigint), ('refunded', 0), ('held', 9901)) f(figure, amount);
select is(jsonb_agg(jsonb_build_array(w #> '{facts,part}', w -> 'amount', w #> '{facts,exact}')), '[["provider", 8416, "8415.8500"], ["commission", 1248, "1248.0252"], ["tax", 237, "237.1248"]]', 'shares before and after rounding') from who, pg_temp.why('support', id, 'price') w where w ->> 'kind' = 'share';
select is(pg_temp.sum_of(id, 'price'), booking.price::bigint, 'they sum to the price') from who join market.booking using (id);
select is((w ->> 'amount')::bigint, case w #>> '{facts,part}' when 'commission' then booking.commission else booking.tax end::bigint, format('as frozen: %s', w #>> '{facts,part}'))
from who join market.booking using (id), pg_temp.why('support', who.id, 'price') w where w #>> '{facts,part}' <> 'provider';
select is(jsonb_agg(jsonb_build_array(w -> 'title', w #> '{facts,number}', w #> '{facts,present}')), '[["Germany", 1, true]]', format('a %s names the version of the terms', subject)) from who, unnest(array['state', 'price', 'policy']) subject, pg_temp.why('support', who.id, subject) w where w ->> 'kind' = 'terms' group by subject;
select is((select w #>> '{facts,due}' from pg_temp.why('support', requested, 'state') w where w ->> 'kind' = 'clock'), 'min(entered + P3D, starts_at - PT1H, authorised_until - P1D)', 'clocks are told with their lengths') from (select fixture.new_booking(chloe, listing, fixture.ahead(200), 'requested') as requested from who) made;
-- The frozen policy: 30 hours ahead it is the second tier's.
select is(jsonb_agg(jsonb_build_array(w #> '{facts,percent}', w -> 'amount', w #> '{facts,applies}', (w ->> 'at')::timestamptz = booking.starts_at - (w #>> '{facts,before}')::interval)),
    '[[100, 9901, false, true], [50, 4951, true, true], [0, 0, false, null]]', 'tiers, until when, and which holds') from who join market.booking using (id), pg_temp.why('support', who.id, 'policy') w where w ->> 'kind' = 'tier';

-- What can not be done.
select is(jsonb_agg(jsonb_build_array(w #> '{facts,from}', w #> '{facts,here}', w #> '{facts,mine}', (w #>> '{facts,opens_at}')::timestamptz = booking.starts_at)), '[["confirmed", true, true, true], ["in_progress", false, true, null], ["no_show", false, true, null]]',
    'from where, by whom, and from when') from who join market.booking using (id), pg_temp.why('operations', who.id, 'override_complete') w;
select is(jsonb_agg(w #> '{facts,mine}'), '[false, false, false]', 'others may not') from who, pg_temp.why('support', id, 'override_complete') w;
select is_empty($$select * from who, pg_temp.why('support', id, 'approve_provider')$$, 'an operation on something else says nothing');

-- After money went back, and after that was taken back.
create temporary table ended as select fixture.operator('operations', 'override_cancel', jsonb_build_object('booking', id, 'to_customer', 5000, 'to_provider', 4901), '{"reason_code": "other", "note": "Van broke down"}') as reply from who;
select is(pg_temp.sum_of(id, figure), amount, format('cancelled: lines sum to what is %s', figure)) from who, (values ('captured', 9901::bigint), ('refunded', 5000), ('held', 0)) f(figure, amount);
select is(w ->> 'note', 'Something else: Van broke down', 'the reason that was given') from who, pg_temp.why('support', id, 'state') w where w ->> 'kind' = 'event';
select fixture.operator('operations', 'undo', jsonb_build_object('invocation', reply ->> 'invocation')) from ended;
select is(pg_temp.sum_of(id, figure), amount, format('taken back: lines sum to what is %s', figure)) from who, (values ('captured', 9901::bigint), ('refunded', 0), ('held', 9901)) f(figure, amount);
select is(array_agg(w ->> 'kind'), array['event', 'clock', 'terms'], 'what was taken back goes by no rule') from who, pg_temp.why('support', id, 'state') w;

-- Scope.
select is_empty($$select * from who, pg_temp.why('operations_one_market', abroad, 'state')$$, 'nothing of a market that is not one''s own');
select isnt_empty($$select * from who, pg_temp.why('operations_one_market', id, 'state')$$, 'but of one''s own');
select is_empty($$select pg_temp.why('support', 0, 'state')$$, 'what is absent answers the same');
select is(fixture.refusal(format($$select fixture.read('steward_gate_public', 'steward_customer', '%s', 'select * from api.booking_why(%s, ''state'')')$$, chloe, id)), '42501', 'customers do not ask') from who;
select * from finish();
rollback;
