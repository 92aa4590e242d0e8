# SPDX-License-Identifier: GPL-3.0-or-later
"""A small marketplace behind a stewardd that believes who asks, and a client of it."""
import gzip
import http.client
import json
import pathlib
import uuid
import zlib

from program import BIN, Server

ROOT = pathlib.Path(__file__).resolve().parents[3]
TRUSTING = BIN.parent / 'tests' / 'stewardd_trusting'


def trusting(cluster, *options):
    return Server(cluster, *options, program=TRUSTING)


class Answer:
    def __init__(self, response, body):
        self.status, self.fields, self.raw = response.status, {name.lower(): value for name, value in response.getheaders()}, body
        encoding = self.fields.get('content-encoding')
        text = gzip.decompress(body) if encoding == 'gzip' else zlib.decompress(body) if encoding == 'deflate' else body
        self.body = json.loads(text) if text else None

    @property
    def code(self):
        return self.body.get('code') if isinstance(self.body, dict) else None

    def without_id(self):
        return {name: value for name, value in self.body.items() if name != 'request_id'}


class Client:
    """One person on one connection."""

    def __init__(self, port, who=None):
        self.port, self.who, self.link = port, who, None

    def ask(self, method, path, body=None, **fields):
        names = {name.replace('_', '-'): value for name, value in fields.items()}
        if self.who:
            names.setdefault('Authorization', f'Test {self.who}')
        if body is not None:
            names.setdefault('Content-Type', 'application/json')
            body = body if isinstance(body, (bytes, str)) else json.dumps(body)
        self.link = self.link or http.client.HTTPConnection('127.0.0.1', self.port, timeout=60)
        try:
            self.link.request(method, path, body, names)
            response = self.link.getresponse()
            return Answer(response, response.read())
        except (OSError, http.client.HTTPException):
            self.link = None
            raise

    def get(self, path, **fields):
        return self.ask('GET', path, **fields)

    def call(self, path, body=None, key=None, **fields):
        return self.ask('POST', path, {} if body is None else body, Idempotency_Key=key or str(uuid.uuid4()), **fields)

    def preview(self, path, body=None, **fields):
        return self.ask('POST', path, {} if body is None else body, Prefer='handling=preview', **fields)


def furnish(cluster):
    """Operators (login w_support and so on), two customers, two providers, a dozen bookings; ids by name."""
    cluster.psql('--file', ROOT / 'tests/sql/fixture.sql')
    cluster.run("create or replace function fixture.login(who text) returns text language sql as $$ select 'w_' || $1 $$")
    cluster.run("""create function fixture.check_session(session text) returns void language plpgsql as $$
        begin
            if session = 'ended' then
                raise sqlstate 'MP011' using message = 'This session has ended.';
            end if;
        end $$""")
    cluster.run('select fixture.operators()')
    cluster.run("""
        create table fixture.people as
        select fixture.new_customer() as chloe, fixture.new_customer(1, 'de', 'Jan Weber') as jan, fixture.new_provider() as north, fixture.new_provider(101, 'en', 'Süd') as south""")
    cluster.run('create table fixture.listings as select fixture.new_listing(north) as leak, fixture.new_listing(south) as other from fixture.people')
    cluster.run("""
        create table fixture.bookings as
        select n, fixture.new_booking(case when n % 4 = 0 then jan else chloe end, case when n % 3 = 0 then other else leak end, fixture.ahead(72 + 3 * n)) as id
        from fixture.people, fixture.listings, generate_series(1, 12) n""")
    found = json.loads(cluster.run("""
        select to_jsonb(p) || to_jsonb(l) || jsonb_build_object(
            'bookings', (select jsonb_agg(jsonb_build_object('id', b.id, 'reference', k.reference, 'version', k.version, 'state', k.state,
                'customer', case when b.n % 4 = 0 then p.jan else p.chloe end) order by b.n) from fixture.bookings b join market.booking k on k.id = b.id))
        from fixture.people p, fixture.listings l"""))
    return found
