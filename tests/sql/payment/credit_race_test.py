#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A customer's credit is spent once, also by bookings that are made at the same moment at several providers: the second waits for
the first, and has what that left."""
import contextlib
import json
import pathlib
import sys
import threading
import time
import uuid

import psycopg2

from tests.support.cluster import TestDatabase

FIXTURE = (pathlib.Path(__file__).resolve().parents[1] / 'fixture.sql').read_text()
AT_ONCE = 4


def book(cursor, customer, listing, starts):
    cursor.execute("begin; select set_config('role', 'steward_customer', true), set_config('steward.actor', %s, true)", (str(customer),))
    cursor.execute('select api.invoke(%s, %s, %s)', ('book', json.dumps({'listing': listing, 'starts_at': starts.isoformat()}), json.dumps({'key': str(uuid.uuid4())})))
    return cursor.fetchone()[0]['result']['credit']


def another(db, customer, listing, starts, outcomes):
    with contextlib.closing(db.connect('steward_gate_public')) as connection, connection.cursor() as cursor:
        try:
            outcomes.append(book(cursor, customer, listing, starts))
            cursor.execute('commit')
        except psycopg2.Error as refused:
            cursor.execute('rollback')
            outcomes.append(refused.pgcode)


def main():
    with TestDatabase() as db:
        setup = db.connect()
        cursor = setup.cursor()
        cursor.execute(FIXTURE)
        cursor.execute('select fixture.operators()')
        cursor.execute('select fixture.new_customer(), array(select fixture.new_listing(fixture.new_provider()) from generate_series(1, %s)), fixture.ahead(100)', (AT_ONCE,))
        customer, listings, starts = cursor.fetchone()
        cursor.execute("select fixture.operator('operations', 'goodwill_credit', jsonb_build_object('booking', fixture.new_booking(%s, fixture.new_listing(fixture.new_provider(), 60000), fixture.ahead(20), 'expired'), 'amount', 20000), "
                       "'{\"reason_code\": \"late\"}')", (customer,))
        outcomes = []
        with contextlib.closing(db.connect('steward_gate_public')) as connection, connection.cursor() as first:
            spent = book(first, customer, listings[0], starts)
            threads = [threading.Thread(target=another, args=(db, customer, listing, starts, outcomes)) for listing in listings[1:]]
            for thread in threads:
                thread.start()
            while any(thread.is_alive() for thread in threads):  # all of them wait for the first, or are done
                cursor.execute("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
                if cursor.fetchone()[0] + len(outcomes) == len(threads):
                    break
                time.sleep(0.01)
            first.execute('commit')
            outcomes.append(spent)
            for thread in threads:
                thread.join()
        cursor.execute("select guard.credit_of(fixture.customer_id(%s), 'EUR')", (customer,))
        left = cursor.fetchone()[0]
        setup.close()
        right = sorted(outcomes, key=str) == sorted([12400, 7600, 0, 0], key=str) and left == 0
        print(f'{"ok" if right else "not ok"} 1 - 200.00 of credit at {AT_ONCE} bookings of 124.00 at once: {outcomes}, {left} left')
        print('1..1')
        return 0 if right else 1


if __name__ == '__main__':
    sys.exit(main())
