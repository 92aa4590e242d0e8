# SPDX-License-Identifier: GPL-3.0-or-later
"""The source tree, as the checks of tests/tidy see it."""
import functools
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
CPP = ('.cpp', '.h')
BINARY = ('.png', '.otf', '.ttf', '.ico', '.qm', '.gz')


@functools.cache
def files():
    """Every file of the project, relative to its root: what git knows or would take; all but builds where there is no git."""
    listed = subprocess.run(['git', '-C', str(ROOT), 'ls-files', '-z', '--cached', '--others', '--exclude-standard'],
                            capture_output=True, check=False)
    if listed.returncode == 0:
        names = [pathlib.Path(name) for name in listed.stdout.decode().split('\0') if name]
    else:
        names = [path.relative_to(ROOT) for path in ROOT.rglob('*')]
        names = [path for path in names if path.parts[0] not in ('build', '.git', '.cache') and '__pycache__' not in path.parts]
    return sorted(path for path in names if (ROOT / path).is_file())


@functools.cache
def text(path):
    return (ROOT / path).read_text(errors='replace')


def texts():
    """Files that hold text, with it."""
    for path in files():
        if path.suffix not in BINARY:
            yield path, text(path)


def cpp_files(*folders):
    return [path for path in files() if path.suffix in CPP and (not folders or path.parts[0] in folders)]


def sql_files(*folders):
    return [path for path in files() if path.suffix == '.sql' and (not folders or path.parts[0] in folders)]


_CPP_TOKEN = re.compile(r'''R"(?P<d>[^\s()\\]{0,16})\(.*?\)(?P=d)"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'|//[^\n]*|/\*.*?\*/''', re.S)
_SQL_TOKEN = re.compile(r"""'(?:''|[^'])*'|--[^\n]*|/\*.*?\*/""", re.S)


def _blank(match, keep_strings):
    found = match.group(0)
    comment = found.startswith(('//', '/*', '--'))
    if not comment and keep_strings:
        return found
    return re.sub(r'[^\n]', ' ', found)


def cpp_code(source, strings=False):
    """C++ without its comments, and without its literals unless `strings`; every line stays where it was."""
    # A digit separator is no character literal.
    source = re.sub(r"(?<=[0-9a-fA-F])'(?=[0-9a-fA-F])", '_', source)
    return _CPP_TOKEN.sub(lambda match: _blank(match, strings), source)


def sql_code(source, strings=False):
    """SQL without its comments, and without its literals unless `strings`."""
    return _SQL_TOKEN.sub(lambda match: _blank(match, strings), source)


def line_of(source, offset):
    return source.count('\n', 0, offset) + 1
