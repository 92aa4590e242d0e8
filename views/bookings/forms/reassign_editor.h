// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/deliver.h"
#include "core/booking/booking.h"
#include "core/booking/booking_candidate.h"
#include "views/shell/activity/argument_editor.h"

namespace steward {

class BookingRepository;
class ChoiceList;
class ComboBox;
class Field;
class Label;
class Theme;

/// Who delivers a booking instead, out of those who could, and who bears the difference in price: listing, bearer.
class ReassignEditor final : public ArgumentEditor
{
    Q_OBJECT

public:
    ReassignEditor(const Theme &theme, const BookingRepository &bookings, const Booking &booking, QWidget *parent = nullptr);

    [[nodiscard]] QJsonObject arguments() const override;
    void restore(const QJsonObject &arguments) override;
    [[nodiscard]] QString problem() const override;
    [[nodiscard]] QString confirmText() const override;

private:
    void ask();
    void take(const QList<BookingCandidate> &candidates);
    void showPrice();
    void offerBearers();
    [[nodiscard]] const BookingCandidate *chosen() const;

    const BookingRepository &m_bookings;
    BookingId m_booking;
    QString m_city;
    Money m_price;
    QList<BookingCandidate> m_candidates;
    bool m_isNobodyFree = false;
    ListingId m_wanted; ///< by a draft, until the candidates are there
    ChoiceList *m_list;
    QString m_wantedBearer; ///< likewise
    int m_offered = 0; ///< who is offered: of a dearer one (1), a cheaper one (-1), nobody else
    ComboBox *m_bearer;
    Field *m_bearerField;
    Label *m_note;
    Latest m_question;
};

} // namespace steward
