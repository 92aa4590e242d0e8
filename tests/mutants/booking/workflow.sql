-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the end of the workflow: what is cancelled can be started
-- test: tests/sql/booking/matrix_test.py
insert into market.transition (entity, process_version, from_state, action, to_state, actors, title) values ('booking', 2, 'cancelled', 'start', 'in_progress', '{P,sys}', 'Start');
