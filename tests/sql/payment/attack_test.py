#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""More back than was captured: by a snapshot of the caller's choice, by many cancellations at once, by undo beside a cancellation.
Whatever is tried, refunds stay within what was captured and the ledger agrees."""
import json
import pathlib
import sys
import threading
import uuid

import psycopg2

from tests.support.cluster import TestDatabase

FIXTURE = (pathlib.Path(__file__).resolve().parents[1] / 'fixture.sql').read_text()
AT_ONCE = 10  # an operator's login holds six connections


def invoke(cursor, operation, arguments, options=None):
    cursor.execute('select api.invoke(%s, %s, %s)', (operation, json.dumps(arguments), json.dumps({'key': str(uuid.uuid4()), **(options or {})})))
    return cursor.fetchone()[0]


def override(booking, to_customer=12400):
    return 'override_cancel', {'booking': booking, 'to_customer': to_customer, 'to_provider': 0}, {'reason_code': 'other', 'note': 'two at the same time'}


def code(cursor, *call):
    try:
        invoke(cursor, *call)
        return 'done'
    except psycopg2.Error as refused:
        return refused.pgcode


class Tap:
    def __init__(self):
        self.n, self.bad = 0, 0

    def check(self, holds, words):
        self.n += 1
        self.bad += not holds
        print(f'{"ok" if holds else "not ok"} {self.n} - {words}', flush=True)


def chosen_snapshots(db, tap, booking):
    """A snapshot from before the first refund would not see it."""
    for level in ('REPEATABLE READ', 'SERIALIZABLE'):
        connection = db.connect(db.login('operations'), autocommit=False)
        cursor = connection.cursor()
        cursor.execute(f'set transaction isolation level {level.lower()}')
        cursor.execute('select count(*) from api.booking_list')
        tap.check(code(cursor, *override(booking)) == 'MP061', f'{level} is refused at the door')
        connection.rollback()
        connection.close()


def stale_door(db, tap, booking):
    """Behind the door, with its rights and a snapshot of its own: two refunds of everything."""
    first, second = db.connect(autocommit=False), db.connect(autocommit=False)
    one, two = first.cursor(), second.cursor()
    call = {'id': str(uuid.uuid4()), 'operation': 'override_cancel', 'action': 'override_cancel', 'entity': 'booking', 'entity_id': booking,
            'actor_kind': 'operator', 'actor_id': 1, 'codes': ['O'], 'undoable': True}
    outcomes = []
    for cursor in (one, two):
        cursor.execute('set transaction isolation level repeatable read')
        cursor.execute('set local role steward_door')
        cursor.execute('select refunded from market.payment where booking_id = %s', (booking,))
        cursor.execute("select set_config('steward.call', jsonb_populate_record(null::guard.call, %s || jsonb_build_object('at', guard.clock()))::text, true)",
                       (json.dumps(call),))
    for connection, cursor in ((first, one), (second, two)):
        try:
            cursor.execute('select guard.refund_payment(%s, 12400)', (booking,))
            connection.commit()
            outcomes.append('done')
        except psycopg2.Error as refused:
            connection.rollback()
            outcomes.append(refused.pgcode)
    first.close()
    second.close()
    tap.check(outcomes == ['done', '40001'], f'two refunds on one snapshot: {outcomes}')


def all_at_once(db, tap, booking):
    outcomes, lock, barrier = [], threading.Lock(), threading.Barrier(AT_ONCE, timeout=30)

    def attempt(n):
        connection = db.connect(db.login('operations' if n % 2 else 'support'))
        cursor = connection.cursor()
        barrier.wait()
        outcome = code(cursor, *override(booking, 12400 - n))
        with lock:
            outcomes.append(outcome)
        connection.close()

    threads = [threading.Thread(target=attempt, args=(n,)) for n in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    tap.check(sorted(outcomes) == ['MP031'] * (AT_ONCE - 1) + ['done'], f'{AT_ONCE} cancellations at once: one is done, the others find it cancelled')


def undo_beside_cancel(db, tap, booking):
    """Again and again: cancelled, taken back, while somebody else cancels too."""
    connection, other = db.connect(db.login('operations')), db.connect(db.login('support'))
    cursor, beside = connection.cursor(), other.cursor()
    for _ in range(5):
        reply = invoke(cursor, *override(booking, 5000))
        outcomes = []
        undoing = threading.Thread(target=lambda: outcomes.append(code(cursor, 'undo', {'invocation': reply['invocation']})))
        undoing.start()
        outcome = code(beside, *override(booking))
        undoing.join()
        if outcome == 'done':
            break
    tap.check(outcome in ('done', 'MP031') and outcomes in (['done'], ['MP033']), f'undo beside a cancellation: {outcomes[0]} and {outcome}')
    connection.close()
    other.close()


def main():
    tap = Tap()
    with TestDatabase() as db:
        setup = db.connect()
        cursor = setup.cursor()
        cursor.execute(FIXTURE)
        cursor.execute('select fixture.operators()')
        cursor.execute('select fixture.new_customer(), fixture.new_listing(fixture.new_provider())')
        customer, listing = cursor.fetchone()
        bookings = []
        for n in range(4):
            cursor.execute('select fixture.new_booking(%s, %s, fixture.ahead(%s))', (customer, listing, 100 + 2 * n))
            bookings.append(cursor.fetchone()[0])
        chosen_snapshots(db, tap, bookings[0])
        all_at_once(db, tap, bookings[1])
        undo_beside_cancel(db, tap, bookings[2])
        stale_door(db, tap, bookings[3])
        cursor.execute('select count(*) from market.payment where refunded > captured')
        tap.check(cursor.fetchone()[0] == 0, 'no payment gave more than it took')
        for invariant in ('refunds_within_capture', 'ledger_sums_to_zero', 'escrow_never_negative', 'refunds_reach_the_gateway'):
            cursor.execute(f'select figure, holds from guard.invariant_{invariant}()')
            figure, holds = cursor.fetchone()
            tap.check(holds, f'{invariant}: {figure}')
        setup.close()
    print(f'1..{tap.n}')
    return 1 if tap.bad else 0


if __name__ == '__main__':
    sys.exit(main())
