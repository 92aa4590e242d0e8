-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the door waiting three seconds and no longer
-- test: tests/sql/door/sessions_test.py
alter function api.invoke(text, jsonb, jsonb) set lock_timeout = '8s';
