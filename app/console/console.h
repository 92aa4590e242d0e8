// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/entrance.h"
#include "app/console/options.h"

#include <QPointer>
#include <QTemporaryDir>

namespace steward {

class Keyring;
class MainWindow;
class Theme;
class ProgramKeeper;
class Workspace;

/// The program: the sign-in window, then the console's window for one visit, and back.
class Console final : public QObject
{
    Q_OBJECT

public:
    Console(Theme &theme, ConsoleOptions options, QObject *parent = nullptr);
    ~Console() override;

    void showSignIn();
    /// Signs in with the profile that the command line names, where that needs no password; else does nothing.
    void signInAtOnce();
    /// Shows the sign-in window, and signs in at once where it can: then the window comes only if that takes its time or
    /// fails.
    void begin();

    [[nodiscard]] QWidget *signInWindow() const { return m_signInWindow.get(); }
    [[nodiscard]] SignInPage *signInPage() const { return m_page; }
    [[nodiscard]] MainWindow *window() const { return m_window.get(); }
    [[nodiscard]] Theme &theme() const { return m_theme; }

signals:
    void entered();
    void refused(const QString &sentence);

private:
    void makeSignIn();
    void requestSignIn(const SignInPage::Request &request);
    void takeVisit(const std::shared_ptr<Visit> &visit);
    void showFailure(const Error &why, SignInPage::Cause cause);
    void signOut();
    void applyTheme();
    void tellWhatIsNotKept();

    Theme &m_theme;
    ConsoleOptions m_options;
    std::unique_ptr<QTemporaryDir> m_scratch; ///< Pictures are of the program, and of nobody's last session.
    std::unique_ptr<Workspace> m_workspace;
    Keyring *m_keyring;
    Entrance *m_entrance;
    ProgramKeeper *m_worker;
    ProgramKeeper *m_sandbox, *m_life;
    std::unique_ptr<QWidget> m_signInWindow;
    QPointer<SignInPage> m_page;
    SignInPage::Request m_request;
    std::shared_ptr<Visit> m_visit; // outlives the window, which leans on it
    std::unique_ptr<MainWindow> m_window;
};

} // namespace steward
