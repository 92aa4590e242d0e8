# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the console from outside as a person does: it looks by AT-SPI and acts by mouse and keyboard (xdotool).

Controls are found by their object name (`bookings.filter-field`), which the console shows as an accessible description
under STEWARD_A11Y_IDS=1, or by what a person would say: role and name. Nothing sleeps: every look is repeated until it
holds or its time is over. Run it on a display of its own: packaging/virtual-display.
"""
import functools
import os
import pathlib
import queue
import resource
import subprocess
import tempfile
import threading
import time

import pyatspi
from gi.repository import GLib

PATIENCE = float(os.environ.get('STEWARD_PATIENCE', '15'))  # seconds before a look fails; a loaded machine needs more
ITEM_VIEWS = {'table', 'tree table', 'tree', 'list', 'list box'}  # rows × columns children: never walked into


def eventually(look, what, seconds=None):
    """The first true answer of `look`. Objects die while one looks at them: their errors mean "not yet"."""
    deadline = time.monotonic() + (seconds or PATIENCE)
    trouble = ''
    while True:
        try:
            found = look()
            if found:
                return found
        except Exception as error:  # noqa: BLE001  pyatspi raises whatever D-Bus said
            trouble = f' (last: {error})'
        if time.monotonic() > deadline:
            raise AssertionError(f'Waited in vain for {what}{trouble}')
        time.sleep(0.03)


def whole(look):
    """A look at many objects is had anew when one of them died meanwhile: what it gives was there as a whole."""
    @functools.wraps(look)
    def looking(*where, **how):
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                return look(*where, **how)
            except (GLib.Error, AttributeError):  # pyatspi gives None in place of a child that went
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.03)
    return looking


def xdotool(*words):
    subprocess.run(['xdotool', *map(str, words)], check=True, stdout=subprocess.DEVNULL)


def allow_core():
    """A program that crashes may leave its memory behind, for `Console.crash`."""
    most = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))


def states(node):
    return node.getState()


def is_showing(node):
    return states(node).contains(pyatspi.STATE_SHOWING)


def is_enabled(node):
    return states(node).contains(pyatspi.STATE_ENABLED)


def text_of(node):
    """What a screen reader would read of a control: the text of a field, the words of a label."""
    try:
        words = node.queryText().getText(0, -1)
        return words or node.name
    except NotImplementedError:
        return node.name


def buddies(node):
    """The words of the labels that belong to a control."""
    return [relation.getTarget(index).name for relation in node.getRelationSet()
            if relation.getRelationType() == pyatspi.RELATION_LABELLED_BY for index in range(relation.getNTargets())]


class Table:
    """A list or table. Every index is checked first: Qt 6.4 crashes on some that are out of range."""

    def __init__(self, node):
        self.node = node
        self._table = node.queryTable()

    def __len__(self):
        return self._table.nRows

    def headers(self):
        return [self._table.getColumnDescription(column) or self._table.getColumnHeader(column).name
                for column in range(self._table.nColumns)]

    def cell(self, row, column=0):
        column = self.headers().index(column) if isinstance(column, str) else column
        if not 0 <= row < self._table.nRows or not 0 <= column < self._table.nColumns:
            raise AssertionError(f'no cell {row}, {column} in {self._table.nRows} × {self._table.nColumns}')
        return self._table.getAccessibleAt(row, column)

    def row(self, row):
        """A row as a person hears it."""
        return ' · '.join(self.cell(row, column).name for column in range(self._table.nColumns))

    def rows(self, most=12):
        return [self.row(row) for row in range(min(len(self), most))]


class Console:
    """One running console."""

    def __init__(self, program, *arguments, environment=None):
        full = dict(os.environ, QT_LINUX_ACCESSIBILITY_ALWAYS_ON='1', QT_QPA_PLATFORM='xcb', STEWARD_A11Y_IDS='1', **(environment or {}))
        self.program = str(program)
        self._folder = tempfile.TemporaryDirectory(prefix='steward-console.')
        self.process = subprocess.Popen([self.program, *map(str, arguments)], env=full, cwd=self._folder.name, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                                        preexec_fn=allow_core)
        self.said, self._lines = [], queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()
        try:
            self.root = eventually(self._on_the_bus, 'the console to appear to assistive technology', 30)
        except AssertionError:
            self.close()
            raise

    def _listen(self):
        for line in self.process.stdout:
            self.said.append(line.rstrip())
            self._lines.put(line.rstrip())

    def _on_the_bus(self):
        if self.process.poll() is not None:
            raise SystemExit(f'The console ended with {self.process.returncode}: {" / ".join(self.said[-5:])}')
        for application in pyatspi.Registry.getDesktop(0):
            if application is not None and application.get_process_id() == self.process.pid and application.childCount > 0:
                return application
        return None

    # Looking

    def walk(self, under=None):
        """Every control that shows, depth first; item views are leaves."""
        under = under or self.root
        for index in range(under.childCount):
            child = under.getChildAtIndex(index)
            if child is None or not is_showing(child):
                continue
            yield child
            if child.getRoleName() not in ITEM_VIEWS:
                yield from self.walk(child)

    @whole
    def every(self, id=None, role=None, name=None, label=None, under=None):
        """All that show and fit. `id` may end in * ; `name` may be a function."""
        found = []
        for node in self.walk(under):
            if id is not None:
                known = node.description.split(' ')[0]
                if not (known.startswith('#' + id[:-1]) if id.endswith('*') else known == '#' + id):
                    continue
            if role is not None and node.getRoleName() != role:
                continue
            if name is not None and not (name(node.name) if callable(name) else node.name == name):
                continue
            if label is not None and label not in buddies(node):
                continue
            found.append(node)
        return found

    @whole
    def ids(self):
        """The names of all controls that show, as `#page.control`."""
        return {node.description.split(' ')[0] for node in self.walk()}

    def one(self, id=None, seconds=None, **how):
        def look():
            found = self.every(id, **how)
            if len(found) > 1:
                raise AssertionError(f'ambiguous: {[node.name for node in found]}')
            return found[0] if found else None
        return eventually(look, f'{id or ""} {how or ""}'.strip(), seconds)

    def gone(self, id=None, seconds=None, **how):
        eventually(lambda: not self.every(id, **how), f'{id or how} to go away', seconds)

    @whole
    def text(self, id, **how):
        return text_of(self.one(id, **how))

    def reads(self, id, wanted, seconds=None):
        """Waits until the control's words hold `wanted` (a string, or a function of them); gives the words."""
        fits = wanted if callable(wanted) else lambda words: wanted in words
        seen = ['']

        def look():
            seen[0] = text_of(self.one(id, seconds=0.1))
            return seen[0] if fits(seen[0]) else None
        try:
            return eventually(look, f'{id} to read {wanted!r}', seconds)
        except AssertionError as error:
            raise AssertionError(f'{error}; it reads {seen[0]!r}') from None

    @whole
    def words(self, id=None, under=None):
        """Everything that can be read under a control, in order; numbers without their group separators."""
        under = under or self.one(id)
        return ' | '.join(filter(None, (text_of(node).replace(',', '') for node in self.walk(under))))

    def holds(self, id, *wanted, seconds=None):
        """Waits until all of `wanted` can be read under a control; gives everything that can."""
        seen = ['']

        def look():
            seen[0] = self.words(id)
            return all(word.replace(',', '') in seen[0] for word in wanted) and seen[0]
        try:
            return eventually(look, f'{wanted} under {id}', seconds)
        except AssertionError as error:
            raise AssertionError(f'{error}; it says: {seen[0]}') from None

    def table(self, id):
        return Table(self.one(id))

    def is_pressed(self, id):
        """A button that opens a menu is, while that is open: the menu itself is not to be seen (Qt lists no popups)."""
        return any(states(node).contains(pyatspi.STATE_PRESSED) for node in self.every(id))

    def has_focus(self, id):
        return any(states(node).contains(pyatspi.STATE_FOCUSED) for node in self.every(id))

    @whole
    def focused(self):
        """All that say they have the keyboard's focus: of a bar of tabs, the current tab always does."""
        return [node.description or node.name for node in self.walk() if states(node).contains(pyatspi.STATE_FOCUSED)]

    def focus_on(self, id):
        return eventually(lambda: self.has_focus(id), f'the focus on {id}')

    # Acting

    def click(self, what, times=1, button=1):
        """A real click in the middle of a control."""
        node = self.one(what) if isinstance(what, str) else what
        eventually(lambda: is_enabled(node), f'{node.name or what} to be enabled')
        x, y, width, height = self._box(node)
        xdotool('mousemove', x + width // 2, y + height // 2, 'click', '--repeat', times, '--delay', 40, button)
        return node

    def hover(self, id):
        """The mouse over the middle of a control."""
        x, y, width, height = self._box(self.one(id))
        xdotool('mousemove', x + width // 2, y + height // 2)

    def key(self, *names):
        xdotool('key', '--clearmodifiers', *names)

    def type(self, words):
        xdotool('type', '--delay', 8, '--', words)

    def fill(self, what, words):
        """Click, select all, delete, type; looks that the field holds it. Letters beyond ASCII go in as from an input method."""
        node = self.click(what)
        self._replace(node, words)

    def fill_here(self, id, words):
        """The same without the mouse: the field must have the focus already."""
        self.focus_on(id)
        self._replace(self.one(id), words)

    def _replace(self, node, words):
        secret = node.getRoleName() == 'password text'
        self.key('ctrl+a', 'BackSpace')
        if words.isascii():
            self.type(words)
        else:
            node.queryEditableText().setTextContents(words)
        if not secret:
            eventually(lambda: node.queryText().getText(0, -1) == words, f'{words!r} in the field')

    def tab_to(self, id, most=40, back=False):
        """Presses Tab until `id` has the focus, as one must without a mouse."""
        for _ in range(most):
            if self.has_focus(id):
                return
            before = self.focused()
            self.key('shift+Tab' if back else 'Tab')
            try:
                eventually(lambda before=before: self.focused() != before, 'the focus to move', 1)
            except AssertionError:
                pass
        raise AssertionError(f'{most} times Tab do not reach {id}')

    def choose(self, combo, item):
        """Takes an entry of a combo box by the mouse. The popup comes up moving, so its entry is clicked once it stands still."""
        node = self.one(combo)
        for _ in range(3):
            if node.name == item:
                return
            self.click(node)
            entry = eventually(lambda: self._entry(node, item), f'the entry {item!r}')
            eventually(lambda: self._box(entry) == (time.sleep(0.05), self._box(entry))[1], 'the popup to stand still')
            time.sleep(0.5)  # an entry that came up under the mouse takes no click before a double click's time is over
            self.click(entry)
            try:
                eventually(lambda: node.name == item and not self._entry(node, item), f'{item!r} chosen', 3)
            except AssertionError:
                self.key('Escape')
        raise AssertionError(f'{item!r} cannot be chosen; {node.name!r} is')

    def _entry(self, combo, item):
        for popup in self.every(role='list', under=combo) + self.every(role='list'):
            for index in range(popup.childCount):
                child = popup.getChildAtIndex(index)
                if child is not None and child.name == item and is_showing(child):
                    return child
        return None

    @staticmethod
    @whole
    def _box(node):
        box = node.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
        return box.x, box.y, box.width, box.height

    def picture(self, path):
        """The true screen, with dialogs and popups."""
        pathlib.Path(path).parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(['import', '-window', 'root', str(path)], check=True)

    # Life

    def is_alive(self):
        return self.process.poll() is None

    def close(self):
        if self.is_alive():
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(5)
        return self.process.returncode

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind is not None:
            self.report()
        self.close()

    def crash(self):
        """Where it stood when it crashed: the innermost and outermost calls of the core that it left here, if the system lets it."""
        if self.process.poll() is None or self.process.returncode >= 0:
            return
        print('The console was ended by signal', -self.process.returncode)
        for core in pathlib.Path(self._folder.name).glob('core*'):
            for calls in ('bt 40', 'bt -60'):
                told = subprocess.run(['gdb', '-batch', '-ex', calls, self.program, str(core)], capture_output=True, text=True)
                print(f'{calls}:', *told.stdout.splitlines()[-60:], sep='\n    ')

    def report(self):
        """What was on the screen when a test failed."""
        self.crash()
        folder = pathlib.Path(os.environ.get('STEWARD_PICTURES', '.'))
        folder.mkdir(parents=True, exist_ok=True)
        try:
            self.picture(folder / 'failed.png')
            print('The screen when it failed:', folder / 'failed.png')
            for node in self.walk():
                print('   ', node.getRoleName(), repr(node.name), node.description)
        except Exception as error:  # noqa: BLE001
            print('and the screen cannot be read:', error)
        print('The console said:', *self.said[-20:], sep='\n    ')
