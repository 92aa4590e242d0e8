#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A first start on a machine that has no demonstration yet: its past is played first, says how far it is, can be stopped and begun again,
and cut short by "Start now", with keys only; the console opens at the present."""
import contextlib
import os
import pathlib
import shutil
import tempfile

from driver import eventually
from keys_test import Keys
from stage import Stage


@contextlib.contextmanager
def nothing_yet():
    """A data folder of its own; what is made in it goes afterwards."""
    place = tempfile.mkdtemp(prefix='steward-past.')
    os.chmod(place, 0o755)  # the server runs as another user
    stage = Stage(pathlib.Path(os.environ['STEWARD_STAGE']).parent / 'bin', f'{place}/data')
    try:
        with stage:
            yield stage
    finally:
        stage.command('cluster', 'remove', '--yes')
        shutil.rmtree(place)


def main():
    with nothing_yet() as stage, stage.console(environment={'STEWARD_DEMO_BOOKINGS': '15000'}) as console:
        keys = Keys(console, stage)
        keys.sign_in('operations')
        console.one('sign-in.start-now', seconds=90)
        console.focus_on('sign-in.stop')
        assert not console.every('sign-in.sign-in'), 'Sign in stands beside what it has begun'
        console.reads('sign-in.wait', 'takes some minutes')
        console.reads('sign-in.progress', '% of the history: it is', 60)
        assert not console.every('bookings.list'), 'the console opened in the past'
        console.key('space')
        console.gone('sign-in.start-now')
        eventually(lambda: stage.one("select ahead < interval '0' from market.simulation_clock") == (True,), 'the past to be unfinished')

        console.tab_to('sign-in.sign-in')
        console.key('space')
        console.one('sign-in.start-now', seconds=60)
        console.reads('sign-in.progress', '% of the history: it is', 60)
        console.tab_to('sign-in.start-now')
        console.key('space')
        console.gone('sign-in.start-now')
        console.one('bookings.list', seconds=120)
        eventually(lambda: len(console.table('bookings.list')) > 0, 'bookings')
        bookings, ahead, still_to_come = stage.one("""select count(*), (select ahead = interval '0' from market.simulation_clock),
            count(*) filter (where starts_at > now()) from market.booking""")
        assert ahead and 0 < still_to_come < bookings < 15000, (bookings, ahead, still_to_come)
        stage.command('verify')
    print(f'stopped, begun again, cut short to {bookings} bookings, and opened at the present')


if __name__ == '__main__':
    main()
