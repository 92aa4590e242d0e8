// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/tokens.h"

#include <QFont>
#include <QRectF>
#include <QString>

class QPainter;
class QWidget;

namespace steward {

class Theme;

/// Hairline-sharp rounded rectangle: the outline lies inside `rect`. An invalid colour is left out.
void paintRounded(QPainter *painter, const QRectF &rect, qreal radius, const QColor &fill, const QColor &outline = {},
                  qreal width = 1);

/// The soft shadow of something raised, `extent` pixels around `rect` and a little below it.
void paintShadow(QPainter *painter, const Theme &theme, const QRectF &rect, qreal radius, int extent);

/// The 2-px ring that shows keyboard focus, just inside `rect`.
void paintFocusRing(QPainter *painter, const Theme &theme, const QRectF &rect, qreal radius);

/// Whether `widget` has the focus and came by it through the keyboard (see KeyboardFocus). The gallery shows it by
/// the property `pretend`: "focus" or "hover".
[[nodiscard]] bool hasKeyboardFocus(const QWidget *widget);
/// Whether the pointer is over `widget`.
[[nodiscard]] bool isHovered(const QWidget *widget);

/// Text in one line, elided at its end, aligned by reading direction of the painter.
void paintText(QPainter *painter, const QRectF &rect, const QString &text, const QFont &font, const QColor &colour,
               Qt::Alignment alignment = Qt::AlignLeading | Qt::AlignVCenter);

/// Figures in columns: every digit is as wide as a zero. Inter's own are not, and Qt 6.4 cannot ask it for its tabular ones.
/// Always painted left to right, as figures are in every script; `alignment` is Qt::AlignLeft or Qt::AlignRight.
void paintTabular(QPainter *painter, const QRectF &rect, const QString &text, const QFont &font, const QColor &colour,
                  Qt::Alignment alignment);
/// How wide paintTabular() paints `text`.
[[nodiscard]] qreal tabularWidth(const QString &text, const QFont &font);

/// `rect` as it lies in `widget`'s reading direction.
[[nodiscard]] QRect mirrored(const QWidget *widget, const QRect &rect);

/// `text` kept together in a sentence of the other reading direction (Unicode's isolates).
[[nodiscard]] QString isolated(const QString &text);

/// FNV-1a, 32 bits: the same in every run and on every machine, which qHash is not.
[[nodiscard]] quint32 stableHash(const QString &text);

} // namespace steward
