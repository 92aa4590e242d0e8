// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/gateway_config.h"
#include "core/http/http_router.h"
#include "core/pg/pool.h"

namespace steward {

/// What payment gateways tell of their own accord: POST /v1/webhooks/{gateway}. A request that is signed as agreed, and of now, is
/// stored first and each event once; the worker applies it, by the code that also applies what a gateway answers when it is asked.
class Webhooks final {
public:
    /// None of `gateways`: nothing is served. `pool`: of a login that may store what is told.
    Webhooks(const QList<GatewayConfig> &gateways, Pool &pool);
    ~Webhooks();
    Q_DISABLE_COPY_MOVE(Webhooks)

    void addTo(HttpRouter &router);

private:
    [[nodiscard]] Task<HttpResponse> take(HttpRequest request, const Gateway *gateway);

    std::vector<std::pair<QByteArray, std::unique_ptr<Gateway>>> m_gateways; ///< by name
    Pool &m_pool;
};

} // namespace steward
