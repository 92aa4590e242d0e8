// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/shell/list/window_model.h"
#include "views/widgets/cell.h"

#include <functional>

namespace steward {

/// Something that a column shows, as it is taken elsewhere: for other programs, not for the eye.
template <class Row>
struct CopiedField {
    QString title;
    std::function<QString(const Row &)> text;
};

/// One column of a list: its heading, whether the database can sort by it, and what a row shows in it.
template <class Row>
struct WindowColumn {
    using Data = std::function<QVariant(const Row &, int role)>;

    WindowColumn(QString heading, QString sort, Qt::Alignment edge, Data shows, QList<CopiedField<Row>> fields = QList<CopiedField<Row>>())
        : title(std::move(heading))
        , sortName(std::move(sort))
        , alignment(edge)
        , data(std::move(shows))
        , copied(std::move(fields))
    {
    }
    QString title;
    QString sortName; ///< empty where the database cannot sort by it
    Qt::Alignment alignment;
    Data data; ///< DisplayRole is plain text
    QList<CopiedField<Row>> copied; ///< everything that it shows
};

/// The window over rows of one kind: where they come from, what identifies them, what they show.
template <class Row>
class WindowModelOf final : public WindowModel
{
public:
    using Source = std::function<Task<Result<Page<Row>>>(PageRequest)>;
    using Key = std::function<qint64(const Row &)>;

    WindowModelOf(QList<WindowColumn<Row>> columns, Key key, QObject *parent = nullptr)
        : WindowModel(parent)
        , m_columns(std::move(columns))
        , m_key(std::move(key))
    {
    }

    /// Another list from now on, from its start. Rows of the old one stay until the first answer.
    void setSource(Source source)
    {
        m_source = std::move(source);
        jumpToStart();
    }

    [[nodiscard]] const Row &at(int row) const { return m_rows.at(row); }
    [[nodiscard]] const Row *find(qint64 key) const
    {
        const int row = rowOf(key);
        return row < 0 ? nullptr : &m_rows.at(row);
    }
    [[nodiscard]] qint64 keyAt(int row) const override { return m_key(m_rows.at(row)); }
    [[nodiscard]] const WindowColumn<Row> &column(int index) const { return m_columns.at(index); }

    /// The present state of a row that is shown; it keeps its place. `whyDimmed`: it no longer satisfies the filter,
    /// in a sentence; empty when it does.
    void update(const Row &changed, const QString &whyDimmed)
    {
        const int row = rowOf(m_key(changed));
        if (row < 0)
            return;
        m_rows[row] = changed;
        setDimmed(m_key(changed), whyDimmed);
        emit dataChanged(index(row, 0), index(row, columnCount() - 1));
    }

    /// The record is no longer the operator's to see: what was last known of it stays, dimmed.
    void dim(qint64 key, const QString &why)
    {
        const int row = rowOf(key);
        if (row < 0)
            return;
        setDimmed(key, why);
        emit dataChanged(index(row, 0), index(row, columnCount() - 1));
    }

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
    }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid))
            return {};
        const Row &row = m_rows.at(index.row());
        if (role == KeyRole)
            return m_key(row);
        if (role == cell::dimmed)
            return isDimmed(m_key(row));
        const WindowColumn<Row> &column = m_columns.at(index.column());
        if (role == Qt::TextAlignmentRole)
            return QVariant::fromValue(column.alignment);
        const QVariant own = column.data(row, role);
        const QString why = whyDimmed(m_key(row));
        if (!why.isEmpty() && role == Qt::ToolTipRole)
            return own.isValid() ? QVariant(why + QLatin1Char('\n') + own.toString()) : QVariant(why);
        if (!why.isEmpty() && role == Qt::AccessibleTextRole && index.column() == 0)
            return QVariant(own.toString() + QLatin1String(". ") + why);
        return own;
    }
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        if (orientation != Qt::Horizontal || section < 0 || section >= m_columns.size())
            return {};
        if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
            return m_columns.at(section).title;
        if (role == Qt::TextAlignmentRole)
            return QVariant::fromValue(m_columns.at(section).alignment);
        return {};
    }

protected:
    void ask(Arrival arrival, const PageRequest &where) override
    {
        if (!m_source)
            return;
        Latest &question = arrival == Arrival::Before ? m_before : arrival == Arrival::After ? m_after : m_jump;
        question.ask(m_source(where), this, [this, arrival](Result<Page<Row>> answer) {
            if (!answer) {
                failed(arrival, answer.error());
                return;
            }
            m_arriving = std::move(answer->rows);
            if (arrival == Arrival::Before || arrival == Arrival::After)
                leaveOutKnown();
            arrived(arrival, Chunk { static_cast<int>(m_arriving.size()), answer->previous, answer->next });
        });
    }
    void askBeginning() override
    {
        if (!m_source || m_beginningQuestion.isPending())
            return;
        m_beginningQuestion.ask(m_source(PageRequest({}, PageRequest::Direction::Forward, page_rows)), this, [this](const Result<Page<Row>> &answer) {
            if (!answer)
                return; // asked again soon; the list itself says what is wrong
            QList<qint64> keys;
            for (const Row &row : answer->rows)
                keys.append(m_key(row));
            beginningArrived(keys, answer->next.isEmpty());
        });
    }
    void withdraw() override
    {
        m_beginningQuestion.withdraw();
        m_before.withdraw();
        m_after.withdraw();
        m_jump.withdraw();
    }
    void place(Arrival arrival) override
    {
        if (arrival == Arrival::Before)
            m_rows = std::exchange(m_arriving, {}) + m_rows;
        else if (arrival == Arrival::After)
            m_rows += std::exchange(m_arriving, {});
        else
            m_rows = std::exchange(m_arriving, {});
    }
    void drop(int first, int count) override { m_rows.remove(first, count); }

private:
    /// A record whose place in the order changed meanwhile may come a second time: it stays where the operator has it.
    void leaveOutKnown()
    {
        QSet<qint64> known;
        for (const Row &row : m_rows)
            known.insert(m_key(row));
        m_arriving.removeIf([&](const Row &row) { return known.contains(m_key(row)); });
    }

    QList<WindowColumn<Row>> m_columns;
    Key m_key;
    Source m_source;
    QList<Row> m_rows, m_arriving;
    Latest m_jump, m_before, m_after, m_beginningQuestion;
};

} // namespace steward
