// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/shell/area.h"
#include "views/shell/desk.h"

#include <QMainWindow>
#include <QTimer>

class QStackedWidget;

namespace steward {

class Banner;
class KeyMapOverlay;
class NavigationRail;
class PaletteControl;
class StatusLine;
class ToastHost;
class TopBar;

/// The console's window once somebody is signed in: rail, top bar, the area's page, status line, and what lies over them.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    /// What the window works with; everything outlives it.
    struct Parts {
        Theme &theme;
        LinkStatus &link;
        Workspace &workspace;
        DoorRepository &door;
        const Session &session;
        const QList<Operation> &operations;
        const QList<Reason> &reasons;
        QString profile;
    };

    MainWindow(const Parts &parts, const QList<AreaEntry> &areas, QWidget *parent = nullptr);
    ~MainWindow() override;

    void showArea(int index);
    /// Shows a record by what people paste: "BK-7F3K-92Q7" or "steward://booking/BK-7F3K-92Q7". False: not a reference.
    bool openReference(const QString &text);
    [[nodiscard]] bool isDemonstration() const { return m_desk.session.demonstration; }
    [[nodiscard]] Actions &actions() const { return *m_actions; }
    [[nodiscard]] Area *area(int index) const { return m_pages.at(index); }
    void notify(const Notice &notice);
    /// Size, place and what was open, from the last session.
    void restorePlace();

signals:
    void signOutRequested();

protected:
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    /// Null: there is no such area.
    Area *showAreaNamed(const QString &id);
    /// The area that the action of this id belongs to.
    void showAreaOf(const QString &action);
    void makeActions();
    void showLink();
    void arrangeRail();
    void nextTheme();
    void setTheme(int choice);
    void showKeys();
    void keepPlace();
    [[nodiscard]] QString placeName() const;

    Theme &m_theme;
    Actions *m_actions;
    Desk m_desk;
    QList<AreaEntry> m_entries;
    QList<Area *> m_pages;
    NavigationRail *m_rail = nullptr;
    TopBar *m_top = nullptr;
    QWidget *m_offlinePlace = nullptr;
    Banner *m_offline = nullptr;
    QStackedWidget *m_stack = nullptr;
    StatusLine *m_status = nullptr;
    ToastHost *m_toasts = nullptr;
    PaletteControl *m_palette = nullptr;
    KeyMapOverlay *m_keys = nullptr;
    QTimer m_placeRest;
};

} // namespace steward
