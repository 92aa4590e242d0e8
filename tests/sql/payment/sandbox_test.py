#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Real steward-workers against a real steward-sandbox: every way in which it fails ends in one clear state, and nothing is
authorised, captured, let go or given back twice. Workers and the sandbox are killed at random moments amid it."""
import contextlib
import hashlib
import hmac
import http.client
import http.server
import json
import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid

from tests.sql.door.parcels import expect, invoke
from tests.support.cluster import TestDatabase

PROGRAMS = pathlib.Path(os.environ['STEWARD_TEST_CLUSTER']).parent / 'bin'
FIXTURE = (pathlib.Path(__file__).resolve().parents[1] / 'fixture.sql').read_text(encoding='utf-8')
PRICE = 12400
BOOKINGS = int(os.environ.get('STEWARD_TEST_BOOKINGS') or 40)


class Sandbox:
    def __init__(self, folder):
        self.folder, self.process = pathlib.Path(folder), None

    def start(self):
        self.process = subprocess.Popen([PROGRAMS / 'steward-sandbox', '--folder', self.folder], stderr=subprocess.PIPE, text=True)
        line = self.process.stderr.readline()
        assert 'Serving' in line, line
        threading.Thread(target=self.process.stderr.read, daemon=True).start()

    def end(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        return self.process.wait(20)

    @property
    def config(self):
        return json.loads((self.folder / 'gateway.json').read_text())

    def call(self, method, path, body=None, account='', **headers):
        link = http.client.HTTPConnection(self.config['url'].removeprefix('http://'), timeout=10)
        link.request(method, path, json.dumps(body) if body is not None else None, {'Authorization': f'Bearer {self.config["key"]}', 'Sandbox-Account': account, **headers})
        answer = link.getresponse()
        return answer.status, json.loads(answer.read() or '{}')

    def plays(self, what, kind='any', times=1, argument=''):
        status, _ = self.call('POST', '/v1/scenarios', {'what': what, 'kind': kind, 'times': times, 'argument': argument})
        assert status == 200


class World(TestDatabase):
    """A marketplace in a database of its own, its gateway, and its workers."""

    def __init__(self):
        super().__init__()
        self.setup = self.connect()
        with self.setup.cursor() as cursor:
            cursor.execute(FIXTURE)
            cursor.execute('select fixture.operators()')
        self.account = str(self.value('select account from market.gateway_account'))
        self.folder = tempfile.mkdtemp(prefix='steward-sandbox.')
        self.sandbox = Sandbox(self.folder)
        self.customer = self.value('select fixture.new_customer()')
        self.hours = 100
        self.workers = []

    def listing(self, instant=False):
        return self.value('select fixture.new_listing(fixture.new_provider(), instant => %s)', instant)

    def book(self, listing):
        self.hours += 2
        return self.value('select fixture.new_booking(%s, %s, fixture.ahead(%s), %s)', self.customer, listing, self.hours, 'pending_payment')

    def worker(self):
        self.workers.append(subprocess.Popen([PROGRAMS / 'steward-worker', '--dsn', self.dsn('steward_worker'), '--gateway', f'{self.folder}/gateway.json'], stderr=subprocess.DEVNULL))

    def kill_worker(self, index=0):
        worker = self.workers.pop(index)
        worker.kill()
        worker.wait()

    def comes(self, wanted, sql, *values, seconds=60):
        until = time.monotonic() + seconds
        while True:
            found = self.value(sql, *values)
            if found == wanted:
                return True
            if time.monotonic() > until:
                print(f'# after {seconds} s: {found!r} instead of {wanted!r}')
                return False
            time.sleep(0.1)

    def state(self, booking, wanted, seconds=60):
        return self.comes(wanted, 'select state from market.booking where id = %s', booking, seconds=seconds)

    def close(self):
        for worker in self.workers:
            worker.kill()
            worker.wait()
        if self.sandbox.process and self.sandbox.process.poll() is None:
            self.sandbox.end(signal.SIGKILL)
        self.drop()


OPEN = "select count(*) from market.gateway_intent where state in ('not yet told', 'told', 'unknown') and due <= guard.clock()"


def agrees(world, words):
    """The sandbox holds of every payment what we say that it does, to the cent."""
    held = {row['payment']: row for row in world.sandbox.call('GET', '/v1/payments', account=world.account)[1]['payments']}
    with world.setup.cursor() as cursor:
        cursor.execute("""select payment.reference, payment.state, payment.captured, payment.refunded, payment.gateway_reference from market.payment
            join market.gateway_intent asked on asked.payment_id = payment.id and asked.kind = 'authorise' where asked.state = 'done'""")
        ours = cursor.fetchall()
    differ = [(reference, state, held.get(reference)) for reference, state, captured, refunded, name in ours
              if reference not in held or held[reference]['captured'] != captured or held[reference]['refunded'] != refunded
              or (state == 'voided') != (held[reference]['state'] == 'voided') or name and name != held[reference]['reference']]
    expect(not differ and len(held) == len(ours), f'{words}: {len(ours)} payments are with the gateway as they are with us {differ[:3]}')
    with world.setup.cursor() as cursor:
        for invariant in ('refunds_reach_the_gateway', 'captures_reach_the_gateway', 'requests_in_their_order', 'gateway_agrees', 'ledger_sums_to_zero',
                          'capture_is_in_the_ledger', 'refunds_within_capture', 'escrow_never_negative'):
            cursor.execute(f'select figure, holds from guard.invariant_{invariant}()')
            for figure, holds in cursor.fetchall():
                expect(holds, f'{words}: {figure}')


def each_failure(world):
    """Each way to fail, at each kind of request."""
    listing = world.listing()
    world.worker()
    for what in ('error', 'vanish', 'lose', 'slow'):
        for kind in ('authorise', 'capture', 'refund', 'void'):
            world.sandbox.plays(what, kind, argument='300')
            booking = world.book(listing)
            expect(world.state(booking, 'requested'), f'{what} at {kind}: authorised')
            if kind == 'void':
                invoke_as(world, 'operations', 'decline', {'booking': booking})
            else:
                invoke_as(world, 'operations', 'accept', {'booking': booking})
                due_now(world)
                invoke_as(world, 'operations', 'override_cancel', {'booking': booking, 'to_customer': PRICE // 3, 'to_provider': 0}, reason_code='other', note='because of a test')
            due_now(world)
            expect(world.comes(0, OPEN), f'{what} at {kind}: all is told, and answered')
    agrees(world, 'after every failure')
    world.sandbox.plays('decline', 'authorise')
    declined = world.book(listing)
    expect(world.state(declined, 'expired'), 'a declined card ends the booking')
    for outcome in ('succeeded', 'failed'):
        world.sandbox.plays('pending', 'refund', argument=outcome)
        booking = world.book(listing)
        world.state(booking, 'requested')
        invoke_as(world, 'operations', 'accept', {'booking': booking})
        invoke_as(world, 'operations', 'override_cancel', {'booking': booking, 'to_customer': PRICE, 'to_provider': 0}, reason_code='other', note='because of a test')
        due_now(world)
        expect(world.comes(outcome, 'select refund.state from market.refund join market.payment on payment.id = refund.payment_id where payment.booking_id = %s', booking),
               f'a refund that was accepted has {outcome}, by a signed event')
    invoke_as(world, 'finance', 'retry_request', {'booking': booking})
    due_now(world)
    expect(world.comes('succeeded', 'select refund.state from market.refund join market.payment on payment.id = refund.payment_id where payment.booking_id = %s', booking),
           'and what failed is given back by the next attempt')
    agrees(world, 'after declines and late refunds')
    world.sandbox.plays('less', 'capture')
    booking = world.book(listing)
    world.state(booking, 'requested')
    invoke_as(world, 'operations', 'accept', {'booking': booking})
    due_now(world)
    expect(world.comes('failed', "select state from market.gateway_intent where kind = 'capture' and payment_id = (select id from market.payment where booking_id = %s)", booking),
           'a gateway that captures less than it was asked waits for an operator')
    world.kill_worker()


def invoke_as(world, login, operation, arguments, **options):
    connection = world.connect(world.login(login))
    try:
        return invoke(connection, operation, arguments, **options)
    finally:
        connection.close()


def due_now(world):
    """Nobody sits the time out in which an operator could take it back."""
    with world.setup.cursor() as cursor:
        cursor.execute("update market.gateway_intent set due = guard.clock() where state = 'not yet told'")


def one_key(world):
    """A hundred of the same request at once are one."""
    body = {'kind': 'authorise', 'payment': 'PY-TEST-0000', 'amount': 5, 'currency': 'EUR'}
    account, seen = str(uuid.uuid4()), []

    def ask():
        seen.append(world.sandbox.call('POST', '/v1/requests', body, account, **{'Idempotency-Key': 'one'}))
    threads = [threading.Thread(target=ask) for _ in range(100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    expect(len({json.dumps(answer) for answer in seen}) == 1 and len(seen) == 100, '100 requests under one key have one answer')
    expect(len(world.sandbox.call('GET', '/v1/payments', account=account)[1]['payments']) == 1, 'and one effect')
    expect(world.sandbox.call('POST', '/v1/requests', {**body, 'amount': 6}, account, **{'Idempotency-Key': 'one'})[0] == 422, 'another request under that key is refused')
    expect(world.sandbox.call('POST', '/v1/requests', body, account, Authorization='Bearer guessed')[0] == 401, 'and so is who has no key')


def forged(world):
    """A gateway whose events are not signed as agreed, or long ago, is not believed."""
    secret, told = 'whsec_true', {'id': 'evt_f', 'position': 1_000_000, 'kind': 'authorise.succeeded', 'amount': 1, 'currency': 'EUR'}
    booking = world.book(world.listing())
    told['key'] = world.value("select key || '-1' from market.gateway_intent where payment_id = (select id from market.payment where booking_id = %s)", booking)

    def signed(body, seconds, by):
        return f't={seconds},v1=' + hmac.new(by.encode(), f'{seconds}.'.encode() + body, hashlib.sha256).hexdigest()
    body = json.dumps({'events': [told]}).encode()
    now = int(time.time())
    headers = [None, 'v1=00', signed(body, now, 'whsec_false'), signed(body, now - 301, secret), signed(body, now + 400, secret), signed(body + b' ', now, secret),
               signed(body, now, secret).replace('v1', 'v0')]
    asked = []

    class Forger(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            header = headers[len(asked) % len(headers)]
            asked.append(header)
            self.send_response(200)
            if header:
                self.send_header('Sandbox-Signature', header)
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self):
            self.send_error(503)

        def log_message(self, *_):
            pass
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Forger)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    file = pathlib.Path(world.folder, 'gateway.json')
    kept = file.read_text()
    file.write_text(json.dumps({'adapter': 'sandbox', 'url': f'http://127.0.0.1:{server.server_port}', 'key': 'k', 'secret': secret}))
    world.worker()
    until = time.monotonic() + 60
    while len(asked) < len(headers) and time.monotonic() < until:
        time.sleep(0.1)
    time.sleep(0.5)  # the last answer is read
    expect(len(asked) >= len(headers), f'{len(headers)} events were forged, recorded or dated ahead')
    expect(world.value("select count(*) from market.gateway_event where id = 'evt_f'") == 0, 'none was taken')
    world.kill_worker()
    server.shutdown()
    file.write_text(kept)


def everybody_dies(world):
    """Workers and the sandbox are killed at random moments, while bookings are made, accepted and cancelled."""
    dice = random.Random(11)
    listings = [world.listing(instant=n % 2 == 0) for n in range(4)]
    world.sandbox.plays('lose', times=BOOKINGS // 4)
    world.worker()
    world.worker()
    ended = threading.Event()
    killed = {'worker': 0, 'sandbox': 0}

    def reaper():
        while not ended.wait(dice.uniform(0.2, 0.7)):
            if dice.random() < 0.7:
                world.kill_worker(dice.randrange(2))
                world.worker()
                killed['worker'] += 1
            else:
                world.sandbox.end(signal.SIGKILL)
                world.sandbox.start()
                killed['sandbox'] += 1
            with contextlib.suppress(Exception):  # nobody waits for the leases of the dead
                world.value("update market.gateway_intent set leased_until = null, retry_at = null where state in ('told', 'unknown') returning 1")
    reaping = threading.Thread(target=reaper)
    reaping.start()
    bookings = []
    try:
        for n in range(BOOKINGS):
            bookings.append(world.book(listings[n % 4]))
            for booking in dice.sample(bookings, min(3, len(bookings))):
                state = world.value('select state from market.booking where id = %s', booking)
                if state == 'requested':
                    invoke_as(world, 'operations', 'accept' if dice.random() < 0.7 else 'decline', {'booking': booking})
                elif state == 'confirmed' and dice.random() < 0.6:
                    invoke_as(world, 'operations', 'override_cancel', {'booking': booking, 'to_customer': dice.randrange(1, PRICE), 'to_provider': 0}, reason_code='other', note='because of a test')
                due_now(world)
            time.sleep(0.1)
    finally:
        ended.set()
        reaping.join()
    due_now(world)
    begun = time.monotonic()
    expect(world.comes(0, OPEN, seconds=60), f'after {killed["worker"]} dead workers and {killed["sandbox"]} dead gateways all is answered, {time.monotonic() - begun:.1f} s later')
    agrees(world, f'{BOOKINGS} bookings amid deaths')
    expect(world.value('select max(n) from (select count(*) as n from market.event where action = %s group by entity_id) e', 'authorised') == 1, 'nothing was authorised twice')


def main():
    world = World()
    try:
        world.sandbox.start()
        one_key(world)
        everybody_dies(world)
        while world.workers:
            world.kill_worker()
        each_failure(world)
        forged(world)
        expect(world.sandbox.end() == 0, 'a sandbox that is told to end does')
    finally:
        world.close()


if __name__ == '__main__':
    sys.exit(main())
