// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/moments.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace steward {

namespace {
QString words(const char *text)
{
    return QCoreApplication::translate("Moments", text);
}

QString clockText(const QDateTime &local)
{
    return QLocale().toString(local.time(), u"HH:mm"_s);
}
}

QTimeZone zoneNamed(const QString &name)
{
    const QTimeZone zone(name.toUtf8());
    return zone.isValid() ? zone : QTimeZone::utc();
}

QString dayText(const QDate &day, const QDate &today)
{
    switch (today.daysTo(day)) {
    case 0:
        return words("Today");
    case 1:
        return words("Tomorrow");
    case -1:
        return words("Yesterday");
    default:
        break;
    }
    if (day.year() == today.year())
        return QLocale().toString(day, u"ddd d MMM"_s);
    return QLocale().toString(day, u"d MMM yyyy"_s);
}

QString whenText(const QDateTime &moment, const QString &zone)
{
    const QTimeZone there = zoneNamed(zone);
    const QDateTime local = moment.toTimeZone(there);
    const QDate today = QDateTime::currentDateTimeUtc().toTimeZone(there).date();
    return dayText(local.date(), today) + QLatin1Char(' ') + clockText(local);
}

QString whenInSentence(const QDateTime &moment, const QString &zone)
{
    const QTimeZone there = zoneNamed(zone);
    QString text = whenText(moment, zone);
    const QDate today = QDateTime::currentDateTimeUtc().toTimeZone(there).date();
    if (std::abs(today.daysTo(moment.toTimeZone(there).date())) <= 1)
        text[0] = text[0].toLower();
    return text;
}

QString shortWhenText(const QDateTime &moment, const QString &zone)
{
    const QTimeZone there = zoneNamed(zone);
    const QDateTime local = moment.toTimeZone(there);
    const QDate today = QDateTime::currentDateTimeUtc().toTimeZone(there).date();
    if (local.date() == today)
        return whenText(moment, zone);
    if (std::abs(today.daysTo(local.date())) == 1) // "Tomorrow" would take the room of the names beside it
        return QLocale().toString(local.date(), u"ddd"_s) + QLatin1Char(' ') + clockText(local);
    const bool thisYear = local.date().year() == today.year();
    return QLocale().toString(local.date(), thisYear ? u"d MMM"_s : u"d MMM yyyy"_s) + QLatin1Char(' ') + clockText(local);
}

QString spanText(const QDateTime &from, const QDateTime &to, const QString &zone)
{
    const QTimeZone there = zoneNamed(zone);
    if (from.toTimeZone(there).date() == to.toTimeZone(there).date())
        return whenText(from, zone) + u"–"_s + clockText(to.toTimeZone(there));
    return whenText(from, zone) + u" – "_s + whenText(to, zone);
}

QString isoText(const QDateTime &moment, const QString &zone)
{
    if (!moment.isValid())
        return {};
    const QDateTime local = moment.toTimeZone(zoneNamed(zone));
    const int minutes = local.offsetFromUtc() / 60;
    const auto two = [](int figure) { return QString::number(figure).rightJustified(2, u'0'); };
    return local.toString(u"yyyy-MM-dd'T'HH:mm:ss"_s) + (minutes < 0 ? u'-' : u'+') + two(std::abs(minutes) / 60) + u':' + two(std::abs(minutes) % 60);
}

QString exactText(const QDateTime &moment, const QString &zone)
{
    const QLocale locale;
    const QTimeZone there = zoneNamed(zone);
    const QTimeZone here = QTimeZone::systemTimeZone();
    const auto line = [&](const QTimeZone &in, const QString &name) {
        return locale.toString(moment.toTimeZone(in), u"ddd d MMM yyyy, HH:mm:ss"_s) + u"  "_s + name;
    };
    QStringList lines { line(there, QString::fromUtf8(there.id())) };
    if (here.id() != there.id() && here.isValid())
        lines << line(here, words("your time"));
    lines << moment.toUTC().toString(Qt::ISODate);
    return lines.join(QLatin1Char('\n'));
}

QString durationText(qint64 seconds)
{
    const qint64 minutes = (std::abs(seconds) + 30) / 60;
    const qint64 days = minutes / 1440, hours = minutes / 60 % 24, rest = minutes % 60;
    QStringList parts;
    if (days > 0)
        parts << words("%1 d").arg(days);
    if (hours > 0)
        parts << words("%1 h").arg(hours);
    if (rest > 0 && days == 0)
        parts << words("%1 min").arg(rest);
    if (parts.isEmpty())
        parts << words("%1 s").arg(std::abs(seconds));
    return parts.join(QLatin1Char(' '));
}

QString distanceText(const QDateTime &moment, const QDateTime &now)
{
    const qint64 seconds = now.secsTo(moment);
    if (std::abs(seconds) < 5)
        return words("now");
    return seconds > 0 ? words("in %1").arg(durationText(seconds)) : words("%1 ago").arg(durationText(seconds));
}

} // namespace steward
