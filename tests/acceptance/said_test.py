#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The provider is not told, the customer is told in other words; two outcomes are compared without the mouse and one of them is
done; a booking changes under the form, which shows what changed and goes on once that was seen."""
import journey
from driver import eventually, text_of, xdotool
from keys_test import Keys
from mouse_test import Mouse
from stage import Stage
from steps_test import open_booking

WORDS = 'We are sorry that this could not work out.'
WHY = 'They told us about it themselves'


def told(stage, booking, audience):
    return stage.one("select state, body from market.message where booking_id = %s and audience = %s and template like '%%cancelled' order by id desc limit 1",
                     booking['id'], audience)


def said(console, hand, stage, booking):
    open_booking(console, hand, booking)
    hand.override()
    hand.reason('Provider cannot come', 'They have told the customer')
    console.holds('activity.effects', booking['customer'], booking['reference'])
    console.tab_to('activity.preview-message-1')  # which brings it into view
    console.key('space')
    console.holds('message', 'This message cannot be left out')
    console.fill('message.body', WORDS)
    console.click('message.keep')
    console.holds('activity.effects', 'In other words', WORDS)
    console.tab_to('activity.preview-message-2')
    console.key('space')
    console.click(console.one(role='page tab', name='Leave it out'))
    console.fill('message.why', 'no')
    console.click('message.keep')
    console.holds('message', 'Say in a sentence why')
    console.fill('message.why', WHY)
    console.click('message.keep')
    console.holds('activity.effects', 'Left out', WHY, WORDS)
    hand.confirm()
    eventually(lambda: told(stage, booking, 'provider') is not None, 'the booking to be cancelled')
    assert told(stage, booking, 'provider')[0] == 'silent', told(stage, booking, 'provider')
    assert told(stage, booking, 'customer') == ('queued', WORDS), told(stage, booking, 'customer')
    for words in ('left out by', 'words of'):
        eventually(lambda words=words: any(words in row for row in console.table('booking.timeline').rows(12)), f'{words!r} in the timeline')
    hand.undo()
    eventually(lambda: told(stage, booking, 'customer')[0] == 'withdrawn', 'the words to be withdrawn')


def compared(console, hand, stage, booking):
    """With keys only."""
    open_booking(console, hand, booking)
    console.one('booking.override-cancel')
    hand.override()
    hand.amount('activity.to-customer', journey.plain(100, booking['currency']))
    hand.reason('Provider cannot come', 'They have told the customer')
    console.holds('activity.effects', 'Cancelled')
    console.key('ctrl+m')
    console.one('compare')
    console.tab_to('compare.override-cancel')
    console.key('space')
    console.one(role='page tab', name='B: Cancel by override')
    hand.amount('activity.to-customer', journey.plain(101, booking['currency']))
    console.holds('activity.effects', 'Cancelled')
    console.key('ctrl+shift+m')
    cell = eventually(lambda: next((text_of(node) for node in console.every('comparison.*') if 'differs' in node.name), None), 'a line that differs')
    assert cell, cell
    console.focus_on('comparison.choose-b')
    console.tab_to('comparison.choose-a')
    console.key('space')
    console.gone('comparison')
    console.reads('activity.to-customer', journey.plain(100, booking['currency']))
    console.key('ctrl+Return')
    console.reads('activity.result', 'Done')
    console.gone(role='page tab', name='B: Cancel by override')
    refunded = journey.Books(stage, booking).refund_intents()
    assert refunded == [(100,)], refunded
    hand.undo()


def outdated(console, hand, stage, booking):
    open_booking(console, hand, booking)
    console.click('booking.override-cancel')
    hand.amount('activity.to-customer', journey.plain(100, booking['currency']))
    hand.reason('Provider cannot come', 'They have told the customer')
    console.holds('activity.effects', 'Cancelled')
    stage.execute('set session authorization operations; select api.invoke(\'override_reprice\', jsonb_build_object(\'booking\', %d, \'price\', %d, \'bearer\', \'platform\'), '
                  "jsonb_build_object('key', gen_random_uuid(), 'reason_code', 'less_work'))" % (booking['id'], booking['captured'] - 100))
    console.holds('activity.outdated', 'changed while this form was open', 'Reprice', 'price')
    console.key('ctrl+r')
    console.gone('activity.outdated')
    console.holds('activity.form', 'This is for the new state')
    console.reads('activity.reason-note', 'They have told the customer')
    console.key('Escape')


def main():
    xdotool('mousemove', 1439, 899)
    with Stage.of_ctest() as stage:
        first, second, third = (stage.booking(skip=number) for number in (12, 13, 14))
        with stage.console() as console:
            mouse, keys = Mouse(console, stage), Keys(console, stage)
            mouse.sign_in('operations')
            console.one('bookings.list', seconds=30)
            said(console, mouse, stage, first)
            console.key('Escape')
            compared(console, keys, stage, second)
            console.key('Escape')
            outdated(console, mouse, stage, third)
    print('told in other words, left out with a reason, compared and chosen, and taken on as it is now')


if __name__ == '__main__':
    main()
