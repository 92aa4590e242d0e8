// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/server/caller.h"
#include "app/server/links.h"
#include "core/http/http_router.h"

#include <QTimer>

namespace steward {

/// `GET /v1/events`: the feed of changes as Server-Sent Events, of what the caller may see. An event's id is its place in the
/// feed; who comes back with Last-Event-ID misses nothing, and who names no place hears of what comes from now on.
class Events final : public QObject {
    Q_OBJECT
public:
    /// The links must outlive it.
    Events(Links &links, Authenticate authenticate, QObject *parent = nullptr);
    ~Events() override;

    void addTo(HttpRouter &router);
    /// There is something new in the feed.
    void tell();

signals:
    void told();

private:
    [[nodiscard]] Task<HttpResponse> open(HttpRequest request);

    Links &m_links;
    Authenticate m_authenticate;
    QTimer m_rest; ///< one look at the feed for whatever came within a moment, however many listen
};

} // namespace steward
