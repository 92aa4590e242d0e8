-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the worker writes down: an automatic step that failed too often waits for an operator.

alter table market.timer add column parked_at timestamptz;
comment on column market.timer.parked_at is 'Set when the step failed so often that only a person can help; it is not tried again by itself';
comment on column market.timer.attempts is 'How often the worker has taken it up; counted before it is tried, so that a crash counts too';
comment on column market.timer.leased_until is 'Until then one worker has it; by the server''s own clock';
comment on column market.timer.retry_at is 'Not tried again before; by the server''s own clock';
comment on column market.timer.failure is 'Why it failed last, in words';
