-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- What the gateway tells by itself. Whoever receives an event has checked its signature and age; here it is stored first, each
-- once, and then applied by what its answer would have done. Events may come twice, late, and in any order.

create or replace function guard.gateway_account()
returns table (account uuid, "position" bigint)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    select known.account, known.position
    from market.gateway_account known;
end
$$;
comment on function guard.gateway_account() is 'Under which account the gateway knows this marketplace, and up to where its events have been read';
select guard.allow_function('guard.gateway_account()', array['steward_worker']);

create or replace function guard.store_events(events jsonb)
returns bigint
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    stored bigint;
begin
    insert into market.gateway_event (id, position, kind, payload, received_at)
    select told.value ->> 'id', (told.value ->> 'position')::bigint, told.value ->> 'kind', told.value, guard.clock()
    from jsonb_array_elements(store_events.events) told
    on conflict do nothing;
    get diagnostics stored = row_count;
    return stored;
end
$$;
comment on function guard.store_events(jsonb) is 'Stores events of the gateway, each once; how many were new';
select guard.allow_function('guard.store_events(jsonb)', '{}');

create or replace function guard.receive_events(events jsonb)
returns bigint
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    stored bigint := guard.store_events(receive_events.events);
begin
    update market.gateway_account known
    set position = newest.position
    from (select max((told.value ->> 'position')::bigint) as position from jsonb_array_elements(receive_events.events) told) newest
    where known.position < newest.position;
    return stored;
end
$$;
comment on function guard.receive_events(jsonb) is 'Stores what the gateway told when it was asked for its events, and that it has been asked up to there; how many were new';
select guard.allow_function('guard.receive_events(jsonb)', array['steward_worker']);

create or replace function api.receive_told_events(told jsonb)
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    if jsonb_typeof(receive_told_events.told -> 'events') is distinct from 'array'
        or jsonb_array_length(receive_told_events.told -> 'events') not between 1 and 1000
        or exists (
            select
            from jsonb_array_elements(receive_told_events.told -> 'events') event
            where jsonb_typeof(event.value -> 'id') is distinct from 'string'
                or length(event.value ->> 'id') not between 1 and 200
                or jsonb_typeof(event.value -> 'kind') is distinct from 'string'
                or event.value ->> 'position' !~ '^[1-9][0-9]{0,17}$')
        or (receive_told_events.told ->> 'account') is distinct from (select known.account::text from market.gateway_account known)
    then
        perform guard.refuse('MP003', 'These are no events of the payment gateway for this marketplace.');
    end if;
    -- Up to where the gateway has been asked stays: what it tells of its own accord may leave something out.
    return jsonb_build_object('stored', guard.store_events(receive_told_events.told -> 'events'));
end
$$;
comment on function api.receive_told_events(jsonb) is 'Stores what the gateway tells of its own accord, {"account": …, "events": […]}, each event once, to be applied by the worker; whoever calls has checked its signature and age';
select guard.allow_function('api.receive_told_events(jsonb)', array['steward_gate_public']);

create or replace function guard.apply_event(told market.gateway_event)
returns text
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    about record;
    outcome text := case split_part(told.kind, '.', 2) when 'succeeded' then 'done' when 'declined' then 'declined' when 'failed' then 'refused' end;
    came text;
begin
    select intent.id, intent.market_id, intent.state into about
    from market.gateway_intent intent
    where intent.key = substring(told.payload ->> 'key' from '^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-[0-9]+$')::uuid
        and intent.attempt::text = substring(told.payload ->> 'key' from '-([0-9]+)$');
    if not found then
        update market.gateway_event
        set state = 'disagrees',
            words = 'Nobody here asked the gateway for this.'
        where gateway_event.id = told.id;
        return 'disagrees';
    end if;
    came := case when outcome is null then 'known' else guard.record_answer(about.id, outcome, told.payload) end;
    if came = 'known' and outcome <> 'done' and about.state = 'done' then
        came := 'disagrees'; -- what it said it had done it says it has not
    end if;
    update market.gateway_event
    set state = case when came in ('known', 'disagrees') then came else 'applied' end,
        market_id = about.market_id,
        words = case when came = 'disagrees' then 'The gateway says otherwise than it answered, or another amount.' end
    where gateway_event.id = told.id;
    return came;
end
$$;
comment on function guard.apply_event(market.gateway_event) is 'Does what an event of the gateway says, if that is not known yet';
select guard.allow_function('guard.apply_event(market.gateway_event)', '{}');

create or replace function guard.apply_events(most integer)
returns integer
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    told market.gateway_event;
    applied integer := 0;
begin
    for told in
        select *
        from market.gateway_event waiting
        where waiting.state = 'received'
        order by waiting.position
        limit apply_events.most
        for no key update skip locked
    loop
        begin
            perform guard.apply_event(told);
            applied := applied + 1;
        exception
            when others then null; -- what stood in the way is gone in the next round; one never keeps back the others
        end;
    end loop;
    return applied;
end
$$;
comment on function guard.apply_events(integer) is 'Applies events of the gateway that were stored, in their order; how many';
select guard.allow_function('guard.apply_events(integer)', array['steward_worker']);
