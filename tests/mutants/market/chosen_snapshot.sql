-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the door's refusal of a snapshot that the caller chose
-- test: tests/sql/payment/attack_test.py
do $$ begin execute replace(pg_get_functiondef('api.invoke(text, jsonb, jsonb)'::regprocedure), $q$current_setting('transaction_isolation') <> 'read committed'$q$, 'false'); end $$;
