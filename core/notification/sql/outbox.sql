-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- What steward-worker has of the outbox: it claims messages that are due, offers each to the mail server with no transaction
-- open, and says what came of it. tables/0760_delivery.sql draws the states.
--
-- A claim commits before anything is sent and counts the attempt, so a worker that dies in the middle has tried; its message is
-- claimed again when the lease is over. The worker claims one at a time: what it had claimed besides would have been tried, too. So each message arrives at least once, and under one Message-ID.
--
-- Leases and waits are measured by the server's own clock. So is how old a message may be: people live by that clock, and what
-- a simulation plays of the past is nobody's news.

create or replace function guard.mail_attempts()
returns integer
language sql
immutable
begin atomic
    select 8; -- with the waits below, about two hours after the first
end;
comment on function guard.mail_attempts() is 'How often a message is offered to the mail server before it is given up.';
select guard.allow_function('guard.mail_attempts()', '{}');

create or replace function guard.news_lasts()
returns interval
language sql
immutable
begin atomic
    select interval 'P2D';
end;
comment on function guard.news_lasts() is 'How long after it was due a message is still sent if nobody tried before, as when a mail server is set up later.';
select guard.allow_function('guard.news_lasts()', '{}');

create or replace function guard.expire_messages(most integer default 1000)
returns integer
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    expired integer;
begin
    update market.message
    set state = 'expired'
    where message.id in (
        select old.id
        from market.message old
        where old.state = 'queued'
            and old.due <= guard.clock()
            and old.due <= statement_timestamp() - guard.news_lasts()
        order by old.due, old.id
        limit expire_messages.most
        for no key update skip locked);
    get diagnostics expired = row_count;
    return expired;
end
$$;
comment on function guard.expire_messages(integer) is 'Puts aside messages that nobody tried to send while they were news; how many.';
select guard.allow_function('guard.expire_messages(integer)', array['steward_worker']);

create or replace function guard.claim_messages(most integer, host text)
returns table (message bigint, lease uuid, message_id text, address text, name text, locale text, subject text, body text, written_at timestamptz)
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    taken uuid := gen_random_uuid();
begin
    return query
    with ready as materialized (
        select waiting.id
        from market.message waiting
        where waiting.state in ('queued', 'sending', 'failed')
            and waiting.due <= guard.clock()
            and (waiting.attempts > 0 or waiting.due > statement_timestamp() - guard.news_lasts())
            and coalesce(waiting.retry_at, '-infinity') <= statement_timestamp()
            and coalesce(waiting.leased_until, '-infinity') <= statement_timestamp()
        order by waiting.due, waiting.id
        limit least(claim_messages.most, 20)
        for no key update skip locked
    ), judged as (
        select waiting.id, contact.email, person.display_name, case
                -- Whoever had it as often as that and left no word has died of it.
                when waiting.attempts >= guard.mail_attempts() then 'cut_off'
                when not person.active then 'inactive'
                when contact.email is null then 'no_address'
            end as hopeless
        from ready
        join market.message waiting on waiting.id = ready.id
        join market.person on person.id = waiting.recipient
        left join market.person_contact contact on contact.person_id = waiting.recipient
    ), claimed as (
        update market.message claiming
        set state = case when judged.hopeless is null then 'sending' else 'dead' end,
            lease = case when judged.hopeless is null then taken end,
            leased_until = case when judged.hopeless is null then statement_timestamp() + interval 'PT5M' end,
            attempts = claiming.attempts + (judged.hopeless is null)::integer,
            message_id = coalesce(claiming.message_id, format('<%s@%s>', gen_random_uuid(), lower(claim_messages.host))),
            failure = coalesce(judged.hopeless, claiming.failure),
            reply_code = case when judged.hopeless is null then claiming.reply_code end, -- what was said before is no answer to this
            reply_status = case when judged.hopeless is null then claiming.reply_status end,
            retry_at = null
        from judged
        where claiming.id = judged.id
        returning claiming.id, claiming.lease, claiming.message_id, judged.email, judged.display_name, claiming.locale, claiming.subject,
            claiming.body, claiming.created_at, claiming.due
    )
    select claimed.id, claimed.lease, claimed.message_id, claimed.email::text, claimed.display_name::text, claimed.locale, claimed.subject::text,
        case when carried.secret is null then claimed.body::text else replace(claimed.body, '{secret}', carried.secret) end, claimed.created_at
    from claimed
    left join market.message_secret carried on carried.message_id = claimed.id
    where claimed.lease is not null
    order by claimed.due, claimed.id;
end
$$;
comment on function guard.claim_messages(integer, text) is 'Takes up to 20 messages that are due, for five minutes; commit before they are sent, so that a crash counts. The host is the right half of new Message-IDs.';
select guard.allow_function('guard.claim_messages(integer, text)', array['steward_worker']);

create or replace function guard.message_sent(message bigint, lease uuid, code integer, status text)
returns boolean
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    update market.message sending
    set state = 'sent',
        sent_at = guard.clock(),
        lease = null,
        leased_until = null,
        failure = null,
        reply_code = message_sent.code,
        reply_status = nullif(message_sent.status, '')
    where sending.id = message_sent.message
        and sending.lease = message_sent.lease;
    if found then
        delete from market.message_secret carried
        where carried.message_id = message_sent.message;
        return true;
    end if;
    return false;
end
$$;
comment on function guard.message_sent(bigint, uuid, integer, text) is 'The mail server took a message; false if it is no longer the caller''s.';
select guard.allow_function('guard.message_sent(bigint, uuid, integer, text)', array['steward_worker']);

create or replace function guard.message_failed(message bigint, lease uuid, failure text, code integer, status text)
returns text
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    became text;
begin
    -- The waits double, from a minute, a quarter more or less so that what failed together does not come back together.
    update market.message sending
    set state = tried.becomes,
        lease = null,
        leased_until = null,
        failure = message_failed.failure,
        reply_code = nullif(message_failed.code, 0),
        reply_status = nullif(message_failed.status, ''),
        retry_at = case tried.becomes when 'failed' then clock_timestamp() + interval 'PT1M' * power(2, sending.attempts - 1) * (0.75 + random() / 2) end
    from (
        select claimed.id, case
                when message_failed.failure not in ('deferred', 'lost') then 'dead'
                when claimed.attempts >= guard.mail_attempts() then 'dead'
                else 'failed'
            end as becomes
        from market.message claimed
        where claimed.id = message_failed.message
    ) tried
    where sending.id = tried.id
        and sending.lease = message_failed.lease
    returning sending.state into became;
    return became;
end
$$;
comment on function guard.message_failed(bigint, uuid, text, integer, text) is 'An attempt to send a message failed (refused, deferred, lost, no_address): what becomes of it, null if it is no longer the caller''s. A code of 0 is none.';
select guard.allow_function('guard.message_failed(bigint, uuid, text, integer, text)', array['steward_worker']);

create or replace function guard.message_left(message bigint, lease uuid, wait interval default 'PT0S')
returns boolean
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    update market.message sending
    set state = case when sending.attempts > 1 then 'failed' else 'queued' end,
        failure = case when sending.attempts > 1 then coalesce(sending.failure, 'cut_off') end,
        attempts = sending.attempts - 1,
        lease = null,
        leased_until = null,
        retry_at = clock_timestamp() + message_left.wait
    where sending.id = message_left.message
        and sending.lease = message_left.lease;
    return found;
end
$$;
comment on function guard.message_left(bigint, uuid, interval) is 'Gives a message back that was never offered to the mail server, which counts for nothing; false if it is no longer the caller''s.';
select guard.allow_function('guard.message_left(bigint, uuid, interval)', array['steward_worker']);

create or replace function guard.message_words(message market.message, zone text)
returns text
language sql
stable
begin atomic
    select case (message_words.message).state
        when 'queued' then case
            when (message_words.message).due > guard.clock() then 'waits until ' || guard.moment_text((message_words.message).due, message_words.zone, 'en')
            else 'waits to be sent' end
        when 'sending' then 'is being sent'
        when 'sent' then 'sent ' || guard.moment_text((message_words.message).sent_at, message_words.zone, 'en')
        when 'failed' then why.words || coalesce(', next try ' || guard.moment_text((message_words.message).retry_at, message_words.zone, 'en'), '')
        when 'dead' then 'not delivered: ' || why.words
        when 'expired' then 'not sent: too old'
        when 'silent' then 'left out' || coalesce(' by ' || edited.name, '')
        else (message_words.message).state
    end || coalesce(case when (message_words.message).state <> 'silent' then ' · words of ' || edited.name end, '')
    from (
        -- Short: they stand in one line, beside whom they are about.
        select concat_ws(' ', case (message_words.message).failure
            when 'refused' then 'refused'
            when 'deferred' then 'wanted later'
            when 'lost' then 'no answer'
            when 'cut_off' then 'cut off'
            when 'no_address' then 'no address'
            when 'inactive' then 'no longer active'
        end, '(' || nullif(concat_ws(' ', (message_words.message).reply_code, (message_words.message).reply_status), '') || ')') as words
    ) why
    left join (
        select operator.name
        from market.message_edit edit
        join market.operator on operator.id = edit.operator_id
        where edit.message_id = (message_words.message).id
    ) edited on true;
end;
comment on function guard.message_words(market.message, text) is 'Where a message is, in words for operators.';
select guard.allow_function('guard.message_words(market.message, text)', guard.operators());
