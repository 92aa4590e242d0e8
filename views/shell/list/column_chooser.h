// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/overlay.h"

class QListWidget;
class QListWidgetItem;

namespace steward {

class Button;
class ShownColumns;

/// All columns of a list: which of them show, in which order and how wide. What is changed is seen at once.
///
/// Keys: Space shows or hides, Alt+Up and Alt+Down move, + and - widen and narrow.
class ColumnChooser final : public Overlay
{
    Q_OBJECT

public:
    ColumnChooser(const Theme &theme, ShownColumns &columns, QWidget *window);

    void choose();

protected:
    [[nodiscard]] QRect cardPlace() const override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill();
    void showButtons();
    void takeCheck(const QListWidgetItem *item);
    [[nodiscard]] int current() const; ///< the model's column, -1 for none
    void move(int by);
    void widen(int pixels);

    ShownColumns &m_columns;
    QListWidget *m_list;
    Button *m_forward, *m_back, *m_wider, *m_narrower, *m_usual, *m_close;
};

} // namespace steward
