#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Signing in at the real stewardd: tokens and their rotation, what ends a session and how soon, what strangers can find out, whom they
can keep out (nobody), and that no secret is written down anywhere.

    auth_test.py FOLDER-OF-PROGRAMS
"""
import hashlib
import http.client
import json
import pathlib
import statistics
import subprocess
import sys
import threading
import time

from program import BIN, Cluster, Server, eventually, expect

# Each is looked for, at the end, in all that the programs and PostgreSQL wrote down.
CHLOE, FRESH, WRONG, JAN, MARA = ('canary-chloe-first', 'canary-chloe-second', 'canary-chloe-wrong', 'canary-jan-password', 'canary-mara-password')
canaries = [CHLOE, FRESH, WRONG, JAN, MARA]


class Client:
    """Somebody at one address, as the proxy in front says."""

    def __init__(self, port, address='192.0.2.1'):
        self.port, self.address, self.token = port, address, None

    def ask(self, method, path, body=None, token=None):
        link = http.client.HTTPConnection('127.0.0.1', self.port, timeout=30)
        fields = {'X-Forwarded-For': f'198.51.100.99, {self.address}', 'User-Agent': 'Walk/1.0'}
        if body is not None:
            fields['Content-Type'] = 'application/json'
        if token or self.token:
            fields['Authorization'] = f'Bearer {token or self.token}'
        link.request(method, '/v1/auth/' + path, json.dumps(body) if body is not None else None, fields)
        answer = link.getresponse()
        text = answer.read().decode()
        self.fields = answer.headers
        link.close()
        return answer.status, json.loads(text) if text else {}

    def post(self, path, **body):
        return self.ask('POST', path, body)

    def sign_in(self, account, password, **more):
        status, told = self.post('sign-in', account=account, password=password, **more)
        if status == 200:
            self.token = told['access_token']
            canaries.extend([told['access_token'].rsplit('.', 1)[1], told['refresh_token']])
        return status, told

    def code(self, *asked, **body):
        """The status and the stable code of a refusal."""
        status, told = self.post(*asked, **body)
        return status, told.get('code')


def sql(cluster, question):
    return subprocess.run(['psql', '--no-psqlrc', '--quiet', '--tuples-only', '--no-align', '--set', 'ON_ERROR_STOP=1', '--dbname', cluster.ctl('cluster', 'dsn', '--user', 'steward_superuser'),
                           '--command', question], check=True, capture_output=True, text=True).stdout.strip()


def totp(secret, when=None):
    return subprocess.run(['oathtool', '--totp', '--base32', *(['--now', f'@{int(when)}'] if when else []), secret], check=True, capture_output=True, text=True).stdout.strip()


def letter(cluster, email):
    """The code of the last letter to somebody, as the worker would send it."""
    return sql(cluster, "select secret from market.message_secret s join market.message m on m.id = s.message_id join market.person_contact c on c.person_id = m.recipient "
                        f"where c.email = '{email}' order by m.id desc limit 1")


def registering(server, cluster):
    chloe = Client(server.users)
    told = {'as': 'customer', 'market': 1, 'name': 'Chloë', 'email': 'chloe@example.org', 'locale': 'de', 'password': CHLOE}
    expect(chloe.code('register', **{**told, 'password': 'short'}) == (422, 'weak_password'), 'a short password is refused')
    expect(chloe.code('register', **{**told, 'password': 'chloe@example.org'}) == (422, 'weak_password'), 'and the account itself')
    expect(chloe.code('register', **{**told, 'as': 'operator'}) == (422, 'invalid_body'), 'nobody registers as an operator')
    expect(chloe.code('register', **{**told, 'role': 'steward_administrator'}) == (422, 'invalid_body'), 'or with a role')
    expect(chloe.code('register', **{**told, 'market': 999})[1] == 'MP003' and sql(cluster, 'select count(*) from market.credential') == '0', 'what the marketplace refuses leaves nothing')
    status, made = chloe.post('register', **told)
    expect(status == 201 and made['person'] > 0, f'Chloë registers: {status}')
    expect(chloe.code('register', **told)[1] == 'MP032', 'not twice')
    ticket = letter(cluster, 'chloe@example.org')
    canaries.append(ticket)
    expect(chloe.code('verify', ticket='x' + ticket) == (409, 'MP032'), 'another code verifies nothing')
    expect(chloe.post('verify', ticket=f' {ticket}\n')[0] == 204, 'hers does, however it was pasted')
    expect(chloe.post('register', **{'as': 'provider', 'city': 101, 'name': 'Nordlicht', 'person_name': 'Jan', 'email': 'jan@example.org', 'password': JAN})[0] == 201, 'Jan registers as a provider')
    expect(Client(server.operators).post('register', **told)[0] == 404, 'nobody registers where operators are served')


def signing_in(server):
    chloe = Client(server.users)
    status, told = chloe.sign_in('CHLOE@example.org', CHLOE)
    expect(status == 200 and told['token_type'] == 'Bearer' and told['expires_in'] == 300 and told['complete'], 'Chloë signs in')
    expect(chloe.fields['Cache-Control'] == 'no-store', 'and nobody on the way keeps that')
    status, list_ = chloe.ask('GET', 'sessions')
    expect(status == 200 and [(s['this'], s['user_agent'], s['address']) for s in list_['sessions']] == [(True, 'Walk/1.0', '192.0.2.1')], f'she sees where she is signed in: {list_}')
    for token in ('x', told['access_token'][:-4] + 'AAAA', told['access_token'].rsplit('.', 1)[0] + '.', told['refresh_token']):
        expect(Client(server.users).ask('GET', 'sessions', token=token)[0] == 401, 'a token that is none lets nobody in')
    expect(Client(server.operators).ask('GET', 'sessions', token=told['access_token'])[0] == 401, 'nor hers at the operators\' gate')
    expect(Client(server.users).ask('GET', 'sessions')[1]['code'] == 'token_missing', 'nor no token')
    expect(chloe.fields['Content-Type'].startswith('application/json'), 'answers are JSON')
    expect(Client(server.users).code('sign-in', account='chloe@example.org') == (422, 'invalid_body'), 'half a body is refused by name')
    expect(Client(server.users).code('sign-in', account=['chloe@example.org'], password={}) == (422, 'invalid_body'), 'and one of other types')
    expect(Client(server.users).code('sign-in', account='chloe@example.org\0', password='x') == (422, 'invalid_body'), 'and a zero byte')


def rotation(server, cluster):
    chloe = Client(server.users)
    first = chloe.sign_in('chloe@example.org', CHLOE)[1]
    status, second = chloe.post('refresh', refresh_token=first['refresh_token'])
    expect(status == 200 and second['session'] == first['session'] and second['refresh_token'] != first['refresh_token'], 'a refresh token is exchanged for the next')
    third = chloe.post('refresh', refresh_token=second['refresh_token'])[1]
    status, again = chloe.post('refresh', refresh_token=second['refresh_token'])
    expect(status == 200, 'the same request again, because its answer was lost, is answered')
    canaries.extend(t['refresh_token'] for t in (second, third, again))
    expect(chloe.code('refresh', refresh_token=third['refresh_token']) == (401, 'refresh_token_reused'), 'whoever holds what the lost answer said gives themselves away')
    expect(chloe.code('refresh', refresh_token=again['refresh_token']) == (401, 'session_ended'), 'and the session is over for all')
    expect(chloe.ask('GET', 'sessions', token=again['access_token'])[1]['code'] == 'MP013', 'at once, whatever the access token says')
    for junk in ('x', 'A' * 43, first['session'], '-' * 43):
        expect(chloe.code('refresh', refresh_token=junk) == (401, 'session_ended'), 'what is no refresh token carries nothing on')
    # Many at one moment: one chain is left, or none.
    start = chloe.sign_in('chloe@example.org', CHLOE)[1]
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(Client(server.users).post('refresh', refresh_token=start['refresh_token']))) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    expect(all(status in (200, 401) for status, _ in answers), f'twelve at once: {sorted(s for s, _ in answers)}')
    good = sql(cluster, f"select count(*) from market.refresh_token where session_id = '{start['session']}' and replaced_at is null")
    expect(good == '1', f'one token is good: {good}')
    used = [told['refresh_token'] for status, told in answers if status == 200]
    outcomes = [Client(server.users).post('refresh', refresh_token=token)[0] for token in used]
    expect(outcomes.count(200) <= 1, f'no two of what they were given are: {outcomes}')


def ended_at_once(server, cluster):
    here, there = Client(server.users), Client(server.users, '192.0.2.2')
    here.sign_in('chloe@example.org', CHLOE)
    lost = there.sign_in('chloe@example.org', CHLOE)[1]
    jan = Client(server.users)
    jan.sign_in('jan@example.org', JAN)
    expect(jan.code(f'sessions/{lost["session"]}/revoke') == (404, 'MP021'), 'nobody ends another\'s session')
    expect(there.ask('GET', 'sessions')[0] == 200, 'nor does it end')
    began = time.monotonic()
    expect(here.post(f'sessions/{lost["session"]}/revoke')[0] == 204, 'Chloë ends that on the device that she lost')
    expect(there.ask('GET', 'sessions')[0] == 401 and time.monotonic() - began < 1, 'within a second it is over')
    expect(there.code('refresh', refresh_token=lost['refresh_token']) == (401, 'session_ended'), 'with its refresh token')
    expect(here.ask('GET', 'sessions')[0] == 200, 'and no other')
    told = there.sign_in('chloe@example.org', CHLOE)[1]
    expect(there.post('sign-out', refresh_token=told['refresh_token'])[0] == 204 and there.ask('GET', 'sessions')[0] == 401, 'signing out ends one')
    there.sign_in('chloe@example.org', CHLOE)
    expect(here.post('sign-out-everywhere')[0] == 204 and here.ask('GET', 'sessions')[0] == 401 and there.ask('GET', 'sessions')[0] == 401, 'or all')
    jan.sign_in('jan@example.org', JAN)
    sql(cluster, "update market.person set active = false where id = (select person_id from market.person_contact where email = 'jan@example.org')")
    expect(jan.ask('GET', 'sessions')[0] == 401, 'who is deactivated is out at once')
    expect(jan.sign_in('jan@example.org', JAN)[1]['code'] == 'sign_in_refused', 'and does not come in')
    sql(cluster, "update market.person set active = true where id = (select person_id from market.person_contact where email = 'jan@example.org')")


def passwords(server, cluster):
    chloe, elsewhere = Client(server.users), Client(server.users, '192.0.2.2')
    chloe.sign_in('chloe@example.org', CHLOE)
    elsewhere.sign_in('chloe@example.org', CHLOE)
    expect(chloe.code('password', password=WRONG, new_password=FRESH) == (403, 'proof_refused'), 'the present password is asked for')
    expect(chloe.code('password', password=CHLOE, new_password='short') == (422, 'weak_password'), 'the new one has its length')
    expect(chloe.post('password', password=CHLOE, new_password=FRESH)[0] == 204, 'Chloë takes another')
    expect(elsewhere.ask('GET', 'sessions')[0] == 401 and chloe.ask('GET', 'sessions')[0] == 200, 'elsewhere she is signed out')
    expect(chloe.sign_in('chloe@example.org', CHLOE)[0] == 401 and chloe.sign_in('chloe@example.org', FRESH)[0] == 200, 'and the old one is none')
    # Forgotten.
    known, unknown = chloe.post('reset-request', account='chloe@example.org'), chloe.post('reset-request', account='nobody@example.org')
    expect(known == unknown and known[0] == 202, 'whoever asks for a reset is told the same')
    eventually(lambda: letter(cluster, 'chloe@example.org') not in ('', None) and sql(cluster, "select count(*) from market.message where template = 'password_reset'") == '1', 'one letter is written')
    ticket = letter(cluster, 'chloe@example.org')
    canaries.append(ticket)
    expect(chloe.code('reset', ticket='no' + ticket, new_password=CHLOE) == (409, 'MP032'), 'a code that is none resets nothing')
    expect(chloe.post('reset', ticket=ticket, new_password=CHLOE)[0] == 204, 'the right one does')
    expect(chloe.ask('GET', 'sessions')[0] == 401, 'and ends what was open')
    expect(chloe.code('reset', ticket=ticket, new_password=FRESH) == (409, 'MP032'), 'once')
    expect(chloe.sign_in('chloe@example.org', CHLOE)[0] == 200, 'Chloë is back')


def nobody_is_locked_out(server):
    attacker, chloe = Client(server.users, '203.0.113.66'), Client(server.users)
    statuses = [attacker.post('sign-in', account='chloe@example.org', password=WRONG)[0] for _ in range(12)]
    expect(statuses[:5] == [401] * 5 and set(statuses[5:]) == {429}, f'after five failures an attacker waits: {statuses}')
    expect(attacker.fields['Retry-After'].isdigit(), 'and is told for how long')
    status, told = attacker.post('sign-in', account='chloe@example.org', password=CHLOE)
    expect(status == 429 and told['code'] == 'too_many_failures', 'even with the right password')
    expect(chloe.sign_in('chloe@example.org', CHLOE)[0] == 200, 'Chloë, elsewhere, comes in')
    expect(attacker.post('sign-in', account='nobody@example.org', password=WRONG)[0] == 401, 'others are asked from there')
    liar = Client(server.users, '203.0.113.67')
    statuses = []
    for number in range(7):  # what a client writes there itself stands before what the proxy adds
        link = http.client.HTTPConnection('127.0.0.1', server.users, timeout=30)
        link.request('POST', '/v1/auth/sign-in', json.dumps({'account': 'chloe@example.org', 'password': WRONG}),
                     {'X-Forwarded-For': f'10.0.0.{number}, {liar.address}', 'Content-Type': 'application/json'})
        statuses.append(link.getresponse().status)
        link.close()
    expect(statuses[-1] == 429, f'who lies about their address waits as well: {statuses}')


def indistinguishable(server, cluster):
    """An account that exists and one that does not: the same words, and times that a stranger can not tell apart."""
    def once(account, number):
        client = Client(server.users, f'198.18.{number // 250}.{number % 250}')
        began = time.perf_counter()
        status, told = client.post('sign-in', account=account, password=WRONG)
        took = time.perf_counter() - began
        told.pop('request_id')
        return took, (status, told)
    spent, said = {'known': [], 'unknown': []}, {'known': set(), 'unknown': set()}
    for number in range(80):  # in turn, so that what else the machine does meets both
        for kind, account in (('known', 'chloe@example.org'), ('unknown', 'stranger@example.org')):
            took, told = once(account, 2 * number + (kind == 'known'))
            spent[kind].append(took)
            said[kind].add(json.dumps(told, sort_keys=True))
    expect(said['known'] == said['unknown'] and len(said['known']) == 1, f'the same words: {said["known"]}')
    medians = {kind: statistics.median(times) for kind, times in spent.items()}
    spread = statistics.median(abs(t - medians['known']) for t in spent['known'])
    apart = abs(medians['known'] - medians['unknown'])
    expect(apart < max(3 * spread, 0.1 * medians['known']), f'medians of {medians["known"] * 1e3:.1f} and {medians["unknown"] * 1e3:.1f} ms, spread {spread * 1e3:.1f} ms')
    # The yardstick sees what it looks for: one that exists and is not compared at all would be told by it.
    expect(medians['known'] > 0.01, 'and a comparison takes long enough to be missed')


def operators(server, cluster):
    mara = Client(server.operators)
    expect(mara.sign_in('mara', MARA)[1]['code'] == 'sign_in_refused', 'an operator without a password does not come by the API')
    done = subprocess.run([BIN / 'stewardctl', 'operator', 'password', 'mara', '--data', cluster.data], input=MARA + '\n', capture_output=True, text=True, check=False)
    expect(done.returncode == 0, f'stewardctl sets the first one: {done.stdout}{done.stderr}')
    short = subprocess.run([BIN / 'stewardctl', 'operator', 'password', 'mara', '--data', cluster.data], input='short\n', capture_output=True, text=True, check=False)
    expect(short.returncode != 0 and '12 characters' in short.stderr, 'of twelve characters or more')
    expect(Client(server.users).sign_in('mara', MARA)[0] == 401, 'not where users are served')
    status, told = mara.sign_in('mara', MARA)
    expect(status == 200 and told['complete'] is False, 'without a second factor the session is not complete')
    expect(mara.ask('GET', 'sessions')[0] == 200, 'it sees itself')
    expect(mara.code('second-factor/confirm', code='123456') == (409, 'nothing_to_confirm'), 'there is nothing to confirm yet')
    status, made = mara.post('second-factor', password=MARA)
    secret = made['secret']
    canaries.append(secret)
    expect(status == 200 and made['uri'].startswith('otpauth://totp/') and secret in made['uri'] and 'mara' in made['uri'], 'a second factor is enrolled')
    expect(mara.code('second-factor/confirm', code='000000' if totp(secret) != '000000' else '111111') == (422, 'code_refused'), 'a wrong first code confirms nothing')
    first = totp(secret)
    status, made = mara.post('second-factor/confirm', code=first)
    expect(status == 200 and len(set(made['recovery_codes'])) == 10, 'the first code confirms it, and ten others are given')
    canaries.extend(made['recovery_codes'])
    expect(mara.post('refresh', refresh_token=told['refresh_token'])[1]['complete'] is True, 'the session is complete')
    again = Client(server.operators)
    expect(again.sign_in('mara', MARA)[1]['code'] == 'code_needed', 'from now on a code is asked for')
    expect(again.sign_in('mara', MARA, code=first)[1]['code'] == 'sign_in_refused', 'the first one was used')
    expect(again.sign_in('mara', MARA, code=totp(secret, time.time() + 30))[0] == 200, 'the next is good')
    expect(again.sign_in('mara', MARA, code=made['recovery_codes'][3].upper().replace('-', ' '))[0] == 200, 'and so is a recovery code, however it is typed')
    expect(again.sign_in('mara', MARA, code=made['recovery_codes'][3])[0] == 401, 'once')
    expect(again.code('second-factor/remove', password=MARA) == (403, 'code_needed'), 'it is removed with a code only')
    expect(again.post('second-factor/remove', password=MARA, code=made['recovery_codes'][4])[0] == 204, 'then it is')
    expect(mara.ask('GET', 'sessions')[0] == 200, 'Mara is signed in')
    began = time.monotonic()
    cluster.ctl('operator', 'disable', 'mara')
    eventually(lambda: mara.ask('GET', 'sessions')[0] == 401, f'an operator who is disabled is out: {time.monotonic() - began:.2f} s', 1)
    expect(mara.sign_in('mara', MARA)[0] == 401, 'for good')


def a_flood(server):
    """More passwords than there are cores: some are compared, others told to come again, and who asks something else is served."""
    answers, slowest = [], 0.0
    threads = [threading.Thread(target=lambda n=n: answers.append(Client(server.users, f'198.19.{n // 250}.{n % 250}').post('sign-in', account=f'flood{n}@example.org', password=WRONG)[0])) for n in range(150)]
    for thread in threads:
        thread.start()
    for _ in range(20):
        began = time.monotonic()
        expect(Client(server.users).ask('GET', 'sessions')[0] == 401, 'who asks something else meanwhile is answered')
        slowest = max(slowest, time.monotonic() - began)
    for thread in threads:
        thread.join()
    expect(set(answers) <= {401, 503} and 503 in answers and 401 in answers, f'{answers.count(401)} were compared, {answers.count(503)} told to come again')
    expect(slowest < 2, f'others waited for {slowest * 1e3:.0f} ms at most')


def nothing_is_written_down(cluster, server):
    written = {'stewardd': ''.join(server.said)}
    for log in cluster.data.rglob('*log*'):
        if log.is_file() and 'pg_wal' not in log.parts and log.stat().st_size < 1 << 28:
            written[str(log.name)] = log.read_bytes().decode('utf-8', 'replace')
    expect(any('duration' in text and 'begin_sign_in' in text for text in written.values()), 'PostgreSQL wrote its statements down, as it was told to')
    seeds = sql(cluster, "select string_agg(encode(seed, 'hex'), ' ') from market.signing_key").split()
    hashes = [hash_.rsplit('$', 1)[1] for hash_ in sql(cluster, "select string_agg(hash, ' ') from market.credential").split()]
    expect(len(seeds) == 2 and len(hashes) >= 3, 'each gate made its key')
    for canary in [*canaries, *seeds, *hashes]:
        found = [name for name, text in written.items() if canary in text]
        expect(not found, f'secret {hashlib.sha256(canary.encode()).hexdigest()[:6]} is in no log {found}')
    # The control: what is no secret is found there.
    expect(any('api.begin_sign_in' in text for text in written.values()), 'and what is no secret is')


def the_document_says_so(server):
    """What /v1/auth/openapi.json says of each path is what the path takes."""
    status, document = Client(server.users).ask('GET', 'openapi.json')
    expect(status == 200 and document['openapi'] == '3.1.0', f'{len(document["paths"])} paths are told')
    signed = Client(server.users)
    signed.sign_in('jan@example.org', JAN)
    for path, methods in document['paths'].items():
        for method, told in methods.items():
            schema = told.get('requestBody', {}).get('content', {}).get('application/json', {}).get('schema', {})
            known = set(schema.get('properties', {})) | {name for one in schema.get('oneOf', []) for name in one['properties']}
            asked = path.removeprefix('/v1/auth/').replace('{id}', '00000000-0000-4000-8000-000000000000')
            if method == 'get':
                expect(signed.ask('GET', asked)[0] == 200, f'{path} answers')
                continue
            client = signed if told['security'] else Client(server.users)
            status, problem = client.ask('POST', asked, {'florble': 1})
            takes = set(problem['detail'].rsplit('it takes ', 1)[1].rstrip('.').split(', ')) - {''}
            expect(status == 422 and takes == known, f'{path} takes {", ".join(sorted(takes)) or "nothing"}')
            if told['security']:
                expect(Client(server.users).ask('POST', asked, {})[0] == 401, 'of who is signed in')


def main():
    with Cluster() as cluster:
        cluster.ctl('operator', 'create', 'mara', '--group', 'operations', '--all-markets')
        sql(cluster, "alter system set log_min_duration_statement = 0")
        sql(cluster, "alter system set log_parameter_max_length = -1")
        sql(cluster, "alter system set log_min_messages = log")
        sql(cluster, 'select pg_reload_conf()')
        with Server(cluster, '--address-field', 'X-Forwarded-For') as server:
            eventually(lambda: Client(server.users).code('sign-in', account='a', password='b')[1] == 'sign_in_refused' and Client(server.operators).code('sign-in', account='a', password='b')[1] == 'sign_in_refused',
                       'both gates have made their keys')
            registering(server, cluster)
            signing_in(server)
            the_document_says_so(server)
            rotation(server, cluster)
            ended_at_once(server, cluster)
            passwords(server, cluster)
            nobody_is_locked_out(server)
            operators(server, cluster)
            indistinguishable(server, cluster)
            a_flood(server)
            nothing_is_written_down(cluster, server)
        token = None
        with Server(cluster) as server:
            chloe = Client(server.users)
            eventually(lambda: chloe.sign_in('chloe@example.org', CHLOE)[0] == 200, 'without a proxy somebody comes from where the connection does')
            expect([s['address'] for s in chloe.ask('GET', 'sessions')[1]['sessions'] if s['this']] == ['127.0.0.1'], 'whatever a request says')
        with Server(cluster, '--address-field', 'X-Forwarded-For') as first, Server(cluster, '--address-field', 'X-Forwarded-For') as second:
            chloe = Client(first.users)
            eventually(lambda: chloe.sign_in('chloe@example.org', CHLOE)[0] == 200, 'another process serves with the same keys')
            token = chloe.token
            eventually(lambda: Client(second.users).ask('GET', 'sessions', token=token)[0] == 200, 'and a second one beside it')
            cluster.ctl('keys', 'replace')
            eventually(lambda: chloe.ask('GET', 'sessions')[0] == 401, 'where a key became known, what it signed is good no more', 90)
            eventually(lambda: chloe.sign_in('chloe@example.org', CHLOE)[0] == 200 and chloe.ask('GET', 'sessions')[0] == 200, 'and who signs in again is served', 90)
    print('All of it holds.')


if __name__ == '__main__':
    assert pathlib.Path(sys.argv[1]).is_dir()
    main()
