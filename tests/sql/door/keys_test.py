# SPDX-License-Identifier: GPL-3.0-or-later
"""Twenty calls with one key at once: one effect, and in the end one answer for all."""
import threading
import time
import uuid

import psycopg2

from parcels import Parcels, expect, invoke, run

CALLS = 20

with Parcels() as db:
    parcel = db.a_parcel('taken')
    db.value(f'alter role "{db.login("support")}" connection limit {CALLS}')
    key = str(uuid.uuid4())
    connections = [db.connect(db.login('support')) for _ in range(CALLS)]
    barrier = threading.Barrier(CALLS)
    replies, codes = [None] * CALLS, []

    def call(n):
        barrier.wait()
        while replies[n] is None:
            try:
                replies[n] = invoke(connections[n], 'deliver', {'parcel': parcel}, key=key)
            except psycopg2.Error as error:
                codes.append(error.pgcode)
                if error.pgcode not in ('MP052', '55P03'):
                    return
                time.sleep(0.005)

    # Whoever comes first waits for the parcel that we hold, so that the others surely meet a call in flight.
    holder = db.connect(autocommit=False)
    run(holder, 'select from market.parcel where id = %s for update', parcel)
    threads = [threading.Thread(target=call, args=(n,)) for n in range(CALLS)]
    for thread in threads:
        thread.start()
    end = time.monotonic() + 2
    while len(codes) < CALLS - 1 and time.monotonic() < end:
        time.sleep(0.005)
    holder.rollback()
    for thread in threads:
        thread.join()
    holder.close()
    for connection in connections:
        connection.close()
    expect(set(codes) == {'MP052'}, f'a call that is in flight is told to ask again, and nothing else ({set(codes)})')
    expect(all(replies), 'every call is answered in the end')
    expect(sum(not reply['replayed'] for reply in replies) == 1, 'one of them did it')
    expect(len({reply['invocation'] for reply in replies}) == 1, 'all of them tell of the same deed')
    expect(db.value("select count(*) from market.event e where e.entity_id = %s and e.action = 'deliver'", parcel) == 1, 'it has one event')
    expect(db.value("select count(*) from market.audit_entry a where a.operation = 'deliver'") == 1, 'and one audit entry')
