#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bookings are displaced while others are at work: whoever is busy is named and nobody waits for them, also where it is taken back; and
two operators who want the same time, for bookings that the other displaces, do not get in each other's way."""
import json
import pathlib
import sys
import threading
import uuid

import psycopg2

from tests.support.cluster import TestDatabase

FIXTURE = (pathlib.Path(__file__).resolve().parents[1] / 'fixture.sql').read_text()
ROUNDS = 8


def call(cursor, operation, arguments, options=None):
    try:
        cursor.execute('select api.invoke(%s, %s, %s)', (operation, json.dumps(arguments), json.dumps({'key': str(uuid.uuid4()), **(options or {})})))
        return cursor.fetchone()[0]
    except psycopg2.Error as refused:
        return refused.diag.message_primary


class Tests:
    def __init__(self, db):
        self.db, self.n, self.failed = db, 0, 0
        self.setup = db.connect().cursor()
        self.setup.execute(FIXTURE)
        self.setup.execute('select fixture.operators()')
        self.operators = [db.connect(db.login('operations')).cursor() for _ in range(2)]
        self.customer, person = self.row('select fixture.new_customer(), fixture.new_provider()')
        self.provider, self.listing = self.row('select fixture.provider_id(%s), fixture.new_listing(%s)', person, person)

    def is_(self, found, wanted, words):
        self.n += 1
        self.failed += found != wanted
        print(f'{"ok" if found == wanted else "not ok"} {self.n} - {words}', flush=True)
        if found != wanted:
            print(f'# {found}\n# instead of {wanted}')

    def row(self, statement, *values):
        self.setup.execute(statement, values)
        return self.setup.fetchone()

    def booked(self, hours):
        return self.row('select fixture.new_booking(%s, %s, fixture.ahead(%s))', self.customer, self.listing, hours)[0]

    def at(self, hours):
        return self.row('select fixture.ahead(%s)', hours)[0].isoformat()

    def displace(self, cursor, booking, start, plan):
        return call(cursor, 'override_reschedule', {'booking': booking, 'starts_at': start, 'displace': plan}, {'reason_code': 'customer_asked'})

    def busy(self):
        mover, one = self.booked(100), self.booked(200)
        holder = self.db.connect().cursor()
        holder.execute('begin; select from market.booking where id = %s for no key update', (one,))
        plan = [{'booking': one, 'choice': 'reschedule', 'starts_at': self.at(220)}]
        self.is_(self.displace(self.operators[0], mover, self.at(200), plan), 'Somebody else is at work on this booking at this very moment.', 'whoever is busy does not make way, and nobody waits')
        holder.execute('rollback')
        done = self.displace(self.operators[0], mover, self.at(200), plan)
        holder.execute('begin; select from market.provider where id = %s for no key update', (self.provider,))
        self.is_(call(self.operators[0], 'undo', {'invocation': done['invocation']}), 'The provider is being booked or changed at this very moment.', 'nor does who takes it back')
        holder.execute('rollback')
        self.is_(isinstance(call(self.operators[0], 'undo', {'invocation': done['invocation']}), str), False, 'a moment later it is')
        holder.connection.close()

    def crossing(self):
        """Each moves its booking onto the other's, which gets the time that is left: one after the other, whoever is first."""
        seen, barrier = [], threading.Barrier(2, timeout=60)
        pairs = [(self.booked(300 + 10 * n), self.booked(305 + 10 * n)) for n in range(ROUNDS)]
        hours = [(self.at(300 + 10 * n), self.at(305 + 10 * n)) for n in range(ROUNDS)]

        def run(side):
            for bookings, starts in zip(pairs, hours):
                barrier.wait()
                reply = self.displace(self.operators[side], bookings[side], starts[1 - side], [{'booking': bookings[1 - side], 'choice': 'reschedule', 'starts_at': starts[side]}])
                seen.append(reply if isinstance(reply, str) else 'done')
        threads = [threading.Thread(target=run, args=(side,)) for side in (0, 1)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        print(f'# {sorted(seen)}')
        self.is_({words for words in seen if 'deadlock' in words or 'duplicate' in words or 'conflicting' in words}, set(), 'two who displace each other are told in words, and nobody is in the way')
        self.is_(seen.count('done') >= ROUNDS, True, 'one of the two has it done')


def main():
    with TestDatabase() as db:
        tests = Tests(db)
        tests.busy()
        tests.crossing()
        tests.is_(tests.row("select string_agg(figure, '; ') from (select * from guard.invariant_live_bookings_hold_their_slot()"
                            " union all select * from guard.invariant_no_overlapping_slots()) asked where not holds")[0], None, 'nobody has two bookings at once, and everybody has their own time')
        print(f'1..{tests.n}')
        for cursor in (*tests.operators, tests.setup):
            cursor.connection.close()
        return 1 if tests.failed else 0


if __name__ == '__main__':
    sys.exit(main())
