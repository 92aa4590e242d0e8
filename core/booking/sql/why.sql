-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- Why something about a booking is as it is: what happened, by which rule, and by which clock it changes. Rows only, no
-- sentences: those are the console's. It runs as the door (history and rules are folded here), so markets are applied here.

create or replace function guard.plain_clock(expression text, books market.booking)
returns text
language plpgsql
stable
set search_path = pg_catalog, pg_temp
set intervalstyle = iso_8601
as $$
declare
    period record;
    plain text := plain_clock.expression;
begin
    for period in
        select *
        from (values ('pay_within', books.pay_within), ('answer_within', books.answer_within), ('complete_after', books.complete_after),
            ('settle_after', books.settle_after), ('dispute_within', books.dispute_within)) clocks(name, length)
    loop
        plain := replace(plain, period.name, period.length::text);
    end loop;
    return plain;
end
$$;
comment on function guard.plain_clock(text, market.booking) is 'A time expression of the workflow with a booking''s own clocks in it';
select guard.allow_function('guard.plain_clock(text, market.booking)', '{}');

create or replace function guard.why_terms(books market.booking)
returns table (kind text, at timestamptz, title text, actor text, role text, note text, amount bigint, facts jsonb)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select 'terms', terms.active_from, market.name::text, null, null, null, null::bigint, jsonb_build_object('number', terms.number,
            'present', terms.id = (guard.terms_at(books.market_id, guard.clock())).id)
        from market.terms
        join market.market on market.id = terms.market_id
        where terms.id = books.terms_id;
end
$$;
comment on function guard.why_terms(market.booking) is 'The version of its market''s terms that a booking''s fees, policy and clocks come from, and whether that is active now';
select guard.allow_function('guard.why_terms(market.booking)', '{}');

create or replace function guard.why_state(books market.booking)
returns table (kind text, at timestamptz, title text, actor text, role text, note text, amount bigint, facts jsonb)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    entered market.event;
begin
    select happened.* into strict entered
    from market.event happened
    where happened.entity = 'booking'
        and happened.entity_id = books.id
        and happened.from_state is distinct from happened.to_state
    order by happened.version desc
    limit 1;
    return query
        select 'event', entered.at, operation.title::text,
            case entered.actor_kind
                when 'operator' then concat_ws(' for ', (select operator.name from market.operator where operator.id = entered.actor_id),
                    (select coalesce(provider.name, helped.display_name) from market.person helped left join market.provider on provider.person_id = helped.id where helped.id = entered.for_person))
                when 'provider' then (select provider.name from market.provider where provider.person_id = entered.person_id)
                when 'system' then 'Steward'
                else (select person.display_name from market.person where person.id = entered.person_id)
            end::text,
            entered.actor_kind, (
                select concat_ws(': ', reason.title, nullif(audit.note, ''))
                from market.audit_entry audit
                left join market.reason on reason.operation = audit.operation and reason.code = audit.reason_code
                where audit.invocation_id = entered.invocation_id
                    and audit.at = entered.at),
            null::bigint, jsonb_build_object('from', entered.from_state, 'to', entered.to_state)
        from market.operation
        where operation.name = entered.operation;
    -- What is taken back goes by no step of the workflow.
    return query
        select 'rule', null::timestamptz, step.title::text, null, null, null, null::bigint,
            jsonb_build_object('from', step.from_state, 'to', step.to_state, 'actors', step.actors, 'due', guard.plain_clock(step.due, books), 'opens', step.opens, 'closes', guard.plain_clock(step.closes, books))
        from market.transition step
        where step.entity = 'booking'
            and step.process_version = entered.process_version
            and step.from_state is not distinct from entered.from_state
            and step.action = entered.action
            and step.to_state = entered.to_state
            and entered.undoes is null;
    return query
        select 'clock', timer.due, coalesce(step.title, operation.title)::text, null, null, timer.failure, null::bigint,
            jsonb_build_object('to', step.to_state, 'due', guard.plain_clock(step.due, books), 'moved', timer.moved_by is not null, 'parked', timer.parked_at is not null)
        from market.timer
        join market.operation on operation.name = timer.operation
        left join market.transition step on step.id = timer.transition_id
        where timer.entity = 'booking'
            and timer.entity_id = books.id
            and timer.state = 'pending'
        order by timer.due, timer.id;
end
$$;
comment on function guard.why_state(market.booking) is 'The event that a booking''s state came from, its rule, and the automatic steps that will change it';
select guard.allow_function('guard.why_state(market.booking)', '{}');

create or replace function guard.why_amount(books market.booking, figure text)
returns table (kind text, at timestamptz, title text, actor text, role text, note text, amount bigint, facts jsonb)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    -- What came through the gateway and of held credit by a capture, what went back to both by anything else, and what lies in escrow. What is
    -- taken back counts with what it takes back.
    return query
        select 'posting', posting.created_at, posting.text::text, null, null, null,
            (case figure when 'captured' then line.amount else -line.amount end)::bigint, jsonb_build_object('account', kinds.title, 'reverses', posting.reverses is not null)
        from market.ledger_transaction posting
        join market.ledger_entry line on line.transaction_id = posting.id
        join market.ledger_account account on account.id = line.account_id
        join market.ledger_account_kind kinds on kinds.kind = account.kind
        left join market.ledger_transaction former on former.id = posting.reverses
        where posting.booking_id = books.id
            and account.kind = any (case figure when 'held' then array['escrow'] when 'captured' then array['gateway_clearing', 'credit_held'] else array['gateway_clearing', 'customer_credit'] end)
            and (figure = 'held' or (coalesce(former.kind, posting.kind) = 'capture') = (figure = 'captured'))
            and (figure = 'held' or coalesce(former.kind, posting.kind) not in ('credit', 'goodwill'))
        order by line.id;
end
$$;
comment on function guard.why_amount(market.booking, text) is 'The ledger lines that an amount of a booking is the sum of';
select guard.allow_function('guard.why_amount(market.booking, text)', '{}');

create or replace function guard.why_price(books market.booking)
returns table (kind text, at timestamptz, title text, actor text, role text, note text, amount bigint, facts jsonb)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    share record;
begin
    select * into strict share
    from guard.split_provider_share(books.price, books.commission_bp, books.tax_bp);
    -- As split_provider_share has it: the commission contains its tax.
    return query
        select 'share', books.created_at, null, null, null, null, part.amount, jsonb_build_object('part', part.name, 'exact', round(part.exact, 4)::text,
            'commission_bp', books.commission_bp, 'tax_bp', books.tax_bp)
        from (values
            ('provider', share.provider, books.price * (10000 - books.commission_bp) / 10000.0),
            ('commission', share.commission, books.price * books.commission_bp / (10000.0 + books.tax_bp)),
            ('tax', share.tax, books.price * books.commission_bp / (10000.0 + books.tax_bp) * books.tax_bp / 10000)) part(name, amount, exact);
end
$$;
comment on function guard.why_price(market.booking) is 'How a price is divided by the frozen rates: each share before and after rounding';
select guard.allow_function('guard.why_price(market.booking)', '{}');

create or replace function guard.why_policy(books market.booking)
returns table (kind text, at timestamptz, title text, actor text, role text, note text, amount bigint, facts jsonb)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    available bigint := (
        select payment.captured - payment.refunded
        from market.payment
        where payment.booking_id = books.id);
    ahead interval := books.starts_at - guard.clock();
begin
    return query
        select 'tier', books.starts_at - (tier ->> 'before')::interval, null, null, null, null,
            (guard.policy_split(books.policy, (tier ->> 'before')::interval, available))[1],
            jsonb_build_object('percent', (tier ->> 'percent')::integer, 'before', tier ->> 'before', 'applies',
                ahead >= (tier ->> 'before')::interval and (tier ->> 'percent')::integer = guard.refund_percent(books.policy, ahead))
        from jsonb_array_elements(books.policy -> 'tiers') with ordinality tiers(tier, place)
        order by tiers.place;
    return query
        select 'tier', null::timestamptz, null, null, null, null, 0::bigint,
            jsonb_build_object('percent', 0, 'applies', guard.refund_percent(books.policy, ahead) = 0);
end
$$;
comment on function guard.why_policy(market.booking) is 'The tiers of a booking''s frozen policy: until when each holds, what it gives back, and which holds now';
select guard.allow_function('guard.why_policy(market.booking)', '{}');

create or replace function guard.why_action(books market.booking, operation text)
returns table (kind text, at timestamptz, title text, actor text, role text, note text, amount bigint, facts jsonb)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select 'rule', null::timestamptz, step.title::text, null, null, null, null::bigint, jsonb_build_object('from', step.from_state, 'to', step.to_state,
            'actors', step.actors, 'opens', step.opens, 'closes', guard.plain_clock(step.closes, books), 'here', step.from_state = books.state, 'mine', step.actors && guard.my_codes(),
            'opens_at', opening.moment, 'closes_at', closing.moment)
        from market.operation known
        join market.transition step on step.entity = 'booking' and step.process_version = books.process_version and step.action = known.action
        left join market.booking_state source on source.state = step.from_state
        left join lateral guard.moment_of(step.opens, to_jsonb(books), books.entered_at) opening on step.from_state = books.state
        left join lateral guard.moment_of(step.closes, to_jsonb(books), books.entered_at) closing on step.from_state = books.state
        where known.name = why_action.operation
            and known.entity = 'booking'
        order by source.ordinal, step.to_state;
end
$$;
comment on function guard.why_action(market.booking, text) is 'The steps of the workflow that an operation takes: from where, by whom, and when';
select guard.allow_function('guard.why_action(market.booking, text)', '{}');

create or replace function api.booking_why(booking bigint, subject text)
returns table (kind text, at timestamptz, title text, actor text, role text, note text, amount bigint, facts jsonb)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    books market.booking;
begin
    select known.* into books
    from market.booking known
    where known.id = booking_why.booking
        and known.market_id = any (guard.my_markets());
    if not found then
        return;
    end if;
    case
        when booking_why.subject = 'state' then
            return query select * from guard.why_state(books);
            return query select * from guard.why_terms(books);
        when booking_why.subject in ('captured', 'refunded', 'held') then
            return query select * from guard.why_amount(books, booking_why.subject);
        when booking_why.subject = 'price' then
            return query select * from guard.why_price(books);
            return query select * from guard.why_terms(books);
        when booking_why.subject = 'policy' then
            return query select * from guard.why_policy(books);
            return query select * from guard.why_terms(books);
        else
            return query select * from guard.why_action(books, booking_why.subject);
    end case;
end
$$;
comment on function api.booking_why(bigint, text) is 'Why something about a booking of the caller''s markets is as it is: its "state", "price", "policy", what is "captured", "refunded" or "held", or whether an operation, by its name, is possible.';
select guard.allow_function('api.booking_why(bigint, text)', guard.operators());
