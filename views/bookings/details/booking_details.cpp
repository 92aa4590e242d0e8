// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/details/booking_details.h"

#include "views/bookings/booking_words.h"
#include "views/bookings/details/action_bar.h"
#include "views/bookings/details/money_tab.h"
#include "views/bookings/details/overview_tab.h"
#include "views/bookings/details/past_bar.h"
#include "views/bookings/details/proposal_notices.h"
#include "views/bookings/forms/step_editor.h"
#include "views/shell/attendance_line.h"
#include "views/shell/link_status.h"
#include "views/widgets/avatar.h"
#include "views/widgets/badge.h"
#include "views/widgets/banner.h"
#include "views/widgets/button.h"
#include "views/widgets/card.h"
#include "views/widgets/icon.h"
#include "views/widgets/label.h"
#include "views/widgets/painting.h"
#include "views/widgets/state_pill.h"
#include "views/widgets/state_stack.h"
#include "views/widgets/steady_scroll.h"
#include "views/widgets/tab_bar.h"
#include "views/widgets/tab_order.h"
#include "views/widgets/why_panel.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QGuiApplication>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace steward {

BookingDetails::BookingDetails(const Desk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
{
    build();
    m_undoTick.setInterval(std::chrono::milliseconds(500));
    connect(&m_undoTick, &QTimer::timeout, this, &BookingDetails::showUndo);
    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_parts, &StateStack::actionTriggered, this, &BookingDetails::retryRequested);
    connect(m_undo, &Banner::actionTriggered, this, [this] {
        if (m_booking && m_booking->undo)
            emit undoRequested(m_booking->undo->invocation);
    });
}

void BookingDetails::build()
{
    setObjectName(u"booking.panel"_s);
    const Theme &theme = m_desk.theme;
    auto *ground = new QFrame(this);
    ground->setProperty("ground", u"surface"_s);
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(buildHeader());
    auto *parts = new QWidget;
    m_parts = new StateStack(theme, parts, Skeleton::Shape::Facts, content);
    m_parts->setObjectName(u"booking.parts"_s);
    m_parts->words()->action()->setObjectName(u"booking.way-out"_s);
    column->addWidget(m_parts, 1);
    column = new QVBoxLayout(parts);
    column->setContentsMargins({});
    column->setSpacing(0);

    m_undo = new Banner(theme, Banner::Kind::Info, parts);
    m_undo->setObjectName(u"booking.undo"_s);
    m_undo->action()->setObjectName(u"booking.undo-button"_s);
    m_undo->setActionText(tr("Undo"));
    m_undoPlace = new QWidget(parts);
    auto *undoRow = new QVBoxLayout(m_undoPlace);
    undoRow->setContentsMargins(grid::pad, 0, grid::pad, 8);
    undoRow->addWidget(m_undo);
    m_undoPlace->hide();
    column->addWidget(m_undoPlace);
    m_proposals = new ProposalNotices(theme, parts);
    connect(m_proposals, &ProposalNotices::requested, this, &BookingDetails::proposalRequested);
    column->addWidget(m_proposals);

    m_pastBar = new PastBar(theme, parts);
    m_pastBar->hide();
    column->addWidget(m_pastBar);
    connect(m_pastBar, &PastBar::beforeRequested, this, &BookingDetails::eventBeforeRequested);
    connect(m_pastBar, &PastBar::afterRequested, this, &BookingDetails::eventAfterRequested);
    connect(m_pastBar, &PastBar::nowRequested, this, &BookingDetails::showNow);

    m_tabs = new TabBar(theme, tr("Parts of the booking"), parts);
    m_tabs->setObjectName(u"booking.tabs"_s);
    m_tabs->addTab(tr("Overview"));
    m_tabs->addTab(tr("Money"));
    auto *tabsRow = new QHBoxLayout;
    tabsRow->setContentsMargins(grid::pad, 8, grid::pad, 0);
    tabsRow->addWidget(m_tabs);
    tabsRow->addStretch(1);
    column->addLayout(tabsRow);
    column->addWidget(new Divider(theme));

    m_overview = new BookingOverviewTab(theme);
    m_money = new BookingMoneyTab(theme);
    m_pages = new QStackedWidget;
    m_pages->addWidget(new SteadyScroll(m_overview));
    m_pages->addWidget(new SteadyScroll(m_money));
    column->addWidget(m_pages, 1);

    column->addWidget(new Divider(theme));
    m_actions = new ActionBar(theme, parts);
    column->addWidget(m_actions);
    connect(m_actions, &ActionBar::requested, this, [this](const QString &operation) { emit actionRequested(operation, {}); });
    connect(m_actions, &ActionBar::actingRequested, this, &BookingDetails::actingRequested);
    connect(m_actions, &ActionBar::awayRequested, this, &BookingDetails::awayRequested);
    connect(m_actions, &ActionBar::backRequested, this, &BookingDetails::backRequested);
    m_overview->setMayReveal(std::ranges::find(m_desk.operations, u"reveal_contact"_s, &Operation::name) != m_desk.operations.end());
    connect(m_overview, &BookingOverviewTab::revealRequested, this, &BookingDetails::revealRequested);
    connect(m_overview, &BookingOverviewTab::stepActionRequested, this, [this](const QString &operation, const QString &step) { emit actionRequested(operation, step); });

    connect(m_overview, &BookingOverviewTab::sessionRequested, this, &BookingDetails::sessionRequested);
    connect(m_overview, &BookingOverviewTab::calendarRequested, this, &BookingDetails::calendarRequested);
    connect(m_overview, &BookingOverviewTab::momentChosen, this, &BookingDetails::pastRequested);

    m_states = new StateStack(theme, content, Skeleton::Shape::Facts, ground);
    m_states->setObjectName(u"booking.states"_s);
    auto *inner = new QVBoxLayout(ground);
    inner->setContentsMargins({});
    inner->addWidget(m_states);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins({});
    outer->addWidget(ground);
    setFocusProxy(m_tabs);
}

QWidget *BookingDetails::buildHeader()
{
    const Theme &theme = m_desk.theme;
    auto *header = new QWidget;
    m_back = Button::iconOnly(theme, u"arrow-left"_s, tr("Back to the list"), header);
    m_back->setObjectName(u"booking.back"_s);
    m_back->hide();
    m_avatar = new Avatar(theme, {}, 40, header);
    m_reference = new Label(theme, {}, Type::Title, Token::Text, QFont::DemiBold, header);
    m_reference->setObjectName(u"booking.reference"_s);
    m_reference->makeCopyable();
    m_service = new ElidedLabel(theme, {}, Type::Small, Token::Text2, QFont::Normal, header);
    m_service->setObjectName(u"booking.service"_s);
    m_asOf = Button::iconOnly(theme, u"history"_s, tr("Show the booking as of a moment…"), header);
    m_asOf->setObjectName(u"booking.as-of-button"_s);
    m_copy = Button::iconOnly(theme, u"copy"_s, tr("Copy the reference"), header);
    m_copy->setObjectName(u"booking.copy-reference"_s);
    m_close = Button::iconOnly(theme, u"x"_s, tr("Close the details"), header);
    m_close->setObjectName(u"booking.close"_s);
    m_state = new StatePill(theme, header);
    m_state->setObjectName(u"booking.state"_s);
    WhyPanel::setSubject(m_state, u"state"_s);
    m_version = new Badge(theme, {}, Tone::Mute, header);
    m_version->setObjectName(u"booking.version"_s);
    m_others = new AttendanceLine(theme, header);
    m_others->setObjectName(u"booking.others"_s);

    auto *names = new QVBoxLayout;
    names->setSpacing(1);
    names->addWidget(m_reference);
    names->addWidget(m_service);
    auto *top = new QHBoxLayout;
    top->setSpacing(12);
    top->addWidget(m_back);
    top->addWidget(m_avatar);
    top->addLayout(names, 1);
    auto *tools = new QHBoxLayout;
    tools->setSpacing(0);
    tools->addWidget(m_asOf);
    tools->addWidget(m_copy);
    tools->addWidget(m_close);
    top->addLayout(tools);
    auto *pills = new QHBoxLayout;
    pills->setSpacing(grid::gap);
    pills->addWidget(m_state);
    pills->addWidget(m_version);
    pills->addWidget(m_others, 1);
    pills->addStretch();
    auto *column = new QVBoxLayout(header);
    column->setContentsMargins(grid::pad, grid::pad, 12, 8);
    column->setSpacing(12);
    column->addLayout(top);
    column->addLayout(pills);

    connect(m_back, &QAbstractButton::clicked, this, &BookingDetails::closeRequested);
    connect(m_close, &QAbstractButton::clicked, this, &BookingDetails::closeRequested);
    connect(m_asOf, &QAbstractButton::clicked, this, &BookingDetails::momentRequested);
    connect(m_copy, &QAbstractButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_reference->text()); });
    return header;
}

void BookingDetails::forget()
{
    m_booking.reset();
    m_past.reset();
    m_pastBar->hide();
    m_undoPlace->hide();
    m_undoTick.stop();
    m_proposals->setProposals({}, {});
    m_actions->setActing({});
    m_actions->setActions({});
    for (Button *tool : { m_asOf, m_copy })
        tool->setEnabled(false);
}

void BookingDetails::showLoading(const BookingRow *known)
{
    forget();
    showHeader(known);
    m_states->showLoading();
    if (known == nullptr || !m_states->isShowingContent())
        return;
    m_pages->setEnabled(false); // what is still to be seen of the former booking is not this one's
}

void BookingDetails::showError(const Error &why)
{
    forget();
    m_states->showContent(); // its head stays, with the way out
    m_parts->showWords(why.isTransient() ? EmptyState::Kind::Offline : EmptyState::Kind::Error, why.message, why.hint, tr("Try again"), why.code);
}

void BookingDetails::showBooking(const Booking &booking)
{
    if (m_booking && m_booking->row.id != booking.row.id)
        m_past.reset();
    m_booking = booking;
    render();
    if (std::exchange(m_read, booking.row.id) != booking.row.id) {
        for (const QScrollArea *page : m_pages->findChildren<QScrollArea *>(Qt::FindDirectChildrenOnly))
            page->verticalScrollBar()->setValue(0); // where the former one was read to means nothing here
    }
}

void BookingDetails::showPast(const BookingPast &past)
{
    Q_ASSERT_X(m_booking, "showPast", "the present booking stands beside its past");
    m_past = past;
    render();
}

void BookingDetails::showNow()
{
    if (!m_past)
        return;
    m_past.reset();
    render();
    emit pastLeft();
}

void BookingDetails::render()
{
    const Booking &booking = *m_booking;
    m_pages->setEnabled(true);
    m_pastBar->setVisible(m_past.has_value());
    m_actions->setRefusal(m_past ? tr("This is the booking as it was: go back to now to act on it.") : QString());
    if (m_past) {
        const Booking then = asItWas(booking, *m_past);
        showHeader(&then.row);
        m_pastBar->setPast(*m_past, booking);
        m_overview->setPast(then, booking, m_past->asOf);
        m_money->setPast(then, booking);
    } else {
        showHeader(&booking.row);
        m_overview->setBooking(booking, m_desk.session.now());
        m_money->setBooking(booking);
    }
    QList<BookingAction> actions = booking.actions; // those on automatic steps stand beside the steps
    actions.removeIf([](const BookingAction &action) { return StepEditor::isFor(action.operation); });
    m_actions->setAway(booking.providerAbsence.has_value());
    m_actions->setActing(booking.acting);
    m_actions->setActions(actions);
    m_proposals->setProposals(booking.proposals, booking.row.zone);
    showUndo();
    for (Button *tool : { m_asOf, m_copy })
        tool->setEnabled(true);
    m_parts->showContent();
    m_states->showContent();
    tabAsLaidOut(this); // what this booking has was made after what all have
}

void BookingDetails::showHeader(const BookingRow *known)
{
    for (QWidget *part : std::initializer_list<QWidget *> { m_avatar, m_service, m_state, m_version })
        part->setVisible(known != nullptr);
    if (known == nullptr) {
        m_reference->setText(tr("Booking"));
        return;
    }
    const BookingRow &row = *known;
    m_reference->setText(row.reference);
    m_service->setText(serviceText(row) + u" · "_s + isolated(row.city));
    m_avatar->setName(row.category);
    m_avatar->setIcon(iconExists(row.categoryIcon) ? row.categoryIcon : u"calendar"_s, Tone::Info);
    m_state->setState(stateTitle(row.state), toneOf(row.state));
    m_version->setText(u"v%1"_s.arg(row.version));
    m_version->setToolTip(tr("Version %1: raised by every change").arg(row.version));
}

void BookingDetails::showUndo()
{
    // Whole seconds: in the last of them it is gone, for a click would come too late.
    const qint64 left = m_booking && !m_past && m_booking->undo ? m_desk.session.now().secsTo(m_booking->undo->until) : 0;
    m_undoPlace->setVisible(left > 0);
    if (left <= 0) {
        m_undoTick.stop();
        return;
    }
    m_undo->action()->setRefusal(m_desk.link.isLive() ? QString() : tr("No connection: the undo waits for the link."));
    m_undo->setContent(Banner::Kind::Info, tr("Can be taken back for %1 s more").arg(left),
        tr("Until then neither the gateway nor anybody else is told."));
    m_undoTick.start();
}

void BookingDetails::setUndoBusy(bool busy)
{
    m_undo->action()->setLoading(busy);
}

void BookingDetails::setOthers(const QList<Attendant> &others)
{
    m_others->setOthers(others);
}

void BookingDetails::offerWayBack(bool offered)
{
    m_back->setVisible(offered);
    m_close->setVisible(!offered);
}

void BookingDetails::setActionsEnabled(bool enabled)
{
    m_actions->setEnabled(enabled);
    m_proposals->setEnabled(enabled);
    m_overview->setStepActionsEnabled(enabled);
}

void BookingDetails::showTab(int index)
{
    m_tabs->setCurrentIndex(index);
}

void BookingDetails::offerAway()
{
    m_actions->offerAway();
}

void BookingDetails::openActing(const QString &party)
{
    m_actions->openActing(party);
}

void BookingDetails::focusFirst()
{
    m_tabs->setFocus(Qt::OtherFocusReason);
}

} // namespace steward
