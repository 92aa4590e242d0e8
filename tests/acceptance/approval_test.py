#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What support may not move alone: proposed with the mouse, seen and decided by operations with keys only in a console beside it."""
import contextlib

import journey
from driver import eventually, is_enabled
from keys_test import Keys
from mouse_test import Mouse
from stage import Stage


@contextlib.contextmanager
def narrow_limit(stage, currencies):
    """Support may move next to nothing alone, for the time of this test."""
    def limit(record, day):
        stage.execute(f'''insert into market.amount_limit (role_name, currency, version, per_record, per_day, since)
            select role_name, currency, 1 + max(version), {record}, {day}, now() from market.amount_limit
            where role_name = 'steward_support' and operation is null and currency in ({", ".join(repr(code) for code in currencies)}) group by role_name, currency''')
    limit(50, 60)
    try:
        yield
    finally:
        limit('(array_agg(per_record order by version))[1]', '(array_agg(per_day order by version))[1]')


def proposals(stage, booking):
    return [row[0] for row in stage.rows("select state from market.proposal where entity = 'booking' and entity_id = %s order by id", booking['id'])]


def open_booking(console, hand, booking):
    hand.filter(booking['reference'])
    hand.open(journey.found(console, booking, alone=True))
    console.reads('booking.reference', booking['reference'])


def proposed(console, hand, stage, booking):
    """With the mouse, by support: nothing happens but the asking."""
    books = journey.Books(stage, booking)
    open_booking(console, hand, booking)
    console.click('booking.override-cancel')
    hand.amount('activity.to-customer', journey.plain(booking['captured'], booking['currency']))
    hand.amount('activity.to-provider', '0')
    hand.reason('Customer has an emergency', 'Called at noon: a broken leg')
    console.holds('activity.form', 'a second person must approve it', 'Cancelled')
    console.reads('activity.confirm', 'Send for approval')
    console.click('activity.confirm')
    console.reads('activity.result', 'was sent for approval as PR-')
    assert books.state() == 'confirmed' and books.refunded() == 0, 'what waits has happened'
    assert proposals(stage, booking)[-1] == 'open'
    console.click('activity.close')
    console.holds('booking.proposals', 'Cancel by override', 'Proposed by you', 'a broken leg')


def approved(console, hand, stage, booking):
    """With keys only, by operations: the same effects, looked at again."""
    books = journey.Books(stage, booking)
    open_booking(console, hand, booking)
    console.holds('booking.proposals', 'Cancel by override', 'a broken leg')
    console.holds('booking.others', 'is here too')  # the proposer
    console.key('y')
    console.holds('activity.form', 'Approve: Cancel by override', 'a broken leg')
    console.holds('activity.effects', 'Cancelled', booking['customer'])
    console.reads('activity.confirm', 'Approve')
    eventually(lambda: is_enabled(console.one('activity.confirm')), 'the approval to be possible')
    console.key('ctrl+Return')
    console.reads('activity.result', 'Done')
    eventually(lambda: books.state() == 'cancelled', 'the booking to be cancelled')
    assert books.refunded() == booking['captured'] and books.escrow() == 0 and books.ledger_is_balanced()
    assert proposals(stage, booking) == ['approved']
    assert books.invocations('override_cancel')[0][1:] == ('operations', 'customer_emergency', 'Called at noon: a broken leg')
    assert stage.one("select o.login from market.proposal p join market.operator o on o.id = p.proposed_by where p.entity_id = %s", booking['id'])[0] == 'support'
    console.key('Escape')


def rejected(console, hand, stage, booking):
    open_booking(console, hand, booking)
    console.holds('booking.proposals', 'Cancel by override')
    hand.command('Decide what waits for a second person')
    console.holds('activity.form', 'Approve: Cancel by override', 'Reject…')
    console.tab_to('activity.reject', back=True)
    console.key('space')
    console.focus_on('activity.why')
    console.type('The provider can still come')
    console.holds('activity.effects', 'Rejected')
    console.key('ctrl+Return')
    eventually(lambda: proposals(stage, booking) == ['rejected'], 'the proposal to be rejected')
    assert journey.Books(stage, booking).state() == 'confirmed'
    console.key('Escape')


def main():
    with Stage.of_ctest() as stage:
        first, second, third = (stage.booking(skip=skip) for skip in (8, 9, 10))
        with narrow_limit(stage, {first['currency'], second['currency'], third['currency']}), stage.console() as support:
            mouse = Mouse(support, stage)
            mouse.sign_in('support')
            support.one('bookings.list', seconds=30)
            proposed(support, mouse, stage, third)
            support.click('booking.decide-1')
            support.click('activity.confirm')
            eventually(lambda: proposals(stage, third) == ['withdrawn'], 'the proposal to be withdrawn')
            support.click('activity.close')
            proposed(support, mouse, stage, second)
            proposed(support, mouse, stage, first)
            with stage.console() as operations:
                keys = Keys(operations, stage)
                keys.sign_in('operations')
                operations.one('bookings.list', seconds=30)
                approved(operations, keys, stage, first)
                support.holds('booking.others', 'is here too')
                support.reads('booking.state', 'Cancelled')  # in the other console, by itself
                support.gone('booking.decide-1')
                rejected(operations, keys, stage, second)
    print('proposed and withdrawn with the mouse, approved and rejected with keys only; each console saw the other')


if __name__ == '__main__':
    main()
