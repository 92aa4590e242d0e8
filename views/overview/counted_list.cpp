// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/overview/counted_list.h"

#include "views/shell/moments.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("CountedList", text);
}

QString capitalised(QString text)
{
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

/// With the zone's offset: a condition is read as the days of that zone.
QString momentText(const QDateTime &moment, const QString &zone)
{
    const QDateTime there = moment.toTimeZone(zoneNamed(zone));
    return there.toOffsetFromUtc(there.offsetFromUtc()).toString(Qt::ISODateWithMs);
}

QJsonObject ofMarket(MarketId market)
{
    QJsonArray markets;
    if (market.isValid())
        markets.append(static_cast<qint64>(market.value()));
    return { { u"markets"_s, markets } };
}

void addMade(QJsonObject &conditions, const QDateTime &from, const QDateTime &before, const QString &zone)
{
    conditions.insert(u"made-from"_s, momentText(from, zone));
    conditions.insert(u"made-before"_s, momentText(before, zone));
    conditions.insert(u"sort"_s, u"created"_s);
}

QJsonObject happening(const QString &what, const OverviewSpan &span, const QString &text)
{
    return { { u"what"_s, what }, { u"since"_s, momentText(span.begins, span.zone) }, { u"before"_s, momentText(span.ends, span.zone) }, { u"text"_s, text } };
}

} // namespace

QJsonObject listBehind(const Figure &figure, const FigureList &list, MarketId market)
{
    QJsonObject conditions = ofMarket(market);
    conditions.insert(u"currency"_s, figure.currency);
    switch (list.basis) {
    case FigureList::Basis::Authorised:
        conditions.insert(u"authorised"_s, true);
        [[fallthrough]];
    case FigureList::Basis::Made:
        addMade(conditions, figure.span.begins, figure.span.ends, figure.span.zone);
        return conditions;
    case FigureList::Basis::Step: {
        QJsonObject happened = happening(u"step"_s, figure.span, capitalised(list.title));
        happened.insert(u"from"_s, QJsonArray::fromStringList(list.from));
        happened.insert(u"to"_s, QJsonArray::fromStringList(list.to));
        conditions.insert(u"happened"_s, happened);
        return conditions;
    }
    case FigureList::Basis::Refund:
        conditions.insert(u"happened"_s, happening(u"refund"_s, figure.span, capitalised(list.title)));
        return conditions;
    }
    Q_UNREACHABLE();
}

QJsonObject listBehind(const OverviewState &state, MarketId market)
{
    QJsonObject conditions = ofMarket(market);
    conditions.insert(u"states"_s, QJsonArray { stateName(state.state) });
    return conditions;
}

QJsonObject listBehind(const OverviewArrow &arrow, MarketId market)
{
    QJsonObject conditions = ofMarket(market);
    if (!arrow.from) {
        addMade(conditions, arrow.span.begins, arrow.span.ends, arrow.span.zone);
        return conditions;
    }
    QJsonObject happened = happening(u"step"_s, arrow.span, arrowText(arrow));
    happened.insert(u"from"_s, QJsonArray { stateName(*arrow.from) });
    happened.insert(u"to"_s, QJsonArray { stateName(arrow.to) });
    happened.insert(u"each"_s, u"step"_s);
    conditions.insert(u"happened"_s, happened);
    return conditions;
}

QJsonObject listOfDays(const OverviewSpan &span, const QDate &first, const QDate &last, MarketId market)
{
    const QTimeZone there = zoneNamed(span.zone);
    QJsonObject conditions = ofMarket(market);
    addMade(conditions, first.startOfDay(there), std::min(last.addDays(1).startOfDay(there), span.ends), span.zone);
    return conditions;
}

QString arrowText(const OverviewArrow &arrow)
{
    return arrow.from ? words("From %1 to %2").arg(stateTitle(*arrow.from), stateTitle(arrow.to)) : words("Made");
}

} // namespace steward
