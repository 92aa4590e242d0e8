#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing is lost and nothing happens twice, whatever dies between a payment gateway and us. Each step (authorise, capture,
refund, void, further charge) is held at each seam between intent, call and outcome, all five at once, and there PostgreSQL, the
workers, the gateway, or a link between them is taken away, three times each; then all of them die at random moments while
people book, accept and cancel. What was acknowledged is there, the gateway's own file has each thing once, and within a minute
everything is reconciled, with no lease or wait ended by hand.

    intent ─▶ claimed ─▶ asked ─▶ done ─▶ recording ─▶ recorded
"""
import collections
import contextlib
import itertools
import json
import os
import pathlib
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import uuid

import psycopg2

from tests.sql.door.parcels import expect
from tests.sql.payment.world import OPEN, PRICE, PROGRAMS, World, agrees
from tests.support.wires import DatabaseWire, GatewayWire

SEAMS = ('claimed', 'asked', 'done', 'recording', 'recorded')
# Before it is asked and when it has answered, the gateway has no part in it.
VICTIMS = {'workers': SEAMS, 'PostgreSQL': SEAMS, 'link to PostgreSQL': SEAMS, 'gateway': SEAMS[1:3], 'link to the gateway': SEAMS[1:3]}
TIMES = int(os.environ.get('STEWARD_TEST_TIMES') or 3)
AMID = int(os.environ.get('STEWARD_TEST_BOOKINGS') or 30)
SEED = int(os.environ.get('STEWARD_TEST_SEED') or 11)
MORE = 250  # what a repriced booking costs above
BACK = 400  # what a cancelled one gives back
WORKERS = 5


def is_passing(error):
    """Whether the same call may be made again: the server is gone, or comes back, or somebody stands in the way."""
    return not error.pgcode or error.pgcode[:2] in ('57', '08') or error.pgcode in ('MP052', '55P03', '40P01')


class OwnCluster:
    """A PostgreSQL that may be killed: no other test is in it. What it acknowledges has been written, as in earnest; not to
    the disk, since processes die here and the machine does not."""

    def __init__(self):
        self.place = tempfile.mkdtemp(prefix='steward-seams.')
        os.chmod(self.place, 0o755)
        self.data = f'{self.place}/data'
        self.start('--throwaway')
        self.ctl('migrate')
        folder = pathlib.Path(self.place, 'test-cluster')
        folder.mkdir()
        (folder / 'dsn').write_text(self.ctl('cluster', 'dsn', '--user', 'steward_superuser'))
        os.environ['STEWARD_TEST_CLUSTER'] = str(folder)
        with contextlib.closing(psycopg2.connect((folder / 'dsn').read_text().strip() + ' dbname=postgres')) as link:
            link.autocommit = True
            with link.cursor() as cursor:
                cursor.execute('alter system set synchronous_commit = on')
                cursor.execute('select pg_reload_conf()')

    def ctl(self, *words):
        return subprocess.run([PROGRAMS / 'stewardctl', *words, '--data', self.data], check=True, stdout=subprocess.PIPE, text=True).stdout

    def start(self, *words):
        self.ctl('cluster', 'start', *words)

    def kill_server(self):
        os.kill(int(pathlib.Path(self.data, 'pg', 'postmaster.pid').read_text(encoding='utf-8').split()[0]), signal.SIGKILL)
        self.start()

    def drop(self):
        self.ctl('cluster', 'stop')
        subprocess.run(['rm', '-rf', self.place], check=True)


class Marketplace(World):
    """Whoever acts here holds on to a key until there is an answer, over whatever dies meanwhile; what they heard is kept."""

    def __init__(self, cluster):
        self.links = {}
        super().__init__()
        self.cluster = cluster
        self.acknowledged = []
        # Of one person's money of a day, a second person would have to know.
        people = [f'operations_{n}' for n in range(8)]
        for who in people:
            self.ask("select fixture.worker('create_operator', jsonb_build_object('login', %s, 'name', 'Mara Lindt', 'groups', array['steward_operations'], 'all_markets', true))", self.login(who))
        self.cashiers = itertools.cycle(people)
        self.killed = collections.Counter()
        self.sandbox.start()
        self.database = DatabaseWire(self.setup.info.dsn_parameters['host'], self.setup.info.dsn_parameters['port'])
        self.gateway = GatewayWire(pathlib.Path(self.folder, 'gateway.json'))

    def worker(self):
        self.workers.append(subprocess.Popen([PROGRAMS / 'steward-worker', '--dsn', self.dsn('steward_worker') + f' host={self.database.folder}', '--gateway', self.gateway.config],
                                             stderr=subprocess.DEVNULL))

    def by(self, login, action, seconds=60):
        """What `action` makes of a cursor of this login, in one transaction; the same again while nobody is there."""
        until, mine = time.monotonic() + seconds, (threading.get_ident(), login)
        while True:
            try:
                link = self.links.get(mine) or self.links.setdefault(mine, self.connect(login, autocommit=False))
                with link.cursor() as cursor:
                    answer = action(cursor)
                    link.commit()
                    return answer
            except psycopg2.Error as error:
                with contextlib.suppress(psycopg2.Error, KeyError):
                    self.links.pop(mine).close()
                if not is_passing(error) or time.monotonic() > until:
                    raise
                time.sleep(0.02)

    def ask(self, sql, *values):
        def action(cursor):
            cursor.execute(sql, values or None)
            return cursor.fetchall() if cursor.description else []
        return self.by(None, action)

    def value(self, sql, *values, login=None):
        return self.ask(sql, *values)[0][0]

    def act(self, operation, arguments, login=None, customer=None, **options):
        """As an operator, or as a customer at the public gate: the same call under one key until it is answered."""
        call = (login, customer, operation, json.dumps(arguments), json.dumps(dict(options, key=str(uuid.uuid4()))))
        reply = self.insist(call)
        self.acknowledged.append((call, reply))
        assert 'proposal' not in reply, reply
        return reply['result']

    def insist(self, call):
        login, customer, *words = call

        def action(cursor):
            if customer:
                cursor.execute("select set_config('role', 'steward_customer', true), set_config('steward.actor', %s, true)", (str(customer),))
            cursor.execute('select api.invoke(%s, %s, %s)', words)
            return cursor.fetchone()[0]
        return self.by('steward_gate_public' if customer else self.login(login), action)

    def kill(self, victim, whole):
        """`whole`: of PostgreSQL all, else one of its processes, upon which it recovers by itself."""
        self.killed[victim] += 1
        if victim == 'workers':
            for _ in range(len(self.workers)):
                self.kill_worker()
                self.worker()
        elif victim == 'gateway':
            self.sandbox.end(signal.SIGKILL)
            self.sandbox.start()
        elif victim == 'link to the gateway':
            self.gateway.cut()
        elif victim == 'link to PostgreSQL':
            self.database.cut()
        elif whole:
            with self.database.shut():
                self.cluster.kill_server()
        else:
            os.kill(self.value("select pid from pg_stat_activity where datname = current_database() order by usename = 'steward_worker' desc, random() limit 1"), signal.SIGKILL)

    def drop(self):
        """It goes with its cluster."""


def many(world, count, state):
    """Bookings whose payment is authorised, or captured, with the gateway."""
    listings = [world.listing() for _ in range(1 + count // 40)]
    made = []
    for n in range(count):
        customer = world.ask('select fixture.new_customer()')[0][0] if n % 4 == 0 else customer
        made.append(world.ask('select fixture.new_booking(%s, %s, fixture.ahead(%s), %s)', customer, listings[n % len(listings)], 100 + 2 * (n // len(listings)), 'pending_payment')[0][0])
    expect(world.comes(count, "select count(*) from market.booking where id = any (%s) and state = 'requested'", made), f'{count} bookings are authorised')
    if state == 'confirmed':
        for booking in made:
            world.ask("select fixture.provider(provider.person_id, 'accept', jsonb_build_object('booking', booking.id)) from market.booking join market.provider on provider.id = provider_id where booking.id = %s", booking)
        expect(world.comes(0, OPEN), f'{count} are captured')
    return made


RECORDING = "select pid from pg_stat_activity where usename = 'steward_worker' and datname = current_database() and wait_event_type = 'Lock' and query ~ 'record_answer'"


def within(seconds, holds, words):
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            raise AssertionError(words())
        time.sleep(0.01)


def at_the_seam(world, seam, victim, five, start, whole):
    """Does five things and takes away who is named while the gateway is about to hear of all of them, hears, has done, or has done and said so."""
    listing, customer, accepted, cancelled, declined, repriced = five
    why = {'reason_code': 'other', 'note': 'because of a test'}
    world.act('accept', {'booking': accepted}, 'operations')
    world.act('decline', {'booking': declined}, 'operations')
    world.act('override_cancel', {'booking': cancelled, 'to_customer': BACK, 'to_provider': 0}, next(world.cashiers), **why)
    world.act('override_reprice', {'booking': repriced, 'price': PRICE + MORE, 'bearer': 'customer'}, next(world.cashiers), **why)
    # Nobody may take up the fifth before it is known what is to be held, so it is committed when that is said.
    book = (None, customer, 'book', json.dumps({'listing': listing, 'starts_at': start.isoformat()}), json.dumps({'key': str(uuid.uuid4())}))
    with contextlib.closing(world.connect(autocommit=False)) as link, link.cursor() as cursor:
        cursor.execute("select set_config('session_authorization', 'steward_gate_public', true), set_config('role', 'steward_customer', true), set_config('steward.actor', %s, true)", (str(customer),))
        cursor.execute('select api.invoke(%s, %s, %s)', book[2:])
        reply = cursor.fetchone()[0]
        cursor.execute("reset session authorization; select set_config('role', 'none', true)")
        bookings = [reply['result']['booking'], accepted, cancelled, declined, repriced]
        cursor.execute("""update market.gateway_intent asked set due = guard.clock() from market.payment paid
            where paid.id = asked.payment_id and paid.booking_id = any (%s) and asked.state = 'not yet told' returning asked.charge, asked.id, paid.reference""", (bookings,))
        _, requests, payments = zip(*sorted(cursor.fetchall()))
        assert len(requests) == 5, world.ask('select asked.*, now() from market.gateway_intent asked join market.payment paid on paid.id = payment_id where booking_id = any (%s)', bookings)
        if seam == 'claimed':
            world.database.hold(b'guard.claim_requests', [payment.encode() for payment in payments])
        elif seam == 'recorded':
            world.database.hold(b'guard.record_answer', [world.database.token(request) for request in requests])
        else:
            world.gateway.hold('asked' if seam == 'asked' else 'done', payments)
        link.commit()
        world.acknowledged.append((book, reply))

        def seen():
            return f'{seam}: {world.gateway.held} and {world.database.held} of 5 are held: ' + str(world.ask('select id, kind, state, failure from market.gateway_intent where id = any (%s)', list(requests)))
        if seam in ('claimed', 'recorded'):
            within(20, lambda: world.database.held == 5, seen)
        else:
            within(20, lambda: world.gateway.held == 5, seen)
        if seam == 'recording':
            cursor.execute('select from market.gateway_intent where id = any (%s) for update', (list(requests),))
            # The further charge last: it waits within the door, which tries three times for three seconds each.
            waiting = set()
            for n, payment in enumerate(payments, 1):
                world.gateway.let_go(payment)
                within(20, lambda n=n: waiting.update(world.ask(RECORDING)) or len(waiting) >= n, seen)
        world.kill(victim, whole)
    world.gateway.cut() if victim in ('workers', 'gateway', 'link to the gateway') else world.gateway.let_go()
    world.database.let_go()
    return bookings


ENDS = {  # state, payment, captured, refunded, price
    'authorise': ('requested', 'authorised', 0, 0, PRICE),
    'capture': ('confirmed', 'captured', PRICE, 0, PRICE),
    'refund': ('cancelled', 'partially_refunded', PRICE, BACK, PRICE),
    'void': ('declined', 'voided', 0, 0, PRICE),
    'further charge': ('confirmed', 'captured', PRICE + MORE, 0, PRICE + MORE),
}


def each_seam(world, dice):
    rounds = [(seam, victim, n) for victim, seams in VICTIMS.items() for seam in seams for n in range(TIMES)]
    dice.shuffle(rounds)
    count = len(rounds)
    asked = many(world, 2 * count, 'requested')
    captured = many(world, 2 * count, 'confirmed')
    listing = world.listing()
    starts = world.ask('select fixture.ahead(100 + 2 * n) from generate_series(1, %s) n', count)
    ended = []
    begun = time.monotonic()
    for n, (seam, victim, which) in enumerate(rounds):
        customer = world.ask('select fixture.new_customer()')[0][0] if n % 4 == 0 else customer
        ended.append(at_the_seam(world, seam, victim, (listing, customer, asked.pop(), captured.pop(), asked.pop(), captured.pop()), starts[n][0], which == 0))
    print(f'# 5 steps at {len(SEAMS)} seams, {len(VICTIMS)} kinds of death, {TIMES} times each: {count * 5} steps cut off by {count} deaths, {world.gateway.passed} requests, in {time.monotonic() - begun:.1f} s')
    reconciled(world)
    for place, (step, end) in enumerate(ENDS.items()):
        ends = collections.Counter(world.ask("""select booking.state, payment.state, payment.captured::bigint, payment.refunded::bigint, booking.price::bigint
            from market.booking join market.payment on payment.booking_id = booking.id where booking.id = any (%s)""", [five[place] for five in ended]))
        expect(ends == {end: count}, f'{step}: all {count} ended as they should: {dict(ends)}')


def amid_deaths(world, dice):
    """All of them die at random moments while people book, accept, decline and cancel."""
    listings = [world.listing(instant=n % 2 == 0) for n in range(4)]
    world.sandbox.plays('lose', times=AMID // 4)
    ended, killed = threading.Event(), collections.Counter()

    def reaper():
        while not ended.wait(dice.uniform(0.1, 0.6)):
            victim = dice.choice(list(VICTIMS))
            world.kill(victim, dice.random() < 0.2)
            killed[victim] += 1
    reaping = threading.Thread(target=reaper)
    reaping.start()
    moves, bookings = random.Random(SEED), []
    try:
        for n in itertools.count():
            if n >= AMID and (sum(killed.values()) > AMID // 10 or n >= 10 * AMID):  # who is quick books on until enough have died
                break
            customer = world.ask('select fixture.new_customer()')[0][0] if n % 4 == 0 else customer
            starts = world.ask('select fixture.ahead(%s)', 100 + 2 * n)[0][0].isoformat()
            bookings.append(world.act('book', {'listing': listings[n % 4], 'starts_at': starts}, customer=customer)['booking'])
            for booking in moves.sample(bookings, min(3, len(bookings))):
                state = world.ask('select state from market.booking where id = %s', booking)[0][0]
                if state == 'requested':
                    world.act('accept' if moves.random() < 0.7 else 'decline', {'booking': booking}, 'operations')
                elif state == 'confirmed' and moves.random() < 0.6:
                    world.act('override_cancel', {'booking': booking, 'to_customer': moves.randrange(1, BACK), 'to_provider': 0}, next(world.cashiers), reason_code='other', note='because of a test')
    finally:
        ended.set()
        reaping.join()
    expect(sum(killed.values()) > AMID // 10, f'{len(bookings)} bookings amid {sum(killed.values())} deaths: {dict(killed)}')
    reconciled(world)
    expect(world.ask("select count(*) from market.booking where id = any (%s) and state = 'pending_payment'", bookings)[0][0] == 0, 'everybody who booked has paid')


def reconciled(world):
    """What waits to be taken back is due; else nothing is hurried."""
    world.ask("update market.gateway_intent set due = guard.clock() where state = 'not yet told'")
    begun = time.monotonic()
    expect(world.comes(0, OPEN, seconds=60), f'all is reconciled {time.monotonic() - begun:.1f} s after the last death')


def each_once(world):
    """What was acknowledged is there, and each thing has happened once: with us, and by the gateway's own file."""
    known = [(call, world.insist(call), reply) for call, reply in world.acknowledged]
    forgotten = [told for told in known if any(told[1][what] != told[2][what] for what in ('invocation', 'result'))]
    expect(not forgotten, f'{len(world.acknowledged)} calls were acknowledged, and all are known by their keys {forgotten[:2]}')
    with contextlib.closing(sqlite3.connect(f'file:{world.folder}/sandbox.sqlite?mode=ro', uri=True)) as file:
        asked = [json.loads(words) for words, in file.execute('select asked from request where status = 200')]
    done = collections.Counter((words['kind'], words['payment'], words['refund'], words['amount']) for words in asked)
    ours = collections.Counter(world.ask("""select asked.kind, paid.reference || case when asked.charge > 1 then '-' || asked.charge else '' end, coalesce(back.reference, ''), asked.amount::bigint
        from market.gateway_intent asked join market.payment paid on paid.id = asked.payment_id left join market.refund back on back.id = asked.refund_id where asked.state = 'done'"""))
    expect(max(done.values()) == 1, f'the gateway did {len(asked)} things, each once')
    expect(done == ours, f'and they are the {len(ours)} that we know as done, to the cent {(done - ours, ours - done)}')
    twice = world.ask("select booking_id, audience, channel, template from market.message where booking_id is not null group by 1, 2, 3, 4 having count(*) > 1 limit 3")
    expect(not twice, f'nobody is told twice of one thing {twice}')
    authorised = world.ask("select max(n) from (select count(*) as n from market.event where action = 'authorised' group by entity_id) e")[0][0]
    expect(authorised == 1, 'and no booking was authorised twice')
    verified = subprocess.run([PROGRAMS / 'stewardctl', 'verify', '--dsn', world.dsn()], stdout=subprocess.PIPE, text=True, check=False)
    expect(verified.returncode == 0, f'stewardctl verify proves {verified.stdout.count("holds ")} invariants ' + ''.join(line for line in verified.stdout.splitlines(True) if 'BROKEN' in line))


def main():
    begun = time.monotonic()
    print(f'# seed {SEED}')
    dice = random.Random(SEED)
    cluster = OwnCluster()
    try:
        world = Marketplace(cluster)
        try:
            for _ in range(WORKERS):
                world.worker()
            each_seam(world, dice)
            amid_deaths(world, dice)
            agrees(world, 'after all of it')
            each_once(world)
            print(f'# killed: {dict(world.killed)}; {world.gateway.passed} requests reached the gateway')
        finally:
            world.close()
    finally:
        cluster.drop()
    print(f'# {time.monotonic() - begun:.1f} s')


if __name__ == '__main__':
    sys.exit(main())
