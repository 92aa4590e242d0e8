// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/badge.h"

#include "views/widgets/painting.h"
#include "views/widgets/value_accessible.h"

#include <QPainter>

namespace steward {

Badge::Badge(const Theme &theme, const QString &text, Tone tone, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_text(text)
    , m_tone(tone)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Badge::setText(const QString &text)
{
    m_text = text;
    updateGeometry();
    update();
    announceValue(this);
}

void Badge::setTone(Tone tone)
{
    m_tone = tone;
    update();
}

void Badge::setCount(qint64 count)
{
    setText(countText(count));
}

QString Badge::countText(qint64 count)
{
    constexpr qint64 most = 9999;
    return count > most ? QLocale().toString(most) + QLatin1Char('+') : QLocale().toString(count);
}

QSize Badge::sizeHint() const
{
    const int width = QFontMetrics(m_theme.font(Type::Small, QFont::Medium)).horizontalAdvance(m_text) + 20;
    return { std::max(width, 24), 24 };
}

void Badge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor colour = m_theme.colour(ink(m_tone));
    paintRounded(&painter, rect(), 12, m_theme.colour(soft(m_tone)), m_theme.scheme() == Scheme::HighContrast ? colour : QColor());
    paintText(&painter, rect(), m_text, m_theme.font(Type::Small, QFont::Medium), colour, Qt::AlignCenter);
}

KeyHint::KeyHint(const Theme &theme, const QString &keys, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_keys(keys)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize KeyHint::sizeFor(const Theme &theme, const QString &keys)
{
    const int width = QFontMetrics(theme.font(Type::Small, QFont::Medium)).horizontalAdvance(keys) + 12;
    return { std::max(width, 22), 20 };
}

QSize KeyHint::sizeHint() const
{
    return sizeFor(m_theme, m_keys);
}

void KeyHint::paint(QPainter *painter, const Theme &theme, const QRect &rect, const QString &keys)
{
    paintRounded(painter, rect, 5, theme.colour(Token::Surface), theme.colour(Token::Border));
    paintText(painter, rect, keys, theme.font(Type::Small, QFont::Medium), theme.colour(Token::Text2), Qt::AlignCenter);
}

void KeyHint::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paint(&painter, m_theme, rect(), m_keys);
}

} // namespace steward
