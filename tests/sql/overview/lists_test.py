#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Behind each figure of the Overview, and behind each arrow of its flow map, stands a list of just what was counted: no other
booking, none twice, none missing. On a small simulated marketplace of six markets in five zones, with bookings that were concluded and
disputed twice, with steps that were taken back, and with steps on the borders of days."""
import datetime
import os
import pathlib
import subprocess
import sys
import zoneinfo

from tests.sql.door.parcels import expect
from tests.support.cluster import TestDatabase

CTL = pathlib.Path(os.environ['STEWARD_TEST_CLUSTER']).parent / 'bin' / 'stewardctl'
BOOKINGS, DAYS = 160, 60


LINKS = {}  # one for each login: there are a thousand questions


def rows(db, sql, *values, login=None):
    if login not in LINKS:
        LINKS[login] = db.connect(login)
    with LINKS[login].cursor() as cursor:
        cursor.execute(sql, values or None)
        return cursor.fetchall() if cursor.description else []


def write(db, sql, *values):
    """Past what guards history."""
    rows(db, 'set session_replication_role = replica')
    rows(db, sql, *values)
    rows(db, 'reset session_replication_role')


def operate(db, operation, arguments, options='{}'):
    return rows(db, 'select api.invoke(%s, %s, %s::jsonb || jsonb_build_object($$key$$, gen_random_uuid()))', operation, arguments, options, login='operations')[0][0]


def conclude_again(db):
    """Two bookings are reopened and completed again; of another one that is taken back, so that it never was."""
    done = rows(db, "select id from market.booking where state = 'completed' order by id limit 3")
    expect(len(done) == 3, 'there are completed bookings to reopen')
    reason = '{"reason_code": "other", "note": "The wrong one of two"}'
    for number, (booking,) in enumerate(done):
        target = '{"booking": %d}' % booking
        reply = operate(db, 'override_reopen', target, reason)
        if number == 2:
            operate(db, 'undo', '{"invocation": "%s"}' % reply['invocation'])
        else:
            operate(db, 'override_complete', target, reason)
    return [booking for booking, in done[:2]]


def dispute_again(db, settled):
    """A booking that was disputed, settled, and disputed once more; operators have no such step, so it is written as the door would."""
    write(db, """
        insert into market.event (at, entity, entity_id, market_id, version, process_version, action, from_state, to_state, created, image, was, invocation_id, operation, actor_kind)
        select now() - make_interval(hours => 20 - turn), 'booking', id, market_id, version + turn, process_version, step, source, goal, false, '{}', '{}', gen_random_uuid(), step, 'customer'
        from market.booking, (values (1, 'dispute', 'settled', 'disputed'), (2, 'resolve', 'disputed', 'settled'), (3, 'dispute', 'settled', 'disputed'), (4, 'resolve', 'disputed', 'settled')) told(turn, step, source, goal)
        where id = %s;
        update market.booking set entered_at = now() - interval 'PT16H' where id = %s""", settled, settled)


def move_to_borders(db, day):
    """Steps and bookings of each market that are made to happen when its day begins, or ends, to the microsecond."""
    write(db, """
        create temporary table bordered as
        select id, entity_id, at, border + case when turn = 2 then interval 'PT-0.000001S' else interval '0' end as moment
        from (
            select event.id, event.entity_id, event.at, (%s::date + (row_number() over w %% 2)::integer)::timestamp at time zone market.zone as border, row_number() over w %% 3 as turn, row_number() over w as n
            from market.event join market.market on market.id = event.market_id join market.booking on booking.id = event.entity_id
            where booking.created_at < %s::date - 2 -- nothing is answered before it was asked
                and entity = 'booking' and from_state is distinct from to_state and undoes is null and to_state in ('confirmed', 'completed', 'cancelled')
                and not exists (select from market.event back where back.undoes = event.id)
                and not exists (select from market.event other where other.entity = 'booking' and other.entity_id = event.entity_id and other.from_state in ('completed', 'cancelled', 'no_show', 'disputed'))
            window w as (partition by event.market_id, event.to_state order by event.id)) known
        where n <= 4;
        update market.event set at = moment from bordered where event.id = bordered.id and event.at = bordered.at;
        create temporary table first_ones as
        select id, created_at, (%s::date)::timestamp at time zone zone as moment from market.booking where id in (select min(id) from market.booking group by market_id);
        update market.booking set created_at = moment from first_ones where first_ones.id = booking.id;
        update market.event set at = moment from first_ones where entity = 'booking' and entity_id = first_ones.id and from_state is null and event.at = first_ones.created_at""", day, day, day)


def listed(db, login, market, basis, span, currency=None, source=(), goal=(), again='again_at'):
    """Bookings of a list, as a console asks for them."""
    begins, ends = span
    wanted = ['happened_at >= %s', 'happened_at < %s'] if basis in ('step', 'refund') else ['created_at >= %s', 'created_at < %s']
    values = [begins, ends]
    if basis == 'step':
        wanted += ['step_from = any (%s)', 'step_to = any (%s)', f'{again} >= %s']
        values += [list(source), list(goal), ends]
    if basis == 'refund':
        wanted += ['again_at >= %s']
        values += [ends]
    if basis == 'authorised':
        wanted += ['authorised_until is not null']
    if currency:
        wanted += ['currency = %s']
        values += [currency]
    if market:
        wanted += ['market_id = %s']
        values += [market]
    view = {'step': 'booking_step_list', 'refund': 'booking_refund_list'}.get(basis, 'booking_list')
    return [booking for booking, in rows(db, f'select id from api.{view} where {" and ".join(wanted)}', *values, login=login)]


def compare_figures(db, login, market, first, last, words):
    differ, compared = [], 0
    refunds = rows(db, """select payment.booking_id, refund.currency, refund.created_at, refund.market_id from market.refund join market.payment on payment.id = refund.payment_id
        where refund.state not in ('cancelled', 'failed')""")
    for figure, currency, part, whole, begins, ends, lists in rows(
            db, 'select figure, currency, part, whole, begins, ends, lists from api.overview_figures(%s, %s, %s)', first, last, market, login=login):
        for one in lists:
            found = listed(db, login, market, one['basis'], (begins, ends), currency, one['from'] or (), one['to'] or ())
            count = {'part': part, 'whole': whole}.get(one['share'])
            if one['basis'] == 'refund':
                count = len({booking for booking, code, at, home in refunds if code == currency and begins <= at < ends and (market is None or home == market)
                             and (login != 'operations_one_market' or home == 1)})
            compared += len(found)
            if len(found) != len(set(found)) or count is not None and count != len(found):
                differ.append((figure, currency, one['title'], count, len(found), len(set(found))))
    expect(not differ and (compared > 0 or market), f'{words}: the lists behind the figures hold the {compared} bookings that are counted {differ}')


def compare_arrows(db, login, market, first, last, words):
    differ, compared = [], 0
    for source, goal, n, begins, ends in rows(db, 'select from_state, to_state, n, begins, ends from api.overview_arrows(%s, %s, %s)', first, last, market, login=login):
        if source is None:
            found = listed(db, login, market, 'made', (begins, ends))
            wanted = n
        else:
            found = listed(db, login, market, 'step', (begins, ends), None, [source], [goal], 'same_again_at')
            wanted = len({booking for booking, in rows(db, """select entity_id from market.event where entity = 'booking' and from_state = %s and to_state = %s and at >= %s and at < %s and undoes is null
                and id not in (select undoes from market.event where undoes is not null) and (%s::integer is null or market_id = %s) and (%s <> 'operations_one_market' or market_id = 1)""",
                source, goal, begins, ends, market, market, login)})
        compared += len(found)
        if len(found) != len(set(found)) or len(found) != wanted or wanted > n or (n > 0) != (wanted > 0):
            differ.append((source, goal, n, wanted, len(found), len(set(found))))
    expect(not differ and (compared > 0 or market), f'{words}: {compared} bookings stand behind the arrows, each once {differ}')


def main():
    with TestDatabase() as db:
        subprocess.run([CTL, 'simulate', '--dsn', db.dsn(), '--bookings', str(BOOKINGS), '--days', str(DAYS), '--seed', '11'], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        today = rows(db, 'select (guard.clock() at time zone $$UTC$$)::date')[0][0]
        twice = conclude_again(db)
        settled, = rows(db, "select id from market.booking where state = 'settled' order by id limit 1")[0]
        dispute_again(db, settled)
        move_to_borders(db, today - datetime.timedelta(20))
        steps = dict(rows(db, "select entity_id, count(*) from market.event where entity = 'booking' and from_state in ('confirmed', 'in_progress') and to_state = 'completed' and entity_id = any (%s) group by 1", twice))
        expect(all(n > 1 for n in steps.values()) and len(steps) == 2, f'two bookings were completed twice: {steps}')
        zones = rows(db, 'select id, zone from market.market order by id')
        for login, market in [('operations', None), ('operations_one_market', None)] + [('operations', market) for market, _ in zones]:
            for days, before in ((60, 0), (30, 20), (1, 20), (1, 19)):
                last = today - datetime.timedelta(before)
                words = f'{login}, {"market " + str(market) if market else "all of theirs"}, {days} days to {before} days ago'
                first = last - datetime.timedelta(days - 1)
                compare_figures(db, login, market, first, last, words)
                compare_arrows(db, login, market, first, last, words)
        for link in LINKS.values():
            link.close()
        expect(len({zoneinfo.ZoneInfo(zone).key for _, zone in zones}) >= 4, 'their days begin at different moments')


if __name__ == '__main__':
    sys.exit(main())
