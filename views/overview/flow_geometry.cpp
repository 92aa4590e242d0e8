// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/overview/flow_geometry.h"

#include <QLineF>

#include <cmath>

namespace steward {

namespace {

constexpr int columns = 6;
constexpr int node_height = 72;
constexpr int row_gap = 60;
constexpr int top_lane = 24; ///< for what passes over the upper row
constexpr int start = 48; ///< room for the arrow of what is made
constexpr int widest_node = 152;
constexpr qreal aside = 26; ///< how far from a node's middle its other arrows leave and arrive
constexpr qreal apart = 14; ///< how far from the middle of a node's side, so that what leaves there twice has room for both numbers

struct Place {
    int column, row;
};

Place placeOf(BookingState state)
{
    switch (state) {
    case BookingState::PendingPayment:
        return { 0, 1 };
    case BookingState::Requested:
        return { 1, 1 };
    case BookingState::Confirmed:
        return { 2, 1 };
    case BookingState::InProgress:
        return { 3, 1 };
    case BookingState::Completed:
        return { 4, 1 };
    case BookingState::Settled:
        return { 5, 1 };
    case BookingState::NoShow:
        return { 3, 0 };
    case BookingState::Disputed:
        return { 4, 0 };
    case BookingState::Expired:
        return { 0, 2 };
    case BookingState::Declined:
        return { 1, 2 };
    case BookingState::Cancelled:
        return { 3, 2 };
    }
    Q_UNREACHABLE();
}

} // namespace

int FlowGeometry::height()
{
    return top_lane + 3 * node_height + 2 * row_gap + 4;
}

QRect FlowGeometry::node(BookingState state) const
{
    const Place place = placeOf(state);
    const double pitch = static_cast<double>(m_width - start) / columns;
    const int wide = std::min(widest_node, static_cast<int>(pitch * 0.76));
    // The last column ends where the map does.
    const double step = static_cast<double>(m_width - start - wide) / (columns - 1);
    return { start + static_cast<int>(std::lround(place.column * step)), top_lane + place.row * (node_height + row_gap), wide, node_height };
}

qreal FlowGeometry::lane(int aboveRow, qreal part) const
{
    return top_lane + aboveRow * (node_height + row_gap) - row_gap + row_gap * part;
}

QPolygonF FlowGeometry::way(std::optional<BookingState> from, BookingState to) const
{
    const QRectF target = node(to);
    if (!from)
        return { QPointF(0, target.center().y()), QPointF(target.left(), target.center().y()) };
    const QRectF source = node(*from);
    const Place a = placeOf(*from), b = placeOf(to);
    const auto middle = [](const QRectF &rect, qreal by = 0) { return rect.center().x() + by; };
    if (a.row == b.row && b.column == a.column + 1)
        return { QPointF(source.right(), source.center().y()), QPointF(target.left(), target.center().y()) };
    if (a.row == b.row) { // over what stands between, or back
        const bool ahead = b.column > a.column;
        const qreal out = middle(source, ahead ? aside : -aside), in = middle(target, ahead ? -aside : aside);
        const qreal over = source.top() - (ahead ? 12 : 20);
        return { QPointF(out, source.top()), QPointF(out, over), QPointF(in, over), QPointF(in, target.top()) };
    }
    const bool up = b.row < a.row;
    const qreal leaves = up ? source.top() : source.bottom(), arrives = up ? target.bottom() : target.top();
    if (a.column == b.column) {
        const qreal across = middle(source, up ? -13 : 13);
        return { QPointF(across, leaves), QPointF(across, arrives) };
    }
    const qreal side = b.column > a.column ? aside : -aside;
    if (std::abs(a.row - b.row) > 1) { // past the middle row, between two columns
        const bool right = a.column > b.column;
        const qreal edge = right ? source.right() : source.left();
        const qreal gap = right ? edge + 8 : edge - 8;
        const qreal low = lane(2, 0.7), in = middle(target, right ? 44 : -44), out = source.center().y() + apart;
        return { QPointF(edge, out), QPointF(gap, out), QPointF(gap, low), QPointF(in, low), QPointF(in, target.top()) };
    }
    if (a.row == 0 && a.column == 4 && b.column > a.column) { // nothing stands beside it
        const qreal in = middle(target), out = source.center().y() - apart;
        return { QPointF(source.right(), out), QPointF(in, out), QPointF(in, target.top()) };
    }
    if (a.row == 0 && b.column > a.column + 1) { // over the upper row
        const qreal out = middle(source), in = middle(target, aside), over = source.top() - 14;
        return { QPointF(out, source.top()), QPointF(out, over), QPointF(in, over), QPointF(in, target.top()) };
    }
    const qreal part = b.row == 2 ? (to == BookingState::Cancelled ? 0.7 : 0.42) : b.row == 0 ? 0.3 : 0.5;
    const qreal low = lane(std::max(a.row, b.row), part);
    const qreal out = middle(source, side), in = middle(target, -side);
    return { QPointF(out, leaves), QPointF(out, low), QPointF(in, low), QPointF(in, arrives) };
}

QPointF FlowGeometry::numberPlace(const QPolygonF &way)
{
    // At the beginning, where ways that run together later are still apart.
    const QLineF first(way.at(0), way.at(1));
    if (way.size() == 2)
        return first.center() - QPointF(0, std::abs(first.dy()) < 1 ? 11 : 0);
    const bool isUpright = std::abs(first.dx()) < 1;
    const QLineF second(way.at(1), way.at(2));
    if (isUpright && first.length() < 24) // too short to carry it
        return second.p1() + QPointF(second.dx() > 0 ? 28 : -28, 0);
    return isUpright ? first.p1() + QPointF(0, first.dy() > 0 ? 11 : -11) : first.p1() + QPointF(first.dx() > 0 ? 22 : -22, -11);
}

} // namespace steward
