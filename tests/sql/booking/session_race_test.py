#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""All who hold seats of two sessions, their own and one that is proposed, some the one way and some the other, give both back at once:
nobody waits for somebody who waits for them, and no seat is lost or left over. Then 200 customers want one of 8 seats, at once: exactly
eight get one, and the others are told in words. As the public gate, twenty-five connections at a time."""
import contextlib
import json
import sys
import threading
import uuid

import psycopg2

from tests.sql.booking.race_test import FIXTURE, check
from tests.support.cluster import TestDatabase

CONNECTIONS = 25
CUSTOMERS = 200
CROSSING = 40
SEATS = 8


def run(db, calls):
    """Every call by its customer, spread over the connections, all beginning at once; how often each outcome came."""
    outcomes, lock, barrier = {}, threading.Lock(), threading.Barrier(CONNECTIONS, timeout=60)

    def work(mine):
        try:
            connection = db.connect('steward_gate_public')
        except psycopg2.Error:
            barrier.abort() # the others need not wait for what cannot come
            raise
        with contextlib.closing(connection), connection.cursor() as cursor:
            barrier.wait()
            for customer, operation, arguments in mine:
                outcome = once(cursor, customer, operation, arguments)
                with lock:
                    outcomes[outcome] = outcomes.get(outcome, 0) + 1
    threads = [threading.Thread(target=work, args=(calls[n::CONNECTIONS],)) for n in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def once(cursor, customer, operation, arguments):
    """A busy answer is asked again, as by whoever waits for it; a deadlock is not, for none may be."""
    key = str(uuid.uuid4())
    for _ in range(20):
        try:
            cursor.execute("begin; select set_config('role', 'steward_customer', true), set_config('steward.actor', %s, true)", (str(customer),))
            cursor.execute('select api.invoke(%s, %s, %s)', (operation, json.dumps(arguments), json.dumps({'key': key})))
            cursor.execute('commit')
            return 'done'
        except psycopg2.Error as refused:
            cursor.execute('rollback')
            if refused.pgcode != '55P03':
                return refused.pgcode
    return '55P03'


def main():
    with TestDatabase() as db:
        setup = db.connect()
        passed = []
        with setup.cursor() as cursor:
            cursor.execute(FIXTURE)
            cursor.execute('select fixture.new_group(provider, %s), fixture.new_group(provider, 500), fixture.ahead(100)::text, fixture.ahead(120)::text, fixture.ahead(140)::text'
                           ' from (select fixture.new_provider() as provider offset 0) made', (SEATS,))
            small, large, *starts = cursor.fetchone()
            cursor.execute("""
                select customer, fixture.new_booking(customer, %s, case n %% 2 when 0 then %s else %s end::timestamptz), case n %% 2 when 0 then %s else %s end
                from (select n, fixture.new_customer(1, 'en', 'Customer ' || n) as customer from generate_series(1, %s) n offset 0) made""",
                           (large, starts[1], starts[2], starts[2], starts[1], CROSSING))
            seats = cursor.fetchall()
            for customer, booking, other in seats:
                cursor.execute("select fixture.customer(%s, 'propose_reschedule', jsonb_build_object('booking', %s, 'starts_at', %s))", (customer, booking, other))
            cursor.execute('select array_agg(taken order by starts_at) from market.session where listing_id = %s', (large,))
            passed.append(check(1, cursor.fetchone()[0] == [CROSSING, CROSSING], f'{CROSSING} hold a seat in each of two sessions'))
            outcomes = run(db, [(customer, 'cancel', {'booking': booking}) for customer, booking, _ in seats])
            print(f'# both at once: {outcomes}')
            passed.append(check(2, outcomes == {'done': CROSSING}, 'all of them give both back at once'))
            cursor.execute('select array_agg(taken order by starts_at) from market.session where listing_id = %s', (large,))
            passed.append(check(3, cursor.fetchone()[0] == [0, 0], 'no seat is left over'))

            cursor.execute("select array_agg(fixture.new_customer(1, 'en', 'Customer ' || n)) from generate_series(1, %s) n", (CUSTOMERS,))
            outcomes = run(db, [(customer, 'book', {'listing': small, 'starts_at': starts[0]}) for customer in cursor.fetchone()[0]])
            print(f'# seats: {outcomes}')
            passed.append(check(4, outcomes == {'done': SEATS, 'MP032': CUSTOMERS - SEATS}, f'of {CUSTOMERS} who want one of {SEATS} seats {SEATS} get one, the others are told'))
            cursor.execute('select count(*), min(taken) from market.session join market.booking on booking.session_id = session.id where session.listing_id = %s', (small,))
            found = cursor.fetchone()
            passed.append(check(5, found == (SEATS, SEATS), f'{found[0]} bookings of one session that counts {found[1]}'))
            cursor.execute('select figure, holds from guard.invariant_seats_of_sessions()')
            figure, holds = cursor.fetchone()
            passed.append(check(6, holds, figure))
        setup.close()
        print(f'1..{len(passed)}')
        return 0 if all(passed) else 1


if __name__ == '__main__':
    sys.exit(main())
