-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the limit of what a customer may touch
-- test: tests/sql/booking/matrix_test.py
select guard.declare_entity('booking', 'market.booking', 40, 'Booking', reference => 'reference', parents => '{"provider": "t.provider_id"}', customer_may => 'true', provider_may => 't.provider_id in (select p.id from market.provider p where p.person_id = $2)');
