// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/banner.h"

#include "views/widgets/button.h"
#include "views/widgets/icon_view.h"
#include "views/widgets/label.h"
#include "views/widgets/painting.h"

#include <QAccessible>
#include <QBoxLayout>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

Tone toneOf(Banner::Kind kind)
{
    switch (kind) {
    case Banner::Kind::Info: return Tone::Info;
    case Banner::Kind::Ok: return Tone::Ok;
    case Banner::Kind::Warning:
    case Banner::Kind::Offline: return Tone::Warn;
    case Banner::Kind::Error: return Tone::Bad;
    }
    Q_UNREACHABLE();
}

QString signOf(Banner::Kind kind)
{
    switch (kind) {
    case Banner::Kind::Info: return u"info"_s;
    case Banner::Kind::Ok: return u"circle-check"_s;
    case Banner::Kind::Warning: return u"triangle-alert"_s;
    case Banner::Kind::Offline: return u"wifi-off"_s;
    case Banner::Kind::Error: return u"circle-alert"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

Banner::Banner(const Theme &theme, Kind kind, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_sign(new IconView(theme, QString()))
    , m_title(new Label(theme, QString(), Type::Body, Token::Text, QFont::DemiBold))
    , m_text(new Label(theme, QString(), Type::Body, Token::Text2))
    , m_action(new Button(theme, QString(), Button::Kind::Link))
    , m_close(Button::iconOnly(theme, u"x"_s, tr("Dismiss")))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(14, 8, 8, 8);
    row->setSpacing(10);
    row->addWidget(m_sign, 0, Qt::AlignVCenter);
    auto *words = new QVBoxLayout;
    words->setSpacing(1);
    words->addWidget(m_title);
    words->addWidget(m_text);
    m_title->setWordWrap(true);
    m_text->setWordWrap(true);
    row->addLayout(words, 1);
    row->addWidget(m_action);
    row->addWidget(m_close);
    m_close->setFixedSize(24, 24);
    m_action->hide();
    m_close->hide();
    setContent(kind, QString());
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(m_action, &QPushButton::clicked, this, &Banner::actionTriggered);
    connect(m_close, &QPushButton::clicked, this, &Banner::dismissed);
}

void Banner::setContent(Kind kind, const QString &title, const QString &text)
{
    m_kind = kind;
    m_sign->setIcon(signOf(kind), ink(toneOf(kind)));
    m_title->setText(title);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    setAccessibleName(title);
    update();
    if (title.isEmpty())
        return;
    QAccessibleEvent announced(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&announced);
}

void Banner::setActionText(const QString &text)
{
    m_action->setText(text);
    m_action->setVisible(!text.isEmpty());
}

void Banner::setDismissible(bool dismissible)
{
    m_close->setVisible(dismissible);
}

void Banner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tone tone = toneOf(m_kind);
    QColor edge = m_theme.colour(ink(tone));
    if (m_theme.scheme() != Scheme::HighContrast)
        edge.setAlphaF(0.28F);
    paintRounded(&painter, rect(), 10, m_theme.colour(soft(tone)), edge);
}

} // namespace steward
