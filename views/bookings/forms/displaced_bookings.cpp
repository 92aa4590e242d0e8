// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/forms/displaced_bookings.h"

#include "core/booking/booking_repository.h"
#include "views/bookings/forms/rearranged_booking.h"
#include "views/widgets/label.h"
#include "views/widgets/state_stack.h"

#include <QBoxLayout>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

constexpr int room_for_words = 180;

} // namespace

DisplacedBookings::DisplacedBookings(const Theme &theme, const BookingRepository &bookings, BookingId moved,
                                     QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_bookings(bookings)
    , m_moved(moved)
    , m_title(new Label(theme, {}, Type::Body, Token::Text, QFont::DemiBold, this))
    , m_list(new QWidget)
    , m_lines(new QVBoxLayout(m_list))
    , m_states(new StateStack(theme, new QWidget, Skeleton::Shape::Rows, this))
{
    m_title->setObjectName(u"activity.displaced-title"_s);
    m_title->setWordWrap(true);
    m_lines->setContentsMargins({});
    m_lines->setSpacing(grid::gap);
    m_states->setObjectName(u"activity.displaced-states"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(grid::gap);
    column->addWidget(m_title);
    column->addWidget(m_list);
    column->addWidget(m_states);
    m_states->setFixedHeight(room_for_words);
    m_states->hide();
    connect(m_states, &StateStack::actionTriggered, this, &DisplacedBookings::lookUp);
    hide();
}

void DisplacedBookings::ask(const QDateTime &start)
{
    if (start == m_start)
        return;
    m_start = start;
    if (start.isValid()) {
        lookUp();
        return;
    }
    m_question.withdraw();
    m_isLoading = false;
    clear();
}

void DisplacedBookings::lookUp()
{
    m_isLoading = true;
    m_hasFailed = false;
    emit changed();
    m_question.ask(m_bookings.holders(m_moved, m_start), this, [this](const Result<QList<TimeHolder>> &answer) {
        m_isLoading = false;
        if (answer) {
            take(*answer);
        } else {
            clear();
            m_hasFailed = true;
            m_title->setText(tr("It is not known whether that time is free."));
            m_states->showWords(answer.error().isTransient() ? EmptyState::Kind::Offline : EmptyState::Kind::Error,
                                answer.error().message, answer.error().hint, tr("Try again"), answer.error().code);
            m_states->show();
            show();
        }
        emit changed();
    });
}

void DisplacedBookings::clear()
{
    for (RearrangedBooking *row : std::as_const(m_rows)) {
        m_wanted.insert(row->booking().id.value(), row->choice()); // it may hold the next time as well
        row->hide();
        row->deleteLater();
    }
    m_rows.clear();
    m_obstacle.clear();
    m_hasFailed = false;
    m_states->hide();
    hide();
}

void DisplacedBookings::take(const QList<TimeHolder> &holders)
{
    clear();
    if (holders.isEmpty())
        return;
    for (const TimeHolder &holder : holders)
        addRow(holder);
    m_title->setText(!m_obstacle.isEmpty() ? tr("That time is taken.")
                         : holders.size() == 1
                         ? tr("Another booking holds that time. What becomes of it?")
                         : tr("%1 bookings hold that time. What becomes of each?").arg(QLocale().toString(holders.size())));
    show();
}

void DisplacedBookings::addRow(const TimeHolder &holder)
{
    auto *row = new RearrangedBooking(m_theme, holder.booking, u"displaced"_s, m_rows.size() + 1);
    // Nothing is cancelled unless somebody says so.
    const QString proposed = holder.isOnlyProposed ? u"keep"_s
        : holder.booking.listing                   ? u"reassign"_s
        : holder.booking.nextStart.isValid()       ? u"reschedule"_s
                                                   : u""_s;
    if (holder.isOnlyProposed)
        row->offerFirst(proposed, tr("Keep its own time; that one was only proposed"));
    else if (proposed.isEmpty())
        row->offerFirst(proposed, tr("Choose what becomes of it"));
    if (!row->choose(m_wanted.value(holder.booking.id.value(), proposed)))
        row->choose(proposed);
    if (!holder.obstacle.isEmpty()) {
        row->refuse(holder.obstacle);
        m_obstacle = holder.obstacle;
    }
    connect(row, &RearrangedBooking::changed, this, &DisplacedBookings::changed);
    m_lines->addWidget(row);
    m_rows.append(row);
}

void DisplacedBookings::restore(const QJsonArray &plan)
{
    for (const QJsonValue &line : plan)
        m_wanted.insert(line["booking"_L1].toInteger(), line["choice"_L1].toString());
}

QJsonArray DisplacedBookings::plan() const
{
    QJsonArray plan;
    for (const RearrangedBooking *row : m_rows)
        plan.append(row->line());
    return plan;
}

qsizetype DisplacedBookings::cancelled() const
{
    return std::ranges::count(m_rows, u"cancel"_s, &RearrangedBooking::choice);
}

QString DisplacedBookings::problem() const
{
    if (m_isLoading)
        return tr("It is being looked up whether that time is free.");
    if (m_hasFailed)
        return tr("It is not known whether that time is free.");
    if (!m_obstacle.isEmpty())
        return m_obstacle;
    for (const RearrangedBooking *row : m_rows) {
        if (row->choice().isEmpty())
            return tr("Say what becomes of %1 to see what will happen.").arg(row->booking().reference);
    }
    return {};
}

} // namespace steward
