-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- A new operator: a role of PostgreSQL and the row that says who it is.

create or replace function guard.check_bootstrap()
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if guard.my_kind() = 'system'
    and not exists (select from market.installation i where i.private_socket)
    and exists (select from market.operator o where o.active and 'steward_administrator' = any (o.groups))
  then
    perform guard.refuse('MP032', 'There is an administrator already; operators are managed by him.');
  end if;
end
$$;
comment on function guard.check_bootstrap() is 'The system makes the first administrator, and all operators of a demonstration; otherwise administrators do';
select guard.allow_function('guard.check_bootstrap()', '{}');

create or replace function op.create_operator(login text, name market.short_text, groups text[], all_markets boolean default false,
  markets integer[] default '{}', person bigint default null, verifier text default null)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  made bigint;
  human bigint := create_operator.person;
  role_id oid;
begin
  perform guard.check_bootstrap();
  if exists (select from market.operator o where o.login = create_operator.login) then
    perform guard.refuse('MP032', 'This login is taken, or was once.', 'Choose another one: names are never used again.');
  elsif create_operator.person is not null
    and not exists (select from market.person p where p.id = create_operator.person and p.kind = 'operator' and p.active) then
    perform guard.refuse('MP003', 'There is no such person among the operators.');
  elsif exists (select from unnest(create_operator.markets) m (id) where not exists (select from market.market k where k.id = m.id)) then
    perform guard.refuse('MP003', 'There is no such market.');
  end if;
  role_id := guard.make_login(create_operator.login, create_operator.verifier);
  if human is null then -- two logins of one person are one pair of eyes, so everybody is somebody
    insert into market.person (kind, display_name, locale, created_at)
    values ('operator', create_operator.name, 'en', guard.clock())
    returning id into human;
  end if;
  insert into market.operator (login, role_oid, person_id, name, state, all_markets, groups, markets)
  values (create_operator.login, role_id, human, create_operator.name, 'active', create_operator.all_markets,
    create_operator.groups, create_operator.markets)
  returning id into made;
  insert into market.operator_market (operator_id, market_id)
  select distinct made, m.id
  from unnest(create_operator.markets) m (id);
  perform guard.set_groups(role_id, create_operator.groups);
  return jsonb_build_object('operator', made);
end
$$;
comment on function op.create_operator(text, market.short_text, text[], boolean, integer[], bigint, text) is 'A new operator who may sign in at once';
select guard.declare_operation('create_operator', null, 'Create operator', 'Lets somebody sign in as an operator. The password travels as its SCRAM verifier only.',
  action => 'create', undoable => false, redacted => array['verifier']);
select guard.allow_operation('create_operator', array['steward_administrator', 'steward_worker']);
