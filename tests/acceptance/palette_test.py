#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every action that the command palette offers is triggered from it, by keys; the console lives and shows that it was done."""
import journey
import pyatspi
from driver import eventually, states, whole
from mouse_test import Mouse
from stage import Stage

ITSELF = 'Search or run a command'
MENUS = {"Act for the booking's customer…": 'booking.for-customer', "Act for the booking's provider…": 'booking.for-provider'}
LAST = ('Sign out', 'Quit Steward')  # they end what the others need


class Palette:
    def __init__(self, console):
        self.console = console

    def open(self):
        """What the last action opened may come up late, and over the page: it is closed first."""
        for _ in range(3):
            tidy_up(self.console)
            self.console.key('ctrl+k')
            try:
                eventually(lambda: self.console.has_focus('palette.query'), 'the palette', 5)
                return
            except AssertionError:
                pass
        self.console.focus_on('palette.query')

    def close(self):
        self.console.key('Escape')
        self.console.gone('palette.query')

    @whole
    def entries(self):
        """What is offered, as (title, shortcut and refusal)."""
        results = self.console.one('palette.results')
        rows = [results.getChildAtIndex(index) for index in range(results.childCount)]
        return [row.name for row in rows if states(row).contains(pyatspi.STATE_SELECTABLE)]  # the others are headings

    @whole
    def chosen(self):
        results = self.console.one('palette.results')
        for index in range(results.childCount):
            child = results.getChildAtIndex(index)
            if states(child).contains(pyatspi.STATE_SELECTED):
                return child.name
        return ''

    def run(self, title):
        self.open()
        self.console.fill_here('palette.query', title)

        eventually(lambda: any(name.split(', ')[0] == title for name in self.entries()), f'{title!r} in the palette')
        for _ in range(12):
            if self.chosen().split(', ')[0] == title:
                break
            before = self.chosen()
            self.console.key('Down')
            eventually(lambda before=before: self.chosen() != before, 'the next entry')
        assert self.chosen().split(', ')[0] == title, f'{title!r} cannot be reached; the last is {self.chosen()!r}'
        if self.chosen().endswith('.'):  # it says why it is not possible now
            self.close()
            return False
        self.console.key('Return')
        if title == ITSELF:
            eventually(lambda: self.console.one('palette.query').queryText().getText(0, -1) == '', 'the palette anew')
            self.close()
        else:
            self.console.gone('palette.query')
        if title in MENUS:
            eventually(lambda: self.console.is_pressed(MENUS[title]), 'the menu')
            self.console.key('Escape')
            eventually(lambda: not self.console.is_pressed(MENUS[title]), 'the menu to close')
        return True


def tidy_up(console):
    """Closes whatever an action has opened over the page."""
    for _ in range(9):
        shown = console.ids()
        opened = next((id for id in ('activity.close', 'key-map', 'jump.date', 'as-of.date', 'columns.list', 'name.text', 'why', 'booking.past-now', 'calendar-jump.date', 'calendar.back') if f'#{id}' in shown), None)
        if opened is None:
            return
        if opened in ('activity.close', 'booking.past-now', 'calendar.back'):
            console.click(opened)
        else:
            console.key('Escape')
        try:
            console.gone(opened, seconds=4)
        except AssertionError:
            pass  # it was still on its way to its place: again
    raise AssertionError(f'{opened} does not close')


def main():
    with Stage.of_ctest() as stage, stage.console() as console:
        hand, palette = Mouse(console, stage), Palette(console)
        hand.sign_in('operations')
        console.one('bookings.list', seconds=30)
        booking = stage.booking(skip=4)

        def at_the_booking():
            """The page as each action finds it: a confirmed booking open beside the list."""
            if '#booking.reference' not in console.ids() or booking['reference'] not in console.text('booking.reference'):
                palette.run('Clear the filter of bookings')
                hand.filter(booking['reference'])
                row = journey.found(console, booking, alone=True)
                console.click(console.table('bookings.list').cell(row, 0), times=2)
            console.reads('booking.reference', booking['reference'])
            console.one('booking.override-cancel')  # all of the record is there

        hand.filter(booking['reference'])
        hand.open(journey.found(console, booking, alone=True))
        console.reads('booking.reference', booking['reference'])  # a palette that has run nothing names each action once: it has no recent ones
        console.one('booking.override-cancel')
        palette.open()
        offered = eventually(palette.entries, 'entries of the palette')
        palette.close()
        titles = [name.split(', ')[0] for name in offered]
        refused = [name for name in offered if name.endswith('.')]
        assert len(set(titles)) == len(titles), f'two actions with one name: {sorted(title for title in titles if titles.count(title) > 1)}'
        assert len(titles) >= 20, titles
        done, late = [], []  # what was possible at first, and no longer is when its turn comes: rows that were chosen are not
        for name, title in zip(offered, titles):
            if title in LAST or name in refused:
                continue
            at_the_booking()
            (done if palette.run(title) else late).append(title)
            assert console.is_alive(), f'{title} ended the console'
            tidy_up(console)
        print(f'{len(done)} actions done, {len(refused)} say why not: {"; ".join(refused)}')
        assert len(late) <= 3, late
        assert any('by override' in title for title in done)
        palette.run('Sign out')
        console.one('sign-in.sign-in')
        hand.sign_in('operations')
        console.one('bookings.filter-field', seconds=30)
        palette.run('Quit Steward')
        eventually(lambda: not console.is_alive(), 'the console to end')
        assert console.process.returncode == 0


if __name__ == '__main__':
    main()
