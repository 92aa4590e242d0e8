// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/forms/away_editor.h"

#include "core/booking/booking_repository.h"
#include "views/bookings/forms/rearranged_booking.h"
#include "views/shell/counts.h"
#include "views/shell/moments.h"
#include "views/shell/typed_moment.h"
#include "views/widgets/combo_box.h"
#include "views/widgets/field.h"
#include "views/widgets/label.h"
#include "views/widgets/state_stack.h"

#include <QBoxLayout>
#include <QJsonArray>
#include <QLineEdit>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

constexpr int page_size = 50;
constexpr qsizetype most_rows = 200; ///< what one call takes
constexpr int room_for_words = 180;
constexpr int most_seen = 4; ///< the rest scrolls, so that the effects stay on the screen

} // namespace

AwayEditor::AwayEditor(const Theme &theme, const BookingRepository &bookings, const Booking &booking,
                       const QDateTime &now, const QDate &from, QWidget *parent)
    : ArgumentEditor(parent)
    , m_theme(theme)
    , m_bookings(bookings)
    , m_provider(booking.row.providerId)
    , m_name(booking.row.provider)
    , m_zone(booking.row.zone)
    , m_now(now.toTimeZone(zoneNamed(booking.row.zone)))
    , m_all(new ComboBox(theme))
    , m_list(new QWidget)
    , m_lines(new QVBoxLayout(m_list))
    , m_scroll(new QScrollArea)
    , m_states(new StateStack(theme, m_scroll, Skeleton::Shape::Rows, this))
    , m_totals(new Label(theme, {}, Type::Small, Token::Text2, QFont::Normal, this))
{
    const QDate day
        = std::max(m_now.date(), from.isValid() ? from : booking.row.startsAt.toTimeZone(m_now.timeZone()).date());
    m_first = makeDay(u"activity.first-day"_s, day);
    m_last = makeDay(u"activity.last-day"_s, day);
    m_firstField = new Field(theme, tr("First day"), m_first, this);
    m_lastField = new Field(theme, tr("Last day"), m_last, this);
    m_all->setObjectName(u"activity.all-bookings"_s);
    m_all->addItem(tr("As it is chosen for each"), QString());
    m_all->addItem(tr("To somebody else, where somebody is free"), u"reassign"_s);
    m_all->addItem(tr("To the provider's next free times"), u"reschedule"_s);
    m_all->addItem(tr("Cancelled"), u"cancel"_s);
    m_all->addItem(tr("Left as they are"), u"leave"_s);
    m_allField = new Field(theme, tr("All bookings of these days"), m_all, this);
    m_totals->setObjectName(u"activity.away-totals"_s);
    m_totals->setWordWrap(true);
    m_lines->setContentsMargins({});
    m_lines->setSpacing(grid::gap);
    m_scroll->setObjectName(u"activity.away-bookings"_s);
    m_scroll->setAccessibleName(tr("The bookings of these days"));
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidget(m_list);
    m_list->setAutoFillBackground(false);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_states->setObjectName(u"activity.away-states"_s);
    auto *days = new QHBoxLayout;
    days->setSpacing(12);
    days->addWidget(m_firstField, 1, Qt::AlignTop);
    days->addWidget(m_lastField, 1, Qt::AlignTop);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(12);
    column->addLayout(days);
    column->addWidget(m_allField);
    column->addWidget(m_states);
    column->addWidget(m_totals);
    setFocusProxy(m_first);
    connect(m_states, &StateStack::actionTriggered, this, &AwayEditor::ask);
    connect(m_all, &QComboBox::activated, this, &AwayEditor::chooseAll);
    readDays();
}

QLineEdit *AwayEditor::makeDay(const QString &name, const QDate &day)
{
    auto *typed = new QLineEdit(day.toString(Qt::ISODate));
    typed->setObjectName(name);
    typed->setPlaceholderText(tr("today, +3d, 12 May"));
    connect(typed, &QLineEdit::textChanged, this, &AwayEditor::readDays);
    return typed;
}

QDate AwayEditor::dayOf(const QLineEdit *typed) const
{
    const auto read = typedMoment(typed->text().simplified(), m_now, QLocale(), Towards::Future);
    return read ? read->date() : QDate();
}

void AwayEditor::readDays()
{
    const QDate first = dayOf(m_first), last = dayOf(m_last);
    const auto complaint = [this](const QLineEdit *typed, const QDate &day) {
        if (!day.isValid())
            return tr("“%1” can not be read as a day. Write it like tomorrow or 12 May.").arg(typed->text().left(40));
        return day < m_now.date() ? tr("What is over can not be rearranged.") : QString();
    };
    const auto help
        = [](const QDate &day) { return day.isValid() ? QLocale().toString(day, u"dddd d MMMM yyyy"_s) : QString(); };
    m_firstField->setHelp(help(first));
    m_lastField->setHelp(help(last));
    m_firstField->setError(complaint(m_first, first));
    QString wrong = complaint(m_last, last);
    if (wrong.isEmpty() && first.isValid() && last < first)
        wrong = tr("The last day is not before the first.");
    else if (wrong.isEmpty() && first.isValid() && first.daysTo(last) > 365)
        wrong = tr("An absence is a year at most.");
    m_lastField->setError(wrong);
    if (!m_firstField->error().isEmpty() || !wrong.isEmpty()) {
        m_question.withdraw();
        m_firstDay = {};
        emit changed();
    } else if (first != m_firstDay || last != m_lastDay) {
        m_firstDay = first;
        m_lastDay = last;
        ask();
    }
}

void AwayEditor::ask()
{
    for (const RearrangedBooking *row : std::as_const(m_rows)) // what was chosen for a booking stays chosen when the days change
        m_wanted.insert(row->booking().id.value(), row->choice());
    m_rows.clear();
    m_isLoading = true;
    m_hasFailed = false;
    m_allField->hide();
    m_totals->hide();
    m_states->setFixedHeight(room_for_words);
    m_states->showLoading();
    emit changed();
    askPage({});
}

void AwayEditor::askPage(BookingId after)
{
    m_question.ask(m_bookings.awayPlan(m_provider, m_firstDay, m_lastDay, after, page_size), this,
                   [this](const Result<QList<AwayBooking>> &answer) {
                       if (answer) {
                           take(*answer);
                           return;
                       }
                       m_isLoading = false;
                       m_hasFailed = true;
                       m_states->showWords(
                           answer.error().isTransient() ? EmptyState::Kind::Offline : EmptyState::Kind::Error,
                           answer.error().message, answer.error().hint, tr("Try again"), answer.error().code);
                       emit changed();
                   });
}

void AwayEditor::take(const QList<AwayBooking> &page)
{
    if (m_rows.isEmpty()) { // those of the days before
        while (QLayoutItem *item = m_lines->takeAt(0)) {
            delete item->widget();
            delete item;
        }
    }
    for (const AwayBooking &booking : page)
        addRow(booking);
    if (page.size() == page_size && m_rows.size() < most_rows) {
        askPage(page.last().id);
        return;
    }
    m_isLoading = false;
    showRows();
}

void AwayEditor::showRows()
{
    m_lines->addStretch(1);
    m_otherwise.clear();
    m_allField->setVisible(m_rows.size() > 1);
    m_totals->setVisible(!m_rows.isEmpty());
    const QSignalBlocker quiet(m_all);
    m_all->setCurrentIndex(0);
    if (m_rows.isEmpty()) {
        m_states->setFixedHeight(room_for_words);
        m_states->showWords(EmptyState::Kind::Empty, tr("No bookings"),
                            tr("%1 has none on these days. Nobody can book them then.").arg(m_name));
    } else {
        const int row = m_lines->itemAt(0)->widget()->sizeHint().height() + grid::gap;
        m_states->setFixedHeight(row * static_cast<int>(std::min<qsizetype>(m_rows.size(), most_seen)));
        m_states->showContent();
    }
    showTotals();
    emit changed();
}

void AwayEditor::addRow(const AwayBooking &booking)
{
    auto *row = new RearrangedBooking(m_theme, booking, u"away"_s, m_rows.size() + 1);
    row->offerLast(u"leave"_s, tr("Leave as it is"));
    // Nothing is cancelled unless somebody says so.
    const QString proposed = booking.listing ? u"reassign"_s
        : booking.nextStart.isValid()        ? u"reschedule"_s
                                             : u"leave"_s;
    if (!row->choose(m_wanted.value(booking.id.value(), m_otherwise)))
        row->choose(proposed);
    m_lines->addWidget(row);
    m_rows.append(row);
    connect(row, &RearrangedBooking::changed, this, [this] {
        const QSignalBlocker quiet(m_all);
        m_all->setCurrentIndex(0);
        showTotals();
        emit changed();
    });
}

void AwayEditor::chooseAll()
{
    const QString wanted = m_all->currentData().toString();
    if (wanted.isEmpty())
        return;
    for (RearrangedBooking *row : std::as_const(m_rows))
        row->choose(wanted);
    showTotals();
    emit changed();
}

qsizetype AwayEditor::count(const QString &choice) const
{
    return std::ranges::count_if(m_rows, [&choice](const RearrangedBooking *row) { return row->choice() == choice; });
}

void AwayEditor::showTotals()
{
    QStringList parts;
    for (const auto &[choice, words] :
         { std::pair("reassign", tr("%1 to somebody else")), std::pair("reschedule", tr("%1 moved")),
           std::pair("cancel", tr("%1 cancelled")), std::pair("leave", tr("%1 left")) }) {
        if (const qsizetype number = count(QLatin1String(choice)); number > 0)
            parts << words.arg(QLocale().toString(number));
    }
    m_totals->setText(tr("%1: %2.").arg(countedText(m_rows.size(), tr("Of 1 booking"), tr("Of %1 bookings")), parts.join(u", "_s)));
}

QJsonObject AwayEditor::arguments() const
{
    QJsonArray plan;
    for (const RearrangedBooking *row : m_rows) {
        if (row->choice() != "leave"_L1)
            plan.append(row->line());
    }
    return { { u"first_day"_s, dayOf(m_first).toString(Qt::ISODate) },
             { u"last_day"_s, dayOf(m_last).toString(Qt::ISODate) },
             { u"plan"_s, plan } };
}

void AwayEditor::restore(const QJsonObject &arguments)
{
    for (const QJsonValue &line : arguments.value("plan"_L1).toArray())
        m_wanted.insert(line["booking"_L1].toInteger(), line["choice"_L1].toString());
    m_otherwise = u"leave"_s;
    m_firstDay = {}; // they are asked for anew
    {
        const QSignalBlocker quiet(m_first), also(m_last);
        m_first->setText(arguments.value("first_day"_L1).toString());
        m_last->setText(arguments.value("last_day"_L1).toString());
    }
    readDays();
}

QString AwayEditor::problem() const
{
    if (!m_firstDay.isValid())
        return tr("Say from which day to which to see what will happen.");
    if (m_isLoading)
        return tr("The bookings of these days are being looked up.");
    return m_hasFailed ? tr("The bookings of these days are not known yet.") : QString();
}

std::optional<bool> AwayEditor::isDangerous() const
{
    return m_isLoading || m_hasFailed ? std::nullopt : std::optional(count(u"cancel"_s) > 0);
}

QString AwayEditor::confirmText() const
{
    const qsizetype cancelled = count(u"cancel"_s);
    return withRearranged(tr("Mark as away"), cancelled, m_rows.size() - count(u"leave"_s) - cancelled);
}

} // namespace steward
