// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/server/auth_desk.h"
#include "core/base/deliver.h"

namespace steward {

/// Keeps a gate's keys as the database has them, and makes the next one when it is due. All processes of a gate do; the
/// database takes one. A new key signs five minutes after it was made, and each process looks once a minute.
class AuthKeys final : public QObject {
    Q_OBJECT
public:
    explicit AuthKeys(AuthDesk &desk, QObject *parent = nullptr);

    void begin();

private:
    [[nodiscard]] Task<bool> watch();
    /// True: there is one that signs, and none is due.
    [[nodiscard]] Task<bool> fetch();

    AuthDesk &m_desk;
    Question m_watch;
};

} // namespace steward
