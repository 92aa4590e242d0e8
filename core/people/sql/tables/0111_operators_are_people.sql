-- SPDX-License-Identifier: GPL-3.0-or-later
-- The engine knows operators before it knows people and markets; here they are tied together.

alter table market.operator
    add constraint operator_person_fk foreign key (person_id) references market.person;
alter table market.operator_market
    add constraint operator_market_market_fk foreign key (market_id) references market.market;
