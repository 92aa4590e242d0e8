#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A seat of a group's session: an operator sees how full it is and who else comes, and moves one customer to another session that has a
seat to spare, told beforehand what becomes of the seats of both."""
import json
import uuid

import psycopg2

import journey
from driver import eventually, is_enabled
from keys_test import Keys
from mouse_test import Mouse
from stage import Stage
from steps_test import open_booking


class Group:
    """A provider's group of three, with two sessions, two seats taken in each. None is captured, so that no gateway is asked meanwhile."""

    def __init__(self, stage):
        self.stage = stage
        self.connection = psycopg2.connect(stage.dsn())
        with self.connection, self.connection.cursor() as cursor:
            cursor.execute("""
                select provider.id, provider.person_id, provider.market_id, provider.city_id, booking.id, extract(epoch from booking.ends_at - booking.starts_at)::integer / 60
                from market.booking join market.provider on provider.id = booking.provider_id
                where booking.state = 'confirmed' and booking.session_id is null and booking.starts_at > now() + interval '1 day' and booking.ends_at - booking.starts_at <= interval '3 hours'
                    and (select count(*) from market.customer where customer.market_id = booking.market_id) >= 4
                order by booking.id limit 1""")
            provider, person, market, city, booking, minutes = cursor.fetchone()
            listing = self.act(cursor, 'steward_gate_public', 'steward_provider', person, 'publish_listing', {
                'provider': provider, 'category': 1, 'city': city, 'title': 'Course for beginners', 'duration': f'PT{minutes}M', 'price': 3000, 'policy': 1,
                'capacity': 3})['listing']
            operator = cursor.mogrify('%s', ('operations',)).decode()
            cursor.execute(f"select set_config('session_authorization', {operator}, true)")
            cursor.execute('select starts_at from api.booking_slots(%s)', (booking,))
            free = [start for (start,) in cursor.fetchall()]
            cursor.execute("select set_config('session_authorization', 'steward_superuser', true)")
            early = free[4]
            late = next(start for start in free if (start - early).total_seconds() >= minutes * 60 + 86400)
            cursor.execute('select person_id from market.customer where market_id = %s order by id limit 4', (market,))
            self.seats = [self.seat(cursor, person, listing, start) for (person,), start in zip(cursor.fetchall(), (early, early, late, late))]

    @staticmethod
    def act(cursor, login, role, actor, operation, arguments):
        cursor.execute("select set_config('session_authorization', %s, true), set_config('role', %s, true), set_config('steward.actor', %s, true)", (login, role or 'none', str(actor or '')))
        cursor.execute('select api.invoke(%s, %s, %s)', (operation, json.dumps(arguments), json.dumps({'key': str(uuid.uuid4())})))
        reply = cursor.fetchone()[0]['result']
        cursor.execute("select set_config('steward.actor', '', true), set_config('role', 'none', true), set_config('session_authorization', 'steward_superuser', true)")
        return reply

    def seat(self, cursor, customer, listing, start):
        made = self.act(cursor, 'steward_gate_public', 'steward_customer', customer, 'book', {'listing': listing, 'starts_at': start.isoformat(), 'use_credit': False})
        self.act(cursor, 'steward_worker', None, None, 'authorised', {'booking': made['booking'], 'gateway_reference': f'seat_{made["booking"]}', 'expires': '2199-01-01T00:00:00Z'})
        return {'id': made['booking'], 'reference': made['reference']}

    def taken(self, seat):
        """How many seats of the session that it is a seat of are taken now."""
        return self.stage.one('''select count(*) from market.booking mine join market.booking seat using (session_id)
            where mine.id = %s and seat.state = 'requested' ''', seat['id'])[0]


def who_else_comes(console, hand, group, ask):
    first, second = group.seats[:2]
    open_booking(console, hand, first)
    console.holds('booking.panel', '2 of 3 seats taken')
    ask()
    eventually(lambda: len(console.table('bookings.list')) == 2, 'the two who come together')
    for seat in (first, second):
        journey.found(console, seat)
    console.reads('booking.reference', first['reference'])
    console.one('bookings.session-chip')
    console.click('bookings.session-chip')  # switched off, it narrows nothing
    eventually(lambda: len(console.table('bookings.list')) > 2, 'all bookings again')
    console.click(console.one(role='page tab', name=lambda name: name.startswith('All')))


def moved_to_another_session(console, hand, group):
    seat, there = group.seats[0], group.seats[2]
    open_booking(console, hand, seat)
    console.click('booking.override-reschedule')
    console.holds('activity.form', 'Choose a time to see what will happen')
    eventually(lambda: '1 of 3 free' in console.table('activity.openings').rows(1)[0], 'the other session, before times at which there is none')
    console.click(console.table('activity.openings').cell(0, 0))
    hand.reason('The customer asked for it', 'They come a day later')
    console.holds('activity.effects', 'Seats taken', '2 of 3', '1 of 3', '3 of 3')
    assert group.taken(seat) == 2, 'a look moved it'
    hand.confirm()
    eventually(lambda: group.taken(there) == 3, 'the other session to be full')
    console.holds('booking.panel', '3 of 3 seats taken')
    hand.undo()
    eventually(lambda: (group.taken(seat), group.taken(there)) == (2, 2), 'the seats as they were')


def moved_together(console, keys, group):
    """The whole session, typed, with keys only: everybody who has a seat comes along."""
    seat, other = group.seats[2:]

    def starts():
        return [row[0] for row in group.stage.rows('select starts_at from market.booking where id in (%s, %s) order by id', seat['id'], other['id'])]
    before = starts()
    typed, wanted = group.stage.one("""select to_char(at at time zone zone, 'YYYY-MM-DD HH24:MI'), at from (
        select zone, starts_at + interval '30 minutes' as at from market.booking where id = %s) t""", seat['id'])
    open_booking(console, keys, seat)
    eventually(lambda: is_enabled(console.one('booking.override-move-session')), 'the session to be movable')
    keys.command('Move the session')
    console.holds('activity.form', 'All 2 who have a seat come along')
    console.tab_to('activity.starts-at')
    console.fill_here('activity.starts-at', typed)
    keys.reason('The place is not free then', 'The studio is let')
    console.holds('activity.effects', 'Seats taken', '0 of 3', '2 of 3')
    assert starts() == before, 'a look moved them'
    console.key('ctrl+Return')
    eventually(lambda: starts() == [wanted, wanted], 'both to have moved')
    console.key('Escape')
    console.gone('activity.confirm')
    console.key('ctrl+z')
    eventually(lambda: starts() == before, 'both to be back')


def main():
    with Stage.of_ctest() as stage, stage.console() as console:
        group = Group(stage)
        mouse, keys = Mouse(console, stage), Keys(console, stage)
        mouse.sign_in('operations')
        console.one('bookings.list', seconds=30)
        who_else_comes(console, mouse, group, lambda: console.click('booking.session-seats'))
        moved_to_another_session(console, mouse, group)
        who_else_comes(console, keys, group, lambda: console.key('shift+s'))
        moved_together(console, keys, group)
    print('a seat: its session is read, who else comes is listed, and it is moved to another session and back; the whole session moves, and back')


if __name__ == '__main__':
    main()
