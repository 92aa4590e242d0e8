-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- What counts once of a booking although it can come again. The Overview's figures and the lists behind them ask here alike.

create or replace function guard.step_kind(from_state text, to_state text)
returns text
language sql
immutable
parallel safe
begin atomic
    select case
        when step_kind.from_state = any (array['confirmed', 'in_progress']) and step_kind.to_state = any (array['completed', 'cancelled', 'no_show']) then 'concluded'
        when step_kind.to_state = 'disputed' then 'disputed'
    end;
end;
comment on function guard.step_kind(text, text) is 'As what a step of a booking counts that can come again, once it was reopened: its conclusion, or a dispute; null for any other.';
select guard.allow_function('guard.step_kind(text, text)', guard.operators());

create or replace function guard.is_taken_back(booking bigint, event bigint, at timestamptz)
returns boolean
language plpgsql
stable
security definer
cost 5
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
begin
    return exists (
        select
        from market.event back
        where back.entity = 'booking'
            and back.entity_id = is_taken_back.booking
            and back.undoes = is_taken_back.event
            and back.at between is_taken_back.at and is_taken_back.at + interval 'PT1H'); -- no window of undo is longer
end
$$;
comment on function guard.is_taken_back(bigint, bigint, timestamptz) is 'Whether an event of a booking, of that moment, was taken back. A function, and cheap by its own word, so that a list stays in the order of its index.';
select guard.allow_function('guard.is_taken_back(bigint, bigint, timestamptz)', guard.operators());

create or replace function guard.next_step(booking bigint, version integer, at timestamptz, until timestamptz, from_state text, to_state text, kind text)
returns timestamptz
language plpgsql
stable
security definer
cost 5
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
    next record;
begin
    -- Asked for each row of a list: nothing comes after the booking's present state, so months after it are not opened.
    for next in
        select later.at, later.id, later.from_state, later.to_state
        from market.event later
        where later.entity = 'booking'
            and later.entity_id = next_step.booking
            and later.version > next_step.version
            and later.at between next_step.at and next_step.until
            and later.from_state is distinct from later.to_state
            and later.undoes is null
        order by later.version
    loop
        if ((next_step.kind is null and next.from_state is not distinct from next_step.from_state and next.to_state = next_step.to_state)
                or guard.step_kind(next.from_state, next.to_state) = next_step.kind)
            and not guard.is_taken_back(next_step.booking, next.id, next.at)
        then
            return next.at;
        end if;
    end loop;
    return 'infinity';
end
$$;
comment on function guard.next_step(bigint, integer, timestamptz, timestamptz, text, text, text) is 'When a booking next took a step of that kind, or, without one, the very same, that was not taken back, until it came to its present state; infinity if it did not.';
select guard.allow_function('guard.next_step(bigint, integer, timestamptz, timestamptz, text, text, text)', guard.operators());
