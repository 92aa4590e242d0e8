// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/script.h"

#include "app/console/console.h"
#include "app/console/pictures.h"
#include "app/console/walker.h"
#include "views/bookings/bookings_page.h"
#include "views/shell/actions.h"
#include "views/shell/list/window_model.h"
#include "views/shell/list/window_view.h"
#include "views/shell/main_window.h"

#include <QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace steward {

namespace {

void say(const QString &sentence)
{
    std::printf("%s\n", qPrintable(sentence));
    std::fflush(stdout);
}

/// Waits for the console's window; a refused sign-in ends the journey.
Task<Result<bool>> signedIn(Console &console)
{
    QString why;
    QObject listener;
    QObject::connect(&console, &Console::refused, &listener, [&why](const QString &sentence) { why = sentence; });
    console.signInAtOnce();
    const std::function<bool()> isDecided = [&] { return console.window() != nullptr || !why.isEmpty(); };
    const auto waited = co_await Walker::until(u"the sign-in"_s, isDecided, 180s);
    if (!waited)
        co_return std::unexpected(waited.error());
    if (!why.isEmpty())
        co_return std::unexpected(Error(Error::Kind::Unauthenticated, why));
    co_return true;
}

/// Chooses the first booking of the list as it is filtered now; its reference.
Task<Result<QString>> chooseFirst(MainWindow &window)
{
    auto *view = window.findChild<WindowView *>(u"bookings.list"_s);
    const auto *model = qobject_cast<WindowModel *>(view->model());
    const std::function<bool()> hasRows = [view, model] { return model->phase() == WindowModel::Phase::Ready && view->isVisible() && model->rowCount() > 0; };
    const auto ready = co_await Walker::until(u"rows"_s, hasRows, 20s);
    if (!ready)
        co_return std::unexpected(ready.error());
    view->setFocus();
    view->setCurrentIndex(model->index(0, 0));
    co_return model->index(0, 0).data().toString();
}

/// Finds a confirmed booking that is ahead, looks at what cancelling it would do, cancels it, reads what happened; and
/// takes it back where `undoing`.
Task<Result<bool>> cancelOne(Console &console, bool undoing)
{
    MainWindow &window = *console.window();
    if (!window.isDemonstration())
        co_return std::unexpected(Error(Error::Kind::Refused, u"Scripts act in demonstrations only."_s));
    const Walker walker(&window);
    window.actions().find(u"bookings.view-4"_s)->trigger();
    const auto reference = co_await chooseFirst(window);
    if (!reference)
        co_return std::unexpected(reference.error());
    if (const auto shown = co_await walker.read(u"booking.reference"_s, *reference); !shown)
        co_return std::unexpected(shown.error());
    say(u"found %1, confirmed"_s.arg(*reference));
    if (const auto pressed = co_await walker.press(u"booking.override-cancel"_s); !pressed)
        co_return pressed;
    if (const auto reason = co_await walker.choose(u"activity.reason-code"_s, 1); !reason)
        co_return reason;
    if (const auto note = co_await walker.type(u"activity.reason-note"_s, u"Checked by steward --script"_s); !note)
        co_return note;
    const auto confirm = co_await walker.find(u"activity.confirm"_s); // enabled once the effects are shown
    if (!confirm)
        co_return std::unexpected(confirm.error());
    const auto title = co_await walker.read(u"activity.confirm"_s);
    say(u"previewed: %1"_s.arg(title.value_or(QString())));
    if (const auto pressed = co_await walker.press(u"activity.confirm"_s); !pressed)
        co_return pressed;
    const auto result = co_await walker.read(u"activity.result"_s, u"Done"_s);
    if (!result)
        co_return std::unexpected(result.error());
    say(*result);
    if (const auto state = co_await walker.read(u"booking.state"_s, u"Cancelled"_s); !state)
        co_return std::unexpected(state.error());
    if (!undoing)
        co_return true;
    if (const auto pressed = co_await walker.press(u"booking.undo-button"_s); !pressed)
        co_return pressed;
    if (const auto state = co_await walker.read(u"booking.state"_s, u"Confirmed"_s); !state)
        co_return std::unexpected(state.error());
    say(u"taken back: %1 is confirmed again"_s.arg(*reference));
    co_return true;
}

/// All that was asked for, one after the other; the exit status.
Task<int> journey(Console &console, QString script, QString picturesFolder)
{
    Result<bool> outcome = true;
    if (!picturesFolder.isEmpty())
        outcome = co_await pictureSignIn(console, picturesFolder);
    if (outcome)
        outcome = co_await signedIn(console);
    if (outcome && !picturesFolder.isEmpty())
        outcome = co_await picturePages(console, picturesFolder);
    if (outcome && script == "cancel-one"_L1)
        outcome = co_await cancelOne(console, false);
    if (outcome && script == "cancel-and-undo"_L1)
        outcome = co_await cancelOne(console, true);
    if (!outcome) {
        std::fprintf(stderr, "steward: %s %s\n", qPrintable(outcome.error().message), qPrintable(outcome.error().hint));
        if (!picturesFolder.isEmpty())
            co_await pictureFailure(console, picturesFolder);
        co_return 1;
    }
    co_return 0;
}

} // namespace

QStringList scriptNames()
{
    return { u"sign-in"_s, u"cancel-one"_s, u"cancel-and-undo"_s };
}

ScriptRun::ScriptRun(Console &console, const ConsoleOptions &options)
{
    if (options.script.isEmpty() && options.picturesFolder.isEmpty())
        return;
    m_question = deliver(journey(console, options.script, options.picturesFolder), &console, [](int status) { QCoreApplication::exit(status); });
}

} // namespace steward
