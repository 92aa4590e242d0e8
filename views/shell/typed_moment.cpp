// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/typed_moment.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

constexpr int first_year = 1970;
constexpr int last_year = 2199;
constexpr int longest_wait = 8; // years from one 29 February to the next

std::optional<QDate> namedDay(const QString &text, const QDate &today)
{
    const auto is = [&](const char *word) {
        return text.compare(QLatin1String(word), Qt::CaseInsensitive) == 0
            || text.compare(QCoreApplication::translate("TypedMoment", word), Qt::CaseInsensitive) == 0;
    };
    if (is(QT_TRANSLATE_NOOP("TypedMoment", "today")))
        return today;
    if (is(QT_TRANSLATE_NOOP("TypedMoment", "tomorrow")))
        return today.addDays(1);
    if (is(QT_TRANSLATE_NOOP("TypedMoment", "yesterday")))
        return today.addDays(-1);
    return std::nullopt;
}

/// "+7", "+7d", "-2w", "+3m".
std::optional<QDate> distantDay(const QString &text, const QDate &today)
{
    static const QRegularExpression form(u"^([+-]) ?(\\d{1,4}) ?([dwm]?)$"_s, QRegularExpression::CaseInsensitiveOption);
    const auto found = form.match(text);
    if (!found.hasMatch())
        return std::nullopt;
    const int count = found.captured(2).toInt() * (found.captured(1) == "-"_L1 ? -1 : 1);
    const QString unit = found.captured(3).toLower();
    return unit == "m"_L1 ? today.addMonths(count) : today.addDays(unit == "w"_L1 ? 7 * count : count);
}

/// "+2h", "+30min": from now on, to the minute.
std::optional<QDateTime> nearMoment(const QString &text, const QDateTime &now)
{
    static const QRegularExpression form(u"^[+] ?(\\d{1,4}) ?(h|min)$"_s, QRegularExpression::CaseInsensitiveOption);
    const auto found = form.match(text);
    if (!found.hasMatch())
        return std::nullopt;
    const int minutes = found.captured(1).toInt() * (found.captured(2).toLower() == "h"_L1 ? 60 : 1);
    return now.addSecs(60 * minutes - now.time().second()).addMSecs(-now.time().msec());
}

/// The ways to write a day with its year.
std::optional<QDate> datedDay(const QString &text, const QLocale &locale)
{
    QString shortDate = locale.dateFormat(QLocale::ShortFormat);
    if (!shortDate.contains("yyyy"_L1))
        shortDate.replace("yy"_L1, "yyyy"_L1);
    for (const QLocale &language : { locale, QLocale::c() }) {
        for (const QString &format : { u"yyyy-M-d"_s, shortDate, u"d.M.yyyy"_s, u"d MMM yyyy"_s, u"d MMMM yyyy"_s, u"d. MMM yyyy"_s, u"d. MMMM yyyy"_s,
                 u"MMM d yyyy"_s, u"MMMM d yyyy"_s, u"MMM d, yyyy"_s, u"MMMM d, yyyy"_s }) {
            if (const QDate day = language.toDate(text, format); day.isValid())
                return day;
        }
    }
    return std::nullopt;
}

/// The ways to write a day of `year` without it.
std::optional<QDate> dayOfYear(const QString &text, int year, const QLocale &locale)
{
    const QString withYear = text + u' ' + QString::number(year);
    for (const QLocale &language : { locale, QLocale::c() }) {
        for (const QString &format : { u"d MMM yyyy"_s, u"d MMMM yyyy"_s, u"d. MMM yyyy"_s, u"d. MMMM yyyy"_s, u"MMM d yyyy"_s, u"MMMM d yyyy"_s, u"d.M. yyyy"_s }) {
            if (const QDate day = language.toDate(withYear, format); day.isValid())
                return day;
        }
    }
    return std::nullopt;
}

std::optional<QDate> writtenDay(const QString &text, const QDate &today, const QLocale &locale, Towards towards)
{
    if (const auto day = datedDay(text, locale))
        return day;
    if (towards == Towards::Either)
        return dayOfYear(text, today.year(), locale);
    const int step = towards == Towards::Future ? 1 : -1;
    for (int years = 0; years <= longest_wait; ++years) {
        const auto day = dayOfYear(text, today.year() + step * years, locale);
        if (day && (towards == Towards::Future ? *day >= today : *day <= today))
            return day;
    }
    return std::nullopt;
}

} // namespace

std::optional<QDateTime> typedMoment(const QString &text, const QDateTime &now, const QLocale &locale, Towards towards)
{
    static const QRegularExpression clock(u"^(.*?)(?:^|(?<=\\d)T|[ ,]+)(\\d{1,2}):(\\d{2})$"_s, QRegularExpression::CaseInsensitiveOption);
    QString dayText = text.simplified();
    if (dayText.isEmpty())
        return std::nullopt;
    if (const auto near = nearMoment(dayText, now))
        return near;
    std::optional<QTime> time;
    if (const auto found = clock.match(dayText); found.hasMatch()) {
        time = QTime(found.captured(2).toInt(), found.captured(3).toInt());
        if (!time->isValid())
            return std::nullopt;
        dayText = found.captured(1).trimmed();
    }
    const QDate today = now.date();
    std::optional<QDate> day = dayText.isEmpty() ? std::optional(today) : namedDay(dayText, today);
    if (!day)
        day = distantDay(dayText, today);
    if (!day)
        day = writtenDay(dayText, today, locale, towards);
    if (!day || !day->isValid() || day->year() < first_year || day->year() > last_year)
        return std::nullopt;
    const bool isZoned = now.timeSpec() == Qt::TimeZone;
    if (!time)
        return isZoned ? day->startOfDay(now.timeZone()) : day->startOfDay(now.timeSpec());
    const auto at = [&](const QTime &clockTime) {
        return isZoned ? QDateTime(*day, clockTime, now.timeZone()) : QDateTime(*day, clockTime, now.timeSpec());
    };
    const QDateTime moment = at(*time);
    return moment.isValid() ? moment : at(time->addSecs(60 * 60)); // the clocks left that hour out
}

} // namespace steward
