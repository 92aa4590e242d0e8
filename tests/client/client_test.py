#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""People who write apps for the marketplace make their clients from its OpenAPI documents: they pass the field's linter, types made from
them compile strictly, and a client of those types drives a booking from registration to settlement.

    client_test.py FOLDER-OF-PROGRAMS FOLDER-FOR-PACKAGES
"""
import importlib.machinery
import importlib.util
import json
import os
import pathlib
import shutil
import subprocess
import sys
import urllib.request

SKIPPED = 77  # as ctest is told
HERE = pathlib.Path(__file__).resolve().parent
AREAS = {'admin': 1, 'auth': 0, 'customer': 0, 'provider': 0, 'public': 0}  # and at which gate


def walk_program():
    """The parts that packaging/demo --api also stands on."""
    loader = importlib.machinery.SourceFileLoader('api_walk', str(HERE.parents[1] / 'packaging/api-walk'))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader('api_walk', loader))
    loader.exec_module(module)
    return module


def run(*words, cwd, **environment):
    done = subprocess.run(list(map(str, words)), cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True, check=False)
    print(done.stdout, end='', flush=True)
    if done.returncode:
        sys.exit(f'NOT: {" ".join(map(str, words))}: {done.stdout[-3000:]}{done.stderr[-3000:]}')


def install(folder):
    """The packages of the lock file; where none are kept and the network does not give them, there is nothing to test with."""
    done = subprocess.run(['npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode and any(word in done.stderr for word in ('ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ETIMEDOUT', 'ENETUNREACH')):
        print(f'SKIPPED: the packages can not be had without a network.\n{done.stderr[-1000:]}')
        sys.exit(SKIPPED)
    if done.returncode:
        sys.exit(f'NOT: npm ci: {done.stderr[-3000:]}')


def main():
    programs, folder = map(pathlib.Path, sys.argv[1:3])
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [(HERE / name).read_text() for name in ('package.json', 'package-lock.json')]
    installed = folder / 'installed.json'
    if not installed.exists() or json.loads(installed.read_text()) != wanted:
        for name in ('package.json', 'package-lock.json'):
            shutil.copy(HERE / name, folder)
        install(folder)
        installed.write_text(json.dumps(wanted))
    for name in ('walk.ts', 'tsconfig.json'):
        shutil.copy(HERE / name, folder)
    tools = folder / 'node_modules/.bin'
    walk = walk_program()
    with walk.Place(programs.resolve()) as place:
        for area, gate in AREAS.items():
            with urllib.request.urlopen(f'http://127.0.0.1:{place.ports[gate]}/v1/{area}/openapi.json') as answer:
                (folder / f'{area}.json').write_bytes(answer.read())
            run(tools / 'openapi-typescript', f'{area}.json', '--output', f'{area}.d.ts', cwd=folder)
        run(tools / 'redocly', 'lint', *(f'{area}.json' for area in AREAS), '--format', 'summary', cwd=folder, REDOCLY_TELEMETRY='off', REDOCLY_SUPPRESS_UPDATE_NOTICE='true')
        run(tools / 'tsc', '--project', folder, cwd=folder)
        password = 'a password of twelve and more'
        place.ctl('operator', 'create', 'mara', '--name', 'Mara', '--group', 'operations', '--all-markets')
        place.ctl('operator', 'password', 'mara', given=password + '\n')
        run('node', 'walk.js', cwd=folder, STEWARD_USERS=f'http://127.0.0.1:{place.ports[0]}', STEWARD_OPERATORS=f'http://127.0.0.1:{place.ports[1]}', STEWARD_WORKER=place.worker, STEWARD_PASSWORD=password)
        place.ctl('verify')


if __name__ == '__main__':
    main()
