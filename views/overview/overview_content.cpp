// SPDX-License-Identifier: GPL-3.0-or-later
// What the Overview shows of its answers, and the lists behind it.
#include "views/overview/counted_list.h"
#include "views/overview/figure_grid.h"
#include "views/overview/figure_words.h"
#include "views/overview/overview_page.h"
#include "views/widgets/card.h"
#include "views/widgets/chart.h"
#include "views/widgets/combo_box.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

constexpr int most_single_days = 31;
constexpr int days_of_a_week = 7;

/// How many days one place of a chart holds: a bar of a pixel tells nothing.
int daysOfPlace(int days)
{
    return days <= most_single_days ? 1 : days_of_a_week;
}

/// Days summed to the places of a chart; the first place may be short, so that the last is whole.
QList<qint64> inPlaces(const QList<qint64> &days)
{
    const int each = daysOfPlace(static_cast<int>(days.size()));
    const qsizetype places = (days.size() + each - 1) / each;
    QList<qint64> sums(places);
    for (qsizetype day = 0; day < days.size(); ++day)
        sums[places - 1 - (days.size() - 1 - day) / each] += days.at(day);
    return sums;
}

/// The first and last day of a chart's place.
std::pair<QDate, QDate> daysAt(const OverviewRange &range, int place)
{
    const int each = daysOfPlace(range.days());
    const int places = (range.days() + each - 1) / each;
    const QDate last = range.last.addDays(-static_cast<qint64>(places - 1 - place) * each);
    return { std::max(range.first, last.addDays(1 - each)), last };
}

QStringList placesOf(const OverviewRange &range)
{
    const int each = daysOfPlace(range.days());
    QStringList places;
    for (int place = 0; place < (range.days() + each - 1) / each; ++place)
        places << QLocale().toString(daysAt(range, place).first, u"d MMM"_s);
    return places;
}

Token inkOf(const QString &outcome)
{
    if (outcome == "completed"_L1)
        return Token::S2;
    if (outcome == "trouble"_L1)
        return Token::S4;
    return outcome == "open"_L1 ? Token::S1 : Token::S5;
}

qint64 sumOf(const QList<qint64> &values)
{
    return std::accumulate(values.begin(), values.end(), qint64 { 0 });
}

} // namespace

void OverviewPage::showCurrencies()
{
    QList<std::pair<qint64, QString>> known; // by how many bookings there are of each
    for (const Figure &figure : std::as_const(m_figures->figures)) {
        if (figure.name == "gross_value"_L1)
            known.append({ -figure.whole, figure.currency });
    }
    std::ranges::sort(known);
    QStringList codes;
    for (const auto &[count, code] : std::as_const(known))
        codes << code;
    if (!codes.contains(m_currency))
        m_currency = codes.value(0);
    const QSignalBlocker quiet(m_currencyChoice);
    QStringList shown;
    for (int index = 0; index < m_currencyChoice->count(); ++index)
        shown << m_currencyChoice->itemText(index);
    QStringList sorted = codes;
    sorted.sort();
    if (shown != sorted) {
        m_currencyChoice->clear();
        for (const QString &code : std::as_const(sorted))
            m_currencyChoice->addItem(code, code);
    }
    m_currencyChoice->setCurrentIndex(m_currencyChoice->findData(m_currency));
    m_currencyChoice->setVisible(codes.size() > 1);
}

void OverviewPage::showFigures()
{
    if (!m_figures)
        return;
    QList<Figure> figures;
    for (const Figure &figure : std::as_const(m_figures->figures)) {
        if (figure.currency.isEmpty() || figure.currency == m_currency)
            figures.append(figure);
    }
    m_cards->setFigures(figures, m_asked.days());
    showCharts();
}

void OverviewPage::showCharts()
{
    const int each = daysOfPlace(m_asked.days());
    Chart::Content made;
    made.name = each == 1 ? tr("Bookings made a day") : tr("Bookings made a week");
    made.places = placesOf(m_asked);
    made.words = made.axisWords = [](qint64 value) { return QLocale().toString(value); };
    QStringList parts;
    for (const OverviewOutcome &outcome : std::as_const(m_figures->outcomes)) {
        made.series.append(Chart::Series(outcome.title, Chart::Series::Kind::Bar, inkOf(outcome.name), inPlaces(outcome.counts)));
        parts << tr("%1 %2").arg(outcome.title, QLocale().toString(sumOf(outcome.counts)));
    }
    made.finding = parts.join(u", "_s) + u'.';
    m_outcomeHeader->setTitle(each == 1 ? tr("Bookings made a day") : tr("Bookings made a week"));
    m_outcomes->setContent(made);

    const auto gross = std::ranges::find_if(m_figures->figures, [this](const Figure &figure) { return figure.name == "gross_value"_L1 && figure.currency == m_currency; });
    Chart::Content value;
    value.name = each == 1 ? tr("Gross value a day in %1").arg(m_currency) : tr("Gross value a week in %1").arg(m_currency);
    if (gross != m_figures->figures.end()) {
        const Figure figure = *gross;
        value.places = placesOf(m_asked);
        value.words = [figure](qint64 amount) { return exactFigureText(figure.unit, figure.currency, amount); };
        value.axisWords = [figure](qint64 amount) { return figureText(figure.unit, figure.currency, amount); };
        value.series = { Chart::Series(tr("This range"), Chart::Series::Kind::Area, Token::S1, inPlaces(figure.parts)),
            Chart::Series(tr("The range before"), Chart::Series::Kind::Compared, Token::S5, inPlaces(figure.partsBefore)) };
        value.finding = figureSentence(figure, m_asked.days());
        m_valueHeader->setSubtitle(value.finding);
    }
    m_valueHeader->setTitle(value.name);
    m_values->setContent(value);
}

void OverviewPage::openFigure(const Figure &figure) const
{
    openBookings(listBehind(figure, figure.lists.first(), m_asked.market));
}

void OverviewPage::openPlace(int place) const
{
    const auto [first, last] = daysAt(m_asked, place);
    openBookings(listOfDays(m_figures->figures.first().span, first, last, m_asked.market));
}

} // namespace steward
