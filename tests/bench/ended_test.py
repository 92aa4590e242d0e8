#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A benchmark that is ended from outside leaves no server behind: ended_test.py BUILD."""
import pathlib
import signal
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
build = pathlib.Path(sys.argv[1])


def cluster(word, data):
    return subprocess.run([str(build / 'bin/stewardctl'), 'cluster', word, '--data', data], capture_output=True, text=True, check=False).stdout


def main():
    with tempfile.TemporaryDirectory(prefix='steward-ended.') as folder:
        pathlib.Path(folder).chmod(0o755)
        data = f'{folder}/data'
        with subprocess.Popen([sys.executable, str(HERE / 'run'), '--build', str(build), '--rows', '2000', '--data', data, 'list'],
                              stdout=subprocess.PIPE, text=True) as bench:
            try:
                if not any('bookings loaded' in line for line in bench.stdout):
                    raise SystemExit('the benchmark never had its data')
                bench.send_signal(signal.SIGSTOP)  # it must not come to its end while its server is asked for
                if not cluster('status', data).startswith('running'):
                    raise SystemExit('its server does not run, so nothing is shown')
                bench.send_signal(signal.SIGTERM)
                bench.send_signal(signal.SIGCONT)
                bench.stdout.read()
                bench.wait()
                left = cluster('status', data)
                if left.startswith('running'):
                    raise SystemExit(f'it left a server behind: {left}')
                if bench.returncode != 128 + signal.SIGTERM:
                    raise SystemExit(f'it ended with {bench.returncode}')
            finally:
                bench.kill()
                cluster('stop', data)


main()
