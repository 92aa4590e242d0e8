// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/environment.h"

#include "views/widgets/painting.h"
#include "views/widgets/value_accessible.h"

#include <QPainter>

namespace steward {

namespace {

struct Colours {
    Token fill, onFill, ground, ink;
};

Colours coloursOf(Environment environment)
{
    switch (environment) {
    case Environment::Production: return { Token::DangerFill, Token::OnDanger, Token::BadSoft, Token::Bad };
    case Environment::Staging: return { Token::WarnSoft, Token::Warn, Token::WarnSoft, Token::Warn };
    case Environment::Simulation: return { Token::VioletSoft, Token::Violet, Token::VioletSoft, Token::Violet };
    }
    Q_UNREACHABLE();
}

} // namespace

EnvironmentTag::EnvironmentTag(const Theme &theme, Shape shape, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_shape(shape)
{
    setSizePolicy(QSizePolicy::Fixed, shape == Shape::Pill ? QSizePolicy::Fixed : QSizePolicy::Expanding);
}

void EnvironmentTag::setEnvironment(Environment environment, const QString &text)
{
    m_environment = environment;
    m_text = text;
    updateGeometry();
    update();
    announceValue(this);
}

QSize EnvironmentTag::sizeHint() const
{
    const int words = QFontMetrics(m_theme.font(Type::Small, QFont::DemiBold)).horizontalAdvance(m_text);
    return m_shape == Shape::Pill ? QSize(words + 16, 18) : QSize(words + 48, 28);
}

void EnvironmentTag::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Colours colours = coloursOf(m_environment);
    const bool pill = m_shape == Shape::Pill;
    if (pill)
        paintRounded(&painter, rect(), 9, m_theme.colour(colours.fill));
    else
        painter.fillRect(rect(), m_theme.colour(colours.ground));
    paintText(&painter, rect(), m_text, m_theme.font(Type::Small, QFont::DemiBold), m_theme.colour(pill ? colours.onFill : colours.ink), Qt::AlignCenter);
}

EnvironmentBand::EnvironmentBand(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setFixedHeight(4);
    hide();
}

void EnvironmentBand::setEnvironment(Environment environment)
{
    m_environment = environment;
    setVisible(environment != Environment::Simulation);
    update();
}

void EnvironmentBand::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), m_theme.colour(m_environment == Environment::Production ? Token::DangerFill : Token::Warn));
}

} // namespace steward
