// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The model of every list in the console. It holds a window over rows of any number and never claims the rest:
//
//      rows that were let go │ page │ page │ … visible … │ page │ page │ rows not asked for yet
//                            └────────── at most `most_rows` ──────────┘
//
// Invariants: pages are whole and adjoining; no key stands twice; at most one question runs at each end; an answer to a
// filter that is no longer shown never arrives (Latest); rows change place only by a jump, never under the operator;
// rows that came to the list's beginning meanwhile are counted (newcomers) until the list is shown from there again.

#include "core/base/deliver.h"
#include "core/base/page.h"

#include <QAbstractTableModel>
#include <QHash>
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
    /// Why that row is no longer one of the list's, as a sentence.
    [[nodiscard]] QString whyDimmed(qint64 key) const { return m_dimmed.value(key); }

    /// How many rows of the list lie above the window's first; nothing where that is not known (yet).
    [[nodiscard]] std::optional<Total> rowsAbove() const;
    /// After a jump to a cursor: how many rows of the list lie before it. After a jump to the end: how many there are.
    void setRowsBefore(const Total &rows);

    /// Asks for the list's beginning again, to count rows that came there; nothing on the screen changes.
    void lookForNewcomers();
    [[nodiscard]] int newcomers() const { return static_cast<int>(m_newcomers.size()); }
    /// There are more of them than one page holds.
    [[nodiscard]] bool areMoreNewcomers() const { return m_moreNewcomers; }

    /// Shows the list from its start, keeping what is there until the answer comes.
    void jumpToStart();
    /// Shows the list's last rows.
    void jumpToEnd();
    /// Shows the list from the row after `cursor`, or up to the row before it when backward. Where no row is, what lies
    /// on the other side is shown instead (turned).
    void jumpTo(const QByteArray &cursor, PageRequest::Direction direction = PageRequest::Direction::Forward);
    [[nodiscard]] bool isTurned() const { return m_turned; }
    /// The last jump went to a cursor, not to an end of the list.
    [[nodiscard]] bool isShownFromCursor() const { return !m_lastJump.cursor.isEmpty(); }
    /// Holds nothing any more and asks nothing, until the next jump.
    void clear();
    /// The operator sees these rows: more are asked for when an end comes near.
    void look(int first, int last);
    /// Asks again for a page that failed.
    void retry();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;

signals:
    void phaseChanged();
    /// `rows` were put in above what is shown, or taken away there when negative: shift the view in the same event.
    void shifted(int rows);
    /// All rows are others now; the one that was wanted is the first or the last of them.
    void jumped(bool toLast);
    void newcomersChanged();

protected:
    enum class Arrival { Start, End, Jump, Before, After };
    struct Chunk {
        int rows = 0;
        QByteArray previous, next;
    };

    using QAbstractTableModel::QAbstractTableModel;

    virtual void ask(Arrival arrival, const PageRequest &where) = 0;
    virtual void askBeginning() = 0;
    virtual void withdraw() = 0;
    /// Moves the rows that arrived to where they belong: in place of all, at the top, or at the bottom.
    virtual void place(Arrival arrival) = 0;
    virtual void drop(int first, int count) = 0;

    void arrived(Arrival arrival, Chunk chunk);
    void failed(Arrival arrival, Error why);
    /// The list's first page as it is now, and whether it is all of the list.
    void beginningArrived(const QList<qint64> &keys, bool isWhole);
    /// An empty `why` takes it back.
    void setDimmed(qint64 key, const QString &why);

private:
    void jump(Arrival arrival, PageRequest where);
    void landed(Arrival arrival, const Chunk &chunk);
    void forgetNewcomers();
    void leaveOutShownNewcomers();
    void trim(Arrival arrival);
    void setPhase(Phase phase);

    QList<Chunk> m_chunks;
    QHash<qint64, QString> m_dimmed; ///< with the reason
    QSet<qint64> m_beginning, m_newcomers; ///< what its first page was when it was shown, and what came since
    bool m_beginningIsWhole = false, m_moreNewcomers = false;
    std::optional<Total> m_rowsBefore; ///< rows of the list before the page of the last jump
    int m_grown = 0; ///< rows above that page that are in the window now; negative: so many of its own were let go
    Phase m_phase = Phase::Empty;
    std::optional<Error> m_error;
    std::optional<Arrival> m_failedArrival;
    PageRequest m_lastJump;
    int m_landedRows = 0;
    bool m_turned = false;
    bool m_asksBefore = false, m_asksAfter = false; ///< a question runs at that end
};

} // namespace steward
