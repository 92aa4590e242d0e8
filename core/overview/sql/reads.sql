-- SPDX-License-Identifier: GPL-3.0-or-later
-- What waits for a person.

create or replace view api.overview_parked with (security_invoker = true) as
select
    timer.id,
    timer.entity,
    timer.entity_id,
    timer.market_id,
    booking.reference,
    booking.state,
    listing.title as subject,
    coalesce(transition.title, operation.title) as title,
    timer.due,
    timer.parked_at,
    timer.attempts,
    timer.failure
from market.timer
left join market.transition on transition.id = timer.transition_id
left join market.operation on operation.name = timer.operation
left join market.booking on timer.entity = 'booking' and booking.id = timer.entity_id
left join market.listing on listing.id = booking.listing_id
where timer.state = 'pending'
    and timer.parked_at is not null;
comment on view api.overview_parked is 'Automatic steps that failed so often that only a person can help, with their record and why.';
grant select on api.overview_parked
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator;
