-- SPDX-License-Identifier: GPL-3.0-or-later
-- Each booking keeps the terms under which it was made: which version, and its clocks, over which the workflow counts.

alter table market.booking
    add column terms_id bigint,
    add column pay_within market.workflow_period not null default 'PT15M',
    add column answer_within market.workflow_period not null default 'P3D',
    add column complete_after market.workflow_period not null default 'P1D',
    add column settle_after market.workflow_period not null default 'P3D',
    add column dispute_within market.workflow_period not null default 'P14D',
    add constraint booking_terms_fk foreign key (terms_id, market_id) references market.terms (id, market_id);
-- What stands was made under the first version. Its history stays as it was: no event, no new version.
alter table market.booking disable trigger user;
update market.booking
set terms_id = terms.id
from market.terms
where terms.market_id = booking.market_id;
alter table market.booking enable trigger user;
alter table market.booking
    alter column terms_id set not null,
    alter column pay_within drop default,
    alter column answer_within drop default,
    alter column complete_after drop default,
    alter column settle_after drop default,
    alter column dispute_within drop default;
comment on column market.booking.terms_id is 'The version of its market''s terms that was active when it was made.';
comment on column market.booking.pay_within is 'As its terms had it: the clocks of a booking are frozen with its price.';
