// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/list/booking_conditions.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QSet>

#include <optional>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

QJsonArray namesOf(const QList<BookingState> &states)
{
    QJsonArray names;
    for (const BookingState state : states)
        names.append(stateName(state));
    return names;
}

QList<BookingState> statesOf(const QJsonValue &names)
{
    QList<BookingState> states;
    for (const QJsonValue &name : names.toArray()) {
        BookingState state;
        if (fromText(name.toString().toStdString(), state))
            states.append(state);
    }
    return states;
}

QDateTime momentOf(const QJsonValue &text)
{
    return QDateTime::fromString(text.toString(), Qt::ISODateWithMs);
}

QString textOf(const QDateTime &moment)
{
    return moment.toString(Qt::ISODateWithMs);
}

QString nameOf(BookingFilter::Sort sort)
{
    switch (sort) {
    case BookingFilter::Sort::Start:
        return u"start"_s;
    case BookingFilter::Sort::Created:
        return u"created"_s;
    case BookingFilter::Sort::Happened:
        return u"happened"_s;
    }
    Q_UNREACHABLE();
}

QJsonObject conditionOf(const BookingHappening &happened)
{
    return {
        { u"what"_s, happened.what == BookingHappening::What::Refund ? u"refund"_s : u"step"_s },
        { u"from"_s, namesOf(happened.from) },
        { u"to"_s, namesOf(happened.to) },
        { u"each"_s, happened.isSameStep ? u"step"_s : QString() },
        { u"since"_s, textOf(happened.since) },
        { u"before"_s, textOf(happened.before) },
        { u"text"_s, happened.text },
    };
}

/// Nothing where it would list what was not asked for: without a range, or by a step to states that are not known here.
std::optional<BookingHappening> happeningOf(const QJsonObject &condition)
{
    BookingHappening happened;
    const QString what = condition.value("what"_L1).toString();
    happened.what = what == "refund"_L1 ? BookingHappening::What::Refund : BookingHappening::What::Step;
    happened.from = statesOf(condition.value("from"_L1));
    happened.to = statesOf(condition.value("to"_L1));
    happened.isSameStep = condition.value("each"_L1) == "step"_L1;
    happened.since = momentOf(condition.value("since"_L1));
    happened.before = momentOf(condition.value("before"_L1));
    happened.text = condition.value("text"_L1).toString();
    const bool isWhole = happened.from.size() == condition.value("from"_L1).toArray().size() && happened.to.size() == condition.value("to"_L1).toArray().size();
    const bool isKnown = what == "refund"_L1 || (what == "step"_L1 && !happened.to.isEmpty());
    if (!isKnown || !isWhole || !happened.since.isValid() || !happened.before.isValid())
        return std::nullopt;
    return happened;
}

} // namespace

QJsonObject conditionsOf(const BookingFilter &filter)
{
    QJsonArray markets;
    for (const MarketId market : filter.markets)
        markets.append(static_cast<qint64>(market.value()));
    return {
        { u"words"_s, filter.words },
        { u"states"_s, namesOf(filter.states) },
        { u"markets"_s, markets },
        { u"made-from"_s, textOf(filter.madeFrom) },
        { u"made-before"_s, textOf(filter.madeBefore) },
        { u"authorised"_s, filter.isAuthorised },
        { u"currency"_s, filter.currency },
        { u"happened"_s, filter.happened ? conditionOf(*filter.happened) : QJsonObject() },
        { u"session"_s, static_cast<qint64>(filter.session.value()) },
        { u"session-text"_s, filter.sessionText },
        { u"sort"_s, nameOf(filter.sort) },
        { u"descending"_s, filter.descending },
    };
}

void readConditions(const QJsonObject &conditions, BookingFilter &filter)
{
    filter.words = conditions.value("words"_L1).toString();
    filter.states = statesOf(conditions.value("states"_L1));
    filter.markets.clear();
    for (const QJsonValue &id : conditions.value("markets"_L1).toArray())
        filter.markets.append(MarketId(id.toInteger()));
    filter.madeFrom = momentOf(conditions.value("made-from"_L1));
    filter.madeBefore = momentOf(conditions.value("made-before"_L1));
    filter.isAuthorised = conditions.value("authorised"_L1).toBool();
    filter.currency = conditions.value("currency"_L1).toString();
    filter.happened = happeningOf(conditions.value("happened"_L1).toObject());
    filter.session = SessionId(conditions.value("session"_L1).toInteger());
    filter.sessionText = conditions.value("session-text"_L1).toString();
    const QJsonValue sort = conditions.value("sort"_L1);
    filter.sort = filter.happened ? BookingFilter::Sort::Happened : sort == "created"_L1 ? BookingFilter::Sort::Created : BookingFilter::Sort::Start;
    filter.descending = conditions.value("descending"_L1).toBool(true);
}

QStringList unknownConditions(const QJsonObject &conditions)
{
    const auto words = [](const char *text) { return QCoreApplication::translate("BookingConditions", text); };
    static const QSet<QString> known { u"words"_s, u"states"_s, u"markets"_s, u"made-from"_s, u"made-before"_s, u"authorised"_s, u"currency"_s, u"happened"_s, u"session"_s, u"session-text"_s, u"sort"_s, u"descending"_s, u"view"_s, u"columns"_s };
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
        if (!moment.isEmpty() && !momentOf(moment).isValid())
            unknown << words("the moment “%1”").arg(moment);
    }
    const QJsonObject happened = conditions.value("happened"_L1).toObject();
    if (!happened.isEmpty() && !happeningOf(happened))
        unknown << words("the condition “%1”").arg(happened.value("text"_L1).toString(u"happened"_s));
    const QString sort = conditions.value("sort"_L1).toString();
    if (!sort.isEmpty() && sort != "start"_L1 && sort != "created"_L1 && sort != "happened"_L1)
        unknown << words("the order “%1”").arg(sort);
    return unknown;
}

} // namespace steward
