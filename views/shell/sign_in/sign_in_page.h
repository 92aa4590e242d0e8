// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/profile.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QSpinBox;

namespace steward {

class Banner;
class Button;
class Field;
class Label;
class Switch;
class Theme;
class Workspace;

/// Where the operator says which marketplace and who. It knows nothing of connecting: it asks, is told how far that is,
/// and shows how it failed at the field that can mend it.
class SignInPage final : public QWidget
{
    Q_OBJECT

public:
    struct Request {
        Profile profile;
        QString password;
        QString code; ///< of the second factor; empty until it is asked for
    };
    /// Which field can mend a failure.
    enum class Cause { Server, Login, Password, Code, Nothing };

    SignInPage(const Theme &theme, Workspace &workspace, QWidget *parent = nullptr);

    /// Shows that profile, for that login where one is given. False: there is none of that name.
    bool choose(const QString &profile, const QString &login);
    /// Signs in with what is shown.
    void submit();

    void showProgress(const QString &sentence);
    /// What is under way takes minutes, and its rest can be left out.
    void offerStartNow();
    void showFailure(const QString &title, const QString &text, Cause cause);
    void showIdle();
    /// What the desktop's keyring had. It answers late: taken only where that profile and login are still the ones shown.
    void takePassword(const QString &profile, const QString &login, const QString &password);
    /// Why the last password was not read or kept. Only told: what the operator chose stays, so a locked keyring forgets nothing.
    void setKeyringProblem(const QString &why);
    /// Remembers the profile as it was used, after it worked.
    void keep(const Profile &profile);

signals:
    void signInRequested(const steward::SignInPage::Request &request);
    void cancelRequested();
    void startNowRequested();
    /// Another profile or login is shown: is there a password for it in the keyring?
    void passwordWanted(const steward::Profile &profile);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void build();
    QWidget *makeAddressFields();
    void makeOperatorFields();
    QWidget *makeCard();
    void fillProfiles(const QString &selected);
    void showProfile();
    void showKind();
    void forgetProfile();
    [[nodiscard]] Profile shownProfile() const;
    [[nodiscard]] QString login() const;
    void setBusy(bool busy);
    void focusFirst();
    Field *addField(const QString &label, QWidget *control, const char *name);

    const Theme &m_theme;
    Workspace &m_workspace;
    QList<Profile> m_profiles;
    QWidget *m_form = nullptr;
    QComboBox *m_profile = nullptr, *m_tls = nullptr, *m_operator = nullptr;
    QLineEdit *m_name = nullptr, *m_host = nullptr, *m_database = nullptr, *m_service = nullptr, *m_url = nullptr, *m_authority = nullptr, *m_proxy = nullptr, *m_login = nullptr,
              *m_password = nullptr, *m_code = nullptr;
    QSpinBox *m_port = nullptr;
    Switch *m_remember = nullptr;
    Label *m_keyring = nullptr, *m_progress = nullptr, *m_wait = nullptr, *m_about = nullptr;
    Field *m_nameField = nullptr, *m_hostField = nullptr, *m_portField = nullptr, *m_databaseField = nullptr, *m_tlsField = nullptr,
          *m_serviceField = nullptr, *m_loginField = nullptr, *m_operatorField = nullptr, *m_passwordField = nullptr, *m_codeField = nullptr, *m_urlField = nullptr,
          *m_authorityField = nullptr, *m_proxyField = nullptr;
    QWidget *m_address = nullptr;
    Banner *m_failure = nullptr;
    Button *m_signIn = nullptr, *m_cancel = nullptr, *m_startNow = nullptr, *m_forget = nullptr;
};

} // namespace steward
