# SPDX-License-Identifier: GPL-3.0-or-later
"""The console's start and memory beside an empty Qt window on the same display."""
import os
import pathlib
import re
import subprocess
import tempfile
import time

from measure import ROUNDS, in_turn, line, median


class Program:
    """A program that says `ready` on its standard output when it has shown what it is for."""

    def __init__(self, *argv, environment=None):
        self.argv = [str(word) for word in argv]
        self.environment = {**os.environ, **(environment or {})}

    def start(self):
        """Starts it; the process and the milliseconds until it was ready."""
        began = time.monotonic()
        process = subprocess.Popen(self.argv, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=self.environment)
        for said in process.stdout:
            if said.startswith('ready'):
                return process, (time.monotonic() - began) * 1000
        raise SystemExit(f'{" ".join(self.argv)} ended with {process.wait()} and was never ready')

    def start_ms(self):
        process, took = self.start()
        self._end(process)
        return took

    def resident_mb(self):
        process, _ = self.start()
        time.sleep(1)  # what it does once it is shown belongs to it
        status = pathlib.Path(f'/proc/{process.pid}/status').read_text()
        self._end(process)
        return int(re.search(r'VmRSS:\s+(\d+)', status).group(1)) / 1024

    @staticmethod
    def _end(process):
        process.terminate()
        process.communicate(timeout=20)


def measure(build, database):
    # A home of its own: what somebody's own console left open, perhaps no list at all, is restored at the start.
    with tempfile.TemporaryDirectory(prefix='steward-bench-home.') as home:
        _measure(build, database, {'STEWARD_DATA': str(database.data), 'XDG_DATA_HOME': home})


def _measure(build, database, environment):
    bare = Program(pathlib.Path(build, 'bin/steward_bench_window'))
    console = Program(pathlib.Path(build, 'bin/steward'), '--profile', 'demo', '--user', 'operations', '--say-ready', environment=environment)
    bare.start_ms()
    console.start_ms()  # both once, so that neither pays for cold files
    empty, full = in_turn([bare.start_ms, console.start_ms], ROUNDS + 4)
    line('console-start', database.rows, median(full), 'ms', median(empty), median(full) / median(empty))
    line('console-start-beyond-floor', database.rows, median(full) - median(empty), 'ms')
    empty, full = in_turn([bare.resident_mb, console.resident_mb])
    line('console-memory', database.rows, median(full), 'MB', median(empty), median(full) / median(empty))
