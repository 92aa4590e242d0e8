// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/task.h"

#include <QJsonArray>
#include <QJsonObject>

namespace steward {

/// One thing that a payment gateway is asked to do. Amounts are in minor units of `currency`.
struct GatewayRequest {
    GatewayRequest() = default;
    QString account; ///< of the marketplace, at the gateway
    QString kind; ///< authorise, capture, void or refund
    QString key; ///< the same request again is under the same key, and is one
    QString payment; ///< our reference: PY-…
    QString refund; ///< our reference: RF-…; of refunds only
    qint64 amount = 0;
    QString currency;
    QString gatewayReference; ///< what the gateway called what it reserved; empty to authorise
    QString moment; ///< when it is, by the marketplace's own clock: differs from the wall's in a simulation only
};

/// What came of it.
struct GatewayAnswer {
    enum class Outcome {
        Done,
        Declined, ///< the card's bank said no: nothing was done
        Refused, ///< the gateway will not do it, however often it is asked
        Unknown, ///< asked, but no answer came: it may have been done
        NotReached ///< the request never left
    };
    GatewayAnswer() = default;
    Outcome outcome = Outcome::Unknown;
    QJsonObject details; ///< as guard.record_answer takes them: reference, amount, currency, expires, card_brand, card_last4, pending, words
};

/// The word for an outcome that guard.record_answer takes.
[[nodiscard]] QString outcomeWord(GatewayAnswer::Outcome outcome);

/// A payment gateway, whichever: each has an adapter behind this. Neither call ever fails as such: what went wrong is an
/// outcome. No database transaction may be open while one is under way.
class Gateway {
public:
    Gateway() = default;
    Gateway(const Gateway &) = delete;
    Gateway &operator=(const Gateway &) = delete;
    virtual ~Gateway() = default;

    [[nodiscard]] virtual Task<GatewayAnswer> ask(GatewayRequest request) = 0;

    /// What the gateway told by itself after `position`, oldest first, some at a time: objects with id, position, kind, key and
    /// what the answer had. Their signature and age have been checked. Protocol: a signature that does not fit.
    [[nodiscard]] virtual Task<Result<QJsonArray>> events(QString account, qint64 position) = 0;

    /// The field of the requests by which the gateway tells events of its own accord that holds their signature.
    [[nodiscard]] virtual QByteArray signatureField() const = 0;
    /// What such a request tells, as api.receive_told_events takes it: {"account": …, "events": […]}. Protocol: it is not signed as
    /// agreed, or not of now.
    [[nodiscard]] virtual Result<QJsonObject> told(const QByteArray &body, const QByteArray &signature, qint64 nowSeconds) const = 0;
};

} // namespace steward
