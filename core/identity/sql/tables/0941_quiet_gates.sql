-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: superuser
-- What gates bind to their statements are hashes of passwords, secrets and keys, and stewardctl sets an operator's first
-- password as the worker. A server that is asked to write down slow statements would write these with them.

do $quiet$
declare
    login text;
begin
    foreach login in array array['steward_gate_public', 'steward_gate_admin', 'steward_worker'] loop
        begin
            execute format('alter role %I set log_parameter_max_length = 0', login);
            execute format('alter role %I set log_parameter_max_length_on_error = 0', login);
        exception
            when sqlstate 'XX000' then null; -- "tuple concurrently updated": another database of this cluster is migrated right now
        end;
    end loop;
end
$quiet$;
