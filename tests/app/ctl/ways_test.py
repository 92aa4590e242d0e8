#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""stewardctl asks the marketplace straight and over the API: the same answers, the same rules, the same refusals.

    ways_test.py FOLDER-OF-PROGRAMS
"""
import base64
import csv
import io
import json
import os
import pathlib
import pty
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'server'))
from market import furnish  # noqa: E402
from program import BIN, Cluster, Server, eventually, expect  # noqa: E402

PASSWORD = 'canary-of-the-ways'
SECRET = 'MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U'


def code(cluster, login):
    """A fresh one each time: whoever looks on can not use one again, and neither can we."""
    cluster.run(f"set session_replication_role = replica; update market.second_factor f set last_step = 0 from market.credential c join market.operator o on o.id = c.operator_id where c.id = f.credential_id and o.login = '{login}'")
    return subprocess.run(['oathtool', '--totp', '--base32', SECRET], check=True, capture_output=True, text=True).stdout.strip()


class Way:
    def __init__(self, cluster, login, server=None):
        self.cluster, self.login, self.server = cluster, login, server

    def run(self, *words, given=None):
        where = ['--api', f'http://127.0.0.1:{self.server.operators}', '--code', code(self.cluster, self.login)] if self.server else ['--data', str(self.cluster.data)]
        return subprocess.run([BIN / 'stewardctl', *words, *where, '--account', self.login], capture_output=True, text=True, check=False, input=given,
                              env={**os.environ, 'COLUMNS': '100', **({'STEWARD_PASSWORD': PASSWORD} if given is None else {})})


def both(ways, *words):
    """What a command prints and how it exits, which is the same over both ways."""
    direct, api = [way.run(*words) for way in ways]
    expect(direct.returncode == api.returncode, f'{" ".join(words)}: {direct.returncode} and {api.returncode} {direct.stderr}{api.stderr}')
    return direct, api


def lists(ways, found):
    mine = [booking for booking in found['bookings'] if booking['state'] == 'confirmed']
    for words in (('bookings', 'list', '--state', 'confirmed', '--columns', 'reference,state,version', '--sort', 'starts_at'),
                  ('booking', 'list', '--state.in=confirmed,cancelled', '--columns', 'reference,amount,currency,starts_at', '--output', 'csv', '--limit', '5'),
                  ('bookings', 'list', '--words', 'Weber', '--columns', 'id,reference', '--output', 'json', '--all'),
                  ('categories', 'list', '--output', 'markdown'), ('bookings', 'count'), ('bookings', 'count', '--state', 'cancelled')):
        direct, api = both(ways, *words)
        expect(direct.returncode == 0 and direct.stdout == api.stdout and direct.stdout.strip(), f'{len(direct.stdout.splitlines())} lines are the same')
    rows = list(csv.DictReader(io.StringIO(ways[0].run('bookings', 'list', '--state', 'confirmed', '--output', 'csv', '--columns', 'reference,state', '--all').stdout)))
    expect({row['reference'] for row in rows} == {booking['reference'] for booking in mine} and set(rows[0]) == {'reference', 'state'}, f'{len(rows)} rows, and the columns that were asked for')
    narrow = ways[0].run('bookings', 'list').stdout.splitlines()
    expect(max(map(len, narrow)) <= 100, 'a table is no wider than the terminal')
    shown = [json.loads(way.run('bookings', 'show', mine[0]['reference']).stdout) for way in ways]
    expect(all(one['reference'] == mine[0]['reference'] and one['ledger'] for one in shown), 'one is shown by its reference, with all that is known of it')


def refusals(ways):
    for words, status in ((('bookings', 'list', '--florble', '1'), 2), (('bookings', 'show', 'BK-0000-0000'), 1), (('bookings', 'show'), 2), (('bookings', 'list', 'BK-0000-0000'), 2),
                          (('bookings', 'list', '--output', 'xml'), 2), (('bookings', 'list', '--limit', 'many'), 2), (('invoke', 'florble', '1'), 1), (('invoke', 'override-cancel'), 2),
                          (('invoke', 'override-cancel', '1', '--set', 'florble=1'), 2), (('invoke', 'override-cancel', '1', '--key', 'x'), 2), (('invoke', 'override-cancel', '999999', '--set', 'to_customer=1', '--set', 'to_provider=0', '--preview'), 1)):
        direct, api = both(ways, *words)
        expect(direct.returncode == status and direct.stderr.startswith('stewardctl: '), f'refused with {status}: {direct.stderr.splitlines()[0]}')


def calls(ways, found):
    booking = next(booking for booking in found['bookings'] if booking['state'] == 'confirmed')
    words = ('invoke', 'override-cancel', booking['reference'], '--set', 'to_customer=100', '--set', 'to_provider=0', '--reason', 'other', '--note', 'because of a test')
    looks = [json.loads(way.run(*words, '--preview').stdout) for way in ways]
    expect(looks[0]['effects_hash'] and looks[0]['effects_hash'] == looks[1]['effects_hash'], 'a preview says the same over both ways')
    stale = both(ways, *words, '--version', '1')
    expect(all(one.returncode == 1 and 'MP' in one.stderr for one in stale), 'what has changed meanwhile is not touched')
    key = '2d7f0a3c-6d5e-4d5f-9d2a-0d5b3f6f7a11'
    done = [json.loads(way.run(*words, '--effects', looks[0]['effects_hash'], '--key', key).stdout) for way in ways]
    expect(not done[0]['replayed'] and done[1]['replayed'] and done[0]['result'] == done[1]['result'], 'the same intent over both ways is one effect')
    expect('override_cancel' in ways[1].run('invoke').stdout, 'without an operation those that there are are listed')


def asked_for(cluster, server):
    """A password and a code that nothing says are asked for, and not shown."""
    operator, terminal = pty.openpty()
    process = subprocess.Popen([BIN / 'stewardctl', 'bookings', 'count', '--api', f'http://127.0.0.1:{server.operators}', '--account', 'w_operations'], stdin=terminal, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True)
    asked = ''
    for word, answer in (('Password', lambda: PASSWORD), ('authenticator', lambda: code(cluster, 'w_operations'))):
        while not (word in asked and asked.endswith(': ')):
            letter = process.stderr.read(1)
            if not letter:
                expect(False, f'{word} is asked for: {asked}')
            asked += letter
        time.sleep(0.2)  # what is typed before it asks counts for nothing
        os.write(operator, f'{answer()}\n'.encode())
    out, rest = process.communicate(timeout=60)
    os.set_blocking(operator, False)
    try:
        shown = os.read(operator, 4096).decode()
    except BlockingIOError:
        shown = ''
    expect(process.returncode == 0 and out.strip().isdigit() and PASSWORD not in asked + rest + shown, f'a password and a code are asked for: {out.strip()} {rest}')
    os.close(operator)
    os.close(terminal)


def completion(cluster):
    script = subprocess.run([BIN / 'stewardctl', 'completion'], capture_output=True, text=True, check=True).stdout

    def completes(*words):
        asked = f'''{script}
            COMP_WORDS=({" ".join(map(repr, words))}); COMP_CWORD={len(words) - 1}; _stewardctl "{BIN / 'stewardctl'}" {words[-1]!r}; printf '%s\\n' "${{COMPREPLY[@]}}"'''
        return subprocess.run(['bash', '-c', asked], capture_output=True, text=True, check=True).stdout.split()
    expect(completes('stewardctl', 'mig') == ['migrate'], 'a command is completed')
    expect(completes('stewardctl', 'bookings', 'li') == ['list'], 'and what is done with records')
    expect({'--state', '--output'} - set(completes('stewardctl', 'bookings', 'list', '--')) == {'--state'}, 'and the options of a list')
    expect(completes('stewardctl', 'simulate', '--see') == ['--seed'], 'and of a command')


def main():
    with Cluster() as cluster:
        found = furnish(cluster)
        for login in ('w_operations', 'w_auditor'):
            subprocess.run([BIN / 'stewardctl', 'operator', 'password', login, '--data', cluster.data], input=PASSWORD + '\n', text=True, check=True, capture_output=True)
        cluster.run(f"""set session_replication_role = replica;
            insert into market.second_factor (credential_id, secret, confirmed_at) select c.id, '\\x{base64.b32decode(SECRET).hex()}', now() from market.credential c where c.operator_id is not null""")
        with Server(cluster) as server:
            eventually(lambda: server.ready(server.operators) == (200, None), 'ready')
            ways = [Way(cluster, 'w_operations'), Way(cluster, 'w_operations', server)]

            eventually(lambda: ways[1].run('bookings', 'count').returncode == 0, 'signed in over the API')
            lists(ways, found)
            refusals(ways)
            calls(ways, found)
            both([Way(cluster, 'w_auditor'), Way(cluster, 'w_auditor', server)], 'invoke', 'override-cancel', '1', '--set', 'to_customer=1', '--set', 'to_provider=0')
            asked_for(cluster, server)
            server.process.kill()
            server.process.wait()
            expect(ways[1].run('bookings', 'count').returncode == 3, 'a server that is gone is told by the status')
        completion(cluster)


if __name__ == '__main__':
    main()
