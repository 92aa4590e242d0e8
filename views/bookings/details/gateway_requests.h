// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/booking/booking.h"

#include <QWidget>

namespace steward {

class Theme;

/// What needs somebody, or is not known, of what the gateway was asked for a booking; empty if nothing is.
[[nodiscard]] QString gatewayTroubleOf(const Booking &booking);

/// What the payment gateway is, or was, asked to do for a booking, and what it said.
class GatewayRequests final : public QWidget
{
    Q_OBJECT

public:
    explicit GatewayRequests(const Theme &theme, QWidget *parent = nullptr);

    void setBooking(const Booking &booking);

private:
    [[nodiscard]] QWidget *makeRow(const BookingRequest &request, const QString &zone, int number);

    const Theme &m_theme;
};

} // namespace steward
