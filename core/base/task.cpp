// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/task.h"

#include <QtGlobal>

#include <vector>

namespace steward {

namespace {

/// One resume() under way on this thread. Each has a loop of its own: a body may start other tasks while it runs.
struct Run {
    std::coroutine_handle<> next;
    Run *outer;
};

thread_local Run *innermost = nullptr;
thread_local std::vector<std::coroutine_handle<>> dropped;

void freeDropped()
{
    // Freeing one may drop others (not nested in it: those go with it at once), so this is not a range for.
    while (!dropped.empty()) {
        const auto frame = dropped.back();
        dropped.pop_back();
        frame.destroy();
    }
}

} // namespace

void resume(std::coroutine_handle<> frame)
{
    Run run { frame, innermost };
    innermost = &run;
    while (run.next)
        std::exchange(run.next, {}).resume();
    innermost = run.outer;
    if (!innermost)
        freeDropped();
}

namespace detail {

void continueWith(std::coroutine_handle<> frame) noexcept
{
    Q_ASSERT_X(innermost && !innermost->next, "continueWith", "a frame must suspend before another one continues");
    innermost->next = frame;
}

void release(std::coroutine_handle<> frame, FrameLink &link)
{
    // A finished frame is not running, wherever we are; without this, a long loop of tasks that are ready at once would
    // keep every one of them until it first really waits.
    if (!innermost || frame.done()) {
        frame.destroy();
    } else {
        link.drop();
        dropped.push_back(frame);
    }
}

bool FrameLink::isAbandoned() const noexcept
{
    if (dropped.empty()) // nearly always; and then no chain has to be walked
        return false;
    for (const FrameLink *link = this; link; link = link->m_above) {
        if (link->m_dropped)
            return true;
    }
    return false;
}

void FrameLink::finish() noexcept
{
    if (isAbandoned())
        return;
    if (m_waiter)
        continueWith(m_waiter);
    else if (m_sink)
        m_sink->finished();
}

} // namespace detail
} // namespace steward
