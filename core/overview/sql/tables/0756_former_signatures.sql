-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- displaces: overview/sql/figures.sql, overview/sql/flow.sql
-- What tells more than it did: create or replace can not give a function other columns.

drop function if exists guard.overview_figure_rules();
drop function if exists api.overview_figures(date, date, integer);
drop function if exists api.overview_states(integer);
drop function if exists api.overview_arrows(date, date, integer);
