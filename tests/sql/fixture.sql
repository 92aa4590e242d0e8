-- SPDX-License-Identifier: GPL-3.0-or-later
-- A small marketplace for tests, built through the door as customers, providers and the worker would build it. Included by
-- tests (\ir ../fixture.sql) inside their transaction, or run once in a clone of their own.

create schema fixture;
comment on schema fixture is 'Acting as somebody, and the marketplace that tests act on.';

-- Roles belong to the cluster, so a test's logins carry its database's name.
create function fixture.login(who text) returns text
language sql as $$ select current_database() || '_' || $1 $$;

create function fixture.act(login text, role text, actor text, operation text, arguments jsonb, options jsonb default '{}')
returns jsonb
language plpgsql
as $$
declare
    former text := session_user;
    reply jsonb;
begin
    -- Settings of a failed call fall back with its subtransaction.
    perform set_config('session_authorization', act.login, true);
    perform set_config('role', coalesce(act.role, 'none'), true);
    perform set_config('steward.actor', coalesce(act.actor, ''), true);
    reply := api.invoke(act.operation, act.arguments,
        case when act.options ? 'preview' then '{}'::jsonb else jsonb_build_object('key', gen_random_uuid()) end || act.options);
    perform set_config('steward.actor', '', true);
    perform set_config('role', 'none', true);
    perform set_config('session_authorization', former, true);
    return reply;
end
$$;

create function fixture.anonymous(operation text, arguments jsonb, options jsonb default '{}') returns jsonb
language sql as $$ select fixture.act('steward_gate_public', 'steward_anonymous', null, $1, $2, $3) $$;
create function fixture.customer(person bigint, operation text, arguments jsonb, options jsonb default '{}') returns jsonb
language sql as $$ select fixture.act('steward_gate_public', 'steward_customer', $1::text, $2, $3, $4) $$;
create function fixture.provider(person bigint, operation text, arguments jsonb, options jsonb default '{}') returns jsonb
language sql as $$ select fixture.act('steward_gate_public', 'steward_provider', $1::text, $2, $3, $4) $$;
create function fixture.worker(operation text, arguments jsonb, options jsonb default '{}') returns jsonb
language sql as $$ select fixture.act('steward_worker', null, null, $1, $2, $3) $$;
create function fixture.operator(login text, operation text, arguments jsonb, options jsonb default '{}') returns jsonb
language sql as $$ select fixture.act(fixture.login($1), null, null, $2, $3, $4) $$;

create function fixture.read(login text, role text, actor text, question text) returns jsonb
language plpgsql
as $$
declare
    former text := session_user;
    answer jsonb;
begin
    perform set_config('session_authorization', read.login, true);
    perform set_config('role', coalesce(read.role, 'none'), true);
    perform set_config('steward.actor', coalesce(read.actor, ''), true);
    execute format('select coalesce(jsonb_agg(to_jsonb(q)), ''[]'') from (%s) q', read.question) into answer;
    perform set_config('steward.actor', '', true);
    perform set_config('role', 'none', true);
    perform set_config('session_authorization', former, true);
    return answer;
end
$$;
create function fixture.operator_reads(login text, question text) returns jsonb
language sql as $$ select fixture.read(fixture.login($1), null, null, $2) $$;

-- The SQLSTATE of a refusal, or null.
create function fixture.refusal(statement text) returns text
language plpgsql
as $$
begin
    execute refusal.statement;
    return null;
exception
    when others then
        return sqlstate;
end
$$;

create function fixture.new_customer(market integer default 1, locale text default 'de', name text default 'Chloë Lindner') returns bigint
language sql as $$
    select (fixture.anonymous('register_customer', jsonb_build_object('market', $1, 'name', $3, 'locale', $2,
        'email', 'c' || gen_random_uuid() || '@example.org', 'phone', '+493012345678')) -> 'result' ->> 'person')::bigint
$$;

create function fixture.new_provider(city integer default 101, locale text default 'en', name text default 'Nordlicht Sanitär') returns bigint
language plpgsql
as $$
declare
    made jsonb;
begin
    made := fixture.anonymous('register_provider', jsonb_build_object('city', new_provider.city, 'name', new_provider.name,
        'person_name', 'Jonas Nordlicht', 'locale', new_provider.locale,
        'email', 'p' || gen_random_uuid() || '@example.org')) -> 'result';
    perform fixture.worker('approve_provider', jsonb_build_object('provider', made -> 'provider'));
    perform fixture.provider((made ->> 'person')::bigint, 'set_availability', jsonb_build_object('provider', made -> 'provider', 'hours', (
        select jsonb_agg(jsonb_build_object('weekday', weekday, 'from', '00:00', 'to', '24:00'))
        from generate_series(1, 7) weekday)));
    return (made ->> 'person')::bigint;
end
$$;

create function fixture.provider_id(person bigint) returns bigint
language sql as $$ select provider.id from market.provider where provider.person_id = $1 $$;
create function fixture.customer_id(person bigint) returns bigint
language sql as $$ select customer.id from market.customer where customer.person_id = $1 $$;

create function fixture.new_listing(person bigint, price bigint default 12400, instant boolean default false, policy integer default 2,
    duration text default 'PT1H') returns bigint
language sql as $$
    select (fixture.provider($1, 'publish_listing', jsonb_build_object('provider', fixture.provider_id($1), 'category', 2,
        'city', (select provider.city_id from market.provider where provider.person_id = $1),
        'title', 'Leak repair', 'duration', $5, 'price', $2, 'policy', $4, 'instant_book', $3)) -> 'result' ->> 'listing')::bigint
$$;

-- A group, booked by the seat; confirmed at once unless said otherwise.
create function fixture.new_group(person bigint, capacity integer, instant boolean default true, price bigint default 3000) returns bigint
language sql as $$
    select (fixture.provider($1, 'publish_listing', jsonb_build_object('provider', fixture.provider_id($1), 'category', 2,
        'city', (select provider.city_id from market.provider where provider.person_id = $1),
        'title', 'Course for beginners', 'duration', 'PT1H', 'price', $4, 'policy', 2, 'instant_book', $3, 'capacity', $2)) -> 'result' ->> 'listing')::bigint
$$;

-- A full hour so many hours ahead.
create function fixture.ahead(hours integer) returns timestamptz
language sql as $$ select date_trunc('hour', guard.clock()) + make_interval(hours => $1 + 1) $$;

-- Makes a booking earlier by some time, its slot and timers with it: what would take days to wait for.
create function fixture.earlier(booking bigint, by interval) returns void
language plpgsql
as $$
begin
    perform set_config('session_replication_role', 'replica', true);
    update market.booking books set starts_at = books.starts_at - earlier.by, ends_at = books.ends_at - earlier.by, proposed_start = books.proposed_start - earlier.by,
        proposed_at = books.proposed_at - earlier.by, proposed_until = books.proposed_until - earlier.by where books.id = earlier.booking;
    update market.booking_slot slot set during = tstzrange(lower(slot.during) - earlier.by, upper(slot.during) - earlier.by) where slot.booking_id = earlier.booking;
    update market.timer set due = timer.due - earlier.by where timer.entity = 'booking' and timer.entity_id = earlier.booking and timer.state = 'pending';
    perform set_config('session_replication_role', 'origin', true);
end
$$;

-- Lets the time come at which a booking's next step happens by itself.
create function fixture.make_due(booking bigint) returns void
language sql as $$
    update market.timer set due = least(timer.due, guard.clock()) where timer.entity = 'booking' and timer.entity_id = $1 and timer.state = 'pending'
$$;

-- A booking brought to a state along the workflow.
create function fixture.new_booking(customer bigint, listing bigint, starts timestamptz, state text default 'confirmed') returns bigint
language plpgsql
as $$
declare
    made bigint;
    target jsonb;
    owner bigint;
begin
    made := (fixture.customer(new_booking.customer, 'book', jsonb_build_object('listing', new_booking.listing, 'starts_at', new_booking.starts,
        'place', 'Prenzlauer Berg, 10405')) -> 'result' ->> 'booking')::bigint;
    target := jsonb_build_object('booking', made);
    select provider.person_id into owner
    from market.listing
    join market.provider on provider.id = listing.provider_id
    where listing.id = new_booking.listing;
    if new_booking.state = 'pending_payment' then
        return made;
    elsif new_booking.state = 'expired' then
        perform fixture.make_due(made);
        perform fixture.worker('expire', target);
        return made;
    end if;
    perform fixture.worker('authorised', target || jsonb_build_object('gateway_reference', 'auth_' || made, 'card_brand', 'Visa',
        'card_last4', '4417', 'expires', guard.clock() + interval '7 days'));
    if new_booking.state in ('confirmed', 'in_progress', 'completed', 'no_show', 'disputed', 'settled', 'cancelled')
        and (select booking.state from market.booking where booking.id = made) = 'requested'
    then
        perform fixture.provider(owner, 'accept', target);
    end if;
    if new_booking.state = 'declined' then
        perform fixture.provider(owner, 'decline', target);
    elsif new_booking.state = 'cancelled' then
        perform fixture.customer(new_booking.customer, 'cancel', target);
    elsif new_booking.state in ('in_progress', 'completed', 'no_show', 'disputed', 'settled') then
        perform fixture.earlier(made, new_booking.starts - guard.clock() + made * interval '2 hours');
        perform fixture.worker('start', target);
        if new_booking.state = 'no_show' then
            perform fixture.provider(owner, 'report_no_show', target);
        elsif new_booking.state <> 'in_progress' then
            perform fixture.make_due(made);
            perform fixture.worker('complete', target);
        end if;
        if new_booking.state = 'disputed' then
            perform fixture.customer(new_booking.customer, 'dispute', target);
        elsif new_booking.state = 'settled' then
            perform fixture.make_due(made);
            perform fixture.worker('settle', target);
        end if;
    end if;
    return made;
end
$$;

create function fixture.escrow(booking bigint) returns bigint
language sql as $$
    select coalesce(-sum(entry.amount), 0)::bigint
    from market.ledger_account account
    join market.ledger_entry entry on entry.account_id = account.id
    where account.kind = 'escrow' and account.booking_id = $1
$$;

create function fixture.state(booking bigint) returns text
language sql as $$ select booking.state from market.booking where booking.id = $1 $$;

-- A second person approves, as the console does: looks, then makes the same call in the proposal's name.
create function fixture.approved(login text, proposal text, key uuid default gen_random_uuid()) returns jsonb language plpgsql as $$
declare
    proposed market.proposal := (select p from market.proposal p where p.reference = approved.proposal);
    looked jsonb := fixture.operator(approved.login, proposed.operation, proposed.arguments, jsonb_build_object('preview', true, 'proposal', approved.proposal));
begin
    return fixture.operator(approved.login, proposed.operation, proposed.arguments,
        jsonb_build_object('proposal', approved.proposal, 'key', approved.key, 'effects_hash', looked ->> 'effects_hash'));
end
$$;

-- The demo's operators, under this database's own names.
create function fixture.operators() returns void
language plpgsql
as $$
declare
    wanted record;
begin
    for wanted in
        select *
        from (values
            ('support', 'Sana Okafor', array['steward_support'], true, '{}'::integer[]),
            ('operations', 'Mara Lindt', array['steward_operations'], true, '{}'),
            ('operations_one_market', 'Joel Ortiz', array['steward_operations'], false, '{1}'),
            ('finance', 'Fay Moreau', array['steward_finance'], true, '{}'),
            ('auditor', 'Aud Berg', array['steward_auditor'], true, '{}'),
            ('administrator', 'Ada Romero', array['steward_administrator'], true, '{}')) who(login, name, groups, all_markets, markets)
    loop
        perform fixture.worker('create_operator', jsonb_build_object('login', fixture.login(wanted.login), 'name', wanted.name,
            'groups', to_jsonb(wanted.groups), 'all_markets', wanted.all_markets, 'markets', to_jsonb(wanted.markets)));
    end loop;
end
$$;

-- Whoever somebody becomes must be able to end it again.
grant usage on schema fixture to public;
