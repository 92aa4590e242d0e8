// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/deliver.h"
#include "core/gateway/gateway_config.h"
#include "core/gateway/signature.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace steward;
using namespace Qt::StringLiterals;

/// What is said to a gateway over HTTP, what its answers mean, and whom it is believed.
class GatewayTest : public QObject
{
    Q_OBJECT

    const QByteArray m_secret = "whsec_test";
    const QByteArray m_body = R"({"events":[]})";
    const qint64 m_now = 1'700'000'000;
    QTcpServer m_server;
    QByteArray m_answer; ///< what the server says to anybody, then it closes; nothing: it closes at once

    [[nodiscard]] GatewayConfig config(const QString &url) const
    {
        GatewayConfig made;
        made.adapter = u"sandbox"_s;
        made.url = url;
        made.key = u"sk_test"_s;
        made.secret = m_secret;
        return made;
    }
    [[nodiscard]] QString url() const { return u"http://127.0.0.1:%1"_s.arg(m_server.serverPort()); }
    [[nodiscard]] GatewayAnswer ask(const GatewayConfig &where)
    {
        auto gateway = openGateway(where);
        std::optional<GatewayAnswer> got;
        const Question question = deliver((*gateway)->ask(GatewayRequest()), this, [&](const GatewayAnswer &answer) { got = answer; });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(got, 20'000); }();
        return got.value_or(GatewayAnswer());
    }

private slots:
    void initTestCase()
    {
        QVERIFY(m_server.listen(QHostAddress::LocalHost));
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *link = m_server.nextPendingConnection();
            connect(link, &QTcpSocket::readyRead, link, [this, link] {
                link->readAll();
                link->write(m_answer);
                link->disconnectFromHost();
            });
            connect(link, &QTcpSocket::disconnected, link, &QObject::deleteLater);
        });
    }

    void aSignatureIsOfItsBodyAndOfNow_data()
    {
        QTest::addColumn<QByteArray>("signature");
        QTest::addColumn<bool>("genuine");
        const QByteArray good = signatureOf(m_body, m_secret, m_now);
        const QByteArray digest = good.mid(good.indexOf("v1="));
        QTest::newRow("its own") << good << true;
        QTest::newRow("five minutes ago") << signatureOf(m_body, m_secret, m_now - 300) << true;
        QTest::newRow("longer ago") << signatureOf(m_body, m_secret, m_now - 301) << false;
        QTest::newRow("of the future") << signatureOf(m_body, m_secret, m_now + 301) << false;
        QTest::newRow("another body") << signatureOf(m_body + ' ', m_secret, m_now) << false;
        QTest::newRow("another secret") << signatureOf(m_body, "whsec_other", m_now) << false;
        QTest::newRow("no secret") << signatureOf(m_body, "", m_now) << false;
        QTest::newRow("another moment") << QByteArray(QByteArray("t=1700000001,") + digest) << false;
        QTest::newRow("without a moment") << digest << false;
        QTest::newRow("of another version only") << QByteArray(good).replace("v1=", "v0=") << false;
        QTest::newRow("two, one of a new secret") << QByteArray(good + ",v1=00ff") << true;
        QTest::newRow("two, the other way round") << QByteArray(good).replace("v1=", "v1=00ff,v1=") << true;
        QTest::newRow("empty") << QByteArray() << false;
    }
    void aSignatureIsOfItsBodyAndOfNow()
    {
        QFETCH(const QByteArray, signature);
        QTEST(isGenuine(signature, m_body, m_secret, m_now), "genuine");
    }

    void theFileIsForItsOwnerOnly()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"gateway.json"_s);
        QCOMPARE(GatewayConfig::read(file).error().kind, Error::Kind::NotFound);
        QVERIFY(config(u"http://x"_s).write(file));
        QVERIFY(GatewayConfig::read(file) == config(u"http://x"_s));
        QVERIFY(QFile::setPermissions(file, QFile::ReadOwner | QFile::ReadGroup));
        QCOMPARE(GatewayConfig::read(file).error().kind, Error::Kind::Invalid);
    }

    void noOtherGatewayIsKnown()
    {
        GatewayConfig other = config(u"http://x"_s);
        other.adapter = u"bank"_s;
        QCOMPARE(openGateway(other).error().kind, Error::Kind::Invalid);
    }

    void whatAnAnswerMeans_data()
    {
        using Outcome = GatewayAnswer::Outcome;
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<Outcome>("outcome");
        const auto said = [](const QByteArray &status, const QByteArray &body) {
            return QByteArray("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        };
        QTest::newRow("done") << said("200 OK", R"({"amount":5,"currency":"EUR"})") << Outcome::Done;
        QTest::newRow("a page that is none of ours") << said("200 OK", "<html>Sign in to this network</html>") << Outcome::Unknown;
        QTest::newRow("declined") << said("402 Payment Required", "{}") << Outcome::Declined;
        QTest::newRow("not to be had") << said("404 Not Found", "{}") << Outcome::Refused;
        QTest::newRow("not possible") << said("422 Unprocessable", "{}") << Outcome::Refused;
        QTest::newRow("in flight") << said("409 Conflict", "{}") << Outcome::Unknown;
        QTest::newRow("broken") << said("500 Internal", "{}") << Outcome::Unknown;
        QTest::newRow("cut by a proxy") << said("504 Timeout", "{}") << Outcome::Unknown;
        QTest::newRow("moved elsewhere") << said("302 Found", "{}") << Outcome::Unknown;
        QTest::newRow("busy") << said("503 Busy", "{}") << Outcome::NotReached;
        QTest::newRow("who are you") << said("401 Unauthorized", "{}") << Outcome::NotReached;
        QTest::newRow("cut in the middle") << said("200 OK", R"({"amount":5,"currency":"EUR"})").chopped(4) << Outcome::Unknown;
        QTest::newRow("nothing") << QByteArray() << Outcome::Unknown;
    }
    void whatAnAnswerMeans()
    {
        QFETCH(const QByteArray, answer);
        m_answer = answer;
        QTEST(ask(config(url())).outcome, "outcome");
    }

    void nobodyIsThere()
    {
        QTcpServer gone;
        QVERIFY(gone.listen(QHostAddress::LocalHost));
        const QString where = u"http://127.0.0.1:%1"_s.arg(gone.serverPort());
        gone.close();
        QCOMPARE(ask(config(where)).outcome, GatewayAnswer::Outcome::NotReached);
    }

    void aQuestionIsWithdrawn()
    {
        auto gateway = openGateway(config(url()));
        m_answer.clear();
        {
            const Question question = deliver((*gateway)->ask(GatewayRequest()), this, [](const GatewayAnswer &) { QFAIL("answered"); });
            QCoreApplication::processEvents();
        }
        QTest::qWait(50);
    }
};

Q_DECLARE_METATYPE(steward::GatewayAnswer::Outcome)
QTEST_GUILESS_MAIN(GatewayTest)
#include "gateway_test.moc"
