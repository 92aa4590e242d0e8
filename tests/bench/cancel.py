# SPDX-License-Identifier: GPL-3.0-or-later
"""Cancelling through the door beside the same row changes, hand-written in one pgbench transaction.

By hand there is no guard at all: our triggers are off and every value is known beforehand. That both ways write the same
rows is checked before anything is measured. What a door call costs beyond the hand is what its eight duties cost; the
remarks say which functions it goes to. Waiting for the disk at COMMIT, and writing whole each page that is touched first
after a checkpoint, is the same for both ways and hides the rest: the lines "in-memory" are without. The lines "processor"
count what the server's process spent of a processor, which others who use the machine disturb less than the clock.
"""
import contextlib
import os
import pathlib
import re
import statistics
import subprocess
import tempfile

import cancel_rows
from measure import ROUNDS, in_turn, line, median, remark

HERE = pathlib.Path(__file__).resolve().parent
WARM = 10  # first transactions of a connection, which plan and load; a console's connection lives all day
IN_MEMORY = '-c synchronous_commit=off'


class Bench:
    def __init__(self, database):
        self.database = database
        self.each = 30 if database.rows < 100_000 else 200
        self.done = 0

    def prepare(self):
        runs = 4 * ROUNDS + 2  # both ways, with and without the disk; and once more for where it goes
        wanted = runs * (self.each + WARM) + 50
        self.database.lift_limits()
        with self.database.connect() as connection, connection.cursor() as cursor:
            cursor.execute((HERE / 'cancel_prepare.sql').read_text().replace(':wanted', str(wanted)))
            cursor.execute('grant usage on schema bench to public; grant select on all tables in schema bench to public')
            cursor.execute('select count(*) from bench.todo')
            found = cursor.fetchone()[0]
        self.each = min(self.each, (found - 20) // runs - WARM)
        if self.each < 5:
            raise SystemExit(f'only {found} bookings can be cancelled; load.sql must make more')
        # One cancellation through the door gives the words and the reply that the hand writes.
        self.run('door', 1)
        with self.database.connect() as connection, connection.cursor() as cursor:
            cursor.execute('create table bench.message as select audience, channel, template, locale, subject, body from market.message '
                           'where booking_id = (select id from bench.todo where n = 1) and template like %s order by id', ('%cancelled%',))
            cursor.execute("create table bench.reply as select reply from market.reply where operation = 'override_cancel' order by at desc limit 1")
        self.by_hand(1)
        with self.database.connect() as connection, connection.cursor() as cursor:
            cancel_rows.compare(cursor, 1, 2)
            cursor.execute('analyze')
            cursor.execute('checkpoint')

    def run(self, way, count, options=''):
        """Milliseconds of a transaction, without the connection's first ones: the median by the clock, and the server's processor time."""
        first = self.done + min(WARM, count - 1)
        login = 'operations' if way != 'hand' else 'steward_superuser'
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run(['pgbench', '--no-vacuum', '--protocol', 'prepared', '--client', '1', '--transactions', str(count), '--log',
                                   '--log-prefix', f'{folder}/log', '--define', f'n={self.done}',
                                   '--define', f'first={first}', '--define', f'last={self.done + count}', '--file', str(HERE / f'cancel_{way}.pgbench'),
                                   self.database.dsn(login)], capture_output=True, text=True, check=False,
                                  env=os.environ | {'PGOPTIONS': options})
            if done.returncode or re.search(r'failed transactions: [1-9]', done.stdout):
                raise SystemExit(f'pgbench {way}: {done.stderr[-2000:]}')
            times = [int(entry.split()[2]) / 1000 for log in pathlib.Path(folder).glob('log*') for entry in log.read_text().splitlines()]
        spent = self.database.rows_of('with gone as (delete from bench.spent returning nanoseconds) select max(nanoseconds) - min(nanoseconds) from gone')[0][0]
        processor = spent / 1e6 / (self.done + count - first)
        if way != 'lookup':
            left = self.database.rows_of("select count(*) from bench.todo join market.booking on booking.id = todo.id where todo.n between %s and %s and booking.state <> 'cancelled'",
                                         self.done + 1, self.done + count)[0][0]
            if left:
                raise SystemExit(f'{left} of {count} bookings were not cancelled ({way}): what was measured is something else')
            self.done += count
        return statistics.median(times[WARM:] or times), processor

    def configure(self, words):
        with contextlib.closing(self.database.connect()) as admin, admin.cursor() as cursor:
            cursor.execute(f'alter system {words}')
            cursor.execute('select pg_reload_conf()')

    def triggers(self, word):
        with self.database.connect() as connection, connection.cursor() as cursor:
            for table in cancel_rows.WRITTEN:
                cursor.execute(f'alter table market.{table} {word} trigger user')

    def by_hand(self, count, options=''):
        self.triggers('disable')
        try:
            return self.run('hand', count, options)
        finally:
            self.triggers('enable')


def measure(_build, database):
    bench = Bench(database)
    bench.prepare()
    compare(bench, 'cancel-through-door')
    bench.configure('set full_page_writes = off')
    try:
        compare(bench, 'cancel-through-door-in-memory', IN_MEMORY)
        where_it_goes(bench)
    finally:
        bench.configure('reset full_page_writes')


def compare(bench, name, options=''):
    count = bench.each + WARM
    sides = in_turn([lambda: bench.run('lookup', count, options), lambda: bench.run('door', count, options), lambda: bench.by_hand(count, options)])
    for n, what in enumerate(('', '-processor')):
        lookup, door, hand = (median([figures[n] for figures in side]) for side in sides)
        door, hand = door - lookup, hand - lookup
        line(name + what, bench.database.rows, door, 'ms', hand, hand / door)
        doors, hands = ([', '.join(f'{figures[n] - lookup:.2f}' for figures in side)] for side in sides[1:])
        remark(f'{ROUNDS} rounds of {bench.each}: door {doors[0]}; by hand {hands[0]}')


def where_it_goes(bench):
    """Which functions a door call spends its time in, as PostgreSQL's own counters say (they cost time themselves)."""
    bench.configure("set track_functions = 'all'")
    bench.database.rows_of('select pg_stat_reset()')
    bench.run('door', bench.each, IN_MEMORY)
    bench.configure('reset track_functions')
    bench.database.rows_of('select pg_sleep(1)')  # counters arrive when the session has ended
    found = bench.database.rows_of('select schemaname, funcname, calls, self_time from pg_stat_user_functions order by self_time desc limit 12')
    for schema, name, calls, self_ms in found:
        remark(f'{self_ms / bench.each:7.3f} ms a call in {schema}.{name} itself, {calls / bench.each:.1f} times')
