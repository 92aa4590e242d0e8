#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the operator sees when PostgreSQL goes away and comes back, or their console dies, and that no action is done twice or lost."""
import pathlib
import tempfile

import journey
from driver import eventually
from mouse_test import Mouse
from psycopg2.extensions import parse_dsn
from stage import Proxy, Stage

SERVICE = 'stage'


class Service:
    """The stage's server as an entry of a service file: a server that the console does not start by itself."""

    def __init__(self, host):
        self.folder = tempfile.TemporaryDirectory(prefix='steward-service.')
        self.file = pathlib.Path(self.folder.name, 'pg_service.conf')
        self.file.write_text(f'[{SERVICE}]\nhost={host}\nport=5432\ndbname=steward\nuser=operations\n')

    def environment(self):
        return {'PGSERVICEFILE': str(self.file)}

    @staticmethod
    def fill_in(console):
        console.choose('sign-in.profile', 'An entry of the service file…')
        console.fill('sign-in.service', SERVICE)
        console.fill('sign-in.profile-name', 'Stage')
        console.fill('sign-in.user', 'operations')
        console.click('sign-in.sign-in')


def a_server_that_goes_away_is_said_and_heals(stage):
    """The link is cut under an open console: a banner, the last rows stay, and the console works again when it is back."""
    service = Service(parse_dsn(stage.dsn())['host'])
    with stage.console(environment=service.environment()) as console:
        service.fill_in(console)
        console.one('bookings.list', seconds=30)
        before = eventually(lambda: console.table('bookings.list').rows(5), 'rows')
        stage.command('cluster', 'stop')
        console.one('window.offline', seconds=30)
        assert console.table('bookings.list').rows(5) == before, 'the last data stay readable'
        stage.command('cluster', 'start')
        console.gone('window.offline', seconds=60)
        console.reads('status.connection', 'Live', seconds=30)
        booking = stage.booking(skip=2)
        Mouse(console, stage).filter(booking['reference'])
        journey.found(console, booking)


def a_console_that_starts_without_its_server_says_so_and_heals(stage):
    """Signing in while it is down fails with words; trying again when it is up works."""
    service = Service(parse_dsn(stage.dsn())['host'])
    stage.command('cluster', 'stop')
    try:
        with stage.console(environment=service.environment()) as console:
            service.fill_in(console)
            said = console.words('sign-in.failure', under=console.one('sign-in.failure', seconds=30))
            assert said, 'the failure says nothing'
            stage.command('cluster', 'start')
            console.click('sign-in.sign-in')
            console.one('bookings.list', seconds=30)
    finally:
        stage.command('cluster', 'start')


def the_demonstration_starts_its_own_server(stage):
    """Its private cluster is down: signing in starts it."""
    stage.command('cluster', 'stop')
    with stage.console() as console:
        Mouse(console, stage).sign_in('operations')
        console.one('bookings.list', seconds=60)
        eventually(lambda: len(console.table('bookings.list')) > 0, 'rows')


def a_link_lost_in_the_middle_of_a_confirm_has_one_effect(stage):
    """The server has committed, its answer is lost: the same call is sent again with its key, and there is one effect."""
    booking = stage.booking(skip=3)
    books = journey.Books(stage, booking)
    refund, share = booking['captured'] // 2, booking['captured'] // 4
    proxy = Proxy(parse_dsn(stage.dsn())['host'])
    service = Service(proxy.folder)
    try:
        with stage.console(environment=service.environment()) as console:
            service.fill_in(console)
            console.one('bookings.list', seconds=30)
            hand = Mouse(console, stage)
            hand.filter(booking['reference'])
            hand.open(journey.found(console, booking, alone=True))
            console.reads('booking.reference', booking['reference'])
            hand.override()
            journey.preview(console, hand, books, refund, share)
            proxy.cut_at('override_cancel', '"key"')
            hand.confirm()
            eventually(lambda: proxy.cuts == 1, 'the link to be cut after the commit')
            journey.cancelled(console, books, refund)
            assert len(books.invocations('override_cancel')) == 1
    finally:
        proxy.close()


def a_console_killed_at_a_confirm_has_done_it_once_or_not_at_all(stage):
    """Killed before the call reached the server, and after it had committed: whoever opens it again sees which."""
    proxy = Proxy(parse_dsn(stage.dsn())['host'])
    service = Service(proxy.folder)
    try:
        for skip, at, state, done in ((4, proxy.lose_at, 'Confirmed', 0), (5, proxy.cut_at, 'Cancelled', 1)):
            booking = stage.booking(skip=skip)
            books = journey.Books(stage, booking)
            cuts = proxy.cuts
            with stage.console(environment=service.environment()) as console:
                service.fill_in(console)
                console.one('bookings.list', seconds=30)
                hand = Mouse(console, stage)
                hand.filter(booking['reference'])
                hand.open(journey.found(console, booking, alone=True))
                hand.override()
                journey.preview(console, hand, books, booking['captured'] // 2, booking['captured'] // 4)
                at('override_cancel', '"key"')
                hand.confirm()
                eventually(lambda cuts=cuts: proxy.cuts == cuts + 1, 'the call to be on its way')
                console.process.kill()
                console.process.wait()
            with stage.console(environment=service.environment()) as console:
                service.fill_in(console)
                console.one('bookings.list', seconds=30)
                hand = Mouse(console, stage)
                hand.filter(booking['reference'])
                hand.open(journey.found(console, booking, alone=True))
                console.reads('booking.state', state)
                assert len(books.invocations('override_cancel')) == done
                assert books.state() == state.lower() and books.ledger_is_balanced()
    finally:
        proxy.close()


def main():
    with Stage.of_ctest() as stage:
        for shown in (a_server_that_goes_away_is_said_and_heals, a_console_that_starts_without_its_server_says_so_and_heals,
                      the_demonstration_starts_its_own_server, a_link_lost_in_the_middle_of_a_confirm_has_one_effect,
                      a_console_killed_at_a_confirm_has_done_it_once_or_not_at_all):
            shown(stage)
            print('ok', shown.__name__.replace('_', ' '), flush=True)


if __name__ == '__main__':
    main()
