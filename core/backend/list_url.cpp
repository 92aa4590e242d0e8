// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/list_url.h"

#include <QCoreApplication>
#include <QStringDecoder>
#include <QUrl>

#include <algorithm>
#include <array>

namespace steward {

namespace {

using Comparison = ListQuery::Comparison;
using Direction = PageRequest::Direction;

struct Word {
    QString name;
    QString value;
};

Error malformed(const QString &sentence, const QString &name)
{
    return Error(Error::Kind::Invalid, sentence.arg(name.left(60)), {}, QStringLiteral("list"));
}

Error unknownWord(const QString &name)
{
    return malformed(QCoreApplication::translate("List", "“%1” says nothing to this address."), name);
}

Error wrongValue(const QString &name)
{
    return malformed(QCoreApplication::translate("List", "What “%1” says can not be understood."), name);
}

/// What forms and addresses write, as text. Nothing: a broken escape, or bytes that are no text.
std::optional<QString> decoded(QByteArrayView part)
{
    QByteArray bytes = part.toByteArray();
    bytes.replace('+', ' ');
    for (qsizetype at = bytes.indexOf('%'); at >= 0; at = bytes.indexOf('%', at + 1)) {
        bool isHex = false;
        (void)bytes.mid(at + 1, 2).toUInt(&isHex, 16);
        if (!isHex || at + 2 >= bytes.size())
            return std::nullopt;
    }
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(QByteArray::fromPercentEncoding(bytes));
    return decoder.hasError() || text.contains(QChar(u'\0')) ? std::nullopt : std::optional(text);
}

Result<QList<Word>> wordsOf(QByteArrayView url)
{
    QList<Word> words;
    for (const QByteArray &piece : url.toByteArray().split('&')) {
        if (piece.isEmpty())
            continue;
        const qsizetype equals = piece.indexOf('=');
        const auto name = decoded(QByteArrayView(piece).first(equals < 0 ? piece.size() : equals));
        const auto value = equals < 0 ? std::nullopt : decoded(QByteArrayView(piece).sliced(equals + 1));
        if (!name)
            return std::unexpected(wrongValue(QString::fromLatin1(piece)));
        if (!value)
            return std::unexpected(wrongValue(*name));
        words.append(Word { *name, *value });
    }
    return words;
}

QString listText(const QStringList &values)
{
    QStringList escaped;
    for (QString value : values) {
        value.replace(u'\\', QStringLiteral("\\\\")).replace(u',', QStringLiteral("\\,"));
        escaped.append(value.isEmpty() ? QStringLiteral("\\e") : value);
    }
    return escaped.join(u',');
}

std::optional<QStringList> listOf(const QString &text)
{
    QStringList values;
    if (text.isEmpty())
        return values;
    QString value;
    bool isEmptyValue = false;
    for (qsizetype i = 0; i <= text.size(); ++i) {
        if (i == text.size() || text[i] == u',') {
            if (value.isEmpty() != isEmptyValue)
                return std::nullopt;
            values.append(std::exchange(value, {}));
            isEmptyValue = false;
        } else if (text[i] != u'\\') {
            value.append(text[i]);
        } else if (const QChar escaped = ++i < text.size() ? text[i] : QChar(); escaped == u',' || escaped == u'\\') {
            value.append(escaped);
        } else if (escaped == u'e' && value.isEmpty()) {
            isEmptyValue = true;
        } else {
            return std::nullopt;
        }
    }
    return values;
}

constexpr std::array<std::pair<Comparison, QStringView>, 5> suffixes { {
    { Comparison::Equals, u"" },
    { Comparison::OneOf, u".in" },
    { Comparison::From, u".from" },
    { Comparison::Before, u".before" },
    { Comparison::StartsWith, u".starts" },
} };

class Writer final {
public:
    void add(const QString &name, const QString &value)
    {
        m_url += (m_url.isEmpty() ? "" : "&") + QUrl::toPercentEncoding(name) + '=' + QUrl::toPercentEncoding(value, ",:");
    }
    void conditions(const ListQuery &query)
    {
        for (const auto &condition : query.conditions()) {
            const bool isNull = condition.comparison == Comparison::IsNull;
            if (isNull || condition.comparison == Comparison::IsNotNull) {
                add(condition.column + QStringLiteral(".null"), isNull ? QStringLiteral("true") : QStringLiteral("false"));
                continue;
            }
            const auto suffix = std::ranges::find(suffixes, condition.comparison, [](const auto &known) { return known.first; });
            const bool isList = condition.comparison == Comparison::OneOf;
            add(condition.column + suffix->second.toString(), isList ? listText(condition.values) : condition.values.value(0));
        }
    }
    void rest(const ListQuery &query)
    {
        if (!query.matchFunction().isEmpty())
            add(QStringLiteral("words"), query.words());
        if (query.isOrdered())
            add(QStringLiteral("sort"), (query.isDescending() ? QStringLiteral("-") : QString()) + query.sortColumn());
        if (!query.columnNames().isEmpty())
            add(QStringLiteral("columns"), listText(query.columnNames()));
        QStringList markets;
        for (const int market : query.markets())
            markets.append(QString::number(market));
        if (!markets.isEmpty())
            add(QStringLiteral("market"), markets.join(u','));
    }
    [[nodiscard]] const QByteArray &url() const { return m_url; }

private:
    QByteArray m_url;
};

/// Reads one list's address, word by word.
class Reader final {
public:
    Reader(const ListNames &names, int limit)
        : m_names(names)
        , m_asked(ListQuery(names.view), PageRequest({}, Direction::Forward, limit))
    {
    }

    [[nodiscard]] std::optional<Error> take(const Word &word)
    {
        const bool isOwn = listWords().contains(word.name);
        if (isOwn && m_seen.contains(word.name))
            return malformed(QCoreApplication::translate("List", "“%1” is said twice."), word.name);
        m_seen.append(word.name);
        if (!isOwn)
            return condition(word);
        return own(word) ? std::nullopt : std::optional(wrongValue(word.name));
    }
    [[nodiscard]] ListAsked asked() const { return m_asked; }

private:
    bool own(const Word &word)
    {
        ListQuery &query = m_asked.query;
        if (word.name == u"words") {
            query.matching(m_names.match, word.value);
            return !m_names.match.isEmpty();
        }
        if (word.name == u"sort") {
            const bool isDescending = word.value.startsWith(u'-');
            query.orderedBy(word.value.sliced(isDescending ? 1 : 0), isDescending);
            return word.value.size() > (isDescending ? 1 : 0);
        }
        if (word.name == u"cursor") {
            m_asked.where.cursor = word.value.toLatin1();
            return !word.value.isEmpty();
        }
        if (word.name == u"direction") {
            m_asked.where.direction = word.value == u"before" ? Direction::Backward : Direction::Forward;
            return word.value == u"before" || word.value == u"after";
        }
        if (word.name == u"limit") {
            bool isNumber = false;
            m_asked.where.limit = word.value.toInt(&isNumber);
            query.atMost(m_asked.where.limit);
            return isNumber && m_asked.where.limit >= 1 && m_asked.where.limit <= 1'000;
        }
        const auto list = listOf(word.value);
        if (!list || list->isEmpty())
            return false;
        if (word.name == u"columns") {
            query.columns(*list);
            return true;
        }
        QList<int> markets;
        for (const QString &id : *list) {
            bool isNumber = false;
            markets.append(id.toInt(&isNumber));
            if (!isNumber)
                return false;
        }
        query.inMarkets(markets);
        return true;
    }

    std::optional<Error> condition(const Word &word)
    {
        const qsizetype dot = word.name.indexOf(u'.');
        const QString column = dot < 0 ? word.name : word.name.first(dot);
        const QString suffix = dot < 0 ? QString() : word.name.sliced(dot);
        ListQuery &query = m_asked.query;
        if (suffix == u".null") {
            if (word.value != u"true" && word.value != u"false")
                return wrongValue(word.name);
            query.where(column, word.value == u"true" ? Comparison::IsNull : Comparison::IsNotNull, {});
            return std::nullopt;
        }
        const auto known = std::ranges::find(suffixes, QStringView(suffix), [](const auto &pair) { return pair.second; });
        if (known == suffixes.end() || column.isEmpty())
            return unknownWord(word.name);
        const auto values = known->first == Comparison::OneOf ? listOf(word.value) : std::optional(QStringList { word.value });
        if (!values)
            return wrongValue(word.name);
        query.where(column, known->first, *values);
        return std::nullopt;
    }

    const ListNames &m_names;
    ListAsked m_asked;
    QStringList m_seen;
};

} // namespace

const QStringList &listWords()
{
    static const QStringList words { QStringLiteral("words"), QStringLiteral("sort"), QStringLiteral("limit"), QStringLiteral("cursor"),
                                     QStringLiteral("direction"), QStringLiteral("columns"), QStringLiteral("market") };
    return words;
}

QByteArray urlOfPage(const ListQuery &query, const PageRequest &where)
{
    Writer writer;
    writer.conditions(query);
    writer.rest(query);
    writer.add(QStringLiteral("limit"), QString::number(where.limit));
    if (!where.cursor.isEmpty())
        writer.add(QStringLiteral("cursor"), QString::fromLatin1(where.cursor));
    if (where.direction == Direction::Backward)
        writer.add(QStringLiteral("direction"), QStringLiteral("before"));
    return writer.url();
}

QByteArray urlOfRead(const ListQuery &query)
{
    Writer writer;
    if (query.arguments()) {
        for (qsizetype i = 0; i < query.arguments()->size(); ++i)
            writer.add(QString::number(i + 1), query.arguments()->at(i));
        return writer.url();
    }
    writer.conditions(query);
    writer.rest(query);
    writer.add(QStringLiteral("limit"), QString::number(query.bound()));
    return writer.url();
}

Result<ListAsked> listOfUrl(const ListNames &names, QByteArrayView url, int limit)
{
    const auto words = wordsOf(url);
    if (!words)
        return std::unexpected(words.error());
    Reader reader(names, limit);
    for (const Word &word : *words) {
        if (const auto error = reader.take(word))
            return std::unexpected(*error);
    }
    return reader.asked();
}

Result<QStringList> argumentsOfUrl(const QStringList &parameters, QByteArrayView url)
{
    const auto words = wordsOf(url);
    if (!words)
        return std::unexpected(words.error());
    QList<std::optional<QString>> given(parameters.size());
    for (const Word &word : *words) {
        bool isPlace = false;
        const int place = word.name.toInt(&isPlace);
        const qsizetype index = isPlace ? place - 1 : parameters.indexOf(word.name);
        if (index < 0 || index >= parameters.size())
            return std::unexpected(unknownWord(word.name));
        if (std::exchange(given[index], word.value))
            return std::unexpected(malformed(QCoreApplication::translate("List", "“%1” is said twice."), word.name));
    }
    QStringList values;
    for (qsizetype i = 0; i < given.size(); ++i) {
        if (given[i] && values.size() < i)
            return std::unexpected(malformed(QCoreApplication::translate("List", "“%1” is missing."), parameters[values.size()]));
        if (given[i])
            values.append(*given[i]);
    }
    return values;
}

} // namespace steward
