-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- An operator's first password for the API, or one for somebody who lost theirs. It is given by an administrator, or by whoever
-- sets the installation up; a second factor that is enrolled stays.

create or replace function op.set_operator_password(operator bigint, hash market.password_hash)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    held bigint;
begin
    select c.id into held
    from market.credential c
    where c.operator_id = set_operator_password.operator
    for update;
    if held is not null then
        perform guard.check_bootstrap(); -- the system gives first ones only, once there is an administrator
        if set_operator_password.operator = guard.invocation_operator() then
            perform guard.refuse('MP032', 'Your own password you change with the present one.', 'Change it in a session of yours.');
        end if;
        update market.credential c
        set hash = set_operator_password.hash, changed_at = statement_timestamp()
        where c.id = held;
        perform guard.end_sessions_of(held, 'password');
    else
        insert into market.credential (operator_id, hash, changed_at)
        values (set_operator_password.operator, set_operator_password.hash, statement_timestamp());
    end if;
    return '{}';
end
$$;
comment on function op.set_operator_password(bigint, market.password_hash) is 'Gives an operator a password for the API, as its Argon2id string; whatever sessions they had are ended.';
select guard.declare_operation('set_operator_password', 'operator', 'Set the password', 'Gives an operator a password for the API, and ends their sessions there.',
    action => 'set_password', undoable => false, redacted => array['hash']);
select guard.allow_operation('set_operator_password', array['steward_administrator', 'steward_worker']);
