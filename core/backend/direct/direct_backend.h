// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backend/backend.h"
#include "core/backend/list_statement.h"
#include "core/pg/pool.h"

namespace steward {

/// How long statements may take.
struct DirectLimits {
    DirectLimits() = default;
    int fastMs = 2'000;
    int slowMs = 30'000;
    int callMs = 10'000;
    int resendForMs = 30'000; ///< how long a call whose link was lost is sent again
};

/// The way to the marketplace straight to PostgreSQL, as the operator's own login. Three connections: a fast one for
/// pages, records and the door (two statements in flight), a slow one for searches and counts (one, cancelled when
/// withdrawn), and one that carries cancels and listens to the change feed.
class DirectBackend final : public Backend {
    Q_OBJECT
public:
    explicit DirectBackend(ConnectionOptions options, QObject *parent = nullptr, DirectLimits limits = {});
    ~DirectBackend() override;

    /// Signs in. The error's message and hint say what is wrong and what to do; Unavailable is tried again by itself,
    /// after anything else call setPassword() or make another backend.
    [[nodiscard]] Task<Result<void>> open();
    void close();
    /// For the next attempt, which reconnect() starts.
    void setPassword(const QString &password);

    [[nodiscard]] Task<Result<Page<Rows::Row>>> page(ListQuery query, PageRequest where) override;
    [[nodiscard]] Task<Result<Total>> count(ListQuery query) override;
    [[nodiscard]] Task<Result<Rows>> read(ListQuery query) override;
    /// Repeats what met a deadlock up to three times, and sends a call again whose link was lost, always with its key.
    [[nodiscard]] Task<Result<QJsonObject>> invoke(Invocation call) override;

    [[nodiscard]] Link link() const override;
    void reconnect() override;

private:
    // What the public ones do once they are awaited, if this is still there.
    [[nodiscard]] Task<Result<void>> signIn();
    [[nodiscard]] Task<Result<Page<Rows::Row>>> askPage(ListQuery query, PageRequest where);
    [[nodiscard]] Task<Result<Total>> askCount(ListQuery query);
    [[nodiscard]] Task<Result<Rows>> askRead(ListQuery query);
    [[nodiscard]] Task<Result<QJsonObject>> askInvoke(Invocation call);
    [[nodiscard]] Task<Result<void>> knowColumns();
    [[nodiscard]] Task<Result<Rows>> ask(Pool &pool, ListStatement statement);
    void onFastChanged();

    DirectLimits m_limits;
    Pool m_control; ///< outlives those that cancel over it
    Pool m_fast;
    Pool m_slow;
    ListColumns m_columns;
    bool m_columnsAreKnown = false; ///< read again after each reconnection: the server may have been upgraded
};

} // namespace steward
