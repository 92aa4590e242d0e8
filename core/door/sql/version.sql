-- SPDX-License-Identifier: GPL-3.0-or-later
-- Which version of Steward a database is of. Its owner alone sees what was applied.

grant usage on schema api to steward_gate_public, steward_gate_admin; -- as themselves, before they have become anybody

create or replace function guard.schema_version()
returns text
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    select encode(sha256(convert_to(string_agg(applied.line, e'\n' order by applied.line collate "C"), 'UTF8')), 'hex')
    from (
      select s.number || ' ' || s.sha256 as line
      from market.schema_step s
      union all
      select t.path || ' ' || t.sha256
      from market.schema_text t
    ) applied);
end
$$;
comment on function guard.schema_version() is 'One sum over all steps and texts that were applied';
select guard.allow_function('guard.schema_version()', array['steward_door']);
