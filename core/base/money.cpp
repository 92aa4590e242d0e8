// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/money.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace steward {

namespace {

constexpr std::int64_t largestMinor = 9'007'199'254'740'991; // what JSON's readers everywhere keep exactly

struct IsoDecimals {
    QLatin1StringView code;
    int decimals;
};

/// ISO 4217, table A.1: the currencies whose minor unit is not a hundredth.
constexpr std::array isoDecimals {
    IsoDecimals { QLatin1StringView("BHD"), 3 }, IsoDecimals { QLatin1StringView("BIF"), 0 },
    IsoDecimals { QLatin1StringView("CLF"), 4 }, IsoDecimals { QLatin1StringView("CLP"), 0 },
    IsoDecimals { QLatin1StringView("DJF"), 0 }, IsoDecimals { QLatin1StringView("GNF"), 0 },
    IsoDecimals { QLatin1StringView("IQD"), 3 }, IsoDecimals { QLatin1StringView("ISK"), 0 },
    IsoDecimals { QLatin1StringView("JOD"), 3 }, IsoDecimals { QLatin1StringView("JPY"), 0 },
    IsoDecimals { QLatin1StringView("KMF"), 0 }, IsoDecimals { QLatin1StringView("KRW"), 0 },
    IsoDecimals { QLatin1StringView("KWD"), 3 }, IsoDecimals { QLatin1StringView("LYD"), 3 },
    IsoDecimals { QLatin1StringView("OMR"), 3 }, IsoDecimals { QLatin1StringView("PYG"), 0 },
    IsoDecimals { QLatin1StringView("RWF"), 0 }, IsoDecimals { QLatin1StringView("TND"), 3 },
    IsoDecimals { QLatin1StringView("UGX"), 0 }, IsoDecimals { QLatin1StringView("UYI"), 0 },
    IsoDecimals { QLatin1StringView("UYW"), 4 }, IsoDecimals { QLatin1StringView("VND"), 0 },
    IsoDecimals { QLatin1StringView("VUV"), 0 }, IsoDecimals { QLatin1StringView("XAF"), 0 },
    IsoDecimals { QLatin1StringView("XOF"), 0 }, IsoDecimals { QLatin1StringView("XPF"), 0 },
};

/// Only signs that mean one currency: "$" and "¥" are shared by several, and a refund in the wrong one is no small
/// thing.
QString symbolOf(const Currency &currency)
{
    if (currency.code == u"EUR")
        return QStringLiteral("€");
    if (currency.code == u"GBP")
        return QStringLiteral("£");
    if (currency.code == u"BRL")
        return QStringLiteral("R$");
    return currency.code;
}

std::uint64_t powerOfTen(int exponent)
{
    std::uint64_t power = 1;
    for (int i = 0; i < exponent; ++i)
        power *= 10;
    return power;
}

std::uint64_t magnitude(std::int64_t value)
{
    return value < 0 ? std::uint64_t { 0 } - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
}

/// The C locale is nobody's habit: it stands for "not set", and is taken for English.
QLocale asSpoken(const QLocale &locale)
{
    return locale.language() == QLocale::C ? QLocale(QLocale::English, QLocale::UnitedKingdom) : locale;
}

QString formatMagnitude(const Money &money, const QLocale &locale)
{
    const int decimals = money.currency.decimals();
    const auto scale = powerOfTen(decimals);
    const auto units = magnitude(money.minor);
    QString text = locale.toString(static_cast<qulonglong>(units / scale));
    if (decimals == 0)
        return text;
    QLocale ungrouped = locale;
    ungrouped.setNumberOptions(QLocale::OmitGroupSeparator);
    QString fraction = ungrouped.toString(static_cast<qulonglong>(units % scale));
    while (fraction.size() < decimals)
        fraction.prepend(locale.zeroDigit());
    return text + locale.decimalPoint() + fraction;
}

/// What a person typed, taken apart: digits, and where a separator stood (counted in digits before it).
struct Typed {
    QString digits;
    QList<std::pair<QChar, qsizetype>> separators;
    bool negative = false;
};

std::optional<Typed> takeApart(QString text, const Currency &currency)
{
    Typed typed;
    text = std::move(text).trimmed();
    if (!text.isEmpty() && (text.front() == u'-' || text.front() == u'\u2212' || text.front() == u'+')) {
        typed.negative = text.front() != u'+';
        text = text.mid(1).trimmed();
    }
    for (const QString &unit : { currency.code, symbolOf(currency) }) {
        if (unit.isEmpty())
            continue;
        if (text.startsWith(unit, Qt::CaseInsensitive))
            text = text.mid(unit.size());
        else if (text.endsWith(unit, Qt::CaseInsensitive))
            text.chop(unit.size());
    }
    for (const QChar c : text.trimmed()) {
        if (const int digit = c.digitValue(); digit >= 0)
            typed.digits.append(QChar(u'0' + digit));
        else if (QStringView(u".,'\u2019\u066B\u066C").contains(c))
            typed.separators.append({ c, typed.digits.size() });
        else if (c.isSpace()) // "1 240", with whatever kind of space
            typed.separators.append({ u' ', typed.digits.size() });
        else
            return std::nullopt;
    }
    if (typed.digits.isEmpty())
        return std::nullopt;
    return typed;
}

/// Do these separate thousands, all alike ("1,240,000", and "12,40,000" as written in India)?
bool areGroups(const Typed &typed, qsizetype count, qsizetype end)
{
    for (qsizetype i = 0; i < count; ++i) {
        if (typed.separators[i].first != typed.separators[0].first)
            return false;
        const auto next = i + 1 < count ? typed.separators[i + 1].second : end;
        const auto width = next - typed.separators[i].second;
        const bool last = i + 1 == count;
        if (typed.separators[i].second == 0 || (last ? width != 3 : width != 3 && width != 2))
            return false;
    }
    return true;
}

/// How many of the digits stand after the decimal point; nothing if the separators make no sense.
std::optional<qsizetype> decimalsTyped(const Typed &typed, const QLocale &locale)
{
    const auto size = typed.digits.size();
    const auto count = typed.separators.size();
    if (count == 0)
        return 0;
    const auto [mark, position] = typed.separators.back();
    const bool isOnly = std::ranges::count(typed.separators, mark, [](const auto &s) { return s.first; }) == 1;
    const bool isLocalPoint = QString(mark) == locale.decimalPoint();
    // "74,4" where the comma separates thousands can only mean a decimal point: no group has one or two digits.
    const bool isForeignPoint = count == 1 && mark != u' ' && size - position != 3;
    if (isOnly && (isLocalPoint || isForeignPoint) && areGroups(typed, count - 1, position))
        return size - position;
    if (!isLocalPoint && areGroups(typed, count, size))
        return 0;
    return std::nullopt;
}

Error notAnAmount(const Currency &currency, const QLocale &locale)
{
    return Error(
        Error::Kind::Invalid, QCoreApplication::translate("Money", "This is not an amount."),
        QCoreApplication::translate("Money", "Write it like %1.").arg(formatAmount(Money(123'456, currency), locale)));
}

} // namespace

int Currency::decimals() const
{
    const auto *found = std::ranges::find(isoDecimals, code, &IsoDecimals::code);
    return found == isoDecimals.end() ? 2 : found->decimals;
}

QString formatAmount(const Money &money, const QLocale &where)
{
    const QLocale locale = asSpoken(where);
    const QString text = formatMagnitude(money, locale);
    return money.minor < 0 ? locale.negativeSign() + text : text;
}

QString formatMoney(const Money &money, const QLocale &where)
{
    const QLocale locale = asSpoken(where);
    // The locale says on which side the symbol stands; the amount itself never passes through a floating-point number.
    const QString one = locale.toString(1);
    const QString symbol = symbolOf(money.currency);
    QString text = locale.toCurrencyString(qlonglong { 1 }, symbol);
    const auto at = text.indexOf(one);
    if (at < 0)
        return symbol + QChar(QChar::Nbsp) + formatAmount(money, locale);
    const bool touches = at > 0 && text[at - 1].isLetter(); // "JPY12,000" is hard to read
    text.replace(at, one.size(), (touches ? QString(QChar::Nbsp) : QString()) + formatMagnitude(money, locale));
    return money.minor < 0 ? locale.negativeSign().replace(u'-', u'\u2212') + text : text; // beside words a hyphen is no sign
}

Result<Money> parseMoney(const QString &text, const Currency &currency, const QLocale &where)
{
    const QLocale locale = asSpoken(where);
    const auto typed = takeApart(text, currency);
    const auto decimals = typed ? decimalsTyped(*typed, locale) : std::nullopt;
    if (!decimals)
        return std::unexpected(notAnAmount(currency, locale));
    if (*decimals > currency.decimals()) {
        return std::unexpected(Error(
            Error::Kind::Invalid,
            currency.decimals() == 0 ? QCoreApplication::translate("Money", "%1 has no decimals.").arg(currency.code)
                                     : QCoreApplication::translate("Money", "%1 has only %2 decimals.")
                                           .arg(currency.code)
                                           .arg(currency.decimals())));
    }
    const QString padded = typed->digits + QString(currency.decimals() - *decimals, u'0');
    bool fits = false;
    const auto minor = padded.toLongLong(&fits);
    if (!fits || minor > largestMinor)
        return std::unexpected(
            Error(Error::Kind::Invalid, QCoreApplication::translate("Money", "This amount is too large.")));
    return Money(typed->negative ? -minor : minor, currency);
}

} // namespace steward
