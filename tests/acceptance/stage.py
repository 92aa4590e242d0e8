# SPDX-License-Identifier: GPL-3.0-or-later
"""What an acceptance test stands on: a private cluster with a small demo market, and what the database holds of it.

The ctest fixture `stage` (tests/acceptance/stage) makes the cluster once for all acceptance tests; STEWARD_STAGE names
the folder that holds `place`, the cluster's data folder. Each test takes bookings of its own.
"""
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import threading

import psycopg2

from driver import Console, eventually


class Stage:
    def __init__(self, bin_folder, data=None):
        self.bin = pathlib.Path(bin_folder).resolve()
        self.where = ['--data', str(data)] if data else []  # none: the user's own cluster, as the demo has it
        self._homes = []

    @classmethod
    def of_ctest(cls):
        folder = os.environ.get('STEWARD_STAGE')
        if not folder:
            sys.exit('Run this by ctest (label acceptance), or make a stage: tests/acceptance/stage start build/dev')
        return cls(pathlib.Path(folder).parent / 'bin', pathlib.Path(folder, 'place').read_text().strip())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for folder in self._homes:
            shutil.rmtree(folder, ignore_errors=True)

    def home(self):
        """The environment of somebody who has never started a console: no settings, window places or drafts."""
        folder = tempfile.mkdtemp(prefix='steward-home.')
        self._homes.append(folder)
        return {'HOME': folder, 'XDG_CONFIG_HOME': f'{folder}/config', 'XDG_DATA_HOME': f'{folder}/data', 'XDG_CACHE_HOME': f'{folder}/cache'}

    def console(self, *arguments, environment=None):
        return Console(self.bin / 'steward', *arguments, environment={**self.home(), **self.environment(), **(environment or {})})

    def environment(self):
        return {'STEWARD_DATA': self.where[1]} if self.where else {}

    def command(self, *words):
        done = subprocess.run([str(self.bin / 'stewardctl'), *words, *self.where], capture_output=True, text=True, check=False)
        if done.returncode:
            raise AssertionError(f'stewardctl {" ".join(words)}: {done.stdout}{done.stderr}')
        return done.stdout.strip()

    def dsn(self, login='steward_superuser'):
        return self.command('cluster', 'dsn', '--user', login)

    def rows(self, sql, *values):
        """What the database really holds."""
        connection = psycopg2.connect(self.dsn())
        try:
            with connection.cursor() as cursor:
                cursor.execute(sql, values or None)
                return cursor.fetchall()
        finally:
            connection.close()

    def execute(self, sql):
        """Does something to the server itself, as its superuser."""
        connection = psycopg2.connect(self.dsn())
        try:
            with connection, connection.cursor() as cursor:
                cursor.execute(sql)
        finally:
            connection.close()

    def one(self, sql, *values):
        found = self.rows(sql, *values)
        return found[0] if found else None

    CANCELLABLE = """where b.state = %s and p.captured > 100 and p.refunded = 0 and p.credit = 0 and b.starts_at > now() + interval '3 days' and b.session_id is null
              and p.captured <= (select per_record from market.amount_limit l where l.currency = b.currency and l.role_name = 'steward_support' and l.operation is null
                order by l.version limit 1)"""

    def cancellable(self, state='confirmed'):
        """How many bookings `booking` has to give."""
        return self.one(f'select count(*) from market.booking b join market.payment p on p.booking_id = b.id {self.CANCELLABLE}', state)[0]

    def booking(self, state='confirmed', skip=0):
        """A booking that any operator can cancel alone, with a split: captured from the card only, in the future, for one customer, all that a person knows of it."""
        found = self.one(f'''
            select b.id, b.reference, b.state, b.version, b.currency, p.captured, p.refunded, c.email, person.display_name as customer, provider.name as provider
            from market.booking b
            join market.payment p on p.booking_id = b.id
            join market.customer on customer.id = b.customer_id
            join market.person on person.id = customer.person_id
            join market.person_contact c on c.person_id = person.id
            join market.provider on provider.id = b.provider_id
            {self.CANCELLABLE}
            order by b.id offset %s limit 1''', state, skip)
        if not found:
            raise AssertionError(f'the demo market has no {state} booking with captured money')
        names = ('id', 'reference', 'state', 'version', 'currency', 'captured', 'refunded', 'email', 'customer', 'provider')
        return dict(zip(names, found))


class Proxy:
    """A way to the server that can be cut: stands in its own folder as a server's socket does.

    `cut_at(words)`: once a request that holds all of `words` has been answered by the server (so it is committed), the
    answer is swallowed and the link broken. `lose_at(words)`: such a request never reaches the server.
    """

    def __init__(self, server_folder, port='5432'):
        self.folder = tempfile.mkdtemp(prefix='steward-proxy.')
        os.chmod(self.folder, 0o700)
        self.cuts = 0
        self._words = self._lost = None
        self._target = f'{server_folder}/.s.PGSQL.{port}'
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(f'{self.folder}/.s.PGSQL.{port}')
        self._listener.listen(16)
        threading.Thread(target=self._accept, daemon=True).start()

    def cut_at(self, *words):
        self._words = [word.encode() for word in words]

    def lose_at(self, *words):
        self._lost = [word.encode() for word in words]

    def close(self):
        self._listener.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _accept(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            server = socket.socket(socket.AF_UNIX)
            try:
                server.connect(self._target)
            except OSError:
                client.close()
                continue
            doomed = threading.Event()
            threading.Thread(target=self._requests, args=(client, server, doomed), daemon=True).start()
            threading.Thread(target=self._answers, args=(server, client, doomed), daemon=True).start()

    def _requests(self, client, server, doomed):
        for data in self._read(client):
            if self._lost and all(word in data for word in self._lost):
                self._lost = None
                self.cuts += 1
                for _ in self._read(client):  # until whoever asked is gone
                    pass
                break
            if self._words and all(word in data for word in self._words):
                self._words = None
                doomed.set()
            server.sendall(data)
        self._shut(client, server)

    def _answers(self, server, client, doomed):
        for data in self._read(server):
            if doomed.is_set():
                if data[-6:-1] == b'Z\x00\x00\x00\x05':  # ready for the next query: the transaction has ended
                    self.cuts += 1
                    break
                continue
            client.sendall(data)
        self._shut(client, server)

    @staticmethod
    def _read(end):
        while True:
            try:
                data = end.recv(65536)
            except OSError:
                return
            if not data:
                return
            yield data

    @staticmethod
    def _shut(*ends):
        for end in ends:
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            end.close()


__all__ = ['Console', 'Proxy', 'Stage', 'eventually']
