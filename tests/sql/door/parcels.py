# SPDX-License-Identifier: GPL-3.0-or-later
"""Parcels for tests that need several sessions: a database with parcel.sql committed, and calls of the door in it."""
import json
import pathlib
import uuid

import psycopg2
from psycopg2.extensions import quote_ident

from tests.support.cluster import TestDatabase


class Parcels(TestDatabase):
    def __init__(self):
        super().__init__()
        fixture = pathlib.Path(__file__).with_name('parcel.sql').read_text(encoding='utf-8')
        connection = self.connect(autocommit=False)
        with connection, connection.cursor() as cursor:
            cursor.execute(fixture)
        connection.close()

    def a_parcel(self, state='sent'):
        return self.value('select public.a_parcel(%s)', state)


def run(connection, sql, *values):
    """The first cell of the answer; psycopg2.Error with its pgcode if it is refused."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)
        row = cursor.fetchone() if cursor.description else None
        return row[0] if row else None


def invoke(connection, operation, arguments, **options):
    if 'key' not in options and not options.get('preview'):
        options['key'] = str(uuid.uuid4())
    return run(connection, 'select api.invoke(%s, %s, %s)', operation, json.dumps(arguments), json.dumps(options))


def refusal(action, *arguments, **options):
    """The SQLSTATE of what is refused, or 'done'."""
    try:
        action(*arguments, **options)
    except psycopg2.Error as error:
        return error.pgcode or 'gone'
    return 'done'


def expect(is_so, sentence):
    """One assertion, told as a sentence."""
    if not is_so:
        raise AssertionError(sentence)
    print('ok -', sentence)


def become(connection, role, actor=''):
    run(connection, f"select set_config('role', %s, true), set_config('steward.actor', %s, true)", role, actor)


__all__ = ['Parcels', 'run', 'invoke', 'refusal', 'expect', 'become', 'quote_ident']
