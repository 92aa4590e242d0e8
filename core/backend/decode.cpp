// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/decode.h"

#include <QCoreApplication>

#include <charconv>

namespace steward::detail {

namespace {

/// Reads digits off the front of a date or time.
class Scanner final {
public:
    explicit Scanner(std::string_view text)
        : m_rest(text)
    {
    }
    [[nodiscard]] int digits(std::size_t count)
    {
        int value = 0;
        if (m_rest.size() < count)
            m_ok = false;
        for (std::size_t i = 0; m_ok && i < count; ++i) {
            m_ok = m_rest[i] >= '0' && m_rest[i] <= '9';
            value = value * 10 + (m_rest[i] - '0');
        }
        m_rest.remove_prefix(m_ok ? count : 0);
        return value;
    }
    bool skip(char c)
    {
        if (!m_rest.starts_with(c))
            return false;
        m_rest.remove_prefix(1);
        return true;
    }
    void expect(char c) { m_ok = skip(c) && m_ok; }
    [[nodiscard]] char front() const { return m_rest.empty() ? '\0' : m_rest.front(); }
    [[nodiscard]] bool ok() const { return m_ok; }
    [[nodiscard]] bool atEnd() const { return m_ok && m_rest.empty(); }

private:
    std::string_view m_rest;
    bool m_ok = true;
};

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

QDate scanDate(Scanner &in)
{
    const int year = in.digits(4);
    in.expect('-');
    const int month = in.digits(2);
    in.expect('-');
    const int day = in.digits(2);
    return in.ok() ? QDate(year, month, day) : QDate();
}

QTime scanTime(Scanner &in)
{
    const int hour = in.digits(2);
    in.expect(':');
    const int minute = in.digits(2);
    in.expect(':');
    const int second = in.digits(2);
    int milliseconds = 0;
    if (in.skip('.')) {
        int scale = 100; // what is finer than a millisecond is not kept
        for (; in.ok() && isDigit(in.front()); scale /= 10)
            milliseconds += scale * in.digits(1);
    }
    return in.ok() ? QTime(hour, minute, second, milliseconds) : QTime();
}

/// Seconds east of UTC: "+00", "-03:30", "+05:30:20", "Z".
int scanOffset(Scanner &in)
{
    if (in.skip('Z'))
        return 0;
    const int sign = in.front() == '-' ? -1 : 1;
    in.expect(sign < 0 ? '-' : '+');
    int seconds = in.digits(2) * 3600;
    if (in.skip(':'))
        seconds += in.digits(2) * 60;
    if (in.skip(':'))
        seconds += in.digits(2);
    return sign * seconds;
}

} // namespace

bool fromText(std::string_view text, std::int64_t &value)
{
    const auto *end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, value);
    return error == std::errc() && stopped == end;
}

bool fromText(std::string_view text, bool &value)
{
    value = text == "t";
    return value || text == "f";
}

bool fromText(std::string_view text, QString &value)
{
    value = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    return true;
}

bool fromText(std::string_view text, QDateTime &value)
{
    Scanner in(text);
    const QDate date = scanDate(in);
    if (!in.skip('T'))
        in.expect(' ');
    const QTime time = scanTime(in);
    const int offset = scanOffset(in);
    if (!in.atEnd() || !date.isValid() || !time.isValid())
        return false;
    constexpr qint64 unixEpoch = 2440588; // as a Julian day
    const qint64 seconds = (date.toJulianDay() - unixEpoch) * 86400 - offset;
    value = QDateTime::fromMSecsSinceEpoch(seconds * 1000 + time.msecsSinceStartOfDay(), Qt::UTC);
    return true;
}

bool fromText(std::string_view text, QDate &value)
{
    Scanner in(text);
    value = scanDate(in);
    return in.atEnd() && value.isValid();
}

bool fromText(std::string_view text, QTime &value)
{
    Scanner in(text);
    value = scanTime(in);
    return in.atEnd() && value.isValid();
}

std::optional<std::vector<std::string>> arrayElements(std::string_view text)
{
    if (text.size() < 2 || text.front() != '{' || text.back() != '}')
        return std::nullopt;
    std::vector<std::string> elements;
    std::size_t at = 1;
    const std::size_t end = text.size() - 1;
    while (at < end) {
        const bool quoted = text[at] == '"';
        at += quoted;
        std::string element;
        for (; at < end && (quoted ? text[at] != '"' : text[at] != ','); ++at) {
            if (text[at] == '\\')
                ++at;
            else if (!quoted && (text[at] == '{' || text[at] == '"'))
                return std::nullopt;
            if (at < end)
                element.push_back(text[at]);
        }
        at += quoted;
        const bool isLast = at >= end;
        if (at > end || (!isLast && text[at] != ',') || (!quoted && (element.empty() || element == "NULL")))
            return std::nullopt;
        elements.push_back(std::move(element));
        if (!isLast && ++at == end)
            return std::nullopt;
    }
    return elements;
}

int columnOf(const Rows::Source &source, ColumnPlan &plan, std::size_t visit, std::string_view name)
{
    // The same literal in the same place: found for an earlier row of this table.
    if (visit < plan.visited.size() && plan.visited[visit].first == name.data())
        return plan.visited[visit].second;
    const int count = source.columnCount();
    int found = -1;
    for (int i = 0; i < count && found < 0; ++i) {
        // Views list their columns in the order of fields(), as a rule.
        const int column = (i + static_cast<int>(visit)) % count;
        if (source.columnName(column) == name)
            found = column;
    }
    if (visit == plan.visited.size() && found >= 0)
        plan.visited.emplace_back(name.data(), found);
    return found;
}

Read failureOf(std::string_view name, Read read)
{
    if (!read)
        return read;
    const bool joined = read->path.empty() || read->path.front() == '[';
    read->path = joined ? std::string(name) + read->path : std::string(name) + '.' + read->path;
    return read;
}

Error Failure::error() const
{
    const QString where = QString::fromStdString(path);
    QString what;
    switch (reason) {
    case Missing:
        what = QCoreApplication::translate("Decode", "The server's answer lacks “%1”.").arg(where);
        break;
    case Null:
        what
            = QCoreApplication::translate("Decode", "The server left “%1” empty, where a value must stand.").arg(where);
        break;
    case IllTyped:
        what
            = QCoreApplication::translate("Decode", "The server's answer has something unexpected in “%1”.").arg(where);
        break;
    }
    return Error(Error::Kind::Protocol, what,
                 QCoreApplication::translate(
                     "Decode", "This program and the server may be of different versions; update the older one."),
                 QStringLiteral("decode"));
}

} // namespace steward::detail
