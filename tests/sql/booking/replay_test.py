#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Any booking as of any moment: a random walk of everybody, of which somebody kept what each booking was like after every
step. Afterwards the past is asked for at those moments, at each event's and just before it, and must be the same.

    STEWARD_WALK_SEED=7 STEWARD_WALK_STEPS=1000 tests/sql/run tests/sql/booking/replay_test.py
"""
import sys

from tests.sql.booking.walk_test import SEED, STEPS, Walk
from tests.support.cluster import TestDatabase


class Witness(Walk):
    def __init__(self, db):
        super().__init__(db)
        self.setup.execute("set intervalstyle = 'iso_8601'")  # periods as the door writes them
        self.seen = []  # (moment, booking, what it was like)

    def differs(self):
        self.setup.execute("""
            select guard.clock()::text, booking.id, to_jsonb(booking), jsonb_build_object('version', booking.version, 'state', booking.state,
                'starts_at', booking.starts_at, 'provider_id', booking.provider_id, 'absent', booking.absent, 'proposed_by', booking.proposed_by,
                'outside_hours', booking.outside_hours, 'captured', payment.captured, 'refunded', payment.refunded, 'held', fixture.escrow(booking.id))
            from market.booking
            join market.payment on payment.booking_id = booking.id""")
        self.seen += self.setup.fetchall()
        return None

    def wrong(self):
        """The first moment at which the past is told otherwise than it was seen, or follows from the events."""
        for moment, booking, row, told in self.seen:
            self.setup.execute("select guard.record_as_of('booking', %s, %s)", (booking, moment))
            if self.setup.fetchone()[0] != row:
                return f'booking {booking} as of {moment} is not the row that was seen'
        # Backwards, by what the events say was before: the other way round than the database goes.
        self.setup.execute("""
            select event.entity_id, event.at::text, (event.at - interval '1 microsecond')::text,
                event.was || jsonb_build_object('version', event.version - 1, 'changed_at', lag(event.at) over (partition by event.entity_id order by event.version)), to_jsonb(booking)
            from market.event
            join market.booking on booking.id = event.entity_id
            where event.entity = 'booking'
            order by event.entity_id, event.version desc""")
        events, row, last = self.setup.fetchall(), None, None
        steps = []  # (moment, what it was then), several events of one moment being one
        for booking, at, before, was, present in events:
            row = row if booking == last else present
            if not steps or steps[-1][:2] != (booking, before):
                steps += [(booking, at, row), (booking, before, None)]
            row, last = {**row, **(was or {})}, booking
            steps[-1] = (booking, before, row if was is not None else None)
        for booking, moment, expected in steps:
            self.setup.execute("select guard.record_as_of('booking', %s, %s)", (booking, moment))
            if self.setup.fetchone()[0] != expected:
                return f'booking {booking} as of {moment} does not follow from its events'
        # As operators ask.
        reader = self.db.connect(self.db.login('support')).cursor()
        self.links['reader'] = reader
        for moment, booking, _, told in self.seen:
            reader.execute('select to_jsonb(past) from api.booking_as_of(%s, %s) past', (booking, moment))
            (past,) = reader.fetchone()
            if {name: past[name] for name in told} != told:
                return f'booking {booking} as of {moment} was {told}, and {past} is told'
        # The lines that an amount is said to come from sum to exactly that amount.
        reader.execute("""
            select booking.id, figure, stands, coalesce(sum(line.amount), 0)
            from api.booking
            cross join lateral (values ('captured', captured), ('refunded', refunded), ('held', (select held from api.booking_as_of(booking.id, 'infinity'))), ('price', price)) f(figure, stands)
            left join lateral api.booking_why(booking.id, figure) line on true
            group by booking.id, figure, stands
            having coalesce(sum(line.amount), 0) <> stands""")
        for booking, figure, stands, lines in reader.fetchall():
            return f'booking {booking}: {figure} is {stands}, its lines sum to {lines}'
        self.counted = f'{len(self.seen)} looks at {len(self.bookings)} bookings, {len(events)} events'
        return None


def main():
    with TestDatabase() as db:
        witness = Witness(db)
        problem = witness.run() or witness.wrong()
        print(f'# seed {SEED}, {STEPS} steps: {"" if problem else witness.counted}')
        print(f'{"not ok" if problem else "ok"} 1 - {problem or "as of any moment a booking is what it was"}')
        print('1..1')
        for cursor in witness.links.values():
            cursor.connection.close()
        witness.setup.connection.close()
        return 1 if problem else 0


if __name__ == '__main__':
    sys.exit(main())
