#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An operator moves a booking onto a time that is taken, with keys only: sees who holds it, says what becomes of that one, has both done
in one go, and takes it back; then gives the other's time away and the other the time that is left."""
from driver import eventually, is_enabled
from keys_test import Keys
from mouse_test import Mouse
from stage import Stage
from steps_test import open_booking


class Pair:
    """Two bookings of one provider, and where both are."""

    def __init__(self, stage):
        self.stage = stage
        found = stage.one("""
            select a.id, a.reference, b.id, b.reference, to_char(b.starts_at at time zone b.zone, 'YYYY-MM-DD HH24:MI')
            from market.booking a join market.payment pa on pa.booking_id = a.id
            join market.booking b on b.provider_id = a.provider_id and b.id <> a.id join market.payment pb on pb.booking_id = b.id
            where a.state = 'confirmed' and b.state = 'confirmed' and a.session_id is null and b.session_id is null
                and a.starts_at > now() + interval '3 days' and b.starts_at > now() + interval '3 days' and b.starts_at < now() + interval '300 days'
                and a.ends_at - a.starts_at = b.ends_at - b.starts_at and pb.captured > 100 and pb.refunded = 0 and a.currency = b.currency
                and pb.captured <= (select per_record from market.amount_limit l where l.currency = b.currency and l.role_name = 'steward_operations' and l.operation is null order by l.version limit 1)
            order by a.id desc, b.id desc limit 1""")
        assert found, 'the demo market has no two confirmed bookings of one provider'
        self.mover, self.other = {'id': found[0], 'reference': found[1]}, {'id': found[2], 'reference': found[3]}
        self.start = found[4]

    def now(self):
        return self.stage.rows('select id, starts_at, provider_id, state from market.booking where id in (%s, %s) order by id', self.mover['id'], self.other['id'])


def displaced(console, keys, pair):
    before = pair.now()
    keys.command('Reschedule')
    console.one('activity.starts-at')
    console.tab_to('activity.starts-at')
    console.fill_here('activity.starts-at', pair.start)
    console.holds('activity.form', 'Another booking holds that time', pair.other['reference'])
    console.tab_to('activity.displaced-choice-1')
    console.key('End')  # the last choice is the gravest
    console.holds('activity.form', 'cancel 1')
    keys.reason('The customer asked for it', 'They called and asked')
    console.holds('activity.effects', pair.other['reference'], 'Cancelled')
    assert pair.now() == before, 'a look did it'
    console.key('ctrl+Return')
    eventually(lambda: dict((row[0], row[3]) for row in pair.now())[pair.other['id']] == 'cancelled', 'the other booking to be cancelled')
    console.holds('activity.form', 'Done: Reschedule')
    console.key('ctrl+z')
    eventually(lambda: pair.now() == before, 'both to be as they were')
    console.key('Escape')


def exchanged(console, mouse, stage, pair):
    """With the mouse: the other moves to where it suits."""
    before = dict((row[0], row[1]) for row in pair.now())
    console.click('booking.override-reschedule')
    console.fill('activity.starts-at', pair.start)
    console.holds('activity.form', 'Another booking holds that time')
    console.tab_to('activity.displaced-choice-1')
    console.key('Home')
    for _ in range(3):
        if not console.one('activity.displaced-choice-1').name.startswith('Move to'):
            console.key('Down')
    mouse.reason('The customer asked for it', 'They exchange')
    console.holds('activity.effects', pair.other['reference'])
    mouse.confirm()
    eventually(lambda: all(row[1] != before[row[0]] for row in pair.now()), 'both to take place at another time')
    mouse.undo()
    eventually(lambda: dict((row[0], row[1]) for row in pair.now()) == before, 'both to take place when they did')


def main():
    with Stage.of_ctest() as stage, stage.console() as console:
        mouse, keys = Mouse(console, stage), Keys(console, stage)
        mouse.sign_in('operations')
        console.one('bookings.list', seconds=30)
        pair = Pair(stage)
        open_booking(console, mouse, pair.mover)
        eventually(lambda: is_enabled(console.one('booking.override-reschedule')), 'the booking to be read')
        displaced(console, keys, pair)
        exchanged(console, mouse, stage, pair)
    print('a booking took the place of another: looked at, done with keys only and with the mouse, taken back')


if __name__ == '__main__':
    main()
