-- SPDX-License-Identifier: GPL-3.0-or-later
-- Fills a throwaway database with bookings, round the door, for measurements: psql -v rows=1000000 -f tests/bench/load.sql
-- Superuser, on a migrated database; what is there already stays. One event a booking; payment, ledger, slot and timers as the
-- booking's state wants them. Nothing here is random: the same rows give the same data, but for the present moment.

\set ON_ERROR_STOP on
\if :{?rows}
\else
    \set rows 1000000
\endif
set session_replication_role = replica; -- no triggers: the door's own would ask for an invocation
set synchronous_commit = off;
set maintenance_work_mem = '512MB';
set timezone = 'UTC';

begin;
create temporary table bench on commit drop as
select :rows::bigint as rows,
    greatest(60, :rows / 250)::bigint as providers,
    greatest(200, :rows / 20)::bigint as customers,
    date_trunc('hour', guard.clock()) as present,
    (select coalesce(max(id), 0) from market.person) as person_base,
    (select coalesce(max(id), 0) from market.customer) as customer_base,
    (select coalesce(max(id), 0) from market.provider) as provider_base,
    (select coalesce(max(id), 0) from market.listing) as listing_base,
    (select coalesce(max(id), 0) from market.booking) as booking_base,
    (select coalesce(max(id), 0) from market.payment) as payment_base,
    (select coalesce(max(id), 0) from market.ledger_account) as account_base,
    (select coalesce(max(id), 0) from market.ledger_transaction) as posting_base;

-- A reference for each number: an odd factor meets every residue modulo 32^7 once.
create function pg_temp.reference(prefix text, n bigint) returns text
language plpgsql immutable as $$
declare
    alphabet constant text := '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    bits bigint := (n * 15485863 + 7340033) & 34359738367;
    body text := '';
    total integer := 0;
    addend integer;
    code integer;
begin
    for place in 1..7 loop
        code := (bits & 31)::integer;
        body := substr(alphabet, code + 1, 1) || body;
        addend := case when place % 2 = 1 then 2 * code else code end;
        total := total + addend / 32 + addend % 32;
        bits := bits >> 5;
    end loop;
    body := body || substr(alphabet, (32 - total % 32) % 32 + 1, 1);
    return prefix || '-' || substr(body, 1, 4) || '-' || substr(body, 5, 4);
end
$$;

-- Indexes of the big tables are made anew afterwards: a quarter of the time.
create temporary table later on commit drop as
select index.indexrelid::regclass::text as name, pg_get_indexdef(index.indexrelid) as definition, obj_description(index.indexrelid, 'pg_class') as words
from pg_index index
where index.indrelid in ('market.booking'::regclass, 'market.ledger_entry'::regclass, 'market.ledger_transaction'::regclass,
        'market.payment'::regclass)
    and not exists (select from pg_constraint where pg_constraint.conindid = index.indexrelid);
do $$
declare
    gone record;
begin
    for gone in select later.name from later loop
        execute 'drop index ' || gone.name;
    end loop;
end
$$;

create temporary table place on commit drop as
select row_number() over (order by city.id) - 1 as turn, city.id as city_id, city.market_id, city.zone, market.currency, currency.decimals,
    terms.id as terms_id, terms.commission_bp, terms.tax_bp, terms.penalty_bp, terms.policies, count(*) over () as places
from market.city
join market.market on market.id = city.market_id
join market.currency on currency.code = market.currency
join market.terms on terms.market_id = market.id and terms.number = 1;

insert into market.person (id, kind, market_id, display_name, locale, created_at)
overriding system value
select bench.person_base + n, 'provider', place.market_id,
    (array['Jonas Nordlicht', 'Aoife Byrne', '佐藤 健', 'محمد الحسن', 'João Souza', 'Lucía Vega'])[place.market_id] || ' ' || n,
    (array['de', 'en', 'ja', 'ar', 'pt', 'es'])[place.market_id], bench.present - interval '400 days'
from bench
cross join generate_series(1, bench.providers) n
join place on place.turn = n % place.places;
insert into market.provider (id, person_id, market_id, city_id, name, state, zone, created_at, entered_at, changed_at)
overriding system value
select bench.provider_base + n, bench.person_base + n, place.market_id, place.city_id,
    (array['Nordlicht Sanitär', 'Rapid Locksmiths', '東京クリーン', 'الفارس للصيانة', 'Casa Verde', 'Tres Hermanos'])[place.market_id] || ' ' || n,
    'approved', place.zone, bench.present - interval '400 days', bench.present - interval '400 days', bench.present - interval '400 days'
from bench
cross join generate_series(1, bench.providers) n
join place on place.turn = n % place.places;
insert into market.availability (provider_id, weekday, from_time, to_time)
select bench.provider_base + n, weekday, '00:00', '24:00'
from bench
cross join generate_series(1, bench.providers) n
cross join generate_series(1, 7) weekday;
insert into market.listing (id, provider_id, category_id, city_id, market_id, title, duration, price, currency, instant_book, policy_id, created_at)
overriding system value
select bench.listing_base + n, bench.provider_base + n, 1 + n % 8, place.city_id, place.market_id,
    (array['Deep clean', 'Leak repair', 'Wiring', 'Painting', 'Flat move', 'Lock change', 'Flooring', 'Hedge cutting'])[1 + n % 8],
    interval '1 hour', (40 + n % 200) * power(10, place.decimals)::bigint * case when place.decimals = 0 then 100 else 1 end,
    place.currency, n % 4 = 0, 1 + n % 3, bench.present - interval '400 days'
from bench
cross join generate_series(1, bench.providers) n
join place on place.turn = n % place.places;

insert into market.person (id, kind, market_id, display_name, locale, created_at)
overriding system value
select bench.person_base + bench.providers + n, 'customer', place.market_id,
    (array['Chloë Lindner', 'Siân O’Connor', '田中 美咲', 'فاطمة العلي', 'Joana Magalhães', 'Zoé Lefèvre'])[place.market_id] || ' ' || n,
    (array['de', 'en', 'ja', 'ar', 'pt', 'es'])[place.market_id], bench.present - interval '390 days'
from bench
cross join generate_series(1, bench.customers) n
join place on place.turn = n % place.places;
insert into market.person_contact (person_id, market_id, email, phone)
select person.id, person.market_id, person.kind || '.' || person.id || '@example.net', '+4930' || lpad(person.id::text, 8, '0')
from market.person
cross join bench
where person.id > bench.person_base;
insert into market.customer (id, person_id, market_id)
overriding system value
select bench.customer_base + n, bench.person_base + bench.providers + n, place.market_id
from bench
cross join generate_series(1, bench.customers) n
join place on place.turn = n % place.places;

-- Providers are booked in turn, each at even distances over eleven months of the past and one of the future. The customer is
-- one of the provider's own market: customers and providers stand in the same order of places.
insert into market.booking (id, reference, market_id, city_id, category_id, listing_id, customer_id, provider_id, state,
    starts_at, ends_at, zone, price, commission, tax, commission_bp, tax_bp, currency, policy, instant_book, authorised_until,
    created_at, entered_at, changed_at, terms_id, pay_within, answer_within, complete_after, settle_after, dispute_within)
overriding system value
select bench.booking_base + 1 + made.n, pg_temp.reference('BK', bench.booking_base + 1 + made.n), listing.market_id, listing.city_id,
    listing.category_id, listing.id,
    bench.customer_base + made.provider % place.places + place.places * (made.n * 7919 % ((bench.customers - place.places) / place.places))
        + case when made.provider % place.places = 0 then place.places else 0 end,
    listing.provider_id, made.state, made.starts_at, made.starts_at + interval '1 hour', place.zone,
    listing.price, fees.shares[2], fees.shares[3], place.commission_bp, place.tax_bp, listing.currency,
    jsonb_build_object('id', policy.id, 'name', policy.name, 'tiers', place.policies -> policy.id::text, 'penalty_bp', place.penalty_bp),
    listing.instant_book, case when made.state in ('requested', 'confirmed') then made.created_at + interval '30 days' end,
    made.created_at, made.created_at, made.created_at, place.terms_id, 'PT15M', 'P3D', 'P1D', 'P3D', 'P14D'
from (
    select drawn.n, drawn.provider, drawn.starts_at,
        least(drawn.starts_at - make_interval(hours => 2 + (drawn.n * 31 % 400)::integer), drawn.present - make_interval(secs => (drawn.n % 80000)::integer)) as created_at,
        case
            when drawn.starts_at > drawn.present + interval '1 hour' then
                (array['confirmed', 'confirmed', 'confirmed', 'confirmed', 'confirmed', 'confirmed', 'confirmed', 'requested', 'cancelled', 'declined'])[1 + drawn.n % 10]
            when drawn.starts_at + interval '1 day' > drawn.present then
                (array['in_progress', 'in_progress', 'in_progress', 'cancelled', 'expired'])[1 + drawn.n % 5]
            else (array['completed', 'completed', 'completed', 'completed', 'completed', 'completed', 'completed', 'cancelled', 'declined', 'expired'])[1 + drawn.n % 10]
        end as state
    from (
        select n, 1 + n % bench.providers as provider, bench.present,
            date_trunc('hour', bench.present - interval '330 days'
                + (n / bench.providers) * (interval '360 days' / ceil(bench.rows::numeric / bench.providers)::double precision)) as starts_at
        from bench
        cross join generate_series(0, bench.rows - 1) n
    ) drawn
) made
cross join bench
join market.listing on listing.id = bench.listing_base + made.provider
join place on place.turn = made.provider % place.places
join market.cancellation_policy policy on policy.id = listing.policy_id
join lateral (
    select guard.split_amount(listing.price, array[(10000 - place.commission_bp)::bigint * (10000 + place.tax_bp),
        place.commission_bp::bigint * 10000, place.commission_bp::bigint * place.tax_bp]) as shares
    offset 0
) fees on true;

insert into market.booking_slot (booking_id, provider_id, during, blocking)
select booking.id, booking.provider_id, tstzrange(booking.starts_at, booking.ends_at), known.blocking
from market.booking
join market.booking_state known on known.state = booking.state
cross join bench
where booking.id > bench.booking_base;

insert into market.payment (id, reference, booking_id, market_id, customer_id, state, amount, captured, currency, card_brand, card_last4,
    gateway_reference, authorised_until, created_at, entered_at, changed_at)
overriding system value
select bench.payment_base + booking.id - bench.booking_base, pg_temp.reference('PY', booking.id), booking.id, booking.market_id, booking.customer_id,
    case when known.paid then 'captured' when booking.state = 'requested' then 'authorised' else 'voided' end,
    booking.price, case when known.paid then booking.price else 0 end, booking.currency, 'Visa', lpad((booking.id % 10000)::text, 4, '0'),
    'bench_' || booking.id, booking.authorised_until, booking.created_at, booking.created_at, booking.created_at
from market.booking
cross join bench
cross join lateral (select booking.state in ('confirmed', 'in_progress', 'completed') as paid) known
where booking.id > bench.booking_base;

insert into market.ledger_account (id, kind, market_id, booking_id, currency)
overriding system value
select bench.account_base + booking.id - bench.booking_base, 'escrow', booking.market_id, booking.id, booking.currency
from market.booking
cross join bench
where booking.id > bench.booking_base
    and booking.state in ('confirmed', 'in_progress', 'completed');
insert into market.ledger_transaction (id, market_id, booking_id, currency, kind, text, invocation_id, created_at)
overriding system value
select bench.posting_base + booking.id - bench.booking_base, booking.market_id, booking.id, booking.currency, 'capture', 'Captured into escrow', null, booking.created_at
from market.booking
cross join bench
where booking.id > bench.booking_base
    and booking.state in ('confirmed', 'in_progress', 'completed');
insert into market.ledger_entry (transaction_id, account_id, market_id, currency, amount)
select bench.posting_base + booking.id - bench.booking_base,
    case side.n when 1 then clearing.id else bench.account_base + booking.id - bench.booking_base end,
    booking.market_id, booking.currency, case side.n when 1 then booking.price else -booking.price end
from market.booking
cross join bench
join market.ledger_account clearing on clearing.kind = 'gateway_clearing' and clearing.market_id = booking.market_id
cross join generate_series(1, 2) side(n)
where booking.id > bench.booking_base
    and booking.state in ('confirmed', 'in_progress', 'completed');

insert into market.event (at, entity, entity_id, market_id, version, process_version, action, from_state, to_state, created, image,
    invocation_id, operation, actor_kind, actor_id, person_id)
select booking.created_at, 'booking', booking.id, booking.market_id, 1, 1, 'book', null, booking.state, true,
    to_jsonb(booking) - '{version,changed_at}'::text[], gen_random_uuid(), 'book', 'customer', customer.person_id, customer.person_id
from market.booking
join market.customer on customer.id = booking.customer_id
cross join bench
where booking.id > bench.booking_base;

insert into market.timer (entity, entity_id, market_id, transition_id, operation, arguments, due, from_state, invocation_id, created_by, created_at)
select 'booking', booking.id, booking.market_id, step.id, step.action, jsonb_build_object('booking', booking.id),
    case booking.state
        when 'confirmed' then booking.starts_at
        when 'in_progress' then booking.ends_at + interval '1 day'
        else least(booking.entered_at + interval '3 days', booking.starts_at - interval '1 hour', booking.authorised_until - interval '1 day')
    end, booking.state, invocation.id, invocation.id, booking.created_at
from market.booking
cross join bench
join market.transition step on step.entity = 'booking' and step.process_version = booking.process_version
    and step.from_state = booking.state and step.due is not null
    and step.action <> 'lapse_reschedule' -- nobody has proposed another time
cross join lateral (select gen_random_uuid() as id where booking.id > 0) invocation
where booking.id > bench.booking_base;

do $$
declare
    back record;
    counter record;
begin
    for back in select * from later loop
        execute back.definition;
        if back.words is not null then
            execute format('comment on index %s is %L', back.name, back.words);
        end if;
    end loop;
    for counter in
        select format('%I.%I', n.nspname, c.relname) as relation, pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), 'id') as sequence
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'market'
            and c.relname in ('person', 'customer', 'provider', 'listing', 'booking', 'payment', 'ledger_account', 'ledger_transaction')
    loop
        execute format('select setval(%L, (select max(id) from %s))', counter.sequence, counter.relation);
    end loop;
end
$$;
commit;
set session_replication_role = origin;
vacuum (analyze) market.person, market.person_contact, market.customer, market.provider, market.listing, market.booking,
    market.booking_slot, market.payment, market.ledger_account, market.ledger_transaction, market.ledger_entry, market.timer;
analyze;
