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
class Field;
class Theme;

/// When a booking takes place instead, out of its provider's free times or typed: starts_at.
class RescheduleEditor final : public ArgumentEditor
{
    Q_OBJECT

public:
    /// `now` is the server's.
    RescheduleEditor(const Theme &theme, const BookingRepository &bookings, const Booking &booking, const QDateTime &now, QWidget *parent = nullptr);

    [[nodiscard]] QJsonObject arguments() const override;
    void restore(const QJsonObject &arguments) override;
    [[nodiscard]] QString problem() const override;
    [[nodiscard]] QString confirmText() const override;

private:
    void ask();
    void take(const QList<BookingOpening> &openings);
    void readTyped();
    [[nodiscard]] QDateTime start() const;

    const BookingRepository &m_bookings;
    BookingId m_booking;
    QString m_provider, m_zone;
    QDateTime m_now, m_present;
    QList<BookingOpening> m_openings;
    ChoiceList *m_list;
    QLineEdit *m_typed;
    Field *m_field;
    Latest m_question;
};

} // namespace steward
