// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/page.h"

#include <QWidget>

#include <optional>

namespace steward {

class Button;
class Label;
class Theme;
class WindowModel;

/// The line under a list: where in the whole list its window stands and how long the list is (in place of a scroll bar
/// over rows that are not there), the way to a date, and the keys that matter where there is room for them.
class ListFoot final : public QWidget
{
    Q_OBJECT

public:
    struct Words {
        QString one; ///< "1 booking"
        QString many; ///< "%1 bookings"
    };

    ListFoot(const Theme &theme, const WindowModel &window, Words words, QWidget *parent = nullptr);

    /// Object names `prefix`.count and `prefix`.jump.
    void setNames(const QString &prefix);
    [[nodiscard]] Button *jump() const { return m_jump; }
    /// A key and what it does, at the trailing edge.
    void addHint(const QStringList &keys, const QString &what);

    /// How many rows the list has; nothing while that is being counted.
    void setTotal(const std::optional<Total> &total);
    /// These rows of the window are to be seen; -1 for none.
    void setSeen(int first, int last);
    /// The count could not be had, or there is no list.
    void clear();
    void showPlace();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QString totalText(const Total &total) const;
    void arrange();

    const Theme &m_theme;
    const WindowModel &m_window;
    Words m_words;
    Label *m_place;
    Button *m_jump;
    QWidget *m_hints;
    std::optional<Total> m_total;
    int m_first = -1, m_last = -1;
    bool m_cleared = false;
};

} // namespace steward
