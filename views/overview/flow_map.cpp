// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/overview/flow_map.h"

#include "views/overview/flow_geometry.h"
#include "views/overview/flow_node.h"
#include "views/widgets/why_panel.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

constexpr qreal corner = 8;
constexpr qreal head = 6;

/// The way with its corners rounded.
QPainterPath rounded(const QPolygonF &way)
{
    QPainterPath path(way.first());
    for (qsizetype i = 1; i + 1 < way.size(); ++i) {
        QLineF in(way.at(i), way.at(i - 1)), out(way.at(i), way.at(i + 1));
        in.setLength(std::min(corner, in.length() / 2));
        out.setLength(std::min(corner, out.length() / 2));
        path.lineTo(in.p2());
        path.quadTo(way.at(i), out.p2());
    }
    path.lineTo(way.last());
    return path;
}

} // namespace

FlowMap::FlowMap(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setObjectName(u"overview.flow"_s);
    setAccessibleName(tr("Flow of bookings"));
    setFixedHeight(FlowGeometry::height());
    for (const BookingState state : bookingStates()) {
        auto *node = new FlowNode(theme, state, this);
        node->installEventFilter(this);
        connect(node, &QAbstractButton::clicked, this, [this, node] { emit stateChosen(node->content()); });
        WhyPanel::setSubject(node, u"state:"_s + stateName(state));
        m_nodes.append(node);
    }
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QSize FlowMap::sizeHint() const
{
    return { 1100, FlowGeometry::height() };
}

QSize FlowMap::minimumSizeHint() const
{
    return { 760, FlowGeometry::height() };
}

void FlowMap::setFlow(const OverviewFlow &flow, const QDateTime &now)
{
    for (FlowNode *node : std::as_const(m_nodes)) {
        const auto found = std::ranges::find(flow.states, node->state(), &OverviewState::state);
        if (found != flow.states.end())
            node->setState(*found, now);
    }
    m_arrows = flow.arrows;
    // Numbers stay where they are, and keep the focus, as long as anything goes along their arrow.
    for (const OverviewArrow &arrow : std::as_const(m_arrows)) {
        const auto isSame = [&arrow](const FlowNumber *number) { return number->arrow().from == arrow.from && number->arrow().to == arrow.to; };
        auto known = std::ranges::find_if(m_numbers, isSame);
        if (known == m_numbers.end()) {
            if (arrow.count == 0)
                continue;
            auto *made = new FlowNumber(m_theme, arrow, this);
            made->installEventFilter(this);
            WhyPanel::setSubject(made, u"arrow:"_s + arrowName(arrow));
            connect(made, &QAbstractButton::clicked, this, [this, made] { emit arrowChosen(made->arrow()); });
            m_numbers.append(made);
            known = m_numbers.end() - 1;
        }
        (*known)->setArrow(arrow);
        (*known)->setVisible(arrow.count > 0);
    }
    arrange();
    update();
}

QString FlowMap::arrowName(const OverviewArrow &arrow)
{
    return (arrow.from ? stateName(*arrow.from) : QString()) + u'>' + stateName(arrow.to);
}

QPolygonF FlowMap::inReadingDirection(QPolygonF way) const
{
    if (isRightToLeft()) {
        for (QPointF &point : way)
            point.setX(width() - point.x());
    }
    return way;
}

void FlowMap::arrange()
{
    const FlowGeometry geometry(width());
    for (FlowNode *node : std::as_const(m_nodes))
        node->setGeometry(QStyle::visualRect(layoutDirection(), rect(), geometry.node(node->state())));
    for (FlowNumber *number : std::as_const(m_numbers)) {
        const QPointF place = FlowGeometry::numberPlace(inReadingDirection(geometry.way(number->arrow().from, number->arrow().to)));
        const QSize size = number->sizeHint();
        number->setGeometry(QRect(QPoint(std::max(0, static_cast<int>(place.x()) - size.width() / 2), static_cast<int>(place.y()) - size.height() / 2), size));
    }
}

void FlowMap::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void FlowMap::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    qint64 most = 1;
    for (const OverviewArrow &arrow : std::as_const(m_arrows))
        most = std::max(most, arrow.count);
    // What is not walked lies under what is.
    QList<OverviewArrow> ordered = m_arrows;
    std::ranges::stable_sort(ordered, {}, &OverviewArrow::count);
    for (const OverviewArrow &arrow : std::as_const(ordered))
        paintArrow(&painter, arrow, most);
}

void FlowMap::paintArrow(QPainter *painter, const OverviewArrow &arrow, qint64 most) const
{
    const QPolygonF way = inReadingDirection(FlowGeometry(width()).way(arrow.from, arrow.to));
    const bool isWalked = arrow.count > 0;
    const qreal wide = isWalked ? 1.2 + 3.3 * std::sqrt(static_cast<qreal>(arrow.count) / static_cast<qreal>(most)) : 1;
    const QColor colour = m_theme.colour(isWalked ? Token::BorderStrong : Token::Border2);
    QLineF last(way.at(way.size() - 2), way.last());
    QPolygonF body = way;
    const qreal tip = head + wide;
    QLineF shortened = last;
    shortened.setLength(std::max(0.0, last.length() - tip + 1));
    body.last() = shortened.p2();
    painter->setPen(QPen(colour, wide, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
    painter->setBrush(Qt::NoBrush);
    painter->drawPath(rounded(body));
    const QLineF along = last.unitVector();
    const QPointF back = way.last() - QPointF(along.dx(), along.dy()) * tip, side(-along.dy() * tip / 2, along.dx() * tip / 2);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colour);
    painter->drawPolygon(QPolygonF { way.last(), back + side, back - side });
}

bool FlowMap::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down)
            return moveFocus(static_cast<QWidget *>(watched), key);
    }
    return QWidget::eventFilter(watched, event);
}

bool FlowMap::moveFocus(const QWidget *from, int key)
{
    const QPoint here = from->geometry().center();
    QWidget *best = nullptr;
    int least = std::numeric_limits<int>::max();
    const auto consider = [&](QWidget *other) {
        if (other == from || other->isHidden())
            return;
        const QPoint away = other->geometry().center() - here;
        const int ahead = key == Qt::Key_Left ? -away.x() : key == Qt::Key_Right ? away.x() : key == Qt::Key_Up ? -away.y() : away.y();
        const int beside = key == Qt::Key_Left || key == Qt::Key_Right ? std::abs(away.y()) : std::abs(away.x());
        const int distance = ahead + 2 * beside;
        if (ahead > 4 && distance < least) {
            least = distance;
            best = other;
        }
    };
    for (FlowNode *node : std::as_const(m_nodes))
        consider(node);
    for (FlowNumber *number : std::as_const(m_numbers))
        consider(number);
    if (best != nullptr)
        best->setFocus(Qt::TabFocusReason);
    return true; // at the edge the focus stays: the page would scroll away under it
}

} // namespace steward
