#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is masked to finance is revealed for a reason: the customer with the mouse, the provider with keys only."""
import journey
from driver import eventually
from keys_test import Keys
from mouse_test import Mouse
from stage import Stage


def tickets(stage):
    return stage.one('select count(*) from market.reveal_ticket')[0]


def main():
    with Stage.of_ctest() as stage, stage.console() as console:
        booking, before = stage.booking(skip=11), tickets(stage)
        mouse, keys = Mouse(console, stage), Keys(console, stage)
        mouse.sign_in('finance')
        console.one('bookings.list', seconds=30)
        mouse.filter(booking['reference'])
        mouse.open(journey.found(console, booking, alone=True))
        console.one('booking.provider-reveal')
        number = stage.one('''select whole.number from market.booking join market.payout_account account on account.provider_id = booking.provider_id and replaced_at is null
            join market.payout_account_number whole on whole.account_id = account.id where booking.id = %s''', booking['id'])[0]
        console.reads('booking.provider-account', number[-4:])
        grouped = ' '.join(number[i:i + 4] for i in range(0, len(number), 4))
        assert number not in console.words('booking.panel').replace(' ', ''), 'finance sees an account whole'
        assert booking['email'] not in console.words('booking.panel'), 'finance sees an address'
        console.click('booking.customer-reveal')
        console.holds('activity.form', 'Who looked, and why, stays in the audit')
        mouse.reason('Question about a payment', '')
        console.click('activity.confirm')
        console.holds('booking.panel', booking['email'])
        console.click('activity.close')
        console.gone('booking.customer-reveal')
        keys.command('Reveal how the provider is reached')
        keys.reason('Suspected fraud', 'The account has changed twice')
        console.reads('activity.confirm', 'Show it')
        console.key('ctrl+Return')
        console.gone('booking.provider-reveal')
        console.reads('booking.provider-account', grouped)
        eventually(lambda: tickets(stage) == before + 2, 'two tickets')
        reasons = stage.rows("select reason_code, note from market.audit_entry where operation = 'reveal_contact' order by id desc limit 2")
        assert reasons == [('fraud_check', 'The account has changed twice'), ('payment_question', '')] or reasons == [('fraud_check', 'The account has changed twice'), ('payment_question', None)], reasons
    print('revealed for a reason, with the mouse and with keys only')


if __name__ == '__main__':
    main()
