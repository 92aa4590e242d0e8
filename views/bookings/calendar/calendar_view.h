// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/bookings/calendar/calendar_model.h"
#include "views/widgets/theme.h"

#include <QListView>

namespace steward {

/// Seven days of a provider side by side, or, where that is too narrow, one of them under the names of all; hours that are
/// worked are lighter, absences are hatched, and what takes time stands on it. A list to assistive technology and to keys:
/// up and down within a day, left and right to its neighbours.
class CalendarView final : public QListView
{
    Q_OBJECT

public:
    explicit CalendarView(const Theme &theme, QWidget *parent = nullptr);

    /// Days of a calendar. What was current stays so while it is there; else `day` is.
    void setCalendar(const ProviderCalendar &calendar, const QDate &day, const QDateTime &now);
    /// The moment that the line is drawn at.
    void setNow(const QDateTime &now);

    [[nodiscard]] const CalendarModel &days() const { return *m_model; }
    [[nodiscard]] QDate currentDay() const;
    /// Null while a day is current, or nothing.
    [[nodiscard]] const CalendarBlock *currentBlock() const;
    void chooseDay(const QDate &day);
    /// What stands there of a booking: its own time, or its session; nothing happens where nothing does.
    void chooseBooking(BookingId booking);
    /// To the line of the present moment.
    void scrollToNow();
    /// Whether one day is shown, since seven would be too narrow.
    [[nodiscard]] bool isNarrow() const;

    [[nodiscard]] QRect visualRect(const QModelIndex &index) const override;
    [[nodiscard]] QModelIndex indexAt(const QPoint &point) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;

signals:
    /// Enter or a double click on what stands there.
    void opened(const steward::CalendarBlock &block);
    void currentMoved();
    /// The arrows lead to a day that is not shown.
    void dayWanted(const QDate &day);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void scrollContentsBy(int dx, int dy) override;
    void updateGeometries() override;
    void resizeEvent(QResizeEvent *event) override;
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    [[nodiscard]] int horizontalOffset() const override { return 0; }
    [[nodiscard]] int verticalOffset() const override;

private:
    [[nodiscard]] int dayCount() const { return static_cast<int>(m_model->laid().days.size()); }
    [[nodiscard]] int shownDay() const; ///< the one that a narrow view shows
    [[nodiscard]] bool isShown(int day) const { return !isNarrow() || day == shownDay(); }
    [[nodiscard]] QRect placed(const QRect &rect) const; ///< in the reading direction
    [[nodiscard]] QRect gridRect() const;
    [[nodiscard]] QRect headingRect(int day) const;
    [[nodiscard]] QRect columnRect(int day) const;
    [[nodiscard]] QRect pieceRect(const CalendarPiece &piece) const;
    [[nodiscard]] int dayAt(const QPoint &point) const; ///< -1 beside all of them
    /// The row of a neighbouring day that stands nearest to where the current one does; -1 where there is no such day.
    [[nodiscard]] int beside(int row, int days) const;
    void scrollToHours();

    void paintColumns(QPainter &painter) const;
    void paintColumn(QPainter &painter, int day) const;
    void paintAbsence(QPainter &painter, int day) const;
    void paintHours(QPainter &painter) const;
    void paintHeadings(QPainter &painter) const;
    void paintPiece(QPainter &painter, int row) const;
    void paintNow(QPainter &painter) const;
    [[nodiscard]] bool isFocusedRow(int row) const;

    const Theme &m_theme;
    CalendarModel *m_model;
    QDateTime m_now;
};

} // namespace steward
