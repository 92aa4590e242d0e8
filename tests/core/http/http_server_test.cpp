// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/sleep.h"
#include "core/http/http_server.h"

#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>

using namespace steward;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype big_bytes = 400'000;

/// Counts the handlers that are under way.
struct Counted {
    explicit Counted(int &counter)
        : count(counter)
    {
        ++count;
    }
    ~Counted() { --count; }
    Q_DISABLE_COPY_MOVE(Counted)
    int &count;
};

} // namespace

/// A server and clients that behave, that are slow, that leave, and that want too much.
class HttpServerTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<HttpServer> m_server;
    quint16 m_port = 0;
    int m_underWay = 0;
    int m_begun = 0;
    QList<HttpExchange> m_exchanges;
    QByteArrayList m_refused;

    Task<HttpResponse> wait(HttpRequest request)
    {
        const Counted counted(m_underWay);
        ++m_begun;
        co_await sleepFor(std::chrono::milliseconds(request.parameters.value("ms").toInt()));
        co_return HttpResponse(200, "text/plain", "waited " + request.parameters.value("ms").toUtf8() + '.');
    }
    Task<HttpResponse> big(HttpRequest)
    {
        ++m_begun;
        co_return HttpResponse(200, "text/plain", QByteArray(big_bytes, 'x'));
    }
    Task<HttpResponse> echo(HttpRequest request) { co_return HttpResponse(200, "text/plain", request.body + '.'); }

    void serve(HttpServer::Limits limits = HttpServer::Limits())
    {
        HttpRouter router;
        router.add(HttpRoute("GET", "/wait/{ms}", [this](HttpRequest request) { return wait(std::move(request)); }));
        router.add(HttpRoute("GET", "/big", [this](HttpRequest request) { return big(std::move(request)); }));
        HttpRoute route("POST", "/echo", [this](HttpRequest request) { return echo(std::move(request)); });
        route.mostBody = 100'000;
        route.bodyType = "application/json";
        router.add(route);
        m_server = std::make_unique<HttpServer>(std::move(router), limits);
        connect(m_server.get(), &HttpServer::answered, this, [this](const HttpExchange &exchange) { m_exchanges.append(exchange); });
        connect(m_server.get(), &HttpServer::refused, this, [this](const QByteArray &code) { m_refused.append(code); });
        m_port = m_server->listen(QHostAddress::LocalHost, 0).value();
    }
    [[nodiscard]] std::unique_ptr<QTcpSocket> client(const QByteArray &says = {}) const
    {
        auto made = std::make_unique<QTcpSocket>();
        made->connectToHost(QHostAddress::LocalHost, m_port);
        made->write(says);
        return made;
    }
    /// All that is said until `last` ends it.
    [[nodiscard]] static QByteArray heard(QTcpSocket &client, const QByteArray &last)
    {
        QByteArray all;
        [&] {
            QTRY_VERIFY_WITH_TIMEOUT((all += client.readAll()).endsWith(last), 10'000);
        }();
        return all;
    }
    [[nodiscard]] static bool isLeft(const QTcpSocket &client) { return client.state() == QAbstractSocket::UnconnectedState; }
    [[nodiscard]] static QByteArray get(const QByteArray &path, const QByteArray &fields = {}) { return "GET " + path + " HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n"; }
    [[nodiscard]] static QByteArray post(const QByteArray &fields, const QByteArray &body) { return "POST /echo HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n" + body; }

private slots:
    void init()
    {
        m_exchanges.clear();
        m_refused.clear();
        m_begun = 0;
    }
    void cleanup()
    {
        m_server.reset();
        QCOMPARE(m_underWay, 0);
    }

    void answersComeInTheOrderOfTheirQuestions()
    {
        serve();
        const auto one = client(get("/wait/200") + get("/wait/0") + get("/nowhere") + get("/wait/50") + get("/wait/1"));
        const QByteArray said = heard(*one, "waited 1.");
        QVERIFY(said.indexOf("waited 200.") > 0 && said.indexOf("waited 200.") < said.indexOf("waited 0."));
        QVERIFY(said.indexOf("waited 0.") < said.indexOf("no_such_path") && said.indexOf("no_such_path") < said.indexOf("waited 50."));
        QCOMPARE(m_exchanges.size(), 5);
        QCOMPARE(m_exchanges[0].pattern, "/wait/{ms}");
        QVERIFY(m_exchanges[0].duration > 190ms);
        QCOMPARE(m_exchanges[2].pattern, "");
        QCOMPARE(m_refused, QByteArrayList { "no_such_path" });
    }

    void othersAreAnsweredMeanwhile()
    {
        serve();
        const auto slow = client(get("/wait/5000"));
        const auto quick = client(get("/wait/1"));
        (void)heard(*quick, "waited 1.");
        QVERIFY(slow->readAll().isEmpty());
    }

    void whoLeavesTakesTheHandlerAlong()
    {
        serve();
        auto one = client(get("/wait/60000"));
        QTRY_COMPARE(m_underWay, 1);
        one->abort();
        QTRY_COMPARE(m_underWay, 0);
        QTRY_COMPARE(m_server->connectionCount(), 0);
        QVERIFY(m_exchanges.isEmpty());
    }

    void theServerMayGoWhileItAnswers()
    {
        serve();
        const auto one = client(get("/wait/60000"));
        QTRY_COMPARE(m_underWay, 1);
        m_server.reset();
        QCOMPARE(m_underWay, 0);
    }

    void headIsAnsweredWithoutABody()
    {
        serve();
        const auto one = client("HEAD /wait/1 HTTP/1.1\r\nHost: a\r\n\r\n" + get("/nowhere") + "HEAD /nowhere HTTP/1.1\r\nHost: a\r\n\r\n" + get("/wait/2"));
        const QByteArray said = heard(*one, "waited 2.");
        QVERIFY(said.contains("Content-Length: 9\r\n") && !said.contains("waited 1."));
        QCOMPARE(said.count("no_such_path"), 1);
    }

    void aBodyIsTakenOrRefusedByItsHead_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("answer");
        const QByteArray json = "Content-Type: Application/JSON; charset=utf-8\r\n";
        QTest::newRow("of the right type") << post(json + "Content-Length: 2\r\n", "{}") << QByteArray("{}.");
        QTest::newRow("in chunks") << post(json + "Transfer-Encoding: chunked\r\n", "1\r\n{\r\n1\r\n}\r\n0\r\n\r\n") << QByteArray("{}.");
        QTest::newRow("none, said so") << post("Content-Length: 0\r\n", "") << QByteArray(".");
        QTest::newRow("no word of it") << post(json, "") << QByteArray("411 Length Required");
        QTest::newRow("of another type") << post("Content-Type: text/plain\r\nContent-Length: 2\r\n", "") << QByteArray("415 Unsupported Media Type");
        QTest::newRow("of no type") << post("Content-Length: 2\r\n", "") << QByteArray("415 Unsupported Media Type");
        QTest::newRow("compressed") << post(json + "Content-Encoding: gzip\r\nContent-Length: 2\r\n", "") << QByteArray("415 Unsupported Media Type");
        QTest::newRow("too long") << post(json + "Content-Length: 100001\r\n", "") << QByteArray("413 Payload Too Large");
        QTest::newRow("where none is taken") << get("/wait/1", "Content-Length: 1\r\n") << QByteArray("413 Payload Too Large");
        QTest::newRow("with another method") << QByteArray("PUT /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n") << QByteArray("405 Method Not Allowed");
        QTest::newRow("too long, and waited with") << post(json + "Expect: 100-continue\r\nContent-Length: 100001\r\n", "") << QByteArray("413 Payload Too Large");
    }
    void aBodyIsTakenOrRefusedByItsHead()
    {
        QFETCH(const QByteArray, request);
        QFETCH(const QByteArray, answer);
        serve();
        const auto one = client(request);
        QByteArray said;
        QTRY_VERIFY((said += one->readAll()).contains(answer));
        QCOMPARE(said.count("HTTP/1.1"), 1);
        if (!said.startsWith("HTTP/1.1 200")) { // what follows might be the body
            QVERIFY(said.contains("Connection: close") && said.contains("application/problem+json"));
            QTRY_VERIFY(isLeft(*one));
        }
    }

    void whoAsksFirstIsToldToGoOn()
    {
        serve();
        const auto one = client(post("Content-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 2\r\n", ""));
        (void)heard(*one, "HTTP/1.1 100 Continue\r\n\r\n");
        one->write("{}");
        (void)heard(*one, "{}.");
    }

    void theAnswerToATooLongBodyIsHeard()
    {
        serve();
        const auto one = client("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 3000000\r\n\r\n" + QByteArray(3'000'000, ' '));
        (void)heard(*one, "}");
        QTRY_VERIFY(isLeft(*one));
        QVERIFY(m_refused.contains("body_too_large"));
    }

    void whatIsNoRequestEndsTheConnection()
    {
        serve();
        const auto one = client("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n" + get("/wait/1"));
        const QByteArray said = heard(*one, "}");
        QVERIFY(said.startsWith("HTTP/1.1 400 Bad Request") && said.contains("bad_host"));
        QTRY_VERIFY(isLeft(*one));
        QCOMPARE(m_begun, 0);
    }

    void anOldClientIsAnsweredInItsWay()
    {
        serve();
        const auto one = client("GET /wait/1 HTTP/1.0\r\n\r\n");
        QVERIFY(heard(*one, "waited 1.").startsWith("HTTP/1.0 200 OK"));
        QTRY_VERIFY(isLeft(*one));
    }

    void slowOnesAreToldAndLeft()
    {
        HttpServer::Limits limits;
        limits.head = 150ms;
        limits.body = 150ms;
        limits.idle = 400ms;
        serve(limits);
        const auto silent = client();
        const auto slowHead = client("GET / HT");
        const auto slowBody = client(post("Content-Type: application/json\r\nContent-Length: 2\r\n", "{"));
        const auto idle = client(get("/wait/1"));
        QVERIFY(heard(*slowHead, "}").contains("header_timeout"));
        QVERIFY(heard(*slowBody, "}").contains("body_timeout"));
        QTRY_VERIFY(isLeft(*silent) && isLeft(*slowHead) && isLeft(*slowBody));
        QVERIFY(!isLeft(*idle));
        QTRY_VERIFY(isLeft(*idle));
        QCOMPARE(m_server->connectionCount(), 0);
        QVERIFY(m_refused.contains("silent"));
    }

    void aHeadThatDripsHasNoMoreTime()
    {
        HttpServer::Limits limits;
        limits.head = 300ms;
        serve(limits);
        const auto one = client("GET / HTTP/1.1\r\n");
        QTimer drip;
        connect(&drip, &QTimer::timeout, one.get(), [&] { one->write("X: a\r\n"); });
        drip.start(50);
        QVERIFY(heard(*one, "}").contains("header_timeout"));
    }

    void whoDoesNotReadIsNotHeard()
    {
        serve();
        const auto one = client();
        one->setReadBufferSize(1);
        one->write(get("/big").repeated(200));
        QTest::qWait(500);
        const int begun = m_begun;
        QVERIFY2(begun > 0 && begun < 50, QByteArray::number(begun)); // what the system holds, and the limit
        one->setReadBufferSize(0);
        qsizetype all = 0;
        QTRY_VERIFY_WITH_TIMEOUT((all += one->readAll().size()) > 200 * big_bytes, 20'000);
        QCOMPARE(m_begun, 200);
    }

    void whoNeverReadsIsLeft()
    {
        HttpServer::Limits limits;
        limits.idle = 300ms;
        serve(limits);
        const auto one = client();
        one->setReadBufferSize(1);
        one->write(get("/big").repeated(200));
        QTRY_VERIFY(m_refused.contains("answer_timeout"));
        QTRY_COMPARE(m_server->connectionCount(), 0);
    }

    void oneTooManyIsTurnedAway()
    {
        HttpServer::Limits limits;
        limits.connections = 2;
        serve(limits);
        const auto one = client(get("/wait/1"));
        const auto two = client(get("/wait/2"));
        (void)heard(*one, "waited 1.");
        (void)heard(*two, "waited 2.");
        const auto three = client(get("/wait/3"));
        const QByteArray said = heard(*three, "}");
        QVERIFY(said.startsWith("HTTP/1.1 503") && said.contains("Retry-After: ") && said.contains("too_many_connections"));
        QTRY_VERIFY(isLeft(*three));
        one->abort();
        QTRY_COMPARE(m_server->connectionCount(), 1);
        const auto four = client(get("/wait/4"));
        (void)heard(*four, "waited 4.");
    }

    void theLastAreAnswered()
    {
        HttpServer::Limits limits;
        limits.lastCall = 200ms;
        serve(limits);
        const auto slow = client(get("/wait/600"));
        const auto idle = client(get("/wait/1"));
        const auto late = client(get("/wait/2"));
        const auto half = client("GET /wait/3 HTTP/1.1\r\n");
        (void)heard(*idle, "waited 1.");
        (void)heard(*late, "waited 2.");
        QTRY_COMPARE(m_server->connectionCount(), 4);
        QSignalSpy drained(m_server.get(), &HttpServer::drained);
        m_server->drain();
        late->write(get("/wait/4"));
        half->write("Host: a\r\n\r\n");
        QVERIFY(heard(*late, "waited 4.").contains("Connection: close"));
        QVERIFY(heard(*half, "waited 3.").contains("Connection: close"));
        const auto refused = client(get("/wait/5"));
        QTRY_VERIFY(isLeft(*refused));
        QTRY_VERIFY(isLeft(*idle));
        QVERIFY(drained.isEmpty());
        QVERIFY(heard(*slow, "waited 600.").contains("Connection: close"));
        QTRY_COMPARE(drained.size(), 1);
    }

    void aPortIsHadOnce()
    {
        serve();
        HttpServer other { HttpRouter(), HttpServer::Limits() };
        QVERIFY(other.listen(QHostAddress::LocalHost, m_port).error().message.contains(QString::number(m_port)));
    }
};

QTEST_GUILESS_MAIN(HttpServerTest)
#include "http_server_test.moc"
