-- SPDX-License-Identifier: GPL-3.0-or-later
-- References that people read aloud, and figures and moments as each language writes them.
begin;
select no_plan();

select is(guard.check_character(seven), check_character, format('%s is checked by %s, as in core/base', seven, check_character))
from (values ('7F3K92Q', '7'), ('0000000', '0'), ('0000001', 'Y'), ('3ZK08WM', 'Z'), ('ABCDEFG', 'G')) vector(seven, check_character);

create temporary table made as
select guard.new_reference('BK') as reference from generate_series(1, 500);
select is(count(*) filter (where reference ~ '^BK-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'), 500::bigint, 'five hundred new ones are well formed') from made;
select is(count(*) filter (where right(reference, 1) = guard.check_character(substr(reference, 4, 4) || substr(reference, 9, 3))), 500::bigint, 'and end in their check character') from made;
select is(count(distinct reference), 500::bigint, 'and are all different') from made;

-- Any single wrong character is caught: every place, every other character.
select is(count(*) filter (where guard.check_character(overlay(seven placing other from place for 1)) = guard.check_character(seven)), 0::bigint,
    format('no wrong character of %s goes unseen (%s tried)', seven, count(*)))
from (values ('7F3K92Q'), ('3ZK08WM')) sample(seven)
cross join generate_series(1, 7) place
cross join regexp_split_to_table('0123456789ABCDEFGHJKMNPQRSTVWXYZ', '') other
where other <> substr(seven, place, 1)
group by seven;

select is(guard.money_text(amount, currency, locale), written, format('%s %s in %s', amount, currency, locale))
from (values
    (12400, 'EUR', 'de', '124,00 EUR'), (12400, 'EUR', 'en', '124.00 EUR'), (1234567890, 'EUR', 'de', '12.345.678,90 EUR'),
    (5, 'EUR', 'en', '0.05 EUR'), (0, 'EUR', 'en', '0.00 EUR'), (-7440, 'EUR', 'en', '-74.40 EUR'),
    (12400, 'JPY', 'ja', '12,400 JPY'), (999, 'JPY', 'ja', '999 JPY'), (1500, 'KWD', 'ar', '1.500 KWD'), (5, 'KWD', 'en', '0.005 KWD'),
    (1000000000000000, 'EUR', 'en', '10,000,000,000,000.00 EUR')) sample(amount, currency, locale, written);

select is(guard.moment_text('2026-05-12T12:00:00Z', zone, locale), written, format('noon in Greenwich, as %s in %s', locale, zone))
from (values
    ('Europe/Berlin', 'de', '12.05.2026, 14:00'), ('Europe/London', 'en', '12 May 2026, 13:00'), ('Asia/Tokyo', 'ja', '2026年5月12日 21:00'),
    ('Atlantic/Canary', 'es', '12/05/2026, 13:00'), ('America/Sao_Paulo', 'pt', '12/05/2026, 09:00'), ('Asia/Kuwait', 'ar', '2026/05/12 15:00')) sample(zone, locale, written);

-- Reference data.
select is((select array_agg(distinct decimals order by decimals) from market.currency), array[0, 2, 3]::smallint[], 'markets trade in currencies of 0, 2 and 3 decimals');
select is_empty($$select market.code from market.market where not exists (select from market.city where city.market_id = market.id)
    or (guard.terms_at(market.id, now())).id is null$$, 'every market has cities and terms');
select cmp_ok((select count(distinct zone) from market.city where market_id = 6), '>', 1::bigint, 'one market lies in two zones');
select is_empty($$select kind.kind, market.code from market.market cross join market.ledger_account_kind kind
    where kind.owner = 'market' and not exists (select from market.ledger_account account where account.kind = kind.kind and account.market_id = market.id)$$,
    'the platform''s own accounts stand in every market');
select throws_ok($$insert into market.city (id, market_id, name, zone) values (1, 1, 'Nowhere', 'Mars/Olympus')$$, '22023', null, 'an unknown zone is refused');
select is_empty($$select template, locale.code from (select distinct template from market.message_template) t cross join market.locale
    where not exists (select from market.message_template m where m.template = t.template and m.locale = locale.code)$$,
    'every template is written in every language');

select * from finish();
rollback;
