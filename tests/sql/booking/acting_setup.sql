-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who is acted for, and how, in the tests of acting for somebody.
create temporary table who as
select provider, fixture.new_listing(provider) as listing, fixture.new_customer() as chloe, fixture.new_customer(3, 'ja', 'Misaki Sato') as misaki
from (select fixture.new_provider() as provider) made;
create temporary sequence hour;
create function pg_temp.booked(state text default 'confirmed') returns bigint language sql as $$
    select fixture.new_booking(chloe, listing, fixture.ahead(2 + 2 * nextval('hour')::integer), $1) from who
$$;
create function pg_temp.options(kind text, person bigint, more jsonb default '{}') returns jsonb language sql as $$
    select jsonb_build_object('on_behalf_of', $1 || ':' || $2, 'reason_code', 'by_telephone') || $3
$$;
create function pg_temp.as_customer(login text, operation text, arguments jsonb, more jsonb default '{}') returns jsonb language sql as $$
    select fixture.operator($1, $2, $3, pg_temp.options('customer', chloe, $4)) from who
$$;
create function pg_temp.as_provider(login text, operation text, arguments jsonb, more jsonb default '{}') returns jsonb language sql as $$
    select fixture.operator($1, $2, $3, pg_temp.options('provider', provider, $4)) from who
$$;
create function pg_temp.target(booking bigint) returns jsonb language sql as $$ select jsonb_build_object('booking', $1) $$;
-- How a call is refused: the code, and the words.
create function pg_temp.refused(login text, operation text, arguments jsonb, options jsonb) returns text language plpgsql as $$
begin
    perform fixture.operator(refused.login, refused.operation, refused.arguments, refused.options);
    return 'nothing';
exception
    when others then
        return sqlstate || ': ' || sqlerrm;
end
$$;
