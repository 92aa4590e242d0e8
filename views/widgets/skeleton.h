// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/theme.h"

#include <QTimer>
#include <QWidget>

namespace steward {

/// The shape of rows that are on their way, with a slow shimmer (still when less motion is wanted).
class Skeleton final : public QWidget
{
    Q_OBJECT

public:
    enum class Shape {
        Rows,  ///< list rows with two lines, a pill and figures
        Facts, ///< label and value in pairs
        Lines, ///< running text
    };

    Skeleton(const Theme &theme, Shape shape, QWidget *parent = nullptr);

    void setRowPixels(int pixels);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void paintRow(QPainter *painter, const QBrush &brush, int top, int row) const;
    void bar(QPainter *painter, const QBrush &brush, int left, int top, int width, int height) const;

    const Theme &m_theme;
    Shape m_shape;
    int m_row = grid::row;
    QTimer m_beat;
    qreal m_phase = 0;
};

} // namespace steward
