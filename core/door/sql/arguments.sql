-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- Arguments and options of a call: checked against the signature, refused by name.

create or replace function guard.ill_typed(parameter text)
returns text
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
  raise exception using errcode = '22023', message = ill_typed.parameter;
end
$$;
comment on function guard.ill_typed(text) is 'Refuses an argument whose JSON type does not fit; guard.blame names it to the caller';
select guard.allow_function('guard.ill_typed(text)', array['steward_owner']);

create or replace function guard.blame(operation text, arguments jsonb)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
-- Something in the arguments does not fit. One by one now, for a refusal that names it.
declare
  piece record;
begin
  for piece in
    select p.name, format_type(coalesce(nullif(y.typbasetype, 0), t.type), null) as written, case when y.typtype = 'd' then obj_description(t.type, 'pg_type') end as hint,
      guard.argument_expression(p.name, t.type) as expression
    from pg_proc f
    cross join unnest(f.proargnames) with ordinality p (name, n)
    join unnest(f.proargtypes::oid[]) with ordinality t (type, n) using (n)
    join pg_type y on y.oid = t.type
    where f.pronamespace = 'op'::regnamespace
      and f.proname = blame.operation
    order by p.n
  loop
    begin
      execute 'select ' || piece.expression using blame.arguments;
    exception
      when check_violation or not_null_violation then
        perform guard.refuse('MP003', format('%s is out of range.', piece.name),
          coalesce(piece.hint, format('It is a %s.', piece.written)), jsonb_build_object('argument', piece.name));
      when data_exception then
        perform guard.refuse('MP002', format('%s is not of the right type.', piece.name),
          coalesce(piece.hint, format('It is a %s.', piece.written)), jsonb_build_object('argument', piece.name));
    end;
  end loop;
end
$$;
comment on function guard.blame(text, jsonb) is 'Finds and refuses the argument that does not fit';
select guard.allow_function('guard.blame(text, jsonb)', '{}');

create or replace function guard.check_arguments(called guard.called, arguments jsonb)
returns jsonb
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
  checked jsonb;
  named text;
begin
  if check_arguments.arguments - called.parameters <> '{}' then
    named := (select min(k.key) from jsonb_object_keys(check_arguments.arguments - called.parameters) k (key));
    perform guard.refuse('MP002', format('%s has no argument called %s.', called.name, left(named, 60)),
      format('Its arguments are: %s.', array_to_string(called.parameters, ', ')), jsonb_build_object('argument', named));
  elsif not jsonb_strip_nulls(check_arguments.arguments) ?& called.required then
    named := (select r.name from unnest(called.required) with ordinality r (name, n)
      where not jsonb_strip_nulls(check_arguments.arguments) ? r.name order by r.n limit 1);
    perform guard.refuse('MP002', format('%s needs the argument %s.', called.name, named), null, jsonb_build_object('argument', named));
  end if;
  begin
    execute format('select guard.%I($1, false)', 'ready_' || called.name) into checked using check_arguments.arguments;
  exception
    when data_exception or integrity_constraint_violation then
      perform guard.blame(called.name, check_arguments.arguments);
      raise;
  end;
  return checked;
end
$$;
comment on function guard.check_arguments(guard.called, jsonb) is 'The arguments with types checked and defaults filled in, or a refusal that names the one at fault';
select guard.allow_function('guard.check_arguments(guard.called, jsonb)', '{}');

create or replace function guard.unseen_characters()
returns text
language plpgsql
immutable
set search_path = pg_catalog, pg_temp
as $$
begin
  return '[\u0001-\u001f\u007f-\u009f\u00a0\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\U000e0000-\U000e007f]';
end
$$;
comment on function guard.unseen_characters() is 'A regular expression for what nobody sees or what turns the direction of what follows; zero-width joiners are letters of some scripts';
select guard.allow_function('guard.unseen_characters()', '{}');

create or replace function guard.check_options(options jsonb, needs_key boolean)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
  known constant text[] := array['key', 'version', 'preview', 'effects_hash', 'reason_code', 'note', 'request_id', 'proposal', 'on_behalf_of', 'messages'];
  named text := (select min(k.key) from jsonb_object_keys(check_options.options - known) k (key));
begin
  if named is not null then
    perform guard.refuse('MP002', format('There is no option called %s.', left(named, 60)),
      format('The options are: %s.', array_to_string(known, ', ')), jsonb_build_object('option', named));
  end if;
  select min(o.key) into named
  from jsonb_each(check_options.options) o
  where jsonb_typeof(o.value) not in ('null', case o.key when 'preview' then 'boolean' when 'version' then 'number' when 'messages' then 'object' else 'string' end)
    or o.key in ('proposal', 'on_behalf_of', 'messages') and o.value = 'null'
    or o.key = 'on_behalf_of' and o.value #>> '{}' !~ '^(customer|provider):[1-9][0-9]{0,17}$'
    or o.key = 'version' and o.value::text !~ '^(null|[0-9]{1,9})$'
    or o.key = 'key' and o.value #>> '{}' !~* '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
    or o.key = 'effects_hash' and o.value #>> '{}' !~ '^[0-9a-f]{64}$'
    or o.key in ('request_id', 'reason_code', 'proposal') and o.value #>> '{}' !~ '^[\x21-\x7e]{1,100}$'
    or o.key = 'note' and (char_length(o.value #>> '{}') > 2000 or replace(o.value #>> '{}', chr(10), ' ') ~ guard.unseen_characters());
  if named is not null then
    perform guard.refuse('MP002', format('The option %s is not of the right form.', named), null, jsonb_build_object('option', named));
  elsif check_options.needs_key then
    perform guard.refuse('MP002', 'The option key is missing.',
      'Make a random uuid for each intent, and send the same one again when you do not know whether it happened.', '{"option": "key"}');
  end if;
end
$$;
comment on function guard.check_options(jsonb, boolean) is 'Finds and refuses the option that is unknown, ill-formed or missing';
select guard.allow_function('guard.check_options(jsonb, boolean)', '{}');

create or replace function guard.are_calendar_days(first_day date, last_day date, most integer)
returns boolean
language plpgsql
immutable
set search_path = pg_catalog, pg_temp
as $$
begin
  -- The years of moments that the marketplace knows. What is infinite is neither before nor after by a number of days, so nothing is subtracted.
  return coalesce(first_day >= date '2000-01-01' and last_day < date '2200-01-01' and last_day between first_day and first_day + most - 1, false);
end
$$;
comment on function guard.are_calendar_days(date, date, integer) is 'Whether days are such as bookings are made for, in order, and no more than so many';
select guard.allow_function('guard.are_calendar_days(date, date, integer)', '{}');

create or replace function guard.shortest_note()
returns integer
language plpgsql
immutable
security definer -- api.reason tells it to operators
set search_path = pg_catalog, pg_temp
as $$
begin
  return 10; -- the auditor who reads it next year wants a sentence, not "ok"
end
$$;
comment on function guard.shortest_note() is 'How many characters a note has at least where a reason wants one';
select guard.allow_function('guard.shortest_note()', guard.everybody());

create or replace function guard.check_reason(operation text, needed boolean, reason_code text, note text, acting boolean)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
  needs_note boolean;
begin
  if check_reason.reason_code is null then
    if check_reason.needed then
      perform guard.refuse('MP004', 'A reason is needed.', 'api.reason lists those of each operation.');
    end if;
    return;
  end if;
  select r.needs_note into needs_note
  from market.reason r
  where r.operation = check_reason.operation
    and r.code = check_reason.reason_code
    and r.acting = check_reason.acting;
  if not found then
    perform guard.refuse('MP003', 'There is no such reason for this operation.', 'api.reason lists those of each operation.', '{"option": "reason_code"}');
  elsif needs_note and length(regexp_replace(coalesce(check_reason.note, ''), '[[:space:]]+', '', 'g')) < guard.shortest_note() then
    perform guard.refuse('MP004', format('This reason needs a note of at least %s characters.', guard.shortest_note()),
      'Say in a sentence what happened.', '{"option": "note"}');
  end if;
end
$$;
comment on function guard.check_reason(text, boolean, text, text, boolean) is 'Refuses a reason that is missing or is none of the operation''s';
select guard.allow_function('guard.check_reason(text, boolean, text, text, boolean)', '{}');

create or replace function guard.check_messages(options jsonb, actor guard.acting)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if actor.kind <> 'operator' then
    perform guard.refuse('MP012', 'Only operators say what people are told.');
  elsif check_messages.options ? 'proposal' then
    perform guard.refuse('MP034', 'What people are told stands with the proposal.', 'Approve it as it is, or propose what you mean.');
  elsif not coalesce(check_messages.options -> 'preview' = 'true', false) and not check_messages.options ? 'effects_hash' then
    perform guard.refuse('MP002', 'The option messages needs the hash of the effects.', 'Look at the effects first: what is sent is what you saw.', '{"option": "messages"}');
  end if;
end
$$;
comment on function guard.check_messages(jsonb, guard.acting) is 'Refuses to let people be told otherwise by anybody but an operator who has seen what they are told';
select guard.allow_function('guard.check_messages(jsonb, guard.acting)', '{}');
