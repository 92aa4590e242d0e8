// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/overview/overview_page.h"

#include "core/market/market_repository.h"
#include "core/overview/overview_repository.h"
#include "views/overview/counted_list.h"
#include "views/overview/figure_grid.h"
#include "views/overview/flow_map.h"
#include "views/overview/parked_list.h"
#include "views/shell/actions.h"
#include "views/shell/link_status.h"
#include "views/shell/moments.h"
#include "views/widgets/banner.h"
#include "views/widgets/button.h"
#include "views/widgets/card.h"
#include "views/widgets/chart.h"
#include "views/widgets/combo_box.h"
#include "views/widgets/segmented_control.h"
#include "views/widgets/state_stack.h"

#include <QBoxLayout>
#include <QJsonArray>
#include <QLocale>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

constexpr std::array range_days { 7, 30, 90, 365 };
constexpr std::chrono::seconds soonest { 5 };
constexpr int cost_share = 10;

Task<Result<QList<FoundRecord>>> noRecords()
{
    co_return QList<FoundRecord>();
}

QString rangeTitle(int days)
{
    return days == 365 ? OverviewPage::tr("Year") : OverviewPage::tr("%1 days").arg(days);
}

} // namespace

OverviewPage::OverviewPage(const Desk &desk, const OverviewRepository &overview, const MarketRepository &markets, QWidget *parent)
    : Area(parent)
    , m_desk(desk)
    , m_overview(overview)
    , m_marketRepository(markets)
{
    setObjectName(u"overview.page"_s);
    build();
    makeActions();
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &OverviewPage::ask);
    connect(&desk.link, &LinkStatus::recordChanged, this, &OverviewPage::askSoon);
    connect(&desk.link, &LinkStatus::healed, this, [this] {
        if (m_isStale) // somebody chose another range meanwhile, or its answer was lost with the link
            ask();
        else
            askSoon();
    });
    showHeader();
}

void OverviewPage::build()
{
    const Theme &theme = m_desk.theme;
    m_header = new SectionHeader(theme, tr("Overview"), {}, Type::Page);
    m_marketChoice = new ComboBox(theme);
    m_marketChoice->setObjectName(u"overview.market"_s);
    m_marketChoice->setAccessibleName(tr("Market"));
    m_marketChoice->addItem(tr("All markets"), 0);
    m_currencyChoice = new ComboBox(theme);
    m_currencyChoice->setObjectName(u"overview.currency"_s);
    m_currencyChoice->setAccessibleName(tr("Currency of amounts"));
    m_currencyChoice->setMinimumContentsLength(4);
    m_currencyChoice->hide();
    QStringList titles;
    for (const int days : range_days)
        titles << rangeTitle(days);
    m_ranges = new SegmentedControl(theme, tr("Range"), titles);
    m_ranges->setObjectName(u"overview.range"_s);
    m_ranges->setCurrentIndex(1);
    for (QWidget *control : std::initializer_list<QWidget *> { m_currencyChoice, m_marketChoice, m_ranges })
        m_header->addAction(control);
    m_trouble = new Banner(theme, Banner::Kind::Warning);
    m_trouble->setObjectName(u"overview.trouble"_s);
    m_trouble->action()->setObjectName(u"overview.again"_s);
    m_trouble->hide();
    m_scroll = new QScrollArea;
    m_scroll->setObjectName(u"overview.scroll"_s);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(buildContent());
    m_states = new StateStack(theme, m_scroll, Skeleton::Shape::Rows);
    m_states->setObjectName(u"overview.states"_s);
    m_states->words()->action()->setObjectName(u"overview.way-out"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(grid::page, 20, 0, 0);
    column->setSpacing(grid::pad);
    auto *above = new QVBoxLayout;
    above->setContentsMargins(0, 0, grid::page, 0);
    above->setSpacing(grid::pad);
    above->addWidget(m_header);
    above->addWidget(m_trouble);
    column->addLayout(above);
    column->addWidget(m_states, 1);

    connect(m_ranges, &QTabBar::currentChanged, this, [this](int index) { chooseDays(range_days.at(static_cast<std::size_t>(index))); });
    connect(m_marketChoice, &QComboBox::currentIndexChanged, this, [this] {
        m_market = MarketId(m_marketChoice->currentData().toLongLong());
        ask();
    });
    connect(m_currencyChoice, &QComboBox::currentIndexChanged, this, [this] {
        m_currency = m_currencyChoice->currentData().toString();
        showFigures();
    });
    connect(m_states, &StateStack::actionTriggered, this, &OverviewPage::refresh);
    connect(m_trouble, &Banner::actionTriggered, this, &OverviewPage::refresh);
}

QWidget *OverviewPage::buildContent()
{
    const Theme &theme = m_desk.theme;
    m_cards = new FigureGrid(theme);
    m_parked = new ParkedList(theme);
    m_flow = new FlowMap(theme);
    m_flowHeader = new SectionHeader(theme, tr("Flow of bookings"), {});
    m_outcomeHeader = new SectionHeader(theme, tr("Bookings made"), tr("By what has become of them"));
    m_valueHeader = new SectionHeader(theme, tr("Gross value"), {});
    m_outcomes = new Chart(theme);
    m_outcomes->setObjectName(u"overview.outcomes"_s);
    m_values = new Chart(theme);
    m_values->setObjectName(u"overview.values"_s);
    const auto cardOf = [&theme](std::initializer_list<QWidget *> parts) {
        auto *card = new Card(theme);
        card->setPadded();
        card->body()->setSpacing(12);
        for (QWidget *part : parts)
            card->body()->addWidget(part);
        return card;
    };
    auto *charts = new QHBoxLayout;
    charts->setSpacing(12);
    charts->addWidget(cardOf({ m_outcomeHeader, m_outcomes }), 1);
    charts->addWidget(cardOf({ m_valueHeader, m_values }), 1);
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    // The bar that scrolls stands in the page's margin, so that all ends where the header does.
    column->setContentsMargins(0, 0, grid::page - m_scroll->verticalScrollBar()->sizeHint().width(), grid::page);
    column->setSpacing(12);
    column->addWidget(m_cards);
    column->addWidget(m_parked);
    column->addWidget(cardOf({ m_flowHeader, m_flow }));
    column->addLayout(charts);
    column->addStretch(1);
    connect(m_cards, &FigureGrid::chosen, this, &OverviewPage::openFigure);
    connect(m_parked, &ParkedList::opened, this, [this](const QString &entity, qint64 id) { m_desk.openRecord(entity + u's', id); });
    connect(m_cards, &FigureGrid::whyAsked, this, [this](const QString &figure) { askWhy(u"figure:"_s + figure); });
    connect(m_flow, &FlowMap::stateChosen, this, [this](const OverviewState &state) { openBookings(listBehind(state, m_flowMarket)); });
    connect(m_flow, &FlowMap::arrowChosen, this, [this](const OverviewArrow &arrow) { openBookings(listBehind(arrow, m_flowMarket)); });
    connect(m_outcomes, &Chart::chosen, this, &OverviewPage::openPlace);
    connect(m_values, &Chart::chosen, this, &OverviewPage::openPlace);
    return content;
}

void OverviewPage::openBookings(const QJsonObject &conditions) const
{
    m_desk.openList(u"bookings"_s, conditions);
}

void OverviewPage::makeActions()
{
    m_desk.actions.addWithin({ this }, u"overview.why"_s, tr("What does this figure count?"), u"circle-help"_s, QKeySequence(Qt::Key_W), [this] { askWhy(WhyPanel::subjectWithin(this)); });
    for (const int days : range_days) {
        m_desk.actions.add(u"overview.range-%1"_s.arg(days), tr("Overview: %1").arg(days == 365 ? tr("the last year") : tr("the last %1 days").arg(days)), u"calendar"_s, {},
            [this, days] { m_ranges->setCurrentIndex(static_cast<int>(std::ranges::find(range_days, days) - range_days.begin())); });
    }
}

QWidget *OverviewPage::entrance() const
{
    return m_ranges;
}

void OverviewPage::refresh()
{
    ask();
}

Task<Result<QList<FoundRecord>>> OverviewPage::find(QString) const
{
    return noRecords();
}

bool OverviewPage::openReference(const QString &)
{
    return false;
}

void OverviewPage::showEvent(QShowEvent *event)
{
    Area::showEvent(event);
    if (m_isStale)
        ask();
}

void OverviewPage::chooseDays(int days)
{
    if (m_days == days)
        return;
    m_days = days;
    ask();
}

QString OverviewPage::zone() const
{
    const auto found = std::ranges::find(m_markets, m_market, &Market::id);
    return found == m_markets.end() ? u"UTC"_s : found->zone;
}

QString OverviewPage::marketName(MarketId market) const
{
    const auto found = std::ranges::find(m_markets, market, &Market::id);
    return found == m_markets.end() ? QString() : found->name;
}

OverviewRange OverviewPage::range() const
{
    const QDate today = m_desk.session.now().toTimeZone(zoneNamed(zone())).date();
    return { today.addDays(1 - m_days), today, m_market };
}

void OverviewPage::ask()
{
    m_isStale = !isVisible(); // it counts for nobody
    if (m_isStale)
        return;
    if (!m_desk.link.isLive() && m_figures) { // what is there stays; the window's banner says of when it is
        m_isStale = true;
        return;
    }
    if (m_markets.isEmpty())
        askMarkets();
    m_soon.stop();
    m_sinceAsked.start();
    if (!m_figures)
        m_states->showLoading();
    const OverviewRange wanted = m_wanted = range();
    m_figuresQuestion.ask(m_overview.figures(wanted), this, [this, wanted](const Result<OverviewFigures> &answer) {
        m_took_ms = m_sinceAsked.elapsed();
        m_asked = wanted;
        takeFigures(answer);
    });
    m_flowQuestion.ask(m_overview.flow(wanted), this, [this, wanted](const Result<OverviewFlow> &answer) { takeFlow(answer, wanted.market); });
}

void OverviewPage::askSoon()
{
    m_isStale = true;
    if (!isVisible() || m_soon.isActive())
        return;
    const std::chrono::milliseconds least = std::max<std::chrono::milliseconds>(soonest, std::chrono::milliseconds(cost_share * m_took_ms));
    const std::chrono::milliseconds passed(m_sinceAsked.isValid() ? m_sinceAsked.elapsed() : least.count());
    m_soon.start(std::max(std::chrono::milliseconds(0), least - passed));
}

void OverviewPage::askMarkets()
{
    m_marketsQuestion.ask(m_marketRepository.all(), this, [this](const Result<QList<Market>> &answer) {
        if (!answer)
            return; // asked again with the next refresh
        m_markets = *answer;
        const QSignalBlocker quiet(m_marketChoice);
        while (m_marketChoice->count() > 1)
            m_marketChoice->removeItem(1);
        for (const Market &market : std::as_const(m_markets))
            m_marketChoice->addItem(market.name, static_cast<qint64>(market.id.value()));
        const int index = m_marketChoice->findData(static_cast<qint64>(m_market.value()));
        m_marketChoice->setCurrentIndex(std::max(0, index));
        if (index < 0)
            m_market = {}; // out of reach by now
        if (m_market.isValid() && m_wanted.last.isValid() && range() != m_wanted)
            ask(); // a market that was restored has days of its own
    });
}

void OverviewPage::takeFigures(const Result<OverviewFigures> &answer)
{
    if (!answer)
        return showFailure(answer.error());
    m_figures = *answer;
    m_trouble->hide();
    showPhase();
    showCurrencies();
    showFigures();
    showHeader();
}

void OverviewPage::takeFlow(const Result<OverviewFlow> &answer, MarketId market)
{
    if (!answer) {
        if (m_figures)
            showFailure(answer.error());
        return;
    }
    m_isEmpty = std::ranges::all_of(answer->states, [](const OverviewState &state) { return state.count == 0; });
    showPhase();
    m_parked->setSteps(answer->parked);
    m_flowing = *answer;
    m_flowMarket = market;
    m_flow->setFlow(*answer, m_desk.session.now());
    const QString moved = m_days == 365 ? tr("Numbers on the arrows: the last year") : tr("Numbers on the arrows: the last %1 days").arg(m_days);
    m_flowHeader->setSubtitle(answer->parked.isEmpty() ? tr("As it is now. %1. No automatic step has failed for good.").arg(moved) : tr("As it is now. %1.").arg(moved));
}

void OverviewPage::showPhase()
{
    if (m_isEmpty)
        m_states->showWords(EmptyState::Kind::Empty, tr("No bookings yet"), tr("Figures appear here as customers book."));
    else if (m_figures)
        m_states->showContent();
}

void OverviewPage::showFailure(const Error &error)
{
    m_isStale = true;
    if (m_figures) {
        if (!m_desk.link.isLive())
            return; // the window's banner says it
        m_trouble->setContent(Banner::Kind::Warning, tr("These figures could not be counted again: %1").arg(error.message), error.hint);
        m_trouble->setActionText(tr("Try again"));
        m_trouble->show();
        if (error.isTransient() || error.kind == Error::Kind::Timeout)
            askSoon(); // a busy moment of the server's: it heals by itself, the later the longer this took
        return;
    }
    if (!m_desk.link.isLive())
        m_states->showWords(EmptyState::Kind::Offline, tr("No connection"), tr("Shown again when the link is back."));
    else
        m_states->showWords(EmptyState::Kind::Error, error.message, error.hint, tr("Try again"), error.code);
}

void OverviewPage::showHeader()
{
    const OverviewRange shown = m_figures ? m_asked : range();
    const QLocale locale;
    const auto day = [&locale](const QDate &date) { return locale.toString(date, u"d MMM yyyy"_s); };
    m_header->setSubtitle(tr("%1 – %2, days of %3").arg(day(shown.first), day(shown.last), zone()));
}

QJsonObject OverviewPage::place() const
{
    return { { u"days"_s, m_days }, { u"market"_s, static_cast<qint64>(m_market.value()) }, { u"currency"_s, m_currency } };
}

void OverviewPage::restore(const QJsonObject &place)
{
    const auto known = std::ranges::find(range_days, place.value("days"_L1).toInt(m_days));
    m_market = MarketId(place.value("market"_L1).toInteger());
    m_currency = place.value("currency"_L1).toString();
    if (known == range_days.end())
        return;
    m_days = *known;
    const QSignalBlocker quiet(m_ranges);
    m_ranges->setCurrentIndex(static_cast<int>(known - range_days.begin()));
    showHeader();
}

} // namespace steward
