// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/painting.h"

#include "views/widgets/theme.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QStyle>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace steward {

void paintRounded(QPainter *painter, const QRectF &rect, qreal radius, const QColor &fill, const QColor &outline, qreal width)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool outlined = outline.isValid() && width > 0;
    painter->setPen(outlined ? QPen(outline, width) : QPen(Qt::NoPen));
    painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    const qreal inset = outlined ? width / 2 : 0;
    const qreal inner = std::min(radius, std::min(rect.width(), rect.height()) / 2) - inset;
    painter->drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), inner, inner);
    painter->restore();
}

void paintShadow(QPainter *painter, const Theme &theme, const QRectF &rect, qreal radius, int extent)
{
    // Rings of one pixel, fainter outwards; together as dark at the edge as the token says.
    QColor colour = theme.colour(Token::Shadow);
    const auto whole = static_cast<float>(extent * (extent + 1)) / 2;
    for (int ring = extent; ring > 0; --ring) {
        QColor layer = colour;
        layer.setAlphaF(colour.alphaF() * static_cast<float>(extent - ring + 1) / whole);
        paintRounded(painter, rect.adjusted(-ring, -ring + extent / 4.0, ring, ring + extent / 4.0), radius + ring, layer);
    }
}

void paintFocusRing(QPainter *painter, const Theme &theme, const QRectF &rect, qreal radius)
{
    paintRounded(painter, rect, radius, QColor(), theme.colour(Token::Focus), 2);
}

bool hasKeyboardFocus(const QWidget *widget)
{
    return (widget->hasFocus() && widget->property("kbd").toBool()) || widget->property("pretend").toString() == "focus"_L1;
}

bool isHovered(const QWidget *widget)
{
    return (widget->isEnabled() && widget->underMouse()) || widget->property("pretend").toString() == "hover"_L1;
}

void paintText(QPainter *painter, const QRectF &rect, const QString &text, const QFont &font, const QColor &colour,
               Qt::Alignment alignment)
{
    if (rect.width() <= 0)
        return;
    painter->setFont(font);
    painter->setPen(colour);
    QString shown = QFontMetricsF(font).elidedText(text, Qt::ElideRight, rect.width() + 0.5);
    if (painter->layoutDirection() == Qt::RightToLeft)
        shown = isolated(shown); // "−3 h 59 m" keeps its order within an Arabic page
    // The painter itself turns left and right around where it paints from right to left.
    painter->drawText(rect, static_cast<int>(alignment) | Qt::TextSingleLine | Qt::TextDontClip, shown);
}

namespace {

/// Calls `each(part, width)` for the runs of `text`: single digits, and what is between them.
template <class Each> void forRuns(const QString &text, const QFontMetricsF &metrics, Each each)
{
    const qreal zero = metrics.horizontalAdvance(u'0');
    qsizetype i = 0;
    while (i < text.size()) {
        qsizetype end = i + 1;
        const bool digit = text[i] >= u'0' && text[i] <= u'9';
        if (!digit)
            while (end < text.size() && !(text[end] >= u'0' && text[end] <= u'9'))
                ++end;
        const QString part = text.mid(i, end - i);
        each(part, digit ? zero : metrics.horizontalAdvance(part), digit);
        i = end;
    }
}

} // namespace

void paintTabular(QPainter *painter, const QRectF &rect, const QString &text, const QFont &font, const QColor &colour,
                  Qt::Alignment alignment)
{
    const QFontMetricsF metrics(font);
    painter->save();
    painter->setLayoutDirection(Qt::LeftToRight);
    painter->setFont(font);
    painter->setPen(colour);
    qreal x = alignment.testFlag(Qt::AlignRight) ? rect.right() - tabularWidth(text, font) : rect.left();
    const qreal y = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2;
    forRuns(text, metrics, [&](const QString &part, qreal width, bool digit) {
        const qreal slack = digit ? (width - metrics.horizontalAdvance(part)) / 2 : 0;
        painter->drawText(QPointF(x + slack, y), part);
        x += width;
    });
    painter->restore();
}

qreal tabularWidth(const QString &text, const QFont &font)
{
    qreal sum = 0;
    forRuns(text, QFontMetricsF(font), [&sum](const QString &, qreal width, bool) { sum += width; });
    return sum;
}

QRect mirrored(const QWidget *widget, const QRect &rect)
{
    return QStyle::visualRect(widget->layoutDirection(), widget->rect(), rect);
}

QString isolated(const QString &text)
{
    return QChar(0x2068) + text + QChar(0x2069);
}

quint32 stableHash(const QString &text)
{
    quint32 hash = 2166136261U;
    for (const char byte : text.toUtf8())
        hash = (hash ^ static_cast<quint8>(byte)) * 16777619U;
    return hash;
}

} // namespace steward
