// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/overlay.h"
#include "views/widgets/palette_model.h"

#include <QTimer>

class QLineEdit;
class QListView;

namespace steward {

class Label;

/// Every action and every record from one field. Knows none of them: it is given entries, asks for more by
/// `searched`, and tells which was chosen.
class CommandPalette final : public Overlay
{
    Q_OBJECT

public:
    CommandPalette(const Theme &theme, QWidget *window);

    void setEntries(const QList<PaletteEntry> &entries);
    void setRecent(const QList<PaletteEntry> &entries);
    /// The answer to `searched(typed)`; one to an older question is ignored.
    void showFound(const QString &typed, const QList<PaletteEntry> &entries);
    /// The search failed; what is here stays usable.
    void showSearchProblem(const QString &typed, const QString &text);

    [[nodiscard]] QLineEdit *field() const { return m_field; }
    [[nodiscard]] QListView *results() const { return m_list; }

signals:
    /// Typing rests and records are wanted for it; answer with showFound().
    void searched(const QString &typed);
    void chosen(const QString &id);

protected:
    [[nodiscard]] QRect cardPlace() const override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void onTyped(const QString &text);
    void choose(const QModelIndex &index);
    void move(int step);
    void refresh();

    PaletteModel *m_model;
    QLineEdit *m_field;
    QListView *m_list;
    Label *m_foot;
    QTimer m_rest;
    bool m_waiting = false;
};

} // namespace steward
