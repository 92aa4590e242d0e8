// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backend/api/api_backend.h"
#include "tests/core/pg/asking.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QMessageAuthenticationCode>
#include <QProcess>
#include <QRegularExpression>
#include <QtEndian>

#include <csignal>
#include <sys/prctl.h>

namespace steward::test {

/// A real stewardd before a test's database, and operators who may sign in to it.
class ApiServer final {
public:
    /// `more`: options of stewardd's.
    explicit ApiServer(const TestDatabase &database, QStringList more = {})
        : m_database(database)
        , m_more(std::move(more))
    {
        start(0);
    }
    ~ApiServer() { stop(); }
    Q_DISABLE_COPY_MOVE(ApiServer)

    void stop()
    {
        m_process.terminate();
        if (!m_process.waitForFinished(20'000))
            m_process.kill();
        m_process.waitForFinished();
    }
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    /// Once more, at the same port.
    void startAgain() { start(m_port); }

    /// How `operatorName` signs in: with a password and a fresh code of a second factor.
    [[nodiscard]] ApiOptions optionsFor(const QString &operatorName) const
    {
        // Argon2id of `password`, as `argon2 … -id -t 2 -k 65536 -p 1 -e` writes it.
        const QString hash = QStringLiteral("$argon2id$v=19$m=65536,t=2,p=1$c2l4dGVlbi1vZi1zYWx0IQ$M7CQ8nIdjAwQ/TNxSy6k9Wd5+qVvLwHrhM1yxsirH4Y");
        const QString login = m_database.login(operatorName);
        m_database.run(QStringLiteral(R"(set session_replication_role = replica;
            insert into market.credential (operator_id, hash, changed_at) select id, '%2', now() from market.operator where login = '%1' on conflict do nothing;
            insert into market.second_factor (credential_id, secret, confirmed_at)
            select c.id, '%3', now() from market.credential c join market.operator o on o.id = c.operator_id where o.login = '%1'
            on conflict (credential_id) do update set last_step = 0)")
                           .arg(login, hash, QStringLiteral("\\x") + QString::fromLatin1(secret().toHex())));
        ApiOptions options;
        options.server = QUrl(QStringLiteral("%1://127.0.0.1:%2").arg(m_scheme).arg(m_port));
        options.account = login;
        options.password = QString::fromUtf8(password);
        options.code = code();
        options.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
        return options;
    }
    /// A way in as `operatorName`, as soon as the server has its keys.
    [[nodiscard]] std::unique_ptr<ApiBackend> enter(const QString &operatorName) const
    {
        for (int tries = 0;; ++tries) {
            auto way = std::make_unique<ApiBackend>(optionsFor(operatorName));
            const auto opened = answerTo(way->open());
            if (opened)
                return way;
            if (opened.error().kind != Error::Kind::Unavailable || tries == 200)
                qFatal("%s %s", qPrintable(opened.error().message), qPrintable(opened.error().code));
            QTest::qWait(100);
        }
    }
    /// Of the second factor, now: RFC 6238.
    [[nodiscard]] static QString code()
    {
        const quint64 step = qToBigEndian(static_cast<quint64>(QDateTime::currentSecsSinceEpoch()) / 30);
        const QByteArray sum = QMessageAuthenticationCode::hash(QByteArray(reinterpret_cast<const char *>(&step), sizeof step), secret(), QCryptographicHash::Sha1);
        const auto at = sum.back() & 0xf;
        const quint32 number = qFromBigEndian<quint32>(sum.constData() + at) & 0x7fffffff;
        return QString::number(number % 1'000'000).rightJustified(6, QLatin1Char('0'));
    }

    static constexpr const char *password = "a password of twelve and more";

private:
    static QByteArray secret() { return QByteArray(20, 's'); }
    void start(int port)
    {
        const QString folder = QCoreApplication::applicationDirPath() + QStringLiteral("/../bin/");
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); }); // also where a test ends by a signal
        m_process.start(folder + QStringLiteral("stewardd"),
            QStringList { QStringLiteral("--dsn"), m_database.dsn(), QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0"), QStringLiteral("--admin-listen"), QStringLiteral("127.0.0.1:%1").arg(port),
                QStringLiteral("--customer-links"), QStringLiteral("1"), QStringLiteral("--other-links"), QStringLiteral("1"), QStringLiteral("--operator-links"), QStringLiteral("2"),
                QStringLiteral("--slow-links"), QStringLiteral("1"), QStringLiteral("--drain-seconds"), QStringLiteral("5"), QStringLiteral("--processes"), QStringLiteral("1") }
                + m_more);
        static const QRegularExpression serving(QStringLiteral("Serving operators at (https?)://127\\.0\\.0\\.1:(\\d+)"));
        QByteArray said;
        for (QRegularExpressionMatch found; !found.hasMatch(); found = serving.match(QString::fromUtf8(said))) {
            if (!m_process.waitForReadyRead(30'000))
                qFatal("stewardd did not start: %s", said.constData());
            said += m_process.readAll();
            if (const auto match = serving.match(QString::fromUtf8(said)); match.hasMatch()) {
                m_scheme = match.captured(1);
                m_port = match.captured(2).toInt();
            }
        }
    }

    const TestDatabase &m_database;
    const QStringList m_more;
    QProcess m_process;
    QString m_scheme;
    int m_port = 0;
};

} // namespace steward::test
