// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/calendar/calendar_view.h"

#include "views/bookings/calendar/calendar_metrics.h"
#include "views/shell/moments.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace steward {

CalendarView::CalendarView(const Theme &theme, QWidget *parent)
    : QListView(parent)
    , m_theme(theme)
    , m_model(new CalendarModel(this))
{
    setModel(m_model);
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setUniformItemSizes(true);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // that it comes and goes would make days narrow, and wide again
    connect(this, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        if (const CalendarBlock *block = m_model->blockAt(index.row()))
            emit opened(*block);
    });
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void CalendarView::setCalendar(const ProviderCalendar &calendar, const QDate &day, const QDateTime &now)
{
    const bool isFirst = m_model->rowCount() == 0 || m_model->calendar().provider != calendar.provider;
    const QString key = currentIndex().isValid() ? m_model->keyAt(currentIndex().row()) : QString();
    m_now = now;
    m_model->setCalendar(calendar, now.toTimeZone(zoneNamed(calendar.zone)).date());
    int row = m_model->rowOfKey(key);
    if (row < 0 || currentDay() != day)
        row = std::max(row, m_model->rowOfDate(day));
    if (row >= 0 && (m_model->rowOfKey(key) < 0 || m_model->rowOfKey(key) != currentIndex().row()))
        setCurrentIndex(m_model->index(row));
    if (isFirst)
        scrollToHours();
    viewport()->update();
}

void CalendarView::setNow(const QDateTime &now)
{
    m_now = now;
    if (m_model->rowCount() == 0)
        return;
    if (const QDate today = now.toTimeZone(zoneNamed(m_model->calendar().zone)).date(); today != m_model->today())
        m_model->setCalendar(ProviderCalendar(m_model->calendar()), today);
    viewport()->update();
}

QDate CalendarView::currentDay() const
{
    const QModelIndex current = currentIndex();
    return current.isValid() ? m_model->laid().days.at(m_model->at(current.row()).day).date : QDate();
}

const CalendarBlock *CalendarView::currentBlock() const
{
    const QModelIndex current = currentIndex();
    return current.isValid() ? m_model->blockAt(current.row()) : nullptr;
}

void CalendarView::chooseDay(const QDate &day)
{
    if (const int row = m_model->rowOfDate(day); row >= 0)
        setCurrentIndex(m_model->index(row));
}

void CalendarView::chooseBooking(BookingId booking)
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (const CalendarBlock *block = m_model->blockAt(row); block != nullptr && block->booking == booking)
            return setCurrentIndex(m_model->index(row));
    }
}

bool CalendarView::isNarrow() const
{
    return viewport()->width() < calendar::gutter + 7 * calendar::narrowest_day;
}

int CalendarView::shownDay() const
{
    return currentIndex().isValid() ? m_model->at(currentIndex().row()).day : 0;
}

QRect CalendarView::placed(const QRect &rect) const
{
    return QStyle::visualRect(layoutDirection(), viewport()->rect(), rect);
}

QRect CalendarView::gridRect() const
{
    return viewport()->rect().adjusted(0, calendar::heading, 0, 0);
}

QRect CalendarView::headingRect(int day) const
{
    const int room = viewport()->width() - calendar::gutter;
    const int left = room * day / dayCount(), right = room * (day + 1) / dayCount();
    return placed(QRect(calendar::gutter + left, 0, right - left, calendar::heading));
}

QRect CalendarView::columnRect(int day) const
{
    const int top = calendar::heading - verticalOffset();
    if (isNarrow())
        return placed(QRect(calendar::gutter, top, viewport()->width() - calendar::gutter, calendar::whole_day));
    const QRect heading = headingRect(day);
    return QRect(heading.left(), top, heading.width(), calendar::whole_day);
}

QRect CalendarView::pieceRect(const CalendarPiece &piece) const
{
    const QRect column = columnRect(piece.day).adjusted(3, 0, -4, 0);
    const int left = column.width() * piece.lane / piece.lanes, right = column.width() * (piece.lane + 1) / piece.lanes;
    const QRect whole(column.left() + left, column.top() + piece.at.from, right - left - 1, piece.at.to - piece.at.from - 1);
    return QStyle::visualRect(layoutDirection(), column, whole);
}

QRect CalendarView::visualRect(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() >= m_model->rowCount())
        return {};
    const CalendarModel::Row &row = m_model->at(index.row());
    if (row.isDay())
        return headingRect(row.day);
    // Only what is to be seen of it: there it is pointed at.
    return isShown(row.day) ? pieceRect(m_model->laid().pieces.at(row.piece)).intersected(gridRect()) : QRect();
}

int CalendarView::dayAt(const QPoint &point) const
{
    for (int day = 0; day < dayCount(); ++day) {
        const bool inGrid = point.y() >= calendar::heading;
        if (inGrid ? isShown(day) && columnRect(day).contains(point) : headingRect(day).contains(point))
            return day;
    }
    return -1;
}

QModelIndex CalendarView::indexAt(const QPoint &point) const
{
    if (point.y() < calendar::heading) {
        const int day = dayAt(point);
        return day < 0 ? QModelIndex() : m_model->index(m_model->rowOfDay(day));
    }
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (!m_model->at(row).isDay() && visualRect(m_model->index(row)).contains(point))
            return m_model->index(row);
    }
    return {};
}

int CalendarView::verticalOffset() const
{
    return verticalScrollBar()->value();
}

void CalendarView::updateGeometries()
{
    // A list would set the scroll bars by its rows, which this one has not.
    QAbstractItemView::updateGeometries(); // NOLINT(bugprone-parent-virtual-call)
    const int page = std::max(0, viewport()->height() - calendar::heading);
    verticalScrollBar()->setRange(0, std::max(0, calendar::whole_day - page));
    verticalScrollBar()->setPageStep(page);
    verticalScrollBar()->setSingleStep(calendar::hour / 2);
}

void CalendarView::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    updateGeometries();
    viewport()->update();
}

void CalendarView::scrollContentsBy(int, int)
{
    viewport()->update(); // the days' names stay where they are
}

void CalendarView::scrollTo(const QModelIndex &index, ScrollHint)
{
    if (!index.isValid() || m_model->at(index.row()).isDay())
        return;
    const DayStretch &at = m_model->pieceAt(index.row()).at;
    const int page = verticalScrollBar()->pageStep();
    if (at.from < verticalOffset() || at.to - at.from > page)
        verticalScrollBar()->setValue(at.from);
    else if (at.to > verticalOffset() + page)
        verticalScrollBar()->setValue(at.to - page);
}

/// To when the first of the hours or blocks begins: what lies before midday is seldom in the night.
void CalendarView::scrollToHours()
{
    int first = 9 * calendar::hour;
    for (const CalendarDay &day : m_model->laid().days) {
        for (const DayStretch &worked : day.worked)
            first = std::min(first, std::max(worked.from, 6 * calendar::hour));
    }
    for (const CalendarPiece &piece : m_model->laid().pieces) {
        if (!piece.beganBefore)
            first = std::min(first, piece.at.from);
    }
    updateGeometries();
    verticalScrollBar()->setValue(std::max(0, first - calendar::hour / 4));
}

void CalendarView::scrollToNow()
{
    const QTime now = m_now.toTimeZone(zoneNamed(m_model->calendar().zone)).time();
    updateGeometries();
    verticalScrollBar()->setValue(now.hour() * calendar::hour + now.minute() - verticalScrollBar()->pageStep() / 3);
}

void CalendarView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    viewport()->update();
    emit currentMoved();
}

void CalendarView::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command)
{
    const QModelIndex index = indexAt(rect.center());
    selectionModel()->select(index.isValid() ? QItemSelection(index, index) : QItemSelection(), command);
}

void CalendarView::mousePressEvent(QMouseEvent *event)
{
    const QPoint point = event->position().toPoint();
    if (!indexAt(point).isValid()) { // free time: its day, and nothing else
        if (const int day = dayAt(point); day >= 0)
            setCurrentIndex(m_model->index(m_model->rowOfDay(day)));
        return;
    }
    QListView::mousePressEvent(event);
}

int CalendarView::beside(int row, int days) const
{
    const int day = m_model->at(row).day + days;
    if (day < 0 || day >= dayCount())
        return -1;
    int best = m_model->rowOfDay(day);
    if (m_model->at(row).isDay())
        return best;
    const int from = m_model->pieceAt(row).at.from;
    int distance = calendar::whole_day + 1;
    for (int candidate = best + 1; candidate < m_model->rowCount() && m_model->at(candidate).day == day; ++candidate) {
        if (const int away = std::abs(m_model->pieceAt(candidate).at.from - from); away < distance) {
            distance = away;
            best = candidate;
        }
    }
    return best;
}

QModelIndex CalendarView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    if (m_model->rowCount() == 0)
        return {};
    const int row = currentIndex().isValid() ? currentIndex().row() : 0;
    const int onwards = layoutDirection() == Qt::RightToLeft ? -1 : 1;
    const auto within = [&](int next) { return next >= 0 && next < m_model->rowCount() && m_model->at(next).day == m_model->at(row).day ? next : row; };
    int next = row;
    switch (action) {
    case MoveUp:
    case MovePrevious:
        next = within(row - 1);
        break;
    case MoveDown:
    case MoveNext:
        next = within(row + 1);
        break;
    case MoveLeft:
    case MoveRight: {
        const int days = action == MoveRight ? onwards : -onwards;
        next = beside(row, days);
        if (next < 0) {
            emit dayWanted(currentDay().addDays(days));
            return currentIndex();
        }
        break;
    }
    case MoveEnd:
        while (within(next + 1) == next + 1)
            ++next;
        break;
    case MoveHome:
    case MovePageUp:
    case MovePageDown:
        break; // keys of the page
    }
    return m_model->index(next);
}

void CalendarView::keyPressEvent(QKeyEvent *event)
{
    const bool isLetter = !event->text().isEmpty() && event->text().front().isPrint();
    if (isLetter && event->key() != Qt::Key_Space) {
        event->ignore(); // the page's keys, not a search within the words of what is here
        return;
    }
    QListView::keyPressEvent(event);
}

} // namespace steward
