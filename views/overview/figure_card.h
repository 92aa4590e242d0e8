// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/overview/overview.h"
#include "views/widgets/theme.h"

#include <QAbstractButton>

namespace steward {

class Button;

/// One figure: its name, its value, how it differs from the range before, and its days as a line. A click opens the list
/// behind it; W, or the sign in its corner while it is looked at, says what is counted.
class FigureCard final : public QAbstractButton
{
    Q_OBJECT

public:
    FigureCard(const Theme &theme, const QString &name, QWidget *parent = nullptr);

    void setFigure(const Figure &figure, int days);
    [[nodiscard]] const Figure &figure() const { return m_figure; }

    [[nodiscard]] QSize sizeHint() const override { return { 200, 136 }; }
    [[nodiscard]] QSize minimumSizeHint() const override { return { 160, 136 }; }

signals:
    void whyAsked();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    /// Beside the value where there is room for both, else below, in front of what it is compared with.
    void paintChange(QPainter *painter, const QRect &line, const QRect &below) const;
    void paintDays(QPainter *painter, const QRectF &area) const;

    const Theme &m_theme;
    Figure m_figure;
    int m_days = 0;
    Button *m_why;
};

} // namespace steward
