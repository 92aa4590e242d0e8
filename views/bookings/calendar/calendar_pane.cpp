// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/calendar/calendar_pane.h"

#include "core/booking/booking_repository.h"
#include "views/bookings/calendar/calendar_view.h"
#include "views/bookings/calendar/calendar_words.h"
#include "views/shell/link_status.h"
#include "views/shell/list/date_jump.h"
#include "views/shell/moments.h"
#include "views/widgets/button.h"
#include "views/widgets/card.h"
#include "views/widgets/label.h"
#include "views/widgets/state_stack.h"

#include <QBoxLayout>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace steward {

namespace {
constexpr int days_of_week = 7;
constexpr std::chrono::milliseconds rest { 400 };
constexpr std::chrono::seconds step_of_now { 20 }; // the line is a pixel further each minute
}

CalendarPane::CalendarPane(const Desk &desk, const BookingRepository &bookings, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_bookings(bookings)
    , m_view(new CalendarView(desk.theme))
{
    build();
    connect(m_view, &CalendarView::opened, this, &CalendarPane::blockOpened);
    connect(m_view, &CalendarView::dayWanted, this, &CalendarPane::goTo);
    connect(m_view, &CalendarView::currentMoved, this, [this] {
        if (const QDate day = m_view->currentDay(); day.isValid() && m_view->days().calendar().firstDay == m_week)
            m_day = day;
        emit moved();
    });
    connect(m_states, &StateStack::actionTriggered, this, &CalendarPane::ask);
    connect(m_states, &QStackedWidget::currentChanged, this, &CalendarPane::keepFocus);
    m_rest.setSingleShot(true);
    m_rest.setInterval(rest);
    connect(&m_rest, &QTimer::timeout, this, &CalendarPane::refresh);
    auto *clock = new QTimer(this);
    clock->setObjectName(u"calendar.clock"_s);
    connect(clock, &QTimer::timeout, this, [this] { m_view->setNow(m_desk.session.now()); });
    clock->start(step_of_now);
    connect(&desk.link, &LinkStatus::healed, this, &CalendarPane::refresh);
}

void CalendarPane::build()
{
    const Theme &theme = m_desk.theme;
    setObjectName(u"calendar.pane"_s);
    m_view->setAccessibleName(tr("Calendar"));
    auto *ground = new QFrame(this);
    ground->setProperty("ground", u"surface"_s);
    m_view->setObjectName(u"calendar.days"_s);
    m_note = new Label(theme, {}, Type::Small, Token::Text2);
    m_note->setObjectName(u"calendar.note"_s);
    m_note->setContentsMargins(grid::pad, 0, grid::pad, grid::gap);
    m_states = new StateStack(theme, m_view, Skeleton::Shape::Rows);
    m_states->setObjectName(u"calendar.states"_s);
    auto *column = new QVBoxLayout(ground);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(buildHeader());
    column->addWidget(m_note);
    column->addWidget(new Divider(theme));
    column->addWidget(m_states, 1);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins({});
    outer->addWidget(ground);
    setFocusProxy(m_view);
}

QWidget *CalendarPane::buildHeader()
{
    const Theme &theme = m_desk.theme;
    auto *header = new QWidget;
    const auto tool = [&](const QString &icon, const QString &name, const QString &id) {
        Button *button = Button::iconOnly(theme, icon, name, header);
        button->setObjectName(id);
        return button;
    };
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    m_back = tool(isMirrored ? u"arrow-right"_s : u"arrow-left"_s, tr("Back to the list of bookings"), u"calendar.back"_s);
    m_before = tool(isMirrored ? u"chevron-right"_s : u"chevron-left"_s, tr("Previous week"), u"calendar.previous"_s);
    m_after = tool(isMirrored ? u"chevron-left"_s : u"chevron-right"_s, tr("Next week"), u"calendar.next"_s);
    m_jump = tool(u"calendar"_s, tr("Jump to a date"), u"calendar.jump"_s);
    m_today = new Button(theme, tr("Today"), Button::Kind::Secondary, header);
    m_today->setObjectName(u"calendar.today"_s);
    m_away = new Button(theme, tr("Away…"), Button::Kind::Secondary, header);
    m_away->setIconName(u"calendar-x"_s);
    m_away->setAccessibleName(tr("Provider is away from this day…"));
    m_away->setObjectName(u"calendar.away"_s);
    m_away->hide();
    m_title = new ElidedLabel(theme, {}, Type::Title, Token::Text, QFont::DemiBold, header);
    m_title->setObjectName(u"calendar.title"_s);
    m_days = new ElidedLabel(theme, {}, Type::Small, Token::Text2, QFont::Normal, header);
    m_days->setObjectName(u"calendar.week"_s);
    auto *names = new QVBoxLayout;
    names->setSpacing(1);
    names->addWidget(m_title);
    names->addWidget(m_days);
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(12, 12, 12, grid::gap);
    row->setSpacing(grid::gap);
    row->addWidget(m_back);
    row->addLayout(names, 1);
    row->addWidget(m_away);
    row->addWidget(m_before);
    row->addWidget(m_today);
    row->addWidget(m_after);
    row->addWidget(m_jump);
    connect(m_back, &QAbstractButton::clicked, this, &CalendarPane::closeRequested);
    connect(m_before, &QAbstractButton::clicked, this, [this] { turn(-1); });
    connect(m_after, &QAbstractButton::clicked, this, [this] { turn(1); });
    connect(m_today, &QAbstractButton::clicked, this, &CalendarPane::goToNow);
    connect(m_jump, &QAbstractButton::clicked, this, &CalendarPane::askForDate);
    connect(m_away, &QAbstractButton::clicked, this, &CalendarPane::awayRequested);
    return header;
}

QDate CalendarPane::today() const
{
    return m_desk.session.now().toTimeZone(m_zone.isEmpty() ? QTimeZone::systemTimeZone() : zoneNamed(m_zone)).date();
}

void CalendarPane::open(ProviderId provider, const QString &name, const QDate &day)
{
    if (m_provider != provider)
        m_zone.clear();
    m_provider = provider;
    m_name = name;
    showName();
    goTo(day.isValid() ? day : today());
}

void CalendarPane::showName()
{
    m_title->setText(m_name.isEmpty() ? tr("Calendar") : m_name); // the palette opens one by its id
    m_view->setAccessibleName(m_name.isEmpty() ? tr("Calendar") : tr("Calendar of %1").arg(m_name));
}

void CalendarPane::choose(BookingId booking)
{
    m_wanted = booking;
}

void CalendarPane::refreshSoon()
{
    if (isOpen() && !m_rest.isActive())
        m_rest.start();
}

void CalendarPane::close()
{
    m_wanted = {};
    m_question.withdraw();
    m_provider = {};
}

void CalendarPane::keepFocus()
{
    const QWidget *focus = window()->focusWidget();
    if (!m_wantsFocus || (focus != nullptr && !isAncestorOf(focus)))
        return; // the operator went elsewhere meanwhile
    if (m_states->isShowingContent())
        m_view->setFocus(Qt::OtherFocusReason);
    else
        m_today->setFocus(Qt::OtherFocusReason);
}

void CalendarPane::turn(int weeks)
{
    goTo(m_day.addDays(days_of_week * weeks));
}

void CalendarPane::goTo(const QDate &day)
{
    m_day = day;
    m_week = weekOf(day);
    m_wantsNow = false;
    m_wantsFocus = m_wantsFocus || window()->focusWidget() == m_view;
    const ProviderCalendar &shown = m_view->days().calendar();
    showDays();
    if (shown.provider == m_provider && shown.firstDay == m_week)
        m_view->chooseDay(day);
    else
        m_states->showLoading();
    ask();
}

void CalendarPane::goToNow()
{
    goTo(today());
    m_wantsNow = true;
}

void CalendarPane::refresh()
{
    if (isOpen())
        ask();
}

void CalendarPane::ask()
{
    m_question.ask(m_bookings.calendar(m_provider, m_week, m_week.addDays(days_of_week - 1)), this, [this](const Result<ProviderCalendar> &answer) { take(answer); });
}

void CalendarPane::take(const Result<ProviderCalendar> &answer)
{
    const ProviderCalendar &shown = m_view->days().calendar();
    if (!answer) {
        const Error &why = answer.error();
        if (why.isTransient() && shown.provider == m_provider && shown.firstDay == m_week)
            return m_states->showContent(); // the last data stay readable; the window says how old they are
        m_note->clear();
        m_states->showWords(why.isTransient() ? EmptyState::Kind::Offline : EmptyState::Kind::Error, why.message, why.hint, why.isTransient() ? tr("Try again") : QString(), why.code);
        return;
    }
    m_zone = answer->zone;
    m_name = answer->name;
    m_view->setCalendar(*answer, m_day, m_desk.session.now());
    showName();
    showDays();
    m_states->showContent();
    if (std::exchange(m_wantsNow, false))
        m_view->scrollToNow();
    if (m_wanted.isValid())
        m_view->chooseBooking(std::exchange(m_wanted, {}));
    m_wantsFocus = false;
    emit moved();
}

void CalendarPane::showDays()
{
    const QString days = daysText(m_week, m_week.addDays(days_of_week - 1));
    m_days->setText(m_zone.isEmpty() ? days : tr("%1 · times are those of %2").arg(days, m_zone));
    const ProviderCalendar &shown = m_view->days().calendar();
    const bool isRead = shown.provider == m_provider && shown.firstDay == m_week;
    m_note->setText(!isRead ? QString()
                        : shown.blocks.isEmpty() ? tr("Nothing is booked in this week.")
                                                 : tr("Light: works · dark: does not · hatched: away · dashed: held, nothing takes place"));
}

void CalendarPane::askForDate()
{
    if (m_dateJump == nullptr) {
        m_dateJump = new DateJump(m_desk.theme, window());
        m_dateJump->setWords(u"calendar-jump"_s, tr("Jump to a date in the calendar"), tr("Jump"));
        connect(m_dateJump, &DateJump::chosen, this, [this](const QDateTime &moment) { goTo(moment.date()); });
    }
    m_dateJump->ask(tr("Shows the week of that day."));
}

void CalendarPane::offerAway()
{
    m_away->show();
}

void CalendarPane::setAwayRefusal(const QString &why)
{
    m_away->setRefusal(why);
}

void CalendarPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_away->setText(width() < 620 ? QString() : tr("Away…"));
}

} // namespace steward
