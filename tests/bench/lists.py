# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages of the bookings list through the direct backend beside the same statements by libpq without row-level security."""
import pathlib
import statistics
import subprocess

from measure import line, remark


def measure(build, database):
    program = pathlib.Path(build, 'bin/steward_bench_list')
    each = '10' if database.rows < 100_000 else '40'
    market = database.rows_of('select m.market_id from market.operator_market m join market.operator o on o.id = m.operator_id '
                              "where o.login = 'operations_one_market'")[0][0]
    for name, login, more in (('list', 'operations', []), ('list-one-market', 'operations_one_market', ['--market', str(market)])):
        answer = subprocess.run([str(program), '--operator', database.dsn(login), '--floor', database.dsn(), '--each', each, *more],
                                capture_output=True, text=True, check=False)
        if answer.returncode:
            raise SystemExit(f'steward_bench_list: {answer.stderr}')
        ratios = []
        for said in answer.stdout.splitlines():
            combination, backend, floor = said.split()
            ratios.append(float(backend) / float(floor))
            line(f'{name}-{combination}', database.rows, float(backend) / 1000, 'ms', float(floor) / 1000, ratios[-1])
        line(f'{name}-median-ratio', database.rows, statistics.median(ratios), 'ratio')
        remark(f'{name}: 50 rows a page, first page and second; ratios {min(ratios):.2f} to {max(ratios):.2f}, wanted at most 1.5')
