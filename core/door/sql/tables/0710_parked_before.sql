-- SPDX-License-Identifier: GPL-3.0-or-later
-- A parked step that is moved is parked again when that is taken back.

alter table market.timer add column parked_before timestamptz;
comment on column market.timer.parked_before is 'Since when it was parked when moved_by moved it';
