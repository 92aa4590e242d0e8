// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/deliver.h"
#include "core/market/market.h"
#include "core/overview/overview.h"
#include "views/shell/area.h"
#include "views/shell/desk.h"
#include "views/widgets/why_panel.h"

#include <QElapsedTimer>
#include <QTimer>

class QScrollArea;

namespace steward {

class Banner;
class Chart;
class ComboBox;
class FigureGrid;
class FlowMap;
class MarketRepository;
class OverviewRepository;
class ParkedList;
class SectionHeader;
class SegmentedControl;
class StateStack;

/// The Overview area: how the marketplace does in a range, how bookings flow now, and what waits for a person. Everything
/// on it opens the list that it counts.
class OverviewPage final : public Area
{
    Q_OBJECT

public:
    OverviewPage(const Desk &desk, const OverviewRepository &overview, const MarketRepository &markets, QWidget *parent = nullptr);

    [[nodiscard]] QWidget *entrance() const override;
    void refresh() override;
    [[nodiscard]] Task<Result<QList<FoundRecord>>> find(QString words) const override;
    void open(qint64 key) override { Q_UNUSED(key) } ///< it has no records of its own
    bool openReference(const QString &reference) override;
    [[nodiscard]] QJsonObject place() const override;
    void restore(const QJsonObject &place) override;

protected:
    void showEvent(QShowEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void build();
    QWidget *buildContent();
    void makeActions();
    void chooseDays(int days);
    void ask();
    /// Soon, if what is shown may have changed: at most every five seconds, and never more than a tenth of the time.
    void askSoon();
    void askMarkets();
    void takeFigures(const Result<OverviewFigures> &answer);
    void takeFlow(const Result<OverviewFlow> &answer, MarketId market);
    void showPhase();
    void showFailure(const Error &error);
    void showFigures();
    void showCurrencies();
    void showCharts();
    void showHeader();
    [[nodiscard]] OverviewRange range() const;
    [[nodiscard]] QString zone() const;
    [[nodiscard]] QString marketName(MarketId market) const; ///< empty for all of them
    void openBookings(const QJsonObject &conditions) const;
    void openFigure(const Figure &figure) const;
    void openPlace(int place) const;
    /// What something on the page counts, with the lists behind it in the order of the answer's ways.
    struct Counted {
        Counted() = default;
        WhyAnswer answer;
        QList<QJsonObject> lists;
    };
    /// `subject` is "figure:bookings", "state:confirmed" or "arrow:requested>confirmed"; nothing for what is not shown.
    [[nodiscard]] std::optional<Counted> countedAs(const QString &subject) const;
    void askWhy(const QString &subject);

    const Desk &m_desk;
    const OverviewRepository &m_overview;
    const MarketRepository &m_marketRepository;
    int m_days = 30;
    MarketId m_market;
    QString m_currency;
    QList<Market> m_markets;
    OverviewRange m_wanted; ///< what was asked for last
    OverviewRange m_asked; ///< what the answers below are of
    std::optional<OverviewFigures> m_figures;
    std::optional<OverviewFlow> m_flowing;
    MarketId m_flowMarket;
    bool m_isEmpty = false; ///< there is no booking at all
    bool m_isStale = true; ///< asked again when it is next seen

    SectionHeader *m_header;
    SegmentedControl *m_ranges;
    ComboBox *m_marketChoice, *m_currencyChoice;
    Banner *m_trouble;
    StateStack *m_states;
    QScrollArea *m_scroll;
    FigureGrid *m_cards;
    ParkedList *m_parked;
    FlowMap *m_flow;
    SectionHeader *m_flowHeader;
    SectionHeader *m_outcomeHeader, *m_valueHeader;
    Chart *m_outcomes, *m_values;
    WhyPanel *m_why = nullptr;
    QList<QJsonObject> m_whyLists;
    QTimer m_soon;
    QElapsedTimer m_sinceAsked;
    qint64 m_took_ms = 0;
    Latest m_figuresQuestion, m_flowQuestion, m_marketsQuestion;
};

} // namespace steward
