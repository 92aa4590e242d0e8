#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A price is lowered with the mouse and raised with keys only, which the gateway is asked for; cancelled bookings are reopened, once
with each. What waits for the gateway says so until the sandbox has answered."""
import journey
from driver import eventually
from keys_test import Keys
from mouse_test import Mouse
from stage import Stage
from steps_test import open_booking


class Priced:
    """What a booking costs and waits for, as the database has it."""

    def __init__(self, stage, booking):
        self.stage, self.booking = stage, booking

    def now(self):
        return self.stage.one('select state, price, platform_bears, awaits, further_charge from market.booking where id = %s', self.booking['id'])

    def becomes(self, *wanted):
        eventually(lambda: self.now() == wanted, f'the booking to be {wanted}', 40)

    def told_at_once(self):
        """As if the time in which it can be taken back were over."""
        self.stage.execute("update market.gateway_intent set due = now() where state = 'not yet told' and payment_id = (select id from market.payment where booking_id = %d)" % self.booking['id'])


def lowered(console, hand, stage, booking):
    priced = Priced(stage, booking)
    open_booking(console, hand, booking)
    price = priced.now()[1]
    console.click('booking.override-reprice')
    console.holds('activity.form', 'Enter another price')
    console.fill('activity.price', journey.plain(price, booking['currency']))
    console.holds('activity.form', 'That is the price it has')
    console.fill('activity.price', journey.plain(price - 100, booking['currency']))
    console.choose('activity.bearer', 'The platform; the provider is paid as before')
    hand.reason('It was less work than was booked', 'Done in half the time')
    console.holds('activity.effects', 'Booking, price', 'Booking, platform bears', booking['customer'])
    assert priced.now()[1] == price, 'a look repriced it'
    hand.confirm()
    priced.becomes('confirmed', price - 100, 100, None, None)
    console.holds('booking.panel', 'by the platform')
    hand.undo()
    priced.becomes('confirmed', price, 0, None, None)


def raised(console, hand, stage, booking):
    priced = Priced(stage, booking)
    open_booking(console, hand, booking)
    price = priced.now()[1]
    hand.command('Reprice')
    console.fill_here('activity.price', journey.plain(price + 100, booking['currency']))
    console.tab_to('activity.bearer')
    console.key('Down')
    eventually(lambda: console.one('activity.bearer').name == 'The customer is charged further', 'the customer to bear it')
    hand.reason('It was more work than was booked', 'Two more rooms')
    console.holds('activity.effects', 'Payment gateway', 'Authorise', booking['customer'])
    console.key('ctrl+Return')
    priced.becomes('confirmed', price, 0, 'reprice', 100)
    console.holds('booking.panel', 'Waiting', 'more to be charged')
    priced.told_at_once()
    priced.becomes('confirmed', price + 100, 0, None, None)
    console.key('F5')
    console.holds('booking.panel', journey.plain(price + 100, booking['currency']))


def reopened(console, hand, stage, booking):
    priced = Priced(stage, booking)
    open_booking(console, hand, booking)
    price = priced.now()[1]
    if isinstance(hand, Keys):
        hand.command('Reopen')
    else:
        console.click('booking.override-reopen')
    hand.reason('The customer asked for it', 'They want it after all')
    console.holds('activity.effects', 'Payment gateway', 'Authorise')
    hand.confirm()
    priced.becomes('cancelled', price, 0, 'reopen', price)
    console.holds('booking.panel', 'Waiting', 'more to be charged')
    console.reads('booking.state', 'Cancelled')
    priced.told_at_once()
    priced.becomes('confirmed', price, 0, None, None)
    console.key('F5')
    console.reads('booking.state', 'Confirmed')


def main():
    with Stage.of_ctest() as stage:
        first, second = stage.booking(skip=8), stage.booking(skip=9)
        third, fourth = stage.booking(skip=10), stage.booking(skip=11)
        with stage.console() as console:
            mouse, keys = Mouse(console, stage), Keys(console, stage)
            mouse.sign_in('operations')
            console.one('bookings.list', seconds=30)
            lowered(console, mouse, stage, first)
            console.key('Escape')
            raised(console, keys, stage, second)
            for hand, booking in ((mouse, third), (keys, fourth)):
                console.key('Escape')
                open_booking(console, hand, booking)
                give_all_back(console, hand, stage, booking)
                console.key('Escape')
                reopened(console, hand, stage, booking)
    print('lowered and taken back, raised once the gateway had answered, and reopened, with the mouse and with keys only')


def give_all_back(console, hand, stage, booking):
    """Cancelled, so that there is something to reopen."""
    hand.override()
    hand.amount('activity.to-provider', journey.plain(0, booking['currency']))
    hand.amount('activity.to-customer', journey.plain(booking['captured'], booking['currency']))
    hand.reason('Customer has an emergency', 'They called this morning')
    console.holds('activity.effects', 'Cancelled')
    hand.confirm()
    priced = Priced(stage, booking)
    eventually(lambda: priced.now()[0] == 'cancelled', 'the booking to be cancelled')
    priced.told_at_once()
    eventually(lambda: stage.one("select bool_and(state = 'done') from market.gateway_intent where payment_id = (select id from market.payment where booking_id = %s)", booking['id'])[0],
               'the gateway to give it back', 40)


if __name__ == '__main__':
    main()
