// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/details/party_card.h"

#include "views/widgets/avatar.h"
#include "views/widgets/button.h"
#include "views/widgets/label.h"

#include <QBoxLayout>

using namespace Qt::StringLiterals;

namespace steward {

PartyCard::PartyCard(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_avatar(new Avatar(theme, {}, 32, this))
    , m_name(new ElidedLabel(theme, {}, Type::Body, Token::Text, QFont::DemiBold, this))
    , m_about(new ElidedLabel(theme, {}, Type::Small, Token::Text2, QFont::Normal, this))
    , m_contact(new ElidedLabel(theme, {}, Type::Small, Token::Text2, QFont::Normal, this))
    , m_phone(new ElidedLabel(theme, {}, Type::Small, Token::Text2, QFont::Normal, this))
    , m_account(new Label(theme, {}, Type::Small, Token::Text2, QFont::Normal, this))
    , m_reveal(new Button(theme, tr("Reveal…"), Button::Kind::Secondary, this))
    , m_calendar(Button::iconOnly(theme, u"calendar"_s, tr("Show the calendar of the provider"), this))
{
    m_reveal->setIconName(u"eye"_s);
    m_reveal->setToolTip(tr("Your role does not see how people are reached. With a reason you see it for a few minutes."));
    m_reveal->hide();
    connect(m_reveal, &QAbstractButton::clicked, this, &PartyCard::revealRequested);
    m_calendar->hide();
    connect(m_calendar, &QAbstractButton::clicked, this, &PartyCard::calendarRequested);
    m_contact->makeCopyable();
    m_phone->makeCopyable();
    m_account->makeCopyable();
    m_account->setWordWrap(true);
    m_account->hide();
    auto *words = new QVBoxLayout;
    words->setSpacing(1);
    auto *top = new QHBoxLayout;
    top->setSpacing(grid::gap);
    top->addWidget(m_name, 1);
    top->addWidget(m_reveal);
    top->addWidget(m_calendar);
    words->addLayout(top);
    words->addWidget(m_about);
    words->addWidget(m_contact);
    words->addWidget(m_phone);
    words->addWidget(m_account);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 10, 12, 10);
    row->setSpacing(12);
    row->addWidget(m_avatar, 0, Qt::AlignTop);
    row->addLayout(words, 1);
}

void PartyCard::setParty(const QString &name, const QString &about, const QString &email, const QString &phone)
{
    m_avatar->setName(name);
    m_name->setText(name);
    m_about->setText(about);
    m_contact->setText(email);
    m_contact->setVisible(!email.isEmpty());
    m_phone->setText(phone);
    m_phone->setVisible(!phone.isEmpty());
}

void PartyCard::setAccount(const QString &account)
{
    m_account->setText(account);
    m_account->setVisible(!account.isEmpty());
}

void PartyCard::setRevealable(bool revealable)
{
    m_reveal->setVisible(revealable);
}

void PartyCard::offerCalendar()
{
    m_calendar->show();
}

void PartyCard::setNames(const QString &prefix)
{
    m_name->setObjectName(prefix + u"-name"_s);
    m_about->setObjectName(prefix + u"-about"_s);
    m_contact->setObjectName(prefix + u"-contact"_s);
    m_phone->setObjectName(prefix + u"-phone"_s);
    m_account->setObjectName(prefix + u"-account"_s);
    m_reveal->setObjectName(prefix + u"-reveal"_s);
    m_calendar->setObjectName(prefix + u"-calendar"_s);
}

} // namespace steward
