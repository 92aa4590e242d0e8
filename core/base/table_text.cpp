// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/table_text.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

QString csvField(QString text)
{
    static const QRegularExpression formula(u"^[\\s\\x00-\\x1f]*[=+\\-@\\x{FF1D}\\x{FF0B}\\x{FF0D}\\x{FF20}]|^[\\t\\r\\n]"_s);
    static const QRegularExpression figure(u"^[+-]?[0-9]+([.,][0-9]+)*( [A-Z]{3})?$"_s);
    if (formula.match(text).hasMatch() && !figure.match(text).hasMatch())
        text.prepend(u'\'');
    static const QRegularExpression needsQuotes(u"[\",\\r\\n]|^\\s|\\s$"_s);
    if (needsQuotes.match(text).hasMatch())
        text = u'"' + text.replace(u'"', u"\"\""_s) + u'"';
    return text;
}

QString markdownCell(QString text)
{
    static const QRegularExpression markup(u"([\\\\`*_\\[\\]<>|~&#])"_s);
    static const QRegularExpression lineEnd(u"\\r\\n|[\\r\\n]"_s);
    text = text.trimmed();
    text.replace(markup, u"\\\\1"_s);
    text.replace(lineEnd, u"<br>"_s);
    return text;
}

template <class Cell>
QString line(const QStringList &cells, const QString &begin, const QString &between, const QString &end, Cell cell)
{
    QStringList parts;
    for (const QString &text : cells)
        parts << cell(text);
    return begin + parts.join(between) + end;
}

} // namespace

QString csvOf(const TableText &table)
{
    QString text = line(table.headings, {}, u","_s, u"\r\n"_s, csvField);
    for (const QStringList &row : table.rows)
        text += line(row, {}, u","_s, u"\r\n"_s, csvField);
    return text;
}

QString markdownOf(const TableText &table)
{
    QString text = line(table.headings, u"| "_s, u" | "_s, u" |\n"_s, markdownCell);
    text += line(table.headings, u"| "_s, u" | "_s, u" |\n"_s, [](const QString &) { return u"---"_s; });
    for (const QStringList &row : table.rows)
        text += line(row, u"| "_s, u" | "_s, u" |\n"_s, markdownCell);
    return text;
}

} // namespace steward
