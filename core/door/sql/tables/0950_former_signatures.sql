-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: superuser
-- displaces: booking/sql/invariants.sql, door/sql/approval.sql, door/sql/faults.sql, door/sql/party.sql, door/sql/seal.sql, ledger/sql/invariants.sql
-- displaces: market/sql/terms.sql, notification/sql/invariants.sql, notification/sql/templates_acting.sql, payment/sql/invariants.sql
-- What verify asks says over how many things it was asked: create or replace can not give a function another column.

do $$
declare
  former regprocedure;
begin
  for former in
    select p.oid
    from pg_proc p
    where p.pronamespace = 'guard'::regnamespace
      and p.proname ^@ 'invariant_'
  loop
    execute format('drop function %s', former);
  end loop;
end
$$;
