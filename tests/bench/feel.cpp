// SPDX-License-Identifier: GPL-3.0-or-later
// What an operator feels of the console, in its own window over the benchmark's marketplace: a step of scrolling, a key in
// the palette, and the memory after a day of cases.
//
//   steward_bench_feel [--steps N] [--cases N]
//
// A line a figure: its name, then its values. Events are sent as a window system sends them, and a time ends when what they
// brought has been painted.
#include "app/console/console.h"
#include "app/console/walker.h"
#include "core/base/deliver.h"
#include "core/base/sleep.h"
#include "views/shell/actions.h"
#include "views/shell/list/window_model.h"
#include "views/shell/list/window_view.h"
#include "views/shell/main_window.h"
#include "views/widgets/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QFile>
#include <QKeyEvent>
#include <QListView>
#include <QScrollBar>
#include <QWheelEvent>

#include <cstdio>

using namespace steward;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Asked {
    Asked(int toScroll, int toOpen)
        : steps(toScroll)
        , cases(toOpen)
    {
    }
    int steps, cases;
};

/// Tells when a widget has been painted.
class Painted final : public QObject
{
public:
    explicit Painted(QWidget *widget)
        : m_widget(widget)
    {
        widget->installEventFilter(this);
    }
    /// Handles events until the widget has been painted; in milliseconds from `since` on. Nothing where nothing is painted.
    std::optional<double> after(const QElapsedTimer &since)
    {
        m_times = 0;
        while (m_times == 0 && since.elapsed() < 2000)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 5);
        if (m_times == 0)
            return {};
        return static_cast<double>(since.nsecsElapsed()) / 1e6;
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (watched != m_widget || event->type() != QEvent::Paint || m_inside)
            return false;
        m_inside = true;
        QCoreApplication::sendEvent(m_widget, event); // the time ends behind the painting, not before it
        m_inside = false;
        ++m_times;
        return true;
    }

private:
    QWidget *m_widget;
    int m_times = 0;
    bool m_inside = false;
};

double percentile(QList<double> figures, double share)
{
    if (figures.isEmpty())
        return 0;
    std::ranges::sort(figures);
    return figures.at(std::min(figures.size() - 1, static_cast<qsizetype>(static_cast<double>(figures.size()) * share)));
}

double residentMegabytes()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).trimmed().split(' ').first().toDouble() / 1024;
    }
    return 0;
}

void say(const char *name, const QList<double> &values)
{
    std::printf("%s", name);
    for (const double value : values)
        std::printf(" %.3f", value);
    std::printf("\n");
    std::fflush(stdout);
}

void press(QWidget *target, int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier, const QString &text = {})
{
    QKeyEvent down(QEvent::KeyPress, key, modifiers, text), up(QEvent::KeyRelease, key, modifiers, text);
    QCoreApplication::sendEvent(target, &down);
    QCoreApplication::sendEvent(target, &up);
}

/// Steps of three rows down the list, as a wheel turns, with the rest between them that a hand takes.
Task<Result<bool>> scroll(WindowView &view, int steps)
{
    auto *model = qobject_cast<WindowModel *>(view.model());
    const std::function<bool()> hasRows = [&view, model] { return model->phase() == WindowModel::Phase::Ready && view.isVisible() && model->rowCount() > 0; };
    if (const auto ready = co_await Walker::until(u"rows"_s, hasRows, 30s); !ready)
        co_return ready;
    Painted painted(view.viewport());
    QList<double> times;
    int held = 0;
    const QPointF middle = view.viewport()->rect().center();
    for (int step = 0; step < steps; ++step) {
        const int before = view.verticalScrollBar()->value();
        QElapsedTimer clock;
        clock.start();
        QWheelEvent wheel(middle, view.viewport()->mapToGlobal(middle), {}, QPoint(0, -120), Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(view.viewport(), &wheel);
        if (view.verticalScrollBar()->value() == before) { // its end is loaded: pages have not come yet, or there are no more
            ++held;
        } else if (const auto took = painted.after(clock)) {
            times.append(*took);
        }
        co_await sleepFor(16ms);
    }
    say("scroll", { percentile(times, 0.5), percentile(times, 0.99), static_cast<double>(times.size()), static_cast<double>(held) });
    co_return true;
}

/// A letter into the palette, until what it finds among the commands is painted.
Task<Result<bool>> ask(MainWindow &window)
{
    const Walker walker(&window);
    QList<double> times;
    for (const QString &words : { u"filter"_s, u"override"_s, u"sort"_s, u"copy"_s, u"view"_s, u"state"_s }) {
        window.findChild<QPushButton *>(u"window.search"_s)->click();
        const auto query = co_await walker.find(u"palette.query"_s);
        if (!query)
            co_return std::unexpected(query.error());
        auto *results = window.findChild<QListView *>(u"palette.results"_s);
        Painted painted(results->viewport());
        co_await sleepFor(200ms); // it has come to its place
        for (const QChar letter : words) {
            QElapsedTimer clock;
            clock.start();
            press(*query, letter.toUpper().unicode(), Qt::NoModifier, letter);
            if (const auto took = painted.after(clock))
                times.append(*took);
            co_await sleepFor(30ms);
        }
        press(*query, Qt::Key_Escape);
        const std::function<bool()> isGone = [results] { return !results->isVisible(); };
        if (const auto gone = co_await Walker::until(u"the palette to close"_s, isGone, 10s); !gone)
            co_return gone;
    }
    say("palette", { percentile(times, 0.5), percentile(times, 0.99), static_cast<double>(times.size()) });
    co_return true;
}

/// Bookings one after the other: each read, what cancelling it would do seen, the form closed again.
Task<Result<bool>> work(MainWindow &window, WindowView &view, int cases)
{
    const Walker walker(&window);
    QList<double> memory;
    bool isThere = false;
    QObject listener;
    QObject::connect(qobject_cast<WindowModel *>(view.model()), &WindowModel::jumped, &listener, [&isThere] { isThere = true; });
    window.actions().find(u"bookings.view-4"_s)->trigger(); // those that are ahead
    const std::function<bool()> hasCome = [&isThere] { return isThere; };
    if (const auto ahead = co_await Walker::until(u"the bookings that are ahead"_s, hasCome, 30s); !ahead)
        co_return ahead;
    const auto *reference = window.findChild<QLabel *>(u"booking.reference"_s);
    for (int done = 0; done < cases; ++done) {
        const int row = done % 100 + 1; // the first is the current one already
        const auto *model = qobject_cast<const WindowModel *>(view.model());
        const std::function<bool()> hasRow = [model, row] { return model->phase() == WindowModel::Phase::Ready && model->rowCount() > row; };
        if (const auto ready = co_await Walker::until(u"the next row"_s, hasRow, 20s); !ready)
            co_return ready;
        view.setFocus();
        view.setCurrentIndex(model->index(row, 0));
        const std::function<bool()> isRead = [&view, reference] { return reference->isVisible() && reference->text() == view.currentIndex().siblingAtColumn(0).data().toString(); };
        if (const auto shown = co_await Walker::until(u"the booking of the row"_s, isRead, 20s); !shown)
            co_return shown;
        if (const auto opened = co_await walker.press(u"booking.override-cancel"_s); !opened)
            co_return opened;
        if (const auto reason = co_await walker.choose(u"activity.reason-code"_s, 1); !reason)
            co_return reason;
        if (const auto effects = co_await walker.find(u"activity.confirm"_s); !effects) // enabled once they are shown
            co_return std::unexpected(effects.error());
        if (const auto closed = co_await walker.press(u"activity.close"_s); !closed)
            co_return closed;
        if (done == cases / 10)
            memory.append(residentMegabytes());
    }
    memory.append(residentMegabytes());
    memory.append(cases);
    say("memory", memory);
    co_return true;
}

Task<int> journey(Console &console, Asked asked)
{
    const std::function<bool()> isIn = [&console] { return console.window() != nullptr; };
    Result<bool> outcome = co_await Walker::until(u"the sign-in"_s, isIn, 60s);
    if (outcome) {
        auto *view = console.window()->findChild<WindowView *>(u"bookings.list"_s);
        outcome = co_await scroll(*view, asked.steps);
        if (outcome)
            outcome = co_await ask(*console.window());
        if (outcome)
            outcome = co_await work(*console.window(), *view, asked.cases);
    }
    if (!outcome)
        std::fprintf(stderr, "%s\n", qPrintable(outcome.error().message));
    co_return outcome ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication::setApplicationName(u"steward"_s);
    const QApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption steps(u"steps"_s, u"Steps of scrolling"_s, u"N"_s, u"1000"_s), cases(u"cases"_s, u"Bookings to work on"_s, u"N"_s, u"200"_s);
    parser.addOptions({ steps, cases });
    parser.process(application);
    ConsoleOptions options;
    options.profile = u"demo"_s;
    options.user = u"operations"_s;
    Theme theme;
    Console console(theme, options);
    const Question question = deliver(journey(console, Asked(parser.value(steps).toInt(), parser.value(cases).toInt())), &console,
        [](int status) { QCoreApplication::exit(status); });
    console.begin();
    return QApplication::exec();
}
