// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/tokens.h"

#include <QIconEngine>
#include <QPointer>

class QPainter;

namespace steward {

class Theme;

/// Draws an icon of resources/icons in a token's colour, as it is when painted: a theme switch needs no reload.
class IconEngine final : public QIconEngine
{
public:
    IconEngine(const Theme &theme, const QString &name, Token token);

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override;
    [[nodiscard]] QIconEngine *clone() const override;
    [[nodiscard]] QString key() const override;
    QString iconName() override;
    bool isNull() override;

private:
    QPointer<const Theme> m_theme; // an icon held by a menu may outlive the theme by a moment at exit
    QString m_name;
    Token m_token;
};

/// Paints icon `name` into the square `rect` in `colour`. An unknown name paints nothing.
void paintIcon(QPainter *painter, const QString &name, const QRectF &rect, const QColor &colour);

/// Whether resources/icons has `name`.
[[nodiscard]] bool iconExists(const QString &name);

} // namespace steward
