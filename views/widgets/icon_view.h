// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/theme.h"

#include <QWidget>

namespace steward {

/// An icon that stands by itself and only decorates the words beside it.
class IconView final : public QWidget
{
    Q_OBJECT

public:
    IconView(const Theme &theme, const QString &icon, Token token = Token::Text2, int side = 16, QWidget *parent = nullptr);

    void setIcon(const QString &icon, Token token);
    /// It points in reading direction: an arrow from before to after.
    void setDirectional();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QString m_icon;
    Token m_token;
    int m_side;
    bool m_directional = false;
};

} // namespace steward
