// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/theme.h"

#include <QHash>
#include <QTabBar>

namespace steward {

/// Tabs as words with an optional count, the current one underlined.
class TabBar final : public QTabBar
{
    Q_OBJECT

public:
    /// `name` is what assistive technology calls the row of tabs ("Views of the list").
    TabBar(const Theme &theme, const QString &name, QWidget *parent = nullptr);

    /// A negative count shows none. `exact` false shows "500+".
    void setCount(int index, qint64 count, bool exact = true);
    /// What assistive technology calls the tab, where that is not its text.
    void nameTab(int index, const QString &spoken);

protected:
    void paintEvent(QPaintEvent *event) override;
    [[nodiscard]] QSize tabSizeHint(int index) const override;
    [[nodiscard]] QSize minimumTabSizeHint(int index) const override { return tabSizeHint(index); }
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    [[nodiscard]] QString countText(int index) const;
    void tellName(int index);

    const Theme &m_theme;
    QHash<int, QString> m_spoken;
    int m_hovered = -1;
};

} // namespace steward
