-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- Which customer or provider the caller is.

create or replace function guard.my_customer()
returns bigint
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select customer.id
        from market.customer
        where customer.person_id = guard.my_person());
end
$$;
comment on function guard.my_customer() is 'The customer that the caller is; null for anybody else.';
select guard.allow_function('guard.my_customer()', array['steward_customer']);

create or replace function guard.my_provider()
returns bigint
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select provider.id
        from market.provider
        where provider.person_id = guard.my_person());
end
$$;
comment on function guard.my_provider() is 'The provider that the caller is; null for anybody else.';
select guard.allow_function('guard.my_provider()', array['steward_provider']);

create or replace function guard.register_person_checks(market integer, email text, locale text)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (select from market.market places where places.id = register_person_checks.market and places.active) then
        perform guard.refuse('MP003', 'There is no such market.', 'Choose one of api.market.');
    end if;
    if not exists (select from market.locale languages where languages.code = register_person_checks.locale) then
        perform guard.refuse('MP003', format('Steward does not write "%s" yet.', register_person_checks.locale), format('Choose one of %s.', (select string_agg(languages.code, ', ' order by languages.code) from market.locale languages)));
    end if;
    if exists (select from market.person_contact contact where lower(contact.email) = lower(register_person_checks.email)) then
        perform guard.refuse('MP032', 'Somebody is registered with this e-mail address already.', 'Sign in, or use another address.');
    end if;
end
$$;
comment on function guard.register_person_checks(integer, text, text) is 'Refuses a registration that could not be completed, in words.';
select guard.allow_function('guard.register_person_checks(integer, text, text)', '{}');

create or replace function guard.add_contact(person bigint, market integer, email text, phone text)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    insert into market.person_contact (person_id, market_id, email, phone)
    values (add_contact.person, add_contact.market, add_contact.email, add_contact.phone);
exception
    when unique_violation then -- two registered at the same moment, and neither saw the other
        perform guard.refuse('MP032', 'Somebody is registered with this e-mail address already.', 'Sign in, or use another address.');
end
$$;
comment on function guard.add_contact(bigint, integer, text, text) is 'How a new person is reached; refuses an address that somebody has, in words.';
select guard.allow_function('guard.add_contact(bigint, integer, text, text)', '{}');

create or replace function guard.reads_contact()
returns boolean
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return guard.my_roles() && array['steward_support', 'steward_operations'];
end
$$;
comment on function guard.reads_contact() is 'Whether the caller may know how people are reached; who may not, may not search by it either.';
select guard.allow_function('guard.reads_contact()', '{}');

create or replace function guard.reveal_time()
returns interval
language plpgsql
immutable
set search_path = pg_catalog, pg_temp
as $$
begin
    return interval 'PT5M'; -- a telephone call is begun in it
end
$$;
comment on function guard.reveal_time() is 'For how long a ticket shows what is masked.';
select guard.allow_function('guard.reveal_time()', '{}');

create or replace function guard.most_revealed()
returns integer
language plpgsql
immutable
set search_path = pg_catalog, pg_temp
as $$
begin
    return 10; -- more than anybody calls in five minutes, and a list of customers is not copied
end
$$;
comment on function guard.most_revealed() is 'How many tickets an operator holds at once.';
select guard.allow_function('guard.most_revealed()', '{}');

create or replace function guard.my_revealed()
returns bigint[]
language plpgsql
stable
security definer -- policies of what is masked ask it, once for each statement
set search_path = pg_catalog, pg_temp
as $$
declare
    actor guard.acting := guard.actor();
begin
    if actor.kind is distinct from 'operator' then
        return '{}';
    end if;
    return array(
        select ticket.person_id
        from market.reveal_ticket ticket
        where ticket.operator_id = actor.id
            and ticket.expires_at > guard.clock()
            and ticket.transaction_id is distinct from pg_current_xact_id_if_assigned()); -- what can still be rolled back opens nothing
end
$$;
comment on function guard.my_revealed() is 'The people whose contact data the caller has a ticket for.';
select guard.allow_function('guard.my_revealed()', guard.operators());

create or replace function guard.touch_provider(provider bigint)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    update market.provider
    set state = provider.state
    where provider.id = touch_provider.provider;
end
$$;
comment on function guard.touch_provider(bigint) is 'Gives a provider a new version, with its event, for a change that stands in other tables.';
select guard.allow_function('guard.touch_provider(bigint)', '{}');

create or replace function guard.is_account_number(number text)
returns boolean
language plpgsql
immutable
set search_path = pg_catalog, pg_temp
as $$
begin
    -- Two letters and two digits begin an IBAN (ISO 13616): with these four at its end and letters as 10 to 35, the remainder of 97 is 1.
    return is_account_number.number !~ '^[A-Z]{2}[0-9]{2}'
        or (
            select mod(string_agg(case when sign.letter ~ '[0-9]' then sign.letter else (ascii(sign.letter) - 55)::text end, '' order by sign.place)::numeric, 97) = 1
            from regexp_split_to_table(substr(is_account_number.number, 5) || left(is_account_number.number, 4), '') with ordinality sign (letter, place));
end
$$;
comment on function guard.is_account_number(text) is 'Whether the check digits of an account number fit, where it has such.';
select guard.allow_function('guard.is_account_number(text)', '{}');
