-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- How people are told: a template in their language, filled with what their side may read, waiting in the outbox.

create or replace function guard.tell(booking bigint, template text, fields jsonb default '{}')
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    told record;
    words record;
    known jsonb;
    field record;
    subject text;
    body text;
begin
    -- Fields are {"refund": 7440} for money and {"answer_by": "2026-…"} for moments; each is written as the reader writes it.
    select books.reference, books.market_id, books.starts_at, books.zone, books.price, books.currency, listing.title, city.name as city,
        provider.name as provider, person.display_name as customer,
        person.id as customer_person, person.locale as customer_locale,
        provider.person_id as provider_person, behind.locale as provider_locale
    into strict told
    from market.booking books
    join market.listing on listing.id = books.listing_id
    join market.city on city.id = books.city_id
    join market.provider on provider.id = books.provider_id
    join market.person behind on behind.id = provider.person_id
    join market.customer on customer.id = books.customer_id
    join market.person on person.id = customer.person_id
    where books.id = tell.booking;

    select texts.audience, texts.locale, texts.subject, texts.body,
        case texts.audience when 'customer' then told.customer_person else told.provider_person end as recipient
    into strict words
    from market.message_template texts
    where texts.template = tell.template
        and texts.locale = case texts.audience when 'customer' then told.customer_locale else told.provider_locale end;

    known := jsonb_build_object(
        'reference', told.reference,
        'listing', told.title,
        'city', told.city,
        'starts', guard.moment_text(told.starts_at, told.zone, words.locale),
        'customer', told.customer,
        'provider', told.provider);
    if words.audience = 'customer' then
        known := known || jsonb_build_object('price', guard.money_text(told.price, told.currency, words.locale));
    end if;
    for field in select given.key, given.value from jsonb_each(tell.fields) given loop
        known := known || jsonb_build_object(field.key, case jsonb_typeof(field.value)
            when 'number' then guard.money_text(field.value::text::bigint, told.currency, words.locale)
            else guard.moment_text((field.value #>> '{}')::timestamptz, told.zone, words.locale) end);
    end loop;

    subject := words.subject;
    body := words.body;
    for field in select given.key, given.value from jsonb_each_text(known) given loop
        -- A name with braces must not open another field.
        subject := replace(subject, '{' || field.key || '}', translate(field.value, '{}', '()'));
        body := replace(body, '{' || field.key || '}', translate(field.value, '{}', '()'));
    end loop;
    insert into market.message (market_id, booking_id, audience, recipient, channel, template, locale, subject, body, due, due_after, created_at)
    values (told.market_id, tell.booking, words.audience, words.recipient, 'email', tell.template, words.locale,
        subject, body, guard.outbox_due(), guard.outbox_after(), guard.clock());
end
$$;
comment on function guard.tell(bigint, text, jsonb) is 'Writes the message of a template to the customer or provider of a booking, due when its cause can no longer be taken back.';
select guard.allow_function('guard.tell(bigint, text, jsonb)', '{}');

create or replace function guard.effects_messages(invocation uuid)
returns jsonb
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select coalesce(jsonb_agg(jsonb_build_object(
                'audience', message.audience,
                'recipient', case message.audience when 'provider' then coalesce(provider.name, person.display_name) else person.display_name end,
                'channel', message.channel,
                'template', message.template,
                'locale', message.locale,
                'subject', message.subject,
                'body', message.body,
                'due', message.due,
                'after', message.due_after)
            order by message.id), '[]')
        from market.message
        join market.person on person.id = message.recipient
        left join market.provider on provider.person_id = message.recipient
        where message.invocation_id = effects_messages.invocation);
end
$$;
comment on function guard.effects_messages(uuid) is 'What an invocation would say to whom, for its preview.';
select guard.allow_function('guard.effects_messages(uuid)', '{}');
select guard.declare_effects('messages', 'guard.effects_messages(uuid)'::regprocedure);

create or replace function guard.undo_messages(undone uuid)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    update market.message
    set state = 'withdrawn'
    where message.invocation_id = undo_messages.undone
        and message.state = 'queued';
end
$$;
comment on function guard.undo_messages(uuid) is 'Withdraws the messages of an invocation that nobody has sent yet.';
select guard.allow_function('guard.undo_messages(uuid)', '{}');
select guard.declare_undo('guard.undo_messages(uuid)'::regprocedure);
