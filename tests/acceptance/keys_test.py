#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The same without touching the mouse."""
import journey
from driver import eventually, text_of, xdotool
from stage import Stage


class Keys:
    def __init__(self, console, stage):
        self.console, self.stage = console, stage

    def sign_in(self, operator):
        self.console.tab_to('sign-in.operator')
        self.console.type(operator)
        eventually(lambda: self.console.one('sign-in.operator').name == operator, f'{operator} chosen')
        self.console.key('Tab')
        self.console.tab_to('sign-in.sign-in')
        self.console.key('space')

    def filter(self, words):
        """The list has the focus, or the field itself; `/` leads to the field from anywhere that is no field."""
        console = self.console
        if not console.has_focus('bookings.filter-field'):
            console.key('slash')
        console.fill_here('bookings.filter-field', words)

    def sort_and_narrow(self, booking):
        console = self.console
        self.command('Sort bookings by earliest start')
        self.command('Filter bookings: state Confirmed')
        eventually(lambda: all('Confirmed' in row for row in console.table('bookings.list').rows(5)), 'only confirmed bookings')
        self.command('Clear the filter of bookings')
        self.command('Go to the list of bookings')

    def command(self, title):
        """Through the command palette."""
        console = self.console
        console.key('ctrl+k')
        console.fill_here('palette.query', title)
        eventually(lambda: any(title in child.name for child in console.one('palette.results')), f'{title!r} in the palette')
        console.key('Return')
        console.gone('palette.query')

    def open(self, row):
        console = self.console
        if console.has_focus('bookings.filter-field'):
            console.key('Down')  # from the field into the list
        console.key('Home')
        for _ in range(row):
            console.key('j')
        console.key('Return')

    def tab(self, name):
        self.console.key({'Overview': '1', 'Money': '2'}[name])

    def override(self):
        self.console.key('o')

    def amount(self, id, words):
        self.console.tab_to(id)
        self.console.fill_here(id, words)

    def reason(self, title, note):
        self.pick('activity.reason-code', title)
        self.console.tab_to('activity.reason-note')
        self.console.fill_here('activity.reason-note', note)

    def pick(self, combo, item):
        """Goes down the entries of a combo box to one of them."""
        console = self.console
        console.tab_to(combo)
        for _ in range(12):
            before = console.one(combo).name
            if before == item:
                break
            console.key('Down')
            eventually(lambda before=before: console.one(combo).name != before, f'what follows {before!r}')

    def confirm(self):
        self.console.tab_to('activity.confirm')
        self.console.key('space')

    def undo(self):
        console = self.console
        console.key('Escape')
        console.gone('activity.confirm')
        console.key('ctrl+z')


def main():
    xdotool('mousemove', 1439, 899)
    with Stage.of_ctest() as stage, stage.console() as console:
        hand = Keys(console, stage)
        hand.sign_in('operations')
        console.one('bookings.list', seconds=30)
        journey.whole(console, hand, stage, stage.booking(skip=1))
        assert text_of(console.one('booking.reference'))
    print('with keys only: found, previewed, cancelled, taken back')


if __name__ == '__main__':
    main()
