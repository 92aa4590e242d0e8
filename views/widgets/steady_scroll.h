// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMargins>
#include <QScrollArea>

namespace steward {

/// A column that is scrolled by its height. The bar stands in the column's own margin: its lines are as wide with it as
/// without, so that none is cut, and nothing jumps, when it comes or goes.
class SteadyScroll final : public QScrollArea
{
    Q_OBJECT

public:
    /// Takes `column`, whose layout has its margins by now.
    explicit SteadyScroll(QWidget *column, QWidget *parent = nullptr);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void giveRoom();

    QMargins m_margins; ///< while there is no bar
};

} // namespace steward
