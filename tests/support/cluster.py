# SPDX-License-Identifier: GPL-3.0-or-later
"""The tests' throwaway cluster from Python: what tests/support/cluster.h is to C++.

    with TestDatabase() as db:
        one = db.connect(); other = db.connect(db.login('support'))

The cluster is found by the folder STEWARD_TEST_CLUSTER (its file `dsn` holds the superuser's connection string).
STEWARD_TEST_TEMPLATE names another database to clone; so the mutants come in.
"""
import hashlib
import os
import pathlib
import sys
import uuid

import psycopg2
from psycopg2.extensions import make_dsn

SUPPORT = pathlib.Path(__file__).resolve().parent


def superuser_dsn():
    folder = os.environ.get('STEWARD_TEST_CLUSTER')
    if not folder or not pathlib.Path(folder, 'dsn').exists():
        sys.exit('No test cluster: run this by ctest, or start one with "tests/support/cluster start <build>" and name '
                 'its folder in STEWARD_TEST_CLUSTER.')
    return pathlib.Path(folder, 'dsn').read_text().strip()


def mark_green(test):
    """A file that is there once the test has passed in this cluster without a mutant; its folder is made."""
    folder = pathlib.Path(os.environ['STEWARD_TEST_CLUSTER'], 'green')
    folder.mkdir(exist_ok=True)
    return folder / hashlib.sha256(test.encode()).hexdigest()


def administer(*statements):
    """Runs statements one by one outside a transaction, in the maintenance database; the rows of the last, if any."""
    connection = psycopg2.connect(make_dsn(superuser_dsn(), dbname='postgres'))
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()


class TestDatabase:
    """A fresh database cloned from `template`; dropped with the logins that carry its name."""
    __test__ = False

    def __init__(self, template=None):
        source = template or os.environ.get('STEWARD_TEST_TEMPLATE') or 'steward'
        self.name = 't_' + uuid.uuid4().hex[:12]
        inherit = (SUPPORT / 'inherit.sql').read_text().replace(':source', source).replace(':clone', self.name)
        administer(f'create database {self.name} template {source} strategy file_copy', inherit)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.drop()

    def drop(self):
        administer(f'drop database if exists {self.name} with (force)')
        for (role,) in administer(f"select quote_ident(rolname) from pg_roles where starts_with(rolname, '{self.name}_')"):
            administer(f'drop role {role}')

    def login(self, what):
        """A role name that no other test has."""
        return f'{self.name}_{what}'

    def dsn(self, login=None):
        return make_dsn(superuser_dsn(), dbname=self.name, **({'user': login} if login else {}))

    def connect(self, login=None, autocommit=True):
        connection = psycopg2.connect(self.dsn(login))
        connection.autocommit = autocommit
        return connection

    def value(self, sql, *values, login=None):
        """The first cell of the answer."""
        connection = self.connect(login)
        try:
            with connection.cursor() as cursor:
                cursor.execute(sql, values or None)
                row = cursor.fetchone() if cursor.description else None
                return row[0] if row else None
        finally:
            connection.close()
