// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pg/connection.h"
#include "tests/core/pg/own_server.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QtEndian>

#include <csignal>

using namespace steward;
using namespace steward::test;

namespace {

/// A loopback address of this test's own: the port is always 5432, since a private cluster's socket has it.
QString ownAddress()
{
    auto &random = *QRandomGenerator::global();
    return QStringLiteral("127.%1.%2.%3")
        .arg(random.bounded(1, 250))
        .arg(random.bounded(250))
        .arg(random.bounded(1, 250));
}

Error refusalOf(const ConnectionOptions &options)
{
    Connection connection(options);
    const auto opened = answerTo(connection.open(), 30'000);
    return opened ? Error(Error::Kind::Internal, QStringLiteral("It let us in.")) : opened.error();
}

/// A certificate that nobody has signed but itself.
bool makeCertificate(const QString &folder)
{
    QProcess openssl;
    openssl.start(QStringLiteral("openssl"),
                  { QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"),
                    QStringLiteral("rsa:2048"), QStringLiteral("-nodes"), QStringLiteral("-days"), QStringLiteral("2"),
                    QStringLiteral("-subj"), QStringLiteral("/CN=other.example.org"), QStringLiteral("-keyout"),
                    folder + QStringLiteral("/server.key"), QStringLiteral("-out"),
                    folder + QStringLiteral("/server.crt") });
    return openssl.waitForFinished() && openssl.exitCode() == 0;
}

} // namespace

class RecoveryTest : public QObject {
    Q_OBJECT

    std::unique_ptr<OwnServer> m_server;
    QString m_address = ownAddress();

    ConnectionOptions overTcp(const QString &user, const QString &sslMode) const
    {
        ConnectionOptions options;
        options.host = m_address;
        options.port = QStringLiteral("5432");
        options.database = QStringLiteral("steward");
        options.user = user;
        options.sslMode = sslMode;
        return options;
    }

private slots:
    void initTestCase()
    {
        m_server = std::make_unique<OwnServer>();
        m_server->run("alter system set listen_addresses = '" + m_address.toLatin1() + '\'');
    }
    void cleanupTestCase() { m_server.reset(); }

    void stoppedServerIsFoundAgainWhenItIsBack()
    {
        Pool pool(m_server->options(), {});
        QSignalSpy changes(&pool, &Pool::stateChanged);
        pool.open();
        QCOMPARE(cell(answerTo(pool.run(read("select 1")))), u"1");
        m_server->stop();
        QTRY_COMPARE(pool.state(), Pool::State::Reconnecting);
        QTRY_VERIFY(pool.retryAt().isValid() && pool.why());
        const auto meanwhile = answerTo(pool.run(read("select 1")));
        QVERIFY(!meanwhile);
        QCOMPARE(meanwhile.error().kind, Error::Kind::Unavailable);
        QVERIFY(!meanwhile.error().message.isEmpty());
        m_server->start();
        QTRY_COMPARE_WITH_TIMEOUT(pool.state(), Pool::State::Live, 40'000);
        QVERIFY(!pool.why());
        QCOMPARE(cell(answerTo(pool.run(read("select 1")))), u"1");
        QVERIFY(changes.size() >= 3);
    }

    void poolThatStartsBeforeItsServerFindsIt()
    {
        const auto options = m_server->options();
        m_server->stop();
        Pool pool(options, {});
        pool.open();
        const auto meanwhile = answerTo(pool.run(read("select 1")));
        QCOMPARE(meanwhile.error().kind, Error::Kind::Unavailable);
        QCOMPARE(meanwhile.error().code, u"08001");
        m_server->start();
        pool.reconnect();
        QCOMPARE(cell(answerTo(pool.run(read("select 1")))), u"1");
    }

    void endedBackendIsReplaced()
    {
        Pool pool(m_server->options(), {});
        pool.open();
        const auto pid = cell(answerTo(pool.run(read("select pg_backend_pid()"))));
        std::optional<Error> error;
        auto question
            = deliver(pool.run(read("select pg_sleep(20)")), this, [&](const Result<Rows> &r) { error = r.error(); });
        QTest::qWait(50);
        m_server->run("select pg_terminate_backend(" + pid.toLatin1() + ')');
        QTRY_VERIFY(error);
        QCOMPARE(error->kind, Error::Kind::Unavailable);
        QCOMPARE(error->code, u"57P01");
        QVERIFY(cell(answerTo(pool.run(read("select pg_backend_pid()")))) != pid);
    }

    void waitersOfALostLinkAreToldAndThoseThatLeftAreNot()
    {
        Pool::Shape shape;
        shape.depth = 2;
        Pool pool(m_server->options(), shape);
        pool.open();
        const auto pid = cell(answerTo(pool.run(read("select pg_backend_pid()"))));
        int told = 0;
        std::vector<Question> questions;
        for (int i = 0; i < 6; ++i)
            questions.push_back(
                deliver(pool.run(read("select pg_sleep(20)")), this, [&](const Result<Rows> &r) { told += !r; }));
        QTest::qWait(50);
        questions[1].withdraw();
        questions[4].withdraw();
        m_server->run("select pg_terminate_backend(" + pid.toLatin1() + ')');
        QTRY_COMPARE(told, 1); // the one in flight; those that wait go to the next connection
        QTRY_COMPARE(pool.state(), Pool::State::Live);
        QTest::qWait(50);
        QCOMPARE(told, 1);
        pool.close();
        QTRY_COMPARE(told, 4);
    }

    void frozenServerIsGivenUp()
    {
        auto options = m_server->options();
        options.statementTimeoutMs = 100;
        options.silenceMs = 300;
        Pool pool(options, {});
        pool.open();
        const auto pid = cell(answerTo(pool.run(read("select pg_backend_pid()")))).toInt();
        ::kill(pid, SIGSTOP);
        const auto lost = answerTo(pool.run(read("select 1")));
        QCOMPARE(lost.error().kind, Error::Kind::Unavailable);
        QVERIFY(cell(answerTo(pool.run(read("select pg_backend_pid()")))).toInt() != pid);
        ::kill(pid, SIGCONT);
    }

    void silentServerIsGivenUp()
    {
        auto options = overTcp(QStringLiteral("steward_superuser"), QStringLiteral("disable"));
        QTcpServer silent; // accepts, and says nothing
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        options.host = QStringLiteral("127.0.0.1");
        options.port = QString::number(silent.serverPort());
        options.connectTimeoutMs = 300;
        const Error error = refusalOf(options);
        QCOMPARE(error.kind, Error::Kind::Unavailable);
        QVERIFY2(error.message.contains(QStringLiteral("does not answer")), qPrintable(error.message));
    }

    void namesAreLookedUpWithoutBlocking()
    {
        auto options = overTcp(QStringLiteral("steward_superuser"), QStringLiteral("disable"));
        options.host = QStringLiteral("no-such-host.invalid");
        Connection connection(options);
        std::optional<Error> error;
        QElapsedTimer timer;
        timer.start();
        auto question = deliver(connection.open(), this, [&](const Result<void> &r) { error = r.error(); });
        QCoreApplication::processEvents();
        QVERIFY(timer.elapsed() < 200);
        QTRY_VERIFY_WITH_TIMEOUT(error, 20'000);
        QCOMPARE(error->kind, Error::Kind::Unavailable);
        QVERIFY2(error->message.contains(QStringLiteral("no-such-host.invalid")), qPrintable(error->message));
        m_server->restart();
        m_server->allow("host all steward_superuser 127.0.0.0/8 trust\n");
        options.host += u',' + m_address; // the next one is tried
        Connection local(options);
        const auto opened = answerTo(local.open());
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error().message + opened.error().detail));
    }

    void failedSignInSaysWhatToDo_data()
    {
        QTest::addColumn<QString>("user");
        QTest::addColumn<QString>("database");
        QTest::addColumn<QString>("password");
        QTest::addColumn<QString>("sslMode");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *what, const QString &user, const QString &database, const QString &password,
                            const QString &sslMode, Error::Kind kind, const QString &code, const QString &says) {
            QTest::newRow(what) << user << database << password << sslMode << static_cast<int>(kind) << code << says;
        };
        using Kind = Error::Kind;
        const QString steward = u"steward"_qs;
        row("wrong password", u"careful"_qs, steward, u"wrong"_qs, u"disable"_qs, Kind::Unauthenticated, u"28P01"_qs,
            u"password is wrong"_qs);
        row("no password", u"careful"_qs, steward, {}, u"disable"_qs, Kind::Unauthenticated, u"password"_qs,
            u"asks for a password"_qs);
        row("no such role", u"nobody"_qs, steward, {}, u"disable"_qs, Kind::Unauthenticated, u"28000"_qs,
            u"no operator “nobody”"_qs);
        row("disabled role", u"disabled"_qs, steward, {}, u"disable"_qs, Kind::Unauthenticated, u"28000"_qs,
            u"disabled"_qs);
        row("not from here", u"elsewhere"_qs, steward, {}, u"disable"_qs, Kind::Unauthenticated, u"28000"_qs,
            u"does not let"_qs);
        row("no such database", u"trusted"_qs, u"absent"_qs, {}, u"disable"_qs, Kind::NotFound, u"3D000"_qs,
            u"no database “absent”"_qs);
        row("not in this database", u"trusted"_qs, u"closed"_qs, {}, u"disable"_qs, Kind::Forbidden, u"42501"_qs,
            u"may not use the database"_qs);
        row("no room", u"single"_qs, steward, {}, u"disable"_qs, Kind::Unavailable, u"53300"_qs, u"no room"_qs);
        row("encryption that the server lacks", u"trusted"_qs, steward, {}, u"require"_qs, Kind::Unauthenticated,
            u"tls"_qs, u"does not offer encryption"_qs);
    }
    void failedSignInSaysWhatToDo()
    {
        static bool isReady = false;
        if (!std::exchange(isReady, true)) {
            m_server->restart();
            m_server->allow("host all elsewhere 127.0.0.0/8 reject\nhost all careful 127.0.0.0/8 scram-sha-256\nhost "
                            "all all 127.0.0.0/8 trust\n");
            m_server->run("create role careful login password 'right'");
            m_server->run("create role trusted login");
            m_server->run("create role disabled nologin");
            m_server->run("create role elsewhere login");
            m_server->run("create role single login connection limit 0");
            m_server->run("create database closed");
            m_server->run("revoke connect on database closed from public");
        }
        QFETCH(QString, user);
        QFETCH(QString, database);
        QFETCH(QString, password);
        QFETCH(QString, sslMode);
        QFETCH(int, kind);
        QFETCH(QString, code);
        QFETCH(QString, says);
        auto options = overTcp(user, sslMode);
        options.database = database;
        options.password = password;
        const Error error = refusalOf(options);
        QCOMPARE(error.code, code);
        QCOMPARE(static_cast<int>(error.kind), kind);
        QVERIFY2(error.message.contains(says), qPrintable(error.message + error.detail));
        Pool pool(options, {});
        pool.open();
        QCOMPARE(answerTo(pool.run(read("select 1"))).error().message, error.message);
        QCOMPARE(pool.state(),
                 error.kind == Error::Kind::Unavailable ? Pool::State::Reconnecting : Pool::State::Refused);
    }

    void rightPasswordAfterAWrongOneLetsIn()
    {
        auto options = overTcp(QStringLiteral("careful"), QStringLiteral("disable"));
        options.password = QStringLiteral("wrong");
        Pool pool(options, {});
        pool.open();
        QVERIFY(!answerTo(pool.run(read("select 1"))));
        pool.setPassword(QStringLiteral("right"));
        pool.reconnect();
        QCOMPARE(cell(answerTo(pool.run(read("select current_user")))), u"careful");
    }

    void startingServerIsWaitedFor()
    {
        // A server that says "the database system is starting up", as it does for a moment after every start.
        QTcpServer starting;
        QVERIFY(starting.listen(QHostAddress::LocalHost));
        connect(&starting, &QTcpServer::newConnection, this, [&] {
            QTcpSocket *socket = starting.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                QByteArray fields;
                for (const char *field : { "SFATAL", "VFATAL", "C57P03", "Mthe database system is starting up",
                                           "Fpostmaster.c", "L2390", "RProcessStartupPacket", "" })
                    fields += QByteArray(field) + '\0';
                QByteArray length(4, '\0');
                qToBigEndian(static_cast<qint32>(fields.size() + 4), length.data());
                socket->write('E' + length + fields);
                socket->disconnectFromHost();
            });
        });
        auto options = overTcp(QStringLiteral("x"), QStringLiteral("disable"));
        options.host = QStringLiteral("127.0.0.1");
        options.port = QString::number(starting.serverPort());
        const Error error = refusalOf(options);
        QCOMPARE(error.code, u"57P03");
        QCOMPARE(error.kind, Error::Kind::Unavailable);
    }

    void certificatesAreChecked()
    {
        const QString data = cell(m_server->ask("show data_directory"));
        if (!makeCertificate(data))
            QSKIP("openssl is not there to make a certificate");
        const QString owner = QStringLiteral("%1:%2").arg(QFileInfo(data).ownerId()).arg(QFileInfo(data).groupId());
        QProcess::execute(QStringLiteral("chown"),
                          { owner, data + QStringLiteral("/server.key"), data + QStringLiteral("/server.crt") });
        QFile::setPermissions(data + QStringLiteral("/server.key"), QFile::ReadOwner | QFile::WriteOwner);
        m_server->run("alter system set ssl = on");
        m_server->restart();

        auto options = overTcp(QStringLiteral("trusted"), QStringLiteral("require"));
        Connection encrypted(options);
        QVERIFY(answerTo(encrypted.open()));
        QCOMPARE(cell(answerTo(encrypted.run(read("select ssl from pg_stat_ssl where pid = pg_backend_pid()")))), u"t");

        options.sslMode = QStringLiteral("verify-full");
        options.others.insert(QStringLiteral("sslrootcert"), data + QStringLiteral("/server.crt"));
        const Error otherName = refusalOf(options);
        QCOMPARE(otherName.code, u"certificate");
        options.others.insert(QStringLiteral("sslrootcert"), QStringLiteral("/nonexistent.crt"));
        QCOMPARE(refusalOf(options).code, u"certificate");

        m_server->allow("hostssl all trusted 127.0.0.0/8 trust\nhost all trusted 127.0.0.0/8 reject\n");
        const Error plain = refusalOf(overTcp(QStringLiteral("trusted"), QStringLiteral("disable")));
        QCOMPARE(plain.code, u"28000");
        QVERIFY2(plain.hint.contains(QStringLiteral("TLS")), qPrintable(plain.hint));
    }

    void serviceFileIsRead()
    {
        QTemporaryDir folder;
        QFile file(folder.path() + QStringLiteral("/services"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const auto direct = m_server->options();
        file.write("# ours\n[other]\nhost=nowhere.invalid\n\n[demo]\nhost=" + direct.host.toUtf8()
                   + "\nport=" + direct.port.toUtf8() + "\ndbname=steward\nuser=steward_superuser\n[last]\nuser=x\n");
        file.close();
        qputenv("PGSERVICEFILE", file.fileName().toUtf8());
        ConnectionOptions options;
        options.service = QStringLiteral("demo");
        options.port = direct.port;
        options.host = direct.host;
        Connection connection(options);
        const auto opened = answerTo(connection.open());
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error().message));
        QCOMPARE(cell(answerTo(connection.run(read("select current_user")))), u"steward_superuser");
        options.service = QStringLiteral("absent");
        const Error error = refusalOf(options);
        QCOMPARE(error.kind, Error::Kind::NotFound);
        QVERIFY(error.message.contains(QStringLiteral("“absent”")));
        qunsetenv("PGSERVICEFILE");
    }

    void malformedConnectionStringIsInvalid()
    {
        QCOMPARE(ConnectionOptions::parse(QStringLiteral("host=")).value().host, QString());
        for (const char *text : { "colour=blue", "host='x", "postgresql://[x" })
            QCOMPARE(ConnectionOptions::parse(QString::fromLatin1(text)).error().kind, Error::Kind::Invalid);
    }
};

QTEST_GUILESS_MAIN(RecoveryTest)
#include "recovery_test.moc"
