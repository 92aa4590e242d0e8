// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/forms/reschedule_editor.h"

#include "core/booking/booking_repository.h"
#include "views/bookings/forms/choice_list.h"
#include "views/bookings/forms/displaced_bookings.h"
#include "views/bookings/forms/rearranged_booking.h"
#include "views/shell/counts.h"
#include "views/shell/moments.h"
#include "views/shell/typed_moment.h"
#include "views/widgets/field.h"

#include <QBoxLayout>
#include <QJsonArray>
#include <QLineEdit>
#include <QLocale>
#include <QSignalBlocker>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace steward {

RescheduleEditor::RescheduleEditor(const Theme &theme, const BookingRepository &bookings, const Booking &booking, Purpose purpose, const QDateTime &now, QWidget *parent)
    : ArgumentEditor(parent)
    , m_bookings(bookings)
    , m_booking(booking.row.id)
    , m_purpose(purpose)
    , m_provider(booking.row.provider)
    , m_zone(booking.row.zone)
    , m_place(booking.place)
    , m_seats(booking.sessionTaken.value_or(0))
    , m_now(now.toTimeZone(zoneNamed(booking.row.zone)))
    , m_present(booking.row.startsAt)
    , m_list(new ChoiceList(theme, tr("Times at which the provider is free"), u"activity.openings"_s,
          { { tr("%1 is free").arg(booking.row.provider), CellKind::Plain }, { tr("Compared"), booking.session.isValid() ? CellKind::TwoLine : CellKind::Plain } }, this))
    , m_typed(new QLineEdit)
{
    m_typed->setObjectName(u"activity.starts-at"_s);
    m_typed->setPlaceholderText(tr("tomorrow 14:00, 12 May 09:30"));
    m_field = new Field(theme, tr("Another time, in %1").arg(m_zone), m_typed, this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(12);
    column->addWidget(m_list);
    column->addWidget(m_field);
    if (purpose == Purpose::Override) {
        m_displaced = new DisplacedBookings(theme, bookings, m_booking, this);
        column->addWidget(m_displaced);
        connect(m_displaced, &DisplacedBookings::changed, this, &RescheduleEditor::changed);
    }
    setFocusProxy(m_list);
    connect(m_list, &ChoiceList::retryRequested, this, &RescheduleEditor::ask);
    connect(m_list, &ChoiceList::choiceChanged, this, [this] {
        if (m_list->chosen() >= 0) {
            const QSignalBlocker quiet(m_typed);
            m_typed->clear();
        }
        readTyped();
    });
    connect(m_typed, &QLineEdit::textChanged, this, [this] {
        if (!m_typed->text().isEmpty())
            m_list->choose(-1); // one of the two is meant
        readTyped();
    });
    readTyped();
    ask();
}

void RescheduleEditor::ask()
{
    m_list->showLoading();
    m_question.ask(m_bookings.openings(m_booking), this, [this](const Result<QList<BookingOpening>> &answer) {
        if (answer)
            take(*answer);
        else
            m_list->showError(answer.error());
    });
}

QString RescheduleEditor::seatsText(const BookingOpening &opening)
{
    return *opening.seatsFree == *opening.seats ? tr("a new session") : tr("%1 of %2 free").arg(QLocale().toString(*opening.seatsFree), QLocale().toString(*opening.seats));
}

void RescheduleEditor::take(const QList<BookingOpening> &openings)
{
    m_openings = openings;
    if (openings.isEmpty()) {
        m_list->showNone(tr("No free time"), tr("%1 has none in the next eight weeks. Type another time, or give the booking to somebody else.").arg(m_provider));
        return;
    }
    QList<QList<ChoiceList::Cell>> rows;
    for (const BookingOpening &opening : openings) {
        const qint64 later = m_present.secsTo(opening.startsAt);
        const QString distance = (later > 0 ? tr("%1 later") : tr("%1 earlier")).arg(durationText(std::abs(later)));
        const QString when = spanText(opening.startsAt, opening.endsAt, m_zone);
        const QString seats = opening.seats ? seatsText(opening) : QString();
        rows.append({ { when, {}, when, true }, { distance, seats, seats.isEmpty() ? distance : tr("%1, %2").arg(distance, seats) } });
    }
    m_list->showChoices(rows);
}

QDateTime RescheduleEditor::start() const
{
    const int row = m_list->chosen();
    if (row >= 0 && row < m_openings.size())
        return m_openings.at(row).startsAt;
    return typedMoment(m_typed->text(), m_now, QLocale(), Towards::Future).value_or(QDateTime());
}

void RescheduleEditor::readTyped()
{
    const QString typed = m_typed->text().simplified();
    const QDateTime read = typed.isEmpty() ? QDateTime() : start();
    m_field->setHelp(read.isValid() ? QLocale().toString(read, u"dddd d MMMM yyyy, HH:mm"_s) : whatIsPossible());
    m_field->setError(read.isValid() || typed.isEmpty()
            ? QString()
            : tr("“%1” can not be read as a moment. Write it like tomorrow 14:00 or 12 May 09:30.").arg(typed.left(40)));
    if (m_displaced != nullptr)
        m_displaced->ask(start());
    emit changed();
}

QString RescheduleEditor::whatIsPossible() const
{
    switch (m_purpose) {
    case Purpose::Override:
        return tr("Also outside of the provider's hours. A booking that holds that time makes way only as you say.");
    case Purpose::MoveSession:
        return countedText(m_seats, tr("Also outside of the provider's hours. The one who has a seat comes along, and is told."),
            tr("Also outside of the provider's hours. All %1 who have a seat come along, and are told."));
    case Purpose::Propose:
        return tr("Within the provider's hours. It is held until the other side answers.");
    case Purpose::BookAgain:
        return tr("Within the provider's hours, at the same place as before.");
    }
    Q_UNREACHABLE();
}

QJsonObject RescheduleEditor::arguments() const
{
    QJsonObject arguments { { u"starts_at"_s, start().toUTC().toString(Qt::ISODate) } };
    if (m_purpose == Purpose::BookAgain && !m_place.isEmpty())
        arguments.insert(u"place"_s, m_place);
    if (m_displaced != nullptr && !m_displaced->plan().isEmpty())
        arguments.insert(u"displace"_s, m_displaced->plan());
    return arguments;
}

void RescheduleEditor::restore(const QJsonObject &arguments)
{
    if (m_displaced != nullptr)
        m_displaced->restore(arguments.value("displace"_L1).toArray());
    const QDateTime moment = QDateTime::fromString(arguments.value("starts_at"_L1).toString(), Qt::ISODate).toTimeZone(m_now.timeZone());
    m_typed->setText(moment.isValid() ? moment.toString(u"yyyy-MM-dd HH:mm"_s) : QString());
}

QString RescheduleEditor::problem() const
{
    if (!start().isValid())
        return tr("Choose a time to see what will happen.");
    return m_displaced != nullptr ? m_displaced->problem() : QString();
}

std::optional<bool> RescheduleEditor::isDangerous() const
{
    return m_displaced != nullptr && m_displaced->cancelled() > 0 ? std::optional(true) : std::nullopt;
}

QString RescheduleEditor::confirmText() const
{
    const QString when = start().isValid() ? whenInSentence(start(), m_zone) : QString();
    switch (m_purpose) {
    case Purpose::Override:
        if (const qsizetype others = m_displaced->plan().size(); others > 0)
            return withRearranged(tr("Move to %1").arg(when), m_displaced->cancelled(), others - m_displaced->cancelled());
        return when.isEmpty() ? tr("Move booking") : tr("Move booking to %1").arg(when);
    case Purpose::MoveSession:
        return when.isEmpty() ? tr("Move session") : tr("Move session to %1").arg(when);
    case Purpose::Propose:
        return when.isEmpty() ? tr("Propose another time") : tr("Propose %1").arg(when);
    case Purpose::BookAgain:
        return when.isEmpty() ? tr("Book again") : tr("Book again, %1").arg(when);
    }
    Q_UNREACHABLE();
}

} // namespace steward
