# SPDX-License-Identifier: GPL-3.0-or-later
"""Idioms that are not used here, and what is used instead.

Each rule: a name, where it holds, a pattern, what to do instead, a line that it must catch and one that it must not.
"""
import dataclasses
import re

from tree import cpp_code, cpp_files, files, line_of, sql_code, sql_files, text


@dataclasses.dataclass(frozen=True)
class Rule:
    name: str
    folders: tuple
    pattern: str
    instead: str
    bad: str
    good: str
    but: str = ''            # paths where it does not hold
    strings: bool = False    # look into literals too
    flags: int = 0


CPP_RULES = [
    Rule('future', ('core', 'views', 'app'), r'\bQ(Future|Promise|FutureWatcher)\b|\bQtConcurrent\b',
         'Task and deliver(): QFuture::then(context, …) is unsafe on Qt 6.4', 'QFuture<int> f;', 'Task<int> f();'),
    Rule('conditional co_await', ('core', 'views', 'app'), r'\?\s*co_await\b[^;{}]*:\s*co_await\b', 'an if, or an argument: GCC 12 ends what such an expression yields twice',
         'auto a = b ? co_await f() : co_await g();', 'auto a = co_await (b ? f() : g());'),
    Rule('nested loop', ('core', 'views', 'app'), r'\bQEventLoop\b|\bprocessEvents\s*\(|(?<!application)(?:\.|->)exec\s*\(',
         'open() with a signal, popup(), Task; nothing runs a loop inside the loop', 'dialog.exec();', 'dialog->open();',
         but=r'^app/\w+/main\.cpp$|^core/workspace/|^app/sandbox/sandbox_book'),
    Rule('blocking wait', ('core', 'views', 'app'), r'\bwaitFor(Finished|Started|ReadyRead|Connected|Disconnected|BytesWritten|Done)\s*\(',
         'a signal or a Task: nothing on the event loop waits', 'process.waitForFinished(-1);', 'connect(&process, &QProcess::finished, f);'),
    Rule('sleep', ('core', 'views', 'app'), r'\bQThread::m?u?sleep\s*\(|\bsleep_(for|until)\s*\(|(?<![\w:.>])u?sleep\s*\(',
         'a timer', 'QThread::msleep(10);', 'QTimer::singleShot(10, f);', but=r'^app/sandbox/http_front'),  # a thread for each connection
    Rule('singleton', ('core', 'views', 'app'), r'\bstatic\s+[\w:<>]+\s*[&*]\s*(instance|self|global)\s*\(',
         'a constructor parameter: what needs it is given it', 'static Pool &instance();', 'explicit Page(Pool &pool);'),
    Rule('colour', ('views', 'app'), r'\bQColor\s*\(\s*(0x|\d|u?"|QLatin1|QStringLiteral)|\bQRgba?\s*\(|\bqRgba?\s*\(|"[^"\n]*#[0-9a-fA-F]{6}\b|"[^"\n]*\brgba?\(\s*[\d%]'
         r'|\bQt::(dark)?(red|green|blue|white|black|gray|cyan|magenta|yellow|lightGray)\b',
         'a token of resources/themes', 'painter.setPen(QColor("#ff0000"));', 'painter.setPen(theme.color(Token::Border));', strings=True),
    Rule('SQL in a view', ('views', 'app/console'), r'"\s*(select\s+.+\s+from|insert\s+into|update\s+\w+\s+set|delete\s+from|with\s+\w+\s+as)\b',
         'a method of a repository', 'ask("select id from booking");', 'm_bookings.page(filter, where);', strings=True, flags=re.I),
    Rule('money as a fraction', ('core', 'views', 'app'), r'\b(double|float|qreal)\s+\w*([Aa]mount|[Pp]rice|[Mm]oney|[Mm]inor|[Rr]efund|[Cc]ommission)\w*',
         'Money, in minor units', 'double amount = 1.5;', 'Money amount;'),
    Rule('shell', ('core', 'views', 'app'), r'(?<![\w.>:])(std::)?(system|popen)\s*\(', 'QProcess with a list of arguments', 'system("ls");', 'QProcess process;'),
    Rule('namespace in a header', ('core', 'views', 'app'), r'^\s*using\s+namespace\b', 'the name in full', 'using namespace Qt;', 'namespace steward {',
         but=r'\.cpp$', flags=re.M),
    Rule('include', ('core', 'views', 'app', 'tests'), r'^\s*#include\s+"(?!(?:core|views|app|tests|moc_)[/\w])[^"\n]*\.h"', 'the path from the root',
         '#include "money.h"', '#include "core/base/money.h"', strings=True, flags=re.M),
    Rule('words in a model', ('views', 'core'), r'\bQ(Json\w+|Dialog|MessageBox|NetworkAccessManager|Sql\w+)\b',
         'a model holds values; whoever fills it decodes', 'QJsonObject row;', 'BookingRow row;', but=r'^(?!.*_model\.(h|cpp)$)'),
    Rule('native file dialog', ('views', 'app'), r'\bQFileDialog::get\w+\s*\(', 'a QFileDialog that is opened', 'QFileDialog::getOpenFileName(this);', 'dialog->open();'),
    Rule('message box', ('views', 'app'), r'\bQMessageBox::(information|warning|question|critical)\s*\(', 'a QMessageBox that is opened',
         'QMessageBox::warning(this);', 'box->open();'),
]

SQL_RULES = [
    Rule('clock', ('core',), r'\b(now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\s*\(\s*\)|\bcurrent_(timestamp|date|time)\b|\blocaltime(stamp)?\b',
         'guard.clock(): a simulation has a clock of its own', 'set at = now();', 'set at = guard.clock();',
         but=r'^core/door/|^core/schema/|^core/payment/sql/(requests|tables/0740)|^core/notification/sql/outbox\.sql$|^core/identity/'),  # leases and waits of the worker are real time, and so is who is signed in
    Rule('advisory lock', ('core',), r'\bpg_(try_)?advisory_\w*lock\w*\s*\((?!\))', 'a row lock on a private table', 'perform pg_advisory_lock(1);', 'select 1 for update;',
         but=r'^core/door/|^core/schema/'),
    Rule('upper case', ('core', 'tests'), r'^\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|GRANT|REVOKE|DROP|BEGIN|DECLARE)\b', 'lower case',
         'SELECT 1;', 'select 1;', flags=re.M),
    Rule('hollow search_path', ('core',), r"search_path\s*(=|to)\s*''", 'pg_catalog, pg_temp: with the empty path, pg_temp is searched first for types',
         "set search_path = ''", 'set search_path = pg_catalog, pg_temp', strings=True),
    Rule('class of errors', ('core',), r"errcode\s*=\s*'MP\w*000'", "a code that does not end in 000: a handler of such a code takes its whole class",
         "errcode = 'MP000'", "errcode = 'MP031'", strings=True),
    Rule('offset', ('core',), r'\boffset\s+(\d|\$|\w+\.)', 'a keyset: (sort, id) < ($1, $2)', 'limit 5 offset 10', 'limit 5'),
    Rule('function in a step', ('core',), r'^\s*create\s+(or\s+replace\s+)?(function|procedure)\b', 'a text: a step is structure and data only',
         'create function guard.f()', 'create table market.t ()', but=r'^(?!.*/sql/tables/)|/0923_plain_names\.sql$', flags=re.M),  # what an index is made of must be there before any text
]


def _holds(rule, path):
    name = str(path)
    return any(name.startswith(folder + '/') for folder in rule.folders) and not (rule.but and re.search(rule.but, name))


def _found(rules, paths, strip):
    for path in paths:
        source = text(path)
        bare, whole = strip(source), strip(source, strings=True)
        for rule in rules:
            if _holds(rule, path):
                for match in re.finditer(rule.pattern, whole if rule.strings else bare, rule.flags):
                    yield f'{path}:{line_of(source, match.start())}: {rule.name}: {match.group(0).strip()}: use {rule.instead}'


def cpp():
    """C++ uses none of the banned idioms."""
    yield from _found(CPP_RULES, cpp_files(), cpp_code)


def sql():
    """SQL uses none of the banned idioms."""
    yield from _found(SQL_RULES, sql_files(), sql_code)


def switches():
    """A switch over an enumeration of ours has no default: a new state must fail to compile where it must be known."""
    for path in cpp_files('core', 'views', 'app'):
        source = cpp_code(text(path))
        for match in re.finditer(r'\bswitch\s*\(', source):
            body = _body(source, match.end())
            ours = re.search(r'\bcase\s+(?!Q)(\w+::)*[A-Z]\w*::[A-Z]\w*\s*:', re.sub(r'\bQ\w*::\w+(::\w+)*', '', body))
            if ours and re.search(r'\bdefault\s*:', body):
                yield f'{path}:{line_of(source, match.start())}: switch with a default: name every value, so that a new one fails to compile'


def _body(source, at):
    depth, start = 0, source.find('{', at)
    for index in range(start, len(source)):
        depth += {'{': 1, '}': -1}.get(source[index], 0)
        if depth == 0:
            return source[start:index]
    return ''


def themes():
    """Style sheets and icons take their colours from tokens too."""
    for path in files():
        if path.suffix == '.qss' or (path.suffix == '.svg' and path.parts[:2] == ('resources', 'icons')):
            for match in re.finditer(r'#[0-9a-fA-F]{3,8}\b|\brgba?\(', text(path)):
                yield f'{path}:{line_of(text(path), match.start())}: {match.group(0)}: use a token of resources/themes, or currentColor in an icon'


def headers():
    """Every header is opened once."""
    for path in cpp_files():
        if path.suffix == '.h' and '#pragma once' not in text(path):
            yield f'{path}: has no #pragma once'


def by_hand():
    """The rules themselves: each catches its bad line and leaves its good one."""
    for rules, strip in ((CPP_RULES, cpp_code), (SQL_RULES, sql_code)):
        for rule in rules:
            if not re.search(rule.pattern, strip(rule.bad, strings=rule.strings), rule.flags):
                yield f'{rule.name}: does not catch {rule.bad}'
            if re.search(rule.pattern, strip(rule.good, strings=rule.strings), rule.flags):
                yield f'{rule.name}: catches {rule.good}'


CHECKS = [cpp, sql, switches, themes, headers, by_hand]
