// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/simulate/call.h"
#include "app/ctl/simulate/player.h"

namespace steward::ctl {

constexpr qint64 undo_window_ms = 61'000; ///< what operators do reaches the gateway when it can no longer be taken back

struct Player::Seat {
    Seat() = default;
    std::unique_ptr<Connection> publicGate;
    std::unique_ptr<Connection> adminGate;
    std::unique_ptr<Connection> worker;
};

struct Player::Stage {
    Stage() = default;
    std::vector<std::function<Task<Result<bool>>(Seat &)>> chains;
    std::size_t next = 0;
    bool isBroken = false;
};

} // namespace steward::ctl
