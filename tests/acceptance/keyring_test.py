#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A password that is kept, in a real keyring: GNOME's own, unlocked, locked and absent."""
import contextlib
import os
import pathlib
import subprocess
import tempfile

from driver import eventually
from gi.repository import Gio
from psycopg2.extensions import parse_dsn
from stage import Stage

LOGIN, PROFILE = 'keeper', 'Kept'
FIRST, SECOND = 'first-Kz8!word', 'second-Qm3!word'
UNLOCKS = 'what unlocks the keyring'

# A session bus where nothing is started by being asked for: whether there is a keyring is the test's to say.
BUS = '''<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>'''


def ask(bus, name, path, method):
    return bus.call_sync(name, path, name, method, None, None, Gio.DBusCallFlags.NONE, -1, None).unpack()[0]


class Desktop:
    """A person's desktop: a home that stays from one console to the next, and a session bus, with a keyring or without."""

    def __init__(self, stage):
        self.stage = stage
        self.folder = tempfile.TemporaryDirectory(prefix='steward-desktop.')
        self.home = pathlib.Path(self.folder.name)
        self.said = []
        config = self.home / 'bus.conf'
        config.write_text(BUS)
        self.bus = subprocess.Popen(['dbus-daemon', f'--config-file={config}', '--nofork', '--print-address'], stdout=subprocess.PIPE, text=True)
        self.address = self.bus.stdout.readline().strip()
        accessibility = ask(Gio.bus_get_sync(Gio.BusType.SESSION), 'org.a11y.Bus', '/org/a11y/bus', 'GetAddress')
        self.environment = {'DBUS_SESSION_BUS_ADDRESS': self.address, 'AT_SPI_BUS_ADDRESS': accessibility, 'HOME': str(self.home),
                            'XDG_CONFIG_HOME': f'{self.home}/config', 'XDG_DATA_HOME': f'{self.home}/data', 'XDG_CACHE_HOME': f'{self.home}/cache'}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.bus.terminate()
        self.bus.wait()
        self.folder.cleanup()

    @contextlib.contextmanager
    def keyring(self, unlocked=True):
        """GNOME's keyring on this bus. It has no other way to ask for what unlocks it."""
        keyring = subprocess.Popen(['gnome-keyring-daemon', '--foreground', '--components=secrets', f'--control-directory={self.home}/control',
                                    *(['--unlock'] if unlocked else [])],
                                   stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True, env={**os.environ, **self.environment})
        keyring.stdin.write(UNLOCKS if unlocked else '')
        keyring.stdin.close()
        bus = Gio.DBusConnection.new_for_address_sync(
            self.address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        try:
            eventually(lambda: 'org.freedesktop.secrets' in ask(bus, 'org.freedesktop.DBus', '/org/freedesktop/DBus', 'ListNames'), 'the keyring on the bus')
            yield
        finally:
            bus.close_sync()
            keyring.terminate()
            keyring.wait()

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
    console.one('bookings.list', seconds=30)


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
            console.holds('sign-in.keyring-note', 'keyring')
            console.fill('sign-in.password', SECOND)
            comes_in(console)
    with desktop.keyring():
        with desktop.console() as console:
            eventually(lambda: letters(console) == len(SECOND), 'what was kept before it was locked')


def without_a_keyring_it_is_said_and_the_console_works(desktop):
    with desktop.console() as console:
        desktop.describe(console, SECOND)
        comes_in(console)
        console.one(role='notification', name=lambda words: 'keyring' in words)
    with desktop.console() as console:
        console.holds('sign-in.keyring-note', 'keyring')
        assert letters(console) == 0
        console.fill('sign-in.password', SECOND)
        comes_in(console)


@contextlib.contextmanager
def asked_for_a_password(stage):
    """One operator of the stage's server comes in by password; gives what changes it."""
    rules = pathlib.Path(stage.where[1], 'pg_hba.conf')
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
