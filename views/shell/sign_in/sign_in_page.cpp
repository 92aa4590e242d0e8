// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/sign_in/sign_in_page.h"

#include "core/workspace/workspace.h"
#include "views/widgets/banner.h"
#include "views/widgets/button.h"
#include "views/widgets/combo_box.h"
#include "views/widgets/field.h"
#include "views/widgets/label.h"
#include "views/widgets/switch.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QSpinBox>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

const QString profile_scope = u"profile"_s;
const QString window_scope = u"window"_s;

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
    Profile api;
    api.kind = Profile::Kind::Api;
    m_profiles.append(api);
    m_profile->addItem(tr("A server over its API…"));
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
    m_url->setText(profile.address);
    m_authority->setText(profile.authority);
    m_proxy->setText(profile.proxy);
    m_code->clear();
    m_login->setText(profile.login);
    m_operator->setCurrentText(profile.login);
    m_password->clear();
    m_remember->setChecked(profile.remembersPassword);
    for (Field *field : { m_nameField, m_hostField, m_databaseField, m_serviceField, m_urlField, m_authorityField, m_proxyField, m_loginField, m_passwordField, m_codeField })
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
    const bool api = profile.kind == Profile::Kind::Api;
    const bool kept = !demo && !profile.name.isEmpty();
    m_nameField->setVisible(!demo && !kept);
    m_address->setVisible(server);
    m_databaseField->setVisible(server);
    m_tlsField->setVisible(server);
    m_serviceField->setVisible(profile.kind == Profile::Kind::Service);
    for (Field *field : { m_urlField, m_authorityField, m_proxyField })
        field->setVisible(api);
    m_codeField->setVisible(false); // until the server asks for it
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
    profile.address = m_url->text().trimmed();
    profile.authority = m_authority->text().trimmed();
    profile.proxy = m_proxy->text().trimmed();
    profile.login = login();
    profile.remembersPassword = m_remember->isChecked();
    profile.name = m_name->text().trimmed();
    if (profile.name.isEmpty())
        profile.name = profile.kind == Profile::Kind::Server ? profile.host : profile.kind == Profile::Kind::Api ? QUrl(profile.address).host() : profile.service;
    return profile;
}

void SignInPage::submit()
{
    const Profile profile = shownProfile();
    m_failure->hide();
    m_hostField->setError(profile.kind == Profile::Kind::Server && profile.host.isEmpty() ? tr("Enter the server's host name.") : QString());
    m_databaseField->setError(profile.kind == Profile::Kind::Server && profile.database.isEmpty() ? tr("Enter the database's name.") : QString());
    m_serviceField->setError(profile.kind == Profile::Kind::Service && profile.service.isEmpty() ? tr("Enter the entry's name.") : QString());
    m_urlField->setError(profile.kind == Profile::Kind::Api && QUrl(profile.address, QUrl::StrictMode).host().isEmpty() ? tr("Enter the server's address, such as https://admin.example.org.") : QString());
    m_loginField->setError((profile.kind == Profile::Kind::Server || profile.kind == Profile::Kind::Api) && profile.login.isEmpty() ? tr("Enter your user name.") : QString());
    for (const auto &[field, control] : std::initializer_list<std::pair<Field *, QWidget *>> {
             { m_hostField, m_host }, { m_databaseField, m_database }, { m_serviceField, m_service }, { m_urlField, m_url }, { m_loginField, m_login } }) {
        if (!field->error().isEmpty()) {
            control->setFocus();
            return;
        }
    }
    setBusy(true);
    emit signInRequested({ profile, m_password->text(), m_codeField->isVisible() ? m_code->text().trimmed() : QString() });
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
        focusShown({ m_host, m_service, m_url, m_signIn });
        return;
    case Cause::Code:
        m_codeField->show();
        m_code->setFocus();
        m_code->selectAll();
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
        focusShown({ m_host, m_service, m_url });
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
