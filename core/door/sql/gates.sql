-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- What the API's gates ask as themselves.

create or replace function api.schema_version()
returns text
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return guard.schema_version();
end
$$;
comment on function api.schema_version() is 'By this sum over all that was applied, a program knows the database that it was built for';
select guard.allow_function('api.schema_version()', array['steward_gate_public', 'steward_gate_admin']);
