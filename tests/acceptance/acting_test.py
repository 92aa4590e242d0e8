#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Support does for people on the telephone what is theirs to do: a time proposed for the provider with the mouse and accepted for the
customer with keys only, a cancellation for the customer previewed by their policy, done and taken back."""
import journey
from driver import eventually, is_enabled
from keys_test import Keys
from mouse_test import Mouse
from stage import Stage
from steps_test import open_booking


def acted(stage, booking, operation):
    """Who did it, as whom and why, by the audit."""
    return stage.rows("""select a.login, a.for_kind, p.display_name, a.reason_code from market.audit_entry a join market.person p on p.id = a.for_person
        where a.entity = 'booking' and a.entity_id = %s and a.operation = %s order by a.id""", booking['id'], operation)


def chosen(console, button, opening, number, title):
    """An entry of one of the two menus: what is possible stands first."""
    opening()
    eventually(lambda: console.is_pressed(button), 'the menu')
    console.key(*['Down'] * number, 'Return')
    console.reads('activity.title', title)


def proposed(console, mouse, stage, booking):
    open_booking(console, mouse, booking)
    chosen(console, 'booking.for-provider', lambda: console.click('booking.for-provider'), 1, 'Propose another time for the provider')
    console.holds('activity.form', f"For {booking['provider']}")
    eventually(lambda: len(console.table('activity.openings')) > 3, 'free times to choose from')
    console.click(console.table('activity.openings').cell(2, 0))
    console.holds('activity.effects', 'Choose a reason to see what will happen')
    mouse.reason('They asked on the telephone', 'The van is at the garage that day')
    console.holds('activity.effects', 'Messages', f"Provider {booking['provider']}")
    mouse.confirm()
    eventually(lambda: [row[:2] for row in acted(stage, booking, 'propose_reschedule')] == [('support', 'provider')], 'the proposal in both names')
    console.click('activity.close')


def accepted(console, keys, stage, booking):
    before = stage.one('select starts_at from market.booking where id = %s', booking['id'])
    chosen(console, 'booking.for-customer', lambda: console.key('shift+c'), 1, 'Accept the proposed time for the customer')
    console.holds('activity.form', f"For {booking['customer']}")
    keys.reason('They asked by e-mail', 'Any time that day suits')
    console.holds('activity.effects', 'Booking, starts at', f"Customer {booking['customer']}")
    console.key('ctrl+Return')
    eventually(lambda: stage.one('select starts_at from market.booking where id = %s', booking['id']) != before, 'the booking to be moved')
    assert [row[1] for row in acted(stage, booking, 'accept_reschedule')] == ['customer']
    console.key('Escape')


def cancelled(console, mouse, keys, stage, booking):
    books = journey.Books(stage, booking)
    keys.command('Cancel for the customer')
    console.holds('activity.form', 'Cancel for the customer', f"For {booking['customer']}")
    mouse.reason('They asked on the telephone', 'They are moving away')
    console.holds('activity.effects', 'Cancelled', f"Customer {booking['customer']}")
    eventually(lambda: is_enabled(console.one('activity.confirm')), 'the cancellation to be possible')
    mouse.confirm()
    eventually(lambda: books.state() == 'cancelled', 'the booking to be cancelled')
    console.reads('booking.state', 'Cancelled')
    assert acted(stage, booking, 'cancel') == [('support', 'customer', booking['customer'], 'by_telephone')]
    assert stage.rows("select template, state from market.message where booking_id = %s and template like '%%done_for_you' order by id", booking['id']) == [
        ('provider_done_for_you', 'queued'), ('done_for_you', 'queued'), ('done_for_you', 'queued')]
    mouse.undo()
    eventually(lambda: books.state() == 'confirmed', 'the booking to be as it was')


def within_limits(stage):
    """A booking that support may cancel alone."""
    for skip in range(12, 60):
        booking = stage.booking(skip=skip)
        limit = stage.one("select per_record from market.amount_limit where role_name = 'steward_support' and operation is null and currency = %s order by version desc limit 1", booking['currency'])
        if booking['captured'] <= limit[0]:
            return booking
    raise AssertionError('the demo market has no cheap booking')


def main():
    with Stage.of_ctest() as stage, stage.console() as console:
        mouse, keys = Mouse(console, stage), Keys(console, stage)
        mouse.sign_in('support')
        console.one('bookings.list', seconds=30)
        booking = within_limits(stage)
        proposed(console, mouse, stage, booking)
        accepted(console, keys, stage, booking)
        cancelled(console, mouse, keys, stage, booking)
    print('proposed for the provider, accepted and cancelled for the customer, in both names, and taken back')


if __name__ == '__main__':
    main()
