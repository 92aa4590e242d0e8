// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/http_router.h"

#include <QTest>

using namespace steward;
using namespace Qt::StringLiterals;

namespace {

Task<HttpResponse> nothing(HttpRequest)
{
    co_return HttpResponse();
}

} // namespace

/// Which route an address leads to, and with what.
class HttpRouterTest : public QObject
{
    Q_OBJECT

    HttpRouter m_router;

private slots:
    void initTestCase()
    {
        for (const char *pattern : { "/", "/a", "/a/{x}", "/a/{x}/c", "/a/b/d", "/a/b/{y}/e", "/{x}/{y}/{z}" })
            m_router.add(HttpRoute("GET", pattern, nothing));
        m_router.add(HttpRoute("POST", "/a", nothing));
        m_router.add(HttpRoute("PUT", "/p", nothing));
    }

    void anAddressLeadsToItsRoute_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("pattern");
        QTest::addColumn<QString>("x");
        QTest::newRow("the root") << QByteArray("/") << QByteArray("/") << QString();
        QTest::newRow("a word") << QByteArray("/a") << QByteArray("/a") << QString();
        QTest::newRow("a parameter") << QByteArray("/a/1") << QByteArray("/a/{x}") << u"1"_s;
        QTest::newRow("escapes in it") << QByteArray("/a/%C3%A9+%20") << QByteArray("/a/{x}") << u"é+ "_s;
        QTest::newRow("an escaped slash is none") << QByteArray("/a/b%2Fd") << QByteArray("/a/{x}") << u"b/d"_s;
        QTest::newRow("dots are dots") << QByteArray("/a/%2e%2e") << QByteArray("/a/{x}") << u".."_s;
        QTest::newRow("a word goes first") << QByteArray("/a/b/d") << QByteArray("/a/b/d") << QString();
        QTest::newRow("and is gone back from") << QByteArray("/a/b/c") << QByteArray("/a/{x}/c") << u"b"_s;
        QTest::newRow("to the beginning") << QByteArray("/a/b/f") << QByteArray("/{x}/{y}/{z}") << u"a"_s;
        QTest::newRow("nothing is no parameter") << QByteArray("/a/") << QByteArray() << QString();
        QTest::newRow("a slash more") << QByteArray("//a") << QByteArray() << QString();
        QTest::newRow("another letter's case") << QByteArray("/A") << QByteArray() << QString();
        QTest::newRow("a word in escapes") << QByteArray("/%61") << QByteArray() << QString();
        QTest::newRow("too far") << QByteArray("/a/b/c/d/e/f") << QByteArray() << QString();
        QTest::newRow("nowhere") << QByteArray() << QByteArray("/") << QString();
    }
    void anAddressLeadsToItsRoute()
    {
        QFETCH(const QByteArray, path);
        QFETCH(const QByteArray, pattern);
        const auto found = m_router.find("GET", path);
        if (pattern.isEmpty()) {
            QCOMPARE(found.error().status, 404);
        } else {
            QCOMPARE(found->route->pattern, pattern);
            QTEST(found->parameters.value("x"), "x");
        }
    }

    void anotherMethodIsToldWhichThereAre()
    {
        const auto found = m_router.find("DELETE", "/a");
        QCOMPARE(found.error().status, 405);
        QCOMPARE(found.error().fields.constFirst().value, "GET, HEAD, POST");
        QCOMPARE(m_router.find("HEAD", "/p").error().fields.constFirst().value, "PUT");
        QCOMPARE(m_router.find("HEAD", "/a")->route->method, "GET");
        QCOMPARE(m_router.find("get", "/a").error().status, 405);
    }

    void aParameterThatIsNoTextIsRefused()
    {
        QCOMPARE(m_router.find("GET", "/a/%ff").error().status, 400);
    }
};

QTEST_GUILESS_MAIN(HttpRouterTest)
#include "http_router_test.moc"
