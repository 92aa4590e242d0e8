-- SPDX-License-Identifier: GPL-3.0-or-later
-- Bad input is refused by name, in words that say what to do, and nothing is half done.
begin;
select no_plan();
\ir parcel.sql
create temporary table k as select a_parcel() as id;
create temporary table before as select count(*) as events from market.event;

create function pg_temp.refused(arguments jsonb, code text, named text, what text, operation text default 'weigh') returns text language plpgsql as $$
declare
  answer jsonb := public.invoke_as('support', refused.operation, refused.arguments, '{"preview": true}');
begin
  return is((answer ->> 'sqlstate') || ' ' || coalesce(substring(answer ->> 'detail' from '"argument": "([^"]*)"'), '-'), refused.code || ' ' || refused.named, refused.what);
end $$;
select is(invoke_as('support', 'no_such', '{}') ->> 'sqlstate', 'MP001', 'an unknown operation is refused');
select is(invoke_as('support', repeat('x', 500) || ''';drop table market.event;--', '{}') ->> 'sqlstate', 'MP001', 'whatever its name');
select pg_temp.refused(jsonb_build_object('parcel', id, 'weight', 5, 'wight', 3), 'MP002', 'wight', 'an unknown argument is named') from k;
select pg_temp.refused(jsonb_build_object('parcel', id), 'MP002', 'weight', 'a missing argument is named') from k;
select pg_temp.refused(jsonb_build_object('parcel', id, 'weight', null), 'MP002', 'weight', 'null is missing') from k;
select pg_temp.refused('{"weight": 5}', 'MP002', 'parcel', 'a missing target is named');
select pg_temp.refused(jsonb_build_object('parcel', id, 'weight', 'heavy'), 'MP002', 'weight', 'a word for a number') from k;
select pg_temp.refused(jsonb_build_object('parcel', id, 'weight', 1.5), 'MP002', 'weight', 'a fraction of a minor unit') from k;
select pg_temp.refused(jsonb_build_object('parcel', id, 'weight', '{}'::jsonb), 'MP002', 'weight', 'an object for a number') from k;
select pg_temp.refused(jsonb_build_object('parcel', id, 'weight', array[1]), 'MP002', 'weight', 'a list for a number') from k;
select pg_temp.refused(jsonb_build_object('parcel', id, 'weight', true), 'MP002', 'weight', 'a truth for a number') from k;
select pg_temp.refused(jsonb_build_object('parcel', id, 'weight', 99999999999999999999999.0), 'MP002', 'weight', 'more than a bigint holds') from k;
select pg_temp.refused(jsonb_build_object('parcel', id, 'weight', 0), 'MP003', 'weight', 'below the domain''s range') from k;
select pg_temp.refused(jsonb_build_object('parcel', id, 'weight', 30001), 'MP003', 'weight', 'above the domain''s range') from k;
select is(invoke_as('support', 'weigh', jsonb_build_object('parcel', id, 'weight', 0), '{"preview": true}') ->> 'hint', 'A weight from 1 to 30,000 grams.', 'the domain''s comment is the hint') from k;
select pg_temp.refused('{"market": 1, "weight": 5, "promised": "tomorrow"}', 'MP002', 'promised', 'a word for a moment: a call means the same when it is sent again', 'send_parcel');
select pg_temp.refused('{"market": 1, "weight": 5, "promised": "infinity"}', 'MP002', 'promised', 'no infinite moments', 'send_parcel');
select pg_temp.refused('{"market": 1, "weight": 5, "promised": "2026-03-01T10:00:00"}', 'MP002', 'promised', 'no moments without a zone', 'send_parcel');
select pg_temp.refused('{"market": 1, "weight": 5, "promised": "2026-13-41T10:00:00Z"}', 'MP002', 'promised', 'no days that are none', 'send_parcel');
select pg_temp.refused(jsonb_build_object('parcel', id, 'state', '["sent"]'::jsonb), 'MP002', 'state', 'a list for a text', 'break_rules') from k;
select pg_temp.refused(jsonb_build_object('parcel', id, 'state', 7), 'MP002', 'state', 'a number for a text', 'break_rules') from k;
select is(attempt('support', $$select api.invoke('weigh', '[1]', '{"preview": true}')$$) ->> 'sqlstate', 'MP002', 'arguments are an object');
select is(attempt('support', $$select api.invoke('weigh', null, '{"preview": true}')$$) ->> 'sqlstate', 'MP002', 'and not null');
select is(attempt('support', $$select api.invoke(null)$$) ->> 'sqlstate', 'MP001', 'nor is the operation');
select is(attempt('support', $$select api.invoke('weigh', '{}', null)$$) ->> 'sqlstate', 'MP002', 'nor are the options');

-- References.
select is(invoke_as('support', 'weigh', jsonb_build_object('parcel', p.reference, 'weight', 5), '{"preview": true}') ->> 'sqlstate', null, 'a reference names the target') from k join market.parcel p using (id);
select is(invoke_as('support', 'weigh', jsonb_build_object('parcel', lower(replace(p.reference, '-', '')), 'weight', 5), '{"preview": true}') ->> 'sqlstate', null, 'as people type it') from k join market.parcel p using (id);
select is(invoke_as('support', 'weigh', '{"parcel": "PA-0000-000X", "weight": 5}', '{"preview": true}') ->> 'sqlstate', 'MP021', 'a malformed reference is no record');
select is(invoke_as('limited', 'weigh', jsonb_build_object('parcel', r.reference, 'weight', 'x'), '{"preview": true}') ->> 'sqlstate', 'MP002', 'arguments are refused before a target is looked for, whether it is there or not') from (select p.reference from k join market.parcel p using (id) union select 'PA-0000-0000') r;
select is(invoke_as('support', 'weigh', jsonb_build_object('parcel', id::text, 'weight', 5), '{"preview": true}') ->> 'sqlstate', null, 'an id may be a text') from k;
select is(invoke_as('support', 'weigh', '{"parcel": "12x", "weight": 5}', '{"preview": true}') ->> 'sqlstate', 'MP002', 'but not anything');
select is(guard.as_reference('bk 7f3k-92q7'), 'BK-7F3K-92Q7', 'one form of a reference');
select is(guard.as_reference('BK-7F3K-92Q8'), null, 'its check catches a wrong character');
select is(guard.as_reference('BK-OOOO-OOOO'), 'BK-0000-0000', 'O is read as 0');

-- Options.
create function pg_temp.option_refused(options jsonb, code text, what text) returns text language plpgsql as $$
begin
  return is(public.attempt('support', format('select api.invoke(%L, %L, %L)', 'weigh', jsonb_build_object('parcel', (select id from k), 'weight', 5), option_refused.options)) ->> 'sqlstate', option_refused.code, option_refused.what);
end $$;
select pg_temp.option_refused('{"reason_code": "estimate"}', 'MP002', 'a commit needs a key');
select pg_temp.option_refused('{"key": "7", "reason_code": "estimate"}', 'MP002', 'a key is a uuid');
select pg_temp.option_refused('{"preview": true, "colour": 1}', 'MP002', 'an unknown option');
select pg_temp.option_refused('{"preview": "yes"}', 'MP002', 'an ill-typed option');
select pg_temp.option_refused('{"preview": true, "version": -1}', 'MP002', 'an impossible version');
select pg_temp.option_refused('{"preview": true, "version": 1.5}', 'MP002', 'half a version');
select pg_temp.option_refused('{"preview": true, "version": 99999999999999}', 'MP002', 'a version beyond all');
select pg_temp.option_refused('{"preview": true, "effects_hash": "abc"}', 'MP002', 'a malformed hash');
select pg_temp.option_refused(jsonb_build_object('key', gen_random_uuid()), 'MP004', 'a reason is needed');
select pg_temp.option_refused(jsonb_build_object('key', gen_random_uuid(), 'reason_code', 'nonsense'), 'MP003', 'one of the operation''s reasons');
select pg_temp.option_refused(jsonb_build_object('key', gen_random_uuid(), 'reason_code', 'other'), 'MP004', 'some reasons need a note');
select pg_temp.option_refused(jsonb_build_object('key', gen_random_uuid(), 'reason_code', 'other', 'note', '   '), 'MP004', 'blanks are no note');
select pg_temp.option_refused(jsonb_build_object('key', gen_random_uuid(), 'reason_code', 'other', 'note', '  too short  '), 'MP004', 'nor are nine characters');
select pg_temp.option_refused(jsonb_build_object('key', gen_random_uuid(), 'reason_code', 'other', 'note', repeat(E'o \n', 9)), 'MP004', 'nor nine between blanks');
select pg_temp.option_refused(jsonb_build_object('key', gen_random_uuid(), 'reason_code', 'other', 'note', format('approved%sby finance', mark)), 'MP002', format('a note with %s', what))
from (values (U&'\202e', 'a turned direction'), (U&'\200b', 'a blank that nobody sees'), (E'\x1b[31m', 'a terminal''s colours'), (U&'\+0e0041', 'a tag'), (E'\r', 'a carriage return')) unseen(mark, what);
select pg_temp.option_refused(jsonb_build_object('preview', true, 'request_id', E'a\nb'), 'MP002', 'a request''s name with a line feed');
select pg_temp.option_refused(jsonb_build_object('key', gen_random_uuid(), 'reason_code', 'other', 'note', repeat('x', 2001)), 'MP002', 'a note has an end');
select pg_temp.option_refused(jsonb_build_object('key', gen_random_uuid(), 'reason_code', 'estimate', 'version', 7), 'MP041', 'a stale version');
select is((attempt('support', format('select api.invoke(%L, %L, %L)', 'weigh', jsonb_build_object('parcel', id, 'weight', 5), '{"preview": true, "version": 7}')) ->> 'detail')::jsonb -> 'version', '1', 'the refusal says which version there is') from k;
select pg_temp.option_refused('{"preview": true, "version": 1}', null, 'the right version passes');
select is((select count(*) from market.event), (select events from before), 'and nothing was done by any of it');

select ok(r.code is not null, format('%s is in the one list of refusals', c.code))
from (select distinct m[1] as code from pg_proc p cross join regexp_matches(p.prosrc, '''(MP[0-9]{3})''', 'g') m where p.pronamespace in ('guard'::regnamespace, 'api'::regnamespace, 'op'::regnamespace)) c
left join market.refusal r using (code);
select * from finish();
rollback;
