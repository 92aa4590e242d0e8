-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- How people are told: a template in their language, filled with what their side may read, waiting in the outbox.

create or replace function guard.visible_length(words text)
returns integer
language plpgsql
immutable
set search_path = pg_catalog, pg_temp
as $$
begin
    return length(regexp_replace(visible_length.words, '[[:space:]\u200c\u200d]|' || guard.unseen_characters(), '', 'g'));
end
$$;
comment on function guard.visible_length(text) is 'How many characters of a text anybody sees.';
select guard.allow_function('guard.visible_length(text)', '{}');

create or replace function guard.check_said(template text, said jsonb)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    duty text;
begin
    if jsonb_typeof(check_said.said) <> 'object'
        or check_said.said - array['silent', 'subject', 'body'] <> '{}'
        or check_said.said = '{}'
        or check_said.said ? 'silent' and check_said.said - 'silent' <> '{}'
        or exists (select from jsonb_each(check_said.said) piece where jsonb_typeof(piece.value) <> 'string')
    then
        perform guard.refuse('MP002', format('What is said of the message %s is not of the right form.', check_said.template),
            'Give its subject and body in other words, or under silent the reason why it is not sent.', '{"option": "messages"}');
    elsif check_said.said ? 'silent' then
        select known.why into duty
        from market.message_duty known
        where known.template = check_said.template;
        if duty is not null then
            perform guard.refuse('MP032', format('This message is never left out: %s.', duty), 'Put it into other words instead.', '{"option": "messages"}');
        elsif length(regexp_replace(check_said.said ->> 'silent', '[[:space:]]+', '', 'g')) < guard.shortest_note() or length(check_said.said ->> 'silent') > 200 then
            perform guard.refuse('MP004', format('To leave a message out needs a reason, of %s to 200 characters.', guard.shortest_note()),
                'Say in a sentence why nobody is told.', '{"option": "messages"}');
        elsif check_said.said ->> 'silent' ~ guard.unseen_characters() then
            perform guard.refuse('MP003', 'The reason for leaving a message out has characters that nobody sees.', null, '{"option": "messages"}');
        end if;
    elsif length(check_said.said ->> 'body') not between 1 and 2000 or guard.visible_length(check_said.said ->> 'body') = 0
        or replace(check_said.said ->> 'body', chr(10), ' ') ~ '[\u0001-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]'
    then
        perform guard.refuse('MP003', 'The text of a message is 1 to 2,000 characters long.', null, '{"option": "messages"}');
    elsif guard.visible_length(check_said.said ->> 'body') < guard.shortest_note() then
        select known.why into duty
        from market.message_duty known
        where known.template = check_said.template;
        if duty is not null then
            perform guard.refuse('MP032', format('This message is never left out: %s.', duty), format('Say it in other words, of %s characters or more.', guard.shortest_note()), '{"option": "messages"}');
        end if;
    end if;
    if guard.visible_length(check_said.said ->> 'subject') = 0 then
        perform guard.refuse('MP003', 'The subject of a message is one line of 1 to 200 visible characters, without blanks around it.', null, '{"option": "messages"}');
    end if;
    begin
        perform (check_said.said ->> 'subject')::market.short_text;
    exception
        when check_violation then
            perform guard.refuse('MP003', 'The subject of a message is one line of 1 to 200 visible characters, without blanks around it.', null, '{"option": "messages"}');
    end;
end
$$;
comment on function guard.check_said(text, jsonb) is 'Refuses words for a message that are none, silence without a reason, and silence where people must be told.';
select guard.allow_function('guard.check_said(text, jsonb)', '{}');

create or replace function guard.tell(booking bigint, messages jsonb)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    told record;
    text_of record;
    message record;
    field record;
    words text;
    due timestamptz := guard.outbox_due();
    due_after interval := guard.outbox_after();
    wishes jsonb := guard.said_of_messages();
    said jsonb;
    subject text;
    body text;
    made bigint;
begin
    -- {"booking_cancelled": {"refund": 7440}, "provider_booking_requested": {"answer_by": "2026-…"}}: templates, each with
    -- fields of money or moments; both are written as the reader writes them.
    select books.reference, books.market_id, books.starts_at, books.zone, books.price, books.currency, listing.title, city.name as city,
        provider.name as provider, provider.person_id as provider_person, provider_reader.locale as provider_locale,
        person.display_name as customer, person.id as customer_person, person.locale as customer_locale
    into strict told
    from market.booking books
    join market.listing on listing.id = books.listing_id
    join market.city on city.id = books.city_id
    join market.provider on provider.id = books.provider_id
    join market.person provider_reader on provider_reader.id = provider.person_id
    join market.customer on customer.id = books.customer_id
    join market.person on person.id = customer.person_id
    where books.id = tell.booking;

    for message in select given.key as template, given.value as fields from jsonb_each(tell.messages) given loop
        select texts.audience, texts.locale, texts.subject, texts.body, habit.moment_pattern,
            case texts.audience when 'customer' then told.customer_person else told.provider_person end as recipient
        into strict text_of
        from market.message_template texts
        join market.locale habit on habit.code = texts.locale
        where texts.template = message.template
            and texts.locale = case texts.audience when 'customer' then told.customer_locale else told.provider_locale end;

        -- Subject and body are filled together. A name with braces must not open another field.
        words := text_of.subject || chr(31) || text_of.body;
        words := replace(words, '{reference}', told.reference);
        words := replace(words, '{starts}', to_char(told.starts_at at time zone told.zone, text_of.moment_pattern));
        words := replace(words, '{city}', told.city);
        if text_of.audience = 'customer' and strpos(words, '{price}') > 0 then
            words := replace(words, '{price}', guard.money_text(told.price, told.currency, text_of.locale));
        end if;
        for field in select given.key, given.value from jsonb_each(message.fields) given loop
            words := replace(words, '{' || field.key || '}', case jsonb_typeof(field.value)
                when 'number' then guard.money_text(field.value::bigint, told.currency, text_of.locale)
                else guard.moment_text((field.value #>> '{}')::timestamptz, told.zone, text_of.locale) end);
        end loop;
        words := replace(words, '{listing}', translate(told.title, '{}', '()'));
        words := replace(words, '{provider}', translate(told.provider, '{}', '()'));
        words := replace(words, '{customer}', translate(told.customer, '{}', '()'));
        subject := split_part(words, chr(31), 1);
        body := split_part(words, chr(31), 2);
        said := wishes -> 'said' -> message.template;
        if said is not null then
            perform guard.check_said(message.template, said);
        end if;
        insert into market.message (market_id, booking_id, audience, recipient, channel, template, locale, subject, body, due, due_after, created_at, state)
        values (told.market_id, tell.booking, text_of.audience, text_of.recipient, 'email', message.template, text_of.locale,
            coalesce(said ->> 'subject', subject), coalesce(said ->> 'body', body), due, due_after, guard.clock(),
            case when said ? 'silent' then 'silent' else 'queued' end)
        returning id into made;
        if said ? 'silent' then
            insert into market.message_edit (message_id, market_id, operator_id, silent)
            values (made, told.market_id, (wishes -> 'by')::bigint, said ->> 'silent');
        elsif said is not null then
            insert into market.message_edit (message_id, market_id, operator_id, subject, body)
            values (made, told.market_id, (wishes -> 'by')::bigint, subject, body);
        end if;
    end loop;
end
$$;
comment on function guard.tell(bigint, jsonb) is 'Writes the messages of some templates to the customer or provider of a booking, due when their cause can no longer be taken back.';
select guard.allow_function('guard.tell(bigint, jsonb)', '{}');

create or replace function guard.effects_messages(invocation uuid)
returns jsonb
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    wishes jsonb := guard.said_of_messages() -> 'said';
    wrong text;
begin
    if wishes is not null then
        select min(wish.key) into wrong
        from jsonb_object_keys(wishes) wish (key)
        where not exists (
            select
            from market.message
            where message.invocation_id = effects_messages.invocation
                and message.template = wish.key);
        if wrong is not null then
            perform guard.refuse('MP032', format('This sends no message called %s.', left(wrong, 60)), 'Look at the effects again.', '{"option": "messages"}');
        end if;
        -- One letter to several people would call all of them by one name.
        select min(message.template) into wrong
        from market.message
        where message.invocation_id = effects_messages.invocation
            and wishes -> message.template is not null
            and not wishes -> message.template ? 'silent'
            and exists (
                select
                from market.message other
                where other.invocation_id = message.invocation_id
                    and other.template = message.template
                    and other.id <> message.id);
        if wrong is not null then
            perform guard.refuse('MP032', 'Several people are told this; it can not be put into other words for all of them.', 'Leave it as it is.', '{"option": "messages"}');
        end if;
    end if;
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
                || jsonb_strip_nulls(jsonb_build_object(
                    'must', duty.why,
                    'silent', edit.silent,
                    'former_subject', edit.subject,
                    'former_body', edit.body))
            order by message.id), '[]')
        from market.message
        left join market.message_edit edit on edit.message_id = message.id
        left join market.message_duty duty on duty.template = message.template
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
    -- Whoever claimed one at that very moment was first: then people are told, and what they are told must stay true.
    if exists (
        select
        from market.message
        where message.invocation_id = undo_messages.undone
            and message.state not in ('withdrawn', 'silent'))
    then
        perform guard.refuse('MP033', 'People are already being told; this can no longer be taken back.', 'See which actions the record offers now.');
    end if;
end
$$;
comment on function guard.undo_messages(uuid) is 'Withdraws the messages of an invocation, or refuses if one of them is already on its way.';
select guard.allow_function('guard.undo_messages(uuid)', '{}');
select guard.declare_undo('guard.undo_messages(uuid)'::regprocedure);
