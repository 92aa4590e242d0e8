// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backend/list_query.h"
#include "core/backend/rows.h"
#include "core/base/effects.h"
#include "core/base/intent_key.h"
#include "core/base/link.h"
#include "core/base/page.h"
#include "core/base/task.h"

#include <QJsonObject>
#include <QObject>

namespace steward {

/// One call through the door. The key is made when the form opens (see IntentKey).
struct Invocation {
    Invocation(QString name, QJsonObject values)
        : operation(std::move(name))
        , arguments(std::move(values))
    {
    }
    QString operation;
    QJsonObject arguments;
    std::optional<IntentKey> key; ///< required unless preview
    std::optional<int> version; ///< Stale when the target has another
    EffectsHash seen; ///< Stale when the effects would be others; empty: not compared
    QString reasonCode;
    QString note;
    QString proposal; ///< made for this proposal, as its second person; empty: for oneself
    QString onBehalfOf; ///< "customer:17", for whom an operator acts; empty: as themselves
    QJsonObject messages; ///< what is said otherwise, or not at all, by template
    bool preview = false;
};

/// The way to the marketplace, direct or over the API: how a named thing with arguments travels. Written twice, used by
/// every repository. Nothing here waits; every call may fail with Unavailable, Timeout or Protocol.
class Backend : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// The rows of a list, composed by ListQuery over one view.
    [[nodiscard]] virtual Task<Result<Page<Rows::Row>>> page(ListQuery query, PageRequest where) = 0;
    /// How many rows the query has: exact up to 10,000.
    [[nodiscard]] virtual Task<Result<Total>> count(ListQuery query) = 0;
    /// All rows of a small view that satisfy the query's conditions, at most its bound.
    [[nodiscard]] virtual Task<Result<Rows>> read(ListQuery query) = 0;
    /// One call through the door; the reply as the door gave it.
    [[nodiscard]] virtual Task<Result<QJsonObject>> invoke(Invocation call) = 0;

    [[nodiscard]] virtual Link link() const = 0;
    /// Tries to connect now instead of when the back-off says.
    virtual void reconnect() = 0;

signals:
    void linkChanged();
    /// Something changed: `entity` and `id` as in the change feed; id 0 means "ask again for whatever you show".
    void changed(const QString &entity, qint64 id);
};

/// Reads the door's reply to a call or a preview.
[[nodiscard]] Result<Outcome> outcomeOf(const QJsonObject &reply);

} // namespace steward
