// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/overview/figure_words.h"

#include "views/shell/moments.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("FigureWords", text);
}

/// "12.4" for 124: a tenth is as fine as anybody compares.
QString tenths(qint64 value)
{
    const QLocale locale;
    return locale.toString(value / 10) + locale.decimalPoint() + locale.toString(value % 10);
}

/// The same where it is small; a multiple needs no tenths.
QString shareText(qint64 value)
{
    return value < 1000 ? tenths(value) : QLocale().toString((value + 5) / 10);
}

/// Rounded as far as it must to be read at a glance.
QString shortMoney(const Money &money)
{
    qint64 scale = 1;
    for (int i = 0; i < money.currency.decimals(); ++i)
        scale *= 10;
    const qint64 units = (money.minor + scale / 2) / scale;
    if (units < 1'000 && money.minor % scale != 0)
        return formatMoney(money, QLocale());
    const QLocale locale;
    QString number = locale.toString(units);
    if (units >= 1'000'000) {
        const qint64 hundredths = (units + 5'000) / 10'000;
        number = locale.toString(hundredths / 100) + locale.decimalPoint() + locale.toString(hundredths % 100).rightJustified(2, locale.zeroDigit().at(0)) + words(" M");
    }
    const Money nothing(0, money.currency); // wherever the currency's sign stands, it stays
    return formatMoney(nothing, locale).replace(formatAmount(nothing, locale), number);
}

bool isBetterLower(const QString &figure)
{
    static const QStringList lower { u"time_to_accept"_s, u"cancellation_rate"_s, u"no_show_rate"_s, u"dispute_rate"_s, u"refunds"_s };
    return lower.contains(figure);
}

QString daysBefore(int days)
{
    return days == 1 ? words("the day before") : words("the %1 days before").arg(days);
}

} // namespace

QString exactFigureText(Figure::Unit unit, const QString &currency, std::optional<qint64> value)
{
    if (!value)
        return u"—"_s;
    switch (unit) {
    case Figure::Unit::Count:
        return QLocale().toString(*value);
    case Figure::Unit::Money:
        return formatMoney(Money(*value, Currency(currency)), QLocale());
    case Figure::Unit::Rate:
        return words("%1 %").arg(tenths((*value + 5) / 10));
    case Figure::Unit::Seconds:
        return durationText(*value);
    }
    Q_UNREACHABLE();
}

QString figureText(Figure::Unit unit, const QString &currency, std::optional<qint64> value)
{
    if (value && unit == Figure::Unit::Money)
        return shortMoney(Money(*value, Currency(currency)));
    return exactFigureText(unit, currency, value);
}

FigureChange changeOf(const Figure &figure)
{
    FigureChange change;
    const auto now = figure.value(), before = figure.valueBefore();
    if (!now || !before || (figure.unit != Figure::Unit::Rate && *before == 0))
        return change;
    const qint64 difference = *now - *before;
    const qint64 size = std::abs(difference);
    const bool isRate = figure.unit == Figure::Unit::Rate;
    const qint64 shown = isRate ? (size + 5) / 10 : static_cast<qint64>((static_cast<__int128>(size) * 1000 + *before / 2) / *before);
    change.text = isRate ? words("%1 pt").arg(tenths(shown)) : words("%1 %").arg(shareText(shown));
    if (shown == 0)
        return change; // an arrow beside nothing would be a riddle
    change.way = difference > 0 ? FigureChange::Way::Up : FigureChange::Way::Down;
    change.tone = (difference > 0) == isBetterLower(figure.name) ? Tone::Bad : Tone::Ok;
    return change;
}

QString beforeText(const Figure &figure, int days)
{
    const QString before = figureText(figure.unit, figure.currency, figure.valueBefore());
    if (days == 0)
        return words("from %1").arg(before);
    return days == 1 ? words("Day before: %1").arg(before) : words("%1 days before: %2").arg(days).arg(before);
}

QString figureSentence(const Figure &figure, int days)
{
    const QString now = exactFigureText(figure.unit, figure.currency, figure.value());
    const QString before = exactFigureText(figure.unit, figure.currency, figure.valueBefore());
    const FigureChange change = changeOf(figure);
    if (!figure.value())
        return words("%1: nothing to measure.").arg(figure.title);
    if (change.text.isEmpty())
        return words("%1: %2; nothing to compare with in %3.").arg(figure.title, now, daysBefore(days));
    switch (change.way) {
    case FigureChange::Way::Up:
        return words("%1: %2, up %3 from %4 in %5.").arg(figure.title, now, change.text, before, daysBefore(days));
    case FigureChange::Way::Down:
        return words("%1: %2, down %3 from %4 in %5.").arg(figure.title, now, change.text, before, daysBefore(days));
    case FigureChange::Way::None:
        return words("%1: %2, as in %3.").arg(figure.title, now, daysBefore(days));
    }
    Q_UNREACHABLE();
}

QString ageText(qint64 seconds)
{
    if (seconds < 60)
        return words("1 min");
    if (seconds < 3600)
        return words("%1 min").arg(seconds / 60);
    if (seconds < 2 * 86400)
        return words("%1 h").arg(seconds / 3600);
    return words("%1 d").arg(QLocale().toString(seconds / 86400));
}

} // namespace steward
