-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: superuser
-- Whoever ends sessions must see for how long they have been idle. Roles belong to the cluster: another database of it may
-- have granted it.

do $members$
begin
  if not pg_has_role('steward_roles', 'pg_read_all_stats', 'member') then
    grant pg_read_all_stats to steward_roles;
  end if;
exception
  when unique_violation then null; -- another database of this cluster is migrated right now
end
$members$;
