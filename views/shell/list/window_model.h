// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The model of every list in the console. It holds a window over rows of any number and never claims the rest:
//
//      rows that were let go │ page │ page │ … visible … │ page │ page │ rows not asked for yet
//                            └────────── at most `most_rows` ──────────┘
//
// Invariants: pages are whole and adjoining; no key stands twice; at most one question runs at each end; an answer to a
// filter that is no longer shown never arrives (Latest); rows change place only by a jump, never under the operator.

#include "core/base/deliver.h"
#include "core/base/page.h"

#include <QAbstractTableModel>
#include <QSet>

#include <optional>

namespace steward {

/// What all windows have in common, whatever their rows. Use WindowModelOf.
class WindowModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Phase { Empty, Loading, Ready, Failed };
    enum Role {
        KeyRole = Qt::UserRole, ///< qint64, what actions hold on to
        FirstFeatureRole,
    };

    static constexpr int page_rows = 200;
    static constexpr int ahead_rows = 400;
    static constexpr int most_rows = 2000;

    [[nodiscard]] Phase phase() const { return m_phase; }
    /// Why the list could not be read (Failed), or why it does not go on at one end (Ready); retry() asks again.
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }
    [[nodiscard]] bool isAtStart() const { return m_chunks.isEmpty() || m_chunks.first().previous.isEmpty(); }
    [[nodiscard]] bool isAtEnd() const { return m_chunks.isEmpty() || m_chunks.last().next.isEmpty(); }

    [[nodiscard]] virtual qint64 keyAt(int row) const = 0;
    [[nodiscard]] int rowOf(qint64 key) const;
    [[nodiscard]] bool isDimmed(qint64 key) const { return m_dimmed.contains(key); }

    /// Shows the list from its start, keeping what is there until the answer comes.
    void jumpToStart();
    /// Shows the list's last rows.
    void jumpToEnd();
    /// Shows the list from the row after `cursor`.
    void jumpTo(const QByteArray &cursor);
    /// The operator sees these rows: more are asked for when an end comes near.
    void look(int first, int last);
    /// Asks again for a page that failed.
    void retry();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;

signals:
    void phaseChanged();
    /// `rows` were put in above what is shown, or taken away there when negative: shift the view in the same event.
    void shifted(int rows);
    /// All rows are others now; the operator wanted the list's start or its end.
    void jumped(bool toEnd);

protected:
    enum class Arrival { Start, End, Jump, Before, After };
    struct Chunk {
        int rows = 0;
        QByteArray previous, next;
    };

    using QAbstractTableModel::QAbstractTableModel;

    virtual void ask(Arrival arrival, const PageRequest &where) = 0;
    virtual void withdraw() = 0;
    /// Moves the rows that arrived to where they belong: in place of all, at the top, or at the bottom.
    virtual void place(Arrival arrival) = 0;
    virtual void drop(int first, int count) = 0;

    void arrived(Arrival arrival, Chunk chunk);
    void failed(Arrival arrival, Error why);
    void setDimmed(qint64 key, bool dimmed);
    void forgetAll();

private:
    void jump(Arrival arrival, PageRequest where);
    void trim(Arrival arrival);
    void setPhase(Phase phase);

    QList<Chunk> m_chunks;
    QSet<qint64> m_dimmed;
    Phase m_phase = Phase::Empty;
    std::optional<Error> m_error;
    std::optional<Arrival> m_failedArrival;
    PageRequest m_lastJump;
    bool m_before = false, m_after = false; ///< a question runs at that end
};

} // namespace steward
