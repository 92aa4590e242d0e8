#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A provider is away while others are at work: whoever is busy is named and stops nobody else, two who
give their bookings to each other do not wait for each other, and two hundred bookings are rearranged in one call."""
import json
import pathlib
import sys
import threading
import time
import uuid

import psycopg2

from tests.support.cluster import TestDatabase

FIXTURE = (pathlib.Path(__file__).resolve().parents[1] / 'fixture.sql').read_text()
BOOKINGS = 200
ROUNDS = 6


def call(cursor, operation, arguments, options=None):
    try:
        cursor.execute('select api.invoke(%s, %s, %s)', (operation, json.dumps(arguments), json.dumps({'key': str(uuid.uuid4()), **(options or {})})))
        return cursor.fetchone()[0]
    except psycopg2.Error as refused:
        return refused.pgcode


def away(cursor, provider, days, plan):
    return call(cursor, 'provider_away', {'provider': provider, 'first_day': days[0], 'last_day': days[1], 'plan': plan}, {'reason_code': 'sick'})


def outcomes(reply):
    return reply if isinstance(reply, str) else [row['refusal'] or row['outcome'] for row in reply['result']['bookings']]


class Tests:
    def __init__(self, db):
        self.db, self.n, self.failed = db, 0, 0
        self.setup = db.connect().cursor()
        self.setup.execute(FIXTURE)
        self.setup.execute('select fixture.operators()')
        self.operator = db.connect(db.login('operations')).cursor()
        self.customer = self.one('select fixture.new_customer()')

    def is_(self, found, wanted, words):
        self.n += 1
        self.failed += found != wanted
        print(f'{"ok" if found == wanted else "not ok"} {self.n} - {words}', flush=True)
        if found != wanted:
            print(f'# {found}\n# instead of {wanted}')

    def one(self, statement, *values):
        self.setup.execute(statement, values)
        return self.setup.fetchone()[0]

    def provider(self, price=12400):
        person = self.one('select fixture.new_provider()')
        return self.one('select fixture.provider_id(%s)', person), self.one('select fixture.new_listing(%s, %s, true)', person, price)

    def days(self, first, last):
        return [self.one("select ((guard.clock() at time zone 'Europe/Berlin')::date + %s)::text", n) for n in (first, last)]

    def booked(self, listing, hours):
        return self.one('select fixture.new_booking(%s, %s, fixture.ahead(%s))', self.customer, listing, hours)

    def busy(self):
        """The one provider is being worked on, and so is one booking: the third row is done all the same, and nobody waits."""
        provider, listing = self.provider()
        (other, others), (_, free) = self.provider(), self.provider()
        one, two, three = (self.booked(listing, hours) for hours in (60, 62, 64))
        holder = self.db.connect().cursor()
        holder.execute('begin; select from market.provider where id = %s for no key update; select from market.booking where id = %s for no key update', (other, two))
        began = time.monotonic()
        reply = away(self.operator, provider, self.days(0, 9), [{'booking': one, 'choice': 'reassign', 'listing': others}, {'booking': two, 'choice': 'cancel'},
                                                                {'booking': three, 'choice': 'reassign', 'listing': free}])
        waited = time.monotonic() - began
        holder.execute('rollback')
        holder.connection.close()
        self.is_(outcomes(reply), ['The other provider is being booked or changed at this very moment.', 'Somebody else is at work on this booking at this very moment.', 'done'],
                 'whoever is busy is named, and stops nobody else')
        print(f'# {waited:.2f} s')

    def crossing(self):
        """Two who give their bookings to each other, again and again: nobody deadlocks."""
        sides = [self.provider(), self.provider()]
        work = [[], []]
        for n, turn in ((n, turn) for turn in range(ROUNDS) for n in (0, 1)):
            booking = self.booked(sides[n][1], 300 + 24 * (2 * turn + n))
            day = self.one("select (starts_at at time zone 'Europe/Berlin')::date::text from market.booking where id = %s", booking)
            work[n].append(([day, day], [{'booking': booking, 'choice': 'reassign', 'listing': sides[1 - n][1]}]))
        links = [self.db.connect(self.db.login('operations')).cursor() for _ in sides]
        barrier, seen = threading.Barrier(2, timeout=60), []

        def run(n):
            for days, plan in work[n]:
                barrier.wait()
                seen.append(away(links[n], sides[n][0], days, plan))
        threads = [threading.Thread(target=run, args=(n,)) for n in (0, 1)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.is_([reply for reply in seen if isinstance(reply, str)], [], 'two give their bookings to each other, and nobody is in the way')
        for link in links:
            link.connection.close()

    def many(self):
        provider, listing = self.provider(100)
        _, other = self.provider(100)
        bookings = [self.booked(listing, 60 + 2 * n) for n in range(BOOKINGS)]
        days = self.days(0, 30)
        began = time.monotonic()
        cursor = self.operator
        cursor.execute('select booking_id, listing_id, next_start from api.away_plan(%s, %s, %s, 0, 200)', (provider, *days))
        rows = cursor.fetchall()
        print(f'# {len(rows)} bookings looked at in {time.monotonic() - began:.1f} s')
        self.is_([n for n, _, _ in rows], bookings, 'two hundred bookings have a proposal each')
        self.is_(len({start for _, _, start in rows} - {None}), BOOKINGS, 'each its own free time')
        choices = [lambda n: {'choice': 'reassign', 'listing': other}, lambda n: {'choice': 'cancel'}, lambda n: {'choice': 'reschedule', 'starts_at': rows[n][2].isoformat()}]
        began = time.monotonic()
        reply = away(self.operator, provider, days, [{'booking': booking, **choices[n % 3](n)} for n, booking in enumerate(bookings)])
        print(f'# and rearranged in {time.monotonic() - began:.1f} s')
        self.is_(outcomes(reply), ['done'] * BOOKINGS, 'and are rearranged in one call')
        began = time.monotonic()
        self.is_(isinstance(call(cursor, 'undo', {'invocation': reply['invocation']}), str), False, 'which is taken back as one')
        print(f'# {time.monotonic() - began:.1f} s')


def main():
    with TestDatabase() as db:
        tests = Tests(db)
        tests.busy()
        tests.crossing()
        tests.many()
        tests.is_(tests.one("select string_agg(figure, '; ') from (select * from guard.invariant_nobody_is_booked_while_away()"
                            " union all select * from guard.invariant_no_overlapping_slots()) asked where not holds"), None, 'nobody has two bookings at once, nor one while away')
        print(f'1..{tests.n}')
        tests.operator.connection.close()
        tests.setup.connection.close()
        return 1 if tests.failed else 0


if __name__ == '__main__':
    sys.exit(main())
