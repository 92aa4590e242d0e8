#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""500 attempts on one slot, at once: with equal and with overlapping times exactly one wins, the others are told in words,
and nobody deadlocks. As the public gate, on a hundred listings of one provider, fifty connections at a time, ten attempts
each: two such tests side by side must find room on one server."""
import contextlib
import json
import pathlib
import sys
import threading
import uuid

import psycopg2

from tests.support.cluster import TestDatabase

CONNECTIONS = 50
EACH = 10
FIXTURE = (pathlib.Path(__file__).resolve().parents[1] / 'fixture.sql').read_text()


class Attempts:
    def __init__(self, db, customers, listings, starts):
        self.db, self.customers, self.listings, self.starts = db, customers, listings, starts
        self.barrier = threading.Barrier(CONNECTIONS, timeout=60)
        self.outcomes = {}
        self.lock = threading.Lock()

    def book(self, cursor, n):
        """One attempt; a busy answer is asked again, as an operator would: fifty wait for one row, and on a loaded machine some for
        longer than the door lets anybody wait."""
        key = str(uuid.uuid4())
        for _ in range(10):
            try:
                cursor.execute("begin; select set_config('role', 'steward_customer', true), set_config('steward.actor', %s, true)",
                               (str(self.customers[n % len(self.customers)]),))
                cursor.execute('select api.invoke(%s, %s, %s)',
                               ('book', json.dumps({'listing': self.listings[n % len(self.listings)], 'starts_at': self.starts(n)}), json.dumps({'key': key})))
                cursor.execute('commit')
                return 'booked'
            except psycopg2.Error as refused:
                cursor.execute('rollback')
                if refused.pgcode != '55P03':
                    return refused.pgcode
        return '55P03'

    def run(self, first):
        try:
            connection = self.db.connect('steward_gate_public')
        except psycopg2.Error:
            self.barrier.abort() # the others need not wait for what cannot come
            raise
        with contextlib.closing(connection), connection.cursor() as cursor:
            self.barrier.wait()
            for n in range(first, first + EACH):
                outcome = self.book(cursor, n)
                with self.lock:
                    self.outcomes[outcome] = self.outcomes.get(outcome, 0) + 1
                if outcome not in ('booked', 'MP032'):
                    return # a guard is gone: the rest would only wait for more deadlocks

    def all(self):
        threads = [threading.Thread(target=self.run, args=(n * EACH,)) for n in range(CONNECTIONS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return self.outcomes


def check(number, holds, words):
    print(f'{"ok" if holds else "not ok"} {number} - {words}', flush=True)
    return holds


def main():
    with TestDatabase() as db:
        setup = db.connect()
        with setup.cursor() as cursor:
            cursor.execute(FIXTURE)
            cursor.execute("select array_agg(fixture.new_customer(1, 'en', 'Customer ' || n)) from generate_series(1, 20) n")
            customers = cursor.fetchone()[0]
            # A hundred listings each: the lock on one listing must not be what keeps them apart.
            listings = 'array(select fixture.new_listing(made.provider) from generate_series(1, 100))'
            cursor.execute(f'select {listings}, fixture.ahead(100) from (select fixture.new_provider() as provider offset 0) made')
            equal, start = cursor.fetchone()
            cursor.execute(f'select {listings} from (select fixture.new_provider() as provider offset 0) made')
            overlapping, = cursor.fetchone()
        passed = []
        for what, listings, step in (('equal', equal, 0), ('overlapping', overlapping, 5)):
            outcomes = Attempts(db, customers, listings, lambda n, step=step: start.replace(minute=n % 12 * step).isoformat()).all()
            print(f'# {what}: {outcomes}')
            passed.append(check(len(passed) + 1, outcomes.get('booked') == 1, f'{what}: one of {CONNECTIONS * EACH} wins'))
            passed.append(check(len(passed) + 1, outcomes.get('MP032') == CONNECTIONS * EACH - 1, f'{what}: all others are told that the time is taken'))
        with setup.cursor() as cursor:
            cursor.execute('select pg_stat_force_next_flush()')
            cursor.execute('select pg_sleep(0.5)')
            cursor.execute('select deadlocks from pg_stat_database where datname = current_database()')
            deadlocks = cursor.fetchone()[0]
            passed.append(check(len(passed) + 1, deadlocks == 0, f'{deadlocks} deadlocks'))
            cursor.execute('select figure, holds from guard.invariant_no_overlapping_slots()')
            figure, holds = cursor.fetchone()
            passed.append(check(len(passed) + 1, holds and figure.startswith('2 '), figure))
            cursor.execute("select count(*) from market.booking")
            passed.append(check(len(passed) + 1, cursor.fetchone()[0] == 2, 'two bookings stand'))
        setup.close()
        print(f'1..{len(passed)}')
        return 0 if all(passed) else 1


if __name__ == '__main__':
    sys.exit(main())
