# SPDX-License-Identifier: GPL-3.0-or-later
"""What only real sessions show: isolation levels, old transactions, several calls in one transaction, each role over one
connection with the same prepared statements, and logins that try to be somebody else."""
import time

import psycopg2
from psycopg2.extensions import ISOLATION_LEVEL_REPEATABLE_READ, ISOLATION_LEVEL_SERIALIZABLE, ISOLATION_LEVEL_READ_UNCOMMITTED

from parcels import Parcels, become, expect, invoke, refusal, run

with Parcels() as db:
    parcel = db.a_parcel('taken')
    support = db.connect(db.login('support'), autocommit=False)
    for level in (ISOLATION_LEVEL_REPEATABLE_READ, ISOLATION_LEVEL_SERIALIZABLE, ISOLATION_LEVEL_READ_UNCOMMITTED):
        support.set_session(isolation_level=level)
        expect(refusal(invoke, support, 'deliver', {'parcel': parcel}) == 'MP061', f'isolation level {level} is refused')
        support.rollback()
        expect(refusal(invoke, support, 'deliver', {'parcel': parcel}, preview=True) == 'MP061', 'also for a look')
        support.rollback()
    support.set_session(isolation_level='READ COMMITTED')
    run(support, 'select 1')
    time.sleep(5.2)
    expect(refusal(invoke, support, 'deliver', {'parcel': parcel}) == 'MP062', 'a transaction older than 5 s is refused')
    support.rollback()

    # A DO that commits renews the transaction's moment, and keeps the statement's, which is the marketplace's clock.
    lone = db.connect(db.login('support'))
    sly = """do $$ begin commit; perform pg_sleep(5.2); commit;
        perform api.invoke('deliver', '{"parcel": %d}', '{"key": "00000000-0000-4000-8000-000000000009"}'); end $$"""
    expect(refusal(run, lone, sly % parcel) == 'MP062', 'a statement older than 5 s is refused, whatever its transactions')
    lone.close()

    # Several calls in one transaction: a look between two deeds leaves nothing behind.
    run(support, "set local synchronous_commit = 'local'")
    look = invoke(support, 'deliver_and_tell', {'parcel': parcel}, preview=True)
    expect(run(support, 'show synchronous_commit') == 'off', 'a look does not wait for the disk')
    invoke(support, 'deliver_and_tell', {'parcel': parcel}, effects_hash=look['effects_hash'])
    expect(run(support, 'show synchronous_commit') == 'local', 'a deed after it does, as the caller had chosen')
    invoke(support, 'deliver', {'parcel': db.a_parcel('taken')}, preview=True)
    expect(run(support, 'show synchronous_commit') == 'local', 'and a look after a deed changes that no more')
    support.commit()
    expect(db.value('select p.state from market.parcel p where p.id = %s', parcel) == 'delivered', 'the deed is done, the look is not')
    support.close()

    # Logins that try to be somebody else.
    auditor = db.connect(db.login('auditor'))
    for statement in ('set session authorization steward_worker', 'set role steward_door', 'set role steward_owner', 'set role steward_roles',
                      f'set role "{db.login("support")}"', 'set role steward_customer', 'reset session authorization; set role steward_support'):
        expect(refusal(run, auditor, statement) == '42501', f'an auditor can not {statement}')
    for statement in ('select pg_advisory_lock(1)', 'select lo_create(1)', 'select txid_current()', 'create temporary table t (n int)',
                      "select pg_logical_emit_message(false, 'x', 'y')", 'select pg_export_snapshot()', 'create schema mine'):
        expect(refusal(run, auditor, statement) == '42501', f'nor {statement}')
    expect(refusal(run, auditor, "begin; select 1; prepare transaction 'x'") == '55000', 'nor prepare transactions')
    auditor.close()

    # Every role over one connection, with the same prepared statements: no plan or answer of one serves another.
    gate = db.connect('steward_gate_public', autocommit=False)
    anna, ben = (db.value('select public.person(%s)', name) for name in ('Anna', 'Ben'))
    first = {person: db.value("select public.a_parcel('sent', 1, %s)", person) for person in (anna, ben)}
    with gate.cursor() as cursor:
        cursor.execute('set local role steward_customer; prepare list as select p.id from api.parcel p; prepare who as select s.person_id from api.session s')
    gate.commit()
    for n in range(24):
        person = (anna, ben)[n % 2]
        become(gate, 'steward_customer', str(person))
        expect(run(gate, 'execute list') == first[person] and run(gate, 'execute who') == person, f'round {n}: each sees his own')
        other = first[ben if person == anna else anna]
        expect(refusal(invoke, gate, 'complain', {'parcel': other}, preview=True) == 'MP021', f"round {n}: and not the other's")
        gate.rollback()
        expect(refusal(invoke, gate, 'complain', {'parcel': other}, preview=True) == '42501', f'round {n}: between requests the gate is nobody')
        gate.rollback()
        become(gate, 'steward_anonymous')
        expect(run(gate, 'execute who') is None and refusal(run, gate, 'execute list') == '42501', f'round {n}: who is not signed in sees nothing')
        gate.rollback()
    for n in range(8):  # without another role between, the plan stays
        person = (anna, ben)[n % 2]
        become(gate, 'steward_customer', str(person))
        expect(run(gate, 'execute list') == first[person] and run(gate, 'execute who') == person, f'one plan, round {n}: each sees his own')
        gate.rollback()
    for role in ('steward_support', 'steward_worker', 'steward_door', db.login('support')):
        expect(refusal(become, gate, role) == '42501', f'the public gate can not become {role}')
        gate.rollback()
    gate.close()
    admin = db.connect('steward_gate_admin', autocommit=False)
    for role in ('steward_customer', 'steward_worker', 'steward_door'):
        expect(refusal(become, admin, role) == '42501', f'the admin gate can not become {role}')
        admin.rollback()
    for name in ('support', 'auditor', 'limited', 'support'):
        become(admin, db.login(name))
        expect(run(admin, 'select s.login from api.session s') == db.login(name), f'it becomes {name}, and back')
        admin.rollback()
    admin.close()
