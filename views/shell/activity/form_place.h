// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/theme.h"

#include <QPointer>
#include <QWidget>

class QFrame;
class QStackedWidget;

namespace steward {

class ActivityForm;
class Button;
class Comparison;
class SegmentedControl;

/// Where forms stand: one, or two or three whose outcomes are compared. The one in front is the one that is confirmed; the others
/// wait behind it with their fields and their previews, until one of them is done or all are closed.
class FormPlace final : public QWidget
{
    Q_OBJECT

public:
    static constexpr qsizetype most = 3;

    explicit FormPlace(const Theme &theme, QWidget *parent = nullptr);

    /// Takes `form` and brings it to the front. A comparable one may be compared with others.
    void add(ActivityForm *form, bool comparable);
    /// Takes away the one in front; its preview is withdrawn. The one before it comes to the front.
    void dropCurrent();
    void keepOnlyCurrent();
    void clear();

    [[nodiscard]] ActivityForm *current() const;
    [[nodiscard]] const QList<ActivityForm *> &forms() const { return m_forms; }
    /// Why no further one can be compared; empty when one can.
    [[nodiscard]] QString refusal() const;
    void showSideBySide();

signals:
    void currentChanged();
    /// Another outcome is to be compared with.
    void anotherWanted();

private:
    void bringToFront(qsizetype at);
    void drop(qsizetype at);
    void showBar();
    void showComparison();
    /// The one in front is done, or being done: there is nothing to choose.
    [[nodiscard]] bool isOver() const;

    const Theme &m_theme;
    QFrame *m_bar;
    SegmentedControl *m_tabs;
    Button *m_another, *m_sideBySide;
    QStackedWidget *m_stack;
    QPointer<Comparison> m_comparison;
    QList<ActivityForm *> m_forms;
    bool m_comparable = false;
};

} // namespace steward
