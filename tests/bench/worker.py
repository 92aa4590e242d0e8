# SPDX-License-Identifier: GPL-3.0-or-later
"""The worker: how many steps that are due it does in a second, and how long it takes until another console hears of a change
while others write."""
import bisect
import contextlib
import pathlib
import select
import subprocess
import tempfile
import threading
import time

from measure import line, percentile, remark

HERE = pathlib.Path(__file__).resolve().parent
STEPS = 10_000
WRITES = 200  # a second
PROBES = 20  # a second
PENDING = "select count(*) from bench.due join market.timer on timer.id = due.id where timer.state = 'pending'"


@contextlib.contextmanager
def workers(build, database, count):
    running = [subprocess.Popen([str(pathlib.Path(build, 'bin/steward-worker')), '--data', str(database.data)], stderr=subprocess.DEVNULL) for _ in range(count)]
    try:
        yield
    finally:
        for worker in running:
            worker.terminate()
        for worker in running:
            worker.wait(30)


def measure(build, database):
    steps_a_second(build, database)
    heard_of(build, database)


def steps_a_second(build, database):
    """Bookings that are over and can be settled: due all at once, two workers, which take the earliest first."""
    wanted = min(STEPS, database.rows // 40)
    database.rows_of('drop schema if exists bench cascade')
    database.rows_of("create schema bench; create table bench.due as select id, entity_id from market.timer where state = 'pending' and operation = 'settle' "
                     f'and due <= guard.clock() order by due, id limit {wanted}')
    database.rows_of("update market.timer set retry_at = null where retry_at = 'infinity'")  # of a former run
    database.rows_of("update market.timer set retry_at = 'infinity' where state = 'pending' and due <= guard.clock() and not exists (select from bench.due where due.id = timer.id)")
    wanted = database.rows_of('select count(*) from bench.due')[0][0]
    with contextlib.closing(database.connect()) as link, link.cursor() as cursor:
        cursor.execute('vacuum (analyze) market.timer')  # what was put aside is no part of a day's work, nor is clearing up after it
        cursor.execute('checkpoint')
    if not wanted:
        raise SystemExit('no steps are due any more: a worker has done them; load the data anew')
    with contextlib.closing(database.connect()) as link, link.cursor() as cursor, workers(build, database, 2):
        begun = time.monotonic()
        within(120, lambda: cursor.execute(PENDING) or cursor.fetchone()[0] == 0)
        took = time.monotonic() - begun
    times, most = database.rows_of("""select count(*), max(n) from (select event.entity_id, count(*) as n from bench.due
        join market.event on event.entity = 'booking' and event.entity_id = due.entity_id and event.action = 'settle' group by 1) done""")[0]
    if (times, most) != (wanted, 1):
        raise SystemExit(f'{wanted} steps were due, {times} were done, one of them {most} times')
    line('timers', database.rows, wanted / took, '/s')
    remark(f'{wanted} steps that were due, two workers from their start on, each done once, in {took:.1f} s; wanted at least 1,000 a second')


def heard_of(build, database):
    """What is committed is in the feed of who listens; meanwhile others cancel through the door."""
    seconds = 3 if database.rows < 100_000 else 15
    writes = WRITES if database.rows >= 100_000 else 40
    wanted = seconds * (writes + PROBES) * 2
    database.rows_of(f"""create table bench.write as select row_number() over (order by booking.id) as n, booking.id, booking.version
        from market.booking join market.payment on payment.booking_id = booking.id
        where booking.state = 'confirmed' and payment.state = 'captured' and payment.captured > 100 and booking.starts_at > guard.clock() + interval '3 days' limit {wanted}""")
    database.rows_of('alter table bench.write add primary key (n)')
    database.rows_of('create sequence bench.next; grant usage on schema bench to public; grant usage on sequence bench.next to public; grant select on bench.write to public')
    database.lift_limits()
    committed, heard, is_over = {}, [], threading.Event()

    def listen():
        """As another console does: told of the feed's position, it reads its page again."""
        with contextlib.closing(database.connect('operations')) as link, link.cursor() as cursor:
            cursor.execute('listen steward_feed')
            while not is_over.is_set():
                select.select([link], [], [], 0.1)
                link.poll()
                while link.notifies:  # what is told while the page is read stands here already, and wakes nobody
                    position = int(link.notifies[-1].payload)
                    link.notifies.clear()
                    cursor.execute('select * from api.booking_list order by starts_at desc, id desc limit 50')
                    cursor.fetchall()
                    heard.append((position, time.monotonic()))

    def probe():
        with contextlib.closing(database.connect('operations')) as link, link.cursor() as cursor:
            begun = time.monotonic()
            for n in range(seconds * PROBES):
                is_over.wait(max(0, begun + n / PROBES - time.monotonic()))
                cursor.execute(CANCEL)
                committed[cursor.fetchone()[0]] = time.monotonic()
    with workers(build, database, 1), tempfile.TemporaryDirectory() as folder:
        script = pathlib.Path(folder, 'write.pgbench')
        script.write_text(CANCEL + ';\n')
        others = subprocess.Popen(['pgbench', '--no-vacuum', '--client', '4', '--rate', str(writes), '--time', str(seconds), '--file', str(script), database.dsn('operations')],
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        listening, probing = threading.Thread(target=listen), threading.Thread(target=probe)
        listening.start()
        probing.start()
        said = others.communicate(timeout=600)[0]
        probing.join()
        within(30, lambda: database.rows_of('select count(*) from market.event_pending')[0][0] == 0)
        wanted = database.rows_of('select max(position) from market.feed')[0][0]
        within(30, lambda: heard and heard[-1][0] >= wanted)
        is_over.set()
        listening.join()
    positions = dict(database.rows_of("""select event.entity_id, max(feed.position) from market.feed join market.event on event.id = feed.event_id
        where event.entity = 'booking' and event.action = 'override_cancel' and event.entity_id = any(%s) group by 1""", list(committed)))
    rate = next((float(text.split('=')[1].split()[0]) for text in said.splitlines() if text.startswith('tps')), 0)
    waits = []
    for booking, at in committed.items():
        first = bisect.bisect_left(heard, (positions[booking], 0))
        waits.append(max(0, heard[first][1] - at) * 1000)
    line('heard-of-p50', database.rows, percentile(waits, 0.50), 'ms')
    line('heard-of-p95', database.rows, percentile(waits, 0.95), 'ms')
    line('heard-of-p99', database.rows, percentile(waits, 0.99), 'ms')
    remark(f'{len(waits)} changes from their commit to the page that another console reads anew, while {rate:.0f} of {writes} writes a second were asked; wanted p95 at most 300 ms')


# One cancellation of the next booking; its id is the answer.
CANCEL = """with mine as materialized (select id, version from bench.write where n = (select nextval('bench.next')))
select mine.id, api.invoke('override_cancel', jsonb_build_object('booking', mine.id, 'to_customer', 100, 'to_provider', 0),
    jsonb_build_object('key', gen_random_uuid(), 'version', mine.version, 'reason_code', 'customer_emergency')) from mine"""


def within(seconds, holds):
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            raise SystemExit('It took too long.')
        time.sleep(0.1)
