# SPDX-License-Identifier: GPL-3.0-or-later
"""The benchmarks' database: a private cluster with its usual, durable settings, filled by tests/bench/load.sql."""
import pathlib
import shutil
import subprocess
import tempfile
import time

import psycopg2

from measure import remark

HERE = pathlib.Path(__file__).resolve().parent


class Database:
    def __init__(self, build, rows, data=None):
        self.ctl = pathlib.Path(build, 'bin/stewardctl')
        self.rows = rows
        self._scratch = None if data else pathlib.Path(tempfile.mkdtemp(prefix='steward-bench.'))
        if self._scratch:
            self._scratch.chmod(0o755)
        self.data = pathlib.Path(data) if data else self._scratch / 'data'

    def __enter__(self):
        try:
            self.load()
        except BaseException:  # also when the run is ended from outside: no server is left behind
            self.__exit__()
            raise
        return self

    def load(self):
        ready = (self.data / 'loaded').exists()
        self.command('cluster', 'start')
        if not ready:
            started = time.monotonic()
            self.command('migrate')
            self.command('operator', 'create', 'operations', '--name', 'Mara Lindt', '--group', 'operations', '--all-markets')
            self.command('operator', 'create', 'operations_one_market', '--name', 'Joel Ortiz', '--group', 'operations', '--market', 'DE')
            subprocess.run(['psql', '--no-psqlrc', '--quiet', '--set', 'ON_ERROR_STOP=1', '--set', f'rows={self.rows}', '--dbname', self.dsn(),
                            '--file', str(HERE / 'load.sql')], check=True, stdout=subprocess.DEVNULL)
            (self.data / 'loaded').touch()
            remark(f'{self.rows} bookings loaded in {time.monotonic() - started:.0f} s')

    def __exit__(self, *_):
        self.command('cluster', 'stop')
        if self._scratch:
            shutil.rmtree(self._scratch, ignore_errors=True)

    def command(self, *words):
        done = subprocess.run([str(self.ctl), *words, '--data', str(self.data)], capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f'stewardctl {" ".join(words)}: {done.stdout}{done.stderr}')
        return done.stdout

    def dsn(self, login='steward_superuser'):
        return self.command('cluster', 'dsn', '--user', login).strip()

    def connect(self, login='steward_superuser'):
        connection = psycopg2.connect(self.dsn(login))
        connection.autocommit = True
        return connection

    def rows_of(self, sql, *values):
        with self.connect() as connection, connection.cursor() as cursor:
            cursor.execute(sql, values or None)
            return cursor.fetchall() if cursor.description else []

    def lift_limits(self):
        """One person does in seconds what a house does in a day; above the limits each call would become a proposal."""
        self.rows_of("""insert into market.amount_limit (role_name, currency, version, per_record, per_day, since)
            select role_name, currency, max(version) + 1, 1000000000000, 1000000000000, guard.clock() from market.amount_limit
            where operation is null group by role_name, currency having max(per_day) < 1000000000000""")
