-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- What must always hold of what people are told.

create or replace function guard.invariant_messages_have_one_name()
returns table (figure text, holds boolean)
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
                and coalesce(max(message.attempts), 0) <= guard.mail_attempts()
        from market.message;
end
$$;
comment on function guard.invariant_messages_have_one_name() is 'Every message that was sent has a Message-ID of its own, and none was tried too often';
select guard.allow_function('guard.invariant_messages_have_one_name()', '{}');

create or replace function guard.invariant_what_was_taken_back_is_not_told()
returns table (figure text, holds boolean)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select format('%s messages of actions that were taken back, %s not withdrawn', count(*), count(*) filter (where message.state not in ('withdrawn', 'silent'))),
            count(*) filter (where message.state not in ('withdrawn', 'silent')) = 0
        from market.audit_entry undoing
        join market.message on message.invocation_id = undoing.undoes
        where undoing.undoes is not null;
end
$$;
comment on function guard.invariant_what_was_taken_back_is_not_told() is 'Nobody is told of what was taken back';
select guard.allow_function('guard.invariant_what_was_taken_back_is_not_told()', '{}');

create or replace function guard.invariant_silence_has_a_reason()
returns table (figure text, holds boolean)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select format('%s messages left out, %s without a reason; %s in other words; %s not in the audit', count(*) filter (where message.state = 'silent'),
                count(*) filter (where message.state = 'silent' and edit.silent is null), count(edit.subject), count(*) filter (where entry.invocation_id is null)),
            count(*) filter (where (message.state = 'silent') <> (edit.silent is not null)) = 0
                and count(*) filter (where entry.invocation_id is null) = 0
        from market.message
        left join market.message_edit edit on edit.message_id = message.id
        left join market.audit_entry entry on entry.invocation_id = message.invocation_id and entry.messages ? message.template
        where edit.message_id is not null
            or message.state = 'silent';
end
$$;
comment on function guard.invariant_silence_has_a_reason() is 'Whatever people were not told, or were told in other words, is in the audit, and silence has its reason';
select guard.allow_function('guard.invariant_silence_has_a_reason()', '{}');
