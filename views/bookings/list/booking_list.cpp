// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/list/booking_list.h"

#include "core/booking/booking_repository.h"
#include "core/market/market_repository.h"
#include "core/workspace/workspace.h"
#include "views/bookings/booking_words.h"
#include "views/bookings/details/present_rows.h"
#include "views/bookings/list/booking_copy.h"
#include "views/bookings/list/filter_bar.h"
#include "views/bookings/list/view_bar.h"
#include "views/shell/link_status.h"
#include "views/shell/list/column_chooser.h"
#include "views/shell/list/date_jump.h"
#include "views/shell/list/list_foot.h"
#include "views/shell/list/window_view.h"
#include "views/widgets/banner.h"
#include "views/widgets/button.h"
#include "views/widgets/card.h"
#include "views/widgets/header_view.h"
#include "views/widgets/state_stack.h"

#include <QAccessible>
#include <QBoxLayout>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace steward {

namespace {
/// Below this width the page's margins give way before the columns do.
constexpr int narrow = 640;
} // namespace

BookingList::BookingList(const Desk &desk, const BookingRepository &bookings, const MarketRepository &markets, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_bookings(bookings)
    , m_marketRepository(markets)
    , m_saved(new SavedViews(desk.workspace, u"bookings"_s, ownName(desk), this))
    , m_window(new BookingWindow(bookingColumns(), [](const BookingRow &row) { return row.id.value(); }, this))
{
    build();
    m_preset = m_bar->presets().first().id;
    m_filter = m_bar->presets().first().filter;
    connect(m_bar, &BookingViewBar::chosen, this, &BookingList::showView);
    connect(m_bar, &BookingViewBar::saveRequested, this, &BookingList::saveViewAs);
    connect(m_saved, &SavedViews::changed, this, &BookingList::viewChanged);
    connect(m_filters, &BookingFilterBar::changed, this, &BookingList::takeFilter);
    connect(m_filters, &BookingFilterBar::leftWords, this, [this] { m_view->setFocus(); });
    connect(m_window, &WindowModel::phaseChanged, this, &BookingList::showPhase);
    connect(m_window, &QAbstractItemModel::modelReset, this, &BookingList::showPhase);
    connect(m_window, &WindowModel::jumped, this, &BookingList::landed);
    connect(m_window, &WindowModel::newcomersChanged, this, &BookingList::showNewcomerChip);
    connect(m_newcomers, &QAbstractButton::clicked, this, &BookingList::showNewcomers);
    connect(m_foot->jump(), &QAbstractButton::clicked, this, &BookingList::askForDate);
    connect(m_view, &WindowView::seen, m_foot, &ListFoot::setSeen);
    connect(m_view, &WindowView::chosen, this, [this](qint64 key) { emit chosen(BookingId(key)); });
    connect(m_view, &WindowView::opened, this, [this](qint64 key) { emit opened(BookingId(key)); });
    connect(m_columns, &ShownColumns::changed, this, &BookingList::noteColumns);
    connect(m_columns, &ShownColumns::choiceRequested, this, &BookingList::chooseColumns);
    connect(m_columnsButton, &QAbstractButton::clicked, this, &BookingList::chooseColumns);
    connect(m_states, &StateStack::actionTriggered, this, [this] {
        if (m_window->error())
            m_window->retry();
        else
            m_filters->clear();
    });
    connect(m_view->header(), &QHeaderView::sectionClicked, this, [this](int section) {
        const QString name = m_window->column(section).sortName;
        if (name.isEmpty())
            return updateSortArrow();
        const auto sort = name == "start"_L1 ? BookingFilter::Sort::Start : BookingFilter::Sort::Created;
        sortBy(sort, m_filter.sort == sort ? !m_filter.descending : true);
    });
}

void BookingList::build()
{
    setObjectName(u"bookings.list-panel"_s);
    const Theme &theme = m_desk.theme;
    m_header = new SectionHeader(theme, tr("Bookings"), {}, Type::Page, this);
    m_newcomers = new Button(theme, {}, Button::Kind::Pill, this);
    m_newcomers->setObjectName(u"bookings.new"_s);
    m_newcomers->setIconName(u"arrow-up"_s);
    m_newcomers->hide();
    m_header->addAction(m_newcomers);
    m_bar = new BookingViewBar(m_desk, *m_saved, [this](const BookingFilter &filter) { return m_bookings.count(asked(filter)); }, this);
    m_viewNotice = new Banner(theme, Banner::Kind::Warning, this);
    m_viewNotice->setObjectName(u"bookings.view-notice"_s);
    m_viewNotice->action()->setObjectName(u"bookings.view-notice-action"_s);
    m_viewNotice->hide();
    m_filters = new BookingFilterBar(theme, this);
    m_view = new WindowView(theme, tr("Bookings"), this);
    m_view->setObjectName(u"bookings.list"_s);
    m_view->setWindow(m_window);
    m_columns = new ShownColumns(*m_view, bookingColumnShapes(), this);
    m_columns->setLayout(m_desk.workspace.value(u"columns"_s, u"bookings/"_s + ownName(m_desk)));
    m_columnsButton = Button::iconOnly(theme, u"columns-3"_s, tr("Columns of the list (Alt+C)"), this);
    m_columnsButton->setObjectName(u"bookings.columns"_s);
    m_view->header()->setObjectName(u"bookings.list-header"_s);
    m_states = new StateStack(theme, m_view, Skeleton::Shape::Rows, this);
    m_states->setObjectName(u"bookings.list-states"_s);
    m_states->words()->action()->setObjectName(u"bookings.list-way-out"_s);
    auto *card = new Card(theme, this);
    m_trouble = new Banner(theme, Banner::Kind::Warning);
    m_trouble->setObjectName(u"bookings.list-trouble"_s);
    m_trouble->action()->setObjectName(u"bookings.list-again"_s);
    m_trouble->hide();
    card->body()->addWidget(m_states, 1);
    card->body()->addWidget(m_trouble);
    auto *copied = new Banner(theme, Banner::Kind::Info);
    copied->setObjectName(u"bookings.copy-progress"_s);
    copied->action()->setObjectName(u"bookings.copy-stop"_s);
    copied->hide();
    card->body()->addWidget(copied);
    m_copy = new BookingCopy(m_desk, m_bookings, copied, this);
    connect(m_trouble, &Banner::actionTriggered, m_window, &WindowModel::retry);
    connect(&m_desk.link, &LinkStatus::healed, this, [this] {
        if (m_missedRefresh || m_window->phase() != WindowModel::Phase::Ready)
            return refresh();
        m_window->retry();
        askCount();
    });
    m_foot = new ListFoot(theme, *m_window, { tr("1 booking"), tr("%1 bookings") }, this);
    m_foot->setNames(u"bookings"_s);
    m_foot->jump()->setToolTip(tr("By start, or by when it was made: as the list is sorted (Ctrl+J)"));
    m_foot->addHint({ u"J"_s, u"K"_s }, tr("move"));
    m_foot->addHint({ u"Enter"_s }, tr("open"));
    m_foot->addHint({ u"?"_s }, tr("keys"));

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(grid::page, 20, grid::page, 12);
    column->setSpacing(12);
    column->addWidget(m_header);
    column->addWidget(m_bar);
    column->addWidget(m_viewNotice);
    auto *narrowing = new QHBoxLayout;
    narrowing->setSpacing(grid::gap);
    narrowing->addWidget(m_filters, 1);
    narrowing->addWidget(m_columnsButton);
    column->addLayout(narrowing);
    column->addWidget(card, 1);
    column->addWidget(m_foot);
    updateSortArrow();
}

void BookingList::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const int side = width() < narrow ? grid::pad : grid::page;
    layout()->setContentsMargins(side, 20, side, 12);
}

void BookingList::chooseColumns()
{
    if (m_columnChooser == nullptr)
        m_columnChooser = new ColumnChooser(m_desk.theme, *m_columns, window());
    m_columnChooser->choose();
}

void BookingList::takeFilter()
{
    const BookingFilter filter = m_filters->applyTo(m_filter);
    if (filter == m_filter)
        return;
    m_filter = filter;
    reload();
}

void BookingList::sortBy(BookingFilter::Sort sort, bool descending)
{
    if (m_filter.happened) { // no index has the order of another moment for what happened in a range
        updateSortArrow();
        Notice notice;
        notice.kind = Notice::Kind::Information;
        notice.text = tr("This list stands in the order in which it happened. Take the condition “%1” away to sort it otherwise.").arg(m_filter.happened->text);
        return m_desk.notify(notice);
    }
    m_filter.sort = sort;
    m_filter.descending = descending;
    reload();
}

void BookingList::updateSortArrow()
{
    const int column = m_filter.sort == BookingFilter::Sort::Happened ? -1
        : static_cast<int>(m_filter.sort == BookingFilter::Sort::Start ? BookingColumn::Start : BookingColumn::Booking);
    m_view->header()->setSortIndicator(column, m_filter.descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    m_header->setSubtitle(sortSentence());
}

QString BookingList::sortSentence() const
{
    switch (m_filter.sort) {
    case BookingFilter::Sort::Start:
        return m_filter.descending ? tr("Latest start first · times in each market's zone") : tr("Earliest start first · times in each market's zone");
    case BookingFilter::Sort::Created:
        return m_filter.descending ? tr("Newest booking first · times in each market's zone") : tr("Oldest booking first · times in each market's zone");
    case BookingFilter::Sort::Happened:
        return m_filter.descending ? tr("Latest first, by when it happened · times in each market's zone") : tr("Earliest first, by when it happened · times in each market's zone");
    }
    Q_UNREACHABLE();
}

void BookingList::refresh()
{
    m_missedRefresh = !m_desk.link.isLive() && m_window->rowCount() > 0;
    if (m_missedRefresh)
        return;
    reload();
    m_bar->askCounts();
}

void BookingList::reload()
{
    updateSortArrow();
    noteView();
    if (m_markets.isEmpty())
        askMarkets();
    if (asksForMoreWords()) {
        m_countQuestion.withdraw();
        m_placeQuestion.withdraw();
        m_foot->clear();
        m_window->clear();
        showPhase();
        return;
    }
    m_window->setSource([this, filter = asked(m_filter)](PageRequest where) { return m_bookings.page(filter, std::move(where)); });
    askCount();
}

BookingFilter BookingList::asked(BookingFilter filter) const
{
    if (filter.markets.isEmpty()) { // of an operator limited to few markets: an index serves each, none serves "any of"
        for (const int market : m_desk.session.markets)
            filter.markets.append(MarketId(market));
    }
    return filter;
}

void BookingList::askMarkets()
{
    m_marketQuestion.ask(m_marketRepository.all(), this, [this](const Result<QList<Market>> &answer) {
        if (!answer)
            return; // the chips show numbers until the next refresh
        m_markets = *answer;
        m_filters->setMarkets(m_markets);
        emit marketsChanged();
    });
}

void BookingList::askCount()
{
    m_total.reset();
    m_foot->setTotal({});
    m_countQuestion.ask(m_bookings.count(asked(m_filter)), this, [this](const Result<Total> &answer) {
        if (!answer)
            return m_foot->clear(); // the list itself says what is wrong
        m_total = *answer;
        if (m_window->phase() == WindowModel::Phase::Ready && !m_window->rowsAbove() && !m_window->isShownFromCursor())
            m_window->setRowsBefore(*m_total);
        m_foot->setTotal(m_total);
    });
}

bool BookingList::asksForMoreWords() const
{
    return !m_filter.words.isEmpty() && !areWordsEnough(m_filter.words);
}

void BookingList::showPhase()
{
    if (asksForMoreWords()) {
        m_trouble->hide();
        m_states->showWords(EmptyState::Kind::NoMatch, tr("Type at least three letters"),
            tr("A part of the reference, of the customer's name, e-mail or telephone, or of the provider's name; accents need not be typed. Of a Chinese, Japanese or Korean name, its first two."),
            tr("Clear the filter"));
        return;
    }
    const bool stops = m_window->phase() == WindowModel::Phase::Ready && m_window->error();
    m_trouble->setVisible(stops);
    if (stops) {
        m_trouble->setContent(Banner::Kind::Warning, tr("The list does not go on here: %1").arg(m_window->error()->message), m_window->error()->hint);
        m_trouble->setActionText(tr("Try again"));
    }
    switch (m_window->phase()) {
    case WindowModel::Phase::Empty:
    case WindowModel::Phase::Loading:
        if (m_window->rowCount() == 0)
            m_states->showLoading();
        return;
    case WindowModel::Phase::Failed: {
        const Error &why = *m_window->error();
        if (!m_desk.link.isLive()) // the window's banner says what is wrong
            m_states->showWords(EmptyState::Kind::Offline, tr("No connection"), tr("Shown again when the link is back."));
        else
            m_states->showWords(EmptyState::Kind::Error, why.message, why.hint, tr("Try again"), why.code);
        return;
    }
    case WindowModel::Phase::Ready:
        if (m_window->rowCount() > 0)
            m_states->showContent();
        else if (m_filter == BookingFilter())
            m_states->showWords(EmptyState::Kind::Empty, tr("No bookings yet"), tr("They appear here as customers make them."));
        else
            m_states->showWords(EmptyState::Kind::NoMatch, tr("No booking matches"), tr("Take a condition away, or look in another view."),
                tr("Clear the filter"));
        return;
    }
}

void BookingList::update(const QList<BookingId> &ids)
{
    for (const BookingId id : ids) {
        if (m_window->rowOf(id.value()) >= 0 && !m_toUpdate.contains(id))
            m_toUpdate.append(id);
    }
    askUpdates();
}

void BookingList::askUpdates()
{
    if (m_toUpdate.isEmpty() || m_updateQuestion.isPending())
        return;
    const QList<BookingId> asking = std::exchange(m_toUpdate, {});
    m_updateQuestion.ask(presentRows(m_bookings, asked(m_filter), asking), this, [this, asking](const Result<PresentRows> &answer) {
        if (answer) {
            QSet<qint64> seen;
            for (const BookingRow &row : answer->rows) {
                seen.insert(row.id.value());
                emit rowRead(row);
                m_window->update(row, answer->fitting.contains(row.id.value()) ? QString() : leftFilterText(row, m_filter));
            }
            for (const BookingId id : asking) {
                if (!seen.contains(id.value()))
                    m_window->dim(id.value(), tr("It is no longer yours to see: this is what was last known of it. Refreshing the list takes it away."));
            }
        }
        QMetaObject::invokeMethod(this, &BookingList::askUpdates, Qt::QueuedConnection); // what came meanwhile
    });
}

void BookingList::updateSeen(BookingId beside)
{
    if (m_window->phase() != WindowModel::Phase::Ready)
        return;
    m_window->lookForNewcomers();
    if (beside.isValid() && !m_toUpdate.contains(beside))
        m_toUpdate.append(beside);
    if (m_window->rowCount() == 0)
        return askUpdates();
    const int first = std::max(0, m_view->rowAt(0));
    const int below = m_view->rowAt(m_view->viewport()->height() - 1);
    const int last = below < 0 ? m_window->rowCount() - 1 : below;
    QList<BookingId> seen;
    for (int row = first; row <= last; ++row)
        seen.append(m_window->at(row).id);
    update(seen);
}

void BookingList::showNewcomerChip()
{
    const int count = m_window->newcomers();
    if (count > 0 && m_window->rowCount() == 0)
        return refresh(); // nothing is shown that could move under the operator
    const QString figure = QLocale().toString(count) + (m_window->areMoreNewcomers() ? u"+"_s : QString());
    m_newcomers->setText(tr("%1 new").arg(figure));
    m_newcomers->setAccessibleName(count == 1 ? tr("1 new booking above: show it") : tr("%1 new bookings above: show them").arg(figure));
    m_newcomers->setToolTip(tr("They came after this list was read. Show them (Ctrl+Home)"));
    if (m_newcomers->isVisible() && count == 0 && m_newcomers->hasFocus())
        m_view->setFocus(Qt::OtherFocusReason);
    m_newcomers->setVisible(count > 0);
    if (count > 0 && QAccessible::isActive()) { // said aloud without taking the focus
        QAccessibleEvent told(m_newcomers, QAccessible::Alert);
        QAccessible::updateAccessibility(&told);
    }
    emit newcomersChanged(count);
}

void BookingList::showNewcomers()
{
    m_view->setFocus(Qt::OtherFocusReason);
    refresh();
}

void BookingList::askForDate()
{
    if (m_dateJump == nullptr) {
        m_dateJump = new DateJump(m_desk.theme, window());
        connect(m_dateJump, &DateJump::chosen, this, &BookingList::jumpTo);
    }
    m_dateJump->setTowards(m_filter.sort == BookingFilter::Sort::Start ? Towards::Either : Towards::Past); // what was made is past
    m_dateJump->ask(m_filter.sort == BookingFilter::Sort::Start ? tr("Goes to the booking of this list that starts then or next.")
            : m_filter.happened                                 ? tr("Goes to the booking of this list to which it happened then or next.")
                                                                : tr("Goes to the booking of this list that was made then or next."));
}

void BookingList::jumpTo(const QDateTime &moment)
{
    if (asksForMoreWords())
        return;
    const BookingFilter filter = asked(m_filter);
    m_jumpedTo = moment;
    m_placeQuestion.withdraw();
    m_view->goTo(m_bookings.cursorAt(filter, moment), m_bookings.cursorDirection(filter));
    m_view->setFocus(Qt::OtherFocusReason);
}

void BookingList::landed()
{
    if (m_window->isTurned() && m_window->rowCount() > 0) {
        Notice notice;
        notice.kind = Notice::Kind::Information;
        notice.text = tr("Nothing in this list is on or after %1: this is the nearest.").arg(QLocale().toString(m_jumpedTo, u"d MMMM yyyy, HH:mm"_s));
        m_desk.notify(notice);
    }
    if (m_window->rowsAbove())
        return;
    if (!m_window->isShownFromCursor()) {
        if (m_total)
            m_window->setRowsBefore(*m_total);
        return m_foot->showPlace();
    }
    m_placeQuestion.ask(m_bookings.countBefore(asked(m_filter), m_jumpedTo), this, [this](const Result<Total> &answer) {
        if (!answer || m_window->rowsAbove())
            return; // the foot then says how long the list is, and no more
        m_window->setRowsBefore(*answer);
        m_foot->showPlace();
    });
}

} // namespace steward
