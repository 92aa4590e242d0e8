#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each override once, with keys only, and its result arriving by itself in the console of a colleague who has the same booking open."""
import contextlib

import psycopg2

import journey
from driver import eventually, is_enabled
from keys_test import Keys
from mouse_test import Mouse
from moves_test import Place
from reprice_test import Priced
from stage import Stage
from steps_test import Step


def upcoming(stage):
    """A booking that operations may move, reprice, give to somebody else and cancel."""
    with contextlib.closing(psycopg2.connect(stage.dsn('operations'))) as link, link.cursor() as cursor:
        for skip in range(stage.cancellable() - 1, 0, -1):  # from the other end than other tests
            booking = stage.booking(skip=skip)
            cursor.execute('select exists (select from api.booking_candidates(%s)), exists (select from api.booking_slots(%s))', (booking['id'], booking['id']))
            if cursor.fetchone() == (True, True):
                return booking
    raise AssertionError('the demo market has no booking that somebody else could deliver')


def over(stage):
    """A booking that has just been delivered."""
    found = stage.one('''select id, reference, currency from market.booking where state = 'completed' and over_at > now() - interval '2 days'
        order by over_at desc offset 1 limit 1''')
    return dict(zip(('id', 'reference', 'currency'), found))


class Override:
    """One operator acts, another one watches."""

    def __init__(self, acting, watching, stage, booking):
        self.acting, self.watching, self.stage, self.booking = acting, watching, stage, booking
        self.keys = Keys(acting, stage)
        self.title = ''

    def begin(self, title):
        eventually(lambda: is_enabled(self.acting.one('booking.override-cancel')), 'the booking to be read')
        self.title = title
        self.keys.command(title)
        self.acting.reads('activity.title', title)

    def finish(self, reason, note, arrives, effects=()):
        """Confirms what the preview shows; then the watcher reads of it without touching anything."""
        self.keys.reason(reason, note)
        self.acting.holds('activity.effects', *effects)
        self.acting.key('ctrl+Return')
        self.acting.reads('activity.result', 'Done')
        eventually(lambda: any(self.title in row and 'Audit' in row for row in self.watching.table('booking.timeline').rows(6)), f'{self.title!r} to arrive')
        self.watching.holds('booking.panel', *arrives)
        self.acting.key('Escape')
        self.acting.gone('activity.confirm')

    def choose_first(self, list_name):
        eventually(lambda: len(self.acting.table(list_name)) > 0, 'something to choose from')
        self.acting.key('Home')


def ahead(deed, booking):
    """What is done with a booking that is yet to take place."""
    stage, place, priced, step = deed.stage, Place(deed.stage, booking), Priced(deed.stage, booking), Step(deed.stage, booking)
    provider = 'select provider.name from market.booking join market.provider on provider.id = booking.provider_id where booking.id = %s'
    start, deliverer = place.now()

    deed.begin('Reassign')
    deed.choose_first('activity.candidates')
    deed.finish('Provider cannot come', 'Fell ill this morning', (), ('Provider ',))
    assert place.now()[1] != deliverer
    deed.watching.holds('booking.panel', stage.one(provider, booking['id'])[0])

    deed.begin('Reschedule')
    deed.choose_first('activity.openings')
    deed.finish('The customer asked for it', 'Rather at this time', (), ('Booking, starts at',))
    assert place.now()[0] != start

    deed.begin('Move a step')
    typed, wanted = step.later()
    deed.acting.tab_to('activity.due')
    deed.acting.fill_here('activity.due', typed)
    deed.finish('The customer asked for it', 'Begins two hours late', (), ('moved to',))
    assert step.due() == wanted

    price = priced.now()[1]
    deed.begin('Reprice')
    deed.acting.fill_here('activity.price', journey.plain(price - 100, booking['currency']))
    deed.keys.pick('activity.bearer', 'The platform; the provider is paid as before')
    deed.finish('It was less work than was booked', 'One room less', (journey.plain(price - 100, booking['currency']),), ('Booking, price',))
    assert priced.now()[1] == price - 100

    deed.begin('Cancel by override')
    deed.keys.amount('activity.to-customer', journey.plain(price - 100, booking['currency']))
    deed.keys.amount('activity.to-provider', '0')
    deed.finish('Customer has an emergency', 'Called at noon, a broken leg', (), ('Cancelled',))
    deed.watching.reads('booking.state', 'Cancelled')
    assert journey.Books(stage, booking).state() == 'cancelled' and journey.Books(stage, booking).escrow() == 0


def afterwards(deed, booking):
    """What is done with a booking that has taken place."""
    deed.begin('Goodwill credit')
    deed.acting.fill_here('activity.amount', journey.plain(100, booking['currency']))
    deed.finish('Provider came late', 'An hour and a half late', (), ('Messages',))

    deed.begin('Reopen')
    deed.finish('Service is not finished', 'They come again on Tuesday', (), ('In progress',))
    deed.watching.reads('booking.state', 'In progress')

    deed.begin('Complete by override')
    deed.finish('Both say that it took place', 'Called both of them', (), ('Completed',))
    deed.watching.reads('booking.state', 'Completed')
    assert journey.Books(deed.stage, booking).state() == 'completed'


def side_by_side(stage, booking, deeds):
    """Support has the booking open and does nothing more; operations opens it beside them."""
    with stage.console() as watching:
        open_it(watching, Mouse(watching, stage), booking, 'support')
        with stage.console() as acting:
            open_it(acting, Keys(acting, stage), booking, 'operations')
            deeds(Override(acting, watching, stage, booking), booking)


def open_it(console, hand, booking, operator):
    hand.sign_in(operator)
    console.one('bookings.list', seconds=30)
    hand.filter(booking['reference'])
    hand.open(journey.found(console, booking, alone=True))
    console.reads('booking.reference', booking['reference'])


def main():
    with Stage.of_ctest() as stage:
        side_by_side(stage, upcoming(stage), ahead)
        side_by_side(stage, over(stage), afterwards)
    print('eight overrides with keys only, and each arrived in the console beside')


if __name__ == '__main__':
    main()
