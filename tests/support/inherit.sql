-- SPDX-License-Identifier: GPL-3.0-or-later
-- Gives the database :clone what `create database … template` leaves behind: the rights on the database :source itself
-- and its settings. Both tests/support/cluster.cpp and cluster.py put the two names in and run it.
do $inherit$
declare
    line text;
begin
    execute 'revoke all on database ":clone" from public';
    for line in
        select format('grant %s on database %I to %s%s', a.privilege_type, ':clone',
                      case a.grantee when 0 then 'public' else a.grantee::regrole::text end,
                      case when a.is_grantable then ' with grant option' else '' end)
        from pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
        where d.datname = ':source' and a.grantee <> d.datdba
        union all
        select format('alter database %I set %I to %s', ':clone', split_part(setting, '=', 1),
                      -- A list (search_path) is stored as it was written; quoting it would make it one name.
                      case when split_part(setting, '=', 1) = 'search_path'
                          then substr(setting, strpos(setting, '=') + 1)
                          else quote_literal(substr(setting, strpos(setting, '=') + 1)) end)
        from pg_db_role_setting s join pg_database d on d.oid = s.setdatabase, unnest(s.setconfig) setting
        where d.datname = ':source' and s.setrole = 0
    loop
        execute line;
    end loop;
end
$inherit$;
