-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- A draft becomes what a market's bookings live by from a moment on; those made before keep theirs.

create or replace function op.schedule_terms(terms bigint, active_from market.moment)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    draft market.terms;
begin
    select known.* into strict draft
    from market.terms known
    where known.id = schedule_terms.terms;
    if schedule_terms.active_from <= guard.clock() + guard.terms_notice() then
        perform guard.refuse('MP032', 'Terms can only begin in the future: what was booked keeps its own.', 'Choose a moment that is more than a minute ahead.');
    elsif exists (
        select
        from market.terms other
        where other.market_id = draft.market_id
            and other.state = 'scheduled'
            and other.active_from = schedule_terms.active_from)
    then
        perform guard.refuse('MP032', 'Another version of these terms begins at that very moment.', 'Choose another moment, or withdraw that one.');
    end if;
    update market.terms known
    set state = 'scheduled',
        active_from = schedule_terms.active_from
    where known.id = draft.id;
    return jsonb_build_object('terms', draft.id, 'number', draft.number, 'state', 'scheduled');
end
$$;
comment on function op.schedule_terms(bigint, market.moment) is 'Lets a draft of a market''s terms begin at a moment.';
select guard.declare_operation('schedule_terms', 'terms', 'Schedule', 'Bookings made from that moment on live by this version; those made before keep theirs.',
    needs_reason => true);
select guard.declare_reason('schedule_terms', 'decision', 'Decision of the management');
select guard.declare_reason('schedule_terms', 'law', 'Law or tax has changed');
select guard.declare_reason('schedule_terms', 'other', 'Something else', needs_note => true);
select guard.declare_second_person('schedule_terms'); -- fees, penalties and policies of a whole market
select guard.allow_operation('schedule_terms', array['steward_administrator']);
