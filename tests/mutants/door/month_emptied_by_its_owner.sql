-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: a month of history never being emptied by itself
-- test: tests/sql/ledger/immutable_test.sql
do $$ begin execute format('drop trigger steward_never_emptied on market.%I', to_char(now() at time zone 'UTC', '"audit_entry_"YYYY_MM')); end $$;
