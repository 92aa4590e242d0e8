#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The list, with keys only: what others bring is counted and shown on demand, what left says why, a date is jumped to."""
import json
import uuid

import psycopg2
from driver import eventually
from keys_test import Keys
from stage import Stage


def somebody_else_cancels(stage, booking):
    """A colleague at another console."""
    connection = psycopg2.connect(stage.dsn('support'))
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute('select api.invoke(%s, %s, %s)', (
                'override_cancel', json.dumps({'booking': booking['id'], 'to_customer': 0, 'to_provider': 0}),
                json.dumps({'key': str(uuid.uuid4()), 'reason_code': 'fraud', 'note': 'Seen by a colleague'})))
    finally:
        connection.close()


def what_others_bring_is_counted_and_shown_on_demand(console, hand, stage):
    booking = stage.booking(skip=6)
    hand.command('Filter bookings: state Cancelled')
    eventually(lambda: all('Cancelled' in row for row in console.table('bookings.list').rows(5)), 'only cancelled bookings')
    before = len(console.table('bookings.list'))
    somebody_else_cancels(stage, booking)
    chip = console.one('bookings.new', seconds=30)
    assert chip.name == '1 new booking above: show it', chip.name
    assert len(console.table('bookings.list')) == before, 'a row was put in under the operator'
    hand.command('Go to the list of bookings')
    console.key('ctrl+Home')
    console.gone('bookings.new')
    eventually(lambda: len(console.table('bookings.list')) == before + 1, 'the new row')
    hand.command('Clear the filter of bookings')


def what_left_says_why(console, hand, stage):
    booking = stage.booking(skip=7)
    hand.filter(booking['reference'])
    hand.command('Filter bookings: state Confirmed')
    eventually(lambda: len(console.table('bookings.list')) == 1, 'the booking alone')
    somebody_else_cancels(stage, booking)
    eventually(lambda: 'It is cancelled now, which this list leaves out' in console.table('bookings.list').row(0), 'the reason', 30)
    hand.command('Clear the filter of bookings')


def a_date_is_jumped_to(console, hand, stage):
    hand.command('Sort bookings by earliest start')
    wanted = stage.booking(skip=8)['reference']
    moment = stage.one("select to_char(starts_at - interval '1 minute', 'YYYY-MM-DD HH24:MI') from market.booking where reference = %s", wanted)[0]
    of_moment = {row[0] for row in stage.rows('select reference from market.booking where starts_at = (select starts_at from market.booking where reference = %s)', wanted)}
    console.key('ctrl+j')
    console.fill_here('jump.date', '31 Feb')
    console.key('Return')
    console.holds('jump', '“31 Feb” is no day')
    console.fill_here('jump.date', moment)
    console.key('Return')
    console.gone('jump.date')
    console.reads('booking.reference', lambda words: words in of_moment)
    console.focus_on('bookings.list')
    console.reads('bookings.count', lambda words: words.startswith('Rows '))


def main():
    with Stage.of_ctest() as stage, stage.console(environment={'TZ': 'UTC'}) as console:
        hand = Keys(console, stage)
        hand.sign_in('operations')
        console.one('bookings.list', seconds=30)
        what_others_bring_is_counted_and_shown_on_demand(console, hand, stage)
        what_left_says_why(console, hand, stage)
        a_date_is_jumped_to(console, hand, stage)
    print('new rows counted and shown, rows that left explained, a date jumped to: with keys only')


if __name__ == '__main__':
    main()
