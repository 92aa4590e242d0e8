// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/list/booking_conditions.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QSet>

using namespace Qt::StringLiterals;

namespace steward {

QJsonObject conditionsOf(const BookingFilter &filter)
{
    QJsonArray states, markets;
    for (const BookingState state : filter.states)
        states.append(stateName(state));
    for (const MarketId market : filter.markets)
        markets.append(static_cast<qint64>(market.value()));
    return {
        { u"words"_s, filter.words },
        { u"states"_s, states },
        { u"markets"_s, markets },
        { u"made-from"_s, filter.madeFrom.toString(Qt::ISODate) },
        { u"made-before"_s, filter.madeBefore.toString(Qt::ISODate) },
        { u"session"_s, static_cast<qint64>(filter.session.value()) },
        { u"session-text"_s, filter.sessionText },
        { u"sort"_s, filter.sort == BookingFilter::Sort::Start ? u"start"_s : u"created"_s },
        { u"descending"_s, filter.descending },
    };
}

void readConditions(const QJsonObject &conditions, BookingFilter &filter)
{
    filter.words = conditions.value("words"_L1).toString();
    filter.states.clear();
    filter.markets.clear();
    for (const QJsonValue &name : conditions.value("states"_L1).toArray()) {
        BookingState state;
        if (fromText(name.toString().toStdString(), state))
            filter.states.append(state);
    }
    for (const QJsonValue &id : conditions.value("markets"_L1).toArray())
        filter.markets.append(MarketId(id.toInteger()));
    filter.madeFrom = QDateTime::fromString(conditions.value("made-from"_L1).toString(), Qt::ISODate);
    filter.madeBefore = QDateTime::fromString(conditions.value("made-before"_L1).toString(), Qt::ISODate);
    filter.session = SessionId(conditions.value("session"_L1).toInteger());
    filter.sessionText = conditions.value("session-text"_L1).toString();
    filter.sort = conditions.value("sort"_L1) == "created"_L1 ? BookingFilter::Sort::Created : BookingFilter::Sort::Start;
    filter.descending = conditions.value("descending"_L1).toBool(true);
}

QStringList unknownConditions(const QJsonObject &conditions)
{
    const auto words = [](const char *text) { return QCoreApplication::translate("BookingConditions", text); };
    static const QSet<QString> known { u"words"_s, u"states"_s, u"markets"_s, u"made-from"_s, u"made-before"_s, u"session"_s, u"session-text"_s, u"sort"_s, u"descending"_s, u"view"_s, u"columns"_s };
    QStringList unknown;
    for (const QString &key : conditions.keys()) {
        if (!known.contains(key))
            unknown << words("the condition “%1”").arg(key);
    }
    for (const QJsonValue &name : conditions.value("states"_L1).toArray()) {
        BookingState state;
        if (!fromText(name.toString().toStdString(), state))
            unknown << words("the state “%1”").arg(name.toString());
    }
    for (const auto &key : { "made-from"_L1, "made-before"_L1 }) {
        const QString moment = conditions.value(key).toString();
        if (!moment.isEmpty() && !QDateTime::fromString(moment, Qt::ISODate).isValid())
            unknown << words("the moment “%1”").arg(moment);
    }
    const QString sort = conditions.value("sort"_L1).toString();
    if (!sort.isEmpty() && sort != "start"_L1 && sort != "created"_L1)
        unknown << words("the order “%1”").arg(sort);
    return unknown;
}

} // namespace steward
