# SPDX-License-Identifier: GPL-3.0-or-later
"""The arrows between layers, judged by what the compiler really opened (`ninja -t deps`).

A target that is not linked can still be included on Debian, so CMake's links show nothing. An object's files are its
own and those of the precompiled header that it uses.
"""
import json
import pathlib
import re
import subprocess

from tree import ROOT, text

ENGINE = {'base', 'backend', 'backend/direct', 'backend/api', 'catalogue', 'pg', 'cluster', 'schema', 'gateway', 'http', 'identity', 'mail', 'worker', 'workspace'}

# Which parts of the tree a layer may open; `feature` is any folder of core that is not part of the engine, `area` any
# folder of views beside shell and widgets. A feature opens other features only if its CMakeLists.txt names them.
MAY_OPEN = {
    'base': {'base'},
    'backend': {'base', 'backend'},
    'backend/direct': {'base', 'backend', 'backend/direct', 'pg'},
    'backend/api': {'base', 'backend', 'backend/api', 'http'},
    'catalogue': {'base', 'backend', 'catalogue'},
    'pg': {'base', 'backend', 'pg'},  # for Rows, the form of every answer
    'cluster': {'base', 'backend', 'pg', 'cluster'},
    'schema': {'base', 'backend', 'pg', 'schema'},
    'gateway': {'base', 'backend', 'pg', 'schema', 'http', 'gateway'},
    'http': {'base', 'http'},
    'identity': {'base', 'identity'},
    'mail': {'base', 'mail'},
    'worker': {'base', 'backend', 'pg', 'schema', 'gateway', 'mail', 'worker'},
    'workspace': {'base', 'workspace'},
    'feature': {'base', 'backend'},
    'widgets': {'base', 'widgets'},
    'shell': {'base', 'feature', 'workspace', 'widgets', 'shell'},
    'area': {'base', 'feature', 'workspace', 'widgets', 'shell'},
    'app/console': {'base', 'backend', 'backend/direct', 'backend/api', 'feature', 'workspace', 'pg', 'cluster', 'schema',
                    'widgets', 'shell', 'area', 'app/console'},
    'app/ctl': {'base', 'backend', 'backend/direct', 'backend/api', 'catalogue', 'feature', 'workspace', 'pg', 'cluster', 'schema', 'gateway', 'identity', 'worker', 'app/ctl'},
    'app/server': {'base', 'backend', 'backend/direct', 'catalogue', 'gateway', 'http', 'identity', 'pg', 'cluster', 'schema', 'app/server'},
    'app/worker': {'base', 'backend', 'backend/direct', 'backend/api', 'feature', 'workspace', 'pg', 'cluster', 'schema', 'gateway', 'mail', 'worker', 'app/worker'},
    'app/sandbox': {'base', 'backend', 'pg', 'schema', 'gateway', 'app/sandbox'},  # its signature and configuration
}

# Libraries, by a path that the compiler opens, and the layers that may.
LIBRARIES = [
    ('libpq', re.compile(r'/postgresql/(libpq|pg_config|postgres_ext)|/libpq-fe\.h$'), {'pg'}),
    ('libcurl', re.compile(r'/curl/curl\.h$'), {'mail'}),
    ('simdjson', re.compile(r'/simdjson\.h$'), {'backend'}),
    ('QtSql', re.compile(r'/QtSql/'), {'workspace', 'app/sandbox'}),
    ('Beast', re.compile(r'/boost/'), {'http'}),
    ('httplib', re.compile(r'/httplib\.h$'), {'app/sandbox'}),
    ('QtNetwork', re.compile(r'/QtNetwork/'), {'pg', 'gateway', 'http', 'backend/api', 'app/server', 'app/sandbox', 'app/console', 'app/ctl'}),
    ('qtkeychain', re.compile(r'/qt6keychain/'), {'app/console', 'shell'}),
    ('QtCharts', re.compile(r'/QtCharts/'), {'widgets'}),
    ('QtSvg', re.compile(r'/QtSvg/'), {'widgets', 'shell'}),
    ('QtWidgets', re.compile(r'/QtWidgets/'), {'widgets', 'shell', 'area', 'app/console'}),
    ('QtGui', re.compile(r'/QtGui/'), {'widgets', 'shell', 'area', 'app/console'}),
]


def place(path):
    """(layer, name) of a file of the tree: ('feature', 'booking'), ('base', 'base'); (None, None) for others."""
    parts = pathlib.PurePath(path).parts
    if len(parts) < 3 and parts[:1] != ('app',):
        return None, None
    if parts[0] == 'core':
        nested = '/'.join(parts[1:3])
        if nested in ENGINE:
            return nested, nested
        return (parts[1], parts[1]) if parts[1] in ENGINE else ('feature', parts[1])
    if parts[0] == 'views':
        return (parts[1], parts[1]) if parts[1] in ('widgets', 'shell') else ('area', parts[1])
    if parts[0] == 'app' and len(parts) > 2:
        return f'app/{parts[1]}', parts[1]
    return None, None


def named_features(folder):
    """Features that a feature's own CMakeLists.txt names: the few that it may know."""
    listing = pathlib.Path(folder, 'CMakeLists.txt')
    return set(re.findall(r'\bsteward_(\w+)', text(listing))) if (ROOT / listing).exists() else set()


def fault(source, opened, features_of=named_features):
    """Why `source` may not open `opened` (both relative to the root, or an absolute path of a library), or None."""
    layer, name = place(source)
    if layer is None:
        return None
    for library, pattern, allowed in LIBRARIES:
        if pattern.search(str(opened)):
            return None if layer in allowed else f'{library} is only for {", ".join(sorted(allowed))}'
    other, other_name = place(opened)
    if other is None or (layer, name) == (other, other_name):
        return None
    if layer == other == 'feature':
        folder = pathlib.Path('core', name)
        return None if other_name in features_of(folder) else f'{folder}/CMakeLists.txt does not name steward_{other_name}'
    if layer == other == 'area':
        return 'one area does not know another; what both need belongs into views/shell or views/widgets'
    if other in MAY_OPEN.get(layer, set()):
        return None
    return f'{source_layer(layer)} may open {", ".join(sorted(MAY_OPEN.get(layer, ())))} only'


def source_layer(layer):
    return {'feature': 'a feature', 'area': 'a page'}.get(layer, layer)


def opened_files(build):
    """Object → the files that the compiler opened for it."""
    answer = subprocess.run(['ninja', '-C', str(build), '-t', 'deps'], capture_output=True, text=True, check=True)
    objects, current = {}, None
    for line in answer.stdout.splitlines():
        if line.startswith('    '):
            objects[current].append(line.strip())
        elif ': #deps' in line:
            current = line.split(': #deps')[0]
            objects[current] = []
    return objects


def relative(name, build):
    path = pathlib.Path(name)
    path = path if path.is_absolute() else (build / path)
    try:
        return path.resolve().relative_to(ROOT)
    except ValueError:
        return path


def arrows(build):
    """Every object of core, views and app opens only what its layer may."""
    build = pathlib.Path(build).resolve()
    commands = json.loads((build / 'compile_commands.json').read_text())
    sources = {re.search(r' -o (\S+) ', entry['command']).group(1): relative(entry['file'], build) for entry in commands}
    opened = opened_files(build)
    judged, missing, seen = 0, [], set()
    for output, source in sources.items():
        if place(source)[0] is None or build in (ROOT / source).parents:
            continue
        if output not in opened:
            missing.append(source)
            continue
        judged += 1
        names = set(opened[output])
        for name in opened[output]:
            if name.endswith('cmake_pch.hxx') or name.endswith('cmake_pch.hxx.gch'):
                header = str(relative(name, build).relative_to(build.relative_to(ROOT))).removesuffix('.gch')
                names |= set(opened.get(header + '.gch', ()))
        for name in sorted(names):
            why = fault(source, relative(name, build))
            header = re.sub(r'(/Qt\w+/).*', r'\1…', str(relative(name, build)))
            if why and (source, header) not in seen:
                seen.add((source, header))
                yield f'{source}: opens {header}: {why}'
    print(f'judged {judged} objects')
    if missing:
        yield f'{missing[0]} and {len(missing) - 1} more are not built in {build}: the arrows are read from what the compiler opened'


def by_hand():
    """The rules themselves, tried on arrows that are known to be right or wrong."""
    none = lambda _folder: set()  # noqa: E731
    wrong = [
        ('core/base/money.cpp', 'core/backend/backend.h'), ('core/booking/booking.h', 'core/pg/pool.h'),
        ('core/booking/booking_repository.cpp', 'core/people/people.h'), ('core/schema/migrator.cpp', '/usr/include/postgresql/libpq-fe.h'), ('core/booking/booking.cpp', '/usr/include/x/qt6/QtWidgets/QWidget'),
        ('views/bookings/page.cpp', 'core/backend/backend.h'), ('views/bookings/page.cpp', 'views/disputes/page.h'),
        ('views/widgets/pill.cpp', 'core/booking/booking.h'), ('views/shell/window.cpp', '/usr/include/postgresql/libpq-fe.h'),
        ('app/ctl/main.cpp', 'views/widgets/pill.h'), ('app/server/main.cpp', 'core/booking/booking.h'), ('app/server/gate.cpp', '/usr/include/boost/beast/http/message.hpp'), ('core/http/http_server.cpp', 'core/pg/pool.h'),
        ('core/backend/rows.cpp', 'core/backend/direct/direct_backend.h'), ('core/worker/outbox.cpp', '/usr/include/x86_64-linux-gnu/curl/curl.h'),
    ]
    right = [
        ('core/booking/booking_repository.cpp', 'core/backend/backend.h'), ('views/bookings/page.cpp', 'core/booking/booking.h'),
        ('core/backend/direct/direct_backend.cpp', 'core/pg/pool.h'), ('core/pg/link.cpp', '/usr/include/postgresql/libpq-fe.h'),
        ('app/console/main.cpp', 'core/backend/direct/direct_backend.h'), ('views/bookings/page.cpp', 'views/shell/list/view.h'),
        ('tests/core/base_test.cpp', 'core/pg/link.h'), ('core/mail/smtp_client.cpp', '/usr/include/x86_64-linux-gnu/curl/curl.h'), ('core/http/http_parser.cpp', '/usr/include/boost/beast/http/message.hpp'),
        ('app/server/gate.cpp', 'core/http/http_server.h'),
    ]
    yield from (f'{source} → {opened} must be refused' for source, opened in wrong if not fault(source, opened, none))
    yield from (f'{source} → {opened} must be allowed: {fault(source, opened, none)}' for source, opened in right if fault(source, opened, none))


CHECKS = [by_hand]
