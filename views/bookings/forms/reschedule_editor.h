// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/deliver.h"
#include "core/booking/booking.h"
#include "core/booking/booking_candidate.h"
#include "views/shell/activity/argument_editor.h"

class QLineEdit;

namespace steward {

class BookingRepository;
class ChoiceList;
class DisplacedBookings;
class Field;
class Theme;

/// When a booking takes place instead, or once more, out of its provider's free times or typed: starts_at. An override may be
/// outside of the provider's hours, and over other bookings if it is said what becomes of them (displace); a session moves with
/// all of its seats; what one side proposes to the other, or books again, may not.
class RescheduleEditor final : public ArgumentEditor
{
    Q_OBJECT

public:
    enum class Purpose { Override, MoveSession, Propose, BookAgain };

    /// `now` is the server's.
    RescheduleEditor(const Theme &theme, const BookingRepository &bookings, const Booking &booking, Purpose purpose, const QDateTime &now, QWidget *parent = nullptr);

    [[nodiscard]] QJsonObject arguments() const override;
    void restore(const QJsonObject &arguments) override;
    [[nodiscard]] QString problem() const override;
    [[nodiscard]] QString confirmText() const override;
    [[nodiscard]] std::optional<bool> isDangerous() const override;

private:
    void ask();
    void take(const QList<BookingOpening> &openings);
    /// How many seats are free in a group's session.
    [[nodiscard]] static QString seatsText(const BookingOpening &opening);
    void readTyped();
    [[nodiscard]] QDateTime start() const;
    [[nodiscard]] QString whatIsPossible() const;

    const BookingRepository &m_bookings;
    BookingId m_booking;
    Purpose m_purpose;
    QString m_provider, m_zone, m_place;
    qint64 m_seats; ///< of a group's session, that are taken
    QDateTime m_now, m_present;
    QList<BookingOpening> m_openings;
    ChoiceList *m_list;
    QLineEdit *m_typed;
    Field *m_field;
    DisplacedBookings *m_displaced = nullptr; ///< of an override
    Latest m_question;
};

} // namespace steward
