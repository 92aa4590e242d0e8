// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/theme.h"

#include <QTabBar>

namespace steward {

/// A few alternatives in one sunken row, one of them raised. Tabs to assistive technology, arrows move.
class SegmentedControl final : public QTabBar
{
    Q_OBJECT

public:
    /// `name` is what assistive technology calls the choice ("Kind of override").
    SegmentedControl(const Theme &theme, const QString &name, const QStringList &segments, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    [[nodiscard]] QSize tabSizeHint(int index) const override;
    [[nodiscard]] QSize minimumTabSizeHint(int index) const override { return tabSizeHint(index); }
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    const Theme &m_theme;
    int m_hovered = -1;
};

} // namespace steward
