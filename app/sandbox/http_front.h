// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/sandbox_book.h"
#include "core/gateway/gateway_config.h"

#include <memory>
#include <thread>

namespace httplib {
class Server;
}

namespace steward {

/// The HTTP side of the sandbox, on this machine only. Each connection has a thread, which asks the book in the thread of that.
class HttpFront final {
public:
    HttpFront(SandboxBook &book, GatewayConfig config);
    ~HttpFront();

    /// The port that it listens on, or 0. `port` 0: any.
    [[nodiscard]] int listen(int port);
    /// Ends once those who are being answered have their answer; then the program's event loop ends.
    void stop();

private:
    void route();

    SandboxBook &m_book;
    GatewayConfig m_config;
    std::unique_ptr<httplib::Server> m_server;
    std::thread m_thread;
};

} // namespace steward
