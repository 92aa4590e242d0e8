// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocalServer>
#include <QLocalSocket>
#include <QTemporaryDir>

namespace steward::test {

/// Stands between a client and a server's socket, and cuts the link when the server answers: what was asked has been
/// done, and nobody hears of it.
class LossyProxy final : public QObject {
    Q_OBJECT
public:
    explicit LossyProxy(QString serverSocket)
        : m_serverSocket(std::move(serverSocket))
    {
        resume();
        connect(&m_server, &QLocalServer::newConnection, this, [this] { pass(m_server.nextPendingConnection()); });
    }

    /// Ends every link and takes no new ones, as a server that was stopped.
    void stop()
    {
        m_server.close();
        const auto clients = m_server.findChildren<QLocalSocket *>();
        for (QLocalSocket *client : clients)
            client->abort();
    }
    void resume()
    {
        if (!m_server.listen(socketFolder() + QStringLiteral("/.s.PGSQL.5432")))
            qFatal("%s", qPrintable(m_server.errorString()));
    }

    [[nodiscard]] QString socketFolder() const { return m_folder.path(); }

    /// The link is cut when a message that holds `words` has been passed on: it is being done, unheard.
    void loseLinkAfter(const QByteArray &words)
    {
        m_words = words;
        m_cutsAtOnce = true;
    }
    /// The next answer to a message that holds `words` is lost, with the link.
    void loseAnswerTo(const QByteArray &words) { m_words = words; }
    [[nodiscard]] int lostCount() const { return m_lost; }

private:
    void pass(QLocalSocket *client)
    {
        auto *server = new QLocalSocket(client);
        server->connectToServer(m_serverSocket);
        auto isDoomed = std::make_shared<bool>(false);
        connect(client, &QLocalSocket::readyRead, server, [this, client, server, isDoomed] {
            const QByteArray sent = client->readAll();
            if (!m_words.isEmpty() && sent.contains(m_words)) {
                *isDoomed = true;
                m_words.clear();
            }
            server->write(sent);
            if (*isDoomed && m_cutsAtOnce) {
                server->waitForBytesWritten();
                ++m_lost;
                client->abort();
                client->deleteLater();
            }
        });
        connect(server, &QLocalSocket::readyRead, client, [this, client, server, isDoomed] {
            const QByteArray answer = server->readAll();
            if (!*isDoomed || !answer.contains("invocation")) {
                client->write(answer);
                return;
            }
            ++m_lost;
            client->abort();
            client->deleteLater();
        });
        connect(server, &QLocalSocket::disconnected, client, &QLocalSocket::disconnectFromServer);
        connect(client, &QLocalSocket::disconnected, client, &QObject::deleteLater);
    }

    QString m_serverSocket;
    QTemporaryDir m_folder;
    QLocalServer m_server;
    QByteArray m_words;
    bool m_cutsAtOnce = false;
    int m_lost = 0;
};

} // namespace steward::test
