-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- How the gateway is told. The worker claims requests that are due in one transaction, asks the gateway while no transaction
-- is open, and records the answer in another, so that a crash between any two of these leaves a row that says what is known:
--
--   not yet told ──claim──▶ told ──answer──▶ done, declined, failed
--        ▲                   │ no answer, lease over
--        └── not reached ────┴─▶ unknown ──the same key again──▶ …
--
-- Requests of one payment are told in the order in which they were made, one at a time. Leases and waits are measured by the
-- server's own clock, as those of steps are.

create or replace function guard.claim_requests(most integer, only_booking bigint default null, kinds text[] default null)
returns table (request bigint, kind text, key text, payment text, refund text, amount bigint, currency text, gateway_reference text, moment timestamptz)
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    with ready as materialized (
        select open.id
        from market.gateway_intent open
        where open.state in ('not yet told', 'told', 'unknown')
            and open.due <= guard.clock()
            and coalesce(open.retry_at, '-infinity') <= statement_timestamp()
            and coalesce(open.leased_until, '-infinity') <= statement_timestamp()
            and (claim_requests.only_booking is null
                or open.payment_id in (select paid.id from market.payment paid where paid.booking_id = claim_requests.only_booking))
            and (claim_requests.kinds is null or open.kind = any (claim_requests.kinds))
            and not exists (
                select
                from market.gateway_intent earlier
                where earlier.payment_id = open.payment_id
                    and earlier.id < open.id
                    and (earlier.state in ('not yet told', 'told', 'unknown')
                        or earlier.state = 'failed' and earlier.kind in ('authorise', 'capture')))
        order by open.due, open.id
        limit least(claim_requests.most, 20)
        for no key update skip locked
    ), claimed as (
        update market.gateway_intent asked
        set state = case asked.state when 'not yet told' then 'told' else 'unknown' end,
            tries = asked.tries + 1,
            told_at = coalesce(asked.told_at, guard.clock()),
            leased_until = statement_timestamp() + interval 'PT30S'
        from ready
        where asked.id = ready.id
        returning asked.*
    )
    select claimed.id, claimed.kind, claimed.key || '-' || claimed.attempt, paid.reference || case when claimed.charge > 1 then '-' || claimed.charge else '' end, back.reference, claimed.amount::bigint, claimed.currency,
        reserved.gateway_reference::text, guard.clock()
    from claimed
    join market.payment paid on paid.id = claimed.payment_id
    left join market.refund back on back.id = claimed.refund_id
    left join market.gateway_intent reserved on reserved.payment_id = claimed.payment_id and reserved.charge = claimed.charge
        and reserved.kind = 'authorise' and reserved.state = 'done'
    order by claimed.due, claimed.id;
end
$$;
comment on function guard.claim_requests(integer, bigint, text[]) is 'Takes up to 20 requests to the gateway that are due, for 30 seconds; commit before the gateway is asked, so that a crash counts';
select guard.allow_function('guard.claim_requests(integer, bigint, text[])', array['steward_worker']);

create or replace function guard.see_to_refused(booking bigint, by_hand boolean)
returns integer
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    refused record;
    seen_to integer := 0;
begin
    for refused in
        update market.gateway_intent asked
        set state = case when see_to_refused.by_hand then 'by hand' else 'not yet told' end,
            answered_at = case when see_to_refused.by_hand then guard.clock() end,
            -- A new attempt is another key: the one before has had its answer.
            attempt = asked.attempt + (not see_to_refused.by_hand)::integer,
            tries = case when see_to_refused.by_hand then asked.tries else 0 end,
            due = case when see_to_refused.by_hand then asked.due else guard.outbox_due() end,
            due_after = case when see_to_refused.by_hand then asked.due_after else guard.outbox_after() end,
            told_at = case when see_to_refused.by_hand then asked.told_at end,
            failure = case when see_to_refused.by_hand then asked.failure end,
            retry_at = null,
            changed_by = guard.invocation_id()
        from market.payment paid
        where paid.booking_id = see_to_refused.booking
            and asked.payment_id = paid.id
            and asked.state = 'failed'
        returning asked.refund_id
    loop
        seen_to := seen_to + 1;
        update market.refund
        set state = case when see_to_refused.by_hand then 'succeeded' else 'requested' end
        where refund.id = refused.refund_id;
    end loop;
    if seen_to = 0 then
        perform guard.refuse('MP032', 'The gateway has refused nothing of this booking.', 'There is nothing to see to.');
    end if;
    return seen_to;
end
$$;
comment on function guard.see_to_refused(bigint, boolean) is 'What the gateway refused for a booking is asked again, or counts as done by hand; how many requests';
select guard.allow_function('guard.see_to_refused(bigint, boolean)', '{}');

create or replace function guard.wait_to_ask(tries integer)
returns timestamptz
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    -- Doubling from a second to half a minute, a quarter more or less, so that what failed together does not come back together.
    return clock_timestamp() + interval 'PT1S' * least(30, power(2, least(wait_to_ask.tries, 10) - 1)) * (0.75 + random() / 2);
end
$$;
comment on function guard.wait_to_ask(integer) is 'When the gateway is asked again whose answer was lost that often';
select guard.allow_function('guard.wait_to_ask(integer)', '{}');

create or replace function guard.tell_of_answer(asked market.gateway_intent, operation text, arguments jsonb)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    -- One key for one outcome of one attempt: an answer and the event that repeats it have one effect.
    perform api.invoke(tell_of_answer.operation, tell_of_answer.arguments, jsonb_build_object('key',
        md5(format('gateway %s %s %s %s', asked.id, asked.attempt, tell_of_answer.operation, tell_of_answer.arguments ->> 'outcome'))::uuid));
end
$$;
comment on function guard.tell_of_answer(market.gateway_intent, text, jsonb) is 'Does, as the system, what an answer of the gateway means for a booking or a refund';
select guard.allow_function('guard.tell_of_answer(market.gateway_intent, text, jsonb)', '{}');

create or replace function guard.request_done(asked market.gateway_intent, booking bigint, details jsonb)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    if asked.kind = 'authorise' then
        begin
            if asked.charge = 1 then
                perform guard.tell_of_answer(asked, 'authorised', jsonb_strip_nulls(jsonb_build_object('booking', request_done.booking,
                    'gateway_reference', request_done.details -> 'reference', 'expires', request_done.details -> 'expires',
                    'card_brand', request_done.details -> 'card_brand', 'card_last4', request_done.details -> 'card_last4')));
            else
                perform guard.tell_of_answer(asked, 'charge_answered', jsonb_build_object('booking', request_done.booking, 'charge', asked.charge, 'outcome', 'authorised'));
            end if;
        exception
            when sqlstate 'MP031' or sqlstate 'MP032' then
                -- The booking ended, or its time is somebody else's, since the gateway was asked. What it reserved is let go by
                -- the request that follows, which needs the gateway's name of it.
                null;
        end;
    elsif asked.kind = 'refund' then
        perform guard.tell_of_answer(asked, 'refund_answered', jsonb_build_object('refund', asked.refund_id,
            'outcome', case when (request_done.details -> 'pending')::boolean then 'submitted' else 'succeeded' end));
    end if;
    update market.gateway_intent told
    set state = 'done',
        leased_until = null,
        failure = null,
        answered_at = guard.clock(),
        gateway_reference = coalesce((request_done.details ->> 'reference')::market.short_text, told.gateway_reference)
    where told.id = asked.id;
end
$$;
comment on function guard.request_done(market.gateway_intent, bigint, jsonb) is 'The gateway has done what it was asked';
select guard.allow_function('guard.request_done(market.gateway_intent, bigint, jsonb)', '{}');

create or replace function guard.request_refused(asked market.gateway_intent, booking bigint, declined boolean, words text)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    -- A further charge that is refused for whatever reason leaves the booking as it was: it can be asked for anew.
    is_over boolean := asked.kind = 'authorise' and (request_refused.declined or asked.charge > 1);
begin
    if is_over then
        begin
            if asked.charge = 1 then
                perform guard.tell_of_answer(asked, 'payment_declined', jsonb_build_object('booking', request_refused.booking));
            else
                perform guard.tell_of_answer(asked, 'charge_answered', jsonb_build_object('booking', request_refused.booking, 'charge', asked.charge, 'outcome', 'declined'));
            end if;
        exception
            when sqlstate 'MP031' or sqlstate 'MP032' then null; -- it has ended before, or does not wait for it any more
        end;
        -- Nothing was reserved, so there is nothing to let go.
        update market.gateway_intent later
        set state = 'withdrawn'
        where later.payment_id = asked.payment_id
            and later.charge = asked.charge
            and later.kind = 'void'
            and later.state = 'not yet told';
    else
        if asked.kind = 'refund' then
            perform guard.tell_of_answer(asked, 'refund_answered', jsonb_build_object('refund', asked.refund_id, 'outcome', 'failed'));
        end if;
        perform guard.tell_of_answer(asked, 'request_failed', jsonb_build_object('booking', request_refused.booking, 'request', asked.id));
    end if;
    update market.gateway_intent told
    set state = case when is_over then 'declined' else 'failed' end,
        leased_until = null,
        failure = left(coalesce(nullif(request_refused.words, ''), 'The gateway refused without a word.'), 200),
        answered_at = guard.clock()
    where told.id = asked.id;
end
$$;
comment on function guard.request_refused(market.gateway_intent, bigint, boolean, text) is 'The gateway will not do what it was asked: a declined card ends the booking, or what a further charge was for, anything else waits for an operator';
select guard.allow_function('guard.request_refused(market.gateway_intent, bigint, boolean, text)', '{}');

create or replace function guard.record_answer(request bigint, outcome text, details jsonb default '{}')
returns text
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    asked market.gateway_intent;
    booking bigint;
    refund_state text;
begin
    select intent.* into strict asked
    from market.gateway_intent intent
    where intent.id = record_answer.request;
    select paid.booking_id into strict booking
    from market.payment paid
    where paid.id = asked.payment_id;
    select back.state into refund_state
    from market.refund back
    where back.id = asked.refund_id;

    if record_answer.outcome in ('unknown', 'not reached') then
        -- Only a link that never opened is as good as not having asked.
        update market.gateway_intent told
        set state = case when record_answer.outcome = 'not reached' and told.state = 'told' then 'not yet told' else 'unknown' end,
            leased_until = null,
            failure = left(record_answer.details ->> 'words', 200),
            retry_at = guard.wait_to_ask(told.tries)
        where told.id = asked.id
            and told.state in ('told', 'unknown');
        return record_answer.outcome;
    elsif record_answer.outcome <> all (array['done', 'declined', 'refused']) then
        perform guard.refuse('MP003', 'An answer is done, declined, refused, unknown or not reached.');
    end if;

    -- What was said once is not said again by its event; but a refund that was accepted may still succeed or fail.
    if asked.state in ('declined', 'by hand', 'withdrawn')
        or asked.state = 'done' and (refund_state = 'submitted' and not coalesce((record_answer.details -> 'pending')::boolean, false)) is not true
        or asked.state = 'failed' and record_answer.outcome <> 'done'
    then
        return 'known';
    end if;
    if record_answer.outcome = 'done' then
        if (record_answer.details ->> 'amount')::bigint is distinct from asked.amount::bigint or record_answer.details ->> 'currency' is distinct from asked.currency then
            perform guard.request_refused(asked, booking, false, format('The gateway did it for another amount: %s.',
                coalesce(guard.money_text((record_answer.details ->> 'amount')::bigint, asked.currency, 'en'), 'none')));
            return 'disagrees';
        end if;
        perform guard.request_done(asked, booking, record_answer.details);
    else
        perform guard.request_refused(asked, booking, record_answer.outcome = 'declined', record_answer.details ->> 'words');
    end if;
    return record_answer.outcome;
end
$$;
comment on function guard.record_answer(bigint, text, jsonb) is 'Records what came of a request to the gateway: done, declined, refused, unknown or not reached; says known if it had been recorded before';
select guard.allow_function('guard.record_answer(bigint, text, jsonb)', array['steward_worker']);
