// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The state of the link:
//
//   Closed ──open()──▶ Connecting ──▶ Live ⇄ Reconnecting (by back-off, up to 30 s; asks whether the server is ready)
//                          └───────────┴──▶ Refused (a person must do something first: password, code, address, certificate)
//
// While it reconnects, questions are answered Unavailable at once; a call whose answer was lost is sent again with its key.

#include "core/backend/api/api_events.h"
#include "core/backend/backend.h"
#include "core/backend/json_table.h"
#include "core/base/deliver.h"

#include <QSet>
#include <QTimer>

namespace steward {

/// The way to the marketplace over HTTP, to stewardd's gate for operators: for a console that may not reach PostgreSQL.
class ApiBackend final : public Backend {
    Q_OBJECT
public:
    explicit ApiBackend(ApiOptions options, QObject *parent = nullptr);
    ~ApiBackend() override;

    /// Signs in. The error's message and hint say what is wrong and what to do; Unavailable is tried again by itself, after
    /// anything else call setPassword() or setCode() and open() again.
    [[nodiscard]] Task<Result<void>> open();
    void close();
    void setPassword(const QString &password) { m_session.setPassword(password); }
    void setCode(const QString &code) { m_session.setCode(code); }

    [[nodiscard]] Task<Result<Page<Rows::Row>>> page(ListQuery query, PageRequest where) override;
    [[nodiscard]] Task<Result<Total>> count(ListQuery query) override;
    [[nodiscard]] Task<Result<Rows>> read(ListQuery query) override;
    /// Sends a call again whose link was lost, always with its key.
    [[nodiscard]] Task<Result<QJsonObject>> invoke(Invocation call) override;

    [[nodiscard]] Link link() const override;
    void reconnect() override;
    /// What whoever still waits for a backend that is gone is told.
    [[nodiscard]] static Error closed();

private:
    /// What an operation acts on, and the argument that names it.
    struct Target {
        Target() = default;
        QString entity;
        QString argument;
    };

    [[nodiscard]] Task<Result<void>> signIn();
    /// Unavailable at once while the link is lost, unless it `insists`.
    [[nodiscard]] Task<Result<QByteArray>> ask(ApiRequest request, bool insists = false);
    [[nodiscard]] Task<Result<JsonList>> askList(QByteArray method, QString view, QByteArray query, std::chrono::milliseconds patience);
    [[nodiscard]] Task<Result<Page<Rows::Row>>> askPage(ListQuery query, PageRequest where);
    [[nodiscard]] Task<Result<Total>> askCount(ListQuery query);
    [[nodiscard]] Task<Result<Rows>> askRead(ListQuery query);
    [[nodiscard]] Task<Result<QJsonObject>> askInvoke(Invocation call);
    /// With a token, and once more with another one where the server would not have it any more.
    [[nodiscard]] Task<Result<QByteArray>> send(ApiRequest request);
    [[nodiscard]] Task<Result<void>> knowOperations();
    [[nodiscard]] Task<Result<ApiRequest>> requestOf(Invocation call);
    [[nodiscard]] Task<Result<bool>> isReady();

    void setState(Link::State state, const std::optional<Error> &why = {});
    void onError(const Error &error);
    void retryLater();
    void retry();

    ApiOptions m_options;
    ApiLink m_link;
    ApiSession m_session;
    ApiEvents m_events;
    QHash<QString, Target> m_operations;
    QSet<QString> m_tracing; ///< functions that are asked by POST: asking leaves a trace
    Link::State m_state = Link::State::Closed;
    QString m_why;
    QTimer m_retry;
    QDateTime m_retryAt;
    int m_attempts = 0;
    Question m_question; ///< of the retry that is under way
};

} // namespace steward
