# SPDX-License-Identifier: GPL-3.0-or-later
"""That a cancellation by hand writes the rows that one through the door writes: a floor that leaves a row or a column out is none.

The two are of different bookings, so numbers, names and moments differ. Each row is compared by what every column holds:
a state or kind as it is, a moment by whether it is the call's own, earlier or later, anything else by its type.
"""
import datetime
import re

WRITTEN = {  # the rows of one cancellation
    'booking': 'id = %(id)s',
    'booking_slot': 'booking_id = %(id)s',
    'payment': 'booking_id = %(id)s',
    'refund': 'payment_id = %(payment)s',
    'timer': "entity = 'booking' and entity_id = %(id)s",
    'ledger_transaction': "booking_id = %(id)s and kind = 'cancellation'",
    'ledger_entry': "transaction_id in (select id from market.ledger_transaction where booking_id = %(id)s and kind = 'cancellation')",
    'gateway_intent': 'payment_id = %(payment)s',
    'message': 'booking_id = %(id)s',
    'event': 'invocation_id = %(call)s',
    'event_pending': 'event_id in (select id from market.event where invocation_id = %(call)s)',
    'audit_entry': 'invocation_id = %(call)s',
    'reply': "reply ->> 'invocation' = %(call)s",
}
NUMBERS_THAT_COUNT = {'version', 'version_before', 'version_after', 'process_version', 'found', 'attempts', 'transition_id'}
OF_THE_BOOKING = {'policy', 'instant_book', 'currency', 'zone', 'locale', 'during'}  # no two need be alike in these


def kind_of(name, value, moment):
    if value is not None and name in OF_THE_BOOKING:
        return 'its own'
    if isinstance(value, dict):
        return {key: kind_of(key, inner, moment) for key, inner in value.items()}
    if isinstance(value, list):
        return [kind_of('', inner, moment) for inner in value]
    if value is None or isinstance(value, bool) or name in NUMBERS_THAT_COUNT:
        return value
    if isinstance(value, (int, float)):
        return 'a number' if value > 0 else 'nothing' if value == 0 else 'less than nothing'
    if re.match(r'\d{4}-\d\d-\d\dT', value):
        read = datetime.datetime.fromisoformat(value)
        return 'the moment' if read == moment else 'earlier' if read < moment else 'later'
    return value if re.fullmatch(r'[a-z][a-z_ ]*', value) else re.sub(r'[^A-Z-].*', '…', value[:3])


def rows_of(cursor, n):
    cursor.execute('select id, payment from bench.todo where n = %s', (n,))
    known = dict(zip(('id', 'payment'), cursor.fetchone()))
    cursor.execute("select invocation_id::text, at from market.audit_entry where entity = 'booking' and entity_id = %(id)s", known)
    known['call'], moment = cursor.fetchone()
    found = {}
    for table, condition in WRITTEN.items():
        key = {'event_pending': 'event_id', 'reply': 'key'}.get(table, 'id')
        cursor.execute(f'select to_jsonb(t) from market.{table} t where {condition} order by t.{key}', known)
        found[table] = [kind_of('', row, moment) for row, in cursor.fetchall()]
    return found


def compare(cursor, door, hand):
    """Ends the benchmark if the hand-written cancellation of one booking left other rows than the door's of another."""
    wanted, written = rows_of(cursor, door), rows_of(cursor, hand)
    for table, rows in wanted.items():
        if not rows or written[table] != rows:
            raise SystemExit(f'through the door, market.{table} has {rows}; by hand {written[table]}')
