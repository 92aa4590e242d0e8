-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- installation: simulation
-- The marketplace's time in a simulation: it may play the past, forwards only, until it has reached the present for good.

insert into market.simulation_clock (ahead)
values (null)
on conflict do nothing;

create or replace function guard.clock()
returns timestamptz
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return statement_timestamp() + coalesce((select c.ahead from market.simulation_clock c), interval 'PT0S');
end
$$;
comment on function guard.clock() is 'The marketplace''s now. Everything asks here and nothing else';
select guard.allow_function('guard.clock()', guard.everybody() || array['steward_owner', 'steward_roles']);

create or replace function guard.simulate(at timestamptz)
returns timestamptz
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  present interval;
  wanted interval := coalesce(least(simulate.at - statement_timestamp(), interval 'PT0S'), interval 'PT0S');
begin
  select c.ahead into present
  from market.simulation_clock c
  for update;
  if present = interval 'PT0S' then
    perform guard.refuse('MP032', 'The simulation has reached the present; its clock can no longer be moved.');
  end if;
  if statement_timestamp() + wanted < statement_timestamp() + present then
    perform guard.refuse('MP032', 'The clock of a simulation moves forwards only.');
  end if;
  update market.simulation_clock
  set ahead = make_interval(secs => extract(epoch from wanted)::double precision);
  return statement_timestamp() + wanted;
end
$$;
comment on function guard.simulate(timestamptz) is 'Sets a simulation''s clock to a moment of the past, or with null back to the present for good. For the simulator';

select guard.allow_function('guard.simulate(timestamptz)', array['steward_worker']);
