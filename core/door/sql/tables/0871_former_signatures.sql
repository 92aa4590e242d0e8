-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- displaces: door/sql/arguments.sql, door/sql/seal.sql
-- Functions that are asked for more than before: create or replace would leave the former ones beside.

drop function if exists guard.check_reason(text, boolean, text, text);
drop function if exists guard.audit_digest(bytea, bigint, market.audit_entry);
