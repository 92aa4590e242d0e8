// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/theme.h"

#include <QHeaderView>

namespace steward {

/// Column titles of a DenseTable: the sorted one is stronger, with its arrow right behind the word.
class HeaderView final : public QHeaderView
{
    Q_OBJECT

public:
    explicit HeaderView(const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;
    [[nodiscard]] QSize sectionSizeFromContents(int section) const override;
    bool viewportEvent(QEvent *event) override;

private:
    const Theme &m_theme;
    int m_hovered = -1;
};

} // namespace steward
