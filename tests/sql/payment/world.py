# SPDX-License-Identifier: GPL-3.0-or-later
"""A marketplace, a real steward-sandbox and real steward-workers between them."""
import contextlib
import http.client
import json
import os
import pathlib
import signal
import subprocess
import tempfile
import threading
import time

from tests.sql.door.parcels import expect, invoke
from tests.support.cluster import TestDatabase

PROGRAMS = pathlib.Path(os.environ['STEWARD_TEST_CLUSTER']).parent / 'bin'
FIXTURE = (pathlib.Path(__file__).resolve().parents[1] / 'fixture.sql').read_text(encoding='utf-8')
PRICE = 12400


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
    """The sandbox holds of every payment what we say that it does, to the cent. What a customer paid later is a payment more there."""
    held = {}
    for row in world.sandbox.call('GET', '/v1/payments', account=world.account)[1]['payments']:
        held.setdefault('-'.join(row['payment'].split('-')[:3]), []).append(row)
    with contextlib.closing(world.connect()) as link, link.cursor() as cursor:
        cursor.execute("""select payment.reference, payment.state, payment.captured, payment.refunded, payment.gateway_reference from market.payment
            join market.gateway_intent asked on asked.payment_id = payment.id and asked.kind = 'authorise' and asked.charge = 1 where asked.state = 'done'""")
        ours = cursor.fetchall()
    differ = [(reference, state, held.get(reference)) for reference, state, captured, refunded, name in ours
              if reference not in held or sum(row['captured'] for row in held[reference]) != captured or sum(row['refunded'] for row in held[reference]) != refunded
              or (state == 'voided') != (held[reference][0]['state'] == 'voided') or name and name != held[reference][0]['reference']]
    expect(not differ and len(held) == len(ours), f'{words}: {len(ours)} payments are with the gateway as they are with us {differ[:3]}')
    with contextlib.closing(world.connect()) as link, link.cursor() as cursor:
        for invariant in ('refunds_reach_the_gateway', 'captures_reach_the_gateway', 'requests_in_their_order', 'gateway_agrees', 'ledger_sums_to_zero',
                          'capture_is_in_the_ledger', 'refunds_within_capture', 'escrow_never_negative'):
            cursor.execute(f'select figure, holds from guard.invariant_{invariant}()')
            for figure, holds in cursor.fetchall():
                expect(holds, f'{words}: {figure}')


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
