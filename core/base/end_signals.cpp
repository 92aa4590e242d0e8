// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/end_signals.h"

#include <csignal>
#include <sys/signalfd.h>
#include <unistd.h>

namespace steward {

EndSignals::EndSignals(QObject *parent)
    : EndSignals({ SIGTERM, SIGINT }, parent)
{
}

EndSignals::EndSignals(std::initializer_list<int> numbers, QObject *parent)
    : QObject(parent)
{
    sigset_t ends;
    sigemptyset(&ends);
    for (const int number : numbers)
        sigaddset(&ends, number);
    sigprocmask(SIG_BLOCK, &ends, nullptr);
    m_descriptor = signalfd(-1, &ends, SFD_CLOEXEC | SFD_NONBLOCK);
    m_notifier = new QSocketNotifier(m_descriptor, QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, [this] {
        signalfd_siginfo said;
        while (::read(m_descriptor, &said, sizeof said) == static_cast<ssize_t>(sizeof said))
            emit asked();
    });
}

EndSignals::~EndSignals()
{
    ::close(m_descriptor);
}

} // namespace steward
