// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/avatar.h"

#include "views/widgets/icon.h"
#include "views/widgets/painting.h"

#include <QPainter>

namespace steward {

Avatar::Avatar(const Theme &theme, const QString &name, int side, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_name(name)
{
    setFixedSize(side, side);
}

void Avatar::setName(const QString &name)
{
    m_name = name;
    m_icon.clear();
    update();
}

void Avatar::setIcon(const QString &icon, Tone tone)
{
    m_icon = icon;
    m_tone = tone;
    update();
}

QString Avatar::initials(const QString &name)
{
    QString letters;
    for (const QString &word : name.split(u' ', Qt::SkipEmptyParts)) {
        // Whole code points: a name may be written outside the first plane. The non-joiner keeps Arabic letters apart.
        const QList<uint> points = word.toUcs4();
        if (!points.isEmpty() && QChar::isLetterOrNumber(points.first()))
            letters += (letters.isEmpty() ? QString() : QString(QChar(0x200C))) + QString::fromUcs4(reinterpret_cast<const char32_t *>(points.constData()), 1).toUpper();
        if (letters.contains(QChar(0x200C)))
            break;
    }
    return letters;
}

Tone Avatar::toneOf(const QString &name)
{
    constexpr std::array tones { Tone::Info, Tone::Violet, Tone::Warn, Tone::Ok, Tone::Bad, Tone::Mute };
    return tones[stableHash(name) % tones.size()];
}

void Avatar::paint(QPainter *painter, const Theme &theme, const QRect &rect, const QString &name)
{
    const Tone tone = toneOf(name);
    paintRounded(painter, rect, rect.height() >= 36 ? 10 : 7, theme.colour(soft(tone)));
    QFont font = theme.font(Type::Small, QFont::DemiBold);
    font.setPixelSize(std::max(rect.height() * 36 / 100, 10)); // a picture's part, not text to read: off the type scale
    paintText(painter, rect, initials(name), font, theme.colour(ink(tone)), Qt::AlignCenter);
}

void Avatar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (m_icon.isEmpty())
        return paint(&painter, m_theme, rect(), m_name);
    paintRounded(&painter, rect(), height() >= 36 ? 10 : 7, m_theme.colour(soft(m_tone)));
    const qreal side = height() / 2.0;
    paintIcon(&painter, m_icon, QRectF((width() - side) / 2, (height() - side) / 2, side, side), m_theme.colour(ink(m_tone)));
}

} // namespace steward
