#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the real stewardd serves of a small marketplace: lists, rows, counts, functions and operations, to whom and in which form.

    api_test.py FOLDER-OF-PROGRAMS
"""
import json
import urllib.parse
import uuid

from market import Client, furnish, trusting
from program import Cluster, Server, eventually, expect

LIST = '/v1/admin/booking-list'


def begin(server):
    eventually(lambda: Client(server.operators, 'operator:w_support').get(LIST).status == 200 and Client(server.users).get('/v1/public/market').status == 200, 'both gates serve')


def lists_are_paged(server, market):
    operator = Client(server.operators, 'operator:w_operations')
    whole = operator.get(f'{LIST}?sort=starts_at&limit=100').body
    starts = [row['starts_at'] for row in whole['items']]
    expect(len(starts) == 12 and starts == sorted(starts) and whole['next'] is None and whole['previous'] is None, 'a whole list in its order, with no cursors')
    expect(all(start.endswith('Z') and 'T' in start for start in starts), 'moments are as RFC 3339 has them')
    seen, path, pages = [], f'{LIST}?sort=starts_at&limit=5', []
    while path:
        page = operator.get(path).body
        pages.append(page)
        seen += [row['id'] for row in page['items']]
        path = page['next'] and f'{LIST}?sort=starts_at&limit=5&cursor={page["next"]}'
    expect(seen == [row['id'] for row in whole['items']] and len(pages) == 3, 'pages by their cursors are the whole list')
    back = operator.get(f'{LIST}?sort=starts_at&limit=5&cursor={pages[1]["previous"]}&direction=before').body
    expect(back['items'] == pages[0]['items'] and back['previous'] is None, 'and back by the previous one')
    last = operator.get(f'{LIST}?sort=starts_at&limit=5&direction=before').body
    expect([row['id'] for row in last['items']] == seen[-5:] and last['next'] is None, 'the end of a list without walking there')
    expect(operator.get(f'{LIST}?sort=created_at&cursor={pages[0]["next"]}').status == 422, 'a cursor of another order is none')

    one = market['bookings'][3]
    found = operator.get(f'{LIST}?reference={one["reference"]}').body['items']
    expect([row['id'] for row in found] == [one['id']], 'by a value')
    ids = ','.join(str(booking['id']) for booking in market['bookings'][:3])
    expect(len(operator.get(f'{LIST}?id.in={ids}').body['items']) == 3, 'by several')
    since, until = urllib.parse.quote(starts[2]), urllib.parse.quote(starts[5])
    expect(len(operator.get(f'{LIST}?starts_at.from={since}&starts_at.before={until}').body['items']) == 3, 'within a time')
    expect(len(operator.get(f'{LIST}?session_id.null=true').body['items']) == 12 and not operator.get(f'{LIST}?session_id.null=false').body['items'], 'by what is there')
    expect(len(operator.get(f'{LIST}?words=Jan+Weber').body['items']) == 3, 'by words')
    expect(len(operator.get(f'{LIST}?market=1,2').body['items']) == 12 and not operator.get(f'{LIST}?market=2').body['items'], 'by markets')
    few = operator.get(f'{LIST}?columns=reference,state').body['items'][0]
    expect(set(few) == {'id', 'reference', 'state'}, 'some columns, and what cursors are made of')
    for words in ('city=x', 'nothing=1', 'sort=amount', 'limit=0', 'columns=nothing', 'starts_at.from=never', 'id=x', 'market=x', 'state.in=a,,b'):
        answer = operator.get(f'{LIST}?{words}')
        expect(answer.status == 422 and answer.code and answer.body['request_id'] and answer.fields['content-type'] == 'application/problem+json', f'{words} is refused: {answer.body["detail"]}')
    counted = operator.get(f'{LIST}/count?customer_id.null=false').body
    expect(operator.get(f'{LIST}/count').body == {'count': 12, 'exact': True} or counted, f'counted: {counted}')
    cities = operator.get('/v1/admin/city?market_id=1&sort=name').body
    names = [row['name'] for row in cities['items']]
    expect(len(names) > 1 and names == sorted(names) and cities['next'] is None, 'a small view is filtered and sorted by any column')
    expect(operator.get('/v1/admin/city?nothing=1').status == 422, 'if it has it')
    expect(operator.get('/v1/admin/city/count?market_id=1').body == {'count': len(names), 'exact': True}, 'and counted by them')


def one_row(server, market):
    operator = Client(server.operators, 'operator:w_operations')
    booking = market['bookings'][0]
    by_id = operator.get(f'/v1/admin/booking/{booking["id"]}')
    by_reference = operator.get(f'/v1/admin/booking/{booking["reference"]}')
    expect(by_id.status == 200 and by_id.body['reference'] == booking['reference'] and by_id.body['id'] == by_reference.body['id'] == booking['id'], 'one row by id and by reference')
    expect(operator.get(f'/v1/admin/booking/{booking["reference"].lower().replace("-", "")}').status == 200, 'as people type it')
    tag = by_id.fields['etag']
    expect(tag.removeprefix('W/') == f'"{booking["version"]}"', f'its version is the tag: {tag}')
    again = operator.get(f'/v1/admin/booking/{booking["id"]}', If_None_Match=tag)
    expect(again.status == 304 and again.raw == b'' and again.fields['etag'].removeprefix('W/') == tag.removeprefix('W/'), 'who has it is not told again')
    expect(operator.get(f'/v1/admin/booking/{booking["id"]}', If_None_Match='"999"').status == 200, 'who has another is')

    absent = operator.get('/v1/admin/booking/999999999')
    for path in ('0', '-1', '1.5', 'x', 'BK-0000-0000', '9' * 18, '9' * 40, '%20', "1'"):
        answer = operator.get(f'/v1/admin/booking/{path}')
        expect(answer.status == 404 and answer.without_id() == absent.without_id(), f'{path} is absent')
    jan = Client(server.users, f'customer:{market["jan"]}')
    chloe_s = next(each for each in market['bookings'] if each['customer'] == market['chloe'])
    foreign, gone = jan.get(f'/v1/customer/booking-list/{chloe_s["id"]}'), jan.get('/v1/customer/booking-list/999999999')
    expect(foreign.status == gone.status == 404 and foreign.without_id() == gone.without_id(), "another's is as absent")


def forms(server):
    operator = Client(server.operators, 'operator:w_operations')
    plain = operator.get(f'{LIST}?limit=12')
    small = operator.get(f'{LIST}?limit=12', Accept_Encoding='br, gzip;q=0.5, deflate')
    expect(small.fields['content-encoding'] == 'gzip' and small.body == plain.body and len(small.raw) < len(plain.raw) / 2, f'{len(plain.raw)} bytes become {len(small.raw)}')
    expect(operator.get(f'{LIST}?limit=12', Accept_Encoding='deflate').fields['content-encoding'] == 'deflate', 'or by deflate')
    expect(small.fields['vary'] == plain.fields['vary'] == 'Accept-Encoding', 'which caches are told')
    expect('content-encoding' not in operator.get(f'{LIST}?limit=12', Accept_Encoding='gzip;q=0').fields, 'not for who refuses it')
    expect('content-encoding' not in operator.get('/v1/admin/booking-list/count', Accept_Encoding='gzip').fields, 'nor what is short')
    head = operator.ask('HEAD', f'{LIST}?limit=12')
    expect(head.status == 200 and head.raw == b'', 'HEAD is without a body')
    wrong = operator.ask('DELETE', LIST)
    expect(wrong.status == 405 and 'GET' in wrong.fields['allow'] and wrong.code, 'another method is none')


def sessions(server, market, cluster):
    who = f'customer:{market["chloe"]}'
    going, ended = Client(server.users, f'{who}:going-on'), Client(server.users, f'{who}:ended')
    booking = next(each for each in market['bookings'] if each['customer'] == market['chloe'])
    refused = ended.get('/v1/customer/booking-list')
    expect(refused.status == 401 and refused.code == 'MP011' and 'www-authenticate' in refused.fields, 'a session that has ended reads nothing')
    expect(ended.call(f'/v1/customer/booking/{booking["id"]}/cancel').status == 401, 'and does nothing')
    expect(cluster.run(f'select version from market.booking where id = {booking["id"]}') == str(booking['version']), 'indeed nothing')
    expect(going.get('/v1/customer/booking-list').body['items'], 'one that goes on does, over the same connection')


def functions(server, market):
    operator = Client(server.operators, 'operator:w_operations')
    booking = market['bookings'][0]['id']
    named = operator.get(f'/v1/admin/booking-as-of?booking={booking}&as_of=2100-01-01T00:00:00Z')
    expect(named.status == 200 and named.body['items'][0]['id'] == booking, 'a function, by its arguments')
    placed = operator.get(f'/v1/admin/booking-as-of?1={booking}&2=2100-01-01T00:00:00Z')
    expect(placed.body == named.body, 'or by their places')
    for words in ('', f'?booking={booking}', '?booking=x&as_of=2100-01-01', '?other=1', f'?booking={booking}&as_of=2100-01-01&limit=1'):
        expect(operator.get(f'/v1/admin/booking-as-of{words}').status == 422, f'booking-as-of{words} is refused')
    expect(operator.get('/v1/admin/invoke?operation=undo').status == 405 or operator.get('/v1/admin/invoke').status == 404, 'the door is no function')
    present = operator.ask('POST', f'/v1/admin/presence?console={uuid.uuid4()}&entity=booking&record={booking}')
    expect(present.status == 200 and present.body['items'] == [] and operator.get('/v1/admin/presence').status == 405, 'what leaves a trace is no GET')


def who_may(server, market):
    for who, port, path in ((None, server.users, '/v1/customer/booking-list'), (None, server.operators, LIST), ('x', server.users, '/v1/customer/booking-list')):
        client = Client(port)
        answer = client.get(path, **({'Authorization': 'Bearer forged'} if who else {}))
        expect(answer.status == 401 and answer.fields['www-authenticate'].startswith('Bearer'), f'{path} without a token, or with a wrong one ({answer.code})')
    expect(Client(server.users, f'customer:{market["chloe"]}').get('/v1/provider/booking-list').status == 403, 'customers have no business among providers')
    expect(Client(server.users, 'operator:w_support').get(LIST).status == 404, "the users' gate has no operators' addresses")
    expect(Client(server.operators, f'customer:{market["chloe"]}').get('/v1/customer/booking-list').status == 404, "nor the operators' gate the users'")
    expect(Client(server.users, 'customer:999999').get('/v1/customer/booking-list').body['items'] == [], 'a person that is none sees nothing')
    expect(Client(server.operators, 'operator:nobody_such').get(LIST).status in (401, 403, 422), 'an operator that is none is refused')
    expect(Client(server.operators, 'operator:steward_operations').get(LIST).body['items'] == [] if Client(server.operators, 'operator:steward_operations').get(LIST).status == 200 else True, 'a group is nobody')
    denied = Client(server.operators, 'operator:w_support').get('/v1/admin/payout-account')
    expect(denied.status == 403 and 'market' not in denied.raw.decode(), 'what another role reads is refused without details')
    expect(Client(server.users).get('/v1/public/currency').body['items'], 'what is public needs no token')


def everybody_over_the_same_links(server, market):
    """Each sees their own, whoever asked before on the same connection."""
    chloe, jan = (Client(server.users, f'customer:{market[name]}') for name in ('chloe', 'jan'))
    north, south = (Client(server.users, f'provider:{market[name]}') for name in ('north', 'south'))
    anonymous = Client(server.users)
    wanted = {
        chloe: {each['id'] for each in market['bookings'] if each['customer'] == market['chloe']},
        jan: {each['id'] for each in market['bookings'] if each['customer'] == market['jan']},
        north: {each['id'] for number, each in enumerate(market['bookings'], 1) if number % 3},
        south: {each['id'] for number, each in enumerate(market['bookings'], 1) if not number % 3},
    }
    own = True
    for _ in range(10):
        for client, ids in wanted.items():
            area = client.who.split(':')[0]
            own &= {row['id'] for row in client.get(f'/v1/{area}/booking-list').body['items']} == ids
            own &= anonymous.get('/v1/public/market').status == 200
    expect(own, 'every role over one pooled connection sees its own')
    logins = ('support', 'operations', 'operations_one_market', 'finance', 'auditor', 'administrator')
    said = {login: {row['login'] for _ in range(3) for row in Client(server.operators, f'operator:w_{login}').get('/v1/admin/session').body['items']} for login in logins * 2}
    expect(all(said[login] == {f'w_{login}'} for login in logins), f'and every operator is who they are: {said}')


def operations(server, market, cluster):
    operator = Client(server.operators, 'operator:w_operations')
    booking = market['bookings'][1]
    path = f'/v1/admin/booking/{booking["reference"]}/override-cancel'
    expect(operator.ask('POST', path, {}).code == 'idempotency_key', 'what changes something needs a key')
    expect(operator.call(path, {}, key='nonsense').status == 400, 'that is a uuid')
    what = {'to_customer': 12400, 'to_provider': 0}
    looked = operator.preview(path, what)
    expect(looked.status == 200 and looked.body['preview'] and looked.body['effects']['states'] and looked.fields['preference-applied'] == 'handling=preview', 'a look tells the effects')
    expect(looked.fields['etag'] == f'"{booking["version"]}"', 'and the version that was found')
    expect(operator.get(f'/v1/admin/booking/{booking["id"]}').body['version'] == booking['version'], 'and changes nothing')
    unreasoned = operator.call(path, what)
    expect(unreasoned.status == 422 and unreasoned.code == 'MP004', f'a reason is asked for: {unreasoned.body["detail"]}')
    reasons = operator.get('/v1/admin/reason?operation=override_cancel').body['items']
    options = {'reason_code': reasons[0]['code'], 'note': 'Asked for by telephone, twice.'}
    stale = operator.call(path, {**what, 'options': options}, If_Match='"999"')
    expect(stale.status == 412 and stale.code == 'MP041' and stale.body['details'] == {'version': booking['version']}, 'another version is stale, and says which it is')
    changed = operator.call(path, {**what, 'options': options}, Steward_Effects_Hash='0' * 64)
    expect(changed.status == 412 and changed.code == 'MP042', 'so are other effects')
    key = str(uuid.uuid4())
    seen = {'If_Match': looked.fields['etag'], 'Steward_Effects_Hash': looked.body['effects_hash']}
    done = operator.call(path, {**what, 'options': options}, key=key, **seen)
    expect(done.status == 200 and not done.body['replayed'] and done.fields['etag'] == f'"{done.body["target"]["version"]}"', 'done as it was seen')
    again = operator.call(path, {**what, 'options': options}, key=key, **seen)
    expect(again.body['replayed'] and again.body['invocation'] == done.body['invocation'], 'and once, however often it is sent')
    other = operator.call(path, {**what, 'options': {**options, 'note': 'Something else than before.'}}, key=key)
    expect(other.status == 422 and other.code == 'MP051', 'the same key with another body is refused')
    refused = operator.call(path, {**what, 'options': options})
    expect(refused.status == 409 and refused.code == 'MP031', f'a second time is against the rules: {refused.body["detail"]}')
    audited = json.loads(cluster.run(f"select jsonb_agg(jsonb_build_object('id', a.request_id, 'note', a.note, 'login', a.login)) from market.audit_entry a where a.invocation_id = '{done.body['invocation']}'"))
    expect(audited == [{'id': done.fields['x-request-id'], 'note': options['note'], 'login': 'w_operations'}], 'the audit holds the id of the request that did it')

    absent = operator.call('/v1/admin/booking/999999999/override-cancel', {**what, 'options': options})
    for segment in ('0', 'BK-0000-0000', 'x', '9' * 30, '1x', '-1'):
        answer = operator.call(f'/v1/admin/booking/{segment}/override-cancel', {**what, 'options': options})
        expect(answer.status == 404 and answer.without_id() == absent.without_id(), f'{segment} is absent')
    jan = Client(server.users, f'customer:{market["jan"]}')
    chloe_s = next(each for each in market['bookings'][4:] if each['customer'] == market['chloe'])
    foreign, gone = jan.call(f'/v1/customer/booking/{chloe_s["id"]}/cancel'), jan.call('/v1/customer/booking/999999999/cancel')
    expect(foreign.status == gone.status == 404 and foreign.without_id() == gone.without_id() == absent.without_id(), f"another's is as absent: {foreign.body}, {gone.body}, {absent.body}")
    mine = Client(server.users, f'customer:{market["chloe"]}').call(f'/v1/customer/booking/{chloe_s["reference"]}/cancel')
    expect(mine.status == 200, 'and its own customer cancels it')
    expect(Client(server.users, f'customer:{market["chloe"]}').call(f'/v1/customer/booking/{chloe_s["id"]}/override-cancel').status == 404, 'what no customer may has no address for them')
    support = Client(server.operators, 'operator:w_support').call(f'/v1/admin/booking/{market["bookings"][2]["id"]}/override-complete', {**what, 'options': options})
    expect(support.status == 403 and support.code == 'MP012', 'what another operator may is refused')


def bodies(server, market):
    operator = Client(server.operators, 'operator:w_operations')
    booking = market['bookings'][5]
    path = f'/v1/admin/booking/{booking["id"]}/override-cancel'
    why = {'options': {'reason_code': 'provider_cannot_come'}}
    for body, status, code in (
            ('{', 400, 'body_malformed'), ('[]', 400, 'body_malformed'), (b'{"a":"\xff"}', 400, 'body_malformed'), ('"x"', 400, 'body_malformed'),
            ({'booking': 1}, 422, 'argument'), ({'options': 1}, 422, 'option'), ({'options': {'key': 'x'}}, 422, 'option'), ({'options': {'preview': True}}, 422, 'option'),
            ({**why, 'state': 'settled'}, 422, 'MP002'), ({**why, 'version': 3}, 422, 'MP002'), ({'options': {'note': 5}}, 422, 'MP002')):
        answer = operator.call(path, body)
        expect(answer.status == status and answer.code == code, f'{body!r} is refused: {answer.status} {answer.code} {answer.body["detail"]}')
    expect(operator.ask('POST', path, 'x', Content_Type='text/plain').status == 415, 'a body is JSON')
    expect(operator.call(path, {}, If_Match='"1", "2"').status == 400 and operator.call(path, {}, If_Match='x').status == 400, 'If-Match is one tag')
    made = Client(server.users).call('/v1/public/register-customer', {'market': 1, 'name': 'Ada Neu', 'locale': 'de', 'email': f'{uuid.uuid4()}@example.org', 'phone': '+493012345679'})
    expect(made.status == 200 and made.body['result']['person'], 'who is not signed in registers')
    wrong = Client(server.users).call('/v1/public/register-customer', {'market': 1, 'name': 'Ada Neu', 'locale': 'de', 'email': 'no address', 'phone': '+493012345679'})
    expect(wrong.status == 422 and wrong.body['details'] == {'argument': 'email'}, 'a problem names the argument')
    booked = Client(server.users, f'customer:{made.body["result"]["person"]}').call(f'/v1/customer/listing/{market["leak"]}/book', {'starts_at': '2027-03-01T10:00:00Z', 'place': 'Prenzlauer Berg'})
    expect(booked.status in (200, 409), f'and books ({booked.status}: {booked.body.get("detail", "done")})')
    for_her = Client(server.operators, 'operator:w_support').preview(f'/v1/admin/listing/{market["leak"]}/book',
                                                                    {'starts_at': '2027-03-02T10:00:00Z', 'place': 'Mitte', 'options': {'on_behalf_of': f'customer:{market["chloe"]}'}})
    expect(for_her.status in (200, 409), f'an operator does it for a customer ({for_her.status}: {for_her.body.get("detail", "done")})')


def the_catalogue_changes(server, cluster):
    client = Client(server.users, 'customer:1')
    expect(client.get('/v1/customer/city').status == 200, 'customers see cities')
    cluster.run('revoke select on api.city from steward_customer')
    eventually(lambda: client.get('/v1/customer/city').status == 404, 'until the right is taken: no restart', 15)
    expect('/v1/customer/city' not in client.get('/v1/customer/openapi.json').body['paths'], 'and the document has it no more')
    cluster.run('grant select on api.city to steward_customer')
    eventually(lambda: client.get('/v1/customer/city').status == 200, 'and again once it is given', 15)


def documents(server, cluster):
    for port, area in ((server.users, 'customer'), (server.users, 'provider'), (server.users, 'public'), (server.operators, 'admin')):
        answer = Client(port).get(f'/v1/{area}/openapi.json')
        expect(answer.status == 200 and answer.body['openapi'] == '3.1.0' and answer.body['paths'], f'{area}: {len(answer.body["paths"])} paths')
        expect(Client(port).get(f'/v1/{area}/openapi.json', If_None_Match=answer.fields['etag']).status == 304, 'told once')
        wrong = [path for path in answer.body['paths'] if not path.startswith(f'/v1/{area}/')]
        expect(not wrong, 'of its own area')
    document = Client(server.operators).get('/v1/admin/openapi.json').body
    told = {each['name'] for each in document['paths'][LIST]['get']['parameters'] if '.' not in each['name']}
    columns, words = set(document['components']['schemas']['BookingList']['properties']), set(cluster.run('select unnest(guard.words_of_lists())').split())
    expect(words <= told and told - words <= columns, f'the words that a migration keeps columns from are those of a list: {sorted(words)}')


def without_sign_in(cluster):
    with Server(cluster) as server:
        eventually(lambda: Client(server.users).get('/v1/public/market').status == 200, 'stewardd as it is serves what is public')
        for port, path in ((server.users, '/v1/customer/booking-list'), (server.operators, LIST)):
            eventually(lambda port=port, path=path: Client(port, 'customer:1').get(path).status == 401, f'and {path} to nobody')


def too_many_links(cluster):
    with Server(cluster, '--customer-links', '500') as server:
        expect(server.process.wait(20) == 1 and any('--customer-links' in line for line in server.said), 'more links than the server gives: it does not start, and says what to do')


def main():
    with Cluster() as cluster:
        market = furnish(cluster)
        with trusting(cluster, '--customer-links', '1', '--other-links', '1', '--operator-links', '2') as server:
            begin(server)
            lists_are_paged(server, market)
            one_row(server, market)
            forms(server)
            sessions(server, market, cluster)
            functions(server, market)
            who_may(server, market)
            everybody_over_the_same_links(server, market)
            operations(server, market, cluster)
            bodies(server, market)
            documents(server, cluster)
            the_catalogue_changes(server, cluster)
            broken = [line for line in server.said if 'broke:' in line]
            expect(not broken, f'nothing broke: {broken}')
        without_sign_in(cluster)
        too_many_links(cluster)


if __name__ == '__main__':
    main()
