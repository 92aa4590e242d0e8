// SPDX-License-Identifier: GPL-3.0-or-later
// Killed at random moments, and on a disk that runs full: what was committed is there at the next start.
// STEWARD_KILL_ROUNDS sets how many rounds of each kind are run (4 by default).
#include "tests/core/cluster/house.h"

#include <QRandomGenerator>

#include <sys/mount.h>

using namespace steward;
using namespace steward::test;

namespace {

int rounds()
{
    const int wanted = qEnvironmentVariableIntValue("STEWARD_KILL_ROUNDS");
    return wanted > 0 ? wanted : 4;
}

/// Inserts one row after another, each committed, until the connection dies; counts what the server acknowledged.
class Writer final {
public:
    Writer(const House &house, const QByteArray &payload)
        : m_dsn(house.cluster().dsn(QString::fromLatin1(PrivateCluster::superuser)))
        , m_payload(payload)
    {
        m_question = deliver(write(), &m_context, [this](Result<bool>) { m_isDone = true; });
    }

    [[nodiscard]] int acknowledged() const { return m_acknowledged; }
    [[nodiscard]] bool isDone() const { return m_isDone; }
    [[nodiscard]] QString lastWords() const { return m_lastWords; }

private:
    Task<Result<bool>> write()
    {
        auto connection = co_await signIn(m_dsn);
        if (!connection) {
            m_lastWords = connection.error().message;
            co_return false;
        }
        for (;;) {
            // The message goes to the log of changes only: so the log outgrows the tables, and a full disk is met there
            // first.
            auto done
                = co_await (*connection)
                      ->run(once(
                          "insert into kept (filler) select left(pg_logical_emit_message(true, 'filler', $1)::text, 1)",
                          m_payload));
            if (!done) {
                m_lastWords = serverWords(done.error());
                co_return false;
            }
            ++m_acknowledged;
        }
    }

    QObject m_context;
    QString m_dsn;
    QByteArray m_payload;
    Question m_question;
    QString m_lastWords;
    int m_acknowledged = 0;
    bool m_isDone = false;
};

/// A small disk of its own; nothing when this machine does not let us mount one.
class SmallDisk final {
public:
    SmallDisk(const QString &path, int megabytes)
        : m_path(QFile::encodeName(path))
    {
        QDir().mkpath(path);
        const QByteArray size = "size=" + QByteArray::number(megabytes) + "m,mode=0755";
        m_isMounted = ::mount("tmpfs", m_path.constData(), "tmpfs", 0, size.constData()) == 0;
    }
    ~SmallDisk()
    {
        if (m_isMounted)
            ::umount2(m_path.constData(), MNT_DETACH);
    }
    Q_DISABLE_COPY_MOVE(SmallDisk)
    [[nodiscard]] bool isMounted() const { return m_isMounted; }

private:
    QByteArray m_path;
    bool m_isMounted = false;
};

} // namespace

class CrashTest : public QObject {
    Q_OBJECT

private slots:
    /// Committed rows survive a SIGKILL of the server and all its processes in the middle of writing.
    void committedRowsSurviveAKillOfTheServer()
    {
        House house(false);
        house.start();
        QCOMPARE(house.value("create table kept (id bigint generated always as identity, filler text)"), QString());
        int acknowledged = 0;
        for (int round = 0; round < rounds(); ++round) {
            Writer writer(house, QByteArray(200, 'x'));
            QTest::qWait(QRandomGenerator::global()->bounded(20, 600));
            house.killAll();
            QTRY_VERIFY_WITH_TIMEOUT(writer.isDone(), 10'000);
            acknowledged += writer.acknowledged();
            QVERIFY(house.start().wasStarted);
            // One insert of each round may have been committed without its answer reaching the writer.
            const int found = house.value("select count(*) from kept").toInt();
            QVERIFY2(found >= acknowledged && found <= acknowledged + round + 1,
                     qPrintable(QStringLiteral("%1 acknowledged, %2 there").arg(acknowledged).arg(found)));
            acknowledged = found;
        }
        qInfo("%d rounds, %d acknowledged rows, none lost", rounds(), acknowledged);
    }

    /// A first run that is killed with all its processes, at any moment, leaves nothing that the next one trips over.
    void aFirstRunKilledAtAnyMomentIsBegunAgain()
    {
        for (int round = 0; round < rounds() * 2; ++round) {
            House house(false);
            auto starter = house.begin({ QStringLiteral("cluster"), QStringLiteral("start") });
            QTest::qWait(QRandomGenerator::global()->bounded(5, 1'500));
            starter->kill();
            house.killAll();
            starter->waitForFinished();
            house.start();
            QCOMPARE(house.value("select 1"), QStringLiteral("1"));
        }
    }

    /// Only who starts it is killed, and what he began goes on or is begun again.
    void aStarterKilledAloneDoesNoHarm()
    {
        for (int round = 0; round < rounds(); ++round) {
            House house(false);
            auto starter = house.begin({ QStringLiteral("cluster"), QStringLiteral("start") });
            QTest::qWait(QRandomGenerator::global()->bounded(5, 1'200));
            starter->kill();
            house.start();
            starter->waitForFinished();
            QCOMPARE(house.value("select 1"), QStringLiteral("1"));
        }
    }

    /// A postmaster that is killed alone leaves orphans that hold its memory until their statement ends.
    void orphansOfAKilledPostmasterAreWaitedForAndThenEnded()
    {
        House house(false);
        const ClusterStatus status = house.start();
        PrivateCluster cluster = house.cluster();
        const auto connection = answerTo(signIn(cluster.dsn(QString::fromLatin1(PrivateCluster::superuser))));
        QVERIFY(connection);
        QObject context;
        bool isOver = false;
        const auto question = deliver((*connection)->run(once("select count(*) from generate_series(1, 100000000000)")),
                                      &context, [&](Result<Rows>) { isOver = true; });
        QTest::qWait(300);
        ::kill(status.pid, SIGKILL);
        QTRY_VERIFY(!isServerOf(status.pid, house.dataDirectory()));
        QVERIFY(!serverProcessesOf(house.dataDirectory()).isEmpty());
        QVERIFY(house.start().wasStarted);
        QCOMPARE(house.value("select 1"), QStringLiteral("1"));
    }

    void aDiskTooSmallForADatabaseIsToldBeforeAnythingIsMade()
    {
        House house(false);
        SmallDisk disk(house.clusterPath(), 24);
        if (!disk.isMounted())
            QSKIP("this machine does not let us mount a small disk");
        const auto started = answerTo(house.cluster().start(), 60'000);
        QVERIFY(!started);
        QVERIFY(started.error().kind == Error::Kind::Refused);
        QVERIFY2(started.error().message.contains(QLatin1String("MB left")), qUtf8Printable(started.error().message));
        QVERIFY(!QFileInfo::exists(house.dataDirectory()));
        QVERIFY(!QFileInfo::exists(house.clusterPath() + QStringLiteral("/pg.new")));
    }

    /// The server writes until there is no room, dies, cannot recover, says why; and with room again all is there.
    void aFullDiskLosesNothing_data()
    {
        QTest::addColumn<int>("size");
        QTest::newRow("big enough for a reserve, which is given up") << 400;
        QTest::newRow("too small for a reserve") << 160;
    }

    void aFullDiskLosesNothing()
    {
        QFETCH(int, size);
        House house(false);
        SmallDisk disk(house.clusterPath(), size);
        if (!disk.isMounted())
            QSKIP("this machine does not let us mount a small disk");
        house.start();
        QCOMPARE(QFileInfo::exists(house.cluster().folder().ballast()), size == 400);
        QCOMPARE(house.value("create table kept (id bigint generated always as identity, filler text)"), QString());

        // Somebody else's file leaves only a little.
        QFile hog(house.clusterPath() + QStringLiteral("/hog"));
        QVERIFY(hog.open(QIODevice::WriteOnly));
        const qint64 room = house.cluster().folder().freeBytes() - (6 << 20);
        QVERIFY(room > 0);
        for (qint64 written = 0; written < room; written += 1 << 20)
            hog.write(QByteArray(1 << 20, 'x'));
        hog.close();
        Writer writer(house, QByteArray(20'000, 'x'));
        QTRY_VERIFY_WITH_TIMEOUT(writer.isDone(), 60'000);
        QVERIFY(writer.acknowledged() > 0);
        house.killAll();
        // The last free bytes go, too: recovery has nothing to write to.
        QVERIFY(hog.open(QIODevice::Append));
        while (hog.write(QByteArray(4'096, 'x')) == 4'096 && hog.flush()) { }
        hog.close();

        const auto started = answerTo(house.cluster().start(), 120'000);
        QCOMPARE(started.has_value(), size == 400); // the reserve is what recovery needed
        if (!started) {
            QVERIFY2(started.error().message.contains(QLatin1String("is full")),
                     qUtf8Printable(started.error().message + started.error().hint));
            QVERIFY2(started.error().hint.contains(QLatin1String("still there")), qUtf8Printable(started.error().hint));
        }
        qInfo("on the full disk: %s", started ? "it recovered all the same" : qUtf8Printable(started.error().message));
        QVERIFY(hog.remove());
        house.start();
        const int found = house.value("select count(*) from kept").toInt();
        QVERIFY2(found >= writer.acknowledged() && found <= writer.acknowledged() + 1,
                 qPrintable(QStringLiteral("%1 acknowledged, %2 there").arg(writer.acknowledged()).arg(found)));
        QCOMPARE(house.value("insert into kept (filler) values ('after') returning filler"), QStringLiteral("after"));
        qInfo("%d acknowledged rows, none lost; the writer's last words: %s", writer.acknowledged(),
              qUtf8Printable(writer.lastWords()));
        QVERIFY(answerTo(house.cluster().stop()).value());
    }
};

QTEST_GUILESS_MAIN(CrashTest)
#include "crash_test.moc"
