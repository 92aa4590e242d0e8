// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/top_bar.h"

#include "core/door/door.h"
#include "views/widgets/avatar.h"
#include "views/widgets/button.h"
#include "views/widgets/label.h"

#include <QBoxLayout>

using namespace Qt::StringLiterals;

namespace steward {

namespace {
constexpr int bar_height = 54;
/// Below this width the operator's name gives way; the avatar keeps it as its tool tip.
constexpr int narrow = 900;
}

TopBar::TopBar(const Theme &theme, const Session &session, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_place(new Label(theme, {}, Type::Body, Token::Text, QFont::DemiBold, this))
    , m_search(new Button(theme, tr("Search or run a command"), Button::Kind::Field, this))
    , m_themeButton(Button::iconOnly(theme, u"moon"_s, tr("Change the theme"), this))
    , m_keys(Button::iconOnly(theme, u"keyboard"_s, tr("Show all keys"), this))
    , m_signOut(Button::iconOnly(theme, u"log-out"_s, tr("Sign out"), this))
    , m_name(new Label(theme, session.person, Type::Body, Token::Text, QFont::Medium, this))
{
    setProperty("ground", u"surface"_s);
    setFixedHeight(bar_height);
    m_place->setObjectName(u"window.place"_s);
    m_search->setObjectName(u"window.search"_s);
    m_search->setIconName(u"search"_s);
    m_search->setKeyHint(u"Ctrl K"_s);
    m_search->setMinimumWidth(300);
    m_search->setMaximumWidth(380);
    m_themeButton->setObjectName(u"window.change-theme"_s);
    m_keys->setObjectName(u"window.show-keys"_s);
    m_signOut->setObjectName(u"window.sign-out"_s);
    m_name->setObjectName(u"window.operator"_s);
    auto *avatar = new Avatar(theme, session.person, 30, this);
    avatar->setToolTip(session.person + u"\n"_s + session.login);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(grid::gap);
    row->addSpacing(grid::page); // not a margin: those do not follow the reading direction
    row->addWidget(new Label(theme, tr("Operations"), Type::Body, Token::Text2, QFont::Normal, this));
    row->addWidget(new Label(theme, u"/"_s, Type::Body, Token::Text3, QFont::Normal, this));
    row->addWidget(m_place);
    row->addStretch(2);
    row->addWidget(m_search, 3);
    row->addStretch(2);
    row->addWidget(m_themeButton);
    row->addWidget(m_keys);
    row->addSpacing(4);
    row->addWidget(avatar);
    row->addWidget(m_name);
    row->addWidget(m_signOut);
    row->addSpacing(grid::pad);
    connect(m_search, &QAbstractButton::clicked, this, &TopBar::searchRequested);
    connect(m_themeButton, &QAbstractButton::clicked, this, &TopBar::themeRequested);
    connect(m_keys, &QAbstractButton::clicked, this, &TopBar::keysRequested);
    connect(m_signOut, &QAbstractButton::clicked, this, &TopBar::signOutRequested);
    connect(&theme, &Theme::changed, this, &TopBar::showThemeIcon);
    showThemeIcon();
}

void TopBar::setPlace(const QString &area)
{
    m_place->setText(area);
}

void TopBar::showThemeIcon()
{
    m_themeButton->setIconName(m_theme.isDark() ? u"sun"_s : u"moon"_s);
}

void TopBar::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    m_name->setVisible(width() >= narrow);
}

} // namespace steward
