// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

namespace steward {

/// How the way to the marketplace stands, as each layer tells the next and the status bar shows it.
struct Link {
    enum class State {
        Connecting, ///< for the first time
        Live,
        Reconnecting, ///< lost; tried again by itself
        Refused, ///< the server will not have us: somebody must do something
        Closed,
    };
    Link() = default;
    State state = State::Connecting;
    QString route; ///< "direct" or "API"
    QString server; ///< host or profile, as a person would name it
    int latencyMs = -1; ///< of the last answer; -1 until there is one
    QString why; ///< a sentence, when it is not live
    QDateTime retryAt; ///< when it is tried again, if it is
};

} // namespace steward
