// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/sign_in/sign_in_page.h"

#include "core/workspace/workspace.h"
#include "views/widgets/avatar.h"
#include "views/widgets/banner.h"
#include "views/widgets/button.h"
#include "views/widgets/card.h"
#include "views/widgets/combo_box.h"
#include "views/widgets/field.h"
#include "views/widgets/label.h"
#include "views/widgets/switch.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QScrollArea>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

const QString profile_scope = u"profile"_s;
const QString window_scope = u"window"_s;
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

/// Gives the focus to the first of these that the present kind of profile has.
void focusShown(std::initializer_list<QWidget *> candidates)
{
    const auto shown = std::ranges::find_if(candidates, &QWidget::isVisible);
    if (shown != candidates.end())
        (*shown)->setFocus();
}

} // namespace

SignInPage::SignInPage(const Theme &theme, Workspace &workspace, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_workspace(workspace)
{
    setObjectName(u"sign-in"_s);
    build();
    fillProfiles(workspace.value(window_scope, u"sign-in"_s).value("profile"_L1).toString(u"demo"_s));
}

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
             m_serviceField, m_operatorField, m_loginField, m_passwordField, m_remember, m_keyring, m_about })
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
    for (QLineEdit *field : { m_name, m_host, m_database, m_service, m_login, m_password })
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

void SignInPage::fillProfiles(const QString &selected)
{
    const QSignalBlocker quiet(m_profile);
    m_profile->clear();
    m_profiles.clear();
    Profile demo = Profile::demo();
    for (const QString &name : m_workspace.names(profile_scope)) {
        const Profile kept = Profile::fromJson(m_workspace.value(profile_scope, name));
        if (kept.kind == Profile::Kind::Demo)
            demo.login = kept.login;
        else
            m_profiles.append(kept);
    }
    m_profiles.prepend(demo);
    for (const Profile &profile : std::as_const(m_profiles))
        m_profile->addItem(profile.kind == Profile::Kind::Demo ? tr("Demonstration on this machine") : profile.name);
    Profile server;
    m_profiles.append(server);
    m_profile->addItem(tr("Another server…"));
    Profile service;
    service.kind = Profile::Kind::Service;
    m_profiles.append(service);
    m_profile->addItem(tr("An entry of the service file…"));
    const auto found = std::ranges::find(m_profiles, selected, &Profile::name);
    m_profile->setCurrentIndex(found == m_profiles.end() ? 0 : static_cast<int>(found - m_profiles.begin()));
    showProfile();
}

bool SignInPage::choose(const QString &profile, const QString &login)
{
    const auto found = std::ranges::find_if(m_profiles, [&](const Profile &p) { return !p.name.isEmpty() && p.name == profile; });
    if (found == m_profiles.end())
        return false;
    if (!login.isEmpty())
        found->login = login;
    m_profile->setCurrentIndex(static_cast<int>(found - m_profiles.begin()));
    showProfile();
    return true;
}

void SignInPage::showProfile()
{
    const Profile &profile = m_profiles.at(m_profile->currentIndex());
    m_name->setText(profile.name);
    m_host->setText(profile.host);
    m_port->setValue(profile.port);
    m_database->setText(profile.database);
    m_tls->setCurrentIndex(m_tls->findData(static_cast<int>(profile.tls)));
    m_service->setText(profile.service);
    m_login->setText(profile.login);
    m_operator->setCurrentText(profile.login);
    m_password->clear();
    m_remember->setChecked(profile.remembersPassword);
    for (Field *field : { m_nameField, m_hostField, m_databaseField, m_serviceField, m_loginField, m_passwordField })
        field->setError({});
    m_failure->hide();
    showKind();
    emit passwordWanted(shownProfile());
}

void SignInPage::showKind()
{
    const Profile &profile = m_profiles.at(m_profile->currentIndex());
    const bool demo = profile.kind == Profile::Kind::Demo;
    const bool server = profile.kind == Profile::Kind::Server;
    const bool kept = !demo && !profile.name.isEmpty();
    m_nameField->setVisible(!demo && !kept);
    m_address->setVisible(server);
    m_databaseField->setVisible(server);
    m_tlsField->setVisible(server);
    m_serviceField->setVisible(profile.kind == Profile::Kind::Service);
    m_operatorField->setVisible(demo);
    m_about->setVisible(demo);
    m_about->setText(m_operator->currentData().toString());
    m_loginField->setVisible(!demo);
    m_passwordField->setVisible(!demo);
    m_remember->setVisible(!demo);
    m_keyring->setVisible(!demo && !m_keyring->text().isEmpty());
    m_forget->setVisible(kept);
}

QString SignInPage::login() const
{
    const bool demo = m_profiles.at(m_profile->currentIndex()).kind == Profile::Kind::Demo;
    return demo ? m_operator->currentText() : m_login->text().trimmed();
}

Profile SignInPage::shownProfile() const
{
    Profile profile = m_profiles.at(m_profile->currentIndex());
    if (profile.kind == Profile::Kind::Demo) {
        profile.login = login();
        return profile;
    }
    profile.host = m_host->text().trimmed();
    profile.port = m_port->value();
    profile.database = m_database->text().trimmed();
    profile.tls = static_cast<Profile::Tls>(m_tls->currentData().toInt());
    profile.service = m_service->text().trimmed();
    profile.login = login();
    profile.remembersPassword = m_remember->isChecked();
    profile.name = m_name->text().trimmed();
    if (profile.name.isEmpty())
        profile.name = profile.kind == Profile::Kind::Server ? profile.host : profile.service;
    return profile;
}

void SignInPage::submit()
{
    const Profile profile = shownProfile();
    m_failure->hide();
    m_hostField->setError(profile.kind == Profile::Kind::Server && profile.host.isEmpty() ? tr("Enter the server's host name.") : QString());
    m_databaseField->setError(profile.kind == Profile::Kind::Server && profile.database.isEmpty() ? tr("Enter the database's name.") : QString());
    m_serviceField->setError(profile.kind == Profile::Kind::Service && profile.service.isEmpty() ? tr("Enter the entry's name.") : QString());
    m_loginField->setError(profile.kind == Profile::Kind::Server && profile.login.isEmpty() ? tr("Enter your user name.") : QString());
    for (const auto &[field, control] : std::initializer_list<std::pair<Field *, QWidget *>> {
             { m_hostField, m_host }, { m_databaseField, m_database }, { m_serviceField, m_service }, { m_loginField, m_login } }) {
        if (!field->error().isEmpty()) {
            control->setFocus();
            return;
        }
    }
    setBusy(true);
    emit signInRequested({ profile, m_password->text() });
}

void SignInPage::keep(const Profile &profile)
{
    m_workspace.keep(profile_scope, profile.name, profile.toJson());
    m_workspace.keep(window_scope, u"sign-in"_s, { { u"profile"_s, profile.name } });
    fillProfiles(profile.name);
}

void SignInPage::forgetProfile()
{
    m_workspace.forget(profile_scope, m_profiles.at(m_profile->currentIndex()).name);
    fillProfiles(u"demo"_s);
    m_profile->setFocus();
}

void SignInPage::showProgress(const QString &sentence)
{
    setBusy(true);
    m_progress->setText(sentence);
}

void SignInPage::offerStartNow()
{
    m_wait->show();
    m_startNow->show(); // the focus stays on Stop: a stray Space must not leave out a past that is made only once
    m_signIn->hide();
}

void SignInPage::showFailure(const QString &title, const QString &text, Cause cause)
{
    setBusy(false);
    m_failure->setContent(Banner::Kind::Error, title, text);
    m_failure->show();
    switch (cause) {
    case Cause::Server:
        focusShown({ m_host, m_service, m_signIn });
        return;
    case Cause::Login:
        focusShown({ m_operator, m_login });
        return;
    case Cause::Password:
        m_password->setFocus();
        m_password->selectAll();
        return;
    case Cause::Nothing:
        m_signIn->setFocus();
        return;
    }
}

void SignInPage::showIdle()
{
    setBusy(false);
    m_failure->hide();
}

void SignInPage::setBusy(bool busy)
{
    m_form->setEnabled(!busy);
    m_forget->setEnabled(!busy);
    m_signIn->setLoading(busy);
    m_progress->setVisible(busy);
    if (busy == m_cancel->isVisibleTo(this))
        return; // a sentence more of what is under way: the focus stays where it is
    m_signIn->show(); // it may take the focus of what goes
    m_cancel->setVisible(busy);
    if (busy) {
        m_failure->hide();
        m_cancel->setFocus();
    } else {
        m_progress->clear();
        m_wait->hide();
        m_startNow->hide();
    }
}

void SignInPage::takePassword(const QString &profile, const QString &login, const QString &password)
{
    const Profile shown = shownProfile();
    if (shown.name == profile && shown.login == login && m_password->text().isEmpty())
        m_password->setText(password);
}

void SignInPage::setKeyringProblem(const QString &why)
{
    m_keyring->setText(why);
    if (m_profile->count() > 0)
        showKind();
}

void SignInPage::focusFirst()
{
    if (m_password->isVisible() && !m_login->text().isEmpty())
        m_password->setFocus();
    else if (m_password->isVisible())
        focusShown({ m_host, m_service });
    else
        m_signIn->setFocus();
}

bool SignInPage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && (watched == m_profile || watched == m_operator)) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            submit();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void SignInPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!event->spontaneous())
        emit passwordWanted(shownProfile()); // nobody could listen yet when the last profile was chosen
    QMetaObject::invokeMethod(this, &SignInPage::focusFirst, Qt::QueuedConnection);
}

} // namespace steward
