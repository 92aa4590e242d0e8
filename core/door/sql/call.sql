-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- The running invocation, as operations, defaults and triggers see it. It stands in a setting that api.invoke always sets
-- itself before an operation runs, so what a client writes there never counts.

create or replace function guard.present_call()
returns guard.call
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return nullif(current_setting('steward.call', true), '')::guard.call;
end
$$;
comment on function guard.present_call() is 'The running invocation; all null outside of api.invoke';
select guard.allow_function('guard.present_call()', array['steward_owner']);

create or replace function guard.invocation_id()
returns uuid
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return (nullif(current_setting('steward.call', true), '')::guard.call).id;
end
$$;
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
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
  running guard.call := nullif(current_setting('steward.call', true), '')::guard.call;
begin
  return case when running.actor_kind = 'operator' and running.undoable then guard.undo_window() end;
end
$$;
comment on function guard.outbox_after() is 'How long outbox rows of this invocation wait so that undo can drop them; null if they need not';
select guard.allow_function('guard.outbox_after()', array['steward_owner']);

create or replace function guard.outbox_due()
returns timestamptz
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return guard.clock() + coalesce(guard.outbox_after(), interval 'PT0S');
end
$$;
comment on function guard.outbox_due() is 'When an outbox row of this invocation is due';
select guard.allow_function('guard.outbox_due()', array['steward_owner']);

create or replace function guard.new_reference(prefix text)
returns text
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  letters constant text := '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'; -- 32 of them, without 0 O 1 I
  chance bytea := decode(replace(gen_random_uuid()::text, '-', ''), 'hex');
  reference text := new_reference.prefix || '-';
begin
  for n in 0..7 loop
    -- Bytes 6 and 8 of a random uuid hold its version and variant, so they are passed over.
    reference := reference || substr(letters, 1 + get_byte(chance, n + case when n < 6 then 0 else 3 end) % 32, 1)
      || case when n = 3 then '-' else '' end;
  end loop;
  return reference;
end
$$;
comment on function guard.new_reference(text) is 'A random reference for people, as in BK-7F3K-92QD: never from a sequence, so it tells nothing and can not be guessed';
select guard.allow_function('guard.new_reference(text)', array['steward_owner']);
