// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/money.h" // first: moc can not read <compare> otherwise
#include "core/booking/away_booking.h"

#include <QJsonObject>
#include <QWidget>

namespace steward {

class ComboBox;
class Theme;

/// One booking that can not take place as it is, and what becomes of it instead: what the database offers, or another way to
/// leave it. Its choices are named as a plan has them: reassign, reschedule, cancel.
class RearrangedBooking final : public QWidget {
    Q_OBJECT

public:
    /// `group` and `number` are in the object names: activity.away-choice-1.
    RearrangedBooking(const Theme &theme, const AwayBooking &booking, const QString &group, qsizetype number,
                      QWidget *parent = nullptr);

    /// One choice more, before the others or after them.
    void offerFirst(const QString &choice, const QString &words);
    void offerLast(const QString &choice, const QString &words);
    /// Words in the place of a choice where there is none.
    void refuse(const QString &why);

    [[nodiscard]] const AwayBooking &booking() const { return m_booking; }
    [[nodiscard]] QString choice() const;
    /// Chooses it, if it is offered, without telling.
    bool choose(const QString &choice);
    /// What a plan says of it.
    [[nodiscard]] QJsonObject line() const;

signals:
    void changed();

private:
    const Theme &m_theme;
    AwayBooking m_booking;
    ComboBox *m_choice;
};

/// What a button says that does this, and to so many other bookings: "Move to Wed 9 Dec, cancel 1, rearrange 2".
[[nodiscard]] QString withRearranged(const QString &deed, qsizetype cancelled, qsizetype others);

} // namespace steward
