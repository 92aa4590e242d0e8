// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/visit.h"
#include "core/workspace/workspace.h"
#include "tests/views/house.h"
#include "views/bookings/bookings_page.h"
#include "views/overview/overview_page.h"
#include "views/shell/actions.h"
#include "views/shell/list/window_model.h"
#include "views/shell/list/window_view.h"
#include "views/shell/main_window.h"
#include "views/widgets/theme.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QTemporaryDir>

namespace steward::test {

/// The console's window in a marketplace of the test's own.
class ConsoleRoom
{
public:
    ConsoleRoom(Theme &theme, const QString &folder, std::unique_ptr<Backend> backend)
        : m_workspace(folder)
        , m_visit(Profile::demo(), std::move(backend))
    {
        const auto learnt = answerTo(m_visit.learn());
        if (!learnt)
            qFatal("%s", qPrintable(learnt.error().message + learnt.error().detail));
        const MainWindow::Parts parts { theme, m_visit.link, m_workspace, m_visit.door, m_visit.session, m_visit.operations, m_visit.reasons,
            QStringLiteral("test") };
        const auto make = [this](const Desk &desk, QWidget *parent) -> Area * { return new BookingsPage(desk, m_visit.bookings, m_visit.markets, parent); };
        const auto count = [this](const Desk &desk, QWidget *parent) -> Area * { return new OverviewPage(desk, m_visit.overview, m_visit.markets, parent); };
        window = std::make_unique<MainWindow>(parts,
            QList<AreaEntry> { { QStringLiteral("bookings"), QStringLiteral("Bookings"), QStringLiteral("calendar-check"), QKeySequence(QStringLiteral("G, B")), make },
                { QStringLiteral("overview"), QStringLiteral("Overview"), QStringLiteral("layout-dashboard"), QKeySequence(QStringLiteral("G, O")), count } });
        window->restorePlace();
        window->resize(1440, 900);
        window->show();
        view = window->findChild<WindowView *>(QStringLiteral("bookings.list"));
    }

    [[nodiscard]] Visit &visit() { return m_visit; }
    [[nodiscard]] Workspace &workspace() { return m_workspace; }
    [[nodiscard]] WindowModel *model() const { return qobject_cast<WindowModel *>(view->model()); }

    /// The widget of that name which is to be seen.
    template <class W = QWidget>
    [[nodiscard]] W *find(const char *name) const
    {
        for (W *widget : window->findChildren<W *>(QLatin1String(name))) {
            if (widget->isVisible())
                return widget;
        }
        return nullptr;
    }
    [[nodiscard]] QString text(const char *name) const
    {
        const auto *widget = find(name);
        if (widget == nullptr)
            return QStringLiteral("(not shown)");
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            return label->text();
        if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
            return button->text();
        return widget->property("spokenText").toString();
    }
    [[nodiscard]] bool isEnabled(const char *name) const
    {
        const auto *widget = find(name);
        return widget != nullptr && widget->isEnabled();
    }
    void press(const char *name) const { QTest::mouseClick(find<QAbstractButton>(name), Qt::LeftButton); }

private:
    Workspace m_workspace;
    Visit m_visit;

public:
    std::unique_ptr<MainWindow> window; // leans on both
    WindowView *view = nullptr;
};

} // namespace steward::test
