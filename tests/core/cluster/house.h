// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/private_cluster.h"
#include "core/cluster/server_process.h"
#include "core/schema/sql.h"
#include "tests/core/pg/asking.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>
#include <QStorageInfo>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <sys/stat.h>
#include <unistd.h>

namespace steward::test {

/// A private cluster of one test's own, gone with it, whatever state the test left it in.
class House final {
public:
    explicit House(bool throwaway = true)
        : m_throwaway(throwaway)
    {
        // Open to pass through: as root, the server runs as somebody else.
        if (!m_folder.isValid())
            qFatal("no temporary folder");
        ::chmod(QFile::encodeName(m_folder.path()).constData(), 0755);
    }
    ~House()
    {
        killAll();
        forgetSharedMemory();
        QDir(clusterPath()).removeRecursively();
        QDir(cluster().folder().socketFolder(::geteuid() == 0)).removeRecursively();
    }
    Q_DISABLE_COPY_MOVE(House)

    [[nodiscard]] QString path() const { return m_folder.path(); }
    [[nodiscard]] QString clusterPath() const { return m_folder.path() + QStringLiteral("/c"); }
    [[nodiscard]] QString dataDirectory() const { return clusterPath() + QStringLiteral("/pg"); }

    [[nodiscard]] PrivateCluster cluster() const
    {
        PrivateCluster::Options options;
        options.folder = clusterPath();
        options.throwaway = m_throwaway;
        return PrivateCluster(options);
    }

    /// Starts it, and fails the test with the reason if that does not work.
    ClusterStatus start() const
    {
        PrivateCluster home = cluster();
        auto started = answerTo(home.start(), 120'000);
        if (!started)
            qFatal("%s %s", qUtf8Printable(started.error().message), qUtf8Printable(started.error().hint));
        return *started;
    }

    /// One statement as the superuser; the first cell of its answer.
    [[nodiscard]] QString value(const QByteArray &sql) const
    {
        const PrivateCluster home = cluster();
        const auto connection = answerTo(signIn(home.dsn(QString::fromLatin1(PrivateCluster::superuser))));
        if (!connection)
            return QStringLiteral("error ") + connection.error().message;
        const auto rows = answerTo((*connection)->run(once(sql)));
        if (!rows)
            return QStringLiteral("error ") + serverWords(rows.error());
        return rows->size() > 0 ? textOf(rows->at(0), 0) : QString();
    }

    /// SIGKILL for the postmaster and everything under it, as a machine does that runs out of memory.
    void killAll() const
    {
        for (int round = 0; round < 100; ++round) {
            const auto all
                = serverProcessesOf(dataDirectory()) + serverProcessesOf(clusterPath() + QStringLiteral("/pg.new"));
            if (all.isEmpty())
                return;
            for (const pid_t pid : all)
                ::kill(pid, SIGKILL);
            QTest::qWait(5);
        }
    }

    /// `stewardctl` of this build.
    [[nodiscard]] static QString program()
    {
        return QCoreApplication::applicationDirPath() + QStringLiteral("/../bin/stewardctl");
    }

    [[nodiscard]] std::unique_ptr<QProcess> begin(const QStringList &words) const
    {
        auto process = std::make_unique<QProcess>();
        process->setProcessChannelMode(QProcess::MergedChannels);
        process->start(program(), words + QStringList { QStringLiteral("--data"), clusterPath() });
        process->waitForStarted();
        return process;
    }

private:
    /// A killed server leaves a segment of shared memory, which its next start would remove; there is none.
    void forgetSharedMemory() const
    {
        QFile file(dataDirectory() + QStringLiteral("/postmaster.pid"));
        if (!file.open(QIODevice::ReadOnly))
            return;
        const QList<QByteArray> lines = file.readAll().split('\n');
        const QList<QByteArray> segment = lines.value(6).simplified().split(' '); // its key and its number
        if (segment.size() == 2)
            ::shmctl(segment[1].toInt(), IPC_RMID, nullptr);
    }

    /// In memory where there is room: no test here is about the disk's speed, and many make a cluster of their own.
    [[nodiscard]] static QString place()
    {
        const QStorageInfo memory(QStringLiteral("/dev/shm"));
        const bool hasRoom
            = memory.isValid() && memory.fileSystemType() == "tmpfs" && memory.bytesAvailable() > (2LL << 30);
        return (hasRoom ? QStringLiteral("/dev/shm") : QStringLiteral("/tmp"))
            + QStringLiteral("/steward-house.XXXXXX");
    }

    QTemporaryDir m_folder { place() };
    bool m_throwaway;
};

} // namespace steward::test
