-- SPDX-License-Identifier: GPL-3.0-or-later
-- Absences as people see them: those that are not over.

create or replace view api.absence with (security_invoker = true) as
select
    absence.id,
    absence.provider_id,
    provider.name as provider,
    absence.first_day,
    coalesce(absence.free_from - 1, absence.last_day) as last_day
from market.absence
join market.provider on provider.id = absence.provider_id
where coalesce(absence.free_from, absence.last_day + 1) > greatest(absence.first_day, (guard.clock() at time zone provider.zone)::date);
comment on view api.absence is 'Who is away, now or in days to come, and until when.';
grant select on api.absence
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator, steward_provider;
