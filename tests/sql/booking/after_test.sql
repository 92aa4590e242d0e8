-- SPDX-License-Identifier: GPL-3.0-or-later
-- What follows a service: settled by itself or at once, somebody did not come, disputed and resolved, reopened, goodwill.
-- Money is 124.00 at 15 % commission and 19 % tax on it: 105.40 for the provider, 15.63 for the platform, 2.97 tax.
begin;
select no_plan();
\ir ../fixture.sql
select fixture.operators();
create temporary table who as select fixture.new_customer() as chloe, fixture.new_provider() as provider;
alter table who add column listing bigint;
update who set listing = fixture.new_listing(provider);
create temporary table b (name text primary key, id bigint);
grant select on b to public;
create temporary table said (reply jsonb);
create function pg_temp.id(name text) returns bigint language sql as $$ select b.id from b where b.name = $1 $$;
create function pg_temp.made(name text, state text, hours integer) returns void language sql as $$
    insert into b select $1, fixture.new_booking(chloe, listing, fixture.ahead($3), $2) from who $$;
create function pg_temp.act(who text, operation text, name text, words jsonb default '{}') returns jsonb language sql as $$
    select case who when 'customer' then (select fixture.customer(chloe, operation, jsonb_build_object('booking', pg_temp.id(name)) || words) from who)
        when 'provider' then (select fixture.provider(provider, operation, jsonb_build_object('booking', pg_temp.id(name)) || words) from who)
        when 'worker' then fixture.worker(operation, jsonb_build_object('booking', pg_temp.id(name)) || words)
        else fixture.operator(who, operation, jsonb_build_object('booking', pg_temp.id(name)) || words,
            case when operation in ('dispute', 'report_no_show') then '{}' else '{"reason_code": "other", "note": "because of a test"}' end::jsonb) end $$;
create function pg_temp.refused(who text, operation text, name text, words jsonb default '{}') returns text language sql as $$
    select fixture.refusal(format('select pg_temp.act(%L, %L, %L, %L)', $1, $2, $3, $4)) $$;
-- Where the money of a booking is: provider, platform, tax, given back, credit; and what is still held.
create function pg_temp.money(name text) returns text language sql as $$
    select concat_ws(' ', -coalesce(sum(entry.amount) filter (where account.kind = 'provider_payable'), 0), -coalesce(sum(entry.amount) filter (where account.kind = 'platform_revenue'), 0),
        -coalesce(sum(entry.amount) filter (where account.kind = 'tax_payable'), 0), (select refunded from market.payment where booking_id = pg_temp.id($1)),
        -coalesce(sum(entry.amount) filter (where account.kind = 'customer_credit'), 0), 'held', fixture.escrow(pg_temp.id($1)))
    from market.ledger_transaction posting
    join market.ledger_entry entry on entry.transaction_id = posting.id
    join market.ledger_account account on account.id = entry.account_id
    where posting.booking_id = pg_temp.id($1) $$;
create function pg_temp.told(name text) returns text language sql as $$
    select string_agg(template, ', ' order by message.id) from market.message where booking_id = pg_temp.id($1)
        and template not similar to '(provider_)?booking_(requested|confirmed|completed)' and state = 'queued' $$;
create function pg_temp.undo(who text) returns text language sql as $$
    select fixture.refusal(format('select fixture.operator(%L, ''undo'', %L)', $1, jsonb_build_object('invocation', reply ->> 'invocation'))) from said $$;

-- Settled.
select pg_temp.made('done', 'completed', 100);
select is(pg_temp.money('done'), '0 0 0 0 0 held 12400', 'completed: the money is still held');
select is((select operation || ' ' || (due - booking.entered_at) from market.timer join market.booking on booking.id = timer.entity_id where timer.entity = 'booking' and timer.entity_id = pg_temp.id('done') and timer.state = 'pending'), 'settle 3 days', 'and is settled three days later');
select is(pg_temp.refused('worker', 'settle', 'done'), 'MP031', 'not before');
select fixture.make_due(pg_temp.id('done'));
select is(pg_temp.refused('worker', 'settle', 'done'), null, 'then it is');
select is(pg_temp.money('done'), '10540 1563 297 0 0 held 0', 'provider, platform and tax have what they are due');
select is(fixture.state(pg_temp.id('done')), 'settled', 'settled');
select is(pg_temp.told('done'), 'provider_booking_settled', 'the provider is told');
select matches(body, '105[.]40', 'how much') from market.message where booking_id = pg_temp.id('done') and template = 'provider_booking_settled';
commit;
begin;
select pg_temp.made('content', 'completed', 104);
select is(pg_temp.refused('provider', 'confirm_completion', 'content'), 'MP012', 'only the customer says so');
select is(pg_temp.act('customer', 'confirm_completion', 'content') -> 'result', jsonb_build_object('booking', pg_temp.id('content'), 'state', 'settled'), 'a content customer learns nothing of others'' shares');
select is(pg_temp.money('content'), '10540 1563 297 0 0 held 0', 'and the provider has not to wait');

-- Somebody did not come.
select pg_temp.made('early', 'confirmed', 108);
select is(pg_temp.refused('customer', 'report_no_show', 'early'), 'MP031', 'not before the time has come');
select fixture.earlier(pg_temp.id('early'), booking.starts_at - guard.clock() + interval '14 minutes') from market.booking where id = pg_temp.id('early');
select is(pg_temp.refused('customer', 'report_no_show', 'early'), 'MP031', 'nor in the first quarter of an hour');
select fixture.earlier(pg_temp.id('early'), interval '1 minute');
select is(pg_temp.refused('provider', 'report_no_show', 'early', '{"absent": "provider"}'), 'MP032', 'a provider can only report the customer');
select is(pg_temp.refused('support', 'report_no_show', 'early'), 'MP032', 'an operator says who');
select is(pg_temp.refused('support', 'report_no_show', 'early', '{"absent": "nobody"}'), 'MP032', 'customer or provider');
select is(pg_temp.refused('customer', 'report_no_show', 'early'), null, 'the provider did not come');
select is((select state || ' ' || absent from market.booking where id = pg_temp.id('early')), 'no_show provider', 'so it is written');
select is(pg_temp.told('early'), 'provider_did_not_come, provider_provider_did_not_come', 'both are told');
select is(pg_temp.money('early'), '0 0 0 0 0 held 12400', 'nothing is paid for three days');
select fixture.make_due(pg_temp.id('early'));
select is(pg_temp.refused('worker', 'settle', 'early'), null, 'then it is settled');
select is(pg_temp.money('early'), '-1240 1240 0 12400 0 held 0', 'all goes back, and the provider pays the penalty');
select is(pg_temp.told('early'), 'provider_did_not_come, provider_provider_did_not_come, booking_refunded, provider_booking_settled', 'both are told again');
select is(pg_temp.refused('provider', 'dispute', 'early'), null, 'the provider objects even so');
select is(pg_temp.money('early'), '-1240 1240 0 12400 0 held 0', 'the penalty stays until that is decided');
commit;
begin;
select pg_temp.made('absent', 'no_show', 112);
select is((select absent from market.booking where id = pg_temp.id('absent')), 'customer', 'the customer did not come');
select fixture.make_due(pg_temp.id('absent'));
select is(pg_temp.refused('worker', 'settle', 'absent'), null, 'settled');
select is(pg_temp.money('absent'), '10540 1563 297 0 0 held 0', 'by the policy nothing goes back');

-- Disputed: the money comes back, and is divided anew.
select pg_temp.made('missed', 'no_show', 114);
select is(pg_temp.refused('finance', 'goodwill_credit', 'missed', '{"amount": 100}'), null, 'credit for a no-show');
select is((select string_agg(item ->> 'title', ', ' order by n) from fixture.operator_reads('support', format('select timeline from api.booking where id = %s', pg_temp.id('missed'))) r,
    jsonb_array_elements(r -> 0 -> 'timeline') with ordinality e (item, n) where item ->> 'kind' = 'event' and n < 12 and item ->> 'state_to' = 'no_show'), 'Goodwill credit, Reported: the customer did not come', 'the timeline tells one from the other');
select is(pg_temp.refused('operations', 'dispute', 'absent'), 'MP012', 'operations decide, they do not dispute');
insert into said select pg_temp.act('support', 'dispute', 'absent');
select is(pg_temp.money('absent'), '0 0 0 0 0 held 12400', 'what was settled is held again');
select is(pg_temp.told('absent'), 'customer_did_not_come, provider_customer_did_not_come, provider_booking_settled, booking_disputed, provider_booking_disputed', 'both are told');
select is(pg_temp.undo('support'), null, 'it is taken back');
select is(pg_temp.money('absent') || ' ' || fixture.state(pg_temp.id('absent')), '10540 1563 297 0 0 held 0 settled', 'as a whole');
select is(pg_temp.refused('customer', 'dispute', 'absent'), null, 'the customer disputes it');
select is(pg_temp.refused('worker', 'settle', 'absent'), 'MP031', 'nothing is settled meanwhile');
select is(pg_temp.refused('support', 'resolve', 'absent', '{"to_customer": 12000, "to_provider": 401}'), 'MP032', 'not more than is held');
update said set reply = pg_temp.act('operations', 'resolve', 'absent', '{"to_customer": 6000, "to_provider": 4960}');
select is(pg_temp.money('absent') || ' ' || fixture.state(pg_temp.id('absent')), '4216 2065 119 6000 0 held 0 settled', 'divided as decided; the platform keeps the rest');
select is(pg_temp.undo('operations'), null, 'the decision is taken back');
select is(pg_temp.money('absent') || ' ' || fixture.state(pg_temp.id('absent')), '0 0 0 0 0 held 12400 disputed', 'and open again');
select is(pg_temp.refused('operations', 'resolve', 'absent', '{"to_customer": 12400, "to_provider": 0}'), null, 'all of it goes back');
select is(pg_temp.money('absent') || ' ' || fixture.state(pg_temp.id('absent')), '0 0 0 12400 0 held 0 cancelled', 'as if it had been cancelled');
commit;
begin;
select pg_temp.made('late', 'completed', 116);
set session_replication_role = replica;
update market.booking set over_at = guard.clock() - interval '14 days' - interval '1 second' where id = pg_temp.id('late');
set session_replication_role = origin;
select is(pg_temp.refused('customer', 'dispute', 'late'), 'MP031', 'after a fortnight it is too late');
select pg_temp.made('under way', 'in_progress', 120);
select is(pg_temp.refused('customer', 'dispute', 'under way'), null, 'it can be disputed while it lasts');
select isnt((select over_at from market.booking where id = pg_temp.id('under way')), null, 'from then on the fortnight runs');

-- Overrides of what is over.
select pg_temp.made('settled', 'settled', 124);
select is(fixture.refusal($$update said set reply = pg_temp.act('operations', 'override_cancel', 'settled', '{"to_customer": 12400, "to_provider": 0}')$$), null, 'it can be cancelled even now');
select is(pg_temp.money('settled') || ' ' || fixture.state(pg_temp.id('settled')), '0 0 0 12400 0 held 0 cancelled', 'what was settled is cancelled, and all comes back');
select is(pg_temp.undo('operations'), null, 'which is taken back');
select is(pg_temp.money('settled') || ' ' || fixture.state(pg_temp.id('settled')), '10540 1563 297 0 0 held 0 settled', 'as it was');
commit;
begin;
select pg_temp.made('forgotten', 'confirmed', 128);
select is(pg_temp.refused('operations', 'override_complete', 'forgotten'), 'MP031', 'what has not begun is not completed');
select fixture.earlier(pg_temp.id('forgotten'), booking.starts_at - guard.clock() + interval '3 days') from market.booking where id = pg_temp.id('forgotten');
select is(pg_temp.refused('operations', 'override_complete', 'forgotten'), null, 'then it is');
update said set reply = pg_temp.act('operations', 'override_reopen', 'forgotten');
select is(fixture.state(pg_temp.id('forgotten')), 'in_progress', 'reopened');
select is((select operation || ' ' || (due - booking.entered_at) from market.timer join market.booking on booking.id = timer.entity_id where timer.entity = 'booking' and timer.entity_id = pg_temp.id('forgotten') and timer.state = 'pending'), 'complete 1 day', 'it completes after a day at the earliest, though its own time is over');
select is(pg_temp.undo('operations'), null, 'that is taken back');
select is((select state || ' ' || (over_at is not null) from market.booking where id = pg_temp.id('forgotten')), 'completed true', 'completed as before');
select is((select string_agg(operation, ' ') from market.timer where entity = 'booking' and entity_id = pg_temp.id('forgotten') and state = 'pending'), 'settle', 'and about to be settled');

-- Goodwill.
select is(pg_temp.refused('finance', 'goodwill_credit', 'forgotten', '{"amount": 0}'), 'MP032', 'nothing is no credit');
select is(pg_temp.refused('finance', 'goodwill_credit', 'forgotten', '{"amount": 12401}'), 'MP032', 'not more than the price');
update said set reply = pg_temp.act('finance', 'goodwill_credit', 'forgotten', '{"amount": 2000}');
select is(pg_temp.money('forgotten'), '0 -2000 0 0 2000 held 12400', 'the platform pays it');
select is(pg_temp.refused('support', 'goodwill_credit', 'forgotten', '{"amount": 10401}'), 'MP032', 'nor more than the price by and by');
select is(pg_temp.told('forgotten'), 'booking_goodwill', 'the customer is told');
select is(pg_temp.undo('finance'), null, 'it is taken back');
select is(pg_temp.undo('finance'), 'MP033', 'once');
select is(pg_temp.money('forgotten'), '0 0 0 0 0 held 12400', 'as it was');
select doesnt_match(body, '[{}]', 'no field is left open') from market.message;

select is(holds, true, figure) from guard.invariant_booking_states_have_events();
select is(holds, true, figure) from guard.invariant_escrow_follows_the_state();
select is(holds, true, figure) from guard.invariant_live_bookings_hold_their_slot();
select is(holds, true, figure) from guard.invariant_ended_bookings_await_nothing();
select is(holds, true, figure) from guard.invariant_capture_is_in_the_ledger();
select * from finish();
rollback;
