-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- Who may sign in at which gate, and how failures slow down whoever fails.
--
-- Moments here are the server's own and not the marketplace's: codes, tokens and locks live by the clock of the people who
-- hold them, and a simulation that plays the past must not bring an old session back.

create or replace function guard.gate()
returns text
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if session_user not in ('steward_gate_public', 'steward_gate_admin') then
        perform guard.refuse('MP012', 'Only a gate of the API asks this.');
    end if;
    return case session_user when 'steward_gate_public' then 'users' else 'operators' end;
end
$$;
comment on function guard.gate() is 'Which gate asks: users or operators. The login says it, not the caller.';
select guard.allow_function('guard.gate()', '{}');

create or replace function guard.account_of(person bigint, operator bigint)
returns guard.account
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    found_account guard.account;
begin
    if account_of.operator is not null then
        select held.id, staff.login, 'operator', staff.login, staff.id, staff.active, held.hash
        into found_account
        from market.operator staff
        left join market.credential held on held.operator_id = staff.id
        where staff.id = account_of.operator;
    else
        select held.id, contact.email, human.kind, 'steward_' || human.kind, human.id, human.active and human.kind in ('customer', 'provider'), held.hash
        into found_account
        from market.person human
        left join market.person_contact contact on contact.person_id = human.id
        left join market.credential held on held.person_id = human.id
        where human.id = account_of.person;
    end if;
    return found_account;
end
$$;
comment on function guard.account_of(bigint, bigint) is 'A person or an operator as somebody who may sign in.';
select guard.allow_function('guard.account_of(bigint, bigint)', '{}');

create or replace function guard.account_named(gate text, name text)
returns guard.account
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    person bigint;
    staff bigint;
    found_account guard.account;
begin
    if account_named.gate = 'operators' then
        select o.id into staff
        from market.operator o
        where o.login = lower(account_named.name);
    else
        select contact.person_id into person
        from market.person_contact contact
        where lower(contact.email) = lower(account_named.name);
    end if;
    found_account := guard.account_of(person, staff);
    if found_account.active and found_account.credential_id is not null then
        return found_account;
    end if;
    return null; -- without a password, or inactive: as one that does not exist
end
$$;
comment on function guard.account_named(text, text) is 'Who signs in at a gate under that name: users by their e-mail address, operators by their login. Null: nobody who may.';
select guard.allow_function('guard.account_named(text, text)', '{}');

create or replace function guard.no_hash()
returns text
language sql
immutable
begin atomic
    -- Of the strength of all others, and of no password that anybody knows: salt and sum are random.
    select '$argon2id$v=19$m=65536,t=2,p=1$q2R0gq3l3cY4yq8m0o7xWw$mR3l0Zt8zqvW1q0T5o3m5mYw5b0cQ9kH2t1yJ8XbV5s';
end;
comment on function guard.no_hash() is 'What a password is compared with where there is no account: the same work, and never a match.';
select guard.allow_function('guard.no_hash()', '{}');

create or replace function guard.network_of(address inet)
returns inet
language plpgsql
immutable
set search_path = pg_catalog, pg_temp
as $$
begin
    -- Whoever has one address of IPv6 has 2^64 of them.
    return case family(network_of.address) when 6 then network(set_masklen(network_of.address, 64))::inet else host(network_of.address)::inet end;
end
$$;
comment on function guard.network_of(inet) is 'What counts as one address: of IPv4 the address, of IPv6 its /64.';
select guard.allow_function('guard.network_of(inet)', '{}');

create or replace function guard.try_window()
returns interval
language sql
immutable
begin atomic
    select interval 'PT30M'; -- PCI DSS 4.0, 8.3.4: for 30 minutes at least, after ten tries at most
end;
comment on function guard.try_window() is 'For how long somebody who failed too often is not heard, and failures count.';
select guard.allow_function('guard.try_window()', '{}');

create or replace function guard.most_tries(alone boolean)
returns integer
language plpgsql
immutable
set search_path = pg_catalog, pg_temp
as $$
begin
    -- Behind one address there may be a whole office, which mistypes now and then; ten passwords each for as many accounts
    -- as somebody likes to try are not let through it.
    return case when most_tries.alone then 100 else 10 end;
end
$$;
comment on function guard.most_tries(boolean) is 'How often one may fail within the window: at one account from one address; from one address alone, at all of them together.';
select guard.allow_function('guard.most_tries(boolean)', '{}');

create or replace function guard.no_network()
returns inet
language sql
immutable
begin atomic
    select inet '0.0.0.0';
end;
comment on function guard.no_network() is 'What a gate says that does not know where its clients come from.';
select guard.allow_function('guard.no_network()', '{}');

create or replace function guard.take_try(account bytea, network inet, most integer)
returns integer
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
-- Counted before the password is compared, so that a thousand tries at one moment are a thousand and not one; taken back by
-- guard.forgive_try. Refused tries are not counted: who waits is heard again. Where nobody knows from where somebody comes, they
-- wait for half a minute and are never locked out, for those who failed may be others.
declare
    moment timestamptz := statement_timestamp();
    seen market.sign_in_attempt;
    wait interval;
begin
    insert into market.sign_in_attempt (account, network, began_at, last_at)
    values (take_try.account, take_try.network, moment, moment)
    on conflict do nothing;
    select * into strict seen
    from market.sign_in_attempt a
    where a.account = take_try.account
        and a.network = take_try.network
    for update;
    if (case when take_try.account = '' then seen.began_at else seen.last_at end) <= moment - guard.try_window() then
        seen.tries := 0;
        seen.began_at := moment;
    end if;
    if take_try.network = guard.no_network() and take_try.account = '' then
        wait := null; -- everybody there is: a bound for all of them would be one that each can use up for the rest
    elsif seen.tries >= take_try.most and take_try.network <> guard.no_network() then
        wait := case when take_try.account = '' then seen.began_at else seen.last_at end + guard.try_window() - moment;
    elsif seen.tries >= 5 and take_try.account <> '' then -- whoever mistypes waits for seconds, whoever guesses for minutes
        wait := seen.last_at + make_interval(secs => 2 ^ least(seen.tries - 4, 5)) - moment;
    end if;
    if wait > interval 'PT0S' then
        return ceil(extract(epoch from wait));
    end if;
    update market.sign_in_attempt a
    set tries = seen.tries + 1, began_at = seen.began_at, last_at = moment
    where a.account = take_try.account
        and a.network = take_try.network;
    return 0;
end
$$;
comment on function guard.take_try(bytea, inet, integer) is 'Counts a try; or, if there were too many, says for how many seconds nothing is tried.';
select guard.allow_function('guard.take_try(bytea, inet, integer)', '{}');

create or replace function guard.forgive_try(account bytea, network inet, good boolean)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    update market.sign_in_attempt a
    set tries = case when forgive_try.good and a.account <> '' then 0 else greatest(a.tries - 1, 0) end
    where a.account in (forgive_try.account, '')
        and a.network = forgive_try.network;
end
$$;
comment on function guard.forgive_try(bytea, inet, boolean) is 'Takes a try back that did not fail. Good: the account is its owner''s, who starts anew; what others failed at from that address stays.';
select guard.allow_function('guard.forgive_try(bytea, inet, boolean)', '{}');

create or replace function guard.account_key(gate text, name text)
returns bytea
language plpgsql
immutable
set search_path = pg_catalog, pg_temp
as $$
begin
    return sha256(convert_to(account_key.gate || ':' || lower(account_key.name), 'UTF8'));
end
$$;
comment on function guard.account_key(text, text) is 'Under what failures at an account are counted, whether it exists or not.';
select guard.allow_function('guard.account_key(text, text)', '{}');
