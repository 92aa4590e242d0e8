#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What follows a service, on one booking: credit given and taken back, reopened, reported as a no-show and completed after
all, then disputed and decided; with the mouse and with keys in turn."""
import journey
from driver import eventually, is_enabled
from keys_test import Keys
from mouse_test import Mouse
from stage import Stage


class Ended:
    """A completed booking, and what the database holds of it."""

    def __init__(self, stage):
        self.stage = stage
        self.id, self.reference, self.currency, self.price, self.customer, self.provider = stage.one('''
            select booking.id, booking.reference, booking.currency, booking.price, person.display_name, provider.name
            from market.booking
            join market.customer on customer.id = booking.customer_id
            join market.person on person.id = customer.person_id
            join market.provider on provider.id = booking.provider_id
            where booking.state = 'completed' and booking.over_at > now() - interval '2 days'
                and booking.price <= (select per_record from market.amount_limit own where own.role_name = 'steward_support' and own.operation is null and own.currency = booking.currency order by own.version desc limit 1)
            order by booking.over_at desc limit 1''')

    def state(self):
        return self.stage.one('select state from market.booking where id = %s', self.id)[0]

    def becomes(self, state):
        eventually(lambda: self.state() == state, f'the booking to be {state}')

    def balance(self, kind):
        """What this booking gave to accounts of a kind."""
        return self.stage.one('''
            select coalesce(-sum(entry.amount), 0)::bigint
            from market.ledger_transaction posting
            join market.ledger_entry entry on entry.transaction_id = posting.id
            join market.ledger_account account on account.id = entry.account_id
            where posting.booking_id = %s and account.kind = %s''', self.id, kind)[0]


def moves(console, booking, *wanted):
    """Waits until the ledger lines of the preview hold all of it."""
    def look():
        lines = ' | '.join(console.table(f'activity.ledger-{booking.currency.lower()}').rows()).replace(',', '')
        return all(words in lines for words in wanted)
    eventually(look, f'{wanted} among the ledger lines')


def credited(console, hand, booking):
    amount = booking.price // 10
    console.click('booking.goodwill-credit')
    console.holds('activity.form', 'Enter an amount')
    console.fill('activity.amount', journey.plain(booking.price + 1, booking.currency))
    hand.reason('Provider came late', 'An hour and a half')
    console.holds('activity.form', 'at most its price')
    console.fill('activity.amount', journey.plain(amount, booking.currency))
    console.holds('activity.effects', 'Messages', booking.customer)
    moves(console, booking, 'Customer credit', journey.plain(amount, booking.currency), booking.customer)
    assert booking.balance('customer_credit') == 0, 'a preview gave credit'
    hand.confirm()
    eventually(lambda: booking.balance('customer_credit') == amount, 'the credit')
    hand.undo()
    eventually(lambda: booking.balance('customer_credit') == 0, 'the credit taken back')


def reopened(console, keys, booking):
    keys.command('Reopen')
    keys.reason('Service is not finished', 'They come again on Tuesday')
    console.holds('activity.effects', 'In progress')
    console.key('ctrl+Return')
    booking.becomes('in_progress')
    console.reads('booking.state', 'In progress')


def missed(console, hand, booking):
    console.key('Escape')
    console.click('booking.report-no-show')
    console.holds('activity.form', 'Say who did not come')
    assert not is_enabled(console.one('activity.confirm')), 'somebody must be named'
    console.choose('activity.absent', f'The provider, {booking.provider}')
    console.holds('activity.effects', 'No show', booking.customer)
    hand.confirm()
    booking.becomes('no_show')
    console.reads('booking.state', 'No show')
    console.holds('booking.panel', 'Did not come', 'The provider')


def completed(console, keys, booking):
    console.key('Escape')
    keys.command('Complete by override')
    keys.reason('Both say that it took place', 'Called both')
    console.holds('activity.effects', 'Completed')
    console.key('ctrl+Return')
    booking.becomes('completed')
    console.reads('booking.state', 'Completed')


def disputed(console, keys, booking):
    """Support passes on what the customer says; the money stays where it is."""
    eventually(lambda: is_enabled(console.one('booking.dispute')), 'the booking to be read')
    keys.command('Dispute')
    console.holds('activity.effects', 'Disputed')
    console.key('ctrl+Return')
    booking.becomes('disputed')
    console.reads('booking.state', 'Disputed')


def resolved(console, hand, booking):
    console.key('Escape')
    refund = booking.price // 2
    console.click('booking.resolve')
    console.fill('activity.to-customer', journey.plain(refund, booking.currency))
    hand.reason('Both agreed', 'Half of it')
    console.holds('activity.effects', 'Settled', booking.customer)
    moves(console, booking, 'Gateway clearing', journey.plain(refund, booking.currency), booking.provider)
    hand.confirm()
    booking.becomes('settled')
    assert booking.balance('escrow') == 0 and booking.balance('gateway_clearing') == refund - booking.price
    console.reads('booking.state', 'Settled')
    hand.undo()
    booking.becomes('disputed')
    assert booking.balance('escrow') == booking.price


def open_it(console, hand, booking, operator):
    hand.sign_in(operator)
    console.one('bookings.list', seconds=30)
    hand.filter(booking.reference)
    hand.open(journey.found(console, {'reference': booking.reference}, alone=True))
    console.reads('booking.reference', booking.reference)


def main():
    with Stage.of_ctest() as stage:
        booking = Ended(stage)
        with stage.console() as console:
            hand, keys = Mouse(console, stage), Keys(console, stage)
            open_it(console, hand, booking, 'operations')
            credited(console, hand, booking)
            reopened(console, keys, booking)
            missed(console, hand, booking)
            completed(console, keys, booking)
        with stage.console() as console:
            hand, keys = Mouse(console, stage), Keys(console, stage)
            open_it(console, hand, booking, 'support')
            disputed(console, keys, booking)
            resolved(console, hand, booking)
    print('credit, reopened, no-show, completed, disputed, resolved: previewed, done, and taken back where that is possible')


if __name__ == '__main__':
    main()
