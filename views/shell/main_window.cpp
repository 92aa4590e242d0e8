// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/main_window.h"

#include "core/base/reference.h"
#include "core/workspace/workspace.h"
#include "views/shell/actions.h"
#include "views/shell/link_status.h"
#include "views/shell/moments.h"
#include "views/shell/palette_control.h"
#include "views/shell/status_line.h"
#include "views/shell/top_bar.h"
#include "views/widgets/banner.h"
#include "views/widgets/button.h"
#include "views/widgets/card.h"
#include "views/widgets/command_palette.h"
#include "views/widgets/environment.h"
#include "views/widgets/key_map.h"
#include "views/widgets/navigation_rail.h"
#include "views/widgets/theme.h"
#include "views/widgets/toast.h"

#include <QBoxLayout>
#include <QCloseEvent>
#include <QScreen>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

const QString window_scope = u"window"_s;
/// From this width on the rail shows words; with three panes open it needs more.
constexpr int rail_words_from = 1200;
constexpr int rail_words_from_with_form = 1620;
constexpr int notice_ms = 6000;
constexpr int notice_with_action_ms = 12'000; // longer would hide what is below; the record's own place has it to the end

QString keysText(const QKeySequence &keys)
{
    return keys.toString(QKeySequence::NativeText).replace(u", "_s, u" "_s).replace(u"Return"_s, u"Enter"_s);
}

} // namespace

MainWindow::MainWindow(const Parts &parts, const QList<AreaEntry> &areas, QWidget *parent)
    : QMainWindow(parent)
    , m_theme(parts.theme)
    , m_actions(new Actions(this))
    , m_desk { parts.theme, *m_actions, parts.link, parts.workspace, parts.door, parts.session, parts.operations, parts.reasons, parts.profile,
        [this](const Notice &notice) { notify(notice); },
        [this](const QString &zone, const QString &currency) { m_status->setMarket(zone, currency); },
        [this](const QString &id, const QJsonObject &conditions) {
            Area *page = showAreaNamed(id);
            if (page != nullptr)
                page->openList(conditions);
            return page != nullptr;
        },
        [this](const QString &id, qint64 key) {
            Area *page = showAreaNamed(id);
            if (page != nullptr)
                page->open(key);
            return page != nullptr;
        } }
    , m_entries(areas)
{
    setObjectName(u"window"_s);
    setWindowTitle(tr("Steward · %1 · %2").arg(parts.session.installationName, parts.session.login));
    setMinimumSize(960, 620);
    build();
    makeActions();
    connect(m_actions, &Actions::aboutToRun, this, &MainWindow::showAreaOf);
    connect(&parts.link, &LinkStatus::changed, this, &MainWindow::showLink);
    m_placeRest.setInterval(std::chrono::seconds(3));
    connect(&m_placeRest, &QTimer::timeout, this, &MainWindow::keepPlace);
    m_placeRest.start();
    showLink();
    const auto home = std::ranges::find(m_entries, true, &AreaEntry::isHome);
    showArea(home == m_entries.end() ? 0 : static_cast<int>(home - m_entries.begin()));
}

MainWindow::~MainWindow()
{
    // Pages lean on the desk, which is a member: they go first.
    qDeleteAll(std::exchange(m_pages, {}));
}

void MainWindow::build()
{
    m_rail = new NavigationRail(m_theme);
    m_rail->setObjectName(u"window.rail"_s);
    m_rail->setEnvironment(m_desk.session.isProduction() ? Environment::Production : Environment::Simulation,
        StatusLine::installationText(m_desk.session));
    m_top = new TopBar(m_theme, m_desk.session);
    m_offline = new Banner(m_theme, Banner::Kind::Offline);
    m_offline->setObjectName(u"window.offline"_s);
    m_offline->action()->setObjectName(u"window.reconnect"_s);
    m_offlinePlace = new QWidget;
    auto *offlineRow = new QVBoxLayout(m_offlinePlace);
    offlineRow->setContentsMargins(grid::pad, 8, grid::pad, 0);
    offlineRow->addWidget(m_offline);
    m_offlinePlace->hide();
    m_stack = new QStackedWidget;
    m_status = new StatusLine(m_theme, m_desk.session, m_desk.link);

    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_top);
    right->addWidget(new Divider(m_theme));
    right->addWidget(m_offlinePlace);
    right->addWidget(m_stack, 1);
    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_rail);
    row->addLayout(right, 1);
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins({});
    column->setSpacing(0);
    auto *band = new EnvironmentBand(m_theme);
    band->setEnvironment(m_desk.session.isProduction() ? Environment::Production : Environment::Simulation);
    column->addWidget(band);
    column->addLayout(row, 1);
    column->addWidget(new Divider(m_theme));
    column->addWidget(m_status);
    setCentralWidget(content);

    m_toasts = new ToastHost(m_theme, content);
    auto *palette = new CommandPalette(m_theme, content);
    m_palette = new PaletteControl(*m_actions, palette, this);
    m_keys = new KeyMapOverlay(m_theme, content);
    for (int index = 0; index < m_entries.size(); ++index) {
        const AreaEntry &entry = m_entries.at(index);
        m_rail->addEntry({ entry.id, entry.title, entry.icon, keysText(entry.key) });
        Area *page = entry.make(m_desk, nullptr);
        m_pages.append(page);
        m_stack->addWidget(page);
        m_palette->addArea(entry, page);
        connect(page, &Area::roomChanged, this, &MainWindow::arrangeRail);
    }
    m_rail->addEntry({ u"keys"_s, tr("Help & keys"), u"circle-help"_s, u"?"_s }, NavigationRail::Place::Bottom);
    connect(m_rail, &NavigationRail::chosen, this, [this](const QString &id) {
        if (id == "keys"_L1)
            return showKeys();
        showAreaNamed(id);
    });
    connect(m_palette, &PaletteControl::recordChosen, this, [this](int area, qint64 key) {
        showArea(area);
        m_pages.at(area)->open(key);
    });
    connect(m_top, &TopBar::searchRequested, m_palette, &PaletteControl::open);
    connect(m_top, &TopBar::themeRequested, this, &MainWindow::nextTheme);
    connect(m_top, &TopBar::keysRequested, this, &MainWindow::showKeys);
    connect(m_top, &TopBar::signOutRequested, this, &MainWindow::signOutRequested);
    connect(m_offline, &Banner::actionTriggered, &m_desk.link, &LinkStatus::askToReconnect);
}

void MainWindow::makeActions()
{
    m_actions->add(u"window.open-palette"_s, tr("Search or run a command"), u"search"_s, QKeySequence(u"Ctrl+K"_s), [this] { m_palette->open(); });
    m_actions->add(u"window.show-keys"_s, tr("Show all keys"), u"keyboard"_s, QKeySequence(u"?"_s), [this] { showKeys(); });
    m_actions->add(u"window.refresh"_s, tr("Refresh what is shown"), u"refresh-cw"_s, QKeySequence(Qt::Key_F5),
        [this] { m_pages.at(m_stack->currentIndex())->refresh(); });
    for (int index = 0; index < m_entries.size(); ++index) {
        const AreaEntry &entry = m_entries.at(index);
        m_actions->add(u"window.go-"_s + entry.id, tr("Go to %1").arg(entry.title), entry.icon, entry.key, [this, index] { showArea(index); });
    }
    m_actions->add(u"window.theme-light"_s, tr("Theme: light"), u"sun"_s, {}, [this] { setTheme(static_cast<int>(Theme::Choice::Light)); });
    m_actions->add(u"window.theme-dark"_s, tr("Theme: dark"), u"moon"_s, {}, [this] { setTheme(static_cast<int>(Theme::Choice::Dark)); });
    m_actions->add(u"window.theme-contrast"_s, tr("Theme: high contrast"), u"contrast"_s, {}, [this] { setTheme(static_cast<int>(Theme::Choice::HighContrast)); });
    m_actions->add(u"window.theme-system"_s, tr("Theme: as the system"), u"monitor"_s, {}, [this] { setTheme(static_cast<int>(Theme::Choice::System)); });
    m_actions->add(u"window.reconnect"_s, tr("Connect again now"), u"refresh-cw"_s, {}, [this] { m_desk.link.askToReconnect(); });
    m_actions->add(u"window.sign-out"_s, tr("Sign out"), u"log-out"_s, {}, [this] { emit signOutRequested(); });
    m_actions->add(u"window.quit"_s, tr("Quit Steward"), u"x"_s, QKeySequence(u"Ctrl+Q"_s), [this] { close(); });
}

void MainWindow::showArea(int index)
{
    m_stack->setCurrentWidget(m_pages.at(index));
    m_rail->setCurrent(m_entries.at(index).id);
    m_top->setPlace(m_entries.at(index).title);
    m_pages.at(index)->entrance()->setFocus(Qt::OtherFocusReason);
}

void MainWindow::showAreaOf(const QString &action)
{
    // "bookings.sort-start" and "booking.copy-reference" both act on Bookings: what they do would not be seen elsewhere.
    const QString prefix = action.section(u'.', 0, 0);
    for (int index = 0; index < m_entries.size(); ++index) {
        if (m_entries.at(index).id.startsWith(prefix) && index != m_stack->currentIndex())
            return showArea(index);
    }
}

Area *MainWindow::showAreaNamed(const QString &id)
{
    const auto entry = std::ranges::find(m_entries, id, &AreaEntry::id);
    if (entry == m_entries.end())
        return nullptr;
    const auto index = static_cast<int>(entry - m_entries.begin());
    showArea(index);
    return m_pages.at(index);
}

bool MainWindow::openReference(const QString &text)
{
    const QString last = text.section(u'/', -1);
    const auto reference = Reference::parse(last);
    if (!reference)
        return false;
    for (int index = 0; index < m_pages.size(); ++index) {
        if (m_pages.at(index)->openReference(reference->text())) {
            showArea(index);
            return true;
        }
    }
    return false;
}

void MainWindow::notify(const Notice &notice)
{
    const Tone tone = notice.kind == Notice::Kind::Failure ? Tone::Bad : notice.kind == Notice::Kind::Done ? Tone::Ok : Tone::Info;
    int stays = notice_ms;
    if (notice.actionUntil.isValid())
        stays = static_cast<int>(std::clamp<qint64>(m_desk.session.now().msecsTo(notice.actionUntil), 1000, notice_with_action_ms));
    Toast *toast = m_toasts->post(tone, notice.text, notice.actionText, stays);
    if (notice.action)
        connect(toast, &Toast::actionTriggered, this, notice.action);
}

void MainWindow::showLink()
{
    const LinkStatus &link = m_desk.link;
    m_offlinePlace->setVisible(!link.isLive());
    if (link.isLive())
        return;
    const QString age = link.lastLive().isValid()
        ? tr("What you see is of %1. Changes wait until the link is back; nothing you typed is lost.").arg(QLocale().toString(link.lastLive().toLocalTime().time(), u"HH:mm:ss"_s))
        : tr("Nothing was read yet.");
    m_offline->setContent(Banner::Kind::Offline, link.shown().why.isEmpty() ? tr("No connection to the marketplace.") : link.shown().why, age);
    m_offline->setActionText(tr("Try now"));
}

void MainWindow::arrangeRail()
{
    const int needed = m_pages.at(std::max(0, m_stack->currentIndex()))->wantsRoom() ? rail_words_from_with_form : rail_words_from;
    m_rail->setCompact(width() < needed);
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    arrangeRail();
}

void MainWindow::nextTheme()
{
    setTheme(static_cast<int>(m_theme.isDark() ? Theme::Choice::Light : Theme::Choice::Dark));
}

void MainWindow::setTheme(int choice)
{
    m_theme.apply(static_cast<Theme::Choice>(choice));
    m_desk.workspace.keep(window_scope, u"theme"_s, { { u"choice"_s, choice } });
}

void MainWindow::showKeys()
{
    KeyMapOverlay::Group everywhere { tr("Everywhere"), {} }, here { tr("In the list and the details"), {} };
    for (const QAction *action : m_actions->all()) {
        if (action->shortcut().isEmpty())
            continue;
        auto &group = action->shortcutContext() == Qt::WindowShortcut ? everywhere : here;
        group.lines.append({ keysText(action->shortcut()), action->text() });
    }
    const KeyMapOverlay::Group list { tr("In a list"),
        { { u"J"_s, tr("Next row") }, { u"K"_s, tr("Row before") }, { u"Home"_s, tr("First row of all") }, { u"End"_s, tr("Last row of all") },
            { u"Enter"_s, tr("Open") }, { u"Space"_s, tr("Quick look") }, { u"Shift+↓"_s, tr("Select more rows") }, { u"Ctrl+A"_s, tr("Select all rows that are loaded") } } };
    m_keys->setGroups({ everywhere, list, here });
    m_keys->openOverlay();
}

QString MainWindow::placeName() const
{
    return u"place/"_s + m_desk.profile + u'/' + m_desk.session.login;
}

void MainWindow::keepPlace()
{
    QJsonObject pages;
    for (int index = 0; index < m_pages.size(); ++index)
        pages.insert(m_entries.at(index).id, m_pages.at(index)->place());
    m_desk.workspace.keep(window_scope, placeName(), {
        { u"width"_s, normalGeometry().width() },
        { u"height"_s, normalGeometry().height() },
        { u"maximized"_s, isMaximized() },
        { u"area"_s, m_entries.at(m_stack->currentIndex()).id },
        { u"pages"_s, pages },
    });
}

void MainWindow::restorePlace()
{
    const QJsonObject place = m_desk.workspace.value(window_scope, placeName());
    // The size alone: where a window stands is the desktop's to say, and a smaller screen must hold all of it.
    const QSize wanted(place.value("width"_L1).toInt(1440), place.value("height"_L1).toInt(900));
    resize(wanted.boundedTo(screen()->availableSize()));
    if (place.value("maximized"_L1).toBool())
        setWindowState(windowState() | Qt::WindowMaximized);
    const QJsonObject pages = place.value("pages"_L1).toObject();
    for (int index = 0; index < m_pages.size(); ++index)
        m_pages.at(index)->restore(pages.value(m_entries.at(index).id).toObject());
    showAreaNamed(place.value("area"_L1).toString());
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    keepPlace();
    QMainWindow::closeEvent(event);
}

} // namespace steward
