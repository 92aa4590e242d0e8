#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The calendar of a booking's provider: an operator sees their week with everything that is booked in it, goes to other weeks, opens a booking
from it and comes back; with the mouse, and with keys only."""
import re

import pyatspi

from driver import eventually, states, whole
from keys_test import Keys
from mouse_test import Mouse
from stage import Stage
from steps_test import open_booking


class Calendar:
    """What the calendar says, and what the database holds of the same week."""

    def __init__(self, console, stage, booking):
        self.console, self.stage = console, stage
        self.provider, self.monday = stage.one("""
            select b.provider_id, (date_trunc('week', b.starts_at at time zone p.zone))::date from market.booking b join market.provider p on p.id = b.provider_id where b.id = %s""", booking['id'])

    @whole
    def items(self):
        days = self.console.one('calendar.days')
        return [days.getChildAtIndex(index) for index in range(days.childCount)]

    @whole
    def told(self):
        return [item.name for item in self.items()]

    @whole
    def chosen(self):
        return next((item.name for item in self.items() if states(item).contains(pyatspi.STATE_SELECTED)), '')

    def item(self, words):
        return eventually(lambda: next((item for item in self.items() if words in item.name), None), f'{words} in the calendar')

    def booked(self, week=0):
        """What takes place in a week, seats of sessions apart."""
        return {reference for (reference,) in self.stage.rows("""
            select b.reference from market.booking b join market.provider p on p.id = b.provider_id join market.booking_state s on s.state = b.state
            where b.provider_id = %s and s.blocking and b.session_id is null and b.starts_at < ((%s::date + 7 * (%s + 1))::timestamp at time zone p.zone) and b.ends_at > ((%s::date + 7 * %s)::timestamp at time zone p.zone)""",
                                                             self.provider, self.monday, week, self.monday, week)}

    def shows(self, week=0):
        """Waits until a week is shown, seven days with what is booked in them."""
        wanted = self.booked(week)

        def is_there():
            told = self.told()
            return len([words for words in told if re.search(r'(nothing is booked|1 entry|[0-9]+ entries)$', words)]) == 7 and all(any(reference in words for words in told) for reference in wanted) and told
        return eventually(is_there, f'the week with {sorted(wanted)}')

    def chose(self, words):
        eventually(lambda: words in self.chosen(), f'{words} to be chosen')


def with_the_mouse(console, stage, booking):
    hand, calendar = Mouse(console, stage), Calendar(console, stage, booking)
    open_booking(console, hand, booking)
    console.click('booking.provider-calendar')
    calendar.shows()
    calendar.chose(booking['reference'])
    assert console.text('calendar.title') == booking['provider']
    week = console.text('calendar.week')
    console.click('calendar.next')
    console.reads('calendar.week', lambda words: words != week)
    calendar.shows(1)
    console.click('calendar.previous')
    console.reads('calendar.week', week)
    calendar.shows()
    console.click('booking.close')
    console.gone('booking.reference')
    console.click(calendar.item(booking['reference']), times=2)
    console.reads('booking.reference', booking['reference'])
    console.click('calendar.back')
    console.one('bookings.list')


def with_keys_only(console, stage, booking):
    hand, calendar = Keys(console, stage), Calendar(console, stage, booking)
    open_booking(console, hand, booking)
    console.key('shift+w')
    calendar.shows()
    console.focus_on('calendar.days')
    calendar.chose(booking['reference'])
    told = calendar.told()
    here = next(number for number, words in enumerate(told) if booking['reference'] in words)
    console.key('Up')
    calendar.chose(told[here - 1])
    console.key('Down')
    calendar.chose(booking['reference'])
    console.key('Next')
    calendar.shows(1)
    console.key('Prior')
    calendar.shows()
    console.key('Home')
    calendar.chose(', today')
    console.key('ctrl+j')
    console.fill_here('calendar-jump.date', str(calendar.monday))
    console.key('Return')
    console.gone('calendar-jump.date')
    calendar.shows()
    hand.command('Close the calendar')
    console.focus_on('bookings.list')
    console.one('booking.reference')  # it stays open beside the list
    console.key('shift+w')
    calendar.chose(booking['reference'])
    console.key('Return')
    console.reads('booking.reference', booking['reference'])
    console.key('Escape')
    console.gone('booking.reference')
    console.focus_on('calendar.days')
    console.key('Escape')
    console.focus_on('bookings.list')


def main():
    with Stage.of_ctest() as stage, stage.console() as console:
        Mouse(console, stage).sign_in('operations')
        console.one('bookings.list', seconds=30)
        with_the_mouse(console, stage, stage.booking(skip=6))
        console.key('Escape')
        with_keys_only(console, stage, stage.booking(skip=7))
    print("a provider's week: seen, turned, a booking opened from it; with the mouse, then with keys only")


if __name__ == '__main__':
    main()
