// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/switch.h"

#include "views/widgets/icon.h"
#include "views/widgets/painting.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace steward {

namespace {
constexpr int track_width = 32;
constexpr int track_height = 18;
constexpr int gap = 8;
} // namespace

Switch::Switch(const Theme &theme, const QString &text, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
{
    setText(text);
    setAccessibleName(text);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize Switch::sizeHint() const
{
    const int words = text().isEmpty() ? 0 : QFontMetrics(m_theme.font(Type::Body)).horizontalAdvance(text()) + 1 + gap;
    return { words + track_width + 4, 24 };
}

void Switch::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto of = [this](Token token) { return m_theme.colour(token); };
    const QRect words(0, 0, width() - track_width - gap - 2, height());
    paintText(&painter, mirrored(this, words), text(), m_theme.font(Type::Body), of(isEnabled() ? Token::Text2 : Token::TextDisabled));
    const QRect track = mirrored(this, QRect(width() - track_width - 2, (height() - track_height) / 2, track_width, track_height));
    const bool on = isChecked();
    if (on)
        paintRounded(&painter, track, 9, of(!isEnabled() ? Token::Border : isHovered(this) ? Token::AccentHover : Token::AccentFill));
    else
        paintRounded(&painter, track, 9, of(isHovered(this) ? Token::Hover : Token::Sunken), of(isEnabled() ? Token::BorderStrong : Token::Border));
    const bool atRight = on != (layoutDirection() == Qt::RightToLeft);
    const QRectF knob(atRight ? track.right() - 14 : track.left() + 3, track.top() + 3, 12, 12);
    paintRounded(&painter, knob, 6, of(on ? Token::OnAccent : isEnabled() ? Token::BorderStrong : Token::Border));
    if (on)
        paintIcon(&painter, u"check"_s, knob.adjusted(1.5, 1.5, -1.5, -1.5), of(isEnabled() ? Token::AccentFill : Token::Border));
    if (hasKeyboardFocus(this))
        paintRounded(&painter, QRectF(track).adjusted(-2, -2, 2, 2), 11, QColor(), of(Token::Focus), 2);
}

} // namespace steward
