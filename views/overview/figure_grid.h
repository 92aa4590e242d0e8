// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/overview/overview.h"
#include "views/widgets/theme.h"

#include <QWidget>

class QGridLayout;

namespace steward {

class FigureCard;

/// The figures side by side, five in a row where there is room.
class FigureGrid final : public QWidget
{
    Q_OBJECT

public:
    explicit FigureGrid(const Theme &theme, QWidget *parent = nullptr);

    /// Cards stay as long as their figure is there, so that the focus does.
    void setFigures(const QList<Figure> &figures, int days);

    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void chosen(const steward::Figure &figure);
    void whyAsked(const QString &figure);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();
    [[nodiscard]] int widest() const; ///< how wide a card must be at least

    const Theme &m_theme;
    QGridLayout *m_grid;
    QList<FigureCard *> m_cards;
    int m_columns = 0;
};

} // namespace steward
