-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- How money is divided and posted. The rounding rule is here and nowhere else.

create or replace function guard.split_amount(amount bigint, weights bigint[])
returns bigint[]
language plpgsql
immutable strict parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
    weight bigint;
    total numeric := 0;
    left_over bigint := split_amount.amount;
    shares bigint[] := '{}';
    remainders numeric[] := '{}';
    most integer;
begin
    foreach weight in array split_amount.weights loop
        total := case when weight >= 0 then total + weight end; -- nothing from the first weight on that is none
    end loop;
    if split_amount.amount < 0 or total is null or total <= 0 then
        raise exception using
            errcode = 'MP003',
            message = 'An amount can only be divided by weights that are not negative and sum to more than nothing.';
    end if;

    -- The largest remainder: everybody gets the whole units of their exact share, and the units that are left go, one
    -- each, to those whose share lost most by that; of equals, to the one named first. So shares always sum exactly.
    -- (Statement by statement: for two or three weights, starting a query costs more than the division.)
    foreach weight in array split_amount.weights loop
        shares := shares || div(split_amount.amount * weight::numeric, total)::bigint;
        remainders := remainders || mod(split_amount.amount * weight::numeric, total);
        left_over := left_over - shares[cardinality(shares)];
    end loop;
    for unit in 1..left_over loop
        most := 1;
        for place in 2..cardinality(remainders) loop
            if remainders[place] > remainders[most] then
                most := place;
            end if;
        end loop;
        shares[most] := shares[most] + 1;
        remainders[most] := -1;
    end loop;
    return shares;
end
$$;
comment on function guard.split_amount(bigint, bigint[]) is 'Divides an amount by weights, by the largest remainder; the parts sum to the amount exactly.';
select guard.allow_function('guard.split_amount(bigint, bigint[])', guard.operators());

create or replace function guard.split_provider_share(
    share bigint, commission_bp integer, tax_bp integer,
    out provider bigint, out commission bigint, out tax bigint)
language plpgsql
immutable strict parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
    parts bigint[];
begin
    -- The commission contains its tax: at 15 % and 19 %, 49.60 is 42.16 for the provider, 6.25 for the platform, 1.19 tax.
    parts := guard.split_amount(split_provider_share.share, array[
        (10000 - split_provider_share.commission_bp)::bigint * (10000 + split_provider_share.tax_bp),
        split_provider_share.commission_bp::bigint * 10000,
        split_provider_share.commission_bp::bigint * split_provider_share.tax_bp]);
    provider := parts[1];
    commission := parts[2];
    tax := parts[3];
end
$$;
comment on function guard.split_provider_share(bigint, integer, integer) is 'What of a provider''s share is theirs, the platform''s commission, and tax on that.';
select guard.allow_function('guard.split_provider_share(bigint, integer, integer)', '{}');

create or replace function guard.ledger_account(kind text, market_id integer, owner bigint, currency text)
returns bigint
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    owned_by text;
    found_id bigint;
begin
    select kinds.owner into strict owned_by
    from market.ledger_account_kind kinds
    where kinds.kind = ledger_account.kind;
    loop
        -- One query for each kind of owner, so that each has its index.
        if owned_by = 'booking' then
            select account.id into found_id
            from market.ledger_account account
            where account.booking_id = ledger_account.owner
                and account.kind = ledger_account.kind
                and account.currency = ledger_account.currency;
        elsif owned_by = 'provider' then
            select account.id into found_id
            from market.ledger_account account
            where account.provider_id = ledger_account.owner
                and account.kind = ledger_account.kind
                and account.currency = ledger_account.currency;
        elsif owned_by = 'customer' then
            select account.id into found_id
            from market.ledger_account account
            where account.customer_id = ledger_account.owner
                and account.kind = ledger_account.kind
                and account.currency = ledger_account.currency;
        else
            select account.id into found_id
            from market.ledger_account account
            where account.market_id = ledger_account.market_id
                and account.kind = ledger_account.kind
                and account.currency = ledger_account.currency
                and account.booking_id is null
                and account.provider_id is null
                and account.customer_id is null;
        end if;
        exit when found_id is not null;
        -- Two may open it at once: the second waits at the unique index, inserts nothing and finds the first one's.
        insert into market.ledger_account (kind, market_id, booking_id, provider_id, customer_id, currency)
        values (ledger_account.kind, ledger_account.market_id,
            case when owned_by = 'booking' then ledger_account.owner end,
            case when owned_by = 'provider' then ledger_account.owner end,
            case when owned_by = 'customer' then ledger_account.owner end,
            ledger_account.currency)
        on conflict do nothing
        returning id into found_id;
        exit when found_id is not null;
    end loop;
    return found_id;
end
$$;
comment on function guard.ledger_account(text, integer, bigint, text) is 'The account of a kind and an owner, opened if there is none yet; of the platform''s own, the market''s.';
select guard.allow_function('guard.ledger_account(text, integer, bigint, text)', '{}');

create or replace function guard.post(booking bigint, kind text, words text, kinds text[], amounts bigint[])
returns bigint
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    of_booking record;
    posting bigint;
begin
    if not exists (select from unnest(post.amounts) amount where amount <> 0) then
        return null;
    end if;
    select books.market_id, books.provider_id, books.customer_id, books.currency into strict of_booking
    from market.booking books
    where books.id = post.booking;
    insert into market.ledger_transaction (market_id, booking_id, currency, kind, text, created_at)
    values (of_booking.market_id, post.booking, of_booking.currency, post.kind, post.words, guard.clock())
    returning id into posting;
    insert into market.ledger_entry (transaction_id, account_id, market_id, currency, amount)
    select posting,
        guard.ledger_account(line.kind, of_booking.market_id,
            case line.kind
                when 'escrow' then post.booking
                when 'credit_held' then post.booking
                when 'provider_payable' then of_booking.provider_id
                when 'customer_credit' then of_booking.customer_id
            end, of_booking.currency),
        of_booking.market_id, of_booking.currency, line.amount
    from unnest(post.kinds, post.amounts) with ordinality line(kind, amount, place)
    where line.amount <> 0
    order by line.place;
    return posting;
end
$$;
comment on function guard.post(bigint, text, text, text[], bigint[]) is 'Posts money of a booking: kinds of accounts and what each is debited (positive) or credited (negative); lines of nothing are left out.';
select guard.allow_function('guard.post(bigint, text, text, text[], bigint[])', '{}');

create or replace function guard.ledger_balances()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    account record;
begin
    -- Deferred triggers run at COMMIT as whoever commits; hence security definer, and "is distinct from".
    if (select sum(entry.amount) from market.ledger_entry entry where entry.transaction_id = new.transaction_id) is distinct from 0 then
        perform guard.refuse('MP032', 'A posting must debit as much as it credits.', 'Nothing was posted; report this, it is an error of the program.');
    end if;
    if new.amount <= 0 then
        return null; -- only who takes can take too much
    end if;
    select accounts.booking_id, accounts.customer_id into account
    from market.ledger_account accounts
    join market.ledger_account_kind kinds on kinds.kind = accounts.kind
    where accounts.id = new.account_id
        and not kinds.may_overdraw;
    if found then
        -- What is held for a booking is counted under the booking's lock, and a customer's credit under the customer's, so that two
        -- takers cannot both see it.
        perform from market.booking books
        where books.id = account.booking_id
        for no key update;
        perform from market.customer
        where customer.id = account.customer_id
        for no key update;
        if (select sum(entry.amount) from market.ledger_entry entry where entry.account_id = new.account_id) > 0 then
            if account.customer_id is not null then
                perform guard.refuse('MP032', 'The customer has spent this credit already.', 'What was bought with it would have to end first.');
            end if;
            perform guard.refuse('MP032', 'More would be taken from escrow than it holds for this booking.', 'Lower the amounts to what is still available.');
        end if;
    end if;
    return null;
end
$$;
comment on function guard.ledger_balances() is 'Refuses a posting that does not sum to zero, or that leaves escrow or a customer''s credit with less than nothing.';
select guard.allow_function('guard.ledger_balances()', array['steward_owner']);

create or replace function guard.effects_ledger(invocation uuid)
returns jsonb
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select coalesce(jsonb_agg(jsonb_build_object(
                'account', account.kind,
                'title', kinds.title,
                'owner', case
                    when account.booking_id is not null then (select books.reference from market.booking books where books.id = account.booking_id)
                    when account.provider_id is not null then (select provider.name from market.provider where provider.id = account.provider_id)
                    when account.customer_id is not null then (
                        select person.display_name
                        from market.customer
                        join market.person on person.id = customer.person_id
                        where customer.id = account.customer_id)
                    else (select home.name from market.market home where home.id = account.market_id)
                end,
                'currency', entry.currency,
                'debit', greatest(entry.amount, 0),
                'credit', greatest(-entry.amount, 0),
                'text', posting.text)
            order by entry.id), '[]')
        from market.ledger_transaction posting
        join market.ledger_entry entry on entry.transaction_id = posting.id
        join market.ledger_account account on account.id = entry.account_id
        join market.ledger_account_kind kinds on kinds.kind = account.kind
        where posting.invocation_id = effects_ledger.invocation);
end
$$;
comment on function guard.effects_ledger(uuid) is 'The ledger lines that an invocation wrote, for its preview.';
select guard.allow_function('guard.effects_ledger(uuid)', '{}');
select guard.declare_effects('ledger', 'guard.effects_ledger(uuid)'::regprocedure);

create or replace function guard.undo_ledger(undone uuid)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    former record;
    posting bigint;
begin
    -- What is written stays; it is taken back by the same lines the other way round.
    for former in
        select *
        from market.ledger_transaction written
        where written.invocation_id = undo_ledger.undone
        order by written.id desc
    loop
        insert into market.ledger_transaction (market_id, booking_id, currency, kind, text, reverses, created_at)
        values (former.market_id, former.booking_id, former.currency, 'reversal', left('Taken back: ' || former.text, 200), former.id, guard.clock())
        returning id into posting;
        insert into market.ledger_entry (transaction_id, account_id, market_id, currency, amount)
        select posting, entry.account_id, entry.market_id, entry.currency, -entry.amount
        from market.ledger_entry entry
        where entry.transaction_id = former.id
        order by entry.id;
    end loop;
end
$$;
comment on function guard.undo_ledger(uuid) is 'Takes back the postings of an invocation by new ones.';
select guard.allow_function('guard.undo_ledger(uuid)', '{}');
select guard.declare_undo('guard.undo_ledger(uuid)'::regprocedure);

create or replace function guard.ledger_moved(invocation uuid)
returns table (currency text, amount bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    -- Net of each account: money that only passes through one in this call is not counted twice.
    return query
        select net.currency, sum(net.amount)::bigint
        from (
            select entry.currency, sum(entry.amount) as amount
            from market.ledger_transaction posting
            join market.ledger_entry entry on entry.transaction_id = posting.id
            where posting.invocation_id = ledger_moved.invocation
            group by entry.account_id, entry.currency
        ) net
        where net.amount > 0
        group by net.currency;
end
$$;
comment on function guard.ledger_moved(uuid) is 'What an invocation moved from account to account, by currency, in minor units.';
select guard.allow_function('guard.ledger_moved(uuid)', '{}');
