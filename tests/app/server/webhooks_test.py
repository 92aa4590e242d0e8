#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the payment gateway tells the real stewardd of its own accord: believed if it is signed as agreed and of now, stored once however
often it comes, applied by the worker, and waited for while PostgreSQL is away.

    webhooks_test.py FOLDER-OF-PROGRAMS
"""
import concurrent.futures
import contextlib
import hashlib
import hmac
import http.client
import json
import pathlib
import signal
import subprocess
import time

from market import furnish
from program import BIN, Cluster, Server, eventually, expect


def signed(secret, body, when=None, version='v1'):
    when = int(time.time() if when is None else when)
    return f't={when},{version}={hmac.new(secret.encode(), f"{when}.".encode() + body, hashlib.sha256).hexdigest()}'


def post(port, body, signature=None, path='/v1/webhooks/sandbox', media='application/json'):
    link = http.client.HTTPConnection('127.0.0.1', port, timeout=30)
    link.request('POST', path, body, {'Content-Type': media, **({'Sandbox-Signature': signature} if signature is not None else {})})
    answer = link.getresponse()
    told = json.loads(answer.read() or 'null')
    link.close()
    return answer.status, told


def event(number, account, **more):
    return {'id': f'evt_hook_{number}', 'position': 1_000_000 + number, 'kind': 'payment.odd', 'key': 'none', **more}


def what_is_believed(server, cluster, secret, account):
    count = lambda: int(cluster.run('select count(*) from market.gateway_event'))  # noqa: E731
    body = json.dumps({'account': account, 'events': [event(1, account), event(2, account)]}).encode()
    good, port = signed(secret, body), server.users
    for words, answer in (
            ('no signature', post(port, body)), ('an empty one', post(port, body, '')), ('another secret', post(port, body, signed('whsec_other', body))),
            ('another body', post(port, body.replace(b'odd', b'0dd'), good)), ('the same in other words', post(port, json.dumps(json.loads(body), indent=1).encode(), good)),
            ('six minutes old', post(port, body, signed(secret, body, time.time() - 360))), ('six minutes ahead', post(port, body, signed(secret, body, time.time() + 360))),
            ('of another version', post(port, body, signed(secret, body, version='v0'))), ('without a date', post(port, body, good.split(',')[1])),
            ('another date', post(port, body, f't={int(time.time()) - 1},' + good.split(',')[1])), ('cut short', post(port, body, good[:-1]))):
        expect(answer[0] == 400 and answer[1]['code'] == 'signature', f'{words}: {answer}')
    expect(count() == 0, 'and nothing of it is stored')
    for words, told in (('no events', {'account': account, 'events': []}), ('another marketplace', {'account': '00000000-0000-4000-8000-000000000001', 'events': [event(1, account)]}),
                        ('no account', {'events': [event(1, account)]}), ('no list', {'account': account, 'events': {}}), ('no id', {'account': account, 'events': [{**event(1, account), 'id': 7}]}),
                        ('no position', {'account': account, 'events': [{**event(1, account), 'position': 'x'}]}), ('no object', [1])):
        text = json.dumps(told).encode()
        answer = post(port, text, signed(secret, text))
        expect(answer[0] == 422 and answer[1]['code'] == 'MP003', f'{words}: {answer}')
    expect(post(port, b'{}', 'x', media='text/plain')[0] == 415 and post(port, b'{}', 'x', path='/v1/webhooks/other')[0] == 404, 'nor is there another gateway')
    expect(post(server.operators, body, good)[0] == 404, 'and where operators are served nobody listens to it')
    both = f't={good.split(",")[0][2:]},v1={"0" * 64},{good.split(",")[1]}'
    expect(post(port, body, both) == (200, {'stored': 2}), 'genuine ones are stored, also while a secret is replaced')
    with concurrent.futures.ThreadPoolExecutor(25) as many:
        again = list(many.map(lambda _: post(port, body, good), range(50)))
    expect({status for status, _ in again} == {200} and sum(told['stored'] for _, told in again) == 0 and count() == 2, 'and fifty times the same is no more')
    expect(cluster.run('select position from market.gateway_account') == '0', 'how far the gateway has been asked stays')


@contextlib.contextmanager
def program(name, *words):
    process = subprocess.Popen([BIN / name, *map(str, words)], stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGCONT)
        process.terminate()
        process.wait(20)


def told_and_applied(server, cluster, config):
    """The gateway reserves an amount, its answer is lost, and the worker is away: it tells by itself."""
    key = json.loads(config.read_text())
    link = http.client.HTTPConnection('127.0.0.1', int(key['url'].rsplit(':', 1)[1]), timeout=30)
    link.request('POST', '/v1/scenarios', json.dumps({'kind': 'authorise', 'what': 'lose', 'times': 1}), {'Authorization': f'Bearer {key["key"]}', 'Content-Type': 'application/json'})
    expect(link.getresponse().status == 200, 'the next answer is lost')
    booking = cluster.run("select fixture.customer(chloe, 'book', jsonb_build_object('listing', leak, 'starts_at', fixture.ahead(500))) -> 'result' ->> 'booking' from fixture.people, fixture.listings")
    stored = f"select count(*) from market.gateway_event e join market.payment p on p.booking_id = {booking} join market.gateway_intent i on i.payment_id = p.id where e.payload ->> 'key' like i.key || '%'"
    with program('steward-worker', '--data', cluster.data) as worker:
        eventually(lambda: cluster.run(f"select i.state from market.gateway_intent i join market.payment p on p.id = i.payment_id where p.booking_id = {booking}") in ('asked', 'unknown', 'done'), 'the gateway is asked')
        worker.send_signal(signal.SIGSTOP)
        eventually(lambda: cluster.run(stored) != '0', 'it tells what it did, of its own accord')
        worker.send_signal(signal.SIGCONT)
        eventually(lambda: cluster.run(f'select state from market.booking where id = {booking}') == 'requested', 'and the worker applies it')
    expect(cluster.run(stored) == '1', 'once, although the worker asks for events, too')


def waited_for(server, cluster, secret, account):
    body = json.dumps({'account': account, 'events': [event(99, account)]}).encode()
    cluster.ctl('cluster', 'stop')
    eventually(lambda: post(server.users, body, signed(secret, body))[0] == 503, 'without PostgreSQL it is told to come again')
    cluster.ctl('cluster', 'start', '--throwaway')
    eventually(lambda: post(server.users, body, signed(secret, body))[0] == 200, 'and then it is stored')


def main():
    with Cluster() as cluster:
        furnish(cluster)
        folder = pathlib.Path(cluster.data, 'sandbox')
        config = folder / 'gateway.json'
        with program('steward-sandbox', '--folder', folder):
            eventually(config.exists, 'the gateway is there')
        secret, account = json.loads(config.read_text())['secret'], cluster.run('select account from market.gateway_account')
        with Server(cluster, '--gateway', config) as server:
            eventually(lambda: server.ready() == (200, None), 'ready')
            what_is_believed(server, cluster, secret, account)
            former = config.stat().st_mtime_ns
            with program('steward-sandbox', '--folder', folder, '--webhook', f'http://127.0.0.1:{server.users}/v1/webhooks/sandbox'):
                eventually(lambda: config.stat().st_mtime_ns != former, 'the gateway is there again, and says where')
                told_and_applied(server, cluster, config)
            waited_for(server, cluster, secret, account)


if __name__ == '__main__':
    main()
