#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An answer of the payment gateway was lost, then it refused: the record says so, and operators see to it, over the real sandbox."""
from driver import eventually
from keys_test import Keys
from mouse_test import Mouse
from stage import Stage
from steps_test import open_booking


class Capture:
    """The capture of a booking, as the database holds it. It is the second that the gateway is asked."""

    def __init__(self, stage, booking):
        self.stage, self.booking = stage, booking
        self.place = "kind = 'capture' and payment_id = (select id from market.payment where booking_id = %d)" % booking['id']

    def is_so(self, words):
        # The worker reads what the gateway told of all that was before; an event of this one would make it clear again.
        eventually(lambda: self.stage.one(f"select count(*) from market.gateway_event where payload ->> 'key' = (select key || '-' || attempt from market.gateway_intent where {self.place})")[0],
                   'the event of the capture', 60)
        self.stage.execute(f'update market.gateway_intent set {words} where {self.place}')

    def state(self):
        return self.stage.one(f"select state || ' ' || attempt from market.gateway_intent where {self.place}")[0]


def lost(console, stage, booking):
    hand, capture = Keys(console, stage), Capture(stage, booking)
    open_booking(console, hand, booking)
    capture.is_so("state = 'unknown', failure = 'The gateway did not answer.', retry_at = now() + interval '1 hour'")
    console.key('F5')
    console.holds('booking.panel', 'Capture')
    hand.command('Ask the gateway now')
    console.holds('activity.effects', 'Payment gateway', 'Capture', 'at once')
    console.key('ctrl+Return')
    eventually(lambda: capture.state() == 'done 1', 'the answer that the gateway gave the first time', 30)


def refused(console, stage, booking):
    hand, capture = Mouse(console, stage), Capture(stage, booking)
    open_booking(console, hand, booking)
    capture.is_so("state = 'failed', failure = 'The authorisation has lapsed.'")
    console.key('F5')
    console.holds('booking.panel', 'refused')
    hand.tab('Money')
    console.reads('booking-money.request-2.words', 'The authorisation has lapsed.')
    console.click('booking.retry-request')
    hand.confirm()
    eventually(lambda: capture.state() == 'failed 2', 'the gateway to refuse what it has done already', 30)
    console.reads('booking-money.request-2.words', 'What is captured can not be captured.')


def by_hand(console, stage, booking):
    hand, capture = Mouse(console, stage), Capture(stage, booking)
    open_booking(console, hand, booking)
    console.click('booking.settle-request')
    hand.reason("Done at the gateway's own site", 'Seen there under its reference')
    hand.confirm()
    eventually(lambda: capture.state() == 'by hand 2', 'the request to be done by hand')
    hand.tab('Money')
    console.reads('booking-money.request-2.words', 'Seen to elsewhere')


def main():
    with Stage.of_ctest() as stage:
        with stage.console() as console:
            Mouse(console, stage).sign_in('operations')
            console.one('bookings.list', seconds=30)
            lost(console, stage, stage.booking(skip=6))
            console.key('Escape')
            refused(console, stage, stage.booking(skip=7))
        with stage.console() as console:
            Mouse(console, stage).sign_in('finance')
            console.one('bookings.list', seconds=30)
            by_hand(console, stage, stage.booking(skip=7))
    print('an answer that was lost was asked for with keys only; what was refused was tried again, and then done by hand')


if __name__ == '__main__':
    main()
