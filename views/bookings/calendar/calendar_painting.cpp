// SPDX-License-Identifier: GPL-3.0-or-later
// How the calendar looks: the days with their hours, and what stands on them.
#include "views/bookings/calendar/calendar_metrics.h"
#include "views/bookings/calendar/calendar_view.h"
#include "views/bookings/calendar/calendar_words.h"
#include "views/shell/day_words.h"
#include "views/shell/moments.h"
#include "views/widgets/icon.h"
#include "views/widgets/painting.h"

#include <QLocale>
#include <QPainter>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

constexpr int radius = 5;
constexpr int bar = 3; ///< at the edge of what takes place
constexpr int sign = 14;

/// Of two grounds the lighter, in a dark theme as in a light one.
QColor lighter(const QColor &a, const QColor &b)
{
    return a.lightnessF() > b.lightnessF() ? a : b;
}
QColor darker(const QColor &a, const QColor &b)
{
    return a.lightnessF() > b.lightnessF() ? b : a;
}

/// What is written on a block, as far as there is room: its state first, then whatever tells it from others.
QStringList linesOf(const CalendarBlock &block, const QString &time, const BlockLook &look, int room, const std::function<bool(const QString &)> &fits)
{
    const QString whom = block.customer.isEmpty() ? time : time + u" · "_s + block.customer;
    if (room == 1)
        return { look.isHeld ? look.word + u' ' + look.until : whom }; // the icon says the state
    QStringList lines { look.word, look.until };
    if (fits(whom))
        lines << whom;
    else
        lines << time << block.customer;
    lines << block.reference << block.service;
    lines.removeAll(QString());
    return lines;
}

} // namespace

void CalendarView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.setLayoutDirection(layoutDirection());
    painter.fillRect(viewport()->rect(), m_theme.colour(Token::Surface));
    if (dayCount() == 0)
        return;
    painter.save();
    painter.setClipRect(gridRect());
    paintColumns(painter);
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (!m_model->at(row).isDay() && isShown(m_model->at(row).day))
            paintPiece(painter, row);
    }
    paintNow(painter);
    painter.restore();
    paintHeadings(painter);
}

void CalendarView::paintColumns(QPainter &painter) const
{
    for (int day = 0; day < dayCount(); ++day) {
        if (isShown(day))
            paintColumn(painter, day);
    }
    paintHours(painter);
    for (int day = 0; day < dayCount(); ++day) {
        if (!isShown(day))
            continue;
        if (m_model->laid().days.at(day).isAway)
            paintAbsence(painter, day);
        const QRect column = columnRect(day);
        const int edge = layoutDirection() == Qt::RightToLeft ? column.right() : column.left();
        painter.fillRect(QRect(edge, column.top(), 1, column.height()), m_theme.colour(Token::Border));
    }
}

void CalendarView::paintColumn(QPainter &painter, int day) const
{
    const QRect column = columnRect(day);
    painter.fillRect(column, darker(m_theme.colour(Token::Sunken), m_theme.colour(Token::Bg)));
    for (const DayStretch &worked : m_model->laid().days.at(day).worked)
        painter.fillRect(QRect(column.left(), column.top() + worked.from, column.width(), worked.to - worked.from),
                         lighter(m_theme.colour(Token::Surface), m_theme.colour(Token::Sunken)));
}

void CalendarView::paintAbsence(QPainter &painter, int day) const
{
    const QRect column = columnRect(day);
    QColor stripes = m_theme.colour(Token::BorderStrong);
    stripes.setAlphaF(0.45F);
    painter.fillRect(column, QBrush(stripes, Qt::BDiagPattern));
    const QRect seen = column.intersected(gridRect());
    const QRect words(seen.left() + 6, seen.top() + 6, seen.width() - 12, 24);
    paintRounded(&painter, words, radius, m_theme.colour(Token::Surface), m_theme.colour(Token::Border));
    const QRect icon = QStyle::visualRect(layoutDirection(), words, QRect(words.left() + 6, words.top() + 5, sign, sign));
    paintIcon(&painter, u"calendar-x"_s, icon, m_theme.colour(Token::Warn));
    const QRect text = QStyle::visualRect(layoutDirection(), words, words.adjusted(sign + 12, 0, -4, 0));
    const QDate until = m_model->laid().days.at(day).awayUntil;
    paintText(&painter, text, words.width() < 140 ? tr("Away") : tr("Away until %1").arg(dayAs(u"ddd d MMM"_s, until)),
              m_theme.font(Type::Small, QFont::Medium), m_theme.colour(Token::Text));
}

void CalendarView::paintHours(QPainter &painter) const
{
    const QRect whole(0, calendar::heading - verticalOffset(), viewport()->width(), calendar::whole_day);
    const QFont font = m_theme.font(Type::Small);
    for (int hour = 1; hour < 24; ++hour) {
        const int y = whole.top() + hour * calendar::hour;
        painter.fillRect(placed(QRect(calendar::gutter - 6, y, whole.width(), 1)), m_theme.colour(Token::Grid));
        const QRect text = placed(QRect(0, y - 9, calendar::gutter - 10, 18));
        paintText(&painter, text, QLocale().toString(QTime(hour, 0), u"HH:mm"_s), font, m_theme.colour(Token::Text3), Qt::AlignTrailing | Qt::AlignVCenter);
    }
}

void CalendarView::paintHeadings(QPainter &painter) const
{
    const QRect strip(0, 0, viewport()->width(), calendar::heading);
    painter.fillRect(strip, m_theme.colour(Token::Surface));
    for (int day = 0; day < dayCount(); ++day) {
        const CalendarDay &shown = m_model->laid().days.at(day);
        const QRect box = headingRect(day);
        const bool isToday = shown.date == m_model->today();
        if (isNarrow() && day == shownDay())
            paintRounded(&painter, QRectF(box).adjusted(2, 2, -2, -3), radius, m_theme.colour(Token::AccentSoft));
        const QRect name = box.adjusted(6, 5, -4, -24), hours = box.adjusted(6, 25, -4, -4);
        paintText(&painter, name, QLocale().toString(shown.date, u"ddd d"_s), m_theme.font(Type::Body, QFont::DemiBold), m_theme.colour(isToday ? Token::Accent : Token::Text));
        if (isToday) // not by its colour alone
            painter.fillRect(QRect(box.left() + 1, box.bottom() - 2, box.width() - 1, 3), m_theme.colour(Token::Accent));
        paintText(&painter, hours, hoursText(shown), m_theme.font(Type::Small), m_theme.colour(shown.isAway ? Token::Warn : Token::Text2));
        if (isFocusedRow(m_model->rowOfDay(day)))
            paintFocusRing(&painter, m_theme, QRectF(box).adjusted(1, 1, -1, -2), radius);
    }
    painter.fillRect(QRect(0, calendar::heading - 1, strip.width(), 1), m_theme.colour(Token::Border));
}

bool CalendarView::isFocusedRow(int row) const
{
    return hasFocus() && currentIndex().row() == row;
}

void CalendarView::paintPiece(QPainter &painter, int row) const
{
    const CalendarPiece &piece = m_model->pieceAt(row);
    const CalendarBlock &block = *m_model->blockAt(row);
    const QString &zone = m_model->calendar().zone;
    const BlockLook look = lookOf(block, zone);
    const QColor colour = m_theme.colour(ink(look.tone));
    const QRect box = pieceRect(piece);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (look.isHeld) {
        painter.setBrush(m_theme.colour(Token::Surface));
        painter.setPen(QPen(colour, 1, Qt::DashLine));
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    } else {
        paintRounded(&painter, box, radius, m_theme.colour(soft(look.tone)), m_theme.scheme() == Scheme::HighContrast ? colour : m_theme.colour(Token::Surface));
        painter.fillRect(QStyle::visualRect(layoutDirection(), box, QRect(box.left(), box.top() + 2, bar, box.height() - 4)), colour);
    }
    painter.restore();
    painter.save();
    painter.setClipRect(box.intersected(gridRect()));
    const QRect words = QStyle::visualRect(layoutDirection(), box, box.adjusted(bar + 4, 2, -2, -1));
    const int room = std::max(1, words.height() / calendar::line);
    const QStringList lines = linesOf(block, timeText(block, piece, zone), look, room, [this, &words](const QString &text) {
        return QFontMetrics(m_theme.font(Type::Small)).horizontalAdvance(text) <= words.width();
    });
    for (int number = 0; number < std::min<int>(room, static_cast<int>(lines.size())); ++number) {
        QRect line(words.left(), words.top() + number * calendar::line, words.width(), calendar::line);
        if (number == 0) {
            paintIcon(&painter, look.icon, QStyle::visualRect(layoutDirection(), line, QRect(line.left(), line.top() + 1, sign, sign)), colour);
            line.adjust(sign + 4, 0, 0, 0);
        }
        line = QStyle::visualRect(layoutDirection(), words, line);
        const bool isState = number == 0 && room > 1;
        paintText(&painter, line, lines.at(number), m_theme.font(Type::Small, number == 0 ? QFont::DemiBold : QFont::Normal), isState ? colour : m_theme.colour(Token::Text));
    }
    painter.restore();
    if (isFocusedRow(row))
        paintFocusRing(&painter, m_theme, QRectF(box), radius);
    else if (currentIndex().row() == row)
        paintRounded(&painter, box, radius, QColor(), m_theme.colour(Token::Accent), 1);
}

void CalendarView::paintNow(QPainter &painter) const
{
    const QDateTime local = m_now.toTimeZone(zoneNamed(m_model->calendar().zone));
    const auto today = std::ranges::find(m_model->laid().days, local.date(), &CalendarDay::date);
    if (today == m_model->laid().days.end())
        return;
    const int day = static_cast<int>(today - m_model->laid().days.begin());
    if (!isShown(day))
        return;
    const QRect column = columnRect(day);
    const int y = column.top() + local.time().hour() * calendar::hour + local.time().minute();
    painter.fillRect(QRect(column.left(), y - 1, column.width(), 2), m_theme.colour(Token::Bad));
    const int edge = layoutDirection() == Qt::RightToLeft ? column.right() : column.left();
    paintRounded(&painter, QRect(edge - 4, y - 4, 8, 8), 4, m_theme.colour(Token::Bad));
}

} // namespace steward
