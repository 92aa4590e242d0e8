// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/server/gate.h"

namespace steward {

/// What a process that serves was given by the one that watches over it: descriptors that it inherited, and its place among the others.
struct Inheritance {
    Inheritance() = default;
    int users = -1; ///< listening sockets
    int operators = -1;
    int figures = -1; ///< SharedFigures
    int place = 0;

    [[nodiscard]] QString text() const;
    [[nodiscard]] static std::optional<Inheritance> parse(const QString &text);
};

/// stewardd's command line, checked.
struct ServerOptions {
    ServerOptions() = default;
    Gate::Options users; ///< of one process: what is said of all of them is divided among them
    Gate::Options operators;
    std::chrono::seconds patience {};
    int processes = 1;
    std::optional<Inheritance> inheritance; ///< by one that serves for another

    /// Connections to the database that all of its processes open.
    [[nodiscard]] int databaseConnections() const;

    /// Nothing: an option is not what it should be, and was complained of.
    [[nodiscard]] static std::optional<ServerOptions> read(const QStringList &arguments);
};

/// To whoever runs this program.
void tell(const QString &sentence);

} // namespace steward
