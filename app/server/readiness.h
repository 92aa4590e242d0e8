// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/problem.h"
#include "core/pg/pool.h"

#include <QElapsedTimer>

#include <functional>

namespace steward {

/// Can this gate serve? It asks the database once a second, whoever asks it and however often, so that nobody can make the
/// database work by asking. A database that does not answer is one that is not there.
class Readiness final : public QObject {
    Q_OBJECT
public:
    /// `versions`: which versions of the schema this program serves. `log` hears when it changes. The pool must outlive it.
    Readiness(Pool &pool, QStringList versions, std::function<void(const QString &)> log, QObject *parent = nullptr);

    void begin();
    /// Why not; nothing: it can.
    [[nodiscard]] std::optional<HttpFault> fault() const;
    /// How long the database, of whatever version it is, has not answered; more than a second or two is no good sign.
    [[nodiscard]] std::chrono::milliseconds silence() const;

private:
    [[nodiscard]] Task<bool> watch();
    void hear(const Result<Rows> &answer);

    Pool &m_pool;
    QStringList m_versions;
    std::function<void(const QString &)> m_log;
    std::optional<HttpFault> m_fault; ///< as of the last answer
    QElapsedTimer m_heard; ///< since the last answer
    QElapsedTimer m_alive; ///< since the last that was the database's own; at first, since we ask
    QString m_told;
    Question m_watch;
};

} // namespace steward
