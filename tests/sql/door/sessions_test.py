# SPDX-License-Identifier: GPL-3.0-or-later
"""Sessions beside each other: idle ones with locks and snapshots, one lock order, an operator whose access ends."""
import threading
import time

import psycopg2

from parcels import Parcels, expect, invoke, refusal, run

DEPOTS = """
create table market.depot (id bigint primary key, market_id integer not null default 1, parcels integer not null default 0);
comment on table market.depot is 'Depots';
alter table market.depot owner to steward_owner;
alter table market.parcel add column depot_id bigint references market.depot;
insert into market.depot (id) values (1);
set session_replication_role = replica;
update market.parcel set depot_id = 1;
set session_replication_role = origin;
set role steward_owner;
select guard.open_table('market.depot');
grant select, insert, update on market.depot to steward_door;
select guard.declare_entity('depot', 'market.depot', 15, 'Depot');
select guard.declare_entity('parcel', 'market.parcel', 45, 'Parcel', reference => 'reference', parents => '{"depot": "t.depot_id"}');
set role steward_door;
create function op.put_away(parcel bigint) returns jsonb language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  update market.depot d set parcels = d.parcels + 1 where d.id = (select p.depot_id from market.parcel p where p.id = put_away.parcel);
  return '{}';
end $$;
comment on function op.put_away(bigint) is 'A parcel, then its depot: the parent must be locked first';
select guard.declare_operation('put_away', 'parcel', 'Put away', 'Puts a parcel away.', locks => array['depot']);
select guard.allow_operation('put_away', array['steward_operations']);
create function op.empty_depot(depot bigint) returns jsonb language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform from market.parcel p where p.depot_id = empty_depot.depot order by p.id for no key update;
  update market.depot d set parcels = 0 where d.id = empty_depot.depot;
  return '{}';
end $$;
comment on function op.empty_depot(bigint) is 'A depot, then its parcels';
select guard.declare_operation('empty_depot', 'depot', 'Empty', 'Empties a depot.');
select guard.allow_operation('empty_depot', array['steward_operations']);
reset role;
"""

with Parcels() as db:
    parcels = [db.a_parcel() for _ in range(3)]
    superuser = db.connect(autocommit=False)
    with superuser, superuser.cursor() as cursor:
        cursor.execute(DEPOTS)

    # One lock order: operations on parents and children at once never wait for each other in a circle.
    codes = []

    def hammer(operation, arguments):
        connection = db.connect(db.login('operations'))
        for n in range(60):
            codes.append(refusal(invoke, connection, operation, arguments[n % len(arguments)]))
        connection.close()

    threads = [threading.Thread(target=hammer, args=('put_away', [{'parcel': p} for p in parcels])) for _ in range(3)]
    threads += [threading.Thread(target=hammer, args=('empty_depot', [{'depot': 1}])) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    expect(codes.count('40P01') == 0, f'no deadlock in {len(codes)} operations on parents and children')
    expect(set(codes) == {'done'}, f'all of them are done ({set(codes)})')

    # An idle session with locks: the door waits 3 s and says Busy, it does not hang.
    idle = db.connect(autocommit=False)
    run(idle, 'select from market.parcel p where p.id = %s for update', parcels[0])
    support = db.connect(db.login('support'))
    began = time.monotonic()
    expect(refusal(invoke, support, 'weigh', {'parcel': parcels[0], 'weight': 5}, reason_code='estimate') == '55P03', 'a row that somebody holds is busy')
    expect(2.5 < time.monotonic() - began < 6, 'after three seconds')
    expect(refusal(invoke, support, 'weigh', {'parcel': parcels[1], 'weight': 5}, reason_code='estimate') == 'done', 'others are not held up')
    idle.rollback()
    # An idle session with a snapshot holds up nobody, and what it sees is of no use at the door.
    idle.set_session(isolation_level='REPEATABLE READ')
    run(idle, 'select count(*) from market.parcel')
    expect(refusal(invoke, support, 'weigh', {'parcel': parcels[0], 'weight': 6}, reason_code='estimate') == 'done', 'a snapshot holds up nobody')
    idle.rollback()
    idle.close()
    # Operators themselves can hold no lock on a record.
    for statement in ('select from market.parcel for update', 'select from api.parcel for share', 'begin; lock table market.parcel in access share mode'):
        expect(refusal(run, support, statement) == '42501', f'an operator can not {statement}')
    run(support, 'rollback')

    # What is not committed is in nobody's feed, and is held back by nobody else's open transaction.
    slow = db.connect(db.login('support'), autocommit=False)
    invoke(slow, 'weigh', {'parcel': parcels[0], 'weight': 7}, reason_code='estimate')
    invoke(support, 'weigh', {'parcel': parcels[1], 'weight': 7}, reason_code='estimate')
    pending = "select count(*) from market.event_pending p where p.entity_id = %s and p.event_id = (select max(e.id) from market.event e where e.entity_id = p.entity_id and e.entity = 'parcel')"
    expect(db.value(pending, parcels[1]) == 1, 'a committed event waits for its position while another transaction stays open')
    before = db.value('select count(*) from market.event_pending')
    slow.commit()
    expect(db.value('select count(*) from market.event_pending') == before + 1, 'the late one is added when it commits, and not skipped')
    slow.close()

    # A session is ended because its operator is disabled, and for nothing else.
    stray = db.connect()
    run(stray, 'insert into market.session_ending (invocation_id, role_oid, at) select gen_random_uuid(), o.role_oid, now() from market.operator o where o.login = %s',
        db.login('support'))
    stray.close()
    time.sleep(0.2)
    expect(refusal(run, support, 'select 1') == 'done', 'whoever is active keeps their sessions')

    # Access that ends, ends at once.
    administrator = db.connect(db.login('administrator'))
    invoke(administrator, 'disable_operator', {'operator': db.login('support')}, preview=True)
    expect(run(support, 'select s.login from api.session s') == db.login('support'), 'a look at disabling ends no session')
    taken_back = db.connect(db.login('administrator'), autocommit=False)
    invoke(taken_back, 'disable_operator', {'operator': db.login('support')})
    taken_back.rollback()
    taken_back.close()
    expect(refusal(run, support, 'select 1') == 'done', 'nor does disabling that is rolled back')
    invoke(administrator, 'disable_operator', {'operator': db.login('support')})
    time.sleep(0.2)
    expect(refusal(run, support, 'select 1') != 'done', 'disabling ends the sessions')
    try:
        db.connect(db.login('support')).close()
        expect(False, 'and lets nobody sign in')
    except psycopg2.OperationalError:
        expect(True, 'and lets nobody sign in')
    administrator.close()
    superuser.close()
