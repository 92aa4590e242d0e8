-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the actors of a step: support, who has got the right, accepts requests
-- test: tests/sql/booking/matrix_test.py
grant execute on function op.accept(bigint) to steward_support;
update market.transition set actors = actors || '{S}' where entity = 'booking' and action = 'accept';
