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
        select format('%s messages of actions that were taken back, %s not withdrawn', count(*), count(*) filter (where message.state <> 'withdrawn')),
            count(*) filter (where message.state <> 'withdrawn') = 0
        from market.audit_entry undoing
        join market.message on message.invocation_id = undoing.undoes
        where undoing.undoes is not null;
end
$$;
comment on function guard.invariant_what_was_taken_back_is_not_told() is 'Nobody is told of what was taken back';
select guard.allow_function('guard.invariant_what_was_taken_back_is_not_told()', '{}');
