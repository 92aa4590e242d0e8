#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A seeded random walk of everybody over a small marketplace, beside a model that is written from the design: what the model
allows is done, what it forbids is refused, and after every step states, money, slots and every invariant agree.

    STEWARD_WALK_SEED=7 STEWARD_WALK_STEPS=1000 tests/sql/run tests/sql/booking/walk_test.py
"""
import datetime
import json
import os
import pathlib
import random
import sys
import uuid

import psycopg2

from tests.support.cluster import TestDatabase

FIXTURE = (pathlib.Path(__file__).resolve().parents[1] / 'fixture.sql').read_text()
SEED = int(os.environ.get('STEWARD_WALK_SEED', '2'))
STEPS = int(os.environ.get('STEWARD_WALK_STEPS', '250'))
HOUR = datetime.timedelta(hours=1)
BLOCKING = {'pending_payment', 'requested', 'confirmed', 'in_progress', 'completed', 'no_show', 'disputed', 'settled'}
TIERS = [(48, 100), (24, 50)]  # Moderate
RATES = (1500, 1900)  # Germany


def largest_remainder(amount, weights):
    """Written anew here, so that it is not the database's own rule that judges it."""
    total = sum(weights)
    parts = [amount * weight // total for weight in weights]
    left = sorted(range(len(weights)), key=lambda n: (-(amount * weights[n] % total), n))
    for n in left[:amount - sum(parts)]:
        parts[n] += 1
    return parts


def provider_part(share):
    commission, tax = RATES
    return largest_remainder(share, [(10000 - commission) * (10000 + tax), commission * 10000, commission * tax])[0]


def meets(one, other):
    return one < other + HOUR and other < one + HOUR


class Walk:
    def __init__(self, db):
        self.db, self.random, self.links = db, random.Random(SEED), {}
        self.setup = db.connect().cursor()
        self.setup.execute(FIXTURE)
        self.setup.execute("select guard.simulate(statement_timestamp() - interval '40 days')")
        self.setup.execute('select fixture.operators()')
        self.setup.execute('select array(select fixture.new_customer() from generate_series(1, 3)), array(select fixture.new_provider() from generate_series(1, 2))')
        self.customers, self.providers = self.setup.fetchone()
        self.listings = []
        for provider in self.providers:
            for instant, price in ((False, 12400), (True, 9901), (False, 7)):
                self.setup.execute('select fixture.new_listing(%s, %s, %s)', (provider, price, instant))
                self.listings.append({'id': self.setup.fetchone()[0], 'provider': provider, 'instant': instant, 'price': price, 'seats': 1})
            self.setup.execute('select fixture.new_group(%s, 2, true, 5003)', (provider,))
            self.listings.append({'id': self.setup.fetchone()[0], 'provider': provider, 'instant': True, 'price': 5003, 'seats': 2})
        self.bookings, self.payable, self.last = {}, {provider: 0 for provider in self.providers}, None
        self.credit = {customer: 0 for customer in self.customers}
        self.kept = []  # times that a booking held before and that nobody else gets while it can be taken back
        self.absences = []
        self.counts = {}
        self.setup.execute("select proname from pg_proc where proname ~ '^invariant_' and pronamespace = 'guard'::regnamespace order by 1")
        self.invariants = [name for (name,) in self.setup.fetchall()]

    def now(self):
        self.setup.execute('select guard.clock()')
        return self.setup.fetchone()[0]

    def call(self, who, operation, arguments, options=None):
        login, role, actor = who
        if login not in self.links:
            self.links[login] = self.db.connect(login).cursor()
        cursor = self.links[login]
        try:
            cursor.execute("begin; select set_config('role', %s, true), set_config('steward.actor', %s, true)", (role or 'none', str(actor or '')))
            cursor.execute('select api.invoke(%s, %s, %s)', (operation, json.dumps(arguments), json.dumps({'key': str(uuid.UUID(int=self.random.getrandbits(128))), **(options or {})})))
            reply = cursor.fetchone()[0]
            cursor.execute('commit')
            return reply
        except psycopg2.Error as refused:
            cursor.execute('rollback')
            return refused.pgcode

    def customer(self, person):
        return 'steward_gate_public', 'steward_customer', person

    def provider(self, person):
        return 'steward_gate_public', 'steward_provider', person

    def operator(self, name):
        return self.db.login(name), None, None

    WORKER = ('steward_worker', None, None)

    # The model.
    def held(self, provider, at):
        """Which bookings hold which of a provider's hours."""
        for b in self.bookings.values():
            if b['provider'] == provider and b['holds'] and not (b['until'] and b['until'] <= at):
                yield b, b['starts']
            if b['provider'] == provider and b['proposal']:
                yield b, b['proposal']['starts']
        for kept in self.kept:
            if kept['provider'] == provider and kept['until'] > at:
                yield kept['booking'], kept['starts']

    def taken(self, provider, starts, at, but=None, seat=None):
        """Whether a booking, or a seat of a group for a customer, finds no room."""
        meeting = [(b, other) for b, other in self.held(provider, at) if other < starts + HOUR and starts < other + HOUR]
        group, customer = seat or (but and but['group'], but and but['customer'])
        if not group:
            return any(b is not but for b, _ in meeting)
        beside = {id(b): b for b, other in meeting if b['group'] is group and other == starts and b is not but}
        return any(b['group'] is not group or other != starts for b, other in meeting) or len(beside) >= group['seats'] or any(
            b['customer'] == customer for b in beside.values())

    def away(self, provider, starts):
        return any(a['provider'] == provider and starts < a['until'] and a['from'] < starts + HOUR for a in self.absences)

    def unforeseen(self, b):
        """It would come to somebody who was marked as away without it."""
        return b['state'] in ('pending_payment', 'requested', 'confirmed') and not b['outside'] and any(
            a['provider'] == b['provider'] and b['starts'] < a['until'] and a['from'] < b['starts'] + HOUR and b['id'] not in a['known'] for a in self.absences)

    def keep(self, b, starts, at, reply, undoable):
        """What it held stays its own for as long as an operator can take that back."""
        if undoable:
            self.kept.append({'booking': b, 'provider': b['provider'], 'starts': starts, 'until': at + datetime.timedelta(seconds=60), 'invocation': reply['invocation']})

    def forget_proposal(self, b, at, reply, undoable):
        if b['proposal']:
            self.keep(b, b['proposal']['starts'], at, reply, undoable)
            b['proposal'] = None

    def freed(self, provider, at):
        for b in self.bookings.values():
            if b['provider'] == provider and b['holds'] and b['until'] and b['until'] <= at:
                b['holds'] = False

    # A customer's credit: it pays before the card, and comes back before it.
    def give_credit(self, b, amount):
        self.credit[b['customer']] += amount
        b['moved'] += amount

    def capture(self, b):
        spare = max(b['by_credit'] - b['price'], 0)
        self.give_credit(b, spare)
        b.update(captured=b['price'], by_credit=b['by_credit'] - spare)

    def give_back(self, b, amount):
        to_credit = min(amount, b['by_credit'] - b['credit_back'])
        self.give_credit(b, to_credit)
        b['credit_back'] += to_credit
        b['refunded'] += amount

    def paid_up(self, b, at):
        b['state'], b['until'], b['holds'] = 'confirmed' if b['instant'] else 'requested', None, True
        if b['instant']:
            self.capture(b)
        b['entered'], b['due'] = at, min(at + datetime.timedelta(days=3), b['starts'] - HOUR)

    def end(self, b, state, at, waits):
        b['state'] = state
        if not b['captured']:
            self.give_credit(b, b['by_credit'])
        if b['holds']:
            window = at + datetime.timedelta(seconds=60)
            b['holds'], b['until'] = waits, min(b['until'] or window, window) if waits else None

    @staticmethod
    def paid(b):
        """What the customer has paid and not got back."""
        return b['captured'] - b['refunded']

    def whole(self, b):
        """That and what the platform adds, which it does when the rest is captured."""
        return self.paid(b) + (b['bears'] if b['captured'] else 0)

    # The steps: each says what it did and whether the database agreed.
    def book(self):
        listing, person, at = self.random.choice(self.listings), self.random.choice(self.customers), self.now()
        starts, group = self.new_start(), listing if listing['seats'] > 1 else None
        allowed = starts > at + (datetime.timedelta() if listing['instant'] else HOUR) and not self.taken(listing['provider'], starts, at, seat=(group, person)) and not self.away(listing['provider'], starts) and 5 > sum(
            b['customer'] == person and b['state'] == 'pending_payment' and b['holds'] and b['until'] > at for b in self.bookings.values())
        uses = self.random.choice([None, True, False])
        credit = 0 if uses is False else min(listing['price'], self.credit[person])
        reply = self.call(self.customer(person), 'book', {'listing': listing['id'], 'starts_at': starts.isoformat(), **({} if uses is None else {'use_credit': uses})})
        if allowed and not isinstance(reply, str):
            self.freed(listing['provider'], at)
            b = self.bookings[reply['result']['booking']] = {
                'id': reply['result']['booking'], 'outside': False, 'by_credit': credit, 'card': listing['price'] - credit, 'credit_back': 0, 'moved': 0,
                'group': group, 'state': 'pending_payment', 'customer': person, 'provider': listing['provider'], 'starts': starts, 'price': listing['price'],
                'instant': listing['instant'], 'captured': 0, 'refunded': 0, 'earned': 0, 'credit': 0, 'bears': 0, 'more': None, 'penalty': 0, 'absent': None, 'over': None, 'proposal': None, 'holds': True, 'until': at + datetime.timedelta(minutes=15),
                'due': at + datetime.timedelta(minutes=15)}
            self.give_credit(b, -credit)
            if not b['card']:
                self.paid_up(b, at)
        return allowed == (not isinstance(reply, str)), 'book', reply

    def move(self, operation, who, states, arguments=None, options=None, expect=True, after=None, rather=lambda b: True):
        fitting = [n for n, b in self.bookings.items() if b['state'] in states and rather(b)] if self.random.random() < 0.6 else []
        n = self.random.choice(fitting or list(self.bookings))
        b = self.bookings[n]
        allowed = b['state'] in states and (expect(b) if callable(expect) else expect)
        at = self.now()
        reply = self.call(who(b), operation, {'booking': n, **(arguments(b) if arguments else {})}, options)
        done = not isinstance(reply, str)
        if done and allowed:
            last = self.last
            after(b, at, reply)
            if b['more'] == 'reprice' and b['state'] not in ('requested', 'confirmed', 'in_progress', 'completed', 'no_show'):
                b['more'] = None
            if b['state'] != 'confirmed':
                self.forget_proposal(b, at, reply, who(b) in [self.operator(name) for name in ('support', 'operations')])
            if last and last is self.last:
                self.supersede(b)
        return allowed == done, operation, reply

    def supersede(self, b):
        if self.last and any(b is o for o in (self.last['booking'], *self.last.get('others', ()))):
            self.last['superseded'] = True

    # Another time, another provider.
    def new_start(self):
        sessions = sorted({b['starts'] for b in self.bookings.values() if b['group']})
        if sessions and self.random.random() < 0.4:
            return self.random.choice(sessions)
        return self.now().replace(minute=0, second=0, microsecond=0) + HOUR * self.random.randint(-1, 60)

    def either(self):
        kind = self.random.choice(['customer', 'provider'])
        return kind, lambda b: self.customer(b['customer']) if kind == 'customer' else self.provider(b['provider'])

    def propose(self):
        (kind, who), starts = self.either(), self.new_start()

        def possible(b):
            return not b['proposal'] and b['starts'] != starts and self.now() < starts and self.now() <= b['starts'] and not self.away(b['provider'], starts) and not self.taken(b['provider'], starts, self.now(), b)

        def after(b, at, _):
            self.freed(b['provider'], at)
            until = min(b['starts'], starts)
            b['proposal'] = {'by': kind, 'starts': starts, 'until': until, 'lapses': min(at + datetime.timedelta(days=2), until)}
        return self.move('propose_reschedule', who, {'confirmed'}, lambda b: {'starts_at': starts.isoformat()}, expect=possible, after=after)

    def answer(self):
        accepts, itself = self.random.random() < 0.7, self.random.random() < 0.2

        def kind(b):
            return 'customer' if (b['proposal'] and b['proposal']['by'] == 'customer') == itself else 'provider'

        def who(b):
            return self.customer(b['customer']) if kind(b) == 'customer' else self.provider(b['provider'])

        def possible(b):
            return b['proposal'] and b['proposal']['by'] != kind(b) and not (accepts and (self.now() > b['proposal']['until'] or self.away(b['provider'], b['proposal']['starts'])))

        def after(b, at, _):
            b.update(starts=b['proposal']['starts'] if accepts else b['starts'], outside=b['outside'] and not accepts, proposal=None)
        return self.move('accept_reschedule' if accepts else 'refuse_reschedule', who, {'confirmed'}, expect=lambda b: bool(possible(b)), after=after,
                         rather=lambda b: b['proposal'])

    def lapse(self):
        return self.move('lapse_reschedule', lambda b: self.WORKER, {'confirmed'}, expect=lambda b: bool(b['proposal'] and b['proposal']['lapses'] <= self.now()),
                         after=lambda b, at, _: b.update(proposal=None), rather=lambda b: b['proposal'])

    @staticmethod
    def answer_by(b, start):
        return min(b['entered'] + datetime.timedelta(days=3), start - HOUR)

    def reschedule(self):
        starts, answer_by = self.new_start(), self.answer_by

        def possible(b):
            return b['starts'] != starts and self.now() < starts and not self.taken(b['provider'], starts, self.now(), b) and (
                b['state'] == 'confirmed' or answer_by(b, starts) > self.now())

        def after(b, at, reply):
            self.remember(b, reply, True)
            self.freed(b['provider'], at)
            self.keep(b, b['starts'], at, reply, True)
            self.forget_proposal(b, at, reply, True)
            if b['state'] == 'requested' and answer_by(b, starts) != answer_by(b, b['starts']):
                b['due'] = answer_by(b, starts)
            b.update(starts=starts, outside=self.away(b['provider'], starts))
        return self.move('override_reschedule', lambda b: self.operator('operations'), {'requested', 'confirmed'}, lambda b: {'starts_at': starts.isoformat()},
                         {'reason_code': 'other', 'note': 'walking at random'}, possible, after)

    # Over others.
    def apart(self, b, starts, at):
        """Who else holds a time: by what, and whether they can make way."""
        for o in self.bookings.values():
            own = o['holds'] and not (o['until'] and o['until'] <= at) and meets(o['starts'], starts)
            kept = any(k['booking'] is o and k['provider'] == b['provider'] and k['until'] > at and meets(k['starts'], starts) for k in self.kept)
            proposed = o['proposal'] and meets(o['proposal']['starts'], starts)
            if o is not b and (kept or o['provider'] == b['provider'] and (own or proposed)):
                yield o, bool(own or kept), not kept and not o['group'] and o['state'] in ('pending_payment', 'requested', 'confirmed') and o['more'] != 'reopen'

    def displaced(self, b, starts, plan, at):
        """Does it in the model, one after the other; None as soon as something is not allowed, else who gave which time up."""
        given = [(b, b['starts']), *([(b, b['proposal']['starts'])] if b['proposal'] else [])]
        for o, choice in plan:
            if choice['choice'] != 'keep' and o['holds']:
                given.append((o, o['starts']))
            if o['proposal']:
                given.append((o, o['proposal']['starts']))
                o['proposal'] = None
            if choice['choice'] != 'keep':
                o['holds'] = False
        b.update(starts=starts, proposal=None, outside=self.away(b['provider'], starts))
        for o, choice in plan:
            if choice['choice'] == 'cancel':
                self.divide(o, self.paid(o), 0)
                o['was_until'] = o['until']
                self.end(o, 'cancelled', at, True)
                o['more'] = None
            elif choice['choice'] == 'reschedule':
                to = datetime.datetime.fromisoformat(choice['starts_at'])
                if o['state'] == 'pending_payment' or to == o['starts'] or to <= at or self.taken(o['provider'], to, at, o) or o['state'] == 'requested' and self.answer_by(o, to) <= at:
                    return None
                if o['state'] == 'requested' and self.answer_by(o, to) != self.answer_by(o, o['starts']):
                    o['due'] = self.answer_by(o, to)
                o.update(starts=to, holds=True, outside=self.away(o['provider'], to))
        return given

    def displace(self):
        movers = [b for b in self.bookings.values() if b['state'] in ('requested', 'confirmed') and not b['group']]
        if not movers:
            return True, 'displace', 'nothing'
        b, at, was = self.random.choice(movers), self.now(), {n: dict(o) for n, o in self.bookings.items()}
        others = [o['starts'] for o in self.bookings.values() if o is not b and o['provider'] == b['provider'] and o['holds'] and o['starts'] > at]
        starts = self.random.choice(others) if others else self.new_start()
        money = dict(self.payable), dict(self.credit)
        plan, fitting = [], b['starts'] != starts and at < starts and (b['state'] == 'confirmed' or self.answer_by(b, starts) > at)
        for o, is_own, makes_way in self.apart(b, starts, at):
            choice = self.random.choice(['cancel', 'reschedule', 'reschedule', 'keep'])
            fitting = fitting and makes_way and not (choice == 'keep' and is_own)
            plan.append((o, {'booking': o['id'], 'choice': choice, **({'starts_at': self.random.choice([b['starts'], self.new_start()]).isoformat()} if choice == 'reschedule' else {})}))
        named = [choice for _, choice in plan]
        if named and self.random.random() < 0.1:
            named, fitting = named[1:], False
        reply = self.call(self.operator('operations'), 'override_reschedule', {'booking': b['id'], 'starts_at': starts.isoformat(), 'displace': named}, {'reason_code': 'other', 'note': 'walking at random'})
        given = self.displaced(b, starts, plan, at) if fitting else None
        if given is None:
            self.put_back(was, *money)
        elif not isinstance(reply, str):
            self.freed(b['provider'], at)
            if b['state'] == 'requested' and self.answer_by(b, starts) != self.answer_by(b, was[b['id']]['starts']):
                b['due'] = self.answer_by(b, starts)
            gone = [(o, time) for o, time in given if any(h is not o and meets(s, time) for h, s in self.held(b['provider'], at))]
            for o, time in given:
                if (o, time) in gone:
                    continue
                if o['state'] == 'cancelled' and time == o['starts']:
                    window = at + datetime.timedelta(seconds=60)
                    o.update(holds=True, until=min(o['was_until'] or window, window))
                else:
                    self.kept.append({'booking': o, 'provider': b['provider'], 'starts': time, 'until': at + datetime.timedelta(seconds=60), 'invocation': reply['invocation']})
            self.last = {'invocation': reply['invocation'], 'booking': b, 'others': [o for o, _ in plan], 'gone': gone, 'was': was, 'money': money, 'money_after': (dict(self.payable), dict(self.credit)), 'at': at}
        for o, _ in plan:
            o.pop('was_until', None)
        return (given is not None) == (not isinstance(reply, str)), 'displace', reply

    def put_back(self, was, payable, credit):
        for n, before in was.items():
            self.bookings[n].clear()
            self.bookings[n].update(before)
        self.payable, self.credit = dict(payable), dict(credit)

    def undo_displaced(self, last):
        """All of them go back, if none has changed and nobody else has a part of the time that they gave up."""
        at, taking_part, kept = self.now(), [last['booking'], *last['others']], self.kept
        present, money = {n: dict(o) for n, o in self.bookings.items()}, (dict(self.payable), dict(self.credit))
        allowed = not last.get('undone') and not last.get('superseded') and at <= last['at'] + datetime.timedelta(seconds=60)
        if allowed:
            for o in taking_part:
                before = last['was'][o['id']]
                o.clear()
                o.update(before)
            self.kept = [k for k in kept if k['invocation'] != last['invocation']]
            for now, before, after in zip((self.payable, self.credit), last['money'], last['money_after']):
                for who in now:
                    now[who] -= after[who] - before[who]
            allowed = not any(h is not o and meets(s, time) for o, time in last['gone'] for h, s in self.held(o['provider'], at)) and min(self.credit.values()) >= 0 and not any(self.unforeseen(o) for o in taking_part)
        reply = self.call(self.operator('operations'), 'undo', {'invocation': last['invocation']})
        if allowed:
            last['undone'] = True
        else:
            self.put_back(present, *money)
            self.kept = kept
        return allowed == (not isinstance(reply, str)), 'undo displace', reply

    # Everybody of a session.
    def move_session(self):
        seated = [b for b in self.bookings.values() if b['group'] and b['state'] in ('requested', 'confirmed')]
        if not seated:
            return True, 'override_move_session', 'nothing'
        b, at, was, money = self.random.choice(seated), self.now(), {n: dict(o) for n, o in self.bookings.items()}, (dict(self.payable), dict(self.credit))
        starts = b['starts'] + datetime.timedelta(minutes=30) if self.random.random() < 0.3 else self.new_start()
        seats = sorted((o for o in self.bookings.values() if o['group'] is b['group'] and o['starts'] == b['starts'] and o['state'] in BLOCKING), key=lambda o: o['id'])
        reply = self.call(self.operator('operations'), 'override_move_session', {'booking': b['id'], 'starts_at': starts.isoformat()}, {'reason_code': 'other', 'note': 'walking at random'})
        comes_back = any(h['group'] is b['group'] and s == b['starts'] and all(h is not o for o in seats) for h, s in self.held(b['provider'], at))
        given = self.all_moved(seats, starts, at) if not comes_back and starts > at and all(o['state'] in ('requested', 'confirmed') for o in seats) and starts != b['starts'] else None
        if given is None:
            self.put_back(was, *money)
        elif not isinstance(reply, str):
            self.freed(b['provider'], at)
            gone = [(o, time) for o, time in given if any(meets(s, time) and (h['group'] is not o['group'] or s != time) for h, s in self.held(b['provider'], at))]
            self.kept += [{'booking': o, 'provider': b['provider'], 'starts': time, 'until': at + datetime.timedelta(seconds=60), 'invocation': reply['invocation']} for o, time in given if (o, time) not in gone]
            self.last = {'invocation': reply['invocation'], 'booking': b, 'others': [o for o in seats if o is not b], 'gone': gone, 'was': was, 'money': money, 'money_after': money, 'at': at}
        return (given is not None) == (not isinstance(reply, str)), 'override_move_session', reply

    def all_moved(self, seats, starts, at):
        """Does it in the model, one after the other; None as soon as one finds no room, else who gave which time up."""
        given = [(o, o['starts']) for o in seats] + [(o, o['proposal']['starts']) for o in seats if o['proposal']]
        for o in seats:
            if meets(o['starts'], starts):
                o.update(holds=False, proposal=None)
        for o in seats:
            if self.taken(o['provider'], starts, at, o) or o['state'] == 'requested' and self.answer_by(o, starts) <= at:
                return None
            if o['state'] == 'requested' and self.answer_by(o, starts) != self.answer_by(o, o['starts']):
                o['due'] = self.answer_by(o, starts)
            o.update(starts=starts, holds=True, proposal=None, outside=self.away(o['provider'], starts))
        return given

    def reassign(self):
        listing, bearer = self.random.choice(self.listings), self.random.choice(['provider', 'provider', 'platform', 'customer'])

        def possible(b):
            who = {'provider': True, 'platform': listing['price'] > b['price'], 'customer': listing['price'] < b['price']}[bearer]
            return b['provider'] != listing['provider'] and not b['group'] and listing['seats'] == 1 and self.now() <= b['starts'] and not self.taken(listing['provider'], b['starts'], self.now(), b) and who and (
                bearer == 'provider' or not b['more'])

        def after(b, at, reply):
            self.remember(b, reply, True)
            self.freed(listing['provider'], at)
            self.keep(b, b['starts'], at, reply, True)
            self.forget_proposal(b, at, reply, True)
            b.update(provider=listing['provider'], outside=self.away(listing['provider'], b['starts']))
            if bearer == 'platform':
                b['bears'] = listing['price'] - b['price']
            elif bearer == 'customer':
                self.cost(b, listing['price'], 0)
        return self.move('override_reassign', lambda b: self.operator('operations'), {'requested', 'confirmed'}, lambda b: {'listing': listing['id'], 'bearer': bearer},
                         {'reason_code': 'other', 'note': 'walking at random'}, possible, after)

    # Another price.
    def cost(self, b, price, bears):
        if b['captured']:
            self.give_back(b, max(b['price'] - price, 0))
        b.update(price=price, bears=bears)

    def reprice(self):
        factor, bearer = self.random.choice([0, 0.5, 0.9, 1, 1.1, 1.5]), self.random.choice(['provider', 'platform', 'customer'])

        def price(b):
            return int(b['price'] * factor)

        def possible(b):
            if b['more'] or price(b) in (0, b['price']):
                return False
            if price(b) < b['price']:
                return bearer != 'customer'
            return {'provider': False, 'platform': price(b) > b['price'] + b['bears'], 'customer': b['state'] != 'pending_payment' and b['card'] > 0}[bearer]

        def after(b, at, reply):
            self.remember(b, reply, True)
            new = price(b)
            if new < b['price']:
                self.cost(b, new, b['bears'] + (b['price'] - new if bearer == 'platform' else 0))
            elif bearer == 'platform':
                b['bears'] = new - b['price']
            else:
                b['more'] = 'reprice'
        return self.move('override_reprice', lambda b: self.operator('operations'), {'pending_payment', 'requested', 'confirmed', 'in_progress', 'completed', 'no_show'},
                         lambda b: {'price': price(b), 'bearer': bearer}, {'reason_code': 'other', 'note': 'walking at random'}, possible, after)

    def charge(self):
        """The gateway answers a further charge that it was asked for, also of a booking that waits for it no more."""
        self.setup.execute("""select asked.id, asked.amount, payment.booking_id from market.gateway_intent asked join market.payment on payment.id = asked.payment_id
            where asked.kind = 'authorise' and asked.charge > 1 and asked.state = 'not yet told' order by asked.id""")
        open_ones = self.setup.fetchall()
        if not open_ones:
            return True, 'charge', 'nothing'
        asked, amount, n = self.random.choice(open_ones)
        b, at, outcome = self.bookings[n], self.now(), self.random.choice(['done', 'done', 'declined'])
        cursor = self.links.setdefault('steward_worker', self.db.connect('steward_worker').cursor())
        cursor.execute('select guard.record_answer(%s, %s, %s)', (asked, outcome, json.dumps({'amount': amount, 'currency': 'EUR', 'reference': f'gw_{asked}', 'words': 'no'})))
        said = cursor.fetchone()[0]
        cursor.execute('commit')
        self.supersede(b)
        if b['more']:
            reopens, b['more'] = b['more'] == 'reopen', None
            if reopens and (outcome == 'declined' or b['starts'] <= at):
                b['holds'] = False
            elif outcome == 'done':
                b['captured'] += amount if b['captured'] else 0
                b['card'] += amount
                if reopens:
                    self.takes_place(b, at)
                else:
                    b['price'] += amount
        return said == outcome, 'charge', outcome

    def takes_place(self, b, at):
        self.payable[b['provider']] += b['penalty'] - b['earned']
        b.update(state='confirmed', earned=0, penalty=0, absent=None, over=None, more=None, holds=True, until=None)

    def override_reopen(self):
        def possible(b):
            return b['state'] != 'cancelled' or b['captured'] > 0 and not b['more'] and (b['card'] > 0 or self.paid(b) == b['price']) and self.now() <= b['starts'] and not self.taken(b['provider'], b['starts'], self.now(), b) and not self.away(b['provider'], b['starts'])

        def after(b, at, reply):
            if b['state'] != 'cancelled':
                self.remember(b, reply, True)
                b.update(state='in_progress', absent=None, over=None)
                return
            self.freed(b['provider'], at)
            if b['holds']:  # still its own, so that its end could have been taken back
                self.kept.append({'booking': b, 'provider': b['provider'], 'starts': b['starts'], 'until': b['until'], 'invocation': None})
            b['holds'] = False
            self.remember(b, reply, True)
            if self.paid(b) == b['price']:
                self.takes_place(b, at)
            else:
                b.update(more='reopen', holds=True, until=None)
        return self.move('override_reopen', lambda b: self.operator('operations'), {'completed', 'no_show', 'cancelled'}, None, {'reason_code': 'other', 'note': 'walking at random'}, possible, after)

    def authorised(self):
        def after(b, at, _):
            if not b['holds']:
                self.freed(b['provider'], at)  # who asks for a slot frees what is over
            self.paid_up(b, at)

        def free(b):
            return b['holds'] or not self.taken(b['provider'], b['starts'], self.now(), b)
        return self.move('authorised', lambda b: self.WORKER, {'pending_payment'},
                         lambda b: {'gateway_reference': f'walk_{self.random.getrandbits(60)}', 'expires': '2199-01-01T00:00:00Z'}, None, free, after)

    def accept(self):
        by_operator = self.random.random() < 0.3

        def after(b, at, reply):
            self.remember(b, reply, by_operator)
            b['state'] = 'confirmed'
            self.capture(b)
        return self.move('accept', lambda b: self.operator('operations') if by_operator else self.provider(b['provider']), {'requested'},
                         expect=lambda b: self.now() <= b['starts'], after=after)

    def decline(self):
        return self.move('decline', lambda b: self.provider(b['provider']), {'requested'}, after=lambda b, at, _: self.end(b, 'declined', at, False))

    def expire(self):
        return self.move('expire', lambda b: self.WORKER, {'pending_payment', 'requested'}, expect=lambda b: b['due'] <= self.now(), after=lambda b, at, _: self.end(b, 'expired', at, False))

    def payment_declined(self):
        return self.move('payment_declined', lambda b: self.WORKER, {'pending_payment'}, after=lambda b, at, _: self.end(b, 'expired', at, False))

    def start(self):
        return self.move('start', lambda b: self.WORKER, {'confirmed'}, expect=lambda b: b['starts'] <= self.now(), after=lambda b, at, _: b.update(state='in_progress'))

    def complete(self):
        return self.move('complete', lambda b: self.provider(b['provider']), {'in_progress'}, after=lambda b, at, _: self.over(b, 'completed', at))

    # After the service.
    def over(self, b, state, at, absent=None):
        b.update(state=state, absent=absent, over=at, due=at + datetime.timedelta(days=3))

    def divide(self, b, customer, provider):
        """What is held, or was before it was settled, goes to both; the rest is the platform's."""
        self.payable[b['provider']] -= b['earned']
        b['earned'] = provider_part(provider)
        self.payable[b['provider']] += b['earned']
        self.give_back(b, customer)

    def penalise(self, b):
        penalty = largest_remainder(b['price'], [1000, 9000])[0]
        self.payable[b['provider']] -= penalty
        b['penalty'] += penalty

    def settled(self, b):
        if b['absent'] == 'provider':
            self.divide(b, self.paid(b), 0)
            self.penalise(b)
        else:
            self.divide(b, 0, self.whole(b))
        b['state'] = 'settled'

    def settle(self):
        return self.move('settle', lambda b: self.WORKER, {'completed', 'no_show'}, expect=lambda b: b['due'] <= self.now(), after=lambda b, at, _: self.settled(b))

    def confirm_completion(self):
        return self.move('confirm_completion', lambda b: self.customer(b['customer']), {'completed'}, after=lambda b, at, _: self.settled(b))

    def party(self):
        return self.random.choice([('customer', lambda b: self.customer(b['customer'])), ('provider', lambda b: self.provider(b['provider'])),
                                   ('support', lambda b: self.operator('support'))])

    def report_no_show(self):
        kind, who = self.party()
        absent = {'customer': 'provider', 'provider': 'customer'}.get(kind) or self.random.choice(['customer', 'provider'])

        def after(b, at, reply):
            self.remember(b, reply, kind == 'support')
            self.over(b, 'no_show', at, absent)
        return self.move('report_no_show', who, {'confirmed', 'in_progress'}, lambda b: {'absent': absent},
                         expect=lambda b: self.now() >= b['starts'] + datetime.timedelta(minutes=15), after=after)

    def dispute(self):
        kind, who = self.party()

        def after(b, at, reply):
            self.remember(b, reply, kind == 'support')
            self.payable[b['provider']] -= b['earned']
            b.update(state='disputed', earned=0, over=b['over'] or at)
        return self.move('dispute', who, {'in_progress', 'completed', 'no_show', 'settled'},
                         expect=lambda b: b['state'] == 'in_progress' or self.now() <= b['over'] + datetime.timedelta(days=14), after=after)

    def split(self):
        """A division that is too much at times."""
        draws = self.random.random(), self.random.random(), self.random.random()

        def arguments(b):
            available = self.whole(b)
            customer = self.paid(b) if draws[2] > 0.8 else int(draws[0] * (available + 1))
            provider = int(draws[1] * (available - customer + 1)) + (1000 if draws[2] < 0.2 else 0)
            return {'to_customer': customer, 'to_provider': provider}
        return arguments, lambda b: sum(arguments(b).values()) <= self.whole(b) and arguments(b)['to_customer'] <= self.paid(b)

    def resolve(self):
        arguments, possible = self.split()

        def after(b, at, reply):
            self.remember(b, reply, True)
            asked, all_of_it = arguments(b), self.paid(b)
            self.divide(b, asked['to_customer'], asked['to_provider'])
            if asked['to_customer'] == all_of_it:
                self.end(b, 'cancelled', at, True)
            else:
                b['state'] = 'settled'
        return self.move('resolve', lambda b: self.operator('operations'), {'disputed'}, arguments, {'reason_code': 'other', 'note': 'walking at random'}, possible, after)

    def override_complete(self):
        def after(b, at, reply):
            self.remember(b, reply, True)
            self.over(b, 'completed', at)
        return self.move('override_complete', lambda b: self.operator('operations'), {'confirmed', 'in_progress', 'no_show'},
                         options={'reason_code': 'other', 'note': 'walking at random'}, expect=lambda b: self.now() >= b['starts'], after=after)

    def goodwill(self):
        draw = self.random.random()

        def amount(b):
            return int(draw * b['price'] * 0.7)

        def after(b, at, reply):
            self.remember(b, reply, True)
            b['credit'] += amount(b)
            self.credit[b['customer']] += amount(b)
        return self.move('goodwill_credit', lambda b: self.operator('operations'), set(BLOCKING) | {'declined', 'expired', 'cancelled'},
                         lambda b: {'amount': amount(b)}, {'reason_code': 'other', 'note': 'walking at random'},
                         lambda b: 0 < amount(b) <= b['price'] - b['credit'], after)

    def cancel(self):
        kind = self.random.choice(['customer', 'provider', 'support'])
        who = {'customer': lambda b: self.customer(b['customer']), 'provider': lambda b: self.provider(b['provider']), 'support': lambda b: self.operator('support')}[kind]

        def after(b, at, reply):
            self.remember(b, reply, kind == 'support')
            ahead = (b['starts'] - at) / HOUR
            percent = 100 if kind == 'provider' else max([p for hours, p in TIERS if ahead >= hours], default=0)
            refund = largest_remainder(self.paid(b), [percent, 100 - percent])[0]
            self.divide(b, refund, 0 if kind == 'provider' else largest_remainder(self.whole(b), [percent, 100 - percent])[1])
            if kind == 'provider':
                self.penalise(b)
            self.end(b, 'cancelled', at, kind == 'support')
        return self.move('cancel', who, {'confirmed'} if kind == 'provider' else {'pending_payment', 'requested', 'confirmed'}, after=after)

    def override(self):
        arguments, possible = self.split()

        def after(b, at, reply):
            self.remember(b, reply, True)
            asked = arguments(b)
            self.divide(b, asked['to_customer'], asked['to_provider'])
            self.end(b, 'cancelled', at, True)
        return self.move('override_cancel', lambda b: self.operator('operations'), BLOCKING, arguments, {'reason_code': 'other', 'note': 'walking at random'}, possible, after)

    def extend(self):
        """An operator gives more time to answer, or to pay; the time is held as long."""
        minutes = self.random.choice([10, 90, 600])

        def due(b):
            return self.now() + datetime.timedelta(minutes=minutes)

        def possible(b):
            return due(b) <= b['starts'] and (b['holds'] or b['state'] == 'requested' or not self.taken(b['provider'], b['starts'], self.now(), b))

        def after(b, at, reply):
            self.remember(b, reply, True)
            b['due'] = datetime.datetime.fromisoformat(reply['result']['due'].replace('Z', '+00:00'))
            if b['state'] == 'pending_payment':
                if not b['holds']:
                    self.freed(b['provider'], at)
                b['holds'], b['until'] = True, b['due']
        return self.move('override_extend', lambda b: self.operator('operations'), {'pending_payment', 'requested'},
                         lambda b: {'step': 'expire', 'due': due(b).isoformat()}, {'reason_code': 'other', 'note': 'walking at random'}, possible, after)

    def remember(self, b, reply, undoable):
        if undoable:
            self.last = {'invocation': reply['invocation'], 'moved': reply['operation'] == 'override_extend', 'reopens': reply['operation'] == 'override_reopen', 'booking': b, 'was': dict(b), 'payable': self.payable[b['provider']], 'credit': self.credit[b['customer']],
                         'at': datetime.datetime.fromisoformat(reply['at'].replace('Z', '+00:00')), 'who': self.operator('support' if reply['operation'] in ('cancel', 'report_no_show', 'dispute') else 'operations')}

    def undo(self):
        last = self.last
        if not last:
            return True, 'undo', 'nothing'
        if 'others' in last:
            return self.undo_displaced(last)
        b = last['booking']
        late = self.now() > last['at'] + datetime.timedelta(seconds=60)
        changed = last.get('undone') or (b['state'] != last.get('state_after', b['state'])) or last.get('superseded')
        ended = b['state'] == 'cancelled' != last['was']['state']  # its slot is given back, or somebody else has it
        taken = ended and last['was']['holds'] and not b['holds']
        given = last['after_credit'] - last['credit']
        spent_already = given > self.credit[b['customer']]
        astray = self.unforeseen(last['was'])
        reply = self.call(last['who'], 'undo', {'invocation': last['invocation']})
        done = not isinstance(reply, str)
        if done:
            spent = self.payable[b['provider']] - last['after_payable']
            was = dict(last['was']) if ended else {**last['was'], 'holds': b['holds'], 'until': last['was']['until'] if last['moved'] else b['until']}
            if last['reopens'] and was['state'] == 'cancelled':
                was['holds'] = False
            if b['provider'] == was['provider']:  # of who lost it, and of who has it, nothing was paid
                self.payable[b['provider']] = last['payable'] + spent
            b.clear()
            b.update(was)
            self.kept = [kept for kept in self.kept if kept['invocation'] != last['invocation']]
            self.credit[b['customer']] -= given
            last['undone'] = True
        return done == (not (late or changed or taken or spent_already or astray)), 'undo', reply

    # Away and back.
    def days(self, first, last):
        self.setup.execute("""select to_char(day + %s, 'YYYY-MM-DD'), to_char(day + %s, 'YYYY-MM-DD'), (day + %s)::timestamp at time zone 'Europe/Berlin', (day + %s)::timestamp at time zone 'Europe/Berlin'
            from (select (guard.clock() at time zone 'Europe/Berlin')::date as day) today""", (first, last, first, last + 1))
        return self.setup.fetchone()

    def provider_away(self):
        provider, first = self.random.choice(self.providers), self.random.randint(0, 2)
        first_day, last_day, start, until = self.days(first, first + self.random.randint(0, 1))
        self.setup.execute('select fixture.provider_id(%s)', (provider,))
        number = self.setup.fetchone()[0]
        reply = self.call(self.operator('operations'), 'provider_away', {'provider': number, 'first_day': first_day, 'last_day': last_day}, {'reason_code': 'sick'})
        if isinstance(reply, str):
            return False, 'provider_away', reply
        known = {n for n, b in self.bookings.items() if b['provider'] == provider and b['starts'] < until and start < b['starts'] + HOUR
                 and (b['state'] in ('pending_payment', 'requested', 'confirmed', 'in_progress') or b['more'] == 'reopen')}
        self.absences.append({'id': reply['result']['absence'], 'number': number, 'provider': provider, 'from': start, 'until': until, 'known': known, 'ended': False})
        return known == {row['booking'] for row in reply['result']['bookings']}, 'provider_away', reply

    def end_absence(self):
        if not self.absences:
            return True, 'end_absence', 'nothing'
        absence, today = self.random.choice(self.absences), self.days(0, 0)[2]
        allowed = not absence['ended'] and absence['until'] > today
        reply = self.call(self.operator('operations'), 'end_absence', {'provider': absence['number'], 'absence': absence['id']})
        if not isinstance(reply, str):
            absence.update(until=max(absence['from'], today), ended=True)
        return allowed == (not isinstance(reply, str)), 'end_absence', reply

    def wait(self):
        """The clock goes on: seconds, so that undo windows stay open or close, or hours."""
        seconds = self.random.choice([20, 45, 90, 1200, 3600 * 5, 3600 * 20])
        self.setup.execute('select least(guard.clock() + make_interval(secs => %s), statement_timestamp() - interval \'1 minute\')', (seconds,))
        self.setup.execute('select guard.simulate(%s)', (self.setup.fetchone()[0],))
        return True, 'wait', None

    def differs(self):
        """The first place where database and model disagree, or nothing."""
        self.setup.execute("""
            select books.id, books.state, books.starts_at, provider.person_id, books.proposed_start, payment.captured, payment.refunded, fixture.escrow(books.id), slot.blocking, (
                select coalesce(-sum(entry.amount), 0)::bigint
                from market.ledger_transaction posting
                join market.ledger_entry entry on entry.transaction_id = posting.id
                join market.ledger_account account on account.id = entry.account_id
                where posting.booking_id = books.id and account.kind = 'customer_credit'), books.price, books.platform_bears, books.awaits
            from market.booking books
            join market.payment on payment.booking_id = books.id
            join market.provider on provider.id = books.provider_id
            cross join lateral (
                select own.blocking
                from market.booking_slot own
                where own.booking_id = books.id and not own.proposed and own.provider_id = books.provider_id and lower(own.during) = books.starts_at
                order by own.release_at is null desc, own.id desc
                limit 1) slot""")
        rows = self.setup.fetchall()
        if len(rows) != len(self.bookings):
            return f'{len(rows)} bookings, not {len(self.bookings)}'
        for n, *found in rows:
            b = self.bookings[n]
            held = 0 if b['state'] in ('cancelled', 'settled') else self.whole(b)
            if found != [b['state'], b['starts'], b['provider'], b['proposal'] and b['proposal']['starts'], b['captured'], b['refunded'], held, b['holds'], b['credit'] + b['moved'], b['price'], b['bears'], b['more']]:
                return f'booking {n}: {found}, in the model {b}'
        self.setup.execute("""
            select provider.person_id, coalesce(-sum(entry.amount), 0)
            from market.provider
            left join market.ledger_account account on account.provider_id = provider.id and account.kind = 'provider_payable'
            left join market.ledger_entry entry on entry.account_id = account.id
            group by provider.person_id""")
        for person, payable in self.setup.fetchall():
            if payable != self.payable[person]:
                return f'provider {person} is owed {payable}, in the model {self.payable[person]}'
        for name in self.invariants:
            self.setup.execute(f'select figure, holds from guard.{name}()')
            figure, holds = self.setup.fetchone()
            if not holds:
                return f'{name}: {figure}'
        return None

    def run(self):
        steps = [self.book] * 5 + [self.authorised] * 4 + [self.accept] * 3 + [self.cancel, self.override] * 2 + [self.extend] * 2 + [self.undo] * 3 + [self.wait] * 3 + [
            self.decline, self.expire, self.payment_declined, self.start, self.complete, self.settle, self.confirm_completion, self.report_no_show, self.dispute, self.resolve,
            self.override_complete, self.override_reopen, self.goodwill] + [self.propose, self.answer, self.reschedule, self.reassign, self.displace, self.move_session] * 2 + [self.lapse] + [self.reprice, self.charge] * 3 + [self.override_reopen] * 2 + [self.provider_away, self.end_absence]
        for n in range(STEPS):
            step = self.random.choice(steps) if self.bookings else self.book
            agreed, what, reply = step()
            outcome = reply if isinstance(reply, str) else 'done'
            self.counts[what, outcome] = self.counts.get((what, outcome), 0) + 1
            if self.last and 'others' not in self.last and 'after_payable' not in self.last:
                self.last['after_payable'] = self.payable[self.last['booking']['provider']]
                self.last['after_credit'] = self.credit[self.last['booking']['customer']]
                self.last['state_after'] = self.last['booking']['state']
            problem = self.differs() if agreed else f'the model thought otherwise of {outcome}'
            if problem:
                return f'step {n + 1}, {what}: {problem}'
        return None


def main():
    with TestDatabase() as db:
        walk = Walk(db)
        problem = walk.run()
        print(f'# seed {SEED}, {STEPS} steps, {len(walk.invariants)} invariants after each')
        for (what, outcome), n in sorted(walk.counts.items()):
            print(f'# {what}: {outcome} {n}')
        print(f'{"not ok" if problem else "ok"} 1 - {problem or "database and model agree after every step"}')
        print('1..1')
        for cursor in walk.links.values():
            cursor.connection.close()
        walk.setup.connection.close()
        return 1 if problem else 0


if __name__ == '__main__':
    sys.exit(main())
