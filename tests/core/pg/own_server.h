// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/private_cluster.h"
#include "core/pg/connection.h"
#include "tests/core/pg/asking.h"

#include <QFile>
#include <QTemporaryDir>

#include <csignal>

namespace steward::test {

/// A server that a test may stop, freeze and reconfigure; gone with it.
class OwnServer final {
public:
    OwnServer()
        : m_cluster(optionsIn(m_folder))
    {
        QFile::setPermissions(m_folder.path(),
                              QFile::permissions(m_folder.path()) | QFile::ReadOther | QFile::ExeOther
                                  | QFile::ReadGroup | QFile::ExeGroup);
        start();
    }
    ~OwnServer() { (void)answerTo(m_cluster.remove(), 60'000); }
    Q_DISABLE_COPY_MOVE(OwnServer)

    void start()
    {
        const auto started = answerTo(m_cluster.start(), 90'000);
        if (!started)
            qFatal("%s", qPrintable(started.error().message));
    }
    /// At once; PrivateCluster::stop() would wait for those who are still connected.
    void stop()
    {
        const pid_t server = pid();
        ::kill(server, SIGINT);
        if (!QTest::qWaitFor([&] { return ::kill(server, 0) != 0; }, 20'000))
            qFatal("The server does not stop.");
    }
    void restart()
    {
        stop();
        start();
    }
    [[nodiscard]] pid_t pid() const { return m_cluster.status()->pid; }
    [[nodiscard]] ConnectionOptions options(const QString &login = {},
                                            const QString &database = QStringLiteral("steward")) const
    {
        return *ConnectionOptions::parse(
            m_cluster.dsn(login.isEmpty() ? QString::fromLatin1(PrivateCluster::superuser) : login, database));
    }
    [[nodiscard]] Result<Rows> ask(const QByteArray &sql, const QString &database = QStringLiteral("postgres")) const
    {
        Connection connection(options({}, database));
        if (auto opened = answerTo(connection.open()); !opened)
            return std::unexpected(opened.error());
        return answerTo(connection.run(Statement(sql, {}, Statement::Kind::Write, Statement::Plan::Once)));
    }
    void run(const QByteArray &sql, const QString &database = QStringLiteral("postgres")) const
    {
        if (const auto done = ask(sql, database); !done)
            qFatal("%s: %s", sql.constData(), qPrintable(done.error().message + done.error().detail));
    }
    /// Puts `rules` before those that stand in pg_hba.conf.
    void allow(const QByteArray &rules) const
    {
        QFile file(cell(ask("show hba_file")));
        if (!file.open(QIODevice::ReadWrite))
            qFatal("%s", qPrintable(file.errorString()));
        const QByteArray before = file.readAll();
        file.seek(0);
        file.write(rules + before);
        file.close();
        run("select pg_reload_conf()");
        QTest::qWait(50);
    }

private:
    static PrivateCluster::Options optionsIn(const QTemporaryDir &folder)
    {
        PrivateCluster::Options options;
        options.folder = folder.path() + QStringLiteral("/data");
        options.throwaway = true;
        return options;
    }
    QTemporaryDir m_folder { QStringLiteral("/tmp/steward-own.XXXXXX") };
    PrivateCluster m_cluster;
};

} // namespace steward::test
