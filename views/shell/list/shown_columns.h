// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/cell.h"

#include <QHash>
#include <QJsonObject>
#include <QObject>
#include <QStringList>

class QMenu;

namespace steward {

class DenseTable;

/// A column as an operator chooses it, and how it shares the room of the list.
struct ColumnShape {
    QString id; ///< as it is kept, never translated
    QString title;
    CellKind kind = CellKind::Plain;
    int least = 96; ///< pixels that it can be read in
    int part = 10; ///< of the room that is left over, beside the parts of the others
    bool isUsual = false; ///< shown until the operator says otherwise
    bool isFixed = false; ///< names the row: it is always shown
};

/// Which columns a list shows, in which order and how wide. A column shares the room of the list until the operator gives
/// it a width of its own; it keeps that as long as there is room for it.
class ShownColumns final : public QObject
{
    Q_OBJECT

public:
    /// `shapes` in the order of the model's columns; the usual ones are shown in that order.
    ShownColumns(DenseTable &table, QList<ColumnShape> shapes, QObject *parent);

    [[nodiscard]] const QList<ColumnShape> &shapes() const { return m_shapes; }
    /// The model's columns that are shown, as they stand.
    [[nodiscard]] QList<int> shown() const;
    [[nodiscard]] bool isShown(int column) const;
    [[nodiscard]] bool isUsual() const;

    void setShown(int column, bool shown);
    /// To the place of the shown column that stands `by` places further on, or as far as there are any.
    void move(int column, int by);
    void widen(int column, int pixels);
    /// The usual columns, in their order and sharing the room.
    void reset();

    /// As it is kept: {"columns": [{"id": "start", "width": 180}, …]}, those that are shown, in their order.
    [[nodiscard]] QJsonObject layout() const;
    /// Shows what was kept; an empty object stands for the usual columns. The answer names columns that are not known here.
    QStringList setLayout(const QJsonObject &layout);

signals:
    /// By the operator, not by setLayout().
    void changed();
    void choiceRequested(); ///< from the menu of a heading: all of them at once

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    /// What can be done with the column whose heading was pointed at; with none of them when it is -1.
    void fillMenu(QMenu &menu, int column);
    void fit();
    void place(const QList<int> &shown);
    void noteResized(int column, int from, int to);
    void noteChange();

    DenseTable &m_table;
    QList<ColumnShape> m_shapes;
    QMenu *m_menu; ///< of the headings
    QHash<int, int> m_widths; ///< those that the operator gave
    int m_arranging = 0; ///< the header moves and resizes by our own doing
};

} // namespace steward
