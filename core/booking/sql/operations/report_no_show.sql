-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- Somebody did not come. Nothing is paid yet: the other side has three days to object, then it is settled by the policy.

create or replace function op.report_no_show(booking bigint, absent market.short_text default null)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    who text := case guard.party_kind() when 'customer' then 'provider' when 'provider' then 'customer' else report_no_show.absent end;
    due record;
begin
    if who is null or who not in ('customer', 'provider') or who is distinct from coalesce(report_no_show.absent, who) then
        perform guard.refuse('MP032', 'Say who did not come: the customer or the provider. Each of them can only report the other.');
    end if;
    update market.booking
    set state = 'no_show',
        absent = who,
        over_at = guard.clock()
    where booking.id = report_no_show.booking;
    select parts.to_customer, mine.provider as share into strict due
    from market.booking books
    cross join lateral guard.after_the_service(books.id) parts
    cross join lateral guard.split_provider_share(parts.to_provider, books.commission_bp, books.tax_bp) mine
    where books.id = report_no_show.booking;
    perform guard.tell(report_no_show.booking, jsonb_build_object(
        who || '_did_not_come', jsonb_build_object('refund', due.to_customer),
        'provider_' || who || '_did_not_come', jsonb_build_object('share', due.share)));
    return jsonb_build_object('booking', report_no_show.booking, 'state', 'no_show', 'absent', who);
end
$$;
comment on function op.report_no_show(bigint, market.short_text) is 'Reports that customer or provider did not come.';
select guard.declare_operation('report_no_show', 'booking', 'Report a no-show', 'Somebody did not come: after three days without an objection it is settled as the policy says.');
select guard.declare_acting('report_no_show', array['S', 'O']);
select guard.allow_operation('report_no_show', array['steward_customer', 'steward_provider', 'steward_support', 'steward_operations']);
