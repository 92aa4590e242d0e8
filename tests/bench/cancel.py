# SPDX-License-Identifier: GPL-3.0-or-later
"""Cancelling through the door beside the same row changes, hand-written in one pgbench transaction.

By hand there is no guard at all: our triggers are off and every value is known beforehand. What a door call costs beyond
that is what its eight duties cost; the remarks say which functions it goes to.
"""
import pathlib
import re
import statistics
import subprocess
import tempfile

from measure import ROUNDS, line, median, remark

HERE = pathlib.Path(__file__).resolve().parent
WRITTEN = ('booking', 'booking_slot', 'payment', 'refund', 'timer', 'ledger_transaction', 'ledger_entry', 'gateway_intent', 'message',
           'event', 'event_pending', 'audit_entry', 'reply')
WARM = 10  # first transactions of a connection, which plan and load; a console's connection lives all day


class Bench:
    def __init__(self, database):
        self.database = database
        self.each = 30 if database.rows < 100_000 else 200
        self.done = 0

    def prepare(self):
        wanted = 2 * (ROUNDS + 1) * (self.each + WARM) + 50
        with self.database.connect() as connection, connection.cursor() as cursor:
            cursor.execute((HERE / 'cancel_prepare.sql').read_text().replace(':wanted', str(wanted)))
            cursor.execute('grant usage on schema bench to public; grant select on all tables in schema bench to public')
            cursor.execute('select count(*) from bench.todo')
            found = cursor.fetchone()[0]
        self.each = min(self.each, (found - 20) // (2 * (ROUNDS + 1)) - WARM)
        if self.each < 5:
            raise SystemExit(f'only {found} bookings can be cancelled; load.sql must make more')
        # One cancellation through the door gives the words and the reply that the hand writes.
        self.run('door', 1)
        with self.database.connect() as connection, connection.cursor() as cursor:
            cursor.execute('create table bench.message as select audience, channel, template, locale, subject, body from market.message '
                           "where booking_id = (select id from bench.todo where n = 1) and template like '%cancelled%'")
            cursor.execute("create table bench.reply as select reply from market.reply where operation = 'override_cancel' order by at desc limit 1")
            cursor.execute('analyze')
            cursor.execute('checkpoint')

    def run(self, way, count):
        """Median milliseconds of a transaction, without the connection's first ones."""
        login = 'operations' if way != 'hand' else 'steward_superuser'
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run(['pgbench', '--no-vacuum', '--protocol', 'prepared', '--client', '1', '--transactions', str(count), '--log',
                                   '--log-prefix', f'{folder}/log', '--define', f'n={self.done}', '--file', str(HERE / f'cancel_{way}.pgbench'),
                                   self.database.dsn(login)], capture_output=True, text=True, check=False)
            if done.returncode or re.search(r'failed transactions: [1-9]', done.stdout):
                raise SystemExit(f'pgbench {way}: {done.stderr[-2000:]}')
            times = [int(entry.split()[2]) / 1000 for log in pathlib.Path(folder).glob('log*') for entry in log.read_text().splitlines()]
        if way != 'lookup':
            self.done += count
        return statistics.median(times[WARM:] or times)

    def triggers(self, word):
        with self.database.connect() as connection, connection.cursor() as cursor:
            for table in WRITTEN:
                cursor.execute(f'alter table market.{table} {word} trigger user')

    def by_hand(self):
        self.triggers('disable')
        try:
            return self.run('hand', self.each + WARM)
        finally:
            self.triggers('enable')


def measure(_build, database):
    bench = Bench(database)
    bench.prepare()
    lookups, doors, hands = [], [], []
    for _ in range(ROUNDS):
        lookups.append(bench.run('lookup', bench.each + WARM))
        doors.append(bench.run('door', bench.each + WARM))
        hands.append(bench.by_hand())
    lookup = median(lookups)
    door, hand = median(doors) - lookup, median(hands) - lookup
    line('cancel-through-door', database.rows, door, 'ms', hand, hand / door)
    remark(f'{ROUNDS} rounds of {bench.each}: door {", ".join(f"{t - lookup:.2f}" for t in doors)}; by hand {", ".join(f"{t - lookup:.2f}" for t in hands)}')
    where_it_goes(bench)


def where_it_goes(bench):
    """Which functions a door call spends its time in, as PostgreSQL's own counters say (they cost time themselves)."""
    admin = bench.database.connect()
    with admin.cursor() as cursor:
        cursor.execute("alter system set track_functions = 'all'")
        cursor.execute('select pg_reload_conf(), pg_stat_reset()')
        bench.run('door', bench.each)
        cursor.execute("alter system reset track_functions")
        cursor.execute('select pg_reload_conf()')
        cursor.execute("select pg_sleep(1)")  # counters arrive when the session has ended
        cursor.execute('select schemaname, funcname, calls, self_time from pg_stat_user_functions order by self_time desc limit 12')
        found = cursor.fetchall()
    admin.close()
    for schema, name, calls, self_ms in found:
        remark(f'{self_ms / bench.each:7.3f} ms a call in {schema}.{name} itself, {calls / bench.each:.1f} times')
