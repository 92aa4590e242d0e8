-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- A booking as it was. History is folded as the door, so the caller's markets are applied here. Names are those that people
-- and services bear now; contact and place, which no event holds, are not told.

create or replace function api.booking_as_of(booking bigint, as_of timestamptz)
returns table (id bigint, version integer, state text, starts_at timestamptz, ends_at timestamptz, listing text, provider_id bigint,
    provider text, price bigint, commission bigint, tax bigint, currency text, policy jsonb, entered_at timestamptz, changed_at timestamptz,
    absent text, over_at timestamptz, proposed_by text, proposed_start timestamptz, proposed_until timestamptz, outside_hours boolean,
    payment_state_title text, card_brand text, card_last4 text, captured bigint, refunded bigint, held bigint, previous_at timestamptz, next_at timestamptz)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    was market.booking;
    paid market.payment;
begin
    if not exists (
        select
        from market.booking books
        where books.id = booking_as_of.booking
            and books.market_id = any (guard.my_markets()))
    then
        return;
    end if;
    was := jsonb_populate_record(null::market.booking, guard.record_as_of('booking', booking_as_of.booking, booking_as_of.as_of));
    if was.id is null then
        return;
    end if;
    paid := jsonb_populate_record(null::market.payment, guard.record_as_of('payment', (
        select payment.id
        from market.payment
        where payment.booking_id = was.id), booking_as_of.as_of));
    return query
        select was.id, was.version, was.state, was.starts_at, was.ends_at, offer.title::text, was.provider_id,
            somebody.name::text, was.price::bigint, was.commission::bigint, was.tax::bigint, was.currency, was.policy, was.entered_at, was.changed_at,
            was.absent, was.over_at, was.proposed_by, was.proposed_start, was.proposed_until, coalesce(was.outside_hours, false),
            payment_known.title::text, paid.card_brand::text, paid.card_last4, paid.captured::bigint, paid.refunded::bigint, (
                select coalesce(-sum(entry.amount), 0)::bigint
                from market.ledger_account account
                join market.ledger_entry entry on entry.account_id = account.id
                join market.ledger_transaction posting on posting.id = entry.transaction_id
                where account.booking_id = was.id
                    and account.kind = 'escrow'
                    and posting.created_at <= booking_as_of.as_of), (
                -- To whole milliseconds, as consoles count: stepping back must leave the one that is looked at.
                select max(earlier.at)
                from market.event earlier
                where earlier.entity = 'booking'
                    and earlier.entity_id = was.id
                    and earlier.at < date_trunc('milliseconds', was.changed_at)), (
                select min(later.at)
                from market.event later
                where later.entity = 'booking'
                    and later.entity_id = was.id
                    and later.at > booking_as_of.as_of)
        from market.listing offer
        join market.provider somebody on somebody.id = was.provider_id
        left join market.payment_state payment_known on payment_known.state = paid.state
        where offer.id = was.listing_id;
end
$$;
comment on function api.booking_as_of(bigint, timestamptz) is 'One booking of the caller''s markets as it was at a moment, with what was paid and held then, and the moments of the events beside; no row before it was made.';
select guard.allow_function('api.booking_as_of(bigint, timestamptz)', guard.operators());
