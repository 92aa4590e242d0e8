#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A password that is kept, in a real keyring: GNOME's own, unlocked, locked and absent."""
import contextlib
import os
import pathlib
import subprocess
import sys
import tempfile

# A session bus that starts nothing but assistive technology by being asked for: whether there is a keyring is this test's
# to say. The driver joins the bus that it finds, so all of this runs inside it.
BUS = """<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth><servicedir>{0}</servicedir>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"""
if sys.argv[1:] != ['inside']:
    with tempfile.TemporaryDirectory(prefix='steward-bus.') as folder:
        os.symlink('/usr/share/dbus-1/services/org.a11y.Bus.service', f'{folder}/org.a11y.Bus.service')
        config = pathlib.Path(folder, 'bus.conf')
        config.write_text(BUS.format(folder))
        sys.exit(subprocess.run(['dbus-run-session', f'--config-file={config}', '--', sys.executable, __file__, 'inside'], check=False).returncode)

from driver import eventually  # noqa: E402
from gi.repository import Gio  # noqa: E402
from psycopg2.extensions import parse_dsn  # noqa: E402
from stage import Stage  # noqa: E402

LOGIN, PROFILE = 'keeper', 'Kept'
FIRST, SECOND = 'first-Kz8!word', 'second-Qm3!word'
UNLOCKS = 'what unlocks the keyring'


def names_on_the_bus():
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    return bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'ListNames', None, None, Gio.DBusCallFlags.NONE, -1, None).unpack()[0]


class Desktop:
    """A person's home, which stays from one console to the next, with a keyring or without."""

    def __init__(self, stage):
        self.stage = stage
        self.folder = tempfile.TemporaryDirectory(prefix='steward-desktop.')
        self.home = pathlib.Path(self.folder.name)
        self.said = []
        self.environment = {'HOME': str(self.home), 'XDG_CONFIG_HOME': f'{self.home}/config', 'XDG_DATA_HOME': f'{self.home}/data', 'XDG_CACHE_HOME': f'{self.home}/cache'}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.folder.cleanup()

    @contextlib.contextmanager
    def keyring(self, unlocked=True):
        """GNOME's keyring. It has no other way to ask for what unlocks it than to be told now."""
        keyring = subprocess.Popen(['gnome-keyring-daemon', '--foreground', '--components=secrets', f'--control-directory={self.home}/control',
                                    *(['--unlock'] if unlocked else [])],
                                   stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True, env={**os.environ, **self.environment})
        keyring.stdin.write(UNLOCKS if unlocked else '')
        keyring.stdin.close()
        try:
            eventually(lambda: 'org.freedesktop.secrets' in names_on_the_bus(), 'the keyring on the bus')
            yield
        finally:
            keyring.terminate()
            keyring.wait()
            eventually(lambda: 'org.freedesktop.secrets' not in names_on_the_bus(), 'the keyring to leave the bus')

    @contextlib.contextmanager
    def console(self):
        with self.stage.console(environment=self.environment) as console:
            yield console
        self.said += console.said

    def describe(self, console, password):
        """A server as somebody describes it who comes for the first time."""
        where = parse_dsn(self.stage.dsn())
        console.choose('sign-in.profile', 'Another server…')
        console.fill('sign-in.profile-name', PROFILE)
        console.fill('sign-in.host', where['host'])
        console.choose('sign-in.tls', 'Not encrypted (this machine only)')
        console.fill('sign-in.user', LOGIN)
        console.fill('sign-in.password', password)
        console.click('sign-in.remember-password')

    def files_with(self, words):
        """What is written in this home with these words in it."""
        return [path for path in self.home.rglob('*') if path.is_file() and words.encode() in path.read_bytes()]


def letters(console):
    """How many letters stand in the password's field."""
    return console.one('sign-in.password').queryText().characterCount


def comes_in(console):
    console.click('sign-in.sign-in')
    console.one('bookings.list', seconds=60)


def a_kept_password_is_not_asked_for_again(desktop):
    with desktop.keyring():
        with desktop.console() as console:
            desktop.describe(console, FIRST)
            comes_in(console)
        with desktop.console() as console:
            eventually(lambda: letters(console) == len(FIRST), 'the kept password in its field')
            comes_in(console)


def a_password_that_changed_on_the_server_is_said_and_asked_for_once(desktop, change):
    change(SECOND)
    with desktop.keyring():
        with desktop.console() as console:
            eventually(lambda: letters(console) == len(FIRST), 'the kept password in its field')
            console.click('sign-in.sign-in')
            console.holds('sign-in.failure', 'password')
            console.focus_on('sign-in.password')
            assert not console.every('bookings.list')
            console.fill('sign-in.password', SECOND)
            comes_in(console)
        with desktop.console() as console:
            eventually(lambda: letters(console) == len(SECOND), 'the new password in its field')
            comes_in(console)


def a_locked_keyring_is_said_and_the_console_works(desktop):
    with desktop.keyring(unlocked=False):
        with desktop.console() as console:
            console.reads('sign-in.keyring-note', 'locked')
            console.fill('sign-in.password', SECOND)
            comes_in(console)
            console.holds('toast', 'locked')
    with desktop.keyring():
        with desktop.console() as console:
            eventually(lambda: letters(console) == len(SECOND), 'what was kept before it was locked')


def without_a_keyring_it_is_said_and_the_console_works(desktop):
    with desktop.console() as console:
        desktop.describe(console, SECOND)
        comes_in(console)
        console.holds('toast', 'keyring')
    with desktop.console() as console:
        console.reads('sign-in.keyring-note', 'keyring')
        assert letters(console) == 0
        console.fill('sign-in.password', SECOND)
        comes_in(console)


@contextlib.contextmanager
def asked_for_a_password(stage):
    """One operator of the stage's server comes in by password; gives what changes it."""
    rules = pathlib.Path(stage.one('show hba_file')[0])
    before = rules.read_text()

    def change(password):
        stage.execute(f"alter role {LOGIN} password '{password}'")
    stage.command('operator', 'create', LOGIN, '--name', 'Kit Keeper', '--group', 'operations', '--all-markets')
    try:
        rules.write_text(f'local all {LOGIN} scram-sha-256\n{before}')
        stage.execute('select pg_reload_conf()')
        change(FIRST)
        yield change
    finally:
        rules.write_text(before)
        stage.execute('select pg_reload_conf()')


def main():
    with Stage.of_ctest() as stage, asked_for_a_password(stage) as change, Desktop(stage) as desktop, Desktop(stage) as bare:
        for shown, arguments in ((a_kept_password_is_not_asked_for_again, (desktop,)),
                                 (a_password_that_changed_on_the_server_is_said_and_asked_for_once, (desktop, change)),
                                 (a_locked_keyring_is_said_and_the_console_works, (desktop,)),
                                 (without_a_keyring_it_is_said_and_the_console_works, (bare,))):
            shown(*arguments)
            print('ok', shown.__name__.replace('_', ' '), flush=True)
        for password in (FIRST, SECOND):
            assert desktop.files_with(LOGIN), 'nothing at all was kept'
            assert not desktop.files_with(password) + bare.files_with(password), 'the password stands in a file'
            assert not any(password in line for line in desktop.said + bare.said), 'the password was said'
        print('ok the password stands in no file and no log')


if __name__ == '__main__':
    main()
