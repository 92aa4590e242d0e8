// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backend/api/api_session.h"
#include "core/base/deliver.h"

#include <QNetworkReply>
#include <QPointer>
#include <QTimer>

namespace steward {

/// Follows the server's feed of changes (`GET /v1/events`) for as long as it should, from where it was when the stream was cut.
class ApiEvents final : public QObject {
    Q_OBJECT
public:
    ApiEvents(ApiLink &link, ApiSession &session, QObject *parent = nullptr);
    ~ApiEvents() override;

    void begin();
    void end();

signals:
    /// Something changed that this operator may see.
    void heard();

private:
    void open();
    void follow(const QByteArray &token);
    void take(const QByteArray &bytes);
    void openLater();

    ApiLink &m_link;
    ApiSession &m_session;
    QPointer<QNetworkReply> m_stream;
    QByteArray m_line; ///< what has come of one that is not whole yet
    QByteArray m_place; ///< of the last event: Last-Event-ID
    QTimer m_again;
    QTimer m_silence; ///< a stream that says nothing for longer than its heartbeat is a dead one
    bool m_isWanted = false;
    Question m_question;
};

} // namespace steward
