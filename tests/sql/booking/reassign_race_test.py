#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Several operators reassign at once: to one provider at one time, where exactly one wins and the others are told in words, and
between two providers in both directions, where nobody deadlocks."""
import json
import pathlib
import sys
import threading
import uuid

import psycopg2

from tests.support.cluster import TestDatabase

OPERATORS = 5  # what one login may have, less one
ROUNDS = 12
FIXTURE = (pathlib.Path(__file__).resolve().parents[1] / 'fixture.sql').read_text()


def reassign(cursor, booking, listing):
    try:
        cursor.execute('select api.invoke(%s, %s, %s)', ('override_reassign', json.dumps({'booking': booking, 'listing': listing}),
                       json.dumps({'key': str(uuid.uuid4()), 'reason_code': 'other', 'note': 'all of us at once'})))
        return 'done'
    except psycopg2.Error as refused:
        return refused.pgcode


def at_once(links, wanted):
    """Each link does its own list of (booking, listing), all of them beginning together, round by round."""
    barrier, outcomes, lock = threading.Barrier(len(links), timeout=60), [], threading.Lock()

    def run(cursor, pairs):
        for pair in pairs:
            barrier.wait()
            outcome = reassign(cursor, *pair)
            with lock:
                outcomes.append(outcome)
    threads = [threading.Thread(target=run, args=pair) for pair in zip(links, wanted)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {outcome: outcomes.count(outcome) for outcome in sorted(set(outcomes))}


def main():
    with TestDatabase() as db:
        setup = db.connect()
        cursor = setup.cursor()
        cursor.execute(FIXTURE)
        cursor.execute('select fixture.operators()')
        cursor.execute('select fixture.new_listing(fixture.new_provider()) from generate_series(1, %s)', (OPERATORS + 3,))
        listings = [n for (n,) in cursor.fetchall()]
        one, left, right = listings[OPERATORS:]

        def booked(listing, hours):
            cursor.execute("select fixture.new_booking(fixture.new_customer(), %s, fixture.ahead(%s))", (listing, hours))
            return cursor.fetchone()[0]
        to_one = [[(booked(listings[n], 100 + 2 * turn), one) for turn in range(ROUNDS)] for n in range(OPERATORS)]
        crossing = [[(booked((left, right)[n % 2], 200 + 2 * (OPERATORS * turn + n)), (right, left)[n % 2]) for turn in range(ROUNDS)] for n in range(OPERATORS)]
        links = [db.connect(db.login('operations')).cursor() for _ in range(OPERATORS)]
        first = at_once(links, to_one)
        second = at_once(links, crossing)
        print(f'# to one: {first}\n# crossing: {second}')
        good = first == {'MP032': ROUNDS * (OPERATORS - 1), 'done': ROUNDS}
        print(f'{"ok" if good else "not ok"} 1 - of {OPERATORS} at one time one wins, the others are told why, {ROUNDS} times')
        crossed = second == {'done': ROUNDS * OPERATORS}
        print(f'{"ok" if crossed else "not ok"} 2 - in both directions at once nobody is in the way')
        cursor.execute('select figure, holds from guard.invariant_no_overlapping_slots()')
        figure, holds = cursor.fetchone()
        print(f'{"ok" if holds else "not ok"} 3 - {figure}\n1..3')
        for link in links:
            link.connection.close()
        setup.close()
        return 0 if good and crossed and holds else 1


if __name__ == '__main__':
    sys.exit(main())
