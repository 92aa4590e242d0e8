-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: superuser
-- Only a migration defines and drops. Without this, whoever may become a group (a gate, the worker) takes every policy of that
-- group away by DROP OWNED, which asks for no other right.

create or replace function guard.refuse_definition()
returns event_trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  -- The tables' owner stands behind functions of ours only: one of them makes the months that history is kept in.
  if current_user <> 'steward_owner' and not exists (select from pg_roles r where r.rolname = session_user and r.rolsuper) then
    raise exception using
      errcode = '42501',
      message = format('%s may not use %s here.', session_user, tg_tag),
      hint = 'What the database consists of is changed by stewardctl migrate only.';
  end if;
end
$$;
comment on function guard.refuse_definition() is 'Refuses every definition that is no migration''s';
alter function guard.refuse_definition() owner to steward_door;
select guard.allow_function('guard.refuse_definition()', '{}');

do $trigger$
begin
  if not exists (select from pg_event_trigger t where t.evtname = 'steward_only_migrations_define') then
    create event trigger steward_only_migrations_define on ddl_command_start execute function guard.refuse_definition();
  end if;
end
$trigger$;
comment on event trigger steward_only_migrations_define is 'Nobody who may become a group can take its policies away';
