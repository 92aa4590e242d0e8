// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/booking/booking_past.h"

#include <QWidget>

namespace steward {

class Banner;
class Button;
class Theme;

/// Says that what is seen is a booking as it was, and leads to the events beside and back to the present.
class PastBar final : public QWidget
{
    Q_OBJECT

public:
    explicit PastBar(const Theme &theme, QWidget *parent = nullptr);

    void setPast(const BookingPast &past, const Booking &now);

signals:
    void beforeRequested();
    void afterRequested();
    void nowRequested();

private:
    Banner *m_banner;
    Button *m_before, *m_after;
};

} // namespace steward
