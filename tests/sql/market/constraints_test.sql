-- SPDX-License-Identifier: GPL-3.0-or-later
-- What tables themselves refuse, whoever writes: for every check constraint and every unique index of the catalogue a row that
-- breaks it, which is refused by its name. A constraint without such a row is a fault.
-- tests/mutants/market/constraints.sql drops each and asks again.
begin;
select no_plan();
\ir ../fixture.sql
select fixture.operators();
create table fixture.made as
select fixture.new_booking(fixture.new_customer(), fixture.new_listing(fixture.new_provider()), fixture.ahead(72)) as booking;
create table fixture.seat as
select fixture.new_booking(fixture.new_customer(), fixture.new_group(fixture.new_provider(), 8), fixture.ahead(72)) as booking;
create table fixture.cancelled as
select fixture.operator('operations', 'override_cancel', jsonb_build_object('booking', booking, 'to_customer', 4000, 'to_provider', 1000), '{"reason_code": "other", "note": "because of a test"}') as reply
from fixture.made;
create table fixture.proposed as
select fixture.operator('operations', 'override_cancel', jsonb_build_object('booking', booking, 'to_customer', 200000, 'to_provider', 0), '{"reason_code": "other", "note": "because of a test"}') as reply
from (select fixture.new_booking(fixture.new_customer(), fixture.new_listing(fixture.new_provider(), 200000), fixture.ahead(80)) as booking) large;
select fixture.operator('finance', 'reveal_contact', jsonb_build_object('person', (select min(person_id) from market.customer)), '{"reason_code": "audit_sample"}');
select guard.seal_audit(9);
set local session_replication_role = replica; -- constraints only: triggers have tests of their own
insert into market.availability_exception (provider_id, day, available) select id, current_date, false from market.provider;
insert into market.payout_account (provider_id, person_id, market_id, last4, given_at) select id, person_id, market_id, '2051', now() from market.provider;
insert into market.payout_account_number (account_id, person_id, market_id, holder, number) select id, person_id, market_id, 'Nordlicht GmbH', 'DE02120300000000202051' from market.payout_account;
insert into market.absence (provider_id, market_id, first_day, last_day, invocation_id) select id, market_id, current_date, current_date, gen_random_uuid() from market.provider;
insert into market.absence_booking (absence_id, booking_id, market_id, choice, outcome) select 1, id, market_id, 'leave', 'left' from market.booking;
insert into market.simulation_clock select 'simulation' on conflict do nothing;
insert into market.gateway_event (id, position, kind, payload, market_id, received_at) values ('evt_1', 1, 'capture.succeeded', '{}', 1, now());
insert into market.session_ending (invocation_id, role_oid, at) values (gen_random_uuid(), 1, now());
insert into market.effect_source (section, collect) values ('test', 'guard.test');
insert into market.ledger_account (kind, market_id, customer_id, currency) select 'customer_credit', 1, id, 'EUR' from market.customer;
update market.ledger_transaction set reverses = id;
update market.message set message_id = format('<%s@market.example>', gen_random_uuid()) where id = (select min(id) from market.message);
insert into market.message_edit (message_id, market_id, operator_id, silent) select min(id), 1, (select min(id) from market.operator), 'They told us themselves' from market.message;
update market.booking_slot set release_at = null, released_by = null;
\ir ../identity/rows.sql
update market.operation set route = '/' || name, method = 'POST';

-- A row like one that stands, with what is wrong in it: {"column": value}.
create table fixture.wrong (relation text, guarded text, change jsonb);
insert into fixture.wrong (relation, guarded, change)
select relation, relation || '_' || guarded, change::jsonb
from (values
    ('installation', 'kind_check', '{"kind": "toy"}'), ('installation', 'name_check', '{"name": ""}'), ('installation', 'only_row_check', '{"only_row": false}'),
    ('installation', 'undo_window_check', '{"undo_window": "PT2H"}'), ('installation', 'undo_window_check', '{"undo_window": "PT-1S"}'),
    ('installation', 'idle_limit', '{"idle_limit": "PT0.5S"}'), ('installation', 'idle_limit', '{"idle_limit": "PT2H"}'), ('installation', 'snapshot_limit', '{"snapshot_limit": "PT0.5S"}'), ('installation', 'snapshot_limit', '{"snapshot_limit": "P2D"}'),
    ('session_ending', 'one', '{"process": 1}'), ('session_ending', 'one', '{"began": "2030-01-01T10:00:00Z", "since": "2030-01-01T10:00:00Z"}'),
    ('simulation_clock', 'ahead_check', '{"ahead": "PT1S"}'), ('simulation_clock', 'kind_check', '{"kind": "production"}'),
    ('operator', 'login_check', '{"login": "Mara"}'), ('operator', 'login_check', '{"login": "mara; drop"}'), ('operator', 'market_id_check', '{"market_id": 1}'), ('operator', 'name_check', '{"name": ""}'), ('operator', 'state_check', '{"state": "asleep"}'),
    ('refusal', 'code_check', '{"code": "MP1"}'), ('refusal', 'code_check', '{"code": "MP000"}'), ('refusal', 'kind_check', '{"kind": "Odd"}'),
    ('entity', 'name_check', '{"name": "Parcel 7"}'), ('operation', 'name_check', '{"name": "Weigh"}'), ('reason', 'code_check', '{"code": "Other"}'),
    ('transition', 'actors_check', '{"actors": []}'), ('transition', 'actors_check', '{"actors": ["X"]}'), ('transition', 'check', '{"actors": ["O"], "due": "entered + P1D"}'), ('transition', 'process_version_check', '{"process_version": 0}'),
    ('event', 'check', '{"created": true, "was": {}}'), ('event', 'check', '{"created": false, "was": null}'), ('feed_head', 'only_row_check', '{"only_row": false}'), ('timer', 'state_check', '{"state": "lost"}'),
    ('currency', 'code_check', '{"code": "eur"}'), ('currency', 'decimals_check', '{"decimals": 1}'), ('locale', 'code_check', '{"code": "english"}'), ('locale', 'decimal_mark_check', '{"decimal_mark": ""}'), ('locale', 'group_mark_check', '{"group_mark": "--"}'),
    ('market', 'code_check', '{"code": "Germany"}'), ('category', 'icon_check', '{"icon": "../x"}'), ('terms', 'number_check', '{"number": 0}'), ('terms', 'active_from_check', '{"active_from": "infinity"}'), ('terms', 'pay_within_check', '{"pay_within": "P2D"}'), ('terms', 'policies_check', '{"policies": []}'), ('terms', 'scheduled_for_a_moment', '{"active_from": null}'),
    ('credential', 'of_one', '{"person_id": null}'), ('credential', 'of_one', '{"operator_id": 1}'), ('session_policy', 'kind_check', '{"kind": "robot"}'), ('session_policy', 'lasts', '{"idle": "PT59S"}'), ('session_policy', 'lasts', '{"lasts": "PT14M"}'), ('session_policy', 'lasts', '{"lasts": "P91D"}'),
    ('login_session', 'ended', '{"ended_for": "revoked"}'), ('login_session', 'ended', '{"ended_at": "2030-01-01T10:00:00Z"}'), ('login_session', 'ended', '{"ended_at": "2030-01-01T10:00:00Z", "ended_for": "rain"}'), ('login_session_client', 'short', format('{"user_agent": "%s"}', repeat('x', 201))),
    ('refresh_token', 'hashed', '{"hash": "\\x00"}'), ('refresh_token', 'replaced', '{"successor": "\\x00"}'), ('second_factor', 'secret', '{"secret": "\\x00"}'), ('sign_in_attempt', 'tries', '{"tries": -1}'),
    ('signing_key', 'gate_check', '{"gate": "cattle"}'), ('signing_key', 'kid', '{"kid": "../../dev/x"}'), ('signing_key', 'seed', '{"seed": "\\x00"}'), ('verification', 'purpose', '{"purpose": "fun"}'), ('message_secret', 'form', '{"secret": "short"}'),
    ('city', 'latitude', '{"latitude": 91}'), ('city', 'longitude', '{"longitude": -181}'), ('city', 'somewhere', '{"latitude": null}'),
    ('person', 'kind_check', '{"kind": "robot"}'), ('provider', 'rating_check', '{"rating": 0.9}'), ('provider', 'rating_check', '{"rating": 5.1}'), ('listing', 'price_check', '{"price": 0}'),
    ('availability', 'check', '{"from_time": "10:00", "to_time": "10:00"}'), ('availability_exception', 'check', '{"from_time": "10:00", "to_time": "09:00"}'),
    ('absence', 'days', '{"last_day": "2000-01-01"}'), ('absence', 'days', '{"last_day": "infinity"}'), ('absence', 'days', '{"first_day": "-infinity"}'), ('absence', 'ended', '{"ended_by": "00000000-0000-4000-8000-000000000001"}'),
    ('absence', 'freed', '{"free_from": "2000-01-01", "ended_by": "00000000-0000-4000-8000-000000000001"}'), ('absence_booking', 'choice_check', '{"choice": "sell", "outcome": "done"}'),
    ('absence_booking', 'outcome', '{"outcome": "done"}'), ('absence_booking', 'outcome', '{"choice": "cancel", "outcome": "left"}'), ('absence_booking', 'refused', '{"refusal": "No."}'), ('absence_booking', 'refused', '{"choice": "cancel", "outcome": "refused"}'),
    ('ledger_account_kind', 'owner_check', '{"owner": "nobody"}'), ('ledger_account', 'owner', '{"kind": "escrow", "booking_id": null}'), ('ledger_account', 'owner', '{"kind": "credit_held", "booking_id": null}'), ('ledger_account', 'owner', '{"kind": "provider_payable", "provider_id": null}'),
    ('ledger_account', 'owner', '{"kind": "customer_credit", "customer_id": null}'), ('ledger_account', 'owner', '{"kind": "tax_payable", "booking_id": 1}'), ('ledger_transaction', 'kind_check', '{"kind": "Odd Kind"}'),
    ('ledger_entry', 'amount_check', '{"amount": 0}'), ('ledger_entry', 'amount_check', '{"amount": 1000000000000000}'), ('ledger_entry', 'amount_check', '{"amount": -1000000000000000}'),
    ('payment', 'amount_check', '{"amount": 0, "captured": 0, "refunded": 0, "state": "voided"}'), ('payment', 'authorised_until_check', '{"authorised_until": "infinity"}'), ('payment', 'card_last4_check', '{"card_last4": "44171"}'), ('payment', 'card_last4_check', '{"card_last4": "4417 1234 5678 9010"}'),
    ('payment', 'check', '{"amount": 12399}'), ('payment', 'check1', '{"refunded": 12401}'), ('payment', 'reference_check', '{"reference": "PY-1"}'), ('payment', 'state_tells_amounts', '{"state": "captured"}'), ('payment', 'state_tells_amounts', '{"state": "refunded"}'),
    ('payment', 'state_tells_amounts', '{"state": "voided"}'), ('payment', 'state_tells_amounts', '{"refunded": 12400}'), ('payment', 'state_tells_amounts', '{"refunded": 0}'),
    ('payment', 'credit_within_amount', '{"credit": 999999}'), ('payment', 'credit_goes_back_once', '{"credit": 0, "credit_refunded": 1}'), ('payment', 'credit_goes_back_once', '{"credit": 9000, "credit_refunded": 9000}'),
    ('refund', 'amount_check', '{"amount": 0}'), ('refund', 'reference_check', '{"reference": "BK-7F3K-92Q7"}'),
    ('booking', 'absent_check', '{"absent": "nobody"}'), ('booking', 'no_show_of_somebody', '{"state": "no_show", "absent": null}'), ('booking', 'over_at_check', '{"over_at": "infinity"}'),
    ('booking', 'proposed_by_check', '{"proposed_by": "support", "proposed_start": "2030-01-01T10:00:00Z", "proposed_at": "2029-01-01T10:00:00Z", "proposed_until": "2029-02-01T10:00:00Z", "state": "confirmed"}'),
    ('booking', 'proposed_start_check', '{"proposed_by": "customer", "proposed_start": "infinity", "proposed_at": "2029-01-01T10:00:00Z", "proposed_until": "2029-02-01T10:00:00Z", "state": "confirmed"}'),
    ('booking', 'proposal_whole', '{"proposed_at": "2029-01-01T10:00:00Z"}'), ('booking', 'proposal_of_confirmed', '{"proposed_by": "customer", "proposed_start": "2030-01-01T10:00:00Z", "proposed_at": "2029-01-01T10:00:00Z", "proposed_until": "2029-02-01T10:00:00Z", "state": "requested"}'),
    ('booking', 'authorised_until_check', '{"authorised_until": "infinity"}'), ('booking', 'fees_within_price', '{"commission": 12400, "tax": 1}'), ('booking', 'price_check', '{"price": 0, "commission": 0, "tax": 0}'), ('booking', 'reference_check', '{"reference": "BK-OOOO-OOOO"}'),
    ('booking', 'awaits_check', '{"awaits": "rain", "further_charge": 1}'), ('booking', 'further_charge_check', '{"awaits": "reprice", "further_charge": 0, "state": "confirmed"}'), ('booking', 'awaits_an_amount', '{"awaits": "reprice", "state": "confirmed"}'), ('booking', 'awaits_an_amount', '{"further_charge": 1}'),
    ('booking', 'awaits_in_its_state', '{"awaits": "reprice", "further_charge": 1, "state": "settled"}'), ('booking', 'awaits_in_its_state', '{"awaits": "reopen", "further_charge": 1, "state": "confirmed"}'),
    ('booking', 'takes_time', '{"ends_at": "infinity"}'), ('booking', 'takes_time', '{"starts_at": "-infinity"}'), ('booking', 'takes_time', '{"starts_at": "2030-01-01T10:00:00Z", "ends_at": "2030-01-01T10:00:00Z"}'),
    ('booking_slot', 'check', '{"release_at": "2030-01-01T10:00:00Z", "released_by": null}'), ('booking_slot', 'held_until_check', '{"held_until": "infinity"}'), ('booking_slot', 'release_at_check', '{"release_at": "infinity", "released_by": "00000000-0000-4000-8000-000000000001"}'),
    ('booking_slot', 'displaced', '{"displaced": true}'), ('booking_slot', 'during', '{"during": "empty"}'), ('booking_slot', 'no_overlap', '{"id": 7001, "blocking": true, "booking_id": 7000}'),
    ('session', 'group', '{"capacity": 1}'), ('session', 'seats', '{"taken": 9}'), ('session', 'seats', '{"taken": -1}'), ('session', 'takes_time', '{"ends_at": "infinity"}'), ('session', 'takes_time', '{"starts_at": "2030-01-01T10:00:00Z", "ends_at": "2030-01-01T10:00:00Z"}'),
    ('message_template', 'audience_check', '{"audience": "press"}'), ('message_template', 'template_check', '{"template": "No Name"}'), ('message', 'channel_check', '{"channel": "pigeon"}'), ('message', 'state_check', '{"state": "read"}'),
    ('message', 'never_tried', '{"state": "silent", "attempts": 1}'), ('message_edit', 'silent_check', '{"silent": "ok"}'), ('message_edit', 'other_or_none', '{"silent": null}'), ('message_edit', 'other_or_none', '{"body": "x"}'), ('message_edit', 'other_or_none', '{"silent": null, "body": "x"}'),
    ('gateway_intent', 'amount_check', '{"amount": 0}'), ('gateway_intent', 'check', '{"kind": "refund", "refund_id": null}'), ('gateway_intent', 'kind_check', '{"kind": "gift"}'), ('gateway_intent', 'state_check', '{"state": "hoped for"}'),
    ('gateway_intent', 'attempt_check', '{"attempt": 0}'), ('gateway_intent', 'charge_check', '{"charge": 0}'), ('gateway_intent', 'tries_check', '{"tries": -1}'),
    ('amount_limit', 'role_name_check', '{"role_name": "steward_auditor"}'), ('amount_limit', 'version_check', '{"version": 0}'), ('amount_limit', 'per_record_check', '{"per_record": -1}'), ('amount_limit', 'day_holds_record', '{"per_record": 2, "per_day": 1}'),
    ('amount_moved', 'amount_check', '{"amount": 0}'), ('amount_moved', 'within_limits', '{"on_record": 100000}'), ('amount_moved', 'within_limits', '{"in_day": 1000000}'),
    ('proposal', 'effects_hash_check', '{"effects_hash": "abc"}'), ('proposal', 'amount_check', '{"amount": -1}'), ('proposal', 'expires_later', '{"expires_at": "2000-01-01T00:00:00Z"}'),
    ('proposal', 'decided', '{"decided_by": 1}'), ('proposal', 'decided', '{"state": "rejected"}'), ('proposal', 'executed', '{"executed": "00000000-0000-4000-8000-000000000001"}'),
    ('operation', 'acted_by_operators', '{"acted_by": ["C"]}'), ('proposal', 'for_somebody', '{"for_kind": "customer", "for_person": null}'), ('proposal', 'for_somebody', '{"for_kind": "operator", "for_person": 1}'),
    ('event', 'for_somebody', '{"actor_kind": "operator", "for_kind": "customer"}'), ('event', 'for_somebody', '{"actor_kind": "customer", "for_kind": "provider", "for_person": 1}'),
    ('audit_entry', 'for_somebody', '{"actor_kind": "operator", "for_person": 1}'), ('audit_entry', 'for_somebody', '{"actor_kind": "provider", "for_kind": "customer", "for_person": 1}'),
    ('payout_account', 'last4_check', '{"last4": "20511"}'), ('payout_account', 'in_turn', '{"replaced_at": "2000-01-01T00:00:00Z"}'),
    ('reveal_ticket', 'ends', '{"expires_at": "2000-01-01T00:00:00Z"}'),
    ('gateway_account', 'only_row_check', '{"only_row": false}'), ('gateway_account', 'position_check', '{"only_row": true, "position": -1}'),
    ('audit_seal', 'position_check', '{"position": 0}'), ('audit_seal', 'form_check', '{"form": 0}'), ('audit_seal', 'hash_check', '{"hash": "\\x00"}'),
    ('audit_head', 'only_row_check', '{"only_row": false}'), ('audit_head', 'position_check', '{"only_row": true, "position": -1}'), ('audit_head', 'hash_check', '{"only_row": true, "hash": "\\x00"}'),
    ('gateway_event', 'id_check', '{"id": "a b"}'), ('gateway_event', 'kind_check', '{"kind": "Capture"}'), ('gateway_event', 'state_check', '{"state": "lost"}'),
    ('message', 'attempts', '{"attempts": 9}'), ('message', 'attempts', '{"attempts": -1}'), ('message', 'explained', '{"state": "dead"}'), ('message', 'explained', '{"state": "failed", "message_id": "<00000000-0000-4000-8000-000000000001@market.example>"}'), ('message', 'failure', '{"failure": "rain"}'),
    ('message', 'leased', '{"lease": "00000000-0000-4000-8000-000000000001"}'), ('message', 'leased', '{"state": "sending", "message_id": "<00000000-0000-4000-8000-000000000001@market.example>"}'), ('message', 'leased', '{"leased_until": "2030-01-01T10:00:00Z"}'),
    ('message', 'named', '{"state": "sent", "sent_at": "2030-01-01T10:00:00Z"}'), ('message', 'never_tried', '{"state": "withdrawn", "attempts": 1}'), ('message', 'never_tried', '{"state": "expired", "attempts": 1}'), ('message', 'never_tried', '{"attempts": 1}'),
    ('message', 'reply_code', '{"reply_code": 199}'), ('message', 'reply_code', '{"reply_code": 600}'), ('message', 'reply_status', '{"reply_status": "5.1.1 <chloe@example.org>"}'), ('message', 'sent', '{"sent_at": "2030-01-01T10:00:00Z"}'), ('message', 'sent', '{"state": "sent", "message_id": "<00000000-0000-4000-8000-000000000001@market.example>"}')) wrong(relation, guarded, change)
union all
select 'proposal', guarded, jsonb_build_object('state', state, 'decided_by', proposed_by, 'decided_person', person, 'executed', executed)
from (select proposed_by, proposed_person from market.proposal) pr,
    lateral (values ('proposal_second_person', 'rejected', proposed_person, null::uuid), ('proposal_second_person', 'approved', proposed_person, gen_random_uuid()),
        ('proposal_second_person', 'withdrawn', proposed_person + 1, null), ('proposal_state_check', 'lost', proposed_person + 1, null)) by_whom(guarded, state, person, executed)
union all
values ('person', 'person_has_market', '{"kind": "operator", "market_id": 1}'::jsonb), ('person', 'person_has_market', '{"kind": "customer", "market_id": null}')
union all
values ('message', 'message_id_form', '{"message_id": "<00000000-0000-4000-8000-000000000001@market.example>\r\nBcc: <everybody@example.org>"}'::jsonb), ('message', 'message_id_form', '{"message_id": "<1@market.example>"}')
union all
-- Domains: a value.
select domain, domain || '_check', to_jsonb(value)
from (values ('password_hash', 'secret'), ('password_hash', '$argon2i$v=19$m=65536,t=2,p=1$' || repeat('A', 22) || '$' || repeat('A', 43)), ('secret_hash', 'abc'), ('secret_hash', repeat('A', 64)), ('factor_secret', 'abc'),
    ('account_number', '123'), ('account_number', 'de12345'), ('amount', '-1'), ('amount', '1000000000000001'), ('basis_points', '-1'), ('basis_points', '10001'), ('email_address', 'a@b'), ('email_address', 'a b@example.org'), ('email_address', repeat('x', 250) || '@example.org'), ('email_address', E'a\u200b@example.org'),
    ('long_text', ''), ('long_text', repeat('x', 2001)), ('moment', '1999-12-31T23:59:59Z'), ('moment', '2200-01-01T00:00:00Z'), ('moment', 'infinity'), ('moment', '-infinity'), ('phone_number', '030 1234567'), ('phone_number', '+0301234567'), ('phone_number', '+49'),
    ('seats', '0'), ('seats', '501'), ('service_duration', 'PT10M'), ('service_duration', 'P8D'), ('service_duration', 'PT16M'), ('service_duration', 'P1M'), ('short_text', ''), ('short_text', repeat('x', 201)), ('short_text', E'a\u202eb'), ('weekday', '0'), ('weekday', '8'), ('workflow_period', 'PT59S'), ('workflow_period', 'P61D'), ('workflow_period', 'P1M')) domain(domain, value)
union all
values ('short_text', 'short_text_is_seen', to_jsonb(E'a\u00adb'::text))
-- Unique: the same row again, with every other key its own.
union all
select t.relname, i.relname, (
    select coalesce(jsonb_object_agg(a.attname, case
        when format_type(a.atttypid, null) in ('bigint', 'integer', 'smallint', 'oid') then to_jsonb(30000 + a.attnum)
        when a.attname = 'reference' then to_jsonb(guard.new_reference(upper(left(case t.relname when 'booking' then 'bk' when 'payment' then 'py' when 'proposal' then 'pr' else 'rf' end, 2))))
        when format_type(a.atttypid, null) = 'uuid' then to_jsonb(gen_random_uuid())
        when format_type(a.atttypid, null) = 'bytea' then to_jsonb(sha256('another'))
        when a.attname = 'code' then to_jsonb(case t.relname when 'market' then 'ZZ' when 'currency' then 'ZZZ' else 'zz' end::text)
        else '"another"' end), '{}')
    from pg_index other
    join pg_attribute a on a.attrelid = t.oid and a.attnum = any (other.indkey::smallint[]) and a.attgenerated = ''
    where other.indrelid = t.oid and other.indisunique and other.indexrelid <> x.indexrelid and not a.attnum = any (x.indkey::smallint[])
        and format_type(a.atttypid, null) in ('bigint', 'integer', 'smallint', 'oid', 'uuid', 'bytea', 'text', 'market.short_text')
        and a.attname not in ('kind', 'currency', 'market_id', 'gate')
        and not (x.indpred is not null and a.attname in ('booking_id', 'provider_id', 'customer_id', 'refund_id', 'person_id', 'operator_id', 'session_id')))
from pg_index x
join pg_class t on t.oid = x.indrelid and t.relnamespace = 'market'::regnamespace
join pg_class i on i.oid = x.indexrelid
where x.indisunique and t.relname !~ '^(schema_|installation$)' -- of an installation there is one row whatever it says
    and not exists (select from pg_index key where key.indrelid = t.oid and key.indisprimary and key.indkey::smallint[] <@ x.indkey::smallint[]); -- and these only serve references

create function fixture.refused_by(relation text, change jsonb) returns text[] language plpgsql as $$
declare
    image jsonb;
    name text;
    names text[] := '{}';
begin
    if jsonb_typeof(refused_by.change) = 'string' then
        begin
            execute format('select %L::market.%I', refused_by.change #>> '{}', refused_by.relation);
        exception
            when others then
                get stacked diagnostics name = constraint_name;
        end;
        return array[coalesce(name, 'nothing')];
    end if;
    for image in execute format('select to_jsonb(t) from market.%I t', refused_by.relation) loop
        begin
            execute format('insert into market.%1$I (%2$s) overriding system value select %2$s from jsonb_populate_record(null::market.%1$I, $1)', refused_by.relation, (
                select string_agg(quote_ident(a.attname), ', ')
                from pg_attribute a
                where a.attrelid = format('market.%I', refused_by.relation)::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = '')) using image || refused_by.change;
            names := names || 'nothing'::text;
            raise exception using errcode = 'TAKE1';
        exception
            when sqlstate 'TAKE1' then null;
            when others then
                get stacked diagnostics name = constraint_name;
                names := names || coalesce(nullif(name, ''), sqlerrm);
        end;
    end loop;
    return names;
end
$$;

-- What is asked
select is_empty($$
    select c.conrelid::regclass, c.conname from pg_constraint c
    where c.connamespace = 'market'::regnamespace and c.contype in ('c', 'x') and c.coninhcount = 0 and c.conrelid::regclass::text !~ 'schema_'
        and c.conname not in ('zone_name_check') -- PostgreSQL itself refuses zones that are none
        and not exists (select from fixture.wrong where wrong.guarded = c.conname)$$, 'every check has a row that breaks it');
select ok(guarded = any (fixture.refused_by(relation, change)), format('%s refuses %s', guarded, left(change::text, 80)))
from fixture.wrong;

select * from finish();
rollback;
