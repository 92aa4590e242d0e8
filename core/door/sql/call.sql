-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- The running invocation, as operations, defaults and triggers see it. It stands in a setting that api.invoke always sets
-- itself before an operation runs, so what a client writes there never counts. What defaults and outbox rows ask for are
-- expressions of SQL: the planner puts them into the statement that asks, where a function with a path of its own would be
-- called for each.

create or replace function guard.present_call()
returns guard.call
language sql
stable
begin atomic
  select nullif(current_setting('steward.call', true), '')::guard.call;
end;
comment on function guard.present_call() is 'The running invocation; all null outside of api.invoke';
select guard.allow_function('guard.present_call()', array['steward_owner']);

create or replace function guard.invocation_id()
returns uuid
language sql
stable
begin atomic
  select nullif(substr(current_setting('steward.call', true), 2, 36), '')::uuid; -- its first field; every row written asks
end;
comment on function guard.invocation_id() is 'The running invocation''s id: the default of invocation_id columns';
select guard.allow_function('guard.invocation_id()', array['steward_owner']);

create or replace function guard.invocation_operator()
returns bigint
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
  running guard.call := nullif(current_setting('steward.call', true), '')::guard.call;
begin
  return case when running.actor_kind = 'operator' then running.actor_id end;
end
$$;
comment on function guard.invocation_operator() is 'The operator who runs the invocation; null if it is not an operator';
select guard.allow_function('guard.invocation_operator()', array['steward_owner']);

create or replace function guard.undo_window()
returns interval
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return coalesce((select i.undo_window from market.installation i), interval 'PT60S');
end
$$;
comment on function guard.undo_window() is 'For how long an operator''s action can be taken back';
select guard.allow_function('guard.undo_window()', guard.everybody());

create or replace function guard.outbox_after()
returns interval
language sql
stable
begin atomic
  select (nullif(current_setting('steward.call', true), '')::guard.call).wait;
end;
comment on function guard.outbox_after() is 'How long outbox rows of this invocation wait so that undo can drop them; null if they need not';
select guard.allow_function('guard.outbox_after()', array['steward_owner']);

create or replace function guard.outbox_due()
returns timestamptz
language sql
stable
begin atomic
  select (nullif(current_setting('steward.call', true), '')::guard.call).at
    + coalesce((nullif(current_setting('steward.call', true), '')::guard.call).wait, interval 'PT0S');
end;
comment on function guard.outbox_due() is 'When an outbox row of this invocation is due';
select guard.allow_function('guard.outbox_due()', array['steward_owner']);

create or replace function guard.said_of_messages()
returns jsonb
language sql
stable
begin atomic
  select nullif(current_setting('steward.messages', true), '')::jsonb;
end;
comment on function guard.said_of_messages() is 'What is to be said otherwise by this invocation, or not at all ({"by": operator, "said": {…}}); null if nothing is. Whoever declared the messages knows its form';
select guard.allow_function('guard.said_of_messages()', '{}');

create or replace function guard.told_of_messages(messages jsonb)
returns jsonb
language plpgsql
immutable
set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    select jsonb_object_agg(m.key, case when m.value ? 'silent' then m.value
      else jsonb_build_object('words', encode(sha256(convert_to(m.value::text, 'UTF8')), 'hex')) end)
    from jsonb_each(told_of_messages.messages) m);
end
$$;
comment on function guard.told_of_messages(jsonb) is 'What was said of messages, for the audit: which were left out and why, and the hash of other words, which name people';
select guard.allow_function('guard.told_of_messages(jsonb)', '{}');

create or replace function guard.check_character(seven text)
returns text
language plpgsql
immutable
set search_path = pg_catalog, pg_temp
as $$
-- Luhn, modulo 32: from the right, every other value is doubled and its two digits of base 32 are added.
declare
  alphabet constant text := '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  factor integer := 2;
  doubled integer;
  total integer := 0;
begin
  for n in reverse 7..1 loop
    doubled := factor * (strpos(alphabet, substr(check_character.seven, n, 1)) - 1);
    total := total + doubled / 32 + doubled % 32;
    factor := 3 - factor;
  end loop;
  return substr(alphabet, 1 + (32 - total % 32) % 32, 1);
end
$$;
comment on function guard.check_character(text) is 'The check character for the seven characters of a reference; core/base/reference.cpp computes the same';
select guard.allow_function('guard.check_character(text)', array['steward_owner']);

create or replace function guard.new_reference(prefix text)
returns text
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  alphabet constant text := '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  -- The first 48 bits of a random uuid are all random; seven characters use 35 of them.
  bits bigint := ('x' || translate(left(gen_random_uuid()::text, 13), '-', ''))::bit(48)::bigint;
  body text := substr(alphabet, (bits & 31)::integer + 1, 1) || substr(alphabet, (bits >> 5 & 31)::integer + 1, 1)
    || substr(alphabet, (bits >> 10 & 31)::integer + 1, 1) || substr(alphabet, (bits >> 15 & 31)::integer + 1, 1)
    || substr(alphabet, (bits >> 20 & 31)::integer + 1, 1) || substr(alphabet, (bits >> 25 & 31)::integer + 1, 1)
    || substr(alphabet, (bits >> 30 & 31)::integer + 1, 1);
begin
  return new_reference.prefix || '-' || left(body, 4) || '-' || right(body, 3) || guard.check_character(body);
end
$$;
comment on function guard.new_reference(text) is 'A random reference for people, as in BK-7F3K-92Q7: never from a sequence, so it tells nothing and can not be guessed';
select guard.allow_function('guard.new_reference(text)', array['steward_owner']);

create or replace function guard.as_reference(words text)
returns text
language plpgsql
immutable
set search_path = pg_catalog, pg_temp
as $$
declare
  bare text := upper(regexp_replace(as_reference.words, '[^A-Za-z0-9]', '', 'g'));
  body text := translate(right(bare, 8), 'ILO', '110');
begin
  if bare !~ '^[A-Z]{2}[A-Z0-9]{8}$' or body ~ 'U' or guard.check_character(left(body, 7)) <> right(body, 1) then
    return null;
  end if;
  return format('%s-%s-%s', left(bare, 2), left(body, 4), right(body, 4));
end
$$;
comment on function guard.as_reference(text) is 'A reference as people type it (any case, hyphens or none, I for 1, O for 0) in its one form; null if it is none';
select guard.allow_function('guard.as_reference(text)', array['steward_owner']);
