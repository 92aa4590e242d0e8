// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/booking_conditions.h"

#include <QJsonArray>

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
    filter.sort = conditions.value("sort"_L1) == "created"_L1 ? BookingFilter::Sort::Created : BookingFilter::Sort::Start;
    filter.descending = conditions.value("descending"_L1).toBool(true);
}

} // namespace steward
