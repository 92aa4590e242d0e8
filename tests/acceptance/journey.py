# SPDX-License-Identifier: GPL-3.0-or-later
"""One override from click to row, as the issue of the first thread tells it, and what the database must hold at each step.

The steps are the same with the mouse and with keys only; `Hand` says how they are done.
"""
from stage import eventually


class Books:
    """What the database holds of one booking."""

    def __init__(self, stage, booking):
        self.stage, self.booking = stage, booking

    def state(self):
        return self.stage.one('select state from market.booking where id = %s', self.booking['id'])[0]

    def refunded(self):
        return self.stage.one('select refunded from market.payment where booking_id = %s', self.booking['id'])[0]

    def escrow(self):
        return self.stage.one('''
            select coalesce(-sum(entry.amount), 0)::bigint from market.ledger_account account join market.ledger_entry entry on entry.account_id = account.id
            where account.kind = 'escrow' and account.booking_id = %s''', self.booking['id'])[0]

    def ledger_is_balanced(self):
        return self.stage.one('select coalesce(sum(abs(s)), 0) from (select sum(amount) s from market.ledger_entry group by transaction_id, currency) t')[0] == 0

    def invocations(self, operation):
        """Audit entries of an operation on this booking."""
        return self.stage.rows('''
            select invocation_id::text, login, reason_code, note from market.audit_entry
            where operation = %s and entity = 'booking' and entity_id = %s order by id''', operation, self.booking['id'])

    def refund_intents(self):
        """Refunds that the gateway is yet to be told of."""
        return self.stage.rows('''
            select intent.amount from market.gateway_intent intent join market.payment on payment.id = intent.payment_id
            where payment.booking_id = %s and intent.kind = 'refund' and intent.state = 'not yet told' ''', self.booking['id'])

    def pending_steps(self):
        return self.stage.one("select count(*) from market.timer where entity = 'booking' and entity_id = %s and state = 'pending'", self.booking['id'])[0]

    def queued_messages(self):
        return self.stage.one('''
            select count(*) from market.message where booking_id = %s and state = 'queued' and template like '%%cancelled%%' ''', self.booking['id'])[0]


def plain(minor, currency):
    """An amount as it is typed: 7440 EUR is 74.40, 7440 JPY is 7440, 7440 KWD is 7.440."""
    decimals = {'JPY': 0, 'KWD': 3}.get(currency, 2)
    return f'{minor // 10**decimals}.{minor % 10**decimals:0{decimals}d}' if decimals else str(minor)


def found(console, booking, alone=False):
    """Waits until the list shows the booking (`alone`: nothing else), and gives its row's number."""
    def look():
        table = console.table('bookings.list')
        if alone and len(table) != 1:
            return None
        rows = table.rows(20)
        return next(((index,) for index, row in enumerate(rows) if booking['reference'] in row), None)
    return eventually(look, f'{booking["reference"]} in the list')[0]


def find_in_three_ways(console, hand, booking):
    """By a part of the reference, by the customer's e-mail, by the provider's name."""
    hand.filter(booking['reference'][3:8])
    found(console, booking)
    hand.filter(booking['email'])
    found(console, booking)
    hand.filter(booking['provider'])
    eventually(lambda: all(booking['provider'] in row for row in console.table('bookings.list').rows(8)) and len(console.table('bookings.list')) > 0,
               f'only bookings of {booking["provider"]}')
    hand.filter(booking['reference'])
    return found(console, booking, alone=True)


def read_the_record(console, hand, booking):
    """Facts, timeline and money of an open booking."""
    console.reads('booking.reference', booking['reference'])
    console.reads('booking.state', 'Confirmed')
    console.holds('booking.panel', booking['customer'], booking['provider'], booking['email'])
    hand.tab('Money')
    console.holds('booking.panel', plain(booking['captured'], booking['currency']))
    hand.tab('Overview')


def preview(console, hand, books, to_customer, to_provider):
    """Fills the form and reads what would happen; nothing has happened yet."""
    booking = books.booking
    before = (books.state(), books.refunded(), books.escrow(), len(books.invocations('override_cancel')))
    hand.amount('activity.to-customer', plain(to_customer, booking['currency']))
    hand.amount('activity.to-provider', plain(to_provider, booking['currency']))
    hand.reason('Customer has an emergency', 'Called at noon: a broken leg')
    words = console.holds('activity.effects', 'Cancelled', plain(to_customer, booking['currency']), booking['customer'])
    lines = ' | '.join(console.table(f'activity.ledger-{booking["currency"].lower()}').rows()).replace(',', '')
    for part in (plain(booking['captured'], booking['currency']), plain(to_customer, booking['currency']), booking['provider']):
        assert part in lines, f'{part} is not among the ledger lines: {lines}'
    assert booking['provider'] in words, f'the message to the provider is not among the effects: {words}'
    assert (books.state(), books.refunded(), books.escrow(), len(books.invocations('override_cancel'))) == before, 'a preview changed something'
    return words


def cancelled(console, books, to_customer):
    """Waits for the result on the screen, then for the same in the database."""
    console.reads('activity.result', lambda words: len(words) > 0)
    assert books.state() == 'cancelled', books.state()
    assert books.refunded() == to_customer
    assert books.escrow() == 0, 'money was left in escrow'
    assert books.ledger_is_balanced()
    assert [row[0] for row in books.refund_intents()] == [to_customer]
    assert books.pending_steps() == 0, 'an automatic step is still ahead'
    assert books.queued_messages() == 2, 'customer and provider are told'
    (entry,) = books.invocations('override_cancel')
    assert entry[1:] == ('operations', 'customer_emergency', 'Called at noon: a broken leg'), entry
    console.reads('booking.state', 'Cancelled')


def taken_back(console, books):
    """The booking as it was, by new ledger lines; nobody is told."""
    console.reads('booking.state', 'Confirmed')
    eventually(lambda: books.state() == 'confirmed', 'the booking to be confirmed again')
    booking = books.booking
    assert books.refunded() == 0
    assert books.escrow() == booking['captured'], 'the money is back in escrow'
    assert books.ledger_is_balanced()
    assert not books.refund_intents() and books.queued_messages() == 0
    assert books.pending_steps() > 0, 'its automatic steps are ahead again'


def whole(console, hand, stage, booking):
    """All of it, from the empty filter to the undone cancellation."""
    books = Books(stage, booking)
    refund, share = booking['captured'] * 3 // 5, booking['captured'] // 4
    find_in_three_ways(console, hand, booking)
    hand.sort_and_narrow(booking)
    hand.filter(booking['reference'])
    row = found(console, booking, alone=True)
    hand.open(row)
    read_the_record(console, hand, booking)
    hand.override()
    preview(console, hand, books, refund, share)
    hand.confirm()
    cancelled(console, books, refund)
    hand.undo()
    taken_back(console, books)
