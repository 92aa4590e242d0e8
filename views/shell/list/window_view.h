// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/page.h"
#include "views/widgets/dense_table.h"

namespace steward {

class WindowModel;

/// The view of a WindowModel. What the operator looks at stays where it is while rows come and go above it, and what
/// the operator chose is a record's key, never a row: Qt makes another row current when the window lets one go.
///
/// More rows than the chosen one can be selected, of those that are loaded; the chosen one is that which was pointed at last.
///
/// Keys: arrows or J/K move, Home/End go to the ends of the whole list, Enter opens, Space looks; Shift with arrows and Ctrl+A
/// select more.
class WindowView final : public DenseTable
{
    Q_OBJECT

public:
    WindowView(const Theme &theme, const QString &name, QWidget *parent = nullptr);

    void setWindow(WindowModel *model);

    /// The record the operator chose; 0 before any. It need not be in the window.
    [[nodiscard]] qint64 chosenKey() const { return m_chosen; }
    /// Marks `key` without telling anybody, for instance because a session is restored.
    void choose(qint64 key);
    /// Goes to that place of the list (WindowModel::jumpTo) and chooses the row there, as Home and End do at the ends.
    void goTo(const QByteArray &cursor, PageRequest::Direction direction);

    /// Of the window, from its top.
    [[nodiscard]] QList<int> selectedRows() const;

signals:
    void selectionMoved();
    void chosen(qint64 key);
    void opened(qint64 key);
    void looked(qint64 key);
    /// These rows of the window are to be seen; -1 and -1 when there are none.
    void seen(int first, int last);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;
    void resizeEvent(QResizeEvent *event) override;
    [[nodiscard]] QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;

private:
    void take(int row);
    void chooseCursor();
    void makeCurrent(int row);
    void rememberPlace();
    void offerScrollBar();
    void shift(int rows);
    void land(bool toLast);
    void restoreChoice();
    void tellWhatIsSeen();
    [[nodiscard]] qint64 keyUnderCursor() const;

    WindowModel *m_model = nullptr;
    qint64 m_chosen = 0;
    int m_place = 0; ///< the scroll bar's value before rows came or went
    int m_holding = 0; ///< changes of the current row that are not the operator's
    bool m_choosesLanding = false; ///< the jump under way is the operator's own: the row it ends at is chosen
};

} // namespace steward
