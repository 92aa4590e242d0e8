// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/reference.h"

#include <algorithm>

namespace steward {

namespace {

constexpr QStringView alphabet = u"0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford's: no I, L, O, U
constexpr qsizetype bodyLength = 8;

QChar asWritten(QChar c)
{
    const QChar upper = c.toUpper();
    if (upper == u'I' || upper == u'L')
        return u'1';
    return upper == u'O' ? QChar(u'0') : upper;
}

bool isLatin(QChar c)
{
    return c >= u'A' && c <= u'Z';
}

} // namespace

Reference::Reference(QString prefix, QString body)
    : m_prefix(std::move(prefix))
    , m_body(std::move(body))
{
}

std::optional<Reference> Reference::parse(QStringView text)
{
    QString bare;
    for (const QChar c : text.trimmed()) {
        if (c != u'-' && !c.isSpace())
            bare.append(c);
    }
    const auto prefixLength = bare.size() - bodyLength;
    if (prefixLength != 2)
        return std::nullopt;
    const QString prefix = bare.first(prefixLength).toUpper();
    QString body = bare.last(bodyLength);
    std::ranges::transform(body, body.begin(), asWritten);
    const bool isKnown = std::ranges::all_of(prefix, isLatin)
        && std::ranges::all_of(body, [](QChar c) { return alphabet.contains(c); });
    if (!isKnown || checkCharacter(QStringView(body).chopped(1)) != body.back())
        return std::nullopt;
    return Reference(prefix, body);
}

QChar Reference::checkCharacter(QStringView seven)
{
    // Luhn, modulo 32: from the right, every other value is doubled and its two digits of base 32 are added.
    qsizetype sum = 0;
    qsizetype factor = 2;
    for (auto i = seven.size() - 1; i >= 0; --i) {
        const auto value = factor * std::max<qsizetype>(alphabet.indexOf(asWritten(seven[i])), 0);
        sum += value / alphabet.size() + value % alphabet.size();
        factor = 3 - factor;
    }
    return alphabet[(alphabet.size() - sum % alphabet.size()) % alphabet.size()];
}

QString Reference::text() const
{
    return m_prefix + u'-' + m_body.first(4) + u'-' + m_body.last(4);
}

} // namespace steward
