// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/party_card.h"

#include "views/widgets/avatar.h"
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
{
    m_contact->makeCopyable();
    auto *words = new QVBoxLayout;
    words->setSpacing(1);
    words->addWidget(m_name);
    words->addWidget(m_about);
    words->addWidget(m_contact);
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
    QStringList contact;
    for (const QString &part : { email, phone }) {
        if (!part.isEmpty())
            contact << part;
    }
    m_contact->setText(contact.join(u" · "_s));
    m_contact->setVisible(!contact.isEmpty());
}

void PartyCard::setNames(const QString &prefix)
{
    m_name->setObjectName(prefix + u"-name"_s);
    m_about->setObjectName(prefix + u"-about"_s);
    m_contact->setObjectName(prefix + u"-contact"_s);
}

} // namespace steward
