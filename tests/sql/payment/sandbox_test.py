#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Real steward-workers against a real steward-sandbox: every way in which it fails ends in one clear state, and nothing is
authorised, captured, let go or given back twice. What dies meanwhile is in seams_test.py."""
import hashlib
import hmac
import http.server
import json
import pathlib
import sys
import threading
import time
import uuid

from tests.sql.door.parcels import expect
from tests.sql.payment.world import OPEN, PRICE, World, agrees, due_now, invoke_as


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


def one_key(world):
    """A hundred of the same request at once are one."""
    body = {'kind': 'authorise', 'payment': 'PY-TEST-0000', 'amount': 5, 'currency': 'EUR'}
    account, seen = str(uuid.uuid4()), []

    def ask():
        while True:
            try:
                seen.append(world.sandbox.call('POST', '/v1/requests', body, account, **{'Idempotency-Key': 'one'}))
                return
            except ConnectionError:  # so many at once are turned away at times; whoever lost the answer asks the same again
                pass
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


def main():
    world = World()
    try:
        world.sandbox.start()
        one_key(world)
        each_failure(world)
        forged(world)
        expect(world.sandbox.end() == 0, 'a sandbox that is told to end does')
    finally:
        world.close()


if __name__ == '__main__':
    sys.exit(main())
