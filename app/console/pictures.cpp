// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/pictures.h"

#include "app/console/console.h"
#include "app/console/walker.h"
#include "core/base/sleep.h"
#include "views/shell/actions.h"
#include "views/shell/list/window_model.h"
#include "views/shell/list/window_view.h"
#include "views/shell/main_window.h"
#include "views/widgets/overlay.h"
#include "views/widgets/theme.h"
#include "views/widgets/why_panel.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QDir>
#include <QLineEdit>
#include <QPixmap>
#include <QScrollArea>
#include <QScrollBar>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace steward {

namespace {

struct Look {
    const char *name;
    Theme::Choice theme;
    QSize size;
};
constexpr std::array looks {
    Look { "light-1440x900", Theme::Choice::Light, QSize(1440, 900) },
    Look { "dark-1440x900", Theme::Choice::Dark, QSize(1440, 900) },
    Look { "light-1024x700", Theme::Choice::Light, QSize(1024, 700) },
    Look { "dark-1024x700", Theme::Choice::Dark, QSize(1024, 700) },
};
/// Long enough for layouts, shimmer's patience and toasts' first frame.
constexpr auto settle = 250ms;

Task<Result<bool>> picture(QWidget *window, QString folder, QString name)
{
    co_await sleepFor(settle);
    if (!QDir().mkpath(folder) || !window->grab().save(QDir(folder).filePath(name + u".png"_s)))
        co_return std::unexpected(Error(Error::Kind::Internal, u"%1 could not be written to %2"_s.arg(name, folder)));
    co_return true;
}

/// The page as it is now, in every look.
Task<Result<bool>> pictureAll(Console &console, QWidget *window, QString folder, QString name)
{
    for (const Look &look : looks) {
        console.theme().apply(look.theme);
        window->resize(look.size);
        if (const auto taken = co_await picture(window, folder, name + u'-' + QLatin1String(look.name)); !taken)
            co_return taken;
    }
    console.theme().apply(looks.front().theme);
    window->resize(looks.front().size);
    co_return true;
}

Task<Result<bool>> pictureOverlay(Console &console, MainWindow &window, QString folder, QString name, QString action, QString typed)
{
    window.actions().find(action)->trigger();
    if (!typed.isEmpty()) {
        window.findChild<QLineEdit *>(u"palette.query"_s)->setText(typed);
        co_await sleepFor(500ms);
    }
    const auto taken = co_await pictureAll(console, &window, folder, name);
    for (Overlay *overlay : window.findChildren<Overlay *>()) {
        if (overlay->isVisible())
            overlay->closeOverlay();
    }
    co_return taken;
}

Task<Result<bool>> pictureBooking(Console &console, MainWindow &window, QString folder)
{
    const Walker walker(&window);
    auto *view = window.findChild<WindowView *>(u"bookings.list"_s);
    window.actions().find(u"bookings.view-4"_s)->trigger(); // those ahead: their money can still be divided
    const auto *model = qobject_cast<WindowModel *>(view->model());
    const std::function<bool()> hasRows = [view, model] { return model->phase() == WindowModel::Phase::Ready && view->isVisible() && model->rowCount() > 0; };
    const auto ready = co_await Walker::until(u"rows"_s, hasRows, 20s);
    if (!ready)
        co_return ready;
    view->setCurrentIndex(model->index(std::min(3, model->rowCount() - 1), 0));
    if (const auto shown = co_await walker.read(u"booking.reference"_s, u"BK-"_s); !shown)
        co_return std::unexpected(shown.error());
    if (const auto taken = co_await pictureAll(console, &window, folder, u"booking"_s); !taken)
        co_return taken;
    window.actions().find(u"booking.show-money"_s)->trigger();
    if (const auto taken = co_await pictureAll(console, &window, folder, u"booking-money"_s); !taken)
        co_return taken;
    window.actions().find(u"booking.show-overview"_s)->trigger();
    window.actions().find(u"booking.as-of-before"_s)->trigger();
    if (const auto past = co_await walker.find(u"booking.past"_s); !past)
        co_return std::unexpected(past.error());
    if (const auto taken = co_await pictureAll(console, &window, folder, u"booking-past"_s); !taken)
        co_return taken;
    window.actions().find(u"booking.as-of-now"_s)->trigger();
    QAction *override = window.actions().find(u"booking.override-cancel"_s);
    if (override == nullptr || !override->isEnabled())
        co_return true; // this operator may not
    override->trigger();
    if (const auto reason = co_await walker.choose(u"activity.reason-code"_s, 1); !reason)
        co_return reason;
    if (const auto confirm = co_await walker.find(u"activity.confirm"_s); !confirm)
        co_return std::unexpected(confirm.error());
    if (const auto taken = co_await pictureAll(console, &window, folder, u"booking-override"_s); !taken)
        co_return taken;
    co_return co_await walker.press(u"activity.back"_s);
}

/// The calendar of the open booking's provider: beside the booking, and alone.
Task<Result<bool>> pictureCalendar(Console &console, MainWindow &window, QString folder)
{
    window.actions().find(u"booking.show-calendar"_s)->trigger();
    const auto *days = window.findChild<QAbstractItemView *>(u"calendar.days"_s);
    const std::function<bool()> isRead = [days] { return days->isVisible() && days->model()->rowCount() > 0; };
    if (const auto ready = co_await Walker::until(u"the calendar"_s, isRead, 20s); !ready)
        co_return ready;
    if (const auto taken = co_await pictureAll(console, &window, folder, u"calendar-beside"_s); !taken)
        co_return taken;
    window.actions().find(u"booking.close"_s)->trigger();
    const auto taken = co_await pictureAll(console, &window, folder, u"calendar"_s);
    window.actions().find(u"bookings.calendar-close"_s)->trigger();
    co_return taken;
}

/// From its figures, and what one of them counts, to its charts, which stand below what a small window shows.
Task<Result<bool>> pictureOverview(Console &console, MainWindow &window, QString folder)
{
    window.actions().find(u"window.go-overview"_s)->trigger();
    auto *scroll = window.findChild<QScrollArea *>(u"overview.scroll"_s);
    const std::function<bool()> hasFigures = [&window, scroll] {
        const auto *card = window.findChild<QWidget *>(u"overview.figure-bookings"_s);
        return scroll->isVisible() && card != nullptr && card->isVisible();
    };
    if (const auto ready = co_await Walker::until(u"figures"_s, hasFigures, 20s); !ready)
        co_return ready;
    if (const auto taken = co_await pictureAll(console, &window, folder, u"overview"_s); !taken)
        co_return taken;
    window.findChild<QAbstractButton *>(u"overview.figure-acceptance-rate.why"_s)->click(); // by its key only where the focus is
    auto *why = window.findChild<WhyPanel *>();
    const auto asked = co_await pictureAll(console, &window, folder, u"overview-why"_s);
    why->closeOverlay();
    if (!asked)
        co_return asked;
    auto *bar = scroll->verticalScrollBar();
    const auto end = QObject::connect(bar, &QScrollBar::rangeChanged, bar, [bar](int, int most) { bar->setValue(most); }); // its end, in every size
    bar->setValue(bar->maximum());
    const auto taken = co_await pictureAll(console, &window, folder, u"overview-charts"_s);
    QObject::disconnect(end);
    if (!taken)
        co_return taken;
    bar->setValue(0);
    window.actions().find(u"window.go-bookings"_s)->trigger();
    co_return true;
}

} // namespace

Task<Result<bool>> pictureSignIn(Console &console, QString folder)
{
    co_return co_await pictureAll(console, console.signInWindow(), folder, u"sign-in"_s);
}

Task<Result<bool>> picturePages(Console &console, QString folder)
{
    MainWindow &window = *console.window();
    const auto *view = window.findChild<WindowView *>(u"bookings.list"_s);
    window.actions().find(u"bookings.view-1"_s)->trigger();
    const std::function<bool()> hasRows = [view] { return view->isVisible() && view->model()->rowCount() > 0; };
    if (const auto ready = co_await Walker::until(u"the list"_s, hasRows, 20s); !ready)
        co_return ready;
    if (const auto taken = co_await pictureAll(console, &window, folder, u"bookings"_s); !taken)
        co_return taken;
    if (const auto taken = co_await pictureBooking(console, window, folder); !taken)
        co_return taken;
    if (const auto taken = co_await pictureCalendar(console, window, folder); !taken)
        co_return taken;
    if (const auto taken = co_await pictureOverview(console, window, folder); !taken)
        co_return taken;
    if (const auto taken = co_await pictureOverlay(console, window, folder, u"palette"_s, u"window.open-palette"_s, u"canc"_s); !taken)
        co_return taken;
    if (const auto taken = co_await pictureOverlay(console, window, folder, u"keys"_s, u"window.show-keys"_s, {}); !taken)
        co_return taken;
    if (const auto taken = co_await pictureOverlay(console, window, folder, u"columns"_s, u"bookings.choose-columns"_s, {}); !taken)
        co_return taken;
    co_return co_await pictureOverlay(console, window, folder, u"jump"_s, u"bookings.jump-to-date"_s, {});
}

Task<Result<bool>> pictureFailure(Console &console, QString folder)
{
    QWidget *window = console.window() != nullptr ? static_cast<QWidget *>(console.window()) : console.signInWindow();
    if (window == nullptr)
        co_return false;
    co_return co_await picture(window, folder, u"failure"_s);
}

} // namespace steward
