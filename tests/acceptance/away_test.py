#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A provider falls ill: an operator marks the days with keys only, sees what would become of each booking, leaves one as it is, has it done
in one go, and takes it back."""
from driver import eventually, is_enabled
from keys_test import Keys
from mouse_test import Mouse
from stage import Stage
from steps_test import open_booking


class Absence:
    """What the database holds of a provider's days and of the bookings in them."""

    def __init__(self, stage, booking):
        self.stage = stage
        self.provider, self.first, self.last = stage.one('''
            select provider_id, (starts_at at time zone zone)::date::text, ((starts_at at time zone zone)::date + 6)::text from market.booking where id = %s''', booking['id'])

    def bookings(self):
        """Of these days, whoever has them: when they take place, who delivers them, and in which state."""
        return self.stage.rows('''
            select b.id, b.starts_at, b.provider_id, b.state from market.booking b
            where b.id in (select k.booking_id from market.absence_booking k join market.absence a on a.id = k.absence_id where a.provider_id = %s)
                or b.provider_id = %s and b.starts_at between %s::date and %s::date + 1 and b.state in ('pending_payment', 'requested', 'confirmed') order by b.id''',
                               self.provider, self.provider, self.first, self.last)

    def is_away(self):
        return self.stage.one('select exists (select from market.absence where provider_id = %s and free_from is null)', self.provider)[0]


def rearranged(console, keys, stage, booking):
    absence = Absence(stage, booking)
    before = absence.bookings()
    eventually(lambda: is_enabled(console.one('booking.for-provider')), 'the booking to be read')
    console.key('shift+a')
    console.reads('activity.title', 'Provider is away')
    console.fill_here('activity.first-day', absence.first)
    console.tab_to('activity.last-day')
    console.fill_here('activity.last-day', absence.last)
    console.one('activity.away-choice-1')
    console.holds('activity.effects', 'Choose a reason to see what will happen')
    keys.reason('Provider is ill', 'Fever since this morning')
    console.holds('activity.effects', 'One by one', 'Away', booking['reference'])
    assert absence.bookings() == before and not absence.is_away(), 'a look did it'
    console.key('ctrl+Return')
    eventually(absence.is_away, 'the provider to be away')
    assert absence.bookings() != before, 'nothing was rearranged'
    console.holds('activity.form', 'Done: Provider is away', booking['provider'])
    console.key('ctrl+z')
    eventually(lambda: not absence.is_away(), 'the provider to be back')
    assert absence.bookings() == before, 'not everything is as it was'


def left(console, mouse, stage, booking):
    """From the menu of what is done for the provider; nothing of it is done with the booking that is left alone."""
    console.click('booking.for-provider')
    eventually(lambda: console.is_pressed('booking.for-provider'), 'the menu')
    console.key('Up', 'Return')
    console.reads('activity.title', 'Provider is away')
    console.choose('activity.away-choice-1', 'Leave as it is')
    mouse.reason('Accident or breakdown', 'The van broke down')
    console.holds('activity.effects', booking['reference'], 'Stays')
    console.click('activity.close')


def main():
    with Stage.of_ctest() as stage, stage.console() as console:
        mouse, keys = Mouse(console, stage), Keys(console, stage)
        mouse.sign_in('operations')
        console.one('bookings.list', seconds=30)
        booking = stage.booking(skip=12)
        open_booking(console, mouse, booking)
        rearranged(console, keys, stage, booking)
        left(console, mouse, stage, booking)
    print('a provider was away: looked at, rearranged with keys only, taken back; one booking left as it is')


if __name__ == '__main__':
    main()
