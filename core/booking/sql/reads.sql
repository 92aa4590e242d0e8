-- SPDX-License-Identifier: GPL-3.0-or-later
-- Bookings as people see them. Everything joined is joined from the left: a page is taken from an index of the booking and
-- what may not be seen is null. History is asked from the booking's creation on, so that older months are not opened.

create or replace view api.booking_state with (security_invoker = true) as
select state, title, final, ordinal
from market.booking_state;
comment on view api.booking_state is 'The states of a booking, in their order.';
grant select on api.booking_state
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator, steward_customer, steward_provider;

create or replace view api.booking_list with (security_invoker = true) as
select
    booking.id,
    booking.reference,
    booking.state,
    booking.version,
    booking.market_id,
    market.name as market,
    city.name as city,
    booking.zone,
    booking.starts_at,
    booking.ends_at,
    listing.title as listing,
    category.name as category,
    category.icon as category_icon,
    booking.customer_id,
    person.display_name as customer,
    booking.provider_id,
    provider.name as provider,
    booking.price as amount,
    booking.currency,
    booking.created_at,
    booking.entered_at,
    booking.changed_at,
    booking.session_id,
    booking.authorised_until
from market.booking
left join market.market on market.id = booking.market_id
left join market.city on city.id = booking.city_id
left join market.listing on listing.id = booking.listing_id
left join market.category on category.id = booking.category_id
left join market.customer on customer.id = booking.customer_id
left join market.person on person.id = customer.person_id
left join market.provider on provider.id = booking.provider_id;
comment on view api.booking_list is 'Bookings, one row each, for lists.';
grant select on api.booking_list
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator, steward_customer, steward_provider;

select guard.declare_view_column('booking_list', 'id', true, false, 'booking_pkey');
select guard.declare_view_column('booking_list', 'reference', true, false, 'booking_reference_key');
select guard.declare_view_column('booking_list', 'state', true, false, 'booking_state_starts');
select guard.declare_view_column('booking_list', 'market_id', true, false, 'booking_market_starts');
select guard.declare_view_column('booking_list', 'starts_at', true, true, 'booking_starts');
select guard.declare_view_column('booking_list', 'created_at', true, true, 'booking_created');
select guard.declare_view_column('booking_list', 'customer_id', true, false, 'booking_customer');
select guard.declare_view_column('booking_list', 'provider_id', true, false, 'booking_provider');
select guard.declare_view_column('booking_list', 'session_id', true, false, 'booking_session');
select guard.declare_view_column('booking_list', 'currency', true, false, 'booking_market_made');
select guard.declare_view_column('booking_list', 'authorised_until', true, false, 'booking_market_made');

create or replace view api.booking_state_count with (security_invoker = true) as
select
    known.state,
    known.title,
    known.ordinal,
    least(counted.n, 10000) as n,
    counted.n > 10000 as more
from market.booking_state known
cross join lateral (
    select coalesce(sum(part.n), 0)::bigint as n
    from unnest((select guard.my_markets())::int[]) home(id)
    cross join lateral (
        select count(*) as n
        from (
            select
            from market.booking
            where booking.market_id = home.id
                and booking.state = known.state
            limit 10001
        ) some_of_them
    ) part
) counted;
comment on view api.booking_state_count is 'How many bookings of the caller''s markets are in each state, counted up to 10,000.';
grant select on api.booking_state_count
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator;

create or replace view api.booking with (security_invoker = true) as
select
    booking.id,
    booking.reference,
    booking.state,
    booking.version,
    booking.market_id,
    market.name as market,
    city.name as city,
    booking.zone,
    booking.starts_at,
    booking.ends_at,
    listing.title as listing,
    category.name as category,
    category.icon as category_icon,
    booking.customer_id,
    person.display_name as customer,
    booking.provider_id,
    provider.name as provider,
    booking.price as amount,
    booking.currency,
    booking.created_at,
    booking.entered_at,
    booking.changed_at,
    booking.price,
    booking.commission,
    booking.tax,
    booking.policy,
    payment.state as payment_state,
    payment.captured,
    payment.refunded,
    payment.card_brand,
    payment.card_last4,
    customer_contact.email as customer_email,
    customer_contact.phone as customer_phone,
    person.locale as customer_locale,
    (
        select count(*)::integer
        from market.booking others
        where others.customer_id = booking.customer_id
    ) as customer_bookings,
    provider.rating::text as provider_rating,
    provider_contact.phone as provider_phone,
    booking_place.place,
    coalesce(ahead.timers, '[]') as timers,
    coalesce(money.ledger, '[]') as ledger,
    coalesce(past.timeline, '[]') as timeline,
    coalesce(possible.actions, '[]') as actions,
    back.undo,
    jsonb_build_object(
        'captured', payment.captured,
        'refunded', payment.refunded,
        'available', payment.captured - payment.refunded + platform.pays,
        'customer_default', division.shares[1],
        'provider_default', division.shares[2],
        'currency', booking.currency) as split,
    state_known.title as state_title,
    state_known.final,
    payment_known.title as payment_state_title,
    booking.absent,
    booking.over_at,
    coalesce(asked.requests, '[]') as requests,
    booking.proposed_by,
    booking.proposed_start,
    booking.proposed_until,
    booking.outside_hours,
    coalesce(waiting.proposals, '[]') as proposals,
    customer.person_id as customer_person,
    provider.person_id as provider_person,
    provider_contact.email as provider_email,
    booking.platform_bears,
    booking.awaits,
    booking.further_charge,
    booking.terms_id,
    terms.number as terms_number,
    payment.credit,
    payment.credit_refunded,
    (
        select coalesce(-sum(entry.amount), 0)::bigint
        from market.ledger_account account
        join market.ledger_entry entry on entry.account_id = account.id
        where account.customer_id = booking.customer_id
            and account.kind = 'customer_credit'
            and account.currency = booking.currency
    ) as customer_credit,
    coalesce(helping.actions, '[]') || coalesce(again.action, '[]') as acting,
    booking.session_id,
    session.capacity::integer as session_seats,
    seats.taken as session_taken,
    (
        select jsonb_build_object('id', away.id, 'first_day', away.first_day, 'last_day', away.last_day)
        from api.absence away
        where away.provider_id = booking.provider_id
        order by away.first_day, away.id
        limit 1
    ) as provider_absence,
    account.last4 as provider_account,
    account_number.number as provider_account_number
from market.booking
left join market.session on session.id = booking.session_id
left join lateral (
    select count(*)::integer as taken
    from market.booking seat
    join market.booking_state known on known.state = seat.state
    where seat.session_id = booking.session_id
        and known.blocking
) seats on booking.session_id is not null
left join market.terms on terms.id = booking.terms_id
left join market.booking_state state_known on state_known.state = booking.state
left join market.market on market.id = booking.market_id
left join market.city on city.id = booking.city_id
left join market.listing on listing.id = booking.listing_id
left join market.category on category.id = booking.category_id
left join market.customer on customer.id = booking.customer_id
left join market.person on person.id = customer.person_id
left join market.person_contact customer_contact on customer_contact.person_id = customer.person_id
left join market.provider on provider.id = booking.provider_id
left join market.person_contact provider_contact on provider_contact.person_id = provider.person_id
left join market.payout_account account on account.provider_id = booking.provider_id
    and account.replaced_at is null
left join market.payout_account_number account_number on account_number.account_id = account.id
left join market.booking_place on booking_place.booking_id = booking.id
left join market.payment on payment.booking_id = booking.id
left join market.payment_state payment_known on payment_known.state = payment.state
cross join lateral (select case when payment.captured > 0 then booking.platform_bears::bigint else 0 end as pays) platform
left join lateral (
    select array[(guard.policy_split(booking.policy, booking.starts_at - guard.clock(), payment.captured - payment.refunded))[1],
        (guard.policy_split(booking.policy, booking.starts_at - guard.clock(), payment.captured - payment.refunded + platform.pays))[2]] as shares
) division on true
left join lateral (
    select jsonb_agg(jsonb_build_object(
            'id', timer.id,
            'operation', timer.operation,
            'title', coalesce(transition.title, operation.title),
            'due', timer.due,
            'state', timer.state,
            'parked', timer.parked_at is not null,
            'failure', timer.failure)
        order by timer.due, timer.id) as timers,
        bool_or(timer.parked_at is not null) as parked
    from market.timer
    left join market.transition on transition.id = timer.transition_id
    left join market.operation on operation.name = timer.operation
    where timer.entity = 'booking'
        and timer.entity_id = booking.id
        and timer.state = 'pending'
) ahead on true
left join lateral (
    select jsonb_agg(jsonb_build_object(
            'id', request.id,
            'kind', request.kind,
            'amount', request.amount,
            'currency', request.currency,
            'state', request.state,
            'due', request.due,
            'told_at', request.told_at,
            'answered_at', request.answered_at,
            'attempt', request.attempt,
            'failure', request.failure,
            'refund', refund.reference,
            'refund_state', refund.state)
        order by request.id) as requests,
        bool_or(request.state = 'unknown') as unanswered,
        bool_or(request.state = 'failed') as refused
    from market.gateway_intent request
    left join market.refund on refund.id = request.refund_id
    where request.payment_id = payment.id
) asked on true
left join lateral (
    select jsonb_agg(jsonb_build_object(
            'posting', posting.id,
            'at', posting.created_at,
            'account', kind.title,
            'kind', account.kind,
            'owner', case kind.owner when 'booking' then booking.reference when 'provider' then provider.name when 'customer' then person.display_name else market.name end,
            'debit', greatest(entry.amount, 0),
            'credit', greatest(-entry.amount, 0),
            'currency', entry.currency,
            'text', posting.text)
        order by entry.id) as ledger
    from market.ledger_transaction posting
    join market.ledger_entry entry on entry.transaction_id = posting.id
    join market.ledger_account account on account.id = entry.account_id
    join market.ledger_account_kind kind on kind.kind = account.kind
    where posting.booking_id = booking.id
) money on true
left join lateral (
    select jsonb_agg(to_jsonb(proposal) order by proposal.proposed_at) as proposals
    from (
        select p.id, p.reference, p.version, p.operation, p.title, p.arguments, p.reason, p.note, p.currency, p.amount, p.on_record, p.in_day,
            p.per_record, p.per_day, p.proposer, p.proposed_at, p.expires_at, p.mine, p.objection
        from api.proposal p
        where (p.entity, p.entity_id) in (('booking', booking.id), ('provider', booking.provider_id))
            and p.state = 'open'
    ) proposal
) waiting on true
left join lateral (
    select jsonb_agg(jsonb_build_object(
            'at', item.at,
            'kind', item.kind,
            'title', item.title,
            'text', item.text,
            'actor', item.actor,
            'role', item.role,
            'state_from', item.state_from,
            'state_to', item.state_to,
            'invocation', item.invocation,
            'amount', item.amount,
            'currency', case when item.amount is not null then booking.currency end)
        order by item.at desc, item.rank desc, item.id desc) as timeline
    from (
        select event.at, 4 as rank, event.id, 'event' as kind,
            case
                when event.undoes is not null then 'Taken back'
                when event.action = 'book' then 'Booked'
                when event.action = 'authorised' then 'Payment authorised'
                when event.action = 'accept' then 'Accepted'
                when event.action = 'decline' then 'Declined'
                when event.action = 'expire' and event.from_state = 'pending_payment' then 'Lapsed: not paid in time'
                when event.action = 'expire' then 'Lapsed: not answered in time'
                when event.action = 'cancel' then 'Cancelled by the ' || coalesce(event.for_kind, event.actor_kind)
                when event.action = 'override_cancel' then 'Cancelled by override'
                when event.action = 'start' then 'Started'
                when event.action = 'complete' then 'Completed'
                when event.action = 'settle' then 'Settled'
                when event.action = 'propose_reschedule'
                    then 'Another time proposed: ' || guard.moment_text((event.image ->> 'proposed_start')::timestamptz, booking.zone, 'en')
                when event.action = 'accept_reschedule'
                    then 'Moved as proposed to ' || guard.moment_text((event.image ->> 'starts_at')::timestamptz, booking.zone, 'en')
                when event.action = 'override_reschedule'
                    then 'Moved by override to ' || guard.moment_text((event.image ->> 'starts_at')::timestamptz, booking.zone, 'en')
                when event.action = 'override_reprice' and event.image ->> 'further_charge' is not null
                    then 'Repriced by override: ' || guard.money_text((event.image -> 'further_charge')::bigint, booking.currency, 'en') || ' more is to be charged'
                when event.action = 'override_reprice' and event.image ? 'price'
                    then 'Repriced by override to ' || guard.money_text((event.image -> 'price')::bigint, booking.currency, 'en')
                when event.action = 'override_reprice'
                    then 'Repriced by override: the platform bears ' || guard.money_text((event.image -> 'platform_bears')::bigint, booking.currency, 'en')
                when event.action = 'charge_answered' and event.from_state <> event.to_state then 'Reopened: the further charge was reserved'
                when event.action = 'charge_answered' and event.image ? 'price'
                    then 'Further charge reserved: the price is ' || guard.money_text((event.image -> 'price')::bigint, booking.currency, 'en')
                when event.action = 'charge_answered' then 'Further charge declined'
                when event.action = 'lapse_reschedule' then 'Proposed time lapsed'
                when event.action = 'report_no_show' then 'Reported: the ' || (event.image ->> 'absent') || ' did not come'
                else coalesce(step.title, event.action)
            end as title,
            case
                when event.operation = 'provider_away' then 'The provider is away'
                when event.operation = 'override_move_session' then 'The whole session was moved'
                when event.operation = 'override_reschedule' then (
                    select 'Made way for ' || mover.reference
                    from market.audit_entry mover
                    where mover.at = event.at
                        and mover.invocation_id = event.invocation_id
                        and mover.entity_id <> booking.id)
            end as text,
            case event.actor_kind
                when 'operator' then concat_ws(' for ', operator.name, case event.for_kind when 'provider' then helped.name else assisted.display_name end)
                when 'provider' then provider.name
                when 'system' then 'Steward'
                else actor.display_name
            end as actor,
            event.actor_kind as role,
            event.from_state as state_from, event.to_state as state_to, event.invocation_id as invocation,
            null::bigint as amount
        from market.event
        left join market.transition step on step.entity = 'booking' and step.process_version = event.process_version
            and step.from_state is not distinct from event.from_state and step.action = event.action and step.to_state = event.to_state
        left join market.operator on event.actor_kind = 'operator' and operator.id = event.actor_id
        left join market.person actor on actor.id = event.person_id
        left join market.person assisted on assisted.id = event.for_person
        left join market.provider helped on helped.person_id = event.for_person
        where event.entity = 'booking'
            and event.entity_id = booking.id
            and event.at >= booking.created_at
        union all
        select message.created_at, 2, message.id, 'message',
            message.subject,
            coalesce('Not told: ' || (select edit.silent from market.message_edit edit where edit.message_id = message.id), message.body),
            case message.audience
                when 'customer' then person.display_name
                else (select told.name from market.provider told where told.person_id = message.recipient) -- another one by now, perhaps
            end,
            guard.message_words(message, booking.zone),
            null, null, message.invocation_id, null
        from market.message
        where message.booking_id = booking.id
        union all
        select posting.created_at, 3, posting.id, 'money',
            posting.text,
            guard.money_text(moved.amount, posting.currency, 'en'),
            null, null, null, null, posting.invocation_id, moved.amount
        from market.ledger_transaction posting
        cross join lateral (
            select sum(entry.amount)::bigint as amount
            from market.ledger_entry entry
            where entry.transaction_id = posting.id
                and entry.amount > 0
        ) moved
        where posting.booking_id = booking.id
        union all
        select audit.at, 1, audit.id, 'audit',
            operation.title,
            concat_ws(': ', reason.title, nullif(audit.note, '')),
            concat_ws(' for ', operator.name, case audit.for_kind when 'provider' then helped.name else assisted.display_name end),
            audit.actor_kind,
            null, null, audit.invocation_id, null
        from market.audit_entry audit
        left join market.operation on operation.name = audit.operation
        left join market.reason on reason.operation = audit.operation and reason.code = audit.reason_code
        left join market.operator on operator.id = audit.actor_id
        left join market.person assisted on assisted.id = audit.for_person
        left join market.provider helped on helped.person_id = audit.for_person
        where audit.entity = 'booking'
            and audit.entity_id = booking.id
            and audit.at >= booking.created_at
            and audit.actor_kind = 'operator'
            and (audit.reason_code is not null or audit.note <> '')
    ) item
) past on true
left join lateral (
    select jsonb_agg(jsonb_build_object(
            'operation', operation.name,
            'title', operation.title,
            'danger', operation.danger,
            'needs_reason', operation.needs_reason,
            'allowed', rule.from_here and closed.opens_at is null and closed.closed_at is null and missing.words is null,
            'why', case
                when not rule.from_here then format('Possible while a booking is %s; this one is %s.', lower(rule.states), lower(state_known.title))
                when closed.opens_at is not null then format('Possible from %s on.', guard.moment_text(closed.opens_at, booking.zone, 'en'))
                when closed.closed_at is not null then format('Was possible until %s.', guard.moment_text(closed.closed_at, booking.zone, 'en'))
                else missing.words
            end,
            'arguments', operation.arguments)
        order by operation.danger, operation.name) as actions
    from market.operation
    cross join lateral (
        select
            coalesce(bool_or(step.from_state = booking.state), false) as from_here,
            (
                select regexp_replace(string_agg(source.title, ', ' order by source.ordinal), ', ([^,]*)$', ' or \1')
                from market.booking_state source
                where source.state = any (array_agg(step.from_state))
            ) as states -- "completed, no show or cancelled"
        from market.transition step
        where step.entity = 'booking'
            and step.process_version = booking.process_version
            and step.action = operation.action
            and step.actors && (select guard.my_codes())::text[]
    ) rule
    left join lateral guard.closed_window('booking', operation.action, to_jsonb(booking), (select guard.my_codes())::text[]) closed on rule.from_here
    cross join lateral (
        select case
            when operation.action in ('override_extend', 'override_stop') and ahead.timers is null then 'Nothing happens by itself from here.'
            when operation.action = 'override_move_session' and booking.session_id is null then 'This booking is for one customer, and no seat of a session.'
            when operation.action = 'retry_step' and ahead.parked is not true then 'No automatic step has failed for good.'
            when operation.action = 'ask_gateway' and asked.unanswered is not true then 'No answer of the gateway is missing.'
            when operation.action in ('retry_request', 'settle_request') and asked.refused is not true then 'The gateway has refused nothing.'
        end as words
    ) missing
    where operation.entity = 'booking'
        and operation.name = any ((select guard.my_operations())::text[])
) possible on true
left join lateral (
    select jsonb_agg(jsonb_build_object(
            'on_behalf_of', party.kind || ':' || party.person,
            'party', party.kind,
            'operation', operation.name,
            'title', operation.title,
            'description', operation.description,
            'argument', operation.parameters[1],
            'target', booking.id,
            'danger', operation.danger,
            'allowed', step.allowed and party.person is distinct from (select guard.my_person()),
            'why', case when party.person = (select guard.my_person()) then 'You can not act for yourself.' else step.why end)
        order by party.kind, operation.danger, operation.name) as actions
    from (values ('customer', customer.person_id), ('provider', provider.person_id)) party(kind, person)
    cross join lateral guard.party_steps(booking, party.kind) step
    join market.operation on operation.name = step.operation
    where operation.acted_by && (select guard.my_codes())::text[]
) helping on true
left join lateral (
    select jsonb_build_array(jsonb_build_object(
            'on_behalf_of', 'customer:' || customer.person_id,
            'party', 'customer',
            'operation', operation.name,
            'title', 'Book again',
            'description', operation.description,
            'argument', operation.parameters[1],
            'target', booking.listing_id,
            'danger', operation.danger,
            'allowed', refusal.words is null,
            'why', refusal.words)) as action
    from market.operation
    cross join lateral (
        select case
            when customer.person_id = (select guard.my_person()) then 'You can not act for yourself.'
            when not listing.active or provider.state <> 'approved' then 'This service is not offered any more.'
        end as words
    ) refusal
    where operation.name = 'book'
        and operation.acted_by && (select guard.my_codes())::text[]
) again on true
left join lateral (
    select jsonb_build_object('invocation', audit.invocation_id, 'until', audit.at + (select guard.undo_window())) as undo
    from (
        select event.at, event.invocation_id
        from market.event
        where event.entity = 'booking'
            and event.entity_id = booking.id
            and event.at >= booking.changed_at -- the last one's moment: older months are not opened
        order by event.version desc
        limit 1
    ) last
    join market.audit_entry audit on audit.invocation_id = last.invocation_id and audit.at = last.at
    where audit.undoable
        and audit.actor_kind = 'operator'
        and audit.actor_id = (select (guard.actor()).id)
        and audit.at + (select guard.undo_window()) > guard.clock()
) back on true;
comment on view api.booking is 'One booking with everything an operator needs to know of it: parties, money, what happened, what will, and what may be done.';
grant select on api.booking
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator;
