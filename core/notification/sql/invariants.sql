-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- What must always hold of what people are told.

create or replace function guard.invariant_messages_have_one_name()
returns table (figure text, holds boolean, checked bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select format('%s messages, %s of them sent, under %s names, after %s attempts at most', count(*), count(*) filter (where message.state = 'sent'),
                count(distinct message.message_id), coalesce(max(message.attempts), 0)),
            count(message.message_id) = count(distinct message.message_id)
                and count(*) filter (where message.state = 'sent' and message.message_id is null) = 0
                and coalesce(max(message.attempts), 0) <= guard.mail_attempts(),
            count(*) filter (where message.state = 'sent')
        from market.message;
end
$$;
comment on function guard.invariant_messages_have_one_name() is 'Every message that was sent has a Message-ID of its own, and none was tried too often';
select guard.allow_function('guard.invariant_messages_have_one_name()', '{}');

create or replace function guard.invariant_what_was_taken_back_is_not_told()
returns table (figure text, holds boolean, checked bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select format('%s messages of actions that were taken back, %s not withdrawn', count(*), count(*) filter (where message.state not in ('withdrawn', 'silent'))),
            count(*) filter (where message.state not in ('withdrawn', 'silent')) = 0, count(*)
        from market.audit_entry undoing
        join market.message on message.invocation_id = undoing.undoes
        where undoing.undoes is not null;
end
$$;
comment on function guard.invariant_what_was_taken_back_is_not_told() is 'Nobody is told of what was taken back';
select guard.allow_function('guard.invariant_what_was_taken_back_is_not_told()', '{}');

create or replace function guard.invariant_silence_has_a_reason()
returns table (figure text, holds boolean, checked bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select format('%s messages left out, %s without a reason in the audit', count(*), count(*) filter (where left_out.wrong)),
            count(*) filter (where left_out.wrong) = 0, count(*)
        from (
            select message.state <> 'silent' or edit.silent is null or entry.invocation_id is null as wrong
            from market.message
            left join market.message_edit edit on edit.message_id = message.id
            left join market.audit_entry entry on entry.invocation_id = message.invocation_id and entry.messages ? message.template
            where edit.silent is not null
                or message.state = 'silent'
        ) left_out;
end
$$;
comment on function guard.invariant_silence_has_a_reason() is 'Whatever people were not told is in the audit, with its reason';
select guard.allow_function('guard.invariant_silence_has_a_reason()', '{}');

create or replace function guard.invariant_other_words_are_known()
returns table (figure text, holds boolean, checked bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select format('%s messages in other words, %s not in the audit', count(*), count(*) filter (where entry.invocation_id is null)),
            count(*) filter (where entry.invocation_id is null) = 0, count(*)
        from market.message_edit edit
        join market.message on message.id = edit.message_id
        left join market.audit_entry entry on entry.invocation_id = message.invocation_id and entry.messages ? message.template
        where edit.silent is null;
end
$$;
comment on function guard.invariant_other_words_are_known() is 'Whatever people were told in other words than the template''s is in the audit';
select guard.allow_function('guard.invariant_other_words_are_known()', '{}');
