// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/gateway_config.h"

#include <QProcess>

namespace steward::ctl {

/// A steward-sandbox for as long as this stands, in `folder`; where one serves that folder already, that one.
class Sandbox final {
public:
    explicit Sandbox(QString folder);
    Q_DISABLE_COPY_MOVE(Sandbox)

    /// How it is reached. Unavailable: the program does not start, or is not there.
    [[nodiscard]] Task<Result<GatewayConfig>> start();

    /// How the next request of a kind will go wrong: its README has the words.
    [[nodiscard]] Task<Result<bool>> expect(QString kind, QString what);

    /// Lets it end in peace; otherwise it is killed with this.
    [[nodiscard]] Task<bool> stop();

private:
    QString m_folder;
    QProcess m_process;
    GatewayConfig m_config;
};

} // namespace steward::ctl
