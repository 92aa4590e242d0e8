// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/icon.h"

#include "views/widgets/theme.h"

#include <QFile>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

QString fileOf(const QString &name)
{
    return u":/icons/%1.svg"_s.arg(name);
}

QPixmap rendered(const QString &name, const QSize &device, const QColor &colour)
{
    const QString key = u"steward-icon/%1/%2x%3/%4"_s.arg(name).arg(device.width()).arg(device.height()).arg(colour.rgba());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = QPixmap(device);
    pixmap.fill(Qt::transparent);
    QFile file(fileOf(name));
    if (file.open(QIODevice::ReadOnly)) {
        QSvgRenderer renderer(file.readAll().replace("currentColor", colour.name().toLatin1()));
        QPainter painter(&pixmap);
        painter.setOpacity(colour.alphaF());
        renderer.render(&painter, QRectF(QPointF(), QSizeF(device)));
    }
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

} // namespace

IconEngine::IconEngine(const Theme &theme, const QString &name, Token token)
    : m_theme(&theme)
    , m_name(name)
    , m_token(token)
{
}

void IconEngine::paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State)
{
    if (!m_theme)
        return;
    const Token token = mode == QIcon::Disabled ? Token::TextDisabled : m_token;
    const qreal side = std::min(rect.width(), rect.height());
    QRectF square(0, 0, side, side);
    square.moveCenter(QRectF(rect).center());
    paintIcon(painter, m_name, square, m_theme->colour(token));
}

QPixmap IconEngine::pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state)
{
    QPixmap pixmap(size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paint(&painter, QRect(QPoint(), size), mode, state);
    return pixmap;
}

QPixmap IconEngine::scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal)
{
    return pixmap(size, mode, state); // `size` is in device pixels already
}

QIconEngine *IconEngine::clone() const
{
    return new IconEngine(*this);
}

QString IconEngine::key() const
{
    return u"steward"_s;
}

QString IconEngine::iconName()
{
    return m_name;
}

bool IconEngine::isNull()
{
    return !iconExists(m_name);
}

void paintIcon(QPainter *painter, const QString &name, const QRectF &rect, const QColor &colour)
{
    if (name.isEmpty() || rect.isEmpty())
        return;
    const qreal ratio = painter->device()->devicePixelRatioF();
    const QSize device = (rect.size() * ratio).toSize();
    QPixmap pixmap = rendered(name, device, colour);
    pixmap.setDevicePixelRatio(ratio);
    painter->drawPixmap(rect.topLeft(), pixmap);
}

bool iconExists(const QString &name)
{
    return QFile::exists(fileOf(name));
}

} // namespace steward
