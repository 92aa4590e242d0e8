-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- installation: production
-- The marketplace's time in production: the server's.

create or replace function guard.clock()
returns timestamptz
language sql
stable
begin atomic
  select statement_timestamp();
end;
comment on function guard.clock() is 'The marketplace''s now. Everything asks here and nothing else';
select guard.allow_function('guard.clock()', guard.everybody() || array['steward_owner', 'steward_roles']);
