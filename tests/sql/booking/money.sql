-- SPDX-License-Identifier: GPL-3.0-or-later
-- For tests of what a booking costs: its price, its money and the gateway that is asked for it. Included after the fixture.

create function pg_temp.price(booking bigint) returns text language sql as $$
    select format('%s + %s: commission %s, tax %s; captured %s, refunded %s, escrow %s', booking.price, booking.platform_bears, booking.commission, booking.tax, payment.captured, payment.refunded, fixture.escrow(booking.id))
    from market.booking join market.payment on payment.booking_id = booking.id where booking.id = $1 $$;
create function pg_temp.told(reply jsonb) returns text language sql as $$
    select string_agg(message.template || ' ' || message.locale, ', ' order by message.template) from market.message where message.invocation_id = ($1 ->> 'invocation')::uuid $$;
create function pg_temp.broken() returns text language plpgsql as $$
declare
    name text;
    broken text;
    told text := '';
begin
    for name in select proname from pg_proc where proname ~ '^invariant_' and pronamespace = 'guard'::regnamespace
        and proname <> 'invariant_bookings_are_what_their_events_say' -- fixture.earlier moves bookings, and no event says so
    loop
        execute format('select string_agg(figure, ''; '') from guard.%I() where not holds', name) into broken;
        told := told || coalesce(name || ': ' || broken || E'\n', '');
    end loop;
    return told;
end $$;
-- The gateway answers whatever is open, as if the time to take it back were over: each request in its order.
create function pg_temp.gateway(booking bigint, outcome text default 'done') returns text language plpgsql as $$
declare
    asked record;
    told text := '';
begin
    update market.gateway_intent set due = guard.clock() from market.payment where payment.id = payment_id and booking_id = $1 and gateway_intent.state = 'not yet told';
    loop
        select (claimed ->> 'request')::bigint as id, claimed ->> 'kind' as kind, (claimed ->> 'amount')::bigint as amount, right(claimed ->> 'payment', 2) as charge, claimed ->> 'gateway_reference' as name into asked
        from jsonb_array_elements(fixture.read('steward_worker', null, null, format('select * from guard.claim_requests(1, %s)', $1))) claimed;
        exit when not found;
        told := concat_ws(', ', nullif(told, ''), format('%s %s', asked.kind, asked.amount) || case when asked.charge ~ '-[0-9]' then ' again' else '' end);
        perform fixture.read('steward_worker', null, null, format('select guard.record_answer(%s, %L, %L)', asked.id, $2,
            jsonb_build_object('amount', asked.amount, 'currency', 'EUR', 'reference', 'gw_' || asked.id, 'words', 'no', 'expires', '2199-01-01T00:00:00Z')));
    end loop;
    return told;
end $$;
create function pg_temp.all_well(what text) returns text language sql as $$ select is(pg_temp.broken(), '', 'what must always hold does ' || $1) $$;
create function pg_temp.ledger(booking bigint) returns text language sql as $$
    select string_agg(kind || ' ' || amount, ', ' order by kind) from (
        select account.kind, sum(entry.amount) as amount from market.ledger_transaction posting join market.ledger_entry entry on entry.transaction_id = posting.id join market.ledger_account account on account.id = entry.account_id
        where posting.booking_id = $1 group by account.kind having sum(entry.amount) <> 0) sums $$;
