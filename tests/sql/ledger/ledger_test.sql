-- SPDX-License-Identifier: GPL-3.0-or-later
-- The ledger only grows, every posting sums to zero, and escrow never holds less than nothing.
begin;
select no_plan();
\ir ../fixture.sql

create temporary table one as
select fixture.new_booking(customer, fixture.new_listing(provider), fixture.ahead(72)) as booking
from (select fixture.new_customer() as customer, fixture.new_provider() as provider) people;
select is(fixture.escrow(booking), 12400::bigint, 'what was captured is in escrow') from one;

-- As the door, whose rights every operation has.
grant select on one to steward_door;
grant usage on schema public to steward_door;
create function pg_temp.as_door(statement text) returns text language plpgsql as $$
declare
    said text;
begin
    execute 'set local role steward_door';
    begin
        execute as_door.statement;
        set constraints all immediate;
        said := 'done';
    exception
        when others then
            said := sqlstate;
    end;
    execute 'reset role';
    set constraints all deferred;
    return said;
end
$$;
select is(pg_temp.as_door(format($$select guard.post(%s, 'test', 'Unbalanced', array['escrow', 'gateway_clearing'], array[100, -99])$$, booking)), 'MP032', 'a posting that does not sum to zero is refused') from one;
select is(pg_temp.as_door(format($$select guard.post(%s, 'test', 'One-sided', array['escrow'], array[100])$$, booking)), 'MP032', 'and one of a single line') from one;
select is(pg_temp.as_door(format($$select guard.post(%s, 'test', 'Too much', array['escrow', 'gateway_clearing'], array[12401, -12401])$$, booking)), 'MP032', 'more than escrow holds is refused') from one;
select is(pg_temp.as_door(format($$select guard.post(%s, 'test', 'All of it', array['escrow', 'gateway_clearing'], array[12400, -12400])$$, booking)), 'done', 'all of it can be taken') from one;
select is(fixture.escrow(booking), 0::bigint, 'then it is empty') from one;
select is(pg_temp.as_door(format($$select guard.post(%s, 'test', 'One more', array['escrow', 'gateway_clearing'], array[1, -1])$$, booking)), 'MP032', 'and gives nothing more') from one;
select is(pg_temp.as_door(format($$select guard.post(%s, 'test', 'Nothing', array['escrow', 'gateway_clearing'], array[0, 0])$$, booking)), 'done', 'nothing is not posted') from one;
select is((select count(*) from market.ledger_transaction where kind = 'test'), 1::bigint, 'so one posting stands');
select is(pg_temp.as_door($$update market.ledger_entry set amount = amount + 1$$), '42501', 'the door cannot rewrite a line');
select is(pg_temp.as_door($$delete from market.ledger_entry$$), '42501', 'nor remove one');
select is(pg_temp.as_door($$update market.ledger_transaction set text = 'x'$$), '42501', 'nor rewrite a posting');
select is(pg_temp.as_door($$update market.ledger_account set market_id = 1$$), '42501', 'nor an account');
select is(pg_temp.as_door($$insert into market.ledger_entry (transaction_id, account_id, market_id, currency, amount)
    select t.id, a.id, t.market_id, t.currency, 5 from market.ledger_transaction t join market.ledger_account a on a.market_id = 3 and a.kind = 'tax_payable' limit 1$$), '23503', 'an account of another currency or market takes no part');
select throws_ok('update market.ledger_entry set amount = 1', 'MP031', null, 'not even their owner rewrites lines');
select throws_ok('delete from market.ledger_transaction', 'MP031', null, 'or removes postings');
select throws_ok('truncate market.ledger_entry', 'MP031', null, 'or empties the table');

select * from finish();
rollback;
