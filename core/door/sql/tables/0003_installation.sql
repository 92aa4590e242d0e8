-- SPDX-License-Identifier: GPL-3.0-or-later
-- What kind of house this database is. The migrator writes the one row when it first fills the database.

create table market.installation (
  only_row boolean primary key default true check (only_row),
  kind text not null check (kind in ('simulation', 'production')),
  name text not null check (name <> ''),
  private_socket boolean not null default false,
  undo_window interval not null default 'PT60S' check (undo_window between 'PT0S' and 'PT1H'),
  created_at timestamptz not null default statement_timestamp(),
  unique (kind)
);
comment on table market.installation is 'One row: the kind of this installation, fixed for good, and its few settings';
comment on column market.installation.private_socket is 'The machine''s user can sign in as anybody: every screen and approval says "demonstration"';
comment on column market.installation.undo_window is 'For how long an operator''s action can be taken back, and outbox rows wait';

create table market.simulation_clock (
  kind text primary key default 'simulation' check (kind = 'simulation') references market.installation (kind),
  ahead interval check (ahead <= 'PT0S')
);
comment on table market.simulation_clock is 'How far a simulation''s clock is from the present. A production installation cannot hold this row: the foreign key refuses it';
comment on column market.simulation_clock.ahead is 'Null before the simulation began; negative while it plays the past; zero for good once it reached the present';
