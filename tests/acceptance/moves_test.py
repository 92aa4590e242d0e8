#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An operator moves one booking to a free time and gives another to somebody else, each once with the mouse and once with keys
only, chosen from what the database ranks; all of it previewed, and taken back."""
import contextlib

import psycopg2

import journey
from driver import eventually
from keys_test import Keys
from mouse_test import Mouse
from stage import Stage
from steps_test import open_booking


class Place:
    """When a booking takes place and who delivers it, as the database has it."""

    def __init__(self, stage, booking):
        self.stage, self.booking = stage, booking

    def now(self):
        return self.stage.one('select starts_at, provider_id from market.booking where id = %s', self.booking['id'])

    def openings(self):
        return [row[0] for row in self.stage.rows('select starts_at from market.booking_slot, lateral (select lower(during) as starts_at) at where booking_id = %s and blocking and release_at is null', self.booking['id'])]


def chosen_by_mouse(console, list_name, row):
    console.click(console.table(list_name).cell(row, 0))


def chosen_by_keys(console, _, row):
    """The form begins in its list."""
    console.key('Home')
    for _ in range(row):
        console.key('Down')


def rescheduled(console, hand, stage, booking, choose):
    place = Place(stage, booking)
    open_booking(console, hand, booking)
    before = place.now()
    open_form(console, hand, 'override-reschedule', 'Reschedule')
    console.holds('activity.form', 'Choose a time to see what will happen')
    eventually(lambda: len(console.table('activity.openings')) > 3, 'free times to choose from')
    choose(console, 'activity.openings', 2)
    hand.reason('The customer asked for it', 'They called and asked')
    console.holds('activity.effects', 'Booking, starts at', 'Start')
    assert place.now() == before, 'a look moved it'
    hand.confirm()
    eventually(lambda: place.now()[0] != before[0], 'the booking to take place at another time')
    assert place.openings() == [place.now()[0]]
    hand.undo()
    eventually(lambda: place.now() == before, 'the booking to take place when it did')


def typed(console, hand, stage, booking):
    """Another time than those that are offered; one that can not be read says so at the field."""
    place = Place(stage, booking)
    before = place.now()
    wanted = stage.one("""select to_char(at at time zone zone, 'YYYY-MM-DD HH24:MI'), at from (
        select zone, date_trunc('day', greatest(starts_at, now()) at time zone zone) at time zone zone + interval '40 days 3 hours' as at from market.booking where id = %s) t""", booking['id'])
    console.click('booking.override-reschedule')
    console.fill('activity.starts-at', '2027-99-99')
    console.holds('activity.form', 'can not be read as a moment')
    console.fill('activity.starts-at', wanted[0])
    hand.reason('The customer asked for it', 'At night, they insist')
    console.holds('activity.effects', 'Booking, outside hours')
    hand.confirm()
    eventually(lambda: place.now()[0] == wanted[1], f'the booking to take place at {wanted[1]}')
    console.holds('booking.panel', "Outside of the provider's")
    hand.undo()
    eventually(lambda: place.now() == before, 'the booking to take place when it did')


def reassigned(console, hand, stage, booking, choose):
    place = Place(stage, booking)
    open_booking(console, hand, booking)
    before = place.now()
    open_form(console, hand, 'override-reassign', 'Reassign')
    console.holds('activity.form', 'Choose who delivers it to see what will happen', 'The customer keeps paying')
    eventually(lambda: len(console.table('activity.candidates')) > 0, 'providers to choose from')
    choose(console, 'activity.candidates', 0)
    hand.reason('Provider cannot come', 'Fell ill this morning')
    console.holds('activity.effects', 'Provider ')
    assert place.now() == before, 'a look gave it away'
    hand.confirm()
    eventually(lambda: place.now()[1] != before[1], 'the booking to have another provider')
    assert place.now()[0] == before[0]
    hand.undo()
    eventually(lambda: place.now() == before, 'the booking to have its provider back')


def open_form(console, hand, button, title):
    if isinstance(hand, Keys):
        hand.command(title)
    else:
        console.click(f'booking.{button}')


def with_candidates(stage):
    """Bookings that somebody else could deliver, as operations may know."""
    with contextlib.closing(psycopg2.connect(stage.dsn('operations'))) as link, link.cursor() as cursor:
        cursor.execute("""select id, reference from api.booking_list where state = 'confirmed' and starts_at > now() + interval '6 hours'
            and exists (select from api.booking_candidates(id)) order by id limit 2""")
        return [dict(zip(('id', 'reference'), row)) for row in cursor.fetchall()]


def main():
    with Stage.of_ctest() as stage, stage.console() as console:
        mouse, keys = Mouse(console, stage), Keys(console, stage)
        mouse.sign_in('operations')
        console.one('bookings.list', seconds=30)
        first, second = stage.booking(skip=6), stage.booking(skip=7)
        rescheduled(console, mouse, stage, first, chosen_by_mouse)
        typed(console, mouse, stage, first)
        console.key('Escape')
        rescheduled(console, keys, stage, second, chosen_by_keys)
        console.key('Escape')
        first, second = with_candidates(stage)
        reassigned(console, mouse, stage, first, chosen_by_mouse)
        console.key('Escape')
        reassigned(console, keys, stage, second, chosen_by_keys)
    print('moved and given to somebody else, with the mouse and with keys only, and taken back')


if __name__ == '__main__':
    main()
