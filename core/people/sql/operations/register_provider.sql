-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- Somebody who is not signed in offers services; they can be booked once they are approved.

create or replace function op.register_provider(
    city integer,
    name market.short_text,
    person_name market.short_text,
    email market.email_address,
    phone market.phone_number default null,
    locale text default 'en')
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    home record;
    new_person bigint;
    new_provider bigint;
begin
    select * into home
    from market.city
    where city.id = register_provider.city;
    if not found then
        perform guard.refuse('MP003', 'There is no such city.', 'Choose one of api.city.');
    end if;
    perform guard.register_person_checks(home.market_id, register_provider.email, register_provider.locale);
    insert into market.person (kind, market_id, display_name, locale, created_at)
    values ('provider', home.market_id, register_provider.person_name, register_provider.locale, guard.clock())
    returning id into new_person;
    perform guard.add_contact(new_person, home.market_id, register_provider.email, register_provider.phone);
    insert into market.provider (person_id, market_id, city_id, name, state, zone, created_at)
    values (new_person, home.market_id, home.id, register_provider.name, 'submitted', home.zone, guard.clock())
    returning id into new_provider;
    return jsonb_build_object('provider', new_provider, 'person', new_person);
end
$$;
comment on function op.register_provider(integer, market.short_text, market.short_text, market.email_address, market.phone_number, text) is 'Registers a provider in a city, to be approved.';
select guard.declare_operation('register_provider', null, 'Register a provider', 'Somebody offers services and waits to be approved.',
    redacted => array['name', 'person_name', 'email', 'phone']);
select guard.allow_operation('register_provider', array['steward_anonymous']);
