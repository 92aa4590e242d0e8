-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- Which terms of a market hold, and what terms may say.
--
--   draft ─schedule─▶ scheduled      What is scheduled is active from its moment until the next one's: no step of the workflow, and
--     │                   │          so never late. In the last minute before its moment nothing about it changes any more, so that a
--     └─withdraw─▶ withdrawn ◀──┘    booking of that moment and what it takes can not pass each other.

create or replace function guard.terms_at(market integer, moment timestamptz)
returns market.terms
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    active market.terms;
begin
    select known.* into active
    from market.terms known
    where known.market_id = terms_at.market
        and known.state = 'scheduled'
        and known.active_from <= terms_at.moment
    order by known.active_from desc
    limit 1;
    return active;
end
$$;
comment on function guard.terms_at(integer, timestamptz) is 'The terms of a market that are active at a moment; a booking made then lives by them.';
select guard.allow_function('guard.terms_at(integer, timestamptz)', '{}');

create or replace function guard.present_tiers(policy integer)
returns table (market_id integer, tiers jsonb)
language plpgsql
stable
security definer -- who sees no terms may still know what a cancellation gives back
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select home.id, active.policies -> present_tiers.policy::text
        from market.market home
        cross join lateral guard.terms_at(home.id, guard.clock()) active
        where home.active
        order by home.id;
end
$$;
comment on function guard.present_tiers(integer) is 'What a cancellation policy gives back now, in each market.';
select guard.allow_function('guard.present_tiers(integer)', guard.operators() || array['steward_customer', 'steward_provider', 'steward_anonymous']);

create or replace function guard.terms_notice()
returns interval
language plpgsql
immutable
set search_path = pg_catalog, pg_temp
as $$
begin
    return interval 'PT1M';
end
$$;
comment on function guard.terms_notice() is 'How long before their moment terms stand, whatever happens.';
select guard.allow_function('guard.terms_notice()', '{}');

create or replace function guard.check_policies(policies jsonb)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    policy record;
    tier record;
    former_before interval;
    former_percent integer;
begin
    if jsonb_typeof(check_policies.policies) is distinct from 'object' then
        perform guard.refuse('MP003', 'Cancellation policies are given by their ids.', 'As in {"2": [{"before": "PT48H", "percent": 100}]}.', '{"argument": "policies"}');
    end if;
    for policy in
        select given.key, given.value as tiers, known.name
        from jsonb_each(check_policies.policies) given
        left join market.cancellation_policy known on known.id::text = given.key
        order by given.key
    loop
        if policy.name is null then
            perform guard.refuse('MP003', 'There is no such cancellation policy.', 'Use the ids of api.cancellation_policy.', '{"argument": "policies"}');
        elsif jsonb_typeof(policy.tiers) <> 'array' or jsonb_array_length(policy.tiers) not between 1 and 10 then
            perform guard.refuse('MP003', format('%s has one to ten tiers.', policy.name), 'As in [{"before": "PT48H", "percent": 100}].', '{"argument": "policies"}');
        end if;
        former_before := null;
        former_percent := null;
        for tier in
            select case when each_one.value ->> 'before' ~ '^P(?=[0-9T])([0-9]{1,4}D)?(T(?=[0-9])([0-9]{1,4}H)?([0-9]{1,4}M)?)?$' then (each_one.value ->> 'before')::interval end as before,
                case when each_one.value ->> 'percent' ~ '^[0-9]{1,3}$' then (each_one.value ->> 'percent')::integer end as percent,
                case when jsonb_typeof(each_one.value) = 'object' then each_one.value - '{before,percent}'::text[] <> '{}' else true end as more
            from jsonb_array_elements(policy.tiers) with ordinality each_one(value, place)
            order by each_one.place
        loop
            if tier.more or tier.before is null or extract(month from tier.before) <> 0 or extract(year from tier.before) <> 0 or tier.percent is null or tier.percent > 100 then
                perform guard.refuse('MP003', format('A tier of %s is no period before the start with a whole per cent from 0 to 100.', policy.name),
                    'As in {"before": "PT48H", "percent": 100}.', '{"argument": "policies"}');
            elsif tier.before >= former_before or tier.percent >= former_percent then
                perform guard.refuse('MP003', format('Each tier of %s is nearer to the start than the one before it, and gives back less.', policy.name),
                    'Put them into that order.', '{"argument": "policies"}');
            end if;
            former_before := tier.before;
            former_percent := tier.percent;
        end loop;
    end loop;
end
$$;
comment on function guard.check_policies(jsonb) is 'Refuses tiers of cancellation policies that are none, out of order or of no policy.';
select guard.allow_function('guard.check_policies(jsonb)', '{}');

create or replace function guard.undo_terms(undone uuid)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (
        select
        from market.event happened
        join market.terms on terms.id = happened.entity_id
        where happened.invocation_id = undo_terms.undone
            and happened.entity = 'terms'
            and coalesce((happened.image ->> 'active_from')::timestamptz, terms.active_from) <= guard.clock() + guard.terms_notice())
    then
        perform guard.refuse('MP033', 'The moment of these terms has come: bookings live by what stands.', 'Draft another version, from a later moment on.');
    end if;
end
$$;
comment on function guard.undo_terms(uuid) is 'Refuses once bookings may live by what would be taken back.';
select guard.allow_function('guard.undo_terms(uuid)', '{}');
select guard.declare_undo('guard.undo_terms(uuid)'::regprocedure);

create or replace function guard.invariant_terms_of_every_market()
returns table (figure text, holds boolean, checked bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select format('%s markets with %s scheduled versions, %s without one from their first booking on', count(*), coalesce(sum(compared.versions), 0), count(*) filter (where compared.without)),
            count(*) filter (where compared.without) = 0, count(*)
        from (
            select count(known.id) as versions,
                coalesce(min(known.active_from) > least(guard.clock(), (select min(made.created_at) from market.booking made where made.market_id = home.id)), true) as without
            from market.market home
            left join market.terms known on known.market_id = home.id and known.state = 'scheduled'
            group by home.id
        ) compared;
end
$$;
comment on function guard.invariant_terms_of_every_market() is 'At every moment one version of its terms is active in each market';
select guard.allow_function('guard.invariant_terms_of_every_market()', '{}');
