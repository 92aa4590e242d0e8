// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/task.h"

#include <QByteArray>
#include <QStringList>

#include <chrono>
#include <functional>
#include <memory>

class QObject;
class QProcess;

namespace steward {

/// How a helper program ended.
struct ProgramOutcome {
    ProgramOutcome() = default;
    bool started = false;
    bool timedOut = false;
    int status = -1; ///< exit status; -1 when a signal ended it
    QString words; ///< what it said on both streams, trimmed
    [[nodiscard]] bool isDone() const { return started && !timedOut && status == 0; }
};

/// `co_await RunProgram(…)`: runs a helper program without blocking. It is killed at the limit, when the awaiter is
/// dropped, and when this process is killed, so that nothing of ours works on in a folder that the next start clears.
class [[nodiscard]] RunProgram final {
public:
    /// `heard` is told each line that it says, as it says it.
    RunProgram(QStringList command, std::chrono::milliseconds limit_ms, QByteArray input = QByteArray(), std::function<void(const QString &)> heard = {});
    ~RunProgram();
    Q_DISABLE_COPY_MOVE(RunProgram)

    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> waiter);
    ProgramOutcome await_resume() { return std::move(m_outcome); }

    /// Sends it what Ctrl+C sends: what that means is up to the program.
    void interrupt();

private:
    void hear();
    void finish(std::coroutine_handle<> waiter);

    QStringList m_command;
    std::chrono::milliseconds m_limit_ms;
    QByteArray m_input;
    std::function<void(const QString &)> m_heard;
    std::unique_ptr<QProcess> m_process;
    std::unique_ptr<QObject> m_alarm;
    ProgramOutcome m_outcome;
};

} // namespace steward
