#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An operator asks why a booking is in its state, with keys only, and why a figure is what it is and an action can not be run, with
the mouse on them; what is said is what the database holds."""
from driver import eventually, is_enabled
from journey import plain
from keys_test import Keys
from mouse_test import Mouse
from stage import Stage
from steps_test import open_booking


def main():
    with Stage.of_ctest() as stage, stage.console() as console:
        mouse, keys = Mouse(console, stage), Keys(console, stage)
        mouse.sign_in('operations')
        console.one('bookings.list', seconds=30)
        booking = stage.booking(skip=10)
        open_booking(console, keys, booking)
        eventually(lambda: is_enabled(console.one('booking.override-cancel')), 'the booking to be read')
        console.key('w')
        console.reads('why.title', 'Why is it Confirmed?')
        console.holds('why', 'Rule: ', 'Clock: Start', 'then In progress')
        console.key('Escape')
        console.gone('why.title')
        console.hover('booking.policy')
        console.key('w')
        console.reads('why.title', 'What does the policy give back?')
        tiers = stage.one("select jsonb_array_length(policy -> 'tiers') from market.booking where id = %s", booking['id'])[0]
        eventually(lambda: len(console.every('why.line-*')) == tiers + 2, f'{tiers} tiers, what follows them, and the terms that they are of')
        console.holds('why', 'Terms: version 1 of ')
        console.click('why.close')
        console.gone('why.title')
        console.click('booking.why')
        console.hover('booking.why-override-complete')
        console.key('w')
        console.reads('why.title', 'Is “Complete by override” possible?')
        console.holds('why', 'Not now.', 'Rule: ')
        console.key('Escape')
        console.gone('why.title')
        reference, credit, currency = stage.one("""select booking.reference, payment.credit, payment.currency from market.payment
            join market.booking on booking.id = payment.booking_id where payment.credit > 0 order by payment.id limit 1""")
        open_booking(console, keys, {'reference': reference})
        keys.tab('Money')
        console.holds('booking.panel', 'By credit', plain(credit, currency))
    print('asked why, with keys and with the mouse, and answered')


if __name__ == '__main__':
    main()
