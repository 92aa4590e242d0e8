// SPDX-License-Identifier: GPL-3.0-or-later
// Lists and single records, whatever the database offers: no kind of record is known here by name.
#include "app/ctl/way.h"

#include "core/backend/list_url.h"
#include "core/base/table_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrl>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace steward::ctl {
namespace {

constexpr int usual_rows = 50;
constexpr int most_of_a_page = 200;
constexpr int widest_cell = 32;

/// "bookings" and "booking", "categories" and "category", are one kind of record.
QString singularOf(const QString &noun)
{
    QString name = noun.toLower().replace(u'-', u'_');
    if (name.endsWith("ies"_L1))
        name.replace(name.size() - 3, 3, u"y"_s);
    else if (name.endsWith(u's') && !name.endsWith("ss"_L1))
        name.chop(1);
    return name;
}

/// The view behind a noun, and whether it is a long list, with pages.
struct ListedView {
    ListedView() = default;
    QString name;
    bool hasPages = false;
};

Task<Result<ListedView>> viewOf(Backend &way, QString noun)
{
    auto known = co_await way.read(ListQuery(u"view_column"_s));
    if (!known)
        co_return std::unexpected(known.error());
    QStringList declared;
    for (int i = 0; i < known->size(); ++i) {
        const Rows::Row row = known->at(i);
        for (int column = 0; column < row.source().columnCount(); ++column) {
            if (const auto cell = row.cell(column); cell && row.source().columnName(column) == "view")
                declared.append(QString::fromUtf8(cell->data(), static_cast<qsizetype>(cell->size())));
        }
    }
    const QString singular = singularOf(noun);
    ListedView found;
    found.hasPages = true;
    for (const QString &name : { singular + "_list"_L1, singular, noun }) {
        found.name = name;
        if (declared.contains(name))
            co_return found;
    }
    found.name = singular;
    found.hasPages = false;
    co_return found;
}

/// Moments as RFC 3339 has them, whichever way they came.
QString textOf(const Rows::Row &row, int column)
{
    static const QRegularExpression moment(u"^(\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?)\\+00$"_s);
    const auto cell = row.cell(column);
    QString text = cell ? QString::fromUtf8(cell->data(), static_cast<qsizetype>(cell->size())) : QString();
    return text.replace(moment, u"\\1T\\2Z"_s);
}

QStringList namesOf(const Rows::Row &row)
{
    QStringList names;
    for (int column = 0; column < row.source().columnCount(); ++column) {
        const auto name = row.source().columnName(column);
        names.append(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())));
    }
    return names;
}

/// Of the columns that were asked for, in that order; of all, if none were. (What a list is ordered by comes along.)
TableText tableOf(const QList<Rows::Row> &rows, const QStringList &asked)
{
    TableText table;
    if (rows.isEmpty())
        return table;
    const QStringList names = namesOf(rows.constFirst());
    table.headings = asked.isEmpty() ? names : asked;
    for (const Rows::Row &row : rows) {
        QStringList cells;
        for (const QString &name : std::as_const(table.headings))
            cells.append(textOf(row, static_cast<int>(names.indexOf(name))));
        table.rows.append(cells);
    }
    return table;
}

/// What is nested stands as it is, all else as text: a list does not say of what type its columns are.
QJsonObject objectOf(const Rows::Row &row, const QStringList &asked)
{
    QJsonObject object;
    const QStringList names = namesOf(row);
    for (int column = 0; column < names.size(); ++column) {
        if (!asked.isEmpty() && !asked.contains(names[column]))
            continue;
        const auto cell = row.cell(column);
        const QString text = textOf(row, column);
        const auto nested = text.startsWith(u'{') || text.startsWith(u'[') ? QJsonDocument::fromJson(text.toUtf8()) : QJsonDocument();
        if (!cell)
            object.insert(names[column], QJsonValue::Null);
        else if (nested.isArray())
            object.insert(names[column], nested.array());
        else if (nested.isObject())
            object.insert(names[column], nested.object());
        else
            object.insert(names[column], text);
    }
    return object;
}

/// Columns side by side, as many as there is room for.
void printTable(const TableText &table)
{
    bool isNumber = false;
    const int given = qEnvironmentVariableIntValue("COLUMNS", &isNumber);
    const qsizetype room = isNumber && given > 0 ? given : 160;
    QList<qsizetype> widths;
    qsizetype used = 0;
    for (qsizetype column = 0; column < table.headings.size(); ++column) {
        qsizetype width = table.headings[column].size();
        for (const QStringList &row : table.rows)
            width = std::max(width, std::min<qsizetype>(row[column].size(), widest_cell));
        if (used + width > room && !widths.isEmpty())
            break;
        widths.append(width);
        used += width + 2;
    }
    const auto line = [&widths](const QStringList &cells) {
        QString text;
        for (qsizetype column = 0; column < widths.size(); ++column) {
            const QString &cell = cells[column];
            text += (cell.size() > widths[column] ? cell.first(widths[column] - 1) + u'…' : cell.leftJustified(widths[column])) + "  "_L1;
        }
        while (text.endsWith(u' '))
            text.chop(1);
        say(text);
    };
    line(table.headings);
    for (const QStringList &row : table.rows)
        line(row);
    if (widths.size() < table.headings.size())
        std::fprintf(stderr, "(and by --output csv: %s)\n", qUtf8Printable(table.headings.sliced(widths.size()).join(u", "_s)));
}

void print(const QList<Rows::Row> &rows, const QStringList &columns, const QString &form)
{
    if (form == "csv"_L1) {
        std::fputs(qUtf8Printable(csvOf(tableOf(rows, columns))), stdout);
    } else if (form == "markdown"_L1) {
        std::fputs(qUtf8Printable(markdownOf(tableOf(rows, columns))), stdout);
    } else if (form == "json"_L1) {
        QJsonArray all;
        for (const Rows::Row &row : rows)
            all.append(objectOf(row, columns));
        say(QString::fromUtf8(QJsonDocument(all).toJson()).trimmed());
    } else {
        printTable(tableOf(rows, columns));
    }
}

/// Splits off what are columns: "--state disputed" and "--starts-at.from=2026-01-01" become state=… and starts_at.from=….
QStringList conditionsOf(QStringList &words, const Arguments &arguments)
{
    QStringList conditions;
    for (qsizetype i = 0; i < words.size();) {
        const QString word = words[i];
        const qsizetype sign = word.indexOf(u'=');
        QString name = word.first(sign < 0 ? word.size() : sign);
        if (!word.startsWith("--"_L1) || word == optionsWord || arguments.knows(name.sliced(2))) {
            ++i;
            continue;
        }
        words.removeAt(i);
        QString value;
        if (sign >= 0)
            value = word.sliced(sign + 1);
        else if (i < words.size())
            value = words.takeAt(i);
        conditions.append(QString::fromLatin1(QUrl::toPercentEncoding(name.sliced(2).replace(u'-', u'_'))) + u'=' + QString::fromLatin1(QUrl::toPercentEncoding(value)));
    }
    return conditions;
}

Task<Result<QList<Rows::Row>>> rowsOf(Backend &way, ListAsked asked, bool hasPages, qint64 most)
{
    QList<Rows::Row> rows;
    if (!hasPages) {
        const auto found = co_await way.read(asked.query);
        if (!found)
            co_return std::unexpected(found.error());
        for (int i = 0; i < found->size() && rows.size() < most; ++i)
            rows.append(found->at(i));
        co_return rows;
    }
    PageRequest where = asked.where;
    while (rows.size() < most) {
        where.limit = static_cast<int>(std::min<qint64>(most - rows.size(), most_of_a_page));
        const auto page = co_await way.page(asked.query, where);
        if (!page)
            co_return std::unexpected(page.error());
        rows += page->rows;
        if (page->next.isEmpty())
            break;
        where.cursor = page->next;
    }
    co_return rows;
}

void describe(Arguments &arguments)
{
    addWayOptions(arguments);
    arguments.positional(u"what"_s, u"list, show or count"_s)
        .positional(u"which"_s, u"show: its id or reference"_s)
        .option(u"output"_s, u"table, csv, json or markdown."_s, u"form"_s, u"table"_s)
        .option(u"columns"_s, u"list: only these, separated by commas."_s, u"names"_s)
        .option(u"sort"_s, u"list: by this column; with - before it, from the greatest."_s, u"column"_s)
        .option(u"words"_s, u"list: found by words, as in the console."_s, u"text"_s)
        .option(u"limit"_s, u"list: so many rows."_s, u"number"_s, QString::number(usual_rows))
        .option(u"all"_s, u"list: all of them."_s);
}

Task<Exit> show(Backend &way, QString noun, QString which, QString form)
{
    bool isId = false;
    which.toLongLong(&isId);
    ListQuery query(singularOf(noun));
    query.where(isId ? u"id"_s : u"reference"_s, ListQuery::Comparison::Equals, { which });
    const auto found = co_await way.read(query);
    if (!found)
        co_return failedBy(found.error());
    if (found->size() == 0) {
        complain(u"There is no such %1, or it is not yours to see."_s.arg(singularOf(noun)));
        co_return Exit::Failed;
    }
    if (form == "table"_L1)
        say(QString::fromUtf8(QJsonDocument(objectOf(found->at(0), {})).toJson()).trimmed());
    else
        print({ found->at(0) }, {}, form);
    co_return Exit::Done;
}

} // namespace

bool isAboutRecords(const QStringList &words)
{
    return words.size() >= 2 && !words[0].startsWith(u'-') && (words[1] == "list"_L1 || words[1] == "show"_L1 || words[1] == "count"_L1);
}

Task<Exit> recordsCommand(QStringList words)
{
    const QString noun = words.takeFirst();
    Arguments arguments(noun, u"Lists or shows %1, as an operator sees them; over either way.\n\n"
                              "  list   --state disputed --starts-at.from 2026-01-01 …: each column of the view that can be compared is an option;\n"
                              "         behind a dot in (a,b), from, before, starts, null\n"
                              "  show   one by its id or reference\n"
                              "  count  how many a list has"_s.arg(noun));
    describe(arguments);
    QStringList conditions = conditionsOf(words, arguments);
    if (!arguments.parse(words))
        co_return arguments.status();
    const QString what = arguments.words().value(0);
    const QString form = arguments.value(u"output"_s);
    if (!QStringList { u"table"_s, u"csv"_s, u"json"_s, u"markdown"_s }.contains(form)) {
        complain(u"--output is table, csv, json or markdown."_s);
        co_return Exit::Usage;
    }
    if ((what == "show"_L1) != (arguments.words().size() == 2)) {
        complain(what == "show"_L1 ? u"Show which? Name its id or reference."_s : u"“%1” is one word too many."_s.arg(arguments.words().value(1)));
        co_return Exit::Usage;
    }
    const auto most = arguments.number(u"limit"_s, 1, 1'000'000'000);
    if (!most)
        co_return arguments.status();
    for (const QString &name : { u"columns"_s, u"sort"_s, u"words"_s }) {
        if (arguments.has(name))
            conditions.append(name + u'=' + QString::fromLatin1(QUrl::toPercentEncoding(arguments.value(name))));
    }
    const auto way = co_await openWay(arguments);
    if (!way)
        co_return failedBy(way.error());
    if (what == "show"_L1)
        co_return co_await show(**way, noun, arguments.words().at(1), form);
    const auto view = co_await viewOf(**way, noun);
    if (!view)
        co_return failedBy(view.error());
    ListNames names(view->name);
    names.match = singularOf(noun) + "_match"_L1;
    auto asked = listOfUrl(names, conditions.join(u'&').toUtf8(), usual_rows);
    if (!asked)
        co_return failedBy(asked.error());
    if (what == "count"_L1) {
        const auto total = co_await (*way)->count(asked->query);
        if (!total)
            co_return failedBy(total.error());
        say(total->exact ? QString::number(total->rows) : u"about %1"_s.arg(total->rows));
        co_return Exit::Done;
    }
    const auto rows = co_await rowsOf(**way, *asked, view->hasPages, arguments.has(u"all"_s) ? std::numeric_limits<qint64>::max() : *most);
    if (!rows)
        co_return failedBy(rows.error());
    print(*rows, asked->query.columnNames(), form);
    co_return Exit::Done;
}

} // namespace steward::ctl
