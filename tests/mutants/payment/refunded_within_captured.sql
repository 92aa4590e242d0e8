-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the constraint that no more is refunded than was captured
-- test: tests/sql/payment/refund_test.sql
do $$ declare gone record; begin for gone in select conname from pg_constraint where conrelid = 'market.payment'::regclass and contype = 'c' and pg_get_constraintdef(oid) ~ 'refunded' loop execute format('alter table market.payment drop constraint %I', gone.conname); end loop; end $$;
