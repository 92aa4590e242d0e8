#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An operator moves an automatic step with the mouse and stops one with keys only, both taken back; sees why one did not happen,
and has one that was parked tried again."""
import journey
from driver import eventually
from keys_test import Keys
from mouse_test import Mouse
from stage import Stage


class Step:
    """What the database holds of a booking's start."""

    def __init__(self, stage, booking):
        self.stage, self.booking = stage, booking

    def due(self):
        """When it starts by itself, or nothing."""
        rows = self.stage.rows("select due from market.timer where entity = 'booking' and entity_id = %s and operation = 'start' and state = 'pending'", self.booking['id'])
        return rows[0][0] if rows else None

    def audited(self, operation):
        return self.stage.one("select count(*) from market.audit_entry where operation = %s and entity_id = %s and entity = 'booking' and reason_code is not null",
                              operation, self.booking['id'])[0]

    def later(self):
        """Two hours after the booking's start, as it is typed."""
        return self.stage.one("select to_char((starts_at + interval '2 hours') at time zone zone, 'YYYY-MM-DD HH24:MI'), starts_at + interval '2 hours' from market.booking where id = %s",
                              self.booking['id'])


def open_booking(console, hand, booking):
    hand.filter(booking['reference'])
    hand.open(journey.found(console, booking, alone=True))
    console.reads('booking.reference', booking['reference'])


def moved(console, stage, booking):
    hand, step = Mouse(console, stage), Step(stage, booking)
    open_booking(console, hand, booking)
    before, (typed, wanted) = step.due(), step.later()
    shown = console.text('booking.step-1')
    console.click('booking.override-extend.start')
    console.holds('activity.form', 'Say when')
    console.fill('activity.due', '2027-99-99')
    console.holds('activity.form', 'can not be read as a moment')
    console.fill('activity.due', typed)
    console.click('activity.reason-code')
    console.key('Escape')
    console.gone(role='list item', name='The customer asked for it')
    console.one('activity.due')  # Escape closes the open list and not the form
    console.choose('activity.reason-code', 'The customer asked for it')
    console.holds('activity.effects', 'moved to')
    assert step.due() == before, 'a preview moved it'
    hand.confirm()
    eventually(lambda: step.due() == wanted, f'the step to be due at {wanted}')
    assert step.audited('override_extend') == 1
    eventually(lambda: console.text('booking.step-1') != shown, 'the step to read otherwise')
    hand.undo()
    eventually(lambda: step.due() == before, 'the step to be due when it was')
    console.reads('booking.step-1', shown)


def stopped(console, stage, booking):
    hand, step = Keys(console, stage), Step(stage, booking)
    open_booking(console, hand, booking)
    before = step.due()
    hand.command('Stop a step')
    hand.reason('It is being clarified with both', 'They call back in the afternoon')
    console.holds('activity.effects', 'Automatic steps')
    console.key('ctrl+Return')
    eventually(lambda: step.due() is None, 'the step to be stopped')
    console.holds('booking.panel', 'Nothing happens by itself from here')
    hand.undo()
    eventually(lambda: step.due() == before, 'the step to be ahead again')
    assert step.audited('override_stop') == 1


def troubled(console, stage, booking):
    """What did not happen says why; what was parked is tried again."""
    hand, step = Mouse(console, stage), Step(stage, booking)

    def is_so(words):
        stage.execute(f"update market.timer set {words} where entity = 'booking' and entity_id = {booking['id']} and operation = 'start' and state = 'pending'")
        console.key('F5')
    open_booking(console, hand, booking)
    before = step.due()
    is_so("due = now() - interval '10 minutes', leased_until = now() + interval '1 hour'")  # another worker has it, and is gone
    console.reads('booking.step-1.trouble', 'is a worker running?')
    is_so("failure = 'The gateway did not answer.'")
    console.reads('booking.step-1.trouble', 'tried again by itself: The gateway did not answer.')
    is_so(f"due = '{before}', leased_until = null, attempts = 8, parked_at = now()")
    console.reads('booking.step-1.trouble', 'waits for somebody: The gateway did not answer.')
    console.click('booking.retry-step.start')
    console.holds('activity.effects', 'tried again')
    hand.confirm()
    console.gone('booking.step-1.trouble')
    assert step.due() == before and stage.one("select attempts from market.timer where entity = 'booking' and entity_id = %s and operation = 'start' and state = 'pending'", booking['id']) == (0,)


def main():
    with Stage.of_ctest() as stage, stage.console() as console:
        Mouse(console, stage).sign_in('operations')
        console.one('bookings.list', seconds=30)
        moved(console, stage, stage.booking(skip=3))
        console.key('Escape')
        stopped(console, stage, stage.booking(skip=4))
        console.key('Escape')
        troubled(console, stage, stage.booking(skip=5))
    print('a step moved with the mouse, another stopped with keys only, both taken back; trouble said, and tried again')


if __name__ == '__main__':
    main()
