-- SPDX-License-Identifier: GPL-3.0-or-later
-- A feature that only tests know: parcels, with lines as a ledger's and notes as an outbox's. Nothing of the engine is
-- touched to add it, and its operations know nothing of preview, audit, events or undo.

create domain market.grams as bigint check (value between 1 and 30000);
comment on domain market.grams is 'A weight from 1 to 30,000 grams.';

create table market.parcel (
  id bigint primary key generated always as identity,
  reference text collate "C" not null unique,
  market_id integer not null references market.market,
  customer_person bigint references market.person,
  provider_person bigint references market.person,
  state text not null,
  version integer not null,
  process_version integer not null,
  entered_at timestamptz not null,
  changed_at timestamptz not null,
  weight bigint not null,
  address text not null default 'Secret Street 1',
  promised_at timestamptz
);
comment on table market.parcel is 'Parcels';
create table market.parcel_line (
  id bigint primary key generated always as identity,
  parcel_id bigint not null references market.parcel,
  invocation_id uuid not null,
  account text not null,
  amount bigint not null
);
comment on table market.parcel_line is 'Lines of parcels';
create table market.parcel_note (
  id bigint primary key generated always as identity,
  parcel_id bigint not null references market.parcel,
  invocation_id uuid not null,
  words text not null,
  due timestamptz not null,
  after interval
);
comment on table market.parcel_note is 'Notes about parcels';
alter domain market.grams owner to steward_owner;
alter table market.parcel owner to steward_owner;
alter table market.parcel_line owner to steward_owner;
alter table market.parcel_note owner to steward_owner;

set role steward_owner;
select guard.open_table('market.parcel'), guard.open_table('market.parcel_line'), guard.open_table('market.parcel_note');
grant select, insert, update (state, weight, address) on market.parcel to steward_door;
grant select, insert on market.parcel_line to steward_door;
grant select, insert, delete on market.parcel_note to steward_door;
grant select on market.parcel to steward_support, steward_operations, steward_customer;
create policy operators_read on market.parcel for select to steward_support, steward_operations
  using (market_id = any ((select guard.my_markets())::int[]));
create policy customers_read on market.parcel for select to steward_customer
  using (customer_person = (select guard.my_person()));
create view api.parcel with (security_invoker = true) as
select p.id, p.reference, p.state, p.weight, p.market_id
from market.parcel p;
comment on view api.parcel is 'Parcels';
grant select on api.parcel to steward_support, steward_operations, steward_customer;

select guard.declare_entity('parcel', 'market.parcel', 45, 'Parcel', reference => 'reference',
  customer_may => 't.customer_person = $2', provider_may => 't.provider_person = $2');
select guard.attach('market.parcel', 'parcel', shown => array['weight'], hidden => array['address']);
select guard.stamp('market.parcel_line'), guard.stamp('market.parcel_note');
select guard.declare_transition('parcel', 1, null, 'send', 'sent', array['C', 'S', 'O']);
select guard.declare_transition('parcel', 1, 'sent', 'take', 'taken', array['P', 'O']);
select guard.declare_transition('parcel', 1, 'sent', 'weigh', 'sent', array['S']);
select guard.declare_transition('parcel', 1, 'taken', 'deliver', 'delivered', array['P', 'S', 'O']);
select guard.declare_transition('parcel', 1, 'taken', 'deliver_and_tell', 'delivered', array['P', 'S', 'O']);
select guard.declare_transition('parcel', 1, 'sent', 'lose', 'lost', array['sys'], due => 'min(entered + P3D, promised_at + P1D)');
select guard.declare_transition('parcel', 1, 'taken', 'lose', 'lost', array['sys'], due => 'promised_at + P1D');
select guard.declare_transition('parcel', 1, 'delivered', 'complain', 'complained', array['C', 'S'], opens => 'entered + PT1H', closes => 'entered + P2D');
reset role;

set role steward_door;
create function op.send_parcel(market integer, weight market.grams, customer bigint default null, promised timestamptz default null)
returns jsonb language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  insert into market.parcel (reference, market_id, customer_person, state, weight, promised_at)
  values (guard.new_reference('PA'), send_parcel.market, coalesce(send_parcel.customer, guard.my_person()), 'sent', send_parcel.weight, send_parcel.promised);
  return '{}';
end $$;
comment on function op.send_parcel(integer, market.grams, bigint, timestamptz) is 'Sends';
select guard.declare_operation('send_parcel', null, 'Send', 'Sends a parcel.', action => 'send');
select guard.allow_operation('send_parcel', array['steward_support', 'steward_operations', 'steward_customer']);

create function op.take(parcel bigint) returns jsonb language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  update market.parcel p set state = 'taken' where p.id = take.parcel;
  return '{}';
end $$;
comment on function op.take(bigint) is 'Takes';
select guard.declare_operation('take', 'parcel', 'Take', 'Takes a parcel.');
select guard.allow_operation('take', array['steward_support', 'steward_operations', 'steward_provider']);

create function op.weigh(parcel bigint, weight market.grams) returns jsonb language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  update market.parcel p set weight = weigh.weight where p.id = weigh.parcel;
  return '{}';
end $$;
comment on function op.weigh(bigint, market.grams) is 'Weighs';
select guard.declare_operation('weigh', 'parcel', 'Weigh', 'Weighs a parcel.', needs_reason => true, redacted => array['weight']);
select guard.declare_reason('weigh', 'estimate', 'The customer had estimated');
select guard.declare_reason('weigh', 'other', 'Something else', needs_note => true);
select guard.allow_operation('weigh', array['steward_support', 'steward_operations']);

create function op.deliver(parcel bigint) returns jsonb language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  update market.parcel p set state = 'delivered' where p.id = deliver.parcel;
  return '{}';
end $$;
comment on function op.deliver(bigint) is 'Delivers, by one UPDATE and nothing else';
select guard.declare_operation('deliver', 'parcel', 'Deliver', 'Delivers a parcel.');
select guard.allow_operation('deliver', array['steward_support', 'steward_operations', 'steward_provider']);

create function op.deliver_and_tell(parcel bigint, fee bigint default 500) returns jsonb language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  update market.parcel p set state = 'delivered' where p.id = deliver_and_tell.parcel;
  insert into market.parcel_line (parcel_id, account, amount)
  values (deliver_and_tell.parcel, 'till', 500);
  insert into market.parcel_line (parcel_id, account, amount)
  values (deliver_and_tell.parcel, 'revenue', -deliver_and_tell.fee);
  insert into market.parcel_note (parcel_id, words, due, after)
  select p.id, 'Your parcel ' || p.reference || ' is there.', guard.outbox_due(), guard.outbox_after()
  from market.parcel p where p.id = deliver_and_tell.parcel;
  return '{}';
end $$;
comment on function op.deliver_and_tell(bigint, bigint) is 'The same, with a line and a note';
select guard.declare_operation('deliver_and_tell', 'parcel', 'Deliver and tell', 'Delivers a parcel and says so.');
select guard.allow_operation('deliver_and_tell', array['steward_support', 'steward_operations', 'steward_provider']);

create function op.lose(parcel bigint) returns jsonb language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  update market.parcel p set state = 'lost' where p.id = lose.parcel;
  return '{}';
end $$;
comment on function op.lose(bigint) is 'Loses';
select guard.declare_operation('lose', 'parcel', 'Lose', 'Gives a parcel up.');
select guard.allow_operation('lose', array['steward_worker', 'steward_operations']);

create function op.complain(parcel bigint) returns jsonb language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  update market.parcel p set state = 'complained' where p.id = complain.parcel;
  return '{}';
end $$;
comment on function op.complain(bigint) is 'Complains';
select guard.declare_operation('complain', 'parcel', 'Complain', 'Says that something is wrong.');
select guard.allow_operation('complain', array['steward_support', 'steward_customer']);

create function op.break_rules(parcel bigint, state text) returns jsonb language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  update market.parcel p set state = break_rules.state where p.id = break_rules.parcel;
  return '{}';
end $$;
comment on function op.break_rules(bigint, text) is 'An operation with a bug: any state';
select guard.declare_operation('break_rules', 'parcel', 'Break rules', 'A bug.');
select guard.allow_operation('break_rules', array['steward_support']);

create function guard.effects_parcel_lines(invocation uuid) returns jsonb language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  return coalesce((select jsonb_agg(jsonb_build_object('account', l.account, 'amount', l.amount) order by l.id)
    from market.parcel_line l where l.invocation_id = effects_parcel_lines.invocation), '[]');
end $$;
comment on function guard.effects_parcel_lines(uuid) is 'Lines';
create function guard.effects_parcel_notes(invocation uuid) returns jsonb language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  return coalesce((select jsonb_agg(jsonb_build_object('words', n.words, 'due', n.due, 'after', n.after))
    from market.parcel_note n where n.invocation_id = effects_parcel_notes.invocation), '[]');
end $$;
comment on function guard.effects_parcel_notes(uuid) is 'Notes';
create function guard.undo_parcel(undone uuid) returns void language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  insert into market.parcel_line (parcel_id, account, amount)
  select l.parcel_id, l.account, -l.amount from market.parcel_line l where l.invocation_id = undo_parcel.undone;
  delete from market.parcel_note n where n.invocation_id = undo_parcel.undone and n.due > guard.clock();
end $$;
comment on function guard.undo_parcel(uuid) is 'Undo';
create function guard.lines_balance() returns trigger language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if (select sum(l.amount) from market.parcel_line l where l.invocation_id = new.invocation_id) is distinct from 0 then
    perform guard.refuse('MP032', 'The lines do not sum to zero.');
  end if;
  return null;
end $$;
comment on function guard.lines_balance() is 'Sum zero';
select guard.declare_effects('parcel_lines', 'guard.effects_parcel_lines(uuid)'::regprocedure);
select guard.declare_effects('parcel_notes', 'guard.effects_parcel_notes(uuid)'::regprocedure);
select guard.declare_undo('guard.undo_parcel(uuid)'::regprocedure);
reset role;
create constraint trigger lines_balance after insert on market.parcel_line deferrable initially deferred
  for each row execute function guard.lines_balance();

-- People and operators: one of each group, one limited to one market, one disabled; a stranger who is nobody.
do $people$
declare
  who record;
begin
  set local session authorization steward_worker;
  for who in
    select *
    from (values
      ('support', 'steward_support', true, '{}'::integer[]),
      ('operations', 'steward_operations', true, '{}'),
      ('finance', 'steward_finance', true, '{}'),
      ('auditor', 'steward_auditor', true, '{}'),
      ('administrator', 'steward_administrator', true, '{}'),
      ('limited', 'steward_support', false, '{2}'),
      ('former', 'steward_support', true, '{}')) as w (name, held, everywhere, markets)
  loop
    perform api.invoke('create_operator', jsonb_build_object('login', current_database() || '_' || who.name, 'name', who.name,
      'groups', array[who.held], 'all_markets', who.everywhere, 'markets', who.markets), jsonb_build_object('key', gen_random_uuid()));
  end loop;
  perform api.invoke('disable_operator', jsonb_build_object('operator', current_database() || '_former'), jsonb_build_object('key', gen_random_uuid()));
  set local session authorization default;
  execute format('create role %I login', current_database() || '_stranger');
  execute format('grant connect on database %I to %I', current_database(), current_database() || '_stranger');
  insert into market.person (kind, display_name, market_id, locale, active, created_at)
  select v.kind, v.name, 1, (select l.code from market.locale l order by 1 limit 1), v.active, guard.clock()
  from (values ('customer', 'Test Anna', true), ('customer', 'Test Ben', true), ('provider', 'Test Petra', true), ('customer', 'Test Gone', false)) v (kind, name, active);
end
$people$;

-- How tests act as somebody: a statement under another login, answered as JSON, its error as SQLSTATE and words.
create function public.login(what text) returns text language sql stable
begin atomic
  select case when login.what like 'steward\_%' then login.what else current_database() || '_' || login.what end;
end;
create function public.person(name text) returns bigint language sql stable
begin atomic
  select p.id from market.person p where p.display_name = 'Test ' || person.name;
end;
create function public.attempt(who text, statement text, role text default null, actor text default null) returns jsonb
language plpgsql volatile as $$
declare
  answer jsonb;
  words text;
  help text;
  more text;
begin
  begin
    execute format('set local session authorization %I', public.login(attempt.who));
    perform set_config('steward.actor', coalesce(attempt.actor, ''), true);
    if attempt.role is not null then
      execute format('set local role %I', attempt.role);
    end if;
    execute attempt.statement into answer;
    reset role;
    set local session authorization default;
    perform set_config('steward.actor', '', true);
    return coalesce(answer, '{}');
  exception
    when others then
      get stacked diagnostics words = message_text, help = pg_exception_hint, more = pg_exception_detail;
      return jsonb_build_object('sqlstate', sqlstate, 'words', words, 'hint', help, 'detail', more);
  end;
end $$;
create function public.invoke_as(who text, operation text, arguments jsonb default '{}', options jsonb default '{}',
  role text default null, actor text default null) returns jsonb
language plpgsql volatile as $$
begin
  return public.attempt(invoke_as.who, format('select api.invoke(%L, %L, %L)', invoke_as.operation, invoke_as.arguments,
    case when invoke_as.options ? 'key' or invoke_as.options ? 'preview' then invoke_as.options
      else invoke_as.options || jsonb_build_object('key', gen_random_uuid()) end), invoke_as.role, invoke_as.actor);
end $$;
-- Lets the time come at which a parcel's next step happens by itself.
create function public.make_due(parcel bigint) returns void language sql as $$
  update market.timer t set due = least(t.due, guard.clock()) where t.entity = 'parcel' and t.entity_id = make_due.parcel and t.state = 'pending' $$;
create function public.a_parcel(state text default 'sent', market integer default 1, customer bigint default null, promised timestamptz default null) returns bigint
language plpgsql volatile as $$
declare
  made bigint;
  reply jsonb;
begin
  reply := public.invoke_as('operations', 'send_parcel', jsonb_build_object('market', a_parcel.market, 'weight', 100, 'customer', a_parcel.customer, 'promised', a_parcel.promised));
  if reply ? 'sqlstate' then
    raise exception 'no parcel: %', reply;
  end if;
  made := (select max(p.id) from market.parcel p);
  if a_parcel.state in ('taken', 'delivered') then
    reply := public.invoke_as('operations', 'take', jsonb_build_object('parcel', made));
  end if;
  if a_parcel.state = 'delivered' then
    reply := public.invoke_as('operations', 'deliver', jsonb_build_object('parcel', made));
  end if;
  return made;
end $$;
