// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/booking_words.h"

#include "views/shell/moments.h"
#include "views/widgets/painting.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("BookingWords", text);
}

} // namespace

std::optional<qint64> periodSeconds(const QString &period)
{
    static const QRegularExpression form(u"^P(?:(\\d+)D)?(?:T(?:(\\d+)H)?(?:(\\d+)M)?)?$"_s);
    const auto match = form.match(period);
    if (!match.hasMatch())
        return std::nullopt;
    return match.captured(1).toLongLong() * 86400 + match.captured(2).toLongLong() * 3600 + match.captured(3).toLongLong() * 60;
}

Tone toneOfStateName(const QString &name)
{
    BookingState state;
    return fromText(name.toStdString(), state) ? toneOf(state) : Tone::Mute;
}

Tone toneOfRecord(const QString &entity, const QString &state)
{
    if (entity == "booking"_L1)
        return toneOfStateName(state);
    if (state == "captured"_L1 || state == "authorised"_L1 || state == "succeeded"_L1)
        return Tone::Ok;
    if (state == "requested"_L1 || state == "submitted"_L1 || state == "requires_authorisation"_L1)
        return Tone::Warn;
    if (state == "partially_refunded"_L1)
        return Tone::Info;
    if (state == "failed"_L1 || state == "charged_back"_L1)
        return Tone::Bad;
    return Tone::Mute;
}

QString titleOfStateName(const QString &name)
{
    BookingState state;
    if (fromText(name.toStdString(), state))
        return stateTitle(state);
    QString title = name;
    title.replace(u'_', u' ');
    if (!title.isEmpty())
        title[0] = title[0].toUpper();
    return title;
}

QString serviceText(const BookingRow &booking)
{
    const QString length = durationText(booking.startsAt.secsTo(booking.endsAt));
    return isolated(booking.listing) + u" · "_s + length;
}

QString leftFilterText(const BookingRow &booking, const BookingFilter &filter)
{
    QString what;
    if (!filter.states.isEmpty() && !filter.states.contains(booking.state))
        what = words("It is %1 now, which this list leaves out.").arg(stateTitle(booking.state).toLower());
    else if ((filter.startsFrom.isValid() && booking.startsAt < filter.startsFrom)
        || (filter.startsBefore.isValid() && booking.startsAt >= filter.startsBefore))
        what = words("Its start, %1, lies outside of this list now.").arg(whenInSentence(booking.startsAt, booking.zone));
    else if ((filter.madeFrom.isValid() && booking.createdAt < filter.madeFrom) || (filter.madeBefore.isValid() && booking.createdAt >= filter.madeBefore))
        what = words("It was made at another time than this list shows.");
    else
        what = words("It does not match this list's filter any more.");
    return what + u' ' + words("Refreshing the list takes it away.");
}

QString languageText(const QString &locale)
{
    const QLocale language(locale);
    if (locale.isEmpty() || language.language() == QLocale::C)
        return locale;
    return QLocale::languageToString(language.language());
}

QString policyText(const BookingPolicy &policy)
{
    QStringList parts;
    for (const PolicyTier &tier : policy.tiers) {
        const auto ahead = periodSeconds(tier.before);
        if (ahead == 0)
            parts << words("until the start %1 % back").arg(tier.percent);
        else // a period that this console does not read is told as it is written, never as another
            parts << words("until %1 before the start %2 % back").arg(ahead ? durationText(*ahead) : tier.before).arg(tier.percent);
    }
    if (parts.isEmpty())
        return words("nothing back");
    return parts.join(u", "_s) + words(", then nothing");
}

} // namespace steward
