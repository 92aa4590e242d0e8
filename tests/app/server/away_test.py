#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""PostgreSQL stopped, frozen and full under requests: 503 with Retry-After and never 500, recovery without a restart, one effect.

    away_test.py FOLDER-OF-PROGRAMS
"""
import threading
import time
import uuid

from market import Client, furnish, trusting
from program import Cluster, eventually, expect

LIST = '/v1/customer/booking-list'


class Asker(threading.Thread):
    """Asks again and again; what it was told, by status."""

    def __init__(self, client, ask):
        super().__init__(daemon=True)
        self.client, self.question, self.told, self.unsaid, self.is_over = client, ask, {}, 0, False

    def run(self):
        while not self.is_over:
            answer = self.question(self.client)
            self.told[answer.status] = self.told.get(answer.status, 0) + 1
            self.unsaid += answer.status == 503 and 'retry-after' not in answer.fields
            time.sleep(0.01)


def asking(server, market):
    chloe = f'customer:{market["chloe"]}'
    askers = [Asker(Client(server.users, chloe), lambda client: client.get(LIST)) for _ in range(4)]
    askers += [Asker(Client(server.operators, 'operator:w_support'), lambda client: client.get('/v1/admin/booking-list/count')) for _ in range(2)]
    askers += [Asker(Client(server.users, chloe), lambda client: client.preview(f'/v1/customer/booking/{market["bookings"][1]["id"]}/cancel')) for _ in range(2)]
    for asker in askers:
        asker.start()
    return askers


def told_by(askers):
    for asker in askers:
        asker.is_over = True
    for asker in askers:
        asker.join(30)
    told = {}
    for asker in askers:
        for status, count in asker.told.items():
            told[status] = told.get(status, 0) + count
    expect(not any(asker.unsaid for asker in askers) and not any(asker.is_alive() for asker in askers), 'each 503 says when to ask again, and nobody waits for ever')
    return told


def under(server, market, client, words, disturb):
    askers = asking(server, market)
    time.sleep(1)
    disturb()
    eventually(lambda: client.get(LIST).status == 200, f'{words}: it serves again', 20)
    told = told_by(askers)
    expect(set(told) <= {200, 503} and told.get(200), f'{words}: {told}')


def stopped(cluster, client):
    cluster.ctl('cluster', 'stop')
    eventually(lambda: client.get(LIST).status == 503, 'without PostgreSQL: 503', 10)
    time.sleep(1)
    cluster.ctl('cluster', 'start', '--throwaway')


def frozen(cluster, client):
    with cluster.frozen():
        began = time.monotonic()
        expect(client.get(LIST).status == 503 and time.monotonic() - began < 12, 'a PostgreSQL that stands still: 503, soon')
        began = time.monotonic()
        expect(client.get(LIST).status == 503 and time.monotonic() - began < 1, 'and nobody else waits for it')


def cut(cluster):
    cluster.run("select count(pg_terminate_backend(pid)) from pg_stat_activity where usename ~ '^steward_gate'")


def one_effect(cluster, server, market, client):
    """A call that waits for a lock when its link is cut: sent again with its key it happens once."""
    booking = market['bookings'][0]
    key, path = str(uuid.uuid4()), f'/v1/customer/booking/{booking["id"]}/cancel'
    told = []
    holder = threading.Thread(target=lambda: cluster.run(f'begin; select from market.booking where id = {booking["id"]} for update; select pg_sleep(2); commit'))
    holder.start()
    time.sleep(0.7)
    caller = threading.Thread(target=lambda: told.append(Client(server.users, client.who).call(path, key=key).status))
    caller.start()
    time.sleep(0.5)
    cut(cluster)
    caller.join(20)
    holder.join()
    expect(told in ([503], [200]), f'a call whose link is cut is told so: {told}')
    answers = []

    def again():
        answers.append(client.call(path, key=key))
        return answers[-1].status == 200
    eventually(again, 'the same key again: done', 15)
    done = cluster.run(f"select count(*) from market.audit_entry where entity = 'booking' and entity_id = {booking['id']} and operation = 'cancel'")
    expect(done == '1' and client.call(path, key=key).body['replayed'], 'once')


def full(cluster, server, market):
    """One connection and a queue: those beyond it are told to come again, nobody gets a 500."""
    holder = threading.Thread(target=lambda: cluster.run('begin; lock table market.booking in access exclusive mode; select pg_sleep(1.5); commit'))
    holder.start()
    time.sleep(0.5)
    told = []

    def ask():
        told.append(Client(server.users, f'customer:{market["chloe"]}').get(LIST).status)
    askers = [threading.Thread(target=ask) for _ in range(300)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join(60)
    holder.join()
    counts = {status: told.count(status) for status in set(told)}
    expect(set(counts) <= {200, 503} and counts.get(503) and counts.get(200), f'300 at once on one connection: {counts}')


def main():
    with Cluster() as cluster:
        market = furnish(cluster)
        with trusting(cluster, '--customer-links', '1', '--other-links', '1', '--operator-links', '1') as server:
            client = Client(server.users, f'customer:{market["chloe"]}')
            eventually(lambda: client.get(LIST).status == 200, 'it serves')
            full(cluster, server, market)
            under(server, market, client, 'links cut', lambda: [cut(cluster) or time.sleep(0.3) for _ in range(5)])
            one_effect(cluster, server, market, client)
            under(server, market, client, 'stopped', lambda: stopped(cluster, client))
            under(server, market, client, 'frozen', lambda: frozen(cluster, client))
            broken = [line for line in server.said if 'broke:' in line]
            expect(not broken, f'nothing broke: {broken}')
        cluster.ctl('cluster', 'stop')
        with trusting(cluster) as server:
            for port, path in ((server.users, LIST), (server.operators, '/v1/admin/booking/1/override-cancel')):
                expect(Client(port).get(path).status == 503, f'begun without PostgreSQL, {path} is 503')
            cluster.ctl('cluster', 'start', '--throwaway')
            eventually(lambda: Client(server.users, f'customer:{market["chloe"]}').get(LIST).status == 200, 'and served once it is there', 15)


if __name__ == '__main__':
    main()
