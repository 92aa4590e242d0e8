// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/icon_view.h"

#include "views/widgets/icon.h"

#include <QPainter>

namespace steward {

IconView::IconView(const Theme &theme, const QString &icon, Token token, int side, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_icon(icon)
    , m_token(token)
    , m_side(side)
{
    setFixedSize(side, side);
    setAttribute(Qt::WA_TransparentForMouseEvents);
}

void IconView::setIcon(const QString &icon, Token token)
{
    m_icon = icon;
    m_token = token;
    update();
}

void IconView::setDirectional()
{
    m_directional = true;
    update();
}

void IconView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (m_directional && layoutDirection() == Qt::RightToLeft) {
        painter.translate(width(), 0);
        painter.scale(-1, 1);
    }
    paintIcon(&painter, m_icon, QRectF(0, 0, m_side, m_side), m_theme.colour(isEnabled() ? m_token : Token::TextDisabled));
}

} // namespace steward
