-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- Somebody who is not signed in becomes a customer.

create or replace function op.register_customer(
    market integer,
    name market.short_text,
    email market.email_address,
    phone market.phone_number default null,
    locale text default 'en')
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    new_person bigint;
    new_customer bigint;
begin
    perform guard.register_person_checks(register_customer.market, register_customer.email, register_customer.locale);
    insert into market.person (kind, market_id, display_name, locale, created_at)
    values ('customer', register_customer.market, register_customer.name, register_customer.locale, guard.clock())
    returning id into new_person;
    perform guard.add_contact(new_person, register_customer.market, register_customer.email, register_customer.phone);
    insert into market.customer (person_id, market_id)
    values (new_person, register_customer.market)
    returning id into new_customer;
    return jsonb_build_object('customer', new_customer, 'person', new_person);
end
$$;
comment on function op.register_customer(integer, market.short_text, market.email_address, market.phone_number, text) is 'Registers a customer in a market.';
select guard.declare_operation('register_customer', null, 'Register a customer', 'Somebody becomes a customer of a market.',
    redacted => array['name', 'email', 'phone']);
select guard.allow_operation('register_customer', array['steward_anonymous']);
