#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Workers that are killed at random moments, two at a time: every message that was committed arrives, none of an action that was
aborted or taken back does, and the names that arrive are as many as the messages."""
import os
import random
import sys
import threading
import time

from tests.sql.door.parcels import expect, invoke, refusal
from tests.sql.notification.post import COPY, Post, within
from tests.support.mail_server import MailServer

ROUNDS = int(os.environ.get('STEWARD_TEST_KILLS') or 25)
MESSAGES = 400


def each_once(post, server):
    people = list(post.people.values())
    post.cursor.execute('begin')
    for n in range(MESSAGES):
        post.ask(COPY, people[n % len(people)])
    post.cursor.execute('commit')
    begun = time.monotonic()
    workers = [post.start(server.config()), post.start(server.config())]
    expect(post.settle(60), f'{MESSAGES} messages are sent by two workers in {time.monotonic() - begun:.1f} s')
    names = [name for _, name, _ in server.arrived]
    expect((len(names), len(set(names))) == (MESSAGES, MESSAGES), 'each once, under a name of its own')
    expect(set(names) == {name for name, in post.rows("select message_id from market.message where state = 'sent'")}, 'which is the one on record')
    expect(post.ask('select max(attempts) from market.message') == 1, 'none was claimed twice')
    for worker in workers:
        expect('mail' in post.end(worker), 'and the worker ends')


def write_and_abort(post, written, is_over):
    """Committed ones, and three in ten that are not."""
    dice = random.Random(11)
    people = list(post.people.values())
    link = post.connect(autocommit=False)
    with link.cursor() as cursor:
        while not is_over.is_set():
            cursor.execute(COPY, (dice.choice(people),))
            number = cursor.fetchone()[0]
            if dice.random() < 0.3:
                link.rollback()
                written['aborted'].append(number)
            else:
                link.commit()
                written['committed'].append(number)
            time.sleep(dice.uniform(0.001, 0.02))
    link.close()


def killed(post, server):
    dice = random.Random(7)
    before = len(server.arrived)
    written, is_over = {'committed': [], 'aborted': []}, threading.Event()
    writer = threading.Thread(target=write_and_abort, args=(post, written, is_over))
    writer.start()
    amid = 0
    try:
        for _ in range(ROUNDS):
            worker = post.start(server.config())
            seen = len(server.arrived)
            within(10, lambda seen=seen: len(server.arrived) > seen)  # it is at work
            time.sleep(dice.uniform(0, 0.15))
            amid += post.kill(worker)
    finally:
        is_over.set()
        writer.join()
    worker = post.start(server.config())
    expect(post.settle(60), f'{len(written["committed"])} messages are committed and {len(written["aborted"])} are not, while workers are killed {ROUNDS} times')
    post.end(worker)
    expect(amid > ROUNDS // 4, f'{amid} times amid a talk')
    expect({state for state, in post.rows('select state from market.message where id = any (%s)', written['committed'])} == {'sent'}, 'every one of them is sent')
    arrived = [name for _, name, _ in server.arrived[before:]]
    names = {name for name, in post.rows('select message_id from market.message where id = any (%s)', written['committed'])}
    expect(set(arrived) == names and len(names) == len(written['committed']), 'each arrived, none that was aborted did, and the names are as many as the messages')
    expect(len(arrived) - len(names) <= ROUNDS, f'{len(arrived) - len(names)} came twice, at most one for each worker that was killed')


def one_that_kills(post, server):
    """Regression: workers claimed twenty at a time, and whatever lay beside what killed them was given up with it, untried."""
    deadly, other = list(post.people)[:2]
    server.plan(deadly, *['hang'] * 8)
    numbers = [post.write(deadly), post.write(other)]
    for _ in range(8):
        offered = server.offered[deadly]
        worker = post.start(server.config())
        expect(within(10, lambda offered=offered: server.offered[deadly] > offered), 'a worker begins with the deadly one')
        post.kill(worker)
    worker = post.start(server.config())
    expect(post.settle(), 'nothing is left')
    post.end(worker)
    expect(post.of(numbers[0])[:3] == ('dead', 8, 'cut_off'), 'what killed eight workers is given up')
    expect(post.of(numbers[1])[:2] == ('sent', 1), 'and what lay beside it is sent')


def taken_back(post, server):
    before = len(server.arrived)
    login = post.connect(post.login('operations'))
    whole = {'booking': post.booking, 'to_customer': 12400, 'to_provider': 0}
    why = {'reason_code': 'other', 'note': 'because of a test'}

    # Whoever takes it back is first: the worker passes over what is locked.
    done = invoke(login, 'override_cancel', whole, **why)['invocation']
    post.cursor.execute('update market.message set due = guard.clock() where invocation_id = %s', (done,))
    undoing = post.connect(post.login('operations'), autocommit=False)
    invoke(undoing, 'undo', {'invocation': done})
    claiming = post.connect(autocommit=False)
    with claiming.cursor() as cursor:
        cursor.execute("select count(*) from guard.claim_messages(20, 'market.example')")
        expect(cursor.fetchone()[0] == 0, 'nothing is claimed that is just being taken back')
    claiming.rollback()
    undoing.commit()
    worker = post.start(server.config())
    address = next(iter(post.people))
    number = post.write(address)
    expect(within(10, lambda: post.of(number)[0] == 'sent'), 'later messages are sent')
    post.end(worker)
    expect(len(server.arrived) == before + 1, 'and those that were taken back are not')

    # The worker is first: whoever takes it back waits for it, and is refused.
    done = invoke(login, 'override_cancel', whole, **why)['invocation']
    post.cursor.execute('update market.message set due = guard.clock() where invocation_id = %s', (done,))
    with claiming.cursor() as cursor:
        cursor.execute("select count(*) from guard.claim_messages(20, 'market.example')")
        expect(cursor.fetchone()[0] == 2, 'a worker claims two messages')
    outcome = []
    waiting = threading.Thread(target=lambda: outcome.append(refusal(invoke, login, 'undo', {'invocation': done})))
    waiting.start()
    expect(within(5, lambda: post.ask("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") > 0), 'whoever takes it back at that moment waits')
    claiming.commit()
    waiting.join()
    expect(outcome == ['MP033'], f'and is told that people are being told: {outcome}')
    post.let_leases_end()
    worker = post.start(server.config())
    expect(post.settle() and post.count(f"invocation_id = '{done}' and state = 'sent'") == 2, 'the messages are sent, and the action stands')
    post.end(worker)
    for link in (undoing, claiming, login):
        link.close()


def main():
    post = Post(20)
    try:
        with MailServer() as server:
            each_once(post, server)
            killed(post, server)
            one_that_kills(post, server)
            taken_back(post, server)
        for invariant in ('messages_have_one_name', 'what_was_taken_back_is_not_told'):
            figure, holds = post.rows(f'select figure, holds from guard.invariant_{invariant}()')[0]
            expect(holds, figure)
    finally:
        post.drop()


if __name__ == '__main__':
    sys.exit(main())
