#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What `packaging/demo --check` does to the console: signs in, previews and commits one cancellation, takes pictures.

    check.py --bin build/release/bin --pictures FOLDER [--data FOLDER]
"""
import argparse
import os
import pathlib
import subprocess

import journey
from mouse_test import Mouse
from stage import Stage


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--bin', required=True)
    parser.add_argument('--pictures', required=True, type=pathlib.Path)
    parser.add_argument('--data')
    options = parser.parse_args()
    os.environ.setdefault('STEWARD_PICTURES', str(options.pictures))
    with Stage(options.bin, options.data) as stage:
        booking = stage.booking()
        books = journey.Books(stage, booking)
        refund, share = booking['captured'] * 3 // 5, booking['captured'] // 4
        with stage.console() as console:
            hand = Mouse(console, stage)
            console.one('sign-in.sign-in')
            console.picture(options.pictures / 'check-1-sign-in.png')
            hand.sign_in('operations')
            console.one('bookings.list', seconds=30)
            hand.filter(booking['reference'])
            hand.open(journey.found(console, booking, alone=True))
            console.reads('booking.reference', booking['reference'])
            console.picture(options.pictures / 'check-2-booking.png')
            hand.override()
            journey.preview(console, hand, books, refund, share)
            console.picture(options.pictures / 'check-3-preview.png')
            hand.confirm()
            journey.cancelled(console, books, refund)
            console.picture(options.pictures / 'check-4-cancelled.png')
        subprocess.run([str(stage.bin / 'steward'), '--profile', 'demo', '--user', 'operations', '--pictures', str(options.pictures)], env={**os.environ, **stage.environment()}, check=True)
    print(f'Booking {booking["reference"]} was found, its cancellation previewed and committed, and the database holds it.')


if __name__ == '__main__':
    main()
