#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An operator cancels a booking and sees in its timeline what becomes of the messages: they wait until it can no longer be
taken back, then one is sent and one is refused. The mail server is a real one, named by mail.conf in the cluster's folder."""
import pathlib
import shutil
import sys

import journey
from driver import eventually
from mouse_test import Mouse
from stage import Stage

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))
from tests.support.mail_server import MailServer  # noqa: E402


def messages(console):
    """The newest messages of the open booking's timeline, as a person hears them."""
    return [row for row in console.table('booking.timeline').rows(12) if 'Message' in row]


def told(console, *wanted):
    """Waits until for all of it there is a message that says so, looking again as an operator does."""
    def look():
        console.key('F5')
        rows = messages(console)
        return rows if all(any(all(part in row for part in words) for row in rows) for words in wanted) else None
    return eventually(look, f'{wanted} in the timeline', 30)


def people(stage, booking):
    """(customer's address, provider's address)"""
    return stage.one('''
        select customer_contact.email, provider_contact.email
        from market.booking b
        join market.customer on customer.id = b.customer_id
        join market.person_contact customer_contact on customer_contact.person_id = customer.person_id
        join market.provider on provider.id = b.provider_id
        join market.person_contact provider_contact on provider_contact.person_id = provider.person_id
        where b.id = %s''', booking['id'])


def cancel(console, hand, stage, booking):
    hand.filter(booking['reference'])
    hand.open(journey.found(console, booking, alone=True))
    console.reads('booking.reference', booking['reference'])
    hand.override()
    journey.preview(console, hand, journey.Books(stage, booking), booking['captured'] * 3 // 5, booking['captured'] // 4)
    hand.confirm()
    console.reads('activity.result', lambda words: len(words) > 0)
    console.key('Escape')
    console.reads('booking.state', 'Cancelled')


def main():
    with Stage.of_ctest() as stage, MailServer() as server:
        config = server.config(password_file=server.path / 'password', ca_file=server.path / 'cert.pem')
        place = pathlib.Path(stage.where[1], 'mail.conf')
        shutil.copy(config, place)
        try:
            booking = stage.booking(skip=6)
            customer, provider = people(stage, booking)
            stage.execute("update market.message set due = due - interval '3 days' where state = 'queued'")  # the demo's last days are old news too
            server.plan(provider, '550 5.1.1 Nobody here')
            with stage.console() as console:
                hand = Mouse(console, stage)
                hand.sign_in('operations')
                console.one('bookings.list', seconds=30)
                cancel(console, hand, stage, booking)
                told(console, ('waits until', booking['customer']), ('waits until', booking['provider']))
                assert not server.arrived, 'a message left while its cause could be taken back'
                stage.execute(f"update market.message set due = now() where booking_id = {booking['id']} and state = 'queued'")
                told(console, ('Message · sent ', booking['customer']), ('Message · not delivered: refused (550 5.1.1)', booking['provider']))
                console.picture(pathlib.Path(stage.bin.parent, 'pictures/acceptance/mail.png'))
            ((to, _, mail),) = server.arrived
            assert to == customer and booking['reference'] in mail.get_content(), to
            (subject, name), = stage.rows('''select subject, message_id from market.message
                where booking_id = %s and audience = 'customer' and state = 'sent' and template like '%%cancelled%%' ''', booking['id'])
            assert (mail['Subject'], mail['Message-ID']) == (subject, name), (mail['Subject'], subject)
            old = stage.one("select count(*) from market.message where state = 'sent' and due < now() - interval '2 days 1 minute'")
            aside = stage.one("select count(*) from market.message where state = 'expired'")
            assert old == (0,) and aside > (100,), f'{old} messages of the demo\'s past were sent, {aside} put aside'
            stage.command('verify')
        finally:
            place.unlink()
    print('messages wait, one is sent, one is refused, and the timeline says so; nobody got the mail of months')


if __name__ == '__main__':
    main()
