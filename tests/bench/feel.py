# SPDX-License-Identifier: GPL-3.0-or-later
"""What an operator feels of the console: a step of scrolling, a key in the palette, the memory after a day's cases."""
import os
import pathlib
import subprocess
import tempfile

from measure import line, remark

DAY = 200  # cases of an operator's day
STEPS = 1000


def measure(build, database):
    small = database.rows < 100_000
    with tempfile.TemporaryDirectory(prefix='steward-bench-home.') as home:
        done = subprocess.run([str(pathlib.Path(build, 'bin/steward_bench_feel')), '--steps', str(STEPS // 10 if small else STEPS), '--cases', str(DAY // 10 if small else DAY)],
                              env={**os.environ, 'STEWARD_DATA': str(database.data), 'HOME': home, 'XDG_DATA_HOME': f'{home}/data', 'XDG_CONFIG_HOME': f'{home}/config'},
                              stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise SystemExit(f'the console ended with {done.returncode}: {done.stdout}')
    said = {words[0]: [float(word) for word in words[1:]] for words in (text.split() for text in done.stdout.splitlines()) if words}
    p50, p99, steps, held = said['scroll']
    if not steps:
        raise SystemExit('the list did not scroll')
    line('scroll-step-p50', database.rows, p50, 'ms')
    line('scroll-step-p99', database.rows, p99, 'ms')
    remark(f'{steps:.0f} steps of a wheel from the list\'s beginning on, {held:.0f} more waited for rows; wanted p99 at most 16 ms')
    p50, p99, keys = said['palette']
    line('palette-key-p50', database.rows, p50, 'ms')
    line('palette-key-p99', database.rows, p99, 'ms')
    remark(f'{keys:.0f} letters, each until what it finds is painted')
    early, late, cases = said['memory']
    line('memory-of-a-day', database.rows, late, 'MB', early, late / early)
    remark(f'after {cases:.0f} bookings that were opened and previewed, beside a tenth of them; wanted at most 200 MB')
