// SPDX-License-Identifier: GPL-3.0-or-later
// A private cluster's life, and the ways in which it is found when it is started again.
#include "tests/core/cluster/house.h"

#include <QCryptographicHash>
#include <QDirIterator>
#include <QSignalSpy>

#include <pwd.h>

using namespace steward;
using namespace steward::test;

namespace {

/// Everything below a folder: names, contents, times of change. Equal before and after means untouched.
QByteArray fingerprint(const QString &folder)
{
    QStringList lines;
    QDirIterator files(folder, QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QFileInfo info(files.next());
        QFile file(info.filePath());
        const QByteArray content = info.isFile() && file.open(QIODevice::ReadOnly)
            ? QCryptographicHash::hash(file.readAll(), QCryptographicHash::Sha256).toHex()
            : QByteArray();
        lines.append(QStringLiteral("%1 %2 %3 %4")
                         .arg(info.filePath(), QString::fromLatin1(content))
                         .arg(info.lastModified().toMSecsSinceEpoch())
                         .arg(info.ownerId()));
    }
    lines.sort();
    return QCryptographicHash::hash(lines.join(QLatin1Char('\n')).toUtf8(), QCryptographicHash::Sha256);
}

/// A process of the server's own user that is alive and has nothing to do with PostgreSQL.
std::unique_ptr<QProcess> somebodyElse()
{
    auto process = std::make_unique<QProcess>();
    const QStringList command { QStringLiteral("sleep"), QStringLiteral("600") };
    const QStringList words = ServerAccount::find()->runAs(command, true);
    process->start(words.first(), words.mid(1));
    process->waitForStarted();
    return process;
}

void copyFolder(const QString &from, const QString &to)
{
    QProcess copy;
    copy.start(QStringLiteral("cp"), { QStringLiteral("-a"), from, to });
    QVERIFY(copy.waitForFinished(60'000));
    QCOMPARE(copy.exitCode(), 0);
}

} // namespace

class PrivateClusterTest : public QObject {
    Q_OBJECT

private slots:
    void firstStartMakesItAndTheNextJoins()
    {
        House house;
        const ClusterStatus first = house.start();
        QVERIFY(first.wasCreated && first.wasStarted);
        QVERIFY(first.state == ClusterStatus::State::Running);
        QCOMPARE(first.version, QStringLiteral("15"));
        QCOMPARE(house.value("select current_database()"), QStringLiteral("steward"));

        const ClusterStatus second = house.start();
        QVERIFY(!second.wasCreated && !second.wasStarted);
        QCOMPARE(second.pid, first.pid);
    }

    void itListensOnASocketOfItsOwnAndNotOnTcp()
    {
        House house;
        const ClusterStatus status = house.start();
        QCOMPARE(house.value("show listen_addresses"), QString());
        QVERIFY(QFile::encodeName(status.socketFolder + QStringLiteral("/.s.PGSQL.5432")).size() <= 107);
        struct stat folder { };
        QCOMPARE(::stat(QFile::encodeName(status.socketFolder).constData(), &folder), 0);
        QCOMPARE(folder.st_mode & 0777, 0700u);
    }

    /// Nobody's mistakes fill the disk, and nobody's name is found in the log.
    void theLogOfALastingClusterHoldsNoStatements()
    {
        House house(false);
        house.start();
        for (int i = 0; i < 20; ++i)
            QVERIFY(house.value("select 'Jane Doe' from no_such_table").startsWith(QLatin1String("error ")));
        QFile log(house.cluster().folder().log());
        QVERIFY(log.open(QIODevice::ReadOnly));
        const QByteArray words = log.readAll();
        QVERIFY(words.contains("ready to accept connections"));
        QVERIFY(!words.contains("Jane Doe") && !words.contains("no_such_table"));
        QCOMPARE(house.value("show temp_file_limit"), QStringLiteral("1GB"));
        QVERIFY(house.value("show max_connections").toInt() >= 80);
    }

    void aLongPathStillGetsASocket()
    {
        House house;
        PrivateCluster::Options options;
        options.folder = house.path() + QLatin1Char('/') + QString(90, QLatin1Char('x')) + QStringLiteral("/c");
        options.throwaway = true;
        const PrivateCluster cluster(options);
        QVERIFY(cluster.folder().socketFolder(false).size() < 90);
    }

    void stoppingEndsItAndStartingFindsWhatWasSaved()
    {
        House house;
        house.start();
        QCOMPARE(house.value("create table kept as select 42 as n"), QString());
        PrivateCluster cluster = house.cluster();
        QVERIFY(answerTo(cluster.stop()).value());
        QVERIFY(cluster.status()->state == ClusterStatus::State::Stopped);
        QVERIFY(serverProcessesOf(house.dataDirectory()).isEmpty());
        QVERIFY(!answerTo(cluster.stop()).value()); // it did not run
        const ClusterStatus again = house.start();
        QVERIFY(again.wasStarted && !again.wasCreated);
        QCOMPARE(house.value("select n from kept"), QStringLiteral("42"));
    }

    void removingLeavesNothingOfIt()
    {
        House house;
        const ClusterStatus status = house.start();
        PrivateCluster cluster = house.cluster();
        QVERIFY(answerTo(cluster.remove()).value());
        QVERIFY(!QFileInfo::exists(house.clusterPath()));
        QVERIFY(!QFileInfo::exists(status.socketFolder));
        QVERIFY(cluster.status()->state == ClusterStatus::State::Absent);
    }

    /// It outlives who started it: the console may crash, the database goes on.
    void theServerOutlivesWhoStartedIt()
    {
        House house;
        auto starter
            = house.begin({ QStringLiteral("cluster"), QStringLiteral("start"), QStringLiteral("--throwaway") });
        QVERIFY(starter->waitForFinished(60'000));
        QCOMPARE(starter->exitCode(), 0);
        QCOMPARE(house.value("select 1"), QStringLiteral("1"));
    }

    void twoStartedAtOnceShareOneServer()
    {
        for (int round = 0; round < 4; ++round) {
            House house;
            std::vector<std::unique_ptr<QProcess>> starters;
            for (int i = 0; i < 3; ++i)
                starters.push_back(
                    house.begin({ QStringLiteral("cluster"), QStringLiteral("start"), QStringLiteral("--throwaway") }));
            int made = 0;
            for (const auto &starter : starters) {
                QVERIFY(starter->waitForFinished(60'000));
                const QString words = QString::fromUtf8(starter->readAll());
                QVERIFY2(starter->exitCode() == 0, qUtf8Printable(words));
                made += words.contains(QLatin1String("created and started")) ? 1 : 0;
            }
            QCOMPARE(made, 1);
            QCOMPARE(house.value("select 1"), QStringLiteral("1"));
        }
    }

    void aStalePidFileIsNoServer()
    {
        House house;
        house.start();
        house.killAll();
        QVERIFY(QFileInfo::exists(house.dataDirectory() + QStringLiteral("/postmaster.pid")));
        QVERIFY(house.cluster().status()->state == ClusterStatus::State::Stopped);
        QVERIFY(house.start().wasStarted);
        QCOMPARE(house.value("select 1"), QStringLiteral("1"));
    }

    /// PostgreSQL would refuse forever: it only asks whether a process of that number and user is alive.
    void aPidFileThatNamesSomebodyElseIsNoServer()
    {
        House house;
        house.start();
        house.killAll();
        const auto other = somebodyElse();
        QFile file(house.dataDirectory() + QStringLiteral("/postmaster.pid"));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QByteArray lines = file.readAll();
        lines.replace(0, lines.indexOf('\n'), QByteArray::number(other->processId()));
        file.resize(0);
        file.write(lines);
        file.close();
        QVERIFY(house.cluster().status()->state == ClusterStatus::State::Stopped);
        QVERIFY(!answerTo(house.cluster().stop()).value());
        QVERIFY(house.start().wasStarted);
        QCOMPARE(house.value("select 1"), QStringLiteral("1"));
        QCOMPARE(other->state(), QProcess::Running); // it was left alone
        other->kill();
        other->waitForFinished();
    }

    void anEmptyPidFileIsNoServer()
    {
        House house;
        house.start();
        house.killAll();
        QFile file(house.dataDirectory() + QStringLiteral("/postmaster.pid"));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.close();
        QVERIFY(house.start().wasStarted);
    }

    void anotherMajorVersionIsRefusedAndUntouched()
    {
        House house;
        house.start();
        QVERIFY(answerTo(house.cluster().stop()).value());
        House other;
        QVERIFY(QDir().mkpath(other.path()));
        copyFolder(house.clusterPath(), other.clusterPath());
        QFile version(other.dataDirectory() + QStringLiteral("/PG_VERSION"));
        QVERIFY(version.open(QIODevice::WriteOnly | QIODevice::Truncate));
        version.write("14\n");
        version.close();
        const QByteArray before = fingerprint(other.clusterPath());
        PrivateCluster cluster = other.cluster();
        const auto started = answerTo(cluster.start());
        QVERIFY(!started);
        QVERIFY(started.error().kind == Error::Kind::Refused);
        QVERIFY2(started.error().message.contains(QLatin1String("PostgreSQL 14")),
                 qUtf8Printable(started.error().message));
        QVERIFY2(started.error().hint.contains(QLatin1String("dump and restore")),
                 qUtf8Printable(started.error().hint));
        QCOMPARE(fingerprint(other.clusterPath()), before);
        QVERIFY(cluster.status()->state == ClusterStatus::State::OtherVersion);
    }

    void aFolderThatSomebodyElseMadeIsLeftAlone()
    {
        House house;
        QVERIFY(QDir().mkpath(house.dataDirectory()));
        QFile keep(house.dataDirectory() + QStringLiteral("/thesis.txt"));
        QVERIFY(keep.open(QIODevice::WriteOnly));
        keep.write("do not touch");
        keep.close();
        const auto started = answerTo(house.cluster().start());
        QVERIFY(!started);
        QVERIFY(started.error().kind == Error::Kind::Refused);
        QVERIFY(QFileInfo::exists(keep.fileName()));
    }

    /// It once took any folder's "pg" for its own.
    void removingLeavesAFolderAloneThatSomebodyElseMade()
    {
        House house;
        QVERIFY(QDir().mkpath(house.dataDirectory()));
        QFile keep(house.dataDirectory() + QStringLiteral("/thesis.txt"));
        QVERIFY(keep.open(QIODevice::WriteOnly));
        keep.write("do not touch");
        keep.close();
        const QByteArray before = fingerprint(house.path());
        QVERIFY(!answerTo(house.cluster().remove()).value());
        QVERIFY(!answerTo(house.cluster().stop()).value());
        QCOMPARE(fingerprint(house.path()), before);
    }

    /// The folder belongs to the server's user; what root writes there must not follow a link out of it.
    void asRootNoLinkOfTheServersUserIsFollowed()
    {
        if (::geteuid() != 0)
            QSKIP("needs root");
        House house(false);
        house.start();
        QVERIFY(answerTo(house.cluster().stop()).value());
        QFile secret(house.path() + QStringLiteral("/secret"));
        QVERIFY(secret.open(QIODevice::WriteOnly));
        secret.write("root's own");
        secret.close();
        ::chmod(QFile::encodeName(secret.fileName()).constData(), 0600);
        const auto link = [&](const QString &name) {
            QFile::remove(name);
            QVERIFY(QFile::link(secret.fileName(), name));
        };
        const ClusterFolder folder = house.cluster().folder();
        link(folder.log());
        link(folder.ballast());
        link(house.dataDirectory() + QStringLiteral("/pg_ident.conf.new"));
        const auto logged
            = answerTo(house.cluster().start()); // the server's user may not write there, so it cannot start
        QVERIFY(!logged);
        QFile::remove(folder.log());
        house.start();
        QVERIFY(house.cluster().allowLogins({ QStringLiteral("steward_superuser") }));
        struct stat found { };
        QCOMPARE(::stat(QFile::encodeName(secret.fileName()).constData(), &found), 0);
        QCOMPARE(found.st_uid, 0u);
        QVERIFY(secret.open(QIODevice::ReadOnly));
        QCOMPARE(secret.readAll(), QByteArray("root's own"));
        secret.close();
        QVERIFY(answerTo(house.cluster().stop()).value());
        link(folder.lock());
        QVERIFY(!answerTo(house.cluster().start())); // it may be a link to anywhere; root does not open it
    }

    void whatAKilledFirstRunLeftIsClearedAway()
    {
        House house;
        QVERIFY(QDir().mkpath(house.clusterPath()));
        QVERIFY(ServerAccount::find()->own(house.clusterPath()));
        QVERIFY(QDir().mkpath(house.clusterPath() + QStringLiteral("/pg.new/base")));
        QVERIFY(ServerAccount::find()->own(house.clusterPath() + QStringLiteral("/pg.new")));
        if (::geteuid() == 0) // root may only take over an empty folder or one of the server's
            ::chown(QFile::encodeName(house.clusterPath()).constData(), ServerAccount::find()->uid(), 0);
        QVERIFY(house.start().wasCreated);
        QVERIFY(!QFileInfo::exists(house.clusterPath() + QStringLiteral("/pg.new")));
        QCOMPARE(QDir(house.clusterPath()).entryList({ QStringLiteral("pg.dropped*") }).size(), 0);
    }

    void asRootTheServerRunsAsSomebodyWithoutRights()
    {
        if (::geteuid() != 0)
            QSKIP("needs root");
        House house(false);
        const ClusterStatus status = house.start();
        struct stat process { };
        QCOMPARE(::stat(QFile::encodeName(QStringLiteral("/proc/%1").arg(status.pid)).constData(), &process), 0);
        QCOMPARE(process.st_uid, ::getpwnam("postgres")->pw_uid);
        // Root signs in by peer authentication, as whom the map names and as nobody else.
        QCOMPARE(house.value("select session_user"), QStringLiteral("steward_superuser"));
        QCOMPARE(house.value("create role somebody login"), QString());
        const auto refused = answerTo(signIn(house.cluster().dsn(QStringLiteral("somebody"))));
        QVERIFY(!refused);
        QVERIFY(house.cluster().allowLogins({ QStringLiteral("steward_superuser"), QStringLiteral("somebody") }));
        QTRY_VERIFY(answerTo(signIn(house.cluster().dsn(QStringLiteral("somebody")))).has_value());
    }

    void asRootAFolderOutOfReachIsToldBeforeAnythingIsMade()
    {
        if (::geteuid() != 0)
            QSKIP("needs root");
        House house;
        ::chmod(QFile::encodeName(house.path()).constData(), 0700);
        const auto started = answerTo(house.cluster().start());
        QVERIFY(!started);
        QVERIFY2(started.error().message.contains(QLatin1String("cannot reach")),
                 qUtf8Printable(started.error().message));
        QVERIFY2(started.error().hint.contains(QLatin1String("--data")), qUtf8Printable(started.error().hint));
        QVERIFY(!QFileInfo::exists(house.clusterPath()));
    }

    void anOrdinaryUserNeedsNobodyElse()
    {
        if (::geteuid() != 0)
            QSKIP("needs root, to become somebody else");
        House house(false);
        ::chmod(QFile::encodeName(house.path()).constData(), 0777);
        QProcess user;
        user.start(QStringLiteral("setpriv"),
                   { QStringLiteral("--reuid=postgres"), QStringLiteral("--regid=postgres"),
                     QStringLiteral("--init-groups"), QStringLiteral("--reset-env"), House::program(),
                     QStringLiteral("cluster"), QStringLiteral("start"), QStringLiteral("--data"),
                     house.clusterPath() });
        QVERIFY(user.waitForFinished(60'000));
        const QString words = QString::fromUtf8(user.readAllStandardOutput() + user.readAllStandardError());
        QVERIFY2(user.exitCode() == 0, qUtf8Printable(words));
        QVERIFY2(words.contains(QLatin1String("created and started")), qUtf8Printable(words));
    }
};

QTEST_GUILESS_MAIN(PrivateClusterTest)
#include "private_cluster_test.moc"
