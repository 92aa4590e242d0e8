#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An operator looks at a booking as it was: to a moment that is typed and through its events, once with the mouse and once with
keys only. It says that it is the past, what is otherwise now, lets nothing be done, and leads back."""
from driver import eventually, is_enabled
from keys_test import Keys
from mouse_test import Mouse
from stage import Stage
from steps_test import open_booking

STATES = {'pending_payment': 'Awaiting payment', 'requested': 'Requested', 'confirmed': 'Confirmed'}


class Past:
    """A booking's history, as the database has it."""

    def __init__(self, stage, booking):
        self.stage, self.booking = stage, booking

    def states(self):
        """What it was after each moment at which something happened, the first first."""
        return [STATES[state] for (state,) in self.stage.rows("""
            select (array_agg(to_state order by version desc))[1] from market.event
            where entity = 'booking' and entity_id = %s group by date_trunc('milliseconds', at) order by date_trunc('milliseconds', at)""", self.booking['id'])]

    def soon_after_it_was_made(self):
        """A moment, as it is typed in the market's zone, and what it was then."""
        return self.stage.one("""
            select to_char(soon.at at time zone booking.zone, 'YYYY-MM-DD HH24:MI'), (select to_state from market.event where entity = 'booking' and entity_id = booking.id and event.at <= soon.at order by version desc limit 1)
            from market.booking, lateral (select date_trunc('minute', created_at) + interval '1 minute' as at) soon where id = %s""", self.booking['id'])

    def version(self):
        return self.stage.one('select version from market.booking where id = %s', self.booking['id'])[0]


def stands_in_the_past(console, state):
    console.holds('booking.past', 'As of', f'{state} then')
    console.reads('booking.state', state)
    eventually(lambda: not is_enabled(console.one('booking.override-cancel')), 'nothing that could be done')


def stands_in_the_present(console, state):
    console.gone('booking.past')
    console.reads('booking.state', state)
    eventually(lambda: is_enabled(console.one('booking.override-cancel')), 'what can be done')


def by_mouse(console, stage, hand, booking):
    past = Past(stage, booking)
    open_booking(console, hand, booking)
    before, (typed, then), states = past.version(), past.soon_after_it_was_made(), past.states()
    console.click('booking.as-of-button')
    console.fill('as-of.date', '2099-01-01')
    console.click('as-of.go')
    console.holds('as-of', 'still to come')
    console.fill('as-of.date', typed)
    console.click('as-of.go')
    console.gone('as-of.date')
    stands_in_the_past(console, STATES[then])
    console.click('booking.past-now')
    stands_in_the_present(console, states[-1])
    console.click('booking.as-of-button')
    console.fill('as-of.date', typed)
    console.click('as-of.go')
    stands_in_the_past(console, STATES[then])
    hand.tab('Money')
    if then != 'confirmed':
        console.holds('booking.panel', 'Now: ')
    hand.tab('Overview')
    while console.every('booking.past'):
        step = console.words('booking.past')
        console.click('booking.past-after')
        eventually(lambda step=step: not console.every('booking.past') or console.words('booking.past') != step, 'the next event')
    stands_in_the_present(console, states[-1])
    assert past.version() == before, 'looking changed it'


def by_keys(console, stage, hand, booking):
    past = Past(stage, booking)
    open_booking(console, hand, booking)
    states = past.states()
    for state in states[-2::-1]:  # back to where it began
        hand.command('Show the booking as of the event before')
        stands_in_the_past(console, state)
    console.key('o')  # would open a form, were it the present
    console.key('bracketright')
    if len(states) > 2:
        stands_in_the_past(console, states[1])
        console.key('Escape')
    stands_in_the_present(console, states[-1])
    console.gone('activity.form')
    hand.command('Show the booking as of the event before')
    stands_in_the_past(console, states[-2])
    console.key('Escape')
    stands_in_the_present(console, states[-1])


def main():
    with Stage.of_ctest() as stage, stage.console() as console:
        mouse, keys = Mouse(console, stage), Keys(console, stage)
        mouse.sign_in('operations')
        console.one('bookings.list', seconds=30)
        by_mouse(console, stage, mouse, stage.booking(skip=8))
        console.key('Escape')
        by_keys(console, stage, keys, stage.booking(skip=9))
    print('seen as it was, with the mouse and with keys only, and left as it is')


if __name__ == '__main__':
    main()
