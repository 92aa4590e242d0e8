-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- What must always hold of what is known about people.

create or replace function guard.invariant_whoever_looked_said_why()
returns table (figure text, holds boolean, checked bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select format('%s times an operator was shown what is masked, %s without a reason in the audit or for too long', count(*), count(*) filter (where looked.wrong)),
            count(*) filter (where looked.wrong) = 0, count(*)
        from (
            select given.expires_at - given.given_at > guard.reveal_time() or not exists (
                select
                from market.audit_entry entry
                where entry.invocation_id = given.invocation_id
                    and entry.operation = 'reveal_contact'
                    and (entry.actor_kind, entry.actor_id, entry.entity, entry.entity_id) = ('operator', given.operator_id, 'person', given.person_id)
                    and entry.reason_code is not null) as wrong
            from market.reveal_ticket given
        ) looked;
end
$$;
comment on function guard.invariant_whoever_looked_said_why() is 'Whoever was shown how somebody is reached is in the audit with the reason, and was shown it for a few minutes';
select guard.allow_function('guard.invariant_whoever_looked_said_why()', '{}');
