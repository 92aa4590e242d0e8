-- SPDX-License-Identifier: GPL-3.0-or-later
-- Listings have no states; they are a kind of record because booking acts on one.

select guard.declare_entity('listing', 'market.listing', 20, 'Listing',
    parents => '{"provider": "t.provider_id"}',
    operator_may => 't.market_id = any ($3)',
    customer_may => 't.active',
    provider_may => 't.provider_id in (select p.id from market.provider p where p.person_id = $2)');
