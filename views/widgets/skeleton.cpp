// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/skeleton.h"

#include "views/widgets/painting.h"

#include <QPainter>

namespace steward {

Skeleton::Skeleton(const Theme &theme, Shape shape, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_shape(shape)
{
    setAccessibleName(tr("Loading"));
    m_beat.setInterval(60);
    connect(&m_beat, &QTimer::timeout, this, [this] {
        m_phase += 0.035;
        if (m_phase > 1.4)
            m_phase = -0.4;
        update();
    });
    if (shape == Shape::Facts)
        m_row = 28;
    else if (shape == Shape::Lines)
        m_row = 20;
}

void Skeleton::setRowPixels(int pixels)
{
    m_row = pixels;
    update();
}

QSize Skeleton::sizeHint() const
{
    return { 320, m_row * 5 };
}

void Skeleton::showEvent(QShowEvent *)
{
    if (m_theme.isAnimated())
        m_beat.start();
}

void Skeleton::hideEvent(QHideEvent *)
{
    m_beat.stop();
}

void Skeleton::bar(QPainter *painter, const QBrush &brush, int left, int top, int width, int height) const
{
    painter->setBrush(brush);
    painter->drawRoundedRect(mirrored(this, QRect(left, top, width, height)), height / 2.0, height / 2.0);
}

void Skeleton::paintRow(QPainter *painter, const QBrush &brush, int top, int row) const
{
    // Uneven lengths look like words; they follow from the row, so that nothing flickers.
    const auto vary = [row](int base, int spread) { return base + static_cast<int>(static_cast<unsigned>(row) * 53U % static_cast<unsigned>(spread)); };
    const int middle = top + m_row / 2;
    switch (m_shape) {
    case Shape::Rows: {
        const int column = std::max(width() / 4, 80);
        if (m_row >= grid::row) {
            bar(painter, brush, 12, middle - 12, std::min(vary(80, 40), column - 24), 9);
            bar(painter, brush, 12, middle + 4, std::min(vary(56, 32), column - 24), 7);
        } else {
            bar(painter, brush, 12, middle - 4, std::min(vary(80, 40), column - 24), 9);
        }
        bar(painter, brush, column + 4, middle - 4, std::min(vary(90, 50), column - 24), 9);
        bar(painter, brush, 2 * column + 24, middle - 11, std::min(84, column - 32), 22);
        const int figure = vary(44, 28);
        bar(painter, brush, width() - 12 - figure, middle - 4, figure, 9);
        painter->fillRect(QRect(0, top + m_row - 1, width(), 1), m_theme.colour(Token::Border2));
        break;
    }
    case Shape::Facts:
        bar(painter, brush, 0, middle - 4, vary(44, 30), 8);
        bar(painter, brush, 96, middle - 5, std::min(vary(110, 80), width() - 100), 9);
        break;
    case Shape::Lines:
        bar(painter, brush, 0, middle - 4, width() * vary(60, 38) / 100, 8);
        break;
    }
}

void Skeleton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    QLinearGradient shimmer(0, 0, width(), 0);
    const auto stop = [&](qreal at, Token token) { shimmer.setColorAt(std::clamp(at, 0.0, 1.0), m_theme.colour(token)); };
    stop(0, Token::Skeleton);
    stop(1, Token::Skeleton);
    if (m_beat.isActive() && m_phase > 0 && m_phase < 1) {
        stop(m_phase - 0.2, Token::Skeleton);
        stop(m_phase + 0.2, Token::Skeleton);
        stop(m_phase, Token::Shimmer);
    }
    const QBrush brush(shimmer);
    for (int row = 0; row * m_row < height() && row < 100; ++row)
        paintRow(&painter, brush, row * m_row, row);
}

} // namespace steward
