#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every page and the gallery as pictures, in both themes and two sizes: all there, of the right size, none of them empty."""
import collections
import os
import pathlib
import re
import shutil
import subprocess
import sys

from stage import Stage

LOOKS = {f'{theme}-{width}' for theme in ('light', 'dark') for width in (1440, 1024)}
EXPECTED = {'pages': {'sign-in', 'bookings', 'booking', 'booking-past', 'booking-override', 'calendar', 'calendar-beside', 'overview', 'overview-why', 'overview-charts', 'palette', 'columns', 'jump'}, 'gallery': {'gallery'}}  # at least


def measures(picture):
    """Width, height, number of colours and mean brightness."""
    said = subprocess.run(['identify', '-format', '%w %h %k %[fx:mean]', str(picture)], capture_output=True, text=True, check=True).stdout.split()
    return int(said[0]), int(said[1]), int(said[2]), float(said[3])


def judge(folder):
    """Names of the pages that have every look; ends the test at the first bad picture."""
    looks = collections.defaultdict(set)
    for picture in sorted(folder.glob('*.png')):
        found = re.fullmatch(r'(.+)-(light|dark)-(\d+)(?:x(\d+))?', picture.stem)
        if not found:
            continue
        page, theme, width, height = found.groups()
        wide, high, colours, brightness = measures(picture)
        if wide != int(width) or (height and high != int(height)):
            sys.exit(f'{picture.name} is {wide}×{high}')
        if colours < 60:
            sys.exit(f'{picture.name} has {colours} colours: nothing is on it')
        if (brightness > 0.5) != (theme == 'light'):
            sys.exit(f'{picture.name} has the brightness {brightness:.2f}: that is not the {theme} theme')
        looks[page].add(f'{theme}-{width}')
    whole = {page for page, found in looks.items() if found >= LOOKS}
    if set(looks) - whole:
        sys.exit(f'a look is missing: {({page: sorted(LOOKS - looks[page]) for page in set(looks) - whole})}')
    return whole


def main():
    root = pathlib.Path(os.environ['STEWARD_PICTURES'])
    with Stage.of_ctest() as stage:
        environment = {**os.environ, **stage.home(), **stage.environment(), 'QT_QPA_PLATFORM': 'offscreen'}
        for name, words in (('pages', ['--profile', 'demo', '--user', 'operations', '--pictures']), ('gallery', ['--gallery'])):
            folder = root / name
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            subprocess.run([str(stage.bin / 'steward'), *words, str(folder)], env=environment, check=True, timeout=240)
            whole = judge(folder)
            print(f'{name}: {len(whole)} × {len(LOOKS)} pictures in {folder}: {", ".join(sorted(whole))}')
            if EXPECTED[name] - whole:
                sys.exit(f'no picture of {EXPECTED[name] - whole}')


if __name__ == '__main__':
    main()
