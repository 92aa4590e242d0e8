-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_owner
-- What people are shown of where they are signed in.

create or replace view api.my_sessions with (security_invoker = true) as
select
    mine.id,
    mine.created_at,
    mine.used_at,
    mine.expires_at,
    mine.complete,
    mine.user_agent,
    mine.address
from guard.my_sessions() mine;
comment on view api.my_sessions is 'Where the caller is signed in over the API: since when, until when, from what program and address.';
grant select on api.my_sessions to steward_customer, steward_provider,
    steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator;
