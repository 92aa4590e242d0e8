#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who is idle with a lock, or keeps a snapshot, stops the house no longer than the limits say; the audit names them. Who makes
a dump, the worker itself, other databases of the server and whoever is within the limits are left alone."""
import contextlib
import os
import pathlib
import subprocess
import sys
import time

import psycopg2

from tests.sql.door.parcels import Parcels, expect, invoke, refusal, run
from tests.support.cluster import TestDatabase, administer

PROGRAM = pathlib.Path(os.environ['STEWARD_TEST_CLUSTER']).parent / 'bin' / 'steward-worker'
AUDIT = "select a.arguments ->> 'login', a.arguments ->> 'why', a.actor_kind from market.audit_entry a where a.operation = 'end_session' order by a.id"


class House(Parcels):
    def limits(self, idle='PT1H', snapshot='P1D'):
        self.value('update market.installation set idle_limit = %s, snapshot_limit = %s returning 1', idle, snapshot)

    def parcel_held_by(self, login, parcel):
        """A session that has weighed a parcel, and went for lunch."""
        session = self.connect(self.login(login), autocommit=False)
        invoke(session, 'weigh', {'parcel': parcel, 'weight': 7}, reason_code='estimate')
        return session

    def rows(self, sql, *values):
        with contextlib.closing(self.connect()) as link, link.cursor() as cursor:
            cursor.execute(sql, values or None)
            return cursor.fetchall()

    def over(self, *sessions):
        """Waits until these have been in their transactions, and idle, for longer than a second."""
        wanted = sorted(session.info.backend_pid for session in sessions)
        until = time.monotonic() + 30
        while self.value("""select count(*) from pg_stat_activity where pid = any (%s)
                and greatest(xact_start, state_change) < clock_timestamp() - interval 'PT1S'""", wanted) < len(wanted):
            assert time.monotonic() < until, 'they are not idle'
            time.sleep(0.02)

    def stuck(self):
        return [dict(zip(('login', 'why', 'process', 'began', 'since'), row))
                for row in self.rows('select login, why, process, began::text, since::text from guard.stuck_sessions()')]


def watch(worker):
    with worker.cursor() as cursor:
        cursor.execute('select process, why, outcome from guard.watch()')
        return cursor.fetchall()


def ends(session):
    """Whether the session is told, at its next word, that its end has come."""
    return refusal(run, session, 'select 1') == '57P01' or session.closed != 0


def gone(db, session):
    """PostgreSQL ends a session a moment after it is asked to."""
    until = time.monotonic() + 30
    while db.value('select count(*) from pg_stat_activity where pid = %s', session.info.backend_pid):
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def main():
    with House() as db, TestDatabase() as neighbour:
        parcel, other = db.a_parcel(), db.a_parcel()
        worker = db.connect('steward_worker')
        support = db.connect(db.login('support'))

        # Who is spared, before anybody else: they have been at it for longer than who is not.
        backup = db.login('backup')
        administer(f'create role {backup} login bypassrls in role pg_read_all_data')
        administer(f'grant connect on database {db.name} to {backup}')
        spared = {'a superuser': db.connect(autocommit=False), 'who makes a dump': db.connect(backup, autocommit=False),
                  'the worker': db.connect('steward_worker', autocommit=False), 'another database': neighbour.connect('steward_gate_public', autocommit=False)}
        for session in spared.values():
            session.set_session(isolation_level='REPEATABLE READ')
            run(session, 'select count(*) from pg_class')

        # Within the limits nobody is ended.
        db.limits()
        idle = db.parcel_held_by('support', parcel)
        expect(watch(worker) == [] and not ends(idle), 'who is within the limits is left alone')
        expect(refusal(invoke, support, 'weigh', {'parcel': parcel, 'weight': 8}, reason_code='estimate') == '55P03', 'and stops the house')

        # It ends with the commit that the audit is in, and only who is still at it.
        db.limits(idle='PT1S')
        db.over(idle)
        looked = db.stuck()
        expect([(one['process'], one['why']) for one in looked] == [(idle.info.backend_pid, 'idle')], f'who is idle with a lock for longer is stuck, and nobody else: {looked}')
        expect(refusal(invoke, support, 'end_session', looked[0]) == 'MP012', 'no operator may end it')
        expect(refusal(invoke, worker, 'end_session', {**looked[0], 'login': db.login('operations')}) == 'MP032', 'nor the worker under another name')
        with contextlib.closing(db.connect('steward_worker', autocommit=False)) as taken_back:
            invoke(taken_back, 'end_session', looked[0])
            taken_back.rollback()
        expect(not ends(idle), 'an end that is rolled back has not come')
        db.over(idle)
        with contextlib.closing(db.connect('steward_worker', autocommit=False)) as late:
            invoke(late, 'end_session', db.stuck()[0])
            idle.rollback()
            late.commit()
        expect(not ends(idle), 'nor has it for who went on meanwhile')
        idle.close()
        before = len(db.rows(AUDIT))
        db.limits(snapshot='PT1S')
        snapshot = db.connect(db.login('operations'), autocommit=False)
        snapshot.set_session(isolation_level='REPEATABLE READ')
        run(snapshot, 'select count(*) from api.parcel')
        db.over(snapshot)
        looked = db.stuck()
        expect([(one['process'], one['why']) for one in looked] == [(snapshot.info.backend_pid, 'snapshot')], f'and so is who keeps a snapshot: {looked}')
        db.limits()

        # The worker does it by itself.
        program = subprocess.Popen([PROGRAM, '--dsn', db.dsn('steward_worker')], stderr=subprocess.PIPE, text=True)
        try:
            db.limits(snapshot='PT1S')
            expect(gone(db, snapshot), 'the worker ends who keeps a snapshot')
            db.limits()
            idle = db.parcel_held_by('support', parcel)
            db.limits(idle='PT1S')
            expect(gone(db, idle), 'and who is idle with a lock')
            expect(refusal(invoke, support, 'weigh', {'parcel': parcel, 'weight': 9}, reason_code='estimate') == 'done', 'what they had stopped goes on')
            expect(db.value('select weight from market.parcel where id = %s', parcel) == 9, 'without what they had left undone')
        finally:
            program.terminate()
            said = program.communicate(timeout=20)[1]
        told = db.rows(AUDIT)[before:]
        expect(told == [(db.login('operations'), 'snapshot', 'system'), (db.login('support'), 'idle', 'system')],
               f'the audit says whose sessions they were, each once: {told}')
        expect('Ended session' in said and db.login('support') not in said, 'the worker says it too, and names nobody')
        for who, session in spared.items():
            expect(not ends(session), f'{who} is left alone')
            session.close()
        expect(refusal(invoke, support, 'weigh', {'parcel': other, 'weight': 9}, reason_code='estimate') == 'done', 'and so is who is idle outside of a transaction')


if __name__ == '__main__':
    sys.exit(main())
