#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Many at once, and many in a row: 200 refunds of 60 % of one charge, 100 calls under one key for each operation that moves money,
twenty second persons at once; and a seeded walk of operators who move, propose, approve, withdraw and take back, beside a model
of the limits that is written anew here."""
import json
import os
import pathlib
import random
import sys
import threading
import uuid

import psycopg2

from tests.support.cluster import TestDatabase

FIXTURE = (pathlib.Path(__file__).resolve().parents[1] / 'fixture.sql').read_text()
SEED = int(os.environ.get('STEWARD_WALK_SEED', '5'))
STEPS = int(os.environ.get('STEWARD_WALK_STEPS', '150'))
PRICE = 60000
BECAUSE = {'reason_code': 'other', 'note': 'because of a test'}
PER_LOGIN = 6  # an operator's login holds six connections
MOVED = ('invariant_bookings_are_what_their_events_say',)  # fixture.earlier moves bookings, and no event says so


class Tap:
    def __init__(self):
        self.n, self.bad = 0, 0

    def check(self, holds, words):
        self.n += 1
        self.bad += not holds
        print(f'{"ok" if holds else "not ok"} {self.n} - {words}', flush=True)


def call(cursor, operation, arguments, options=None):
    """The reply, or the code of the refusal."""
    try:
        cursor.execute('select api.invoke(%s, %s, %s)', (operation, json.dumps(arguments), json.dumps({'key': str(uuid.uuid4()), **(options or {})})))
        return cursor.fetchone()[0]
    except psycopg2.Error as refused:
        return refused.pgcode


def at_once(db, logins, attempts, act):
    """`act(cursor, n)` from as many connections as there are logins, all let go at the same moment; their answers."""
    answers, lock = [], threading.Lock()
    barrier = threading.Barrier(len(logins), timeout=60)
    numbers = iter(range(attempts))

    def attempt(login, role, actor):
        connection = db.connect(login)
        cursor = connection.cursor()
        if role:
            cursor.execute("select set_config('role', %s, false), set_config('steward.actor', %s, false)", (role, str(actor)))
        barrier.wait()
        while True:
            with lock:
                n = next(numbers, None)
            if n is None:
                break
            answer = act(cursor, n)
            with lock:
                answers.append(answer)
        connection.close()
    threads = [threading.Thread(target=attempt, args=login) for login in logins]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


class Market:
    def __init__(self, db):
        self.db, self.cursor, self.hours = db, db.connect().cursor(), 100
        self.cursor.execute(FIXTURE)
        self.cursor.execute('select fixture.operators()')
        self.cursor.execute('select fixture.new_customer(), made.provider, fixture.new_listing(made.provider, %s) from (select fixture.new_provider() as provider) made', (PRICE,))
        self.customer, self.provider, self.listing = self.cursor.fetchone()

    def hire(self, name, group='operations', person=None):
        self.cursor.execute("select fixture.worker('create_operator', %s) -> 'result' ->> 'operator'", (json.dumps(
            {'login': self.db.login(name), 'name': name.title(), 'groups': [f'steward_{group}'], 'all_markets': True, **({'person': person} if person else {})}),))
        self.cursor.execute('select person_id from market.operator where id = %s', (self.cursor.fetchone()[0],))
        return self.cursor.fetchone()[0]

    def booking(self, state='confirmed'):
        self.hours += 2
        self.cursor.execute('select fixture.new_booking(%s, %s, fixture.ahead(%s), %s)', (self.customer, self.listing, self.hours, state))
        return self.cursor.fetchone()[0]

    def one(self, question, *values):
        self.cursor.execute(question, values)
        return self.cursor.fetchone()[0]

    def limit(self, role, record, day):
        """As a decision of two administrators would; here only its row counts."""
        self.cursor.execute('''insert into market.amount_limit (role_name, currency, version, per_record, per_day, since)
            select %s, 'EUR', 1 + max(version), %s, %s, now() from market.amount_limit where role_name = %s and currency = 'EUR' ''',
                            (f'steward_{role}', record, day, f'steward_{role}'))

    def invariants(self):
        self.cursor.execute("select proname from pg_proc where proname ~ '^invariant_' and pronamespace = 'guard'::regnamespace order by 1")
        broken = []
        for (name,) in self.cursor.fetchall():
            self.cursor.execute(f'select figure, holds from guard.{name}()')
            broken += [f'{name}: {figure}' for figure, holds in self.cursor.fetchall() if not holds and name not in MOVED]
        return broken


def parallel_refunds(market, tap):
    booking = market.booking()
    names = [f'clerk_{n}' for n in range(7)]
    for name in names:
        market.hire(name)
    logins = [(market.db.login(name), None, None) for name in names for _ in range(PER_LOGIN - 1)]
    answers = at_once(market.db, logins, 200, lambda cursor, n: call(
        cursor, 'override_cancel', {'booking': booking, 'to_customer': PRICE * 6 // 10, 'to_provider': n}, BECAUSE))
    done = [answer for answer in answers if isinstance(answer, dict)]
    tap.check(len(answers) == 200 and len(done) == 1 and {a for a in answers if isinstance(a, str)} <= {'MP031', '55P03'},
              f'200 refunds of 60 % of one charge by seven people over {len(logins)} connections: {len(done)} done')
    tap.check(market.one('select refunded from market.payment where booking_id = %s', booking) == PRICE * 6 // 10, 'and 60 % went back')


def parallel_keys(market, tap):
    """The same call under one key, again and again and at once."""
    operations = (market.db.login('operations'), None, None)
    customer, worker = ('steward_gate_public', 'steward_customer', market.customer), ('steward_worker', None, None)
    provider = ('steward_gate_public', 'steward_provider', market.provider)
    for who, operation, state, arguments, options in (
            (operations, 'override_cancel', 'confirmed', {'to_customer': 1000, 'to_provider': 2000}, BECAUSE),
            (operations, 'goodwill_credit', 'confirmed', {'amount': 500}, BECAUSE),
            (operations, 'cancel', 'confirmed', {}, {}),
            (operations, 'resolve', 'disputed', {'to_customer': 1000, 'to_provider': 2000}, BECAUSE),
            (customer, 'cancel', 'confirmed', {}, {}),
            (customer, 'confirm_completion', 'completed', {}, {}),
            (customer, 'dispute', 'settled', {}, {}),
            (provider, 'accept', 'requested', {}, {}),
            (provider, 'decline', 'requested', {}, {}),
            (worker, 'settle', 'completed', {}, {})):
        booking, key = market.booking(state), str(uuid.uuid4())
        market.cursor.execute('select fixture.make_due(%s)', (booking,))
        told = []

        def ask(cursor, _):
            while True:
                answer = call(cursor, operation, {'booking': booking, **arguments}, {**options, 'key': key})
                if answer != 'MP052':
                    return answer
                told.append('ask again')
        answers = at_once(market.db, [who] * PER_LOGIN, 100, ask)
        replies = [answer for answer in answers if isinstance(answer, dict)]
        first = [reply for reply in replies if not reply['replayed']]
        tap.check(len(replies) == 100 and len(first) == 1 and {r['invocation'] for r in replies} == {first[0]['invocation']},
                  f'{operation} by {who[1] or who[0].split("_")[-1]}: 100 calls under one key, {len(first)} effect, {len(told)} times told to ask again')


def parallel_approvals(market, tap):
    market.limit('operations', 1000, 100000)
    booking = market.booking()
    arguments = {'booking': booking, 'to_customer': PRICE, 'to_provider': 0}
    proposed = call(market.db.connect(market.db.login('operations')).cursor(), 'override_cancel', arguments, BECAUSE)['proposed']
    names = [f'second_{n}' for n in range(4)]
    for name in names:
        market.hire(name)

    def approve(cursor, n):
        looked = call(cursor, 'override_cancel', arguments, {'preview': True, 'proposal': proposed['reference'], 'key': None})
        if isinstance(looked, str):
            return looked
        return call(cursor, 'override_cancel', arguments, {'proposal': proposed['reference'], 'effects_hash': looked['effects_hash']})
    answers = at_once(market.db, [(market.db.login(name), None, None) for name in names for _ in range(5)], 20, approve)
    done = [answer for answer in answers if isinstance(answer, dict)]
    tap.check(len(answers) == 20 and len(done) == 1 and {a for a in answers if isinstance(a, str)} <= {'MP031', 'MP034', 'MP041', 'MP042', '55P03'}, f'20 second persons at once: {len(done)} done, the others {sorted({a for a in answers if isinstance(a, str)})}')
    tap.check(market.one('select array[state, executed::text] from market.proposal where reference = %s', proposed['reference']) == ['approved', done[0]['invocation']], 'and the proposal knows which')


class Walk:
    """Operators with two limits each and one with two accounts; the model keeps what each person moved alone."""

    LIMITS = {'operations': (3000, 9000), 'support': (1000, 4000), 'finance': (6000, 12000)}
    RIGHTS = {'override_cancel': {'operations', 'support'}, 'goodwill_credit': {'operations', 'support', 'finance'}}

    def __init__(self, market):
        self.market, self.random = market, random.Random(SEED)
        for role, (record, day) in self.LIMITS.items():
            market.limit(role, record, day)
        self.people = []
        for n in range(4):
            role = ['operations', 'support', 'finance', 'operations'][n]
            person = market.hire(f'walker_{n}', role)
            self.people.append({'login': f'walker_{n}', 'role': role, 'person': person})
        market.hire('walker_0_again', 'operations', self.people[0]['person'])
        self.people.append({'login': 'walker_0_again', 'role': 'operations', 'person': self.people[0]['person']})
        for person in self.people:
            person['cursor'] = market.db.connect(market.db.login(person['login'])).cursor()
        self.bookings = {market.booking(): {'state': 'confirmed', 'credit': 0} for _ in range(5)}
        self.moved, self.proposals, self.last, self.counts = [], {}, None, {}

    def before(self, person, booking=None):
        return sum(m['amount'] for m in self.moved if m['person'] == person['person'] and m['alone'] and not m['undone'] and booking in (None, m['booking']))

    def needs(self, person, booking, amount):
        record, day = self.LIMITS[person['role']]
        return self.before(person, booking) + amount > record or self.before(person) + amount > day

    def wish(self):
        booking = self.random.choice(list(self.bookings))
        if self.random.random() < 0.15:
            return 'override_cancel', booking, {'booking': booking, 'to_customer': 10000, 'to_provider': 0}, PRICE
        amount = self.random.choice([400, 900, 1500, 2500, 5000])
        return 'goodwill_credit', booking, {'booking': booking, 'amount': amount}, amount

    def possible(self, operation, booking, amount):
        b = self.bookings[booking]
        return b['state'] == 'confirmed' if operation == 'override_cancel' else b['credit'] + amount <= PRICE

    def happened(self, operation, booking, amount, person, reply, alone):
        b = self.bookings[booking]
        former = dict(b)
        if operation == 'override_cancel':
            b['state'] = 'cancelled'
        else:
            b['credit'] += amount
        self.moved.append({'person': person['person'], 'booking': booking, 'amount': amount, 'alone': alone, 'undone': False})
        self.last = {'by': person, 'invocation': reply['invocation'], 'booking': booking, 'former': former, 'moved': self.moved[-1]}

    def do(self):
        person, (operation, booking, arguments, amount) = self.random.choice(self.people), self.wish()
        waiting = any(p['operation'] == operation and p['booking'] == booking for p in self.proposals.values())
        reply = call(person['cursor'], operation, arguments, BECAUSE)
        if person['role'] not in self.RIGHTS[operation]:
            return reply == 'MP012', f'{operation} without a right', reply
        if not self.possible(operation, booking, amount):
            return reply in ('MP031', 'MP032'), f'{operation} that can not be', reply
        if self.needs(person, booking, amount):
            if waiting:
                return reply == 'MP034', f'{operation} proposed twice', reply
            if isinstance(reply, dict) and 'proposed' in reply:
                self.proposals[reply['proposed']['reference']] = {'operation': operation, 'booking': booking, 'arguments': arguments, 'amount': amount, 'by': person}
                return reply['proposed']['on_record'] == self.before(person, booking) and reply['proposed']['in_day'] == self.before(person), f'{operation} proposed', reply
            return False, operation, reply
        if isinstance(reply, dict) and 'proposed' not in reply:
            self.happened(operation, booking, amount, person, reply, True)
            return True, f'{operation} alone', reply
        return False, operation, reply

    def approve(self):
        if not self.proposals:
            return self.do()
        reference, person = self.random.choice(list(self.proposals)), self.random.choice(self.people)
        p = self.proposals[reference]
        arguments = p['arguments'] if self.random.random() < 0.9 else {**p['arguments'], 'amount' if p['operation'] == 'goodwill_credit' else 'to_customer': 1}
        looked = call(person['cursor'], p['operation'], arguments, {'preview': True, 'proposal': reference, 'key': None})
        reply = looked if isinstance(looked, str) else call(person['cursor'], p['operation'], arguments, {'proposal': reference, 'effects_hash': looked['effects_hash']})
        if person['role'] not in self.RIGHTS[p['operation']]:
            return reply == 'MP012', 'approved without a right', reply
        if arguments != p['arguments'] or person['person'] == p['by']['person']:
            return reply in ('MP034', 'MP031'), 'approved edited, or by oneself', reply
        if not self.possible(p['operation'], p['booking'], p['amount']):
            return reply in ('MP031', 'MP032'), 'approved what can not be', reply
        if isinstance(reply, dict):
            self.happened(p['operation'], p['booking'], p['amount'], person, reply, False)
            self.last['proposal'] = (reference, self.proposals.pop(reference))
            return True, 'approved', reply
        return False, 'approve', reply

    def decide(self):
        if not self.proposals:
            return self.do()
        reference, person, withdraws = self.random.choice(list(self.proposals)), self.random.choice(self.people), self.random.random() < 0.5
        p, identity = self.proposals[reference], self.market.one('select id from market.proposal where reference = %s', reference)
        reply = call(person['cursor'], *(('withdraw_proposal', {'proposal': identity}) if withdraws else ('reject_proposal', {'proposal': identity, 'why': 'no'})))
        own = person['person'] == p['by']['person']
        allowed = own if withdraws else not own and person['role'] in self.RIGHTS[p['operation']]
        if allowed and isinstance(reply, dict):
            del self.proposals[reference]
            self.last = None if self.last and self.last.get('proposal', [''])[0] == reference else self.last
            return True, 'withdrawn' if withdraws else 'rejected', reply
        return not allowed and reply == 'MP034', 'not withdrawn' if withdraws else 'not rejected', reply

    def take_back(self):
        if not self.last:
            return self.do()
        last, self.last = self.last, None
        reply = call(last['by']['cursor'], 'undo', {'invocation': last['invocation']})
        if 'proposal' in last and any(p['operation'] == last['proposal'][1]['operation'] and p['booking'] == last['booking'] for p in self.proposals.values()):
            return reply == 'MP034', 'not taken back beside another that waits', reply
        if isinstance(reply, dict):
            self.bookings[last['booking']].update(last['former'])
            last['moved']['undone'] = True
            if 'proposal' in last:
                self.proposals[last['proposal'][0]] = last['proposal'][1]
            return True, 'taken back', reply
        return False, 'undo', reply

    def step(self):
        agreed, what, reply = self.random.choices([self.do, self.approve, self.decide, self.take_back], [6, 3, 1, 1])[0]()
        self.counts[what] = self.counts.get(what, 0) + 1
        if not agreed:
            return f'{what}: {reply}'
        for booking, b in self.bookings.items():
            state = self.market.one('select state from market.booking where id = %s', booking)
            if state != b['state']:
                return f'after {what} booking {booking} is {state}, not {b["state"]}'
        waiting = self.market.one("select coalesce(array_agg(reference order by reference), '{}') from market.proposal where state = 'open' and entity_id = any (%s)", list(self.bookings))
        if waiting != sorted(self.proposals):
            return f'after {what} these wait: {waiting}, not {sorted(self.proposals)}'
        return None


def main():
    tap = Tap()
    with TestDatabase() as db:
        market = Market(db)
        parallel_refunds(market, tap)
        parallel_keys(market, tap)
        parallel_approvals(market, tap)
        walk = Walk(market)
        trouble = None
        for n in range(STEPS):
            trouble = walk.step()
            if not trouble and n % 25 == 24:
                trouble = '; '.join(market.invariants())
            if trouble:
                break
            if not n % 15 and len([b for b in walk.bookings.values() if b['state'] == 'confirmed']) < 3:
                walk.bookings[market.booking()] = {'state': 'confirmed', 'credit': 0}
        tap.check(not trouble, f'seed {SEED}, {n + 1} steps as the model says{": " + trouble if trouble else ""}')
        tap.check(not trouble and walk.counts.get('approved', 0) > 2 and walk.counts.get('taken back', 0) > 2, f'among them {walk.counts}')
        broken = market.invariants()
        tap.check(not broken, f'every invariant holds {broken or ""}')
    print(f'1..{tap.n}')
    return 1 if tap.bad else 0


if __name__ == '__main__':
    sys.exit(main())
