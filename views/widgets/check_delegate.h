// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/theme.h"

#include <QStyledItemDelegate>

namespace steward {

/// Paints the lines of a list that can be checked: a box and words, in the theme. A click anywhere on the line checks it.
class CheckDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit CheckDelegate(const Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option, const QModelIndex &index) override;

private:
    const Theme &m_theme;
};

} // namespace steward
