// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/booking/booking.h"

#include <QPolygonF>
#include <QRectF>

#include <optional>

namespace steward {

/// Where the states of a booking stand, and the way of every arrow between them, in a map of a given width.
///
///                                 no show    disputed
///     awaiting ▶ requested ▶ confirmed ▶ in progress ▶ completed ▶ settled
///      expired    declined             cancelled
///
/// Trouble lies above the way that all should go, ends below it. Arrows run in the lanes between the rows.
class FlowGeometry final
{
public:
    explicit FlowGeometry(int width)
        : m_width(width)
    {
    }

    [[nodiscard]] static int height();
    [[nodiscard]] QRect node(BookingState state) const;
    /// From edge to edge, in right angles; from outside of the map when `from` is nothing.
    [[nodiscard]] QPolygonF way(std::optional<BookingState> from, BookingState to) const;
    /// Where the number of an arrow stands: its middle.
    [[nodiscard]] static QPointF numberPlace(const QPolygonF &way);

private:
    [[nodiscard]] qreal lane(int aboveRow, qreal part) const;

    int m_width;
};

} // namespace steward
