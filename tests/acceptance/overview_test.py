#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Overview by mouse and by keys: its figures are the database's, another range counts anew, a state of the flow map and a
figure lead to the list that they count, and "Why?" says what that is."""
from driver import eventually
from keys_test import Keys
from mouse_test import Mouse
from stage import Stage

STATES = {'confirmed': 'Confirmed', 'requested': 'Requested'}


def made(stage, days):
    """Bookings made in a range that ends today, and in as much of the one before."""
    return stage.one("""
        with today as (select date_trunc('day', now() at time zone 'UTC') at time zone 'UTC' as day)
        select count(*) filter (where created_at >= day - make_interval(days => %s - 1)),
            count(*) filter (where created_at < day - make_interval(days => %s - 1) and created_at >= day - make_interval(days => 2 * %s - 1)
                and created_at < now() - make_interval(days => %s))
        from market.booking, today""", days, days, days, days)[0]


def standing(stage, state):
    return stage.one('select count(*) from market.booking where state = %s', state)[0]


def says(console, id, *wanted):
    """The accessible name of a figure, a state or an arrow."""
    return eventually(lambda: (name := console.one(id).name) and all(words in name for words in wanted) and name, f'{id} to say {wanted}')


def listed(console, stage, state):
    """Whether the list shows bookings of that state and no others, as many as there are."""
    count = standing(stage, state)
    eventually(lambda: (rows := console.table('bookings.list').rows(8)) and all(STATES[state] in row for row in rows), f'only {state} bookings')
    eventually(lambda: len(console.table('bookings.list')) == count, f'{count} rows')


def by_mouse(console, stage):
    console.click('rail.overview')
    says(console, 'overview.figure-bookings', f'Bookings: {made(stage, 30)}', 'in the 30 days before')
    console.click(console.one(role='page tab', name='7 days'))
    says(console, 'overview.figure-bookings', f'Bookings: {made(stage, 7)}', 'in the 7 days before')
    says(console, 'overview.state-confirmed', f'Confirmed: {standing(stage, "confirmed")} booking')
    says(console, 'overview.outcomes', 'Bookings made a day', 'Open ')
    console.click('overview.state-confirmed')
    listed(console, stage, 'confirmed')
    console.click('rail.overview')
    console.click('overview.figure-bookings')
    console.one('bookings.made-chip')
    eventually(lambda: len(console.table('bookings.list')) == made(stage, 7), 'the bookings made in the range')


def by_keys(console, stage, hand):
    console.key('g')
    console.key('o')
    console.one('overview.figure-bookings')  # the page is there, and its range has the focus
    console.key('Right')
    says(console, 'overview.figure-bookings', f'Bookings: {made(stage, 30)}')
    hand.command('Overview: the last 90 days')
    says(console, 'overview.figure-bookings', f'Bookings: {made(stage, 90)}')
    console.tab_to('overview.state-confirmed')
    console.key('Left')  # to the nearest: the number on the arrow, then the state
    for _ in range(4):
        if console.has_focus('overview.state-requested'):
            break
        console.key('Left')
    console.key('w')
    console.reads('why.title', 'What does “Requested” count?')
    console.holds('why', 'in this state now', 'Counted today')
    console.key('Escape')
    console.gone('why.title')
    console.key('Return')
    listed(console, stage, 'requested')
    console.key('g')
    console.key('o')
    console.tab_to('overview.figure-acceptance-rate')
    console.key('w')
    console.reads('why.title', 'What does “Acceptance rate” count?')
    console.holds('why', 'This range: ', 'Compared with: ', 'by the clock of UTC')
    console.tab_to('why.way-1')
    console.key('Return')
    console.one('bookings.happened-chip')
    accepted = stage.one("""select count(*) from market.event where entity = 'booking' and from_state = 'requested' and to_state = 'confirmed' and undoes is null
        and at >= date_trunc('day', now() at time zone 'UTC') at time zone 'UTC' - make_interval(days => 89) and id not in (select undoes from market.event where undoes is not null)""")[0]
    eventually(lambda: len(console.table('bookings.list')) == accepted, f'{accepted} that were accepted')


def main():
    with Stage.of_ctest() as stage, stage.console() as console:
        hand = Mouse(console, stage)
        hand.sign_in('operations')
        console.one('bookings.list', seconds=30)
        by_mouse(console, stage)
        by_keys(console, stage, Keys(console, stage))
    print('figures, ranges and states by mouse and by keys: each opens the list that it counts')


if __name__ == '__main__':
    main()
