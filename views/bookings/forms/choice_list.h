// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "views/widgets/cell.h"

#include <QWidget>

class QStandardItemModel;

namespace steward {

class DenseTable;
class StateStack;
class Theme;

/// A few ranked choices, chosen by mouse or arrows. While they are asked for, where there are none, and where they can not be
/// had, it says so in their place.
class ChoiceList final : public QWidget
{
    Q_OBJECT

public:
    struct Column {
        QString title;
        CellKind kind = CellKind::Plain;
    };
    struct Cell {
        QString text, second, spoken;
        bool strong = false;
    };

    /// `name` in words; `id` is the table's object name. The first column takes what room there is.
    ChoiceList(const Theme &theme, const QString &name, const QString &id, const QList<Column> &columns, QWidget *parent = nullptr);

    void showLoading();
    void showChoices(const QList<QList<Cell>> &rows);
    void showNone(const QString &title, const QString &text);
    void showError(const Error &why);

    /// The chosen row; -1 while none is.
    [[nodiscard]] int chosen() const;
    /// Chooses a row, or none (-1), without telling.
    void choose(int row);

signals:
    void choiceChanged();
    void retryRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    /// Room for so many.
    void showRows(int rows);

    QStandardItemModel *m_model;
    DenseTable *m_table;
    StateStack *m_states;
    bool m_isTold = true;
};

} // namespace steward
