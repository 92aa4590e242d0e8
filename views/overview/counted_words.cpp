// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/overview/counted_words.h"

#include "views/overview/counted_list.h"
#include "views/overview/figure_words.h"
#include "views/shell/counts.h"
#include "views/shell/moments.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("CountedWords", text);
}

QString number(qint64 count)
{
    return QLocale().toString(count);
}

WhyLine lineOf(const QString &icon, const QString &text, const QString &detail = {}, const QString &amount = {})
{
    WhyLine line;
    line.icon = icon;
    line.text = text;
    line.detail = detail;
    line.amount = amount;
    return line;
}

QString rangeText(const QDateTime &from, const QDateTime &to, const QString &zone)
{
    const auto moment = [&zone](const QDateTime &at) { return QLocale().toString(at.toTimeZone(zoneNamed(zone)), u"d MMM yyyy, HH:mm"_s); };
    return words("From %1 up to %2, by the clock of %3").arg(moment(from), moment(to), zone);
}

/// "412 accepted, of 498 answered or lapsed": both numbers, or the one that there is.
QString numbersText(const Figure &figure, qint64 part, qint64 whole)
{
    const auto money = [&figure](qint64 amount) { return exactFigureText(Figure::Unit::Money, figure.currency, amount); };
    switch (figure.unit) {
    case Figure::Unit::Count:
        return words("%1 %2").arg(number(part), figure.partWords);
    case Figure::Unit::Money:
        return words("%1, of %2 %3").arg(money(part), number(whole), figure.wholeWords);
    case Figure::Unit::Rate:
        if (figure.currency.isEmpty())
            return words("%1 %2, of %3 %4").arg(number(part), figure.partWords, number(whole), figure.wholeWords);
        return words("%1 %2, of %3 %4").arg(money(part), figure.partWords, money(whole), figure.wholeWords);
    case Figure::Unit::Seconds:
        return words("The middle one of %1 %2").arg(number(whole), figure.wholeWords);
    }
    Q_UNREACHABLE();
}

WhyLine marketLine(const QString &market, const QString &currency)
{
    const QString which = market.isEmpty() ? words("All markets that you see, together") : words("Market: %1").arg(market);
    const QString days = market.isEmpty() ? words("Their days begin at different moments, so days are those of UTC.") : QString();
    const QString amounts = currency.isEmpty() ? QString() : words("Amounts in %1 alone: those of different currencies are never added.").arg(currency);
    return lineOf(u"landmark"_s, which, QStringList { days, amounts }.join(u' ').trimmed());
}

WhyLine countedLine(const QDateTime &at, const QString &zone)
{
    return lineOf(u"refresh-cw"_s, words("Counted %1").arg(whenInSentence(at, zone)), words("It is counted again when bookings change, and with the key F5."));
}

QString wayText(const Figure &figure, const FigureList &list)
{
    if (list.share.isEmpty())
        return words("Open those %1").arg(list.title);
    return words("Open %1 %2").arg(number(list.share == "part"_L1 ? figure.part : figure.whole), list.title);
}

} // namespace

WhyAnswer whyFigure(const Figure &figure, const QString &market)
{
    const OverviewSpan &span = figure.span;
    WhyAnswer answer;
    answer.title = words("What does “%1” count?").arg(figure.title);
    answer.summary = figure.rule;
    answer.lines = {
        lineOf(u"calendar"_s, words("This range: %1").arg(numbersText(figure, figure.part, figure.whole)), rangeText(span.begins, span.ends, span.zone),
            exactFigureText(figure.unit, figure.currency, figure.value())),
        lineOf(u"history"_s, words("Compared with: %1").arg(numbersText(figure, figure.partBefore, figure.wholeBefore)), rangeText(span.earlierBegins, span.earlierEnds, span.zone),
            exactFigureText(figure.unit, figure.currency, figure.valueBefore())),
        lineOf(u"clock"_s, figure.moment),
        marketLine(market, figure.currency),
        countedLine(span.countedAt, span.zone),
    };
    for (const FigureList &list : figure.lists) {
        answer.ways << wayText(figure, list);
        if (!list.note.isEmpty())
            answer.lines.append(lineOf(u"rows-3"_s, list.note));
    }
    return answer;
}

WhyAnswer whyState(const OverviewState &state, const QString &market, const QDateTime &now)
{
    const QString count = number(state.count) + (state.more ? u"+"_s : QString());
    WhyAnswer answer;
    answer.title = words("What does “%1” count?").arg(stateTitle(state.state));
    answer.summary = state.rule;
    answer.lines.append(lineOf(u"workflow"_s, state.count == 1 ? words("1 booking") : words("%1 bookings").arg(count)));
    if (state.oldest.isValid() && state.count > 0) {
        answer.lines.append(lineOf(u"hourglass"_s, words("The oldest came to it %1").arg(whenInSentence(state.oldest, u"UTC"_s)),
            words("%1, by UTC").arg(distanceText(state.oldest, now))));
    }
    answer.lines.append(lineOf(u"landmark"_s, market.isEmpty() ? words("All markets that you see, together") : words("Market: %1").arg(market)));
    answer.lines.append(countedLine(state.countedAt, u"UTC"_s));
    answer.ways << words("Open their list");
    return answer;
}

WhyAnswer whyArrow(const OverviewArrow &arrow, const QString &market)
{
    WhyAnswer answer;
    answer.title = words("What does “%1” count?").arg(arrowText(arrow));
    answer.summary = arrow.rule;
    answer.lines = {
        lineOf(u"calendar"_s, arrow.from ? countedText(arrow.count, words("1 time"), words("%1 times")) : countedText(arrow.count, words("1 booking"), words("%1 bookings")),
            rangeText(arrow.span.begins, arrow.span.ends, arrow.span.zone)),
        lineOf(u"workflow"_s, words("By: %1").arg(arrow.titles.join(u", "_s))),
        marketLine(market, {}),
        countedLine(arrow.span.countedAt, arrow.span.zone),
    };
    if (!arrow.note.isEmpty())
        answer.lines.append(lineOf(u"rows-3"_s, arrow.note));
    answer.ways << words("Open their list");
    return answer;
}

} // namespace steward
