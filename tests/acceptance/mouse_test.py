#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An operator finds a booking, overrides it, and takes it back, with the mouse."""
import journey
from driver import eventually
from stage import Stage


class Mouse:
    def __init__(self, console, stage):
        self.console, self.stage = console, stage

    def sign_in(self, operator):
        self.console.choose('sign-in.operator', operator)
        self.console.click('sign-in.sign-in')

    def filter(self, words):
        self.console.fill('bookings.filter-field', words)

    def sort_and_narrow(self, booking):
        """The view of confirmed bookings ahead, by earliest start; then the column's header turns the order."""
        console = self.console
        self.filter(booking['provider'])
        of_provider = self.stage.one('select count(*) from market.booking join market.provider on provider.id = booking.provider_id where provider.name = %s',
                                     booking['provider'])[0]
        eventually(lambda: len(console.table('bookings.list')) == of_provider, f'the {of_provider} bookings of {booking["provider"]}')
        console.click(console.one(role='page tab', name=lambda name: name.startswith('Upcoming')))
        first = self.stage.rows('''
            select booking.reference from market.booking join market.provider on provider.id = booking.provider_id
            where provider.name = %s and booking.state = 'confirmed' and booking.starts_at > now() order by booking.starts_at, booking.id''', booking['provider'])
        expected = [row[0] for row in first]

        def order():
            return [next((word for word in row.replace(',', ' ').split() if word.startswith('BK-')), '') for row in console.table('bookings.list').rows(len(expected) + 1)]
        eventually(lambda: order() == expected, f'{expected} in this order')
        header = console.one('bookings.list').queryTable().getColumnHeader(console.table('bookings.list').headers().index('Start'))
        console.click(header)
        eventually(lambda: order() == expected[::-1], f'{expected[::-1]} in this order')
        console.click(console.one(role='page tab', name=lambda name: name.startswith('All')))

    def open(self, row):
        self.console.click(self.console.table('bookings.list').cell(row, 0))

    def tab(self, name):
        self.console.click(self.console.one(role='page tab', name=lambda found: found.startswith(name), under=self.console.one('booking.panel')))

    def override(self):
        self.console.click('booking.override-cancel')

    def amount(self, id, words):
        self.console.fill(id, words)

    def reason(self, title, note):
        self.console.choose('activity.reason-code', title)
        self.console.fill('activity.reason-note', note)

    def confirm(self):
        self.console.click('activity.confirm')

    def undo(self):
        self.console.click('booking.undo-button')


def main():
    with Stage.of_ctest() as stage, stage.console() as console:
        hand = Mouse(console, stage)
        hand.sign_in('operations')
        console.one('bookings.list', seconds=30)
        journey.whole(console, hand, stage, stage.booking(skip=0))
    print('with the mouse: found, previewed, cancelled, taken back')


if __name__ == '__main__':
    main()
