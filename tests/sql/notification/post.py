# SPDX-License-Identifier: GPL-3.0-or-later
"""A marketplace with messages to send, real workers and a real mail server between them."""
import os
import pathlib
import signal
import subprocess
import time

from tests.support.cluster import TestDatabase

PROGRAM = pathlib.Path(os.environ['STEWARD_TEST_CLUSTER']).parent / 'bin' / 'steward-worker'
FIXTURE = (pathlib.Path(__file__).resolve().parents[1] / 'fixture.sql').read_text(encoding='utf-8')

COPY = """
insert into market.message (market_id, booking_id, audience, recipient, channel, template, locale, subject, body, due, created_at)
select m.market_id, m.booking_id, 'customer', %s, m.channel, m.template, m.locale, m.subject, m.body, guard.clock(), guard.clock()
from market.message m where m.audience = 'customer' order by m.id limit 1
returning id"""


def within(seconds, holds):
    """Waits until `holds()`; its last answer."""
    end = time.monotonic() + seconds
    while not (answer := holds()) and time.monotonic() < end:
        time.sleep(0.02)
    return answer


class Post(TestDatabase):
    """One booking, whose own messages are out of the way, and as many customers as wanted: {address: person}."""

    def __init__(self, customers=0):
        super().__init__()
        self.link = self.connect()
        self.cursor = self.link.cursor()
        self.cursor.execute(FIXTURE)
        self.cursor.execute('select fixture.operators()')
        self.booking = self.ask("select fixture.new_booking(fixture.new_customer(), fixture.new_listing(fixture.new_provider()), fixture.ahead(72))")
        self.cursor.execute("update market.message set state = 'withdrawn'")
        self.people = dict(self.new_customer() for _ in range(customers))
        self.workers = []

    def ask(self, sql, *values):
        self.cursor.execute(sql, values or None)
        row = self.cursor.fetchone() if self.cursor.description else None
        return row[0] if row else None

    def rows(self, sql, *values):
        self.cursor.execute(sql, values or None)
        return self.cursor.fetchall()

    def new_customer(self):
        person = self.ask("select fixture.new_customer(1, 'en', 'Ann Lee')")
        return self.ask('select email from market.person_contact where person_id = %s', person), person

    def write(self, address):
        """A message that is due, to one of `people`; its number."""
        return self.ask(COPY, self.people[address])

    def of(self, number):
        """(state, attempts, failure, code, status)"""
        return self.rows('select state, attempts, failure, reply_code, reply_status from market.message where id = %s', number)[0]

    def count(self, where):
        return self.ask(f"select count(*) from market.message where state <> 'withdrawn' and ({where})")

    def hurry(self):
        """What waits for its next attempt need not."""
        self.cursor.execute("update market.message set retry_at = null where state in ('queued', 'failed') and retry_at is not null")

    def let_leases_end(self):
        self.cursor.execute("update market.message set leased_until = statement_timestamp() - interval '1 second' where state = 'sending'")

    def settle(self, seconds=30):
        """Waits, hurrying, until nothing is left to be sent."""
        def nothing_left():
            self.hurry()
            return self.count("state in ('queued', 'sending', 'failed') and due <= guard.clock()") == 0
        return within(seconds, nothing_left)

    def start(self, config):
        said = open(os.open('/tmp', os.O_TMPFILE | os.O_RDWR), 'w+', encoding='utf-8')  # not a pipe, which a talkative worker would fill
        worker = subprocess.Popen([PROGRAM, '--dsn', self.dsn('steward_worker'), '--mail-config', config], stderr=said)
        worker.said = said
        self.workers.append(worker)
        return worker

    def end(self, worker, how=signal.SIGTERM):
        """What it had said."""
        worker.send_signal(how)
        worker.wait(timeout=20)
        self.workers.remove(worker)
        return self.heard(worker)

    def kill(self, worker):
        """True if it died amid a talk. What it had claimed can be claimed again: nobody is left who has it."""
        self.end(worker, signal.SIGKILL)
        # The server ends what it had been asked last, and that may be a claim.
        within(20, lambda: self.ask("select count(*) from pg_stat_activity where usename = 'steward_worker' and datname = current_database()") == 0)
        amid = self.count("state = 'sending'") > 0
        self.let_leases_end()
        return amid

    @staticmethod
    def heard(worker):
        worker.said.seek(0)
        return worker.said.read()

    def drop(self):
        for worker in self.workers:
            worker.kill()
            worker.wait()
        self.link.close()
        super().drop()
