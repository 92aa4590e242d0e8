-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- An operator whose role does not see how people are reached, or their whole account number, sees it of one person, for a reason and a few minutes.

create or replace function op.reveal_contact(person bigint)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    ends timestamptz := guard.clock() + guard.reveal_time();
begin
    if (select people.kind from market.person people where people.id = reveal_contact.person) = 'operator' then
        perform guard.refuse('MP032', 'Operators'' own data are not shown here.', 'Ask an administrator.');
    end if;
    -- One after the other: a list is not copied by many tickets at once.
    perform
    from market.operator
    where operator.id = guard.invocation_operator()
    for no key update;
    if guard.most_revealed() <= (
        select count(*)
        from market.reveal_ticket given
        where given.operator_id = guard.invocation_operator()
            and given.expires_at > guard.clock())
    then
        perform guard.refuse('MP032', format('You are shown the data of %s people at this moment, and of no more at once.', guard.most_revealed()), 'Try again in a few minutes.');
    end if;
    insert into market.reveal_ticket (operator_id, person_id, market_id, given_at, expires_at, transaction_id, invocation_id)
    select guard.invocation_operator(), people.id, people.market_id, guard.clock(), ends, pg_current_xact_id_if_assigned(), guard.invocation_id()
    from market.person people
    where people.id = reveal_contact.person;
    return jsonb_build_object('until', ends);
end
$$;
comment on function op.reveal_contact(bigint) is 'Shows how a person is reached to one operator for a few minutes.';
select guard.declare_operation('reveal_contact', 'person', 'Reveal contact', 'Shows you for five minutes how this person is reached, and finance to which account they are paid. Who looked, and why, stays in the audit.',
    needs_reason => true,
    undoable => false);
select guard.declare_reason('reveal_contact', 'payment_question', 'Question about a payment');
select guard.declare_reason('reveal_contact', 'fraud_check', 'Suspected fraud', needs_note => true);
select guard.declare_reason('reveal_contact', 'audit_sample', 'Sample of an audit');
select guard.declare_reason('reveal_contact', 'other', 'Something else', needs_note => true);
select guard.allow_operation('reveal_contact', array['steward_finance', 'steward_auditor', 'steward_administrator']);
