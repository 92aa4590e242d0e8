#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two real steward-workers, 10,000 steps that are due: each is done once, also when workers are killed amid them. The feed
gives each event one place, after its commit, and tells who listens. A worker that is told to end does."""
import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time

from tests.sql.door.parcels import Parcels, expect, invoke

PROGRAM = pathlib.Path(os.environ['STEWARD_TEST_CLUSTER']).parent / 'bin' / 'steward-worker'
STEPS = int(os.environ.get('STEWARD_TEST_STEPS') or 10_000)
HEADS = pathlib.Path(tempfile.mkdtemp(prefix='steward-heads.')) / 'heads'
AT_ONCE = 400  # parcels in one statement: the door refuses a statement that is five seconds old


class Workers:
    def __init__(self, db):
        self.db = db
        self.running = []

    def start(self):
        self.running.append(subprocess.Popen([PROGRAM, '--dsn', self.db.dsn('steward_worker'), '--anchor', HEADS], stderr=subprocess.PIPE, text=True))

    def end(self, how, index=0):
        """How long it took to end, in seconds; and what it had said."""
        worker = self.running.pop(index)
        begun = time.monotonic()
        worker.send_signal(how)
        _, said = worker.communicate(timeout=20)
        return time.monotonic() - begun, said, worker.returncode


def await_value(db, sql, wanted, seconds):
    """Waits until the statement says so; False if it does not."""
    connection = db.connect()
    with connection.cursor() as cursor:
        for _ in range(seconds * 20):
            cursor.execute(sql)
            if cursor.fetchone()[0] == wanted:
                return True
            time.sleep(0.05)
    return False


PENDING = "select count(*) from market.timer where state = 'pending' and due <= guard.clock()"


def each_once(db, workers):
    for first in range(0, STEPS, AT_ONCE):
        db.value("select count(public.a_parcel('sent', 1, null, '2020-01-01T00:00:00Z')) from generate_series(1, %s)", min(AT_ONCE, STEPS - first))
    dice = random.Random(7)
    begun = time.monotonic()
    workers.start()
    workers.start()
    killed = 0
    while db.value(PENDING) > STEPS // 5 and time.monotonic() < begun + 120:
        time.sleep(dice.uniform(0.3, 1.2))
        if killed < 3:
            workers.end(signal.SIGKILL, dice.randrange(2))
            workers.start()
            killed += 1
    # What a killed worker had claimed waits for its lease; nobody needs to sit that out.
    expect(killed == 3, 'three workers were killed amid their work')
    db.value("""update market.timer set leased_until = null where id in (
        select id from market.timer where state = 'pending' and leased_until is not null for no key update skip locked) returning 1""")
    expect(await_value(db, PENDING, 0, 120), f'{STEPS} steps are done, by two workers at a time, in {time.monotonic() - begun:.1f} s')
    expect(db.value("select count(*) from market.parcel where state = 'lost'") == STEPS, 'all of it has happened')
    expect(db.value("select max(n) from (select count(*) as n from market.event where action = 'lose' group by entity_id) e") == 1, 'each once')
    expect(db.value("select count(*) from market.timer where state = 'done'") == STEPS, 'and each step is done')
    expect(db.value('select max(attempts) from market.timer') <= 4, 'no step was taken up more often than workers were killed')


def feed(db):
    listener = db.connect()
    with listener.cursor() as cursor:
        cursor.execute('listen steward_feed')
    db.value("update market.installation set idle_limit = 'PT1H' returning 1")  # on a slow machine too, nobody is ended for it
    late = db.connect(db.login('operations'), autocommit=False)
    invoke(late, 'send_parcel', {'market': 1, 'weight': 5})  # its event has a number, and is not committed
    number = db.value('select last_value from market.event_id')
    support = db.connect(db.login('operations'))
    for _ in range(5):
        invoke(support, 'send_parcel', {'market': 1, 'weight': 5})
    expect(await_value(db, 'select count(*) from market.event_pending', 0, 20), 'what is committed is in the feed, whoever else still has a transaction open')
    before = db.value('select position from market.feed_head')
    late.commit()
    expect(await_value(db, f'select count(*) from market.feed where event_id = {number} and position > {before}', 1, 20), 'whoever commits late comes after it, and is not skipped')
    expect(db.value('select count(*) = max(position) and count(distinct event_id) = count(*) from market.feed'), 'each event has one place, without a gap')
    expect(db.value('select count(*) from market.feed') == db.value('select count(*) from market.event'), 'and every event has one')
    expect(db.value("""select count(*) from (select f.position < lag(f.position) over (partition by e.entity, e.entity_id order by e.version) as back
        from market.feed f join market.event e on e.id = f.event_id and e.at = f.at) o where back""") == 0, 'those of one record in the order of its versions')
    listener.poll()
    expect(0 < len(listener.notifies) < 50, f'who listens is told, once for many ({len(listener.notifies)} times)')


def audit(db):
    expect(await_value(db, 'select count(*) from market.audit_pending', 0, 120), 'every entry of the audit is sealed')
    expect(db.value('select holds from guard.invariant_audit_is_sealed()'), f"the chain holds: {db.value('select figure from guard.invariant_audit_is_sealed()')}")
    heads = [line.split()[:2] for line in HEADS.read_text().splitlines()]
    expect(heads and all(db.value("select encode(hash, 'hex') from market.audit_seal where position = %s", int(position)) == kept for position, kept in heads),
           f'{len(heads)} heads of it were kept outside, and are in it')


def main():
    db = Parcels()
    workers = Workers(db)
    try:
        each_once(db, workers)
        feed(db)
        audit(db)
        expect(db.value('select sequenced_at > now() - interval \'15 seconds\' from market.feed_head'), 'one can see that a worker is there')
        seconds, said, status = workers.end(signal.SIGTERM)
        expect(status == 0 and seconds < 5, f'a worker that is told to end does, in {seconds:.2f} s')
        expect('Looking after' in said and 'failed' not in said, f'and has said what it looked after{"" if "failed" not in said else ": " + said[-600:]}')
        workers.end(signal.SIGTERM)
    finally:
        for worker in workers.running:
            worker.kill()
        db.drop()


if __name__ == '__main__':
    sys.exit(main())
