#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hostile clients against the real stewardd: it lives, its memory stays bounded, others are served meanwhile, and no answer is a 5xx.

    hostile_test.py FOLDER-OF-PROGRAMS
"""
import random
import select
import socket
import struct
import time

from program import Cluster, Server, ask, body_of, connect, eventually, expect, get, read_answer, say_all, status_of

MOST_GROWTH_KB = 64 * 1024
MOST_UNSENT_KB = 256  # core/http/http_server.h
MALFORMED, AT_ONCE = 5_000, 250


def others_are_served(server, words):
    began = time.monotonic()
    answer = ask(server.users, get('/healthz'))
    took = time.monotonic() - began
    expect(status_of(answer) == 200 and body_of(answer) == b'{"status":"alive"}' and took < 2, f'{words}: others are served, in {took * 1000:.0f} ms')


def memory_is_bounded(server, before, words, most_kb=MOST_GROWTH_KB):
    grown = server.memory_kb() - before
    expect(grown < most_kb, f'{words}: memory has grown by {grown} kB')


def slow_headers(server):
    links = [connect(server.users) for _ in range(500)]
    for number, link in enumerate(links):
        link.sendall(get('/healthz')[:10 + number % 30])
    others_are_served(server, '500 slow headers')
    began = time.monotonic()
    while time.monotonic() - began < 6:  # a byte now and then gives no more time
        for link in links[:50]:
            link.sendall(b'a')
        time.sleep(1)
    others_are_served(server, '500 slow headers that drip')
    waiting, told = set(links), 0
    while waiting and time.monotonic() - began < 30:
        for link in select.select(list(waiting), [], [], 1)[0]:
            try:
                said = link.recv(4096)
            except ConnectionResetError:
                said = b''
            told += status_of(said) == 408
            if not said:
                waiting.discard(link)
    expect(not waiting and told == 500, f'each is told 408 ({told}) and left ({len(waiting)} are not)')
    for link in links:
        link.close()


def too_much(server):
    head = b'POST /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 104857600\r\n\r\n'
    answer = say_all(server.users, head + bytes(100 << 20))
    expect(status_of(answer) in (405, 413), f'a body of 100 MB is refused by its head: {status_of(answer)}')
    answer = say_all(server.users, head.replace(b'POST', b'GET') + bytes(100 << 20))
    expect(status_of(answer) == 413, 'and where the method is right')
    answer = say_all(server.users, head.replace(b'POST', b'GET').replace(b'Content-Length: 104857600', b'Transfer-Encoding: chunked') + b'6400000\r\n' + bytes(100 << 20))
    expect(status_of(answer) == 413, 'and in chunks')
    for what, request in (('one field', b'X: ' + b'a' * (64 << 20)), ('a million fields', b'X-Abcdefgh: a\r\n' * (64 << 16))):
        answer = say_all(server.users, b'GET /healthz HTTP/1.1\r\nHost: localhost\r\n' + request)
        expect(status_of(answer) == 431, f'headers of 64 MB in {what} are refused')
    answer = say_all(server.users, b'GET /' + b'a' * (64 << 20))
    expect(status_of(answer) == 414, 'and an address of 64 MB')


def in_order(server):
    """Answers in the order of their questions; what is slow and what is quick is unit-tested, by core/http's own test."""
    wanted = [('/healthz', 200), ('/nowhere', 404), ('/metrics', 200), ('/readyz', 200)] * 100
    with connect(server.operators) as link:
        link.sendall(b''.join(get(path) for path, _ in wanted))
        rest, got = b'', []
        for _ in wanted:
            answer, rest = read_answer(link, rest)
            body = body_of(answer)
            got.append((status_of(answer), b'alive' in body, b'ready"' in body, body.startswith(b'# HELP')))
        expect(got == [(status, path == '/healthz', path == '/readyz', path == '/metrics') for path, status in wanted], '400 pipelined requests are answered in order')
        link.sendall(get('/healthz', method='HEAD') + get('/healthz'))
        head, rest = read_answer(link, rest, head_only=True)
        answer, _ = read_answer(link, rest)
        expect(body_of(head) == b'' and b'Content-Length: 18' in head and status_of(answer) == 200, 'HEAD is answered without a body')


def resets(server):
    for number in range(300):
        link = connect(server.operators)
        link.sendall(get('/metrics') * (1 + number % 40))
        if number % 3:
            link.recv(1 + number)
        link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
        link.close()
    eventually(lambda: server.figures()['steward_http_connections{gate="operators"}'] <= 1, '300 resets amid answers leave no connection')


def who_does_not_read(server):
    links = [connect(server.operators) for _ in range(50)]
    for link in links:
        link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        link.setblocking(False)
        try:
            for _ in range(100):
                link.send(get('/metrics') * 200)
        except BlockingIOError:
            pass
    # Each is answered until it is owed as much as the limit says; then no more of its questions are read.
    memory, grown = server.memory_kb(), True
    while grown:
        time.sleep(2)
        memory, grown = server.memory_kb(), server.memory_kb() > memory + 100
    others_are_served(server, '50 clients that do not read')
    return links


SMUGGLED = b'GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n'


def smuggling(server):
    """What two servers would read in two ways: one answer, a refusal, and the end; never a second answer to what was inside."""
    def post(fields, body=b''):
        return b'GET /healthz HTTP/1.1\r\nHost: localhost\r\n' + fields + b'\r\n' + body + SMUGGLED
    cases = {
        'CL and TE': post(b'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n', b'0\r\n\r\n'),
        'TE and CL': post(b'Transfer-Encoding: chunked\r\nContent-Length: 5\r\n', b'0\r\n\r\n'),
        'CL twice': post(b'Content-Length: 0\r\nContent-Length: 44\r\n'),
        'CL twice, alike': post(b'Content-Length: 0\r\nContent-Length: 0\r\n'),
        'CL in a list': post(b'Content-Length: 0, 0\r\n'),
        'CL with a sign': post(b'Content-Length: +0\r\n'),
        'CL with a space': post(b'Content-Length : 0\r\n'),
        'CL folded': post(b'Content-Length:\r\n 0\r\n'),
        'TE with a space': post(b'Transfer-Encoding : chunked\r\n', b'0\r\n\r\n'),
        'TE misspelt': post(b'Transfer-Encoding: xchunked\r\n', b'0\r\n\r\n'),
        'TE with a tab': post(b'Transfer-Encoding:\tchunked, identity\r\n', b'0\r\n\r\n'),
        'TE twice': post(b'Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n', b'0\r\n\r\n'),
        'TE folded': post(b'Transfer-Encoding:\r\n chunked\r\n', b'0\r\n\r\n'),
        'TE behind VT': post(b'Transfer-Encoding: \x0bchunked\r\n', b'0\r\n\r\n'),
        'TE in 1.0': post(b'Transfer-Encoding: chunked\r\n', b'0\r\n\r\n').replace(b'HTTP/1.1', b'HTTP/1.0', 1),
        'a folded field': post(b'X: a\r\n b\r\n'),
        'a field with CR': post(b'X: a\rTransfer-Encoding: chunked\r\n'),
        'a field with LF': post(b'X: a\nTransfer-Encoding: chunked\r\n'),
        'a field with zero': post(b'X: a\0b\r\n'),
        'no name': post(b': a\r\n'),
        'no host': SMUGGLED.replace(b'Host: localhost\r\n', b'') + SMUGGLED,
        'two hosts': SMUGGLED.replace(b'Host: localhost', b'Host: localhost\r\nHost: evil') + SMUGGLED,
        'a host with a path': SMUGGLED.replace(b'localhost', b'localhost/evil') + SMUGGLED,
        'a host with a user': SMUGGLED.replace(b'localhost', b'evil@localhost') + SMUGGLED,
        'an address elsewhere': SMUGGLED.replace(b'GET /healthz', b'GET http://evil/healthz') + SMUGGLED,
        'HTTP/0.9': b'GET /healthz\r\n\r\n' + SMUGGLED,
        'HTTP/2': b'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n' + SMUGGLED,
        'a line before': b'\r\n \r\n' + SMUGGLED,
        'lines that end in LF': SMUGGLED.replace(b'\r\n', b'\n') + SMUGGLED,
    }
    for name, request in cases.items():
        answer = say_all(server.users, request)
        expect(status_of(answer) == 400 and answer.count(b'\r\nDate: ') == 1 and (b'Connection: close' in answer or answer.startswith(b'HTTP/1.0 ')), f'{name} is refused, and nothing follows')
    # A body where none is taken is refused by its head, whatever it holds.
    answer = say_all(server.users, post(b'Content-Length: 42\r\n'))
    expect(status_of(answer) == 413 and answer.count(b'\r\nDate: ') == 1, 'a request within a body is none')


def strange_addresses(server):
    for path in ('/%', '/%4', '/%zz', '/%ff', '/%c3', '/%c0%af', '/%ed%a0%80', '/%00', '/%0a', '/healthz%', '/healthz?a=%', '/\u00e9', '/<a>', '/a"b', '/a\\b', '/healthz#a'):
        answer = ask(server.users, get(path))
        expect(status_of(answer) == 400 and b'application/problem+json' in answer and b'"request_id":"' in answer, f'{path} is refused')
    for path in ('/%68ealthz', '/healthz/', '//healthz', '/healthz/..', '/..%2fhealthz', '/HEALTHZ', '/metrics'):
        expect(status_of(ask(server.users, get(path))) == 404, f'{path} leads nowhere')
    answer = ask(server.users, get('/healthz', method='DELETE'))
    expect(status_of(answer) == 405 and b'Allow: GET, HEAD' in answer, 'other methods are told which there are')
    expect(status_of(ask(server.users, get('/healthz?a=%C3%A9'))) == 200, 'an address in order is served')


def malformed(server):
    """Requests with a few bytes changed, the same each time: none breaks it."""
    dice = random.Random(5)
    seeds = [get('/healthz', 'Accept: */*\r\nX-Forwarded-For: 10.0.0.1\r\n'), get('/readyz?x=%C3%A9', 'Connection: keep-alive\r\nContent-Length: 0\r\n'),
             b'POST /healthz HTTP/1.1\r\nHost: [::1]:80\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\nabc\r\n0\r\nT: u\r\n\r\n']
    def one():
        request = bytearray(dice.choice(seeds))
        for _ in range(dice.randint(1, 6)):
            at = dice.randrange(len(request))
            what = dice.randrange(4)
            if what == 0:
                request[at] = dice.randrange(256)
            elif what == 1:
                del request[at:at + dice.randint(1, 8)]
            elif what == 2:
                request[at:at] = dice.choice([b'\r\n', b'\n', b'\0', b' ', b'%', b'\xff', b':', b'\t', b'0', b'A' * 300])
            else:
                request[at:at] = request[dice.randrange(len(request)):][:dice.randint(1, 40)]
        return bytes(request)
    statuses = {}
    for _ in range(MALFORMED // AT_ONCE):
        waiting = set()
        for _ in range(AT_ONCE):
            link = connect(server.users)
            link.sendall(one())
            waiting.add(link)
        while waiting and (heard := select.select(list(waiting), [], [], 1)[0]):
            for link in heard:
                try:
                    status = status_of(link.recv(4096))
                except ConnectionResetError:
                    status = 0
                statuses[status] = statuses.get(status, 0) + 1
                waiting.discard(link)
                link.close()
        for link in waiting:  # what lacks its end
            link.close()
    refused = sum(count for status, count in statuses.items() if 400 <= status < 500)
    expect(refused > MALFORMED / 2 and not any(status >= 500 for status in statuses), f'{MALFORMED} malformed requests, none a 5xx: {dict(sorted(statuses.items()))}')


def failures(server):
    return sum(value for name, value in server.figures().items() if 'status="5xx"' in name)


def main():
    with Cluster() as cluster, Server(cluster) as server:
        eventually(lambda: server.ready() == (200, None) and server.ready(server.operators) == (200, None), 'it is ready')
        in_order(server)
        before = server.memory_kb()
        not_ready = failures(server)
        for attack in (slow_headers, too_much, resets, smuggling, strange_addresses, malformed):
            attack(server)
            words = attack.__name__.replace('_', ' ')
            others_are_served(server, words)
            memory_is_bounded(server, before, words)
        links = who_does_not_read(server)
        memory_is_bounded(server, before, 'who does not read', MOST_GROWTH_KB + 50 * MOST_UNSENT_KB)
        for link in links:
            link.close()
        others_are_served(server, 'after all')
        eventually(lambda: server.figures()['steward_http_connections{gate="users"}'] <= 1, 'nobody is left')
        expect(failures(server) == not_ready, 'no answer was a 5xx')
        for reason in ('header_timeout', 'header_too_large', 'target_too_long', 'body_too_large', 'bad_host', 'folded_line', 'malformed', 'no_such_path', 'no_such_method'):
            expect(server.refused(reason) > 0, f'{reason} is counted')
        expect(server.process.poll() is None, 'it lives')


if __name__ == '__main__':
    main()
