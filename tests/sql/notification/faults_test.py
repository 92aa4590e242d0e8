#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A real mail server that fails: later, never, no answer, a cut link, no TLS, no login. Every message ends where it should, is
offered as often as it should be, and whoever gets one twice gets it under one Message-ID."""
import os
import signal
import sys

from tests.sql.door.parcels import expect
from tests.sql.notification.post import Post, within
from tests.support.mail_server import PASSWORD, MailServer

# What the server does, one answer for each attempt; what becomes of the message; how often it is offered, how often it arrives.
PLANS = [
    ((), ('sent', 1, None, 250, '2.0.0'), 1, 1),
    (('451 4.7.1 Greylisted, chloe@example.org',), ('sent', 2, None, 250, '2.0.0'), 2, 1),
    (('450 Mailbox busy', '421 4.3.2 Closing'), ('sent', 3, None, 250, '2.0.0'), 3, 1),
    (('550 5.1.1 Nobody',), ('dead', 1, 'refused', 550, '5.1.1'), 1, 0),
    (('554 No',), ('dead', 1, 'refused', 554, None), 1, 0),
    (('data 552 5.3.4 Too big',), ('dead', 1, 'refused', 552, '5.3.4'), 1, 0),
    (('data 451 4.3.0 Full',), ('sent', 2, None, 250, '2.0.0'), 2, 1),
    (('drop before',), ('sent', 2, None, 250, '2.0.0'), 2, 1),
    (('drop after',), ('sent', 2, None, 250, '2.0.0'), 2, 2),
    (('hang',), ('sent', 2, None, 250, '2.0.0'), 2, 1),
    (('451 4.7.1 Later',) * 8, ('dead', 8, 'deferred', 451, '4.7.1'), 8, 0),
]


def each_as_planned(post, server):
    planned = []
    for (address, _), plan in zip(post.people.items(), PLANS):
        server.plan(address, *plan[0])
        planned.append((address, post.write(address), *plan))
    worker = post.start(server.config(timeout_s='2'))
    expect(post.settle(60), 'every message comes to its end')
    for address, number, answers, end, offered, arrived in planned:
        told = f'{answers[0] if answers else "taken at once"}{f" {len(answers)} times" if len(answers) > 2 else ""}'
        expect(post.of(number) == end, f'{told}: {end}, was {post.of(number)}')
        expect(server.offered[address] == offered, f'{told}: offered {offered} times, was {server.offered[address]}')
        names = [name for to, name, _ in server.arrived if to == address]
        expect(len(names) == arrived and len(set(names)) <= 1, f'{told}: arrived {arrived} times under one name')
    said = post.end(worker)
    expect('was refused by the mail server (550 5.1.1)' in said and 'wanted later' in said and 'no answer' in said, 'what failed is said by number and code')
    expect('@' not in said and 'Ann Lee' not in said and 'Leak repair' not in said, 'and names nobody')


def no_transaction_while_it_talks(post, server):
    address = next(iter(post.people))
    server.plan(address, 'hang')
    number = post.write(address)
    worker = post.start(server.config(timeout_s='6'))
    talks = server.talks
    expect(within(30, lambda: server.talks > talks), 'a talk is under way')
    busy = post.ask("select count(*) from pg_stat_activity where usename = 'steward_worker' and datname = current_database() and state <> 'idle' and query ~ 'message|expire'")
    held = post.ask("select count(*) from pg_locks l join pg_class c on c.oid = l.relation where c.relname = 'message' and l.mode <> 'AccessShareLock'")
    expect((post.of(number)[0], busy, held) == ('sending', 0, 0), 'meanwhile no transaction is open and no lock is held')
    worker.send_signal(signal.SIGTERM)
    expect(within(30, lambda: worker.poll() is not None) is True, 'a worker that is told to end waits for the answer')
    expect(post.of(number)[:3] == ('failed', 1, 'lost'), 'and records it')
    post.end(worker)
    post.cursor.execute("update market.message set state = 'dead' where id = %s", (number,))


def what_is_not_begun_stays(post, server):
    address, *others = post.people
    numbers = [post.write(each) for each in (address, *others)]
    server.plan(address, 'hang')
    worker = post.start(server.config(timeout_s='3'))
    expect(within(30, lambda: post.of(numbers[0])[0] == 'sending'), 'one of several is under way')
    post.end(worker)
    expect({post.of(n)[:2] for n in numbers[1:]} == {('queued', 0)}, 'a worker that is told to end leaves what it did not begin')
    worker = post.start(server.config())
    expect(post.settle() and {post.of(n)[0] for n in numbers} == {'sent'}, 'and another one sends it')
    post.end(worker)


def a_lease_that_ran_out(post, server):
    address = next(iter(post.people))
    server.plan(address, 'hang')
    number = post.write(address)
    stopped = post.start(server.config(timeout_s='3'))
    talks = server.talks
    expect(within(30, lambda: server.talks > talks), 'a worker talks')
    os.kill(stopped.pid, signal.SIGSTOP)
    post.let_leases_end()
    other = post.start(server.config())
    expect(within(30, lambda: post.of(number)[0] == 'sent'), 'when its lease is over, another one sends the message')
    os.kill(stopped.pid, signal.SIGCONT)
    expect(within(30, lambda: 'longer than its lease' in post.heard(stopped)), 'the first wakes up and is not believed any more')
    expect(post.of(number)[:2] == ('sent', 2), 'so the message stays sent')
    post.end(stopped)
    post.end(other)


def the_database_is_gone_meanwhile(post, server):
    address = next(iter(post.people))
    server.plan(address, 'wait')
    number = post.write(address)
    worker = post.start(server.config())
    talks, arrived = server.talks, len(server.arrived)
    expect(within(30, lambda: server.talks > talks), 'a talk is under way')
    post.ask("select count(pg_terminate_backend(pid)) from pg_stat_activity where usename = 'steward_worker' and datname = current_database()")
    server.released.set()
    expect(within(30, lambda: post.of(number)[0] == 'sent'), 'what came of it is written down once the database is there again')
    expect((post.of(number)[1], len(server.arrived) - arrived) == (1, 1), 'and the message is not sent again')
    post.end(worker)


def nothing_is_offered(post, server, what, why, **config):
    """A server that cannot be used: no attempt counts, and the messages go when it can."""
    before = len(server.arrived)
    numbers = [post.write(address) for address in list(post.people)[:3]]
    worker = post.start(server.config(**config))
    expect(within(40, lambda: why in post.heard(worker)), f'{what}: the worker says why nothing can be sent: {why}')
    expect(within(20, lambda: {post.of(n)[:2] for n in numbers} == {('queued', 0)}), f'{what}: no attempt counts')
    said = post.end(worker)
    expect('@' not in said.replace(str(server.path), '') and PASSWORD not in said and 'secret' not in said, f'{what}: and it gives nothing away')
    expect(len(server.arrived) == before, f'{what}: nothing was sent')
    post.cursor.execute("update market.message set state = 'dead', failure = 'lost' where id = any (%s)", (numbers,))


def a_server_that_cannot_be_used(post, server):
    nothing_is_offered(post, server, 'another certificate', 'certificate or SSH remote key was not OK', ca_file='/etc/ssl/certs/ca-certificates.crt')
    nothing_is_offered(post, server, 'another name than the certificate\'s', 'certificate or SSH remote key was not OK', url=f'smtp://127.0.0.1:{server.port}')
    nothing_is_offered(post, server, 'a wrong login', 'Login denied (535', user='somebody')
    server.sender_answer = '550 5.7.1 Not from bookings@market.example'
    nothing_is_offered(post, server, 'a sender that it does not want', '(550 5.7.1)')
    server.sender_answer = None
    (server.path / 'open').write_text('secret')
    (server.path / 'open').chmod(0o644)
    nothing_is_offered(post, server, 'a password that others can read', 'chmod 600', password_file='open')
    server.stop()
    numbers = [post.write(address) for address in post.people]
    worker = post.start(server.config())
    expect(within(30, lambda: 'could not be used' in post.heard(worker)), 'nobody answers: the worker says so')
    server.start()
    expect(post.settle() and {post.of(n)[:2] for n in numbers} == {('sent', 1)}, 'and sends everything when somebody does, without being started anew')
    post.end(worker)


def without_tls(post):
    with MailServer(tls=False) as server:
        nothing_is_offered(post, server, 'a server without TLS', 'Requested SSL level failed')
        nothing_is_offered(post, server, 'a password over a plain link', 'would travel readable', url=f'smtp+plain://localhost:{server.port}')
        numbers = [post.write(address) for address in post.people]
        worker = post.start(server.config(url=f'smtp+plain://localhost:{server.port}', user=None))
        expect(post.settle() and {post.of(n)[0] for n in numbers} == {'sent'}, 'where the file asks for a plain link, it is one')
        post.end(worker)


def main():
    post = Post(len(PLANS))
    try:
        with MailServer() as server:
            each_as_planned(post, server)
            no_transaction_while_it_talks(post, server)
            what_is_not_begun_stays(post, server)
            a_lease_that_ran_out(post, server)
            the_database_is_gone_meanwhile(post, server)
            a_server_that_cannot_be_used(post, server)
        without_tls(post)
        expect(post.ask("select bool_and(holds) from guard.invariant_messages_have_one_name()"), 'every message has one name')
    finally:
        post.drop()


if __name__ == '__main__':
    sys.exit(main())
