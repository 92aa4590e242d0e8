#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the console shows is what can be counted: the Overview's figures, its flow map, the lists' counts and the money of every
booking, on a small simulated marketplace, against a recount in Python from the events' own images and the ledger's entries.
No view and no function of the Overview is asked for the recount, and no row of a booking."""
import collections
import contextlib
import datetime
import os
import pathlib
import statistics
import subprocess
import sys
import zoneinfo

from tests.sql.door.parcels import expect
from tests.support.cluster import TestDatabase

CTL = pathlib.Path(os.environ['STEWARD_TEST_CLUSTER']).parent / 'bin' / 'stewardctl'
BOOKINGS, DAYS, RANGE = 120, 60, 21


class Booking:
    """A booking as its events tell it, each of which holds what changed."""

    def __init__(self):
        self.columns, self.moves = {}, []


def rows(db, sql, *values, login=None):
    with contextlib.closing(db.connect(login)) as link, link.cursor() as cursor:
        cursor.execute(sql, values or None)
        return cursor.fetchall()


def from_events(db):
    """Bookings and refunds, folded; a move that was taken back never was."""
    events = rows(db, "select id, at, entity, entity_id, from_state, to_state, image, undoes from market.event where entity in ('booking', 'refund') order by entity, entity_id, version")
    undone = {undoes for *_, undoes in events if undoes}
    records = {'booking': collections.defaultdict(Booking), 'refund': collections.defaultdict(Booking)}
    for number, at, entity, entity_id, from_state, to_state, image, undoes in events:
        record = records[entity][entity_id]
        record.columns.update(image)
        if to_state != from_state:
            record.columns['state'] = to_state
        if to_state != from_state and not undoes and number not in undone:
            record.moves.append((at, from_state, to_state))
    return records['booking'], records['refund']


class Span:
    """A range of whole days by a market's clock, and the range before it."""

    def __init__(self, last, zone):
        self.days = [last - datetime.timedelta(RANGE - 1 - n) for n in range(RANGE)]
        self.before = [day - datetime.timedelta(RANGE) for day in self.days]
        self.zone = zoneinfo.ZoneInfo(zone)

    def day(self, at):
        moment = at if isinstance(at, datetime.datetime) else datetime.datetime.fromisoformat(at)
        return moment.astimezone(self.zone).date()


def figures(span, bookings, refunds):
    """{(figure, currency): {day: [part, whole]}}, and the seconds of each acceptance by day."""
    daily = collections.defaultdict(lambda: collections.defaultdict(lambda: [0, 0]))
    waits = collections.defaultdict(list)

    def count(figure, currency, day, part, whole):
        cell = daily[figure, currency][day]
        cell[0] += part
        cell[1] += whole
    for booking in bookings:
        made, now = span.day(booking.columns['created_at']), booking.columns
        count('bookings', None, made, 1, 0)
        if now.get('authorised_until'):
            count('gross_value', now['currency'], made, now['price'], 1)
            count('take_rate', now['currency'], made, now['commission'], now['price'])
        asked = None
        for at, was, becomes in booking.moves:
            day = span.day(at)
            asked = at if becomes == 'requested' else asked
            if was == 'requested' and becomes in ('confirmed', 'declined', 'expired'):
                count('acceptance_rate', None, day, becomes == 'confirmed', 1)
                if becomes == 'confirmed':
                    waits[day].append(int((at - asked).total_seconds() + 0.5))
            if was in ('confirmed', 'in_progress') and becomes in ('completed', 'cancelled', 'no_show'):
                for figure, state in (('completion_rate', 'completed'), ('cancellation_rate', 'cancelled'), ('no_show_rate', 'no_show')):
                    count(figure, None, day, becomes == state, 1)
                count('dispute_rate', None, day, 0, becomes != 'cancelled')
            if becomes == 'disputed':
                count('dispute_rate', None, day, 1, 0)
    for refund in refunds:
        if refund.columns['state'] not in ('cancelled', 'failed'):
            count('refunds', refund.columns['currency'], span.day(refund.columns['created_at']), refund.columns['amount'], 1)
    return daily, waits


def compare_figures(db, login, market, span, bookings, refunds, words):
    shown = rows(db, 'select figure, currency, part, whole, part_before, whole_before, parts, wholes, parts_before from api.overview_figures(%s, %s, %s)',
                 span.days[0], span.days[-1], market, login=login)
    daily, waits = figures(span, bookings, refunds)
    for day, seconds in waits.items():
        daily['time_to_accept', None][day] = [statistics.median_low(seconds), len(seconds)]
    differ = []
    for figure, currency, *values in shown:
        cells = daily[figure, currency]
        present, before = ([cells.get(day, [0, 0]) for day in days] for days in (span.days, span.before))
        wanted = [sum(part for part, _ in present), sum(whole for _, whole in present), sum(part for part, _ in before), sum(whole for _, whole in before)]
        if figure == 'time_to_accept':
            for place, days in ((0, span.days), (2, span.before)):
                seconds = [wait for day in days for wait in waits.get(day, [])]
                wanted[place:place + 2] = [statistics.median_low(seconds) if seconds else 0, len(seconds)]
        wanted += [[part for part, _ in present], [whole for _, whole in present], [part for part, _ in before]]
        if values != wanted:
            differ.append((figure, currency, values, wanted))
    told = sum(value for _, _, *values in shown for value in values[:4] if value)
    expect(len({figure for figure, *_ in shown}) == 10 and told > 0 and not differ, f'{words}: {len(shown)} figures are what a recount of {len(bookings)} bookings gives {differ[:2]}')


def compare_flow(db, login, market, span, bookings, words):
    states = rows(db, 'select state, n, more, final, oldest from api.overview_states(%s)', market, login=login)
    standing = collections.Counter(booking.columns['state'] for booking in bookings)
    differ = [(state, n, standing[state]) for state, n, more, *_ in states if n != standing[state] or more]
    expect(not differ and sum(n for _, n, *_ in states) == len(bookings), f'{words}: {len(states)} states hold as many as a recount says {differ}')
    oldest = {state: min((booking.moves[-1][0] for booking in bookings if booking.columns['state'] == state), default=None) for state, *_ in states}
    differ = [(state, since, oldest[state]) for state, _, _, final, since in states if since is not None and since != oldest[state] or since is None and not final and oldest[state]]
    expect(not differ and any(oldest.values()), f'{words}: and their oldest have stood since when their events say {differ}')
    arrows = rows(db, 'select from_state, to_state, n from api.overview_arrows(%s, %s, %s)', span.days[0], span.days[-1], market, login=login)
    flown = collections.Counter((was, becomes) for booking in bookings for at, was, becomes in booking.moves if span.day(at) in span.days)
    differ = [(was, becomes, n, flown[was, becomes]) for was, becomes, n in arrows if n != flown[was, becomes]]
    expect(not differ and sum(n for *_, n in arrows) == sum(flown.values()) > 0, f'{words}: {sum(flown.values())} moves went along {len(arrows)} arrows {differ}')
    for state, n in standing.items():
        listed = rows(db, 'select count(*) from api.booking_list where state = %s and (%s::integer is null or market_id = %s)', state, market, market, login=login)
        expect(listed == [(n,)], f'{words}: the list of {state} bookings has {n}')


def compare_money(db, bookings):
    """The money of every booking, against the ledger's entries and the payment's own events."""
    shown = rows(db, "select id, line ->> 'kind', sum((line ->> 'debit')::bigint - (line ->> 'credit')::bigint)::bigint from api.booking, jsonb_array_elements(ledger) line group by 1, 2", login='finance')
    balances = {(booking, kind): balance for booking, kind, balance in shown}
    entries = collections.Counter()
    for booking, kind, amount in rows(db, """select posting.booking_id, account.kind, entry.amount::bigint from market.ledger_entry entry
            join market.ledger_transaction posting on posting.id = entry.transaction_id join market.ledger_account account on account.id = entry.account_id"""):
        entries[booking, kind] += amount
    differ = [key for key in {*balances, *entries} if balances.get(key, 0) != entries[key]]
    expect(balances and not differ, f'{len(balances)} balances of {len(bookings)} bookings are the sums of the ledger\'s entries {differ[:3]}')
    payments = collections.defaultdict(dict)
    for payment, image in rows(db, "select entity_id, image from market.event where entity = 'payment' order by entity_id, version"):
        payments[payment].update(image)
    held = {payment['booking_id']: payment.get('captured', 0) - payment.get('refunded', 0)
            - (payment.get('credit', 0) - payment.get('credit_refunded', 0) if payment.get('captured', 0) else 0) for payment in payments.values()}
    differ = [booking for booking, amount in held.items() if balances.get((booking, 'gateway_clearing'), 0) != amount]
    spent = sum(payment.get('credit', 0) > 0 for payment in payments.values())
    expect(sum(held.values()) > 0 and not differ, f'what {len(held)} payments ({spent} with credit) hold by their events is what the ledger says that the gateway owes {differ[:3]}')


def main():
    with TestDatabase() as db:
        subprocess.run([CTL, 'simulate', '--dsn', db.dsn(), '--bookings', str(BOOKINGS), '--days', str(DAYS), '--seed', '5'], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        bookings, refunds = from_events(db)
        expect(len(bookings) == BOOKINGS, f'{BOOKINGS} bookings stand in the events')
        zones = dict(rows(db, 'select id, zone from market.market'))
        last = rows(db, 'select (guard.clock() at time zone $$UTC$$)::date - 2')[0][0]
        reach = {'operations': None, 'operations_one_market': set(rows(db, "select unnest(markets) from market.operator where login = 'operations_one_market'")[0])}
        for login, market in (('operations', None), ('operations', 1), ('operations_one_market', None)):
            markets = {market} if market else reach[login] or set(zones)
            mine = [booking for booking in bookings.values() if booking.columns['market_id'] in markets]
            theirs = [refund for refund in refunds.values() if refund.columns['market_id'] in markets]
            span = Span(last, zones[market] if market else 'UTC')
            words = f'{login}, {"market " + str(market) if market else "all of theirs"}'
            compare_figures(db, login, market, span, mine, theirs, words)
            compare_flow(db, login, market, span, mine, words)
        compare_money(db, bookings)


if __name__ == '__main__':
    sys.exit(main())
