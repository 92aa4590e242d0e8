#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the real stewardd begins, serves while PostgreSQL comes and goes, and ends: without losing a request, without telling a secret.

    life_test.py FOLDER-OF-PROGRAMS
"""
import os
import pathlib
import signal
import socket
import subprocess
import threading
import time

from program import BIN, Cluster, Server, ask, connect, eventually, expect, get, read_answer, status_of

CANARY = 'canary4711'


def the_database_comes_and_goes(cluster):
    with Server(cluster) as server:
        for name, port in (('users', server.users), ('operators', server.operators)):
            eventually(lambda port=port: server.ready(port) == (200, None), f'the gate for {name} is ready')
        cluster.ctl('cluster', 'stop')
        eventually(lambda: server.ready() == (503, 'database_unreachable'), 'without PostgreSQL it is not', 10)
        answer = ask(server.users, get('/readyz'))
        expect(b'Retry-After: ' in answer and b'application/problem+json' in answer, 'and says when to ask again')
        expect(status_of(ask(server.users, get('/healthz'))) == 200, 'but alive')
        expect(server.figures()['steward_ready{gate="users"}'] == 0, 'which its figures say, too')
        cluster.ctl('cluster', 'start', '--throwaway')
        eventually(lambda: server.ready() == (200, None) and server.ready(server.operators) == (200, None), 'PostgreSQL is back: ready, without a restart', 10)
        with cluster.frozen():
            eventually(lambda: server.ready() == (503, 'database_unreachable'), 'a PostgreSQL that stands still is not there', 10)
            expect(status_of(ask(server.users, get('/healthz'))) == 200, 'and keeps nobody else waiting')
        eventually(lambda: server.ready() == (200, None), 'it goes on: ready', 20)
        cluster.run("update market.schema_text set sha256 = reverse(sha256) where path = 'door/sql/invoke.sql'")
        eventually(lambda: server.ready() == (503, 'other_schema'), 'a database of another version is none to serve', 10)
        cluster.run("update market.schema_text set sha256 = reverse(sha256) where path = 'door/sql/invoke.sql'")
        eventually(lambda: server.ready() == (200, None), 'and of its own, it is', 10)
        cluster.run('alter function api.schema_version() rename to schema_version_gone')
        eventually(lambda: server.ready() == (503, 'other_schema'), 'one that is too old to tell is of another version', 10)
        cluster.run('alter function api.schema_version_gone() rename to schema_version')
        eventually(lambda: server.ready() == (200, None), 'ready in the end', 10)


class Client(threading.Thread):
    """Asks again and again on one connection, until it is told that the connection ends."""

    def __init__(self, port, requests):
        super().__init__(daemon=True)
        self.port, self.requests = port, requests
        self.answered, self.lost, self.is_told = 0, 0, False

    def run(self):
        with connect(self.port) as link:
            rest = b''
            while not self.is_told:
                try:
                    link.sendall(self.requests[self.answered % len(self.requests)])
                    answer, rest = read_answer(link, rest)
                except OSError:
                    answer = b''
                if not answer:
                    self.lost += 1
                    return
                self.answered += 1
                self.is_told = b'Connection: close' in answer


def an_end_under_load(cluster):
    with Server(cluster) as server:
        eventually(lambda: server.ready() == (200, None), 'ready')
        clients = [Client(port, [get('/healthz'), get('/readyz'), get('/nowhere')]) for port in server.ports * 10]
        half = connect(server.users)  # a request that is on its way
        half.sendall(get('/healthz')[:20])
        idle = connect(server.users)
        for client in clients:
            client.start()
        time.sleep(2)
        server.process.send_signal(signal.SIGTERM)
        time.sleep(0.1)
        half.sendall(get('/healthz')[20:])
        answer, _ = read_answer(half)
        expect(status_of(answer) == 200 and b'Connection: close' in answer, 'a request whose first bytes had come is answered')
        expect(idle.recv(10) == b'', 'who asked nothing is left')
        for client in clients:
            client.join(10)
        answered, lost = sum(client.answered for client in clients), sum(client.lost for client in clients)
        expect(lost == 0 and all(client.is_told for client in clients), f'{answered} requests were answered, {lost} lost')
        half.close()
        idle.close()
        expect(server.process.wait(10) == 0, 'and it ends well')
        try:
            connect(server.users)
            expect(False, 'nobody serves there any more')
        except ConnectionRefusedError:
            pass


def clients_of(server, many=10):
    clients = [Client(port, [get('/healthz'), get('/readyz'), get('/nowhere')]) for port in server.ports * many]
    for client in clients:
        client.start()
    return clients


class Caller(threading.Thread):
    """Connects for each request anew, until it is stopped."""

    def __init__(self, port):
        super().__init__(daemon=True)
        self.port, self.answered, self.lost, self.is_over = port, 0, 0, False

    def run(self):
        while not self.is_over:
            try:
                is_answered = status_of(ask(self.port, get('/healthz', 'Connection: close\r\n'))) == 200
            except OSError:
                is_answered = False
            self.answered += is_answered
            self.lost += not is_answered


def several_processes(cluster):
    with Server(cluster, '--processes', '2') as server:
        eventually(lambda: len(server.serving()) == 2, 'two processes serve')
        for _ in range(40):
            ask(server.users, get('/healthz'))
        eventually(lambda: sum(value for name, value in server.figures().items() if name.startswith('steward_http_requests_total{gate="users"') and 'route="/healthz"' in name) == 40,
                   'whichever is asked tells the figures of both', 5)
        expect({f'steward_ready{{gate="users",process="{n}"}}' for n in (0, 1)} <= set(server.figures()), 'each by its name')

        first = server.serving()
        os.kill(min(first), signal.SIGKILL)
        expect(all(status_of(ask(server.users, get('/healthz'))) == 200 for _ in range(50)), 'one is killed: the other serves')
        eventually(lambda: len(server.serving()) == 2 and server.serving() != first, 'and it is started again')
        eventually(lambda: sum(name.startswith('steward_ready{gate="users"') for name in server.figures()) == 2, 'both serve')

        second, callers, clients = server.serving(), [Caller(port) for port in server.ports * 4], clients_of(server)
        for caller in callers:
            caller.start()
        time.sleep(1)
        server.process.send_signal(signal.SIGHUP)
        eventually(lambda: len(server.serving()) == 2 and not server.serving() & second, 'on SIGHUP both are replaced')
        for client in clients:
            client.join(20)
        for caller in callers:
            caller.is_over = True
            caller.join(20)
        answered, lost = sum(one.answered for one in callers + clients), sum(one.lost for one in callers + clients)
        expect(lost == 0 and all(client.is_told for client in clients) and min(one.answered for one in callers) > 10, f'meanwhile {answered} requests were answered, {lost} lost')

        third = server.serving()
        server.process.send_signal(signal.SIGHUP)
        eventually(lambda: server.serving() - third, 'both are replaced once more')
        for former in third:
            os.kill(former, signal.SIGKILL)
        eventually(lambda: len(server.serving() - third) == 2, 'the former ones are killed before the new ones serve')
        time.sleep(3)
        expect(len(server.serving()) == 2, 'and there are two, not more')

        clients = clients_of(server)
        time.sleep(1)
        server.process.send_signal(signal.SIGTERM)
        for client in clients:
            client.join(20)
        answered, lost = sum(client.answered for client in clients), sum(client.lost for client in clients)
        expect(lost == 0 and all(client.is_told for client in clients), f'told to end: {answered} requests were answered, {lost} lost')
        expect(server.process.wait(20) == 0, 'and it ends well')

    with Server(cluster, '--processes', '2') as server:
        eventually(lambda: len(server.serving()) == 2, 'two again')
        orphans = server.serving()
        server.process.kill()
        eventually(lambda: not any(pathlib.Path(f'/proc/{orphan}/exe').exists() for orphan in orphans), 'nobody serves on when who watches over them is killed')


def who_takes_too_long_is_cut_off(cluster):
    with Server(cluster, '--drain-seconds', '1') as server:
        with connect(server.users) as link:
            link.sendall(get('/healthz')[:20])
            eventually(lambda: server.figures()['steward_http_connections{gate="users"}'] == 1, 'a request that does not end')
            server.process.send_signal(signal.SIGTERM)
            expect(server.process.wait(10) == 1, 'is cut off after its time, and the status says so')


def one_too_many(cluster):
    with Server(cluster, '--connections', '5') as server:
        links = [connect(server.users) for _ in range(5)]
        eventually(lambda: server.figures()['steward_http_connections{gate="users"}'] == 5, 'five are connected')
        answer = ask(server.users, get('/healthz'))
        expect(status_of(answer) == 503 and b'Retry-After: ' in answer and server.refused('too_many_connections') == 1, 'the sixth is told so')
        expect(status_of(ask(server.operators, get('/healthz'))) == 200, 'who comes by the other gate is served')
        links[0].close()
        eventually(lambda: status_of(ask(server.users, get('/healthz'))) == 200, 'one leaves, another is served')
        for link in links:
            link.close()


def figures_fit_together(cluster):
    with Server(cluster) as server:
        for _ in range(7):
            ask(server.users, get('/healthz'))
        ask(server.users, get('/healthz', method='BREW'))
        ask(server.users, get('/a/' + 'b' * 100))
        figures = server.figures()
        labels = 'gate="users",method="GET",route="/healthz",status="2xx"'
        expect(figures[f'steward_http_requests_total{{{labels}}}'] == 7, 'requests are counted by method, route and status')
        expect(figures['steward_http_requests_total{gate="users",method="other",route="none",status="4xx"}'] == 1
               and not any('BREW' in name or 'bbb' in name for name in figures), 'and by nothing that a client made up')
        buckets = [value for name, value in figures.items() if name.startswith('steward_http_request_duration_seconds_bucket{gate="users",route="/healthz"')]
        expect(buckets == sorted(buckets) and buckets[-1] == figures['steward_http_request_duration_seconds_count{gate="users",route="/healthz"}'] == 7, 'durations add up')
        expect(any(name.startswith('steward_build_info{version="') for name in figures), 'the build says its name')


def no_secret_is_told(cluster):
    """Passwords in a connection string that is malformed, that leads nowhere, and in the environment."""
    for dsn in (f'host=/nowhere password={CANARY} {CANARY}', f'postgresql://u:{CANARY}%zz@localhost/d', f'host=localhost passwort={CANARY}'):
        done = subprocess.run([BIN / 'stewardd', '--dsn', dsn], capture_output=True, text=True, timeout=20, check=False)
        expect(done.returncode == 2 and 'connection string' in done.stderr and CANARY not in done.stderr + done.stdout, 'a malformed connection string is not repeated')
    with Server(cluster, '--dsn', f'host=/nowhere password={CANARY}', database=False, environment={'PGPASSWORD': CANARY}) as server:
        eventually(lambda: any('gate for users' in line for line in server.said), 'a server that is not there is said')
        answers = ask(server.users, get('/readyz')) + ask(server.operators, get('/metrics'))
        server.process.send_signal(signal.SIGTERM)
        expect(server.process.wait(10) == 0, 'it ends well without one, too')
        expect(CANARY not in ''.join(server.said) and CANARY.encode() not in answers, 'no log and no page holds a password')


def what_can_not_be_is_said(cluster):
    taken = socket.create_server(('127.0.0.1', 0))
    port = taken.getsockname()[1]
    for words, status, sentence in (
            (['--listen', 'localhost'], 2, 'no address'), (['--listen', '127.0.0.1:99999'], 2, 'no address'), (['--admin-listen', '::1:80'], 2, 'no address'),
            (['--connections', '0'], 2, 'a number from'), (['--drain-seconds', 'x'], 2, 'takes a number'), (['word'], 2, 'options only'),
            (['--processes', '0'], 2, 'a number from'), (['--processes', '2', '--listen', f'127.0.0.1:{port}'], 1, 'can not be had'),
            (['--processes', '2', '--customer-links', '900'], 1, 'max_connections'), (['--inherit', '1,2'], 2, 'stewardd itself'),
            (['--listen', f'127.0.0.1:{port}'], 1, 'can not be had')):
        done = subprocess.run([BIN / 'stewardd', '--data', cluster.data, '--listen', '127.0.0.1:0', '--admin-listen', '127.0.0.1:0', *words],
                              capture_output=True, text=True, timeout=20, check=False)
        expect(done.returncode == status and sentence in done.stderr and done.stderr.startswith('stewardd: '), f'{" ".join(words)}: {done.stderr.strip()}')
    taken.close()


def main():
    with Cluster() as cluster:
        what_can_not_be_is_said(cluster)
        no_secret_is_told(cluster)
        figures_fit_together(cluster)
        one_too_many(cluster)
        several_processes(cluster)
        an_end_under_load(cluster)
        who_takes_too_long_is_cut_off(cluster)
        the_database_comes_and_goes(cluster)


if __name__ == '__main__':
    main()
