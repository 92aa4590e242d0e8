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
        perform guard.refuse('MP003', format('Steward does not write "%s" yet.', register_person_checks.locale), 'Choose en, de, es, ja, pt or ar.');
    end if;
    if exists (select from market.person_contact contact where lower(contact.email) = lower(register_person_checks.email)) then
        perform guard.refuse('MP032', 'Somebody is registered with this e-mail address already.', 'Sign in, or use another address.');
    end if;
end
$$;
comment on function guard.register_person_checks(integer, text, text) is 'Refuses a registration that could not be completed, in words.';
select guard.allow_function('guard.register_person_checks(integer, text, text)', '{}');

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
create or replace function guard.my_codes()
returns text[]
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    return guard.codes_of(guard.actor());
end
$$;
comment on function guard.my_codes() is 'The caller in the letters of market.transition.actors.';
select guard.allow_function('guard.my_codes()', guard.everybody());
