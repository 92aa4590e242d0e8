// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/booking/booking.h"

#include <QWidget>

class QVBoxLayout;

namespace steward {

struct Fact;
class GatewayRequests;
class KeyValueGrid;
class Label;
class Theme;

/// What was paid and given back, what the gateway was asked, and every posting about the booking, each with its sums.
class BookingMoneyTab final : public QWidget
{
    Q_OBJECT

public:
    explicit BookingMoneyTab(const Theme &theme, QWidget *parent = nullptr);

    void setBooking(const Booking &booking);
    /// The booking as it was beside what it is.
    void setPast(const Booking &then, const Booking &booking);

private:
    [[nodiscard]] static QList<Fact> factsOf(const Booking &booking);
    void showLedger(const Booking &booking);

    const Theme &m_theme;
    KeyValueGrid *m_facts;
    QWidget *m_requestsTitle;
    GatewayRequests *m_requests;
    Label *m_empty;
    QWidget *m_postings;
};

} // namespace steward
