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
    field record;
    words text;
begin
    -- Fields are {"refund": 7440} for money and {"answer_by": "2026-…"} for moments; each is written as the reader writes it.
    select books.reference, books.market_id, books.starts_at, books.zone, books.price, books.currency, listing.title, city.name as city,
        provider.name as provider, person.display_name as customer, texts.audience, texts.locale, texts.subject, texts.body,
        to_char(books.starts_at at time zone books.zone, habit.moment_pattern) as starts, reader.id as recipient
    into strict told
    from market.booking books
    join market.listing on listing.id = books.listing_id
    join market.city on city.id = books.city_id
    join market.provider on provider.id = books.provider_id
    join market.customer on customer.id = books.customer_id
    join market.person on person.id = customer.person_id
    join market.message_template texts on texts.template = tell.template
    join market.person reader on reader.id = case texts.audience when 'customer' then customer.person_id else provider.person_id end
        and reader.locale = texts.locale
    join market.locale habit on habit.code = texts.locale
    where books.id = tell.booking;

    -- Subject and body are filled together. A name with braces must not open another field.
    words := told.subject || chr(31) || told.body;
    words := replace(words, '{reference}', told.reference);
    words := replace(words, '{starts}', told.starts);
    words := replace(words, '{city}', told.city);
    if told.audience = 'customer' then
        words := replace(words, '{price}', guard.money_text(told.price, told.currency, told.locale));
    end if;
    for field in select given.key, given.value from jsonb_each(tell.fields) given loop
        words := replace(words, '{' || field.key || '}', case jsonb_typeof(field.value)
            when 'number' then guard.money_text(field.value::bigint, told.currency, told.locale)
            else guard.moment_text((field.value #>> '{}')::timestamptz, told.zone, told.locale) end);
    end loop;
    words := replace(words, '{listing}', translate(told.title, '{}', '()'));
    words := replace(words, '{provider}', translate(told.provider, '{}', '()'));
    words := replace(words, '{customer}', translate(told.customer, '{}', '()'));
    insert into market.message (market_id, booking_id, audience, recipient, channel, template, locale, subject, body, due, due_after, created_at)
    values (told.market_id, tell.booking, told.audience, told.recipient, 'email', tell.template, told.locale,
        split_part(words, chr(31), 1), split_part(words, chr(31), 2), guard.outbox_due(), guard.outbox_after(), guard.clock());
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
