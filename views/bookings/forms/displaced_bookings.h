// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/deliver.h"
#include "core/booking/away_booking.h"

#include <QHash>
#include <QJsonArray>
#include <QWidget>

class QVBoxLayout;

namespace steward {

class BookingRepository;
class Label;
class RearrangedBooking;
class StateStack;
class Theme;

/// Which bookings hold a time to which another one would move, and what becomes of each. It is not seen while the time is free.
class DisplacedBookings final : public QWidget {
    Q_OBJECT

public:
    DisplacedBookings(const Theme &theme, const BookingRepository &bookings, BookingId moved,
                      QWidget *parent = nullptr);

    /// Who holds that time? Of a moment that is none nobody does.
    void ask(const QDateTime &start);
    /// What was chosen for them before, as a plan.
    void restore(const QJsonArray &plan);

    [[nodiscard]] QJsonArray plan() const;
    /// How many would be cancelled.
    [[nodiscard]] qsizetype cancelled() const;
    /// What is missing, as a sentence; empty when nothing is.
    [[nodiscard]] QString problem() const;

signals:
    void changed();

private:
    void lookUp();
    void take(const QList<TimeHolder> &holders);
    void addRow(const TimeHolder &holder);
    void clear();

    const Theme &m_theme;
    const BookingRepository &m_bookings;
    BookingId m_moved;
    QDateTime m_start; ///< that was asked about
    Label *m_title;
    QWidget *m_list;
    QVBoxLayout *m_lines;
    StateStack *m_states; ///< what went wrong, in their place
    QList<RearrangedBooking *> m_rows;
    QHash<qint64, QString> m_wanted; ///< by a draft, or for another time
    QString m_obstacle;
    bool m_isLoading = false;
    bool m_hasFailed = false;
    Latest m_question;
};

} // namespace steward
