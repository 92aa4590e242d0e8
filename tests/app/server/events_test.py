#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The feed of changes as Server-Sent Events: who hears of what, from where on, what becomes of who does not read, and of all when
the server ends.

    events_test.py FOLDER-OF-PROGRAMS
"""
import json
import socket
import time

from market import Client, furnish, trusting
from program import Cluster, eventually, expect


class Listener:
    """Reads a stream as it comes."""

    def __init__(self, port, who=None, last=None, reads=True):
        self.socket = socket.create_connection(('127.0.0.1', port), timeout=20)
        if not reads:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        fields = (f'Authorization: Test {who}\r\n' if who else '') + (f'Last-Event-ID: {last}\r\n' if last is not None else '')
        self.socket.sendall(f'GET /v1/events HTTP/1.1\r\nHost: x\r\n{fields}\r\n'.encode())
        self.text, self.is_over = b'', False
        self.socket.setblocking(False)

    def read(self):
        try:
            while True:
                more = self.socket.recv(65536)
                if not more:
                    self.is_over = True
                    return self.text
                self.text += more
        except BlockingIOError:
            return self.text
        except ConnectionResetError:
            self.is_over = True
            return self.text

    @property
    def changes(self):
        return [json.loads(line[6:]) for line in self.read().decode().splitlines() if line.startswith('data: ')]

    @property
    def place(self):
        places = [line[4:] for line in self.read().decode().splitlines() if line.startswith('id: ')]
        return places[-1] if places else None

    def hears(self, booking):
        return {'entity': 'booking', 'id': booking} in self.changes


def main():
    with Cluster() as cluster:
        found = furnish(cluster)
        bookings = found['bookings']

        def sequence():
            """As the worker does."""
            cluster.run('set session authorization steward_worker; select guard.sequence_feed()')

        def happens(booking):
            """Something that the customer does."""
            cluster.run(f"select fixture.customer({booking['customer']}, 'cancel', jsonb_build_object('booking', {booking['id']}))")
            sequence()

        sequence()
        with trusting(cluster) as server:
            eventually(lambda: Client(server.users).get('/readyz').status == 200 and Client(server.operators, 'operator:w_support').get('/v1/admin/session').status == 200, 'the server is ready')
            staff, chloe, jan = Listener(server.operators, 'operator:w_support'), Listener(server.users, f"customer:{found['chloe']}"), Listener(server.users, f"customer:{found['jan']}")
            for listener in (staff, chloe, jan):
                eventually(lambda listener=listener: listener.place is not None, 'a place is told at once, so that nothing is missed afterwards')
            expect(b'text/event-stream' in staff.read() and b'Content-Length' not in staff.read(), 'it is a stream')
            hers = next(b for b in bookings if b['customer'] == found['chloe'])
            happens(hers)
            eventually(lambda: chloe.hears(hers['id']), 'a customer hears of her booking')
            eventually(lambda: staff.hears(hers['id']), 'and so does an operator')
            time.sleep(0.5)
            expect(not jan.changes, f'another customer does not: {jan.changes}')
            one_market = Listener(server.operators, 'operator:w_operations_one_market')
            eventually(lambda: one_market.place is not None, 'an operator of one market listens')

            place = staff.place
            staff.socket.close()
            second = next(b for b in bookings if b['customer'] == found['jan'])
            happens(second)
            eventually(lambda: jan.hears(second['id']), 'another booking of another customer')
            back = Listener(server.operators, 'operator:w_support', last=place)
            eventually(lambda: back.hears(second['id']), 'who comes back with the last id misses nothing')
            expect(not back.hears(hers['id']), 'and is told nothing twice')
            for last, words in (('x', 'no place'), ('-1', 'a negative one'), ('9' * 30, 'one that is too long')):
                refused = Listener(server.operators, 'operator:w_support', last=last)
                eventually(lambda refused=refused: b' 400 ' in refused.read(), f'{words} is refused')
            ahead = Listener(server.operators, 'operator:w_support', last='999999999')
            eventually(lambda: ahead.place is not None and int(ahead.place) < 999999999, 'from a place that there is not it goes on at the end')
            nobody = Listener(server.users)
            eventually(lambda: b' 401 ' in nobody.read(), 'who is not signed in hears nothing')

            deaf = Listener(server.operators, 'operator:w_support', last='0', reads=False)
            before = server.memory_kb()
            cluster.run("""set session_replication_role = replica;
                insert into market.feed (position, event_id, at, entity, entity_id, market_id)
                select h.position + n, n, now(), 'booking', n, 1 from market.feed_head h, generate_series(1, 200000) n;
                update market.feed_head set position = position + 200000; notify steward_feed, '1'""")
            attentive = Listener(server.operators, 'operator:w_support', last='0')
            eventually(lambda: len(attentive.changes) >= 200000, 'who reads is told all', 120)
            eventually(lambda: server.refused('stream_unread', 'operators') >= 1, 'who does not is dropped', 120)
            expect(server.memory_kb() - before < 20_000, f'and is not remembered for: {server.memory_kb() - before} kB more')

            deaf.socket.close()
            server.process.terminate()
            eventually(lambda: attentive.read() is not None and attentive.is_over and attentive.text.rstrip().endswith(b'retry: 500\n:'), 'when the server ends it says when to come back')


if __name__ == '__main__':
    main()
