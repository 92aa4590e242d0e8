// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/console.h"

#include "app/console/keyring.h"
#include "app/console/program_keeper.h"
#include "core/cluster/cluster_folder.h"
#include "core/workspace/workspace.h"
#include "views/bookings/bookings_page.h"
#include "views/overview/overview_page.h"
#include "views/shell/main_window.h"
#include "views/widgets/theme.h"

#include <QBoxLayout>
#include <QStandardPaths>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

const QString window_scope = u"window"_s;
/// Whoever is signed in at once sooner than this sees the console only, and no page that flashes by before it.
constexpr std::chrono::milliseconds sign_in_shows_after { 400 };

/// Every area that exists. A new one is one entry here and one folder in views.
QList<AreaEntry> areasOf(Visit &visit)
{
    const auto bookings = [&visit](const Desk &desk, QWidget *parent) -> Area * {
        return new BookingsPage(desk, visit.bookings, visit.markets, parent);
    };
    const auto overview = [&visit](const Desk &desk, QWidget *parent) -> Area * {
        return new OverviewPage(desk, visit.overview, visit.markets, parent);
    };
    return { { u"overview"_s, Console::tr("Overview"), u"layout-dashboard"_s, QKeySequence(u"G, O"_s), overview },
        { u"bookings"_s, Console::tr("Bookings"), u"calendar-check"_s, QKeySequence(u"G, B"_s), bookings, true } };
}

} // namespace

Console::Console(Theme &theme, ConsoleOptions options, QObject *parent)
    : QObject(parent)
    , m_theme(theme)
    , m_options(std::move(options))
    , m_scratch(m_options.picturesFolder.isEmpty() ? nullptr : std::make_unique<QTemporaryDir>())
    , m_workspace(std::make_unique<Workspace>(m_scratch ? m_scratch->path() : QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation)))
    , m_keyring(new Keyring(this))
    , m_entrance(new Entrance(this))
    , m_worker(new ProgramKeeper(u"steward-worker"_s, tr("Nothing happens by itself"), this))
    , m_sandbox(new ProgramKeeper(u"steward-sandbox"_s, tr("No payment is made"), this))
    , m_life(new ProgramKeeper(u"stewardctl"_s, tr("Nobody books"), this))
{
    applyTheme();
    connect(m_entrance, &Entrance::entered, this, &Console::takeVisit);
    connect(m_entrance, &Entrance::failed, this, &Console::showFailure);
    connect(m_entrance, &Entrance::progressed, this, [this](const QString &sentence) {
        if (m_page)
            m_page->showProgress(sentence);
    });
    connect(m_entrance, &Entrance::pastBegan, this, [this] {
        if (!m_page)
            return;
        m_signInWindow->show();
        m_page->offerStartNow();
    });
    connect(m_entrance, &Entrance::serverStarted, this, [this] {
        if (m_visit)
            m_visit->backend().reconnect();
    });
    for (const ProgramKeeper *keeper : { m_worker, m_sandbox, m_life }) {
        connect(keeper, &ProgramKeeper::failed, this, [this](const QString &sentence) {
            if (m_window)
                m_window->notify({ Notice::Kind::Failure, sentence, {}, {}, {} });
        });
    }
    connect(m_keyring, &Keyring::found, this, [this](const QString &profile, const QString &login, const QString &password) {
        if (m_page)
            m_page->takePassword(profile, login, password);
    });
    connect(m_workspace.get(), &Workspace::problemChanged, this, &Console::tellWhatIsNotKept);
    connect(m_keyring, &Keyring::problemChanged, this, [this] {
        if (m_page)
            m_page->setKeyringProblem(m_keyring->problem());
        if (m_window && !m_keyring->problem().isEmpty()) // a password is kept when somebody came in, and then the page is gone
            m_window->notify({ Notice::Kind::Failure, m_keyring->problem(), {}, {}, {} });
    });
}

Console::~Console()
{
    m_window.reset();
    m_visit.reset();
}

void Console::applyTheme()
{
    const QString wanted = m_options.theme;
    auto choice = static_cast<Theme::Choice>(m_workspace->value(window_scope, u"theme"_s).value("choice"_L1).toInt(static_cast<int>(Theme::Choice::System)));
    if (wanted == "light"_L1)
        choice = Theme::Choice::Light;
    else if (wanted == "dark"_L1)
        choice = Theme::Choice::Dark;
    else if (wanted == "contrast"_L1)
        choice = Theme::Choice::HighContrast;
    else if (wanted == "system"_L1)
        choice = Theme::Choice::System;
    m_theme.apply(choice);
}

void Console::signInAtOnce()
{
    if (m_options.profile.isEmpty())
        return;
    if (!m_page->choose(m_options.profile, m_options.user)) {
        const QString sentence = tr("There is no profile \"%1\".").arg(m_options.profile);
        m_signInWindow->show();
        m_page->showFailure(sentence, tr("Choose one, or describe a new server."), SignInPage::Cause::Nothing);
        emit refused(sentence);
        return;
    }
    if (m_options.profile == Profile::demo().name)
        m_page->submit();
}

void Console::begin()
{
    if (m_options.profile == Profile::demo().name) {
        makeSignIn();
        QTimer::singleShot(sign_in_shows_after, m_signInWindow.get(), &QWidget::show);
    } else {
        showSignIn();
    }
    signInAtOnce();
}

void Console::showSignIn()
{
    makeSignIn();
    m_signInWindow->show();
}

void Console::makeSignIn()
{
    m_signInWindow = std::make_unique<QWidget>();
    m_signInWindow->setObjectName(u"sign-in.window"_s);
    m_signInWindow->setWindowTitle(tr("Sign in to Steward"));
    m_page = new SignInPage(m_theme, *m_workspace);
    auto *column = new QVBoxLayout(m_signInWindow.get());
    column->setContentsMargins({});
    column->addWidget(m_page);
    m_page->setKeyringProblem(m_keyring->problem());
    connect(m_page, &SignInPage::signInRequested, this, &Console::requestSignIn);
    connect(m_page, &SignInPage::cancelRequested, this, [this] {
        m_entrance->stop();
        m_page->showIdle();
    });
    connect(m_page, &SignInPage::startNowRequested, m_entrance, &Entrance::startNow);
    connect(m_page, &SignInPage::passwordWanted, this, [this](const Profile &profile) {
        if (profile.kind != Profile::Kind::Demo && profile.remembersPassword && !profile.login.isEmpty())
            m_keyring->read(profile.name, profile.login);
    });
    m_signInWindow->resize(1440, 900);
}

void Console::requestSignIn(const SignInPage::Request &request)
{
    m_request = request;
    m_entrance->enter(request);
}

void Console::showFailure(const Error &why, SignInPage::Cause cause)
{
    if (m_page) {
        m_signInWindow->show();
        m_page->showFailure(why.message, why.hint, cause);
    }
    emit refused(why.message + u' ' + why.hint);
}

void Console::takeVisit(const std::shared_ptr<Visit> &visit)
{
    const Profile &profile = m_request.profile;
    if (profile.kind != Profile::Kind::Demo) {
        if (profile.remembersPassword && !m_request.password.isEmpty())
            m_keyring->keep(profile.name, profile.login, m_request.password);
        else if (!profile.remembersPassword)
            m_keyring->forget(profile.name, profile.login);
    }
    m_request.password.clear();
    m_page->keep(profile);
    m_visit = visit;
    const MainWindow::Parts parts { m_theme, visit->link, *m_workspace, visit->door, visit->session, visit->operations, visit->reasons,
        visit->profile.name };
    m_window = std::make_unique<MainWindow>(parts, areasOf(*visit));
    connect(m_window.get(), &MainWindow::signOutRequested, this, &Console::signOut, Qt::QueuedConnection);
    connect(&visit->link, &LinkStatus::reconnectWanted, this, [this] {
        m_entrance->startServer(m_visit->profile);
        m_visit->backend().reconnect();
    });
    m_window->restorePlace();
    m_window->show();
    m_signInWindow.reset();
    tellWhatIsNotKept();
    if (profile.kind == Profile::Kind::Demo && !m_scratch) { // while pictures are taken nothing moves
        m_sandbox->keep({ u"--folder"_s, ClusterFolder(m_entrance->clusterFolder()).sandboxFolder() });
        m_worker->keep({ u"--data"_s, m_entrance->clusterFolder() });
        if (m_options.lives)
            m_life->keep({ u"live"_s, u"--data"_s, m_entrance->clusterFolder() });
    } else {
        m_worker->end();
        m_sandbox->end();
        m_life->end();
    }
    if (!m_options.reference.isEmpty())
        m_window->openReference(std::exchange(m_options.reference, {}));
    emit entered();
}

void Console::tellWhatIsNotKept()
{
    if (m_window && !m_workspace->problem().isEmpty())
        m_window->notify({ Notice::Kind::Failure, m_workspace->problem(), {}, {}, {} });
}

void Console::signOut()
{
    m_window->close();
    m_window.reset();
    m_visit.reset();
    showSignIn();
}

} // namespace steward
