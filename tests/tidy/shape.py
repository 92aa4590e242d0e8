# SPDX-License-Identifier: GPL-3.0-or-later
"""The shape of the tree: licence lines, sizes, layout, words that must not stand anywhere, what the README promises."""
import json
import os
import pathlib
import re
import subprocess

from tree import ROOT, cpp_files, files, sql_files, text, texts

SPDX = 'SPDX-License-Identifier: GPL-3.0-or-later'
TOP = {'app', 'core', 'views', 'resources', 'tests', 'packaging', 'CMakeLists.txt', 'CMakePresets.json', 'README.md',
       'LICENSE', 'CONTRIBUTING.md', 'CHANGELOG.md'}


def licence():
    """The first line of every source, SQL, CMake, shell and Python file (the second after a #!) is the SPDX line."""
    for path, source in texts():
        script = source.startswith('#!')
        if not (script or path.suffix in ('.cpp', '.h', '.sql', '.py', '.sh', '.cmake') or path.name == 'CMakeLists.txt'):
            continue
        lines = source.splitlines()[:3]
        if path.suffix == '.sh' and lines and 'shellcheck' in lines[0]:
            lines = lines[1:]
        if len(lines) <= script or SPDX not in lines[script]:
            yield f'{path}:1: write "{SPDX}" as its first line'
        if re.search(r'@auth' r'or|\(c\) *\d{4}|Copyright \d{4}', source[:2000]) and path.suffix in ('.cpp', '.h', '.sql', '.py'):
            yield f'{path}:1: no author and no date; the SPDX line is the only header'


def sizes():
    """No source over 500 lines (400 is the aim), no header over 200 (120), no function over 100 (60): two ideas each."""
    for path in cpp_files():
        count = text(path).count('\n')
        limit = 200 if path.suffix == '.h' else 500
        if count > limit:
            yield f'{path}:1: {count} lines, {limit} at most; it is usually two ideas'
    for path in cpp_files('core', 'views', 'app'):
        if path.suffix == '.cpp':
            yield from _long_functions(path)


def _long_functions(path):
    # The house format puts a function's braces alone at the start of a line.
    start = None
    for number, line in enumerate(text(path).splitlines(), 1):
        if line == '{':
            start = number
        elif line == '}' and start:
            if number - start > 101:
                yield f'{path}:{start}: a function of {number - start - 1} lines; 60 is the aim, 100 the limit'
            start = None


def layout():
    """Nothing at the top beside the agreed folders and files; names in snake case."""
    for entry in sorted({path.parts[0] for path in files()}):
        if entry not in TOP and not entry.startswith('.'):
            yield f'{entry}: not part of the top-level layout; see the folder map of README.md'
    for path in files():
        if re.search(r'[A-Z\s]', str(path)) and path.suffix in ('.cpp', '.h', '.sql', '.py'):
            yield f'{path}: names are snake_case'


def _hosts():
    """Package registries that this machine uses: they are its own business."""
    sources = [pathlib.Path('/etc/apt/sources.list'), *pathlib.Path('/etc/apt/sources.list.d').glob('*')]
    found = set()
    for source in sources:
        if source.is_file() and os.access(source, os.R_OK):
            found |= set(re.findall(r'^[^#\n]*https?://([^/\s]+)', source.read_text(errors='replace'), re.M))
    for name in ('PIP_INDEX_URL', 'NPM_CONFIG_REGISTRY', 'npm_config_registry'):
        found |= set(re.findall(r'https?://(?:[^/@\s]*@)?([^/\s]+)', os.environ.get(name, '')))
    return {host for host in found if '.' in host and not host.startswith(('localhost', '127.'))}


def words():
    """No registry's host, no path of this machine, no note to oneself."""
    here = [str(place) + '/' for place in {ROOT, pathlib.Path.home()} if len(place.parts) > 2]
    hosts = _hosts()
    for path, source in texts():
        for word in [*hosts, *here]:
            if word in source:
                yield f'{path}: names {word}, which belongs to one machine'
        for match in re.finditer(r'\b(TO' + r'DO|FIX' + r'ME|XX' + r'X|HA' + r'CK)\b', source):
            if path.suffix not in ('.svg', '.json') and path.name != 'LICENSE':
                line = source.count('\n', 0, match.start()) + 1
                yield f'{path}:{line}: {match.group(1)}: do it, or write it where the work is kept'


def readme():
    """Every command and folder that README.md names is there."""
    if not (ROOT / 'README.md').exists():
        yield 'README.md: missing'
        return
    source = text(pathlib.Path('README.md'))
    for command in ('packaging/demo', 'packaging/test'):
        if command not in source:
            yield f'README.md: does not name {command}'
    for name in sorted(set(re.findall(r'\b((?:packaging|tests|core|views|app|resources)/[\w./-]*[\w/])', source))):
        if not (ROOT / name).exists() and '<' not in name:
            yield f'README.md: names {name}, which is not there'
    for name in set(re.findall(r'!\[[^\]]*\]\(([^)]+)\)', source)):
        if not (ROOT / name).exists():
            yield f'README.md: the picture {name} is not there'
    for name in ('packaging/demo', 'packaging/test', 'packaging/bench', 'packaging/install-dependencies', '.ci/run'):
        if (ROOT / name).exists() and not os.access(ROOT / name, os.X_OK):
            yield f'{name}: has no run bit'


def steps():
    """No two steps of the database with one number; every text is applied, once."""
    numbers = {}
    for path in sql_files('core'):
        found = re.fullmatch(r'(\d{4})_\w+\.sql', path.name)
        if path.parent.name == 'tables':
            if not found:
                yield f'{path}: a step is named NNNN_<what>.sql'
            elif found.group(1) in numbers:
                yield f'{path}: number {found.group(1)} belongs to {numbers[found.group(1)]}'
            else:
                numbers[found.group(1)] = path
    order = pathlib.Path('core/schema/apply.order')
    if (ROOT / order).exists():
        yield from _texts_in_order(order)


def _texts_in_order(order):
    lines = [line.split('#')[0].strip() for line in text(order).splitlines()]
    seen = {}
    for line in filter(None, lines):
        matched = sorted((ROOT / 'core').glob(line))
        if not matched:
            yield f'{order}: {line} matches no file'
        for path in matched:
            if path in seen and seen[path] == line:
                yield f'{order}: {line} stands there twice'
            seen[path] = line
    for path in sql_files('core'):
        if path.parent.name != 'tables' and 'sql' in path.parts and ROOT / path not in seen:
            yield f'{path}: no line of {order} applies it'


def presets():
    """The presets that people and scripts rely on exist."""
    names = {preset['name'] for preset in json.loads(text(pathlib.Path('CMakePresets.json')))['configurePresets']}
    for name in ('dev', 'release', 'asan', 'coverage'):
        if name not in names:
            yield f'CMakePresets.json: preset {name} is missing'


def scripts():
    """Every shell script parses."""
    for path, source in texts():
        if re.match(r'#!.*\b(ba)?sh\b', source) or path.suffix == '.sh':
            answer = subprocess.run(['bash', '-n', str(ROOT / path)], capture_output=True, text=True, check=False)
            if answer.returncode:
                yield f'{path}: {answer.stderr.strip()}'
            if source.startswith('#!') and not os.access(ROOT / path, os.X_OK):
                yield f'{path}: has no run bit'


def demo_help():
    """packaging/demo says what it takes to whoever asks, and what is wrong to whoever errs."""
    demo = ROOT / 'packaging/demo'
    if not demo.exists():
        return
    asked = subprocess.run([str(demo), '--help'], capture_output=True, text=True, check=False)
    if asked.returncode or asked.stderr:
        yield f'packaging/demo: --help ends with {asked.returncode} and writes {len(asked.stderr)} letters to the error stream'
    for name in ('--check', '--reset', 'STEWARD_DATA', 'STEWARD_DEMO_BOOKINGS'):
        if name not in asked.stdout:
            yield f'packaging/demo: --help does not name {name}'
    wrong = subprocess.run([str(demo), '--florble'], capture_output=True, text=True, check=False)
    if wrong.returncode != 64 or wrong.stdout:
        yield f'packaging/demo: an unknown option ends with {wrong.returncode}, not 64, or writes to the output'


CHECKS = [licence, sizes, layout, words, readme, steps, presets, scripts, demo_help]
