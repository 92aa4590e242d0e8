// SPDX-License-Identifier: GPL-3.0-or-later
// What the page is made of.
#include "views/shell/sign_in/sign_in_page.h"

#include "views/widgets/banner.h"
#include "views/widgets/button.h"
#include "views/widgets/card.h"
#include "views/widgets/combo_box.h"
#include "views/widgets/field.h"
#include "views/widgets/label.h"
#include "views/widgets/switch.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QScrollArea>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

constexpr int card_width = 440;

struct DemoOperator {
    const char *login;
    const char *about;
};
/// The operators of every private cluster, with what each may do.
constexpr std::array demo_operators {
    DemoOperator { "support", QT_TRANSLATE_NOOP("SignInPage", "Support: helps customers, may cancel and split refunds") },
    DemoOperator { "operations", QT_TRANSLATE_NOOP("SignInPage", "Operations: runs bookings in every market") },
    DemoOperator { "operations_one_market", QT_TRANSLATE_NOOP("SignInPage", "Operations of one market: sees and does nothing elsewhere") },
    DemoOperator { "finance", QT_TRANSLATE_NOOP("SignInPage", "Finance: money, ledger and payouts") },
    DemoOperator { "finance_second", QT_TRANSLATE_NOOP("SignInPage", "Finance: a second person") },
    DemoOperator { "auditor", QT_TRANSLATE_NOOP("SignInPage", "Auditor: reads everything, changes nothing") },
    DemoOperator { "administrator", QT_TRANSLATE_NOOP("SignInPage", "Administrator: operators, policies and settings") },
};

} // namespace

Field *SignInPage::addField(const QString &label, QWidget *control, const char *name)
{
    control->setObjectName(u"sign-in."_s + QLatin1String(name));
    return new Field(m_theme, label, control, m_form);
}

void SignInPage::build()
{
    m_form = new QWidget;
    QWidget *profile = makeAddressFields();
    makeOperatorFields();
    auto *form = new QVBoxLayout(m_form);
    form->setContentsMargins({});
    form->setSpacing(12);
    for (QWidget *part : std::initializer_list<QWidget *> { profile, m_nameField, m_address, m_databaseField, m_tlsField,
             m_serviceField, m_urlField, m_authorityField, m_proxyField, m_operatorField, m_loginField, m_passwordField, m_codeField, m_remember, m_keyring, m_about })
        form->addWidget(part);

    auto *inner = new QWidget;
    auto *row = new QHBoxLayout; // not an alignment: a card that is aligned does not grow with its wrapped texts
    row->addStretch(1);
    row->addWidget(makeCard());
    row->addStretch(1);
    auto *middle = new QVBoxLayout(inner);
    middle->setContentsMargins(grid::pad, grid::page, grid::pad, grid::page);
    middle->addStretch(2);
    middle->addLayout(row);
    middle->addStretch(3);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(inner);
    inner->setAutoFillBackground(false);
    scroll->viewport()->setAutoFillBackground(false);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins({});
    all->addWidget(scroll);

    m_profile->installEventFilter(this);
    m_operator->installEventFilter(this);
    connect(m_profile, &QComboBox::currentIndexChanged, this, &SignInPage::showProfile);
    connect(m_operator, &QComboBox::currentIndexChanged, this, [this] { m_about->setText(m_operator->currentData().toString()); });
    connect(m_signIn, &QAbstractButton::clicked, this, &SignInPage::submit);
    connect(m_cancel, &QAbstractButton::clicked, this, &SignInPage::cancelRequested);
    connect(m_startNow, &QAbstractButton::clicked, this, [this] {
        m_startNow->hide(); // what is left is seconds; to be asked twice would end it at once
        m_wait->hide();
        m_cancel->setFocus();
        emit startNowRequested();
    });
    connect(m_forget, &QAbstractButton::clicked, this, &SignInPage::forgetProfile);
    for (QLineEdit *field : { m_name, m_host, m_database, m_service, m_url, m_authority, m_proxy, m_login, m_password, m_code })
        connect(field, &QLineEdit::returnPressed, this, &SignInPage::submit);
    connect(m_login, &QLineEdit::editingFinished, this, [this] { emit passwordWanted(shownProfile()); });
    setKeyringProblem({});
}

QWidget *SignInPage::makeAddressFields()
{
    m_profile = new ComboBox(m_theme);
    auto *profileField = addField(tr("Marketplace"), m_profile, "profile");
    m_name = new QLineEdit;
    m_nameField = addField(tr("Name for this profile"), m_name, "profile-name");
    m_host = new QLineEdit;
    m_hostField = addField(tr("Host"), m_host, "host");
    m_port = new QSpinBox;
    m_port->setRange(1, 65535);
    m_port->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_port->setGroupSeparatorShown(false);
    m_portField = addField(tr("Port"), m_port, "port");
    m_portField->setFixedWidth(92);
    m_database = new QLineEdit;
    m_databaseField = addField(tr("Database"), m_database, "database");
    m_tls = new ComboBox(m_theme);
    m_tls->addItem(tr("Encrypted, server checked by name"), static_cast<int>(Profile::Tls::VerifyFull));
    m_tls->addItem(tr("Encrypted, certificate checked"), static_cast<int>(Profile::Tls::VerifyAuthority));
    m_tls->addItem(tr("Encrypted, server not checked"), static_cast<int>(Profile::Tls::Require));
    m_tls->addItem(tr("Not encrypted (this machine only)"), static_cast<int>(Profile::Tls::Disable));
    m_tlsField = addField(tr("Encryption"), m_tls, "tls");
    m_service = new QLineEdit;
    m_serviceField = addField(tr("Entry of the service file"), m_service, "service");
    m_url = new QLineEdit;
    m_url->setPlaceholderText(u"https://admin.example.org"_s);
    m_urlField = addField(tr("Address of the server"), m_url, "address");
    m_authority = new QLineEdit;
    m_authority->setPlaceholderText(tr("The system's"));
    m_authorityField = addField(tr("File with its certificate authority"), m_authority, "authority");
    m_proxy = new QLineEdit;
    m_proxy->setPlaceholderText(tr("As the system says"));
    m_proxyField = addField(tr("Proxy"), m_proxy, "proxy");
    m_address = new QWidget(m_form);
    auto *row = new QHBoxLayout(m_address);
    row->setContentsMargins({});
    row->setSpacing(grid::gap);
    row->addWidget(m_hostField, 1);
    row->addWidget(m_portField);
    return profileField;
}

void SignInPage::makeOperatorFields()
{
    m_operator = new ComboBox(m_theme);
    for (const DemoOperator &demo : demo_operators)
        m_operator->addItem(QLatin1String(demo.login), tr(demo.about));
    m_operatorField = addField(tr("Operator"), m_operator, "operator");
    m_login = new QLineEdit;
    m_loginField = addField(tr("User"), m_login, "user");
    m_password = new QLineEdit;
    m_password->setEchoMode(QLineEdit::Password);
    m_passwordField = addField(tr("Password"), m_password, "password");
    m_code = new QLineEdit;
    m_code->setMaxLength(40); // a recovery code is longer than six digits
    m_codeField = addField(tr("Code of your second factor"), m_code, "code");
    m_remember = new Switch(m_theme, tr("Keep the password in this desktop's keyring"));
    m_remember->setObjectName(u"sign-in.remember-password"_s);
    m_keyring = new Label(m_theme, {}, Type::Small, Token::Text2);
    m_keyring->setObjectName(u"sign-in.keyring-note"_s);
    m_keyring->setWordWrap(true);
    m_about = new Label(m_theme, {}, Type::Small, Token::Text2);
    m_about->setObjectName(u"sign-in.about"_s);
    m_about->setWordWrap(true);

}

QWidget *SignInPage::makeCard()
{
    m_failure = new Banner(m_theme, Banner::Kind::Error);
    m_failure->setObjectName(u"sign-in.failure"_s);
    m_failure->hide();
    m_progress = new Label(m_theme, {}, Type::Small, Token::Text2);
    m_progress->setObjectName(u"sign-in.progress"_s);
    m_progress->setWordWrap(true);
    m_progress->hide();
    m_wait = new Label(m_theme, tr("The demonstration is given a past of eighteen months, once; that takes some minutes. Start now leaves out the rest of it but for the last days."),
        Type::Small, Token::Text2);
    m_wait->setObjectName(u"sign-in.wait"_s);
    m_wait->setWordWrap(true);
    m_wait->hide();
    m_startNow = new Button(m_theme, tr("Start now"), Button::Kind::Secondary);
    m_startNow->setObjectName(u"sign-in.start-now"_s);
    m_startNow->hide();
    m_signIn = new Button(m_theme, tr("Sign in"), Button::Kind::Primary);
    m_signIn->setObjectName(u"sign-in.sign-in"_s);
    m_signIn->setDefault(true);
    m_cancel = new Button(m_theme, tr("Stop"), Button::Kind::Secondary);
    m_cancel->setObjectName(u"sign-in.stop"_s);
    m_cancel->hide();
    m_forget = new Button(m_theme, tr("Forget profile"), Button::Kind::Ghost);
    m_forget->setObjectName(u"sign-in.forget-profile"_s);

    auto *card = new Card(m_theme);
    card->setFixedWidth(card_width);
    card->setPadded();
    auto *body = card->body();
    body->setContentsMargins(28, 28, 28, 24);
    body->setSpacing(16);
    auto *heading = new SectionHeader(m_theme, tr("Sign in to Steward"), tr("Operations console for service marketplaces"), Type::Page);
    body->addWidget(heading);
    body->addWidget(m_failure);
    body->addWidget(m_form);
    body->addWidget(m_wait);
    body->addWidget(m_progress);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(grid::gap);
    buttons->addWidget(m_forget);
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_startNow);
    buttons->addWidget(m_signIn);
    body->addLayout(buttons);

    return card;
}

} // namespace steward
