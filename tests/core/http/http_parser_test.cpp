// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/compression.h"
#include "core/http/http_parser.h"
#include "core/http/http_text.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

using namespace steward;
using namespace Qt::StringLiterals;

/// What is a request, and what is none: whole, in pieces, and as an attacker would write it.
class HttpParserTest : public QObject
{
    Q_OBJECT

    using State = HttpParser::State;

    /// Reads `bytes` as they come; the code of the fault, or nothing.
    [[nodiscard]] static QByteArray faultIn(const QByteArray &bytes, int atOnce, int *status = nullptr)
    {
        HttpParser parser;
        QByteArray input;
        bool isAllowed = false;
        for (qsizetype at = 0; at < bytes.size(); at += atOnce) {
            input.append(bytes.mid(at, atOnce));
            for (int turn = 0; turn < 2; ++turn) { // it stops once behind the head
                const auto state = parser.take(input);
                auto fault = state ? std::optional<HttpFault>() : state.error();
                if (state && *state != State::Head && !std::exchange(isAllowed, true))
                    fault = parser.allowBody(64);
                if (fault) {
                    if (status)
                        *status = fault->status;
                    return fault->code;
                }
                if (*state == State::Complete)
                    return "complete";
            }
        }
        return "more";
    }

private slots:
    void aRequestIsReadInAnyPieces_data()
    {
        QTest::addColumn<int>("atOnce");
        for (const int size : { 1, 2, 3, 7, 50, 1000 })
            QTest::addRow("%d bytes at once", size) << size;
    }
    void aRequestIsReadInAnyPieces()
    {
        QFETCH(const int, atOnce);
        const QByteArray first = "POST /a%20b?c=%C3%A9 HTTP/1.1\r\nHost: example.org:8080\r\nX-One:  two \r\nTransfer-Encoding: Chunked\r\n\r\n"
                                 "3\r\nabc\r\n2;x=\"y\"\r\nde\r\n0\r\nTrailer: no\r\n\r\n";
        const QByteArray bytes = first + "GET / HTTP/1.1\r\n";
        HttpParser parser;
        QByteArray input;
        bool isAllowed = false;
        State state = State::Head;
        for (qsizetype at = 0; at < bytes.size() && state != State::Complete; at += atOnce) {
            input.append(bytes.mid(at, atOnce));
            for (int turn = 0; turn < 2; ++turn) {
                const auto now = parser.take(input);
                QVERIFY(now);
                state = *now;
                if (state != State::Head && !std::exchange(isAllowed, true))
                    QVERIFY(!parser.allowBody(64));
            }
        }
        QCOMPARE(state, State::Complete);
        QVERIFY(QByteArray("GET / HTTP/1.1\r\n").startsWith(input)); // the next request is left alone
        const HttpRequest &request = parser.request();
        QCOMPARE(request.method, "POST");
        QCOMPARE(request.path(), "/a%20b");
        QCOMPARE(request.field("x-one"), "two");
        QVERIFY(request.field("trailer").isNull());
        QCOMPARE(request.body, "abcde");
        QVERIFY(parser.keepsAlive() && parser.hasBody() && parser.saysLength() && !parser.isOld());
    }

    void whatIsNoRequestIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<int>("status");
        const auto with = [](const QByteArray &fields, const QByteArray &body = {}) { return QByteArray("POST / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n" + body); };
        const auto host = [](const QByteArray &fields) { return QByteArray("GET / HTTP/1.1\r\n" + fields + "\r\n"); };
        const auto target = [](const QByteArray &text) { return QByteArray("GET " + text + " HTTP/1.1\r\nHost: a\r\n\r\n"); };
        // Two servers would see the end of the body in two places.
        QTest::newRow("length and chunks") << with("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n") << QByteArray("malformed") << 400;
        QTest::newRow("chunks and length") << with("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", "0\r\n\r\n") << QByteArray("malformed") << 400;
        QTest::newRow("two lengths") << with("Content-Length: 3\r\nContent-Length: 4\r\n", "abcd") << QByteArray("malformed") << 400;
        QTest::newRow("the same length twice") << with("Content-Length: 3\r\nContent-Length: 3\r\n", "abc") << QByteArray("bad_length") << 400;
        QTest::newRow("a list of lengths") << with("Content-Length: 3, 3\r\n", "abc") << QByteArray("bad_length") << 400;
        QTest::newRow("a signed length") << with("Content-Length: +3\r\n", "abc") << QByteArray("malformed") << 400;
        QTest::newRow("a negative length") << with("Content-Length: -1\r\n") << QByteArray("malformed") << 400;
        QTest::newRow("a length in hex") << with("Content-Length: 0x3\r\n", "abc") << QByteArray("malformed") << 400;
        QTest::newRow("no length in its field") << with("Content-Length: \r\n") << QByteArray("malformed") << 400;
        QTest::newRow("a length beyond all") << with("Content-Length: 99999999999999999999999\r\n") << QByteArray("malformed") << 400;
        QTest::newRow("chunks, then something") << with("Transfer-Encoding: chunked, identity\r\n") << QByteArray("bad_transfer_encoding") << 400;
        QTest::newRow("something, then chunks") << with("Transfer-Encoding: gzip, chunked\r\n") << QByteArray("bad_transfer_encoding") << 400;
        QTest::newRow("almost chunks") << with("Transfer-Encoding: xchunked\r\n") << QByteArray("bad_transfer_encoding") << 400;
        QTest::newRow("identity") << with("Transfer-Encoding: identity\r\n") << QByteArray("bad_transfer_encoding") << 400;
        QTest::newRow("two encodings") << with("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n") << QByteArray("malformed") << 400;
        QTest::newRow("chunks in HTTP/1.0") << QByteArray("POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n") << QByteArray("bad_length") << 400;
        QTest::newRow("a space before the colon") << with("Content-Length : 3\r\n", "abc") << QByteArray("malformed") << 400;
        QTest::newRow("a folded line") << with("X: 1\r\n 2\r\n") << QByteArray("folded_line") << 400;
        QTest::newRow("a folded encoding") << with("Transfer-Encoding:\r\n chunked\r\n", "0\r\n\r\n") << QByteArray("folded_line") << 400;
        QTest::newRow("a folded first line") << QByteArray("GET / HTTP/1.1\r\n Host: a\r\n\r\n") << QByteArray("malformed") << 400;
        QTest::newRow("lines that end in LF") << QByteArray("GET / HTTP/1.1\nHost: a\n\n\r\n\r\n") << QByteArray("malformed") << 400;
        QTest::newRow("a CR alone") << with("X: a\rb\r\n") << QByteArray("malformed") << 400;
        QTest::newRow("a zero byte") << with(QByteArray("X: a\0b\r\n", 8)) << QByteArray("malformed") << 400;
        QTest::newRow("a nameless field") << with(": a\r\n") << QByteArray("malformed") << 400;
        QTest::newRow("no colon") << with("Host\r\n") << QByteArray("malformed") << 400;
        QTest::newRow("a chunk of no size") << with("Transfer-Encoding: chunked\r\n", "\r\nabc\r\n0\r\n\r\n") << QByteArray("malformed") << 400;
        QTest::newRow("a chunk of a signed size") << with("Transfer-Encoding: chunked\r\n", "-1\r\nabc\r\n0\r\n\r\n") << QByteArray("malformed") << 400;
        QTest::newRow("a chunk beyond all") << with("Transfer-Encoding: chunked\r\n", "ffffffffffffffff1\r\nabc\r\n") << QByteArray("malformed") << 400;
        QTest::newRow("a chunk that goes on") << with("Transfer-Encoding: chunked\r\n", "3\r\nabcd\r\n0\r\n\r\n") << QByteArray("malformed") << 400;
        QTest::newRow("a chunk that ends in LF") << with("Transfer-Encoding: chunked\r\n", "3\nabc\n0\n\n\r\n\r\n") << QByteArray("malformed") << 400;
        // Whom it is meant for.
        QTest::newRow("no host") << host("") << QByteArray("bad_host") << 400;
        QTest::newRow("two hosts") << host("Host: a\r\nHost: a\r\n") << QByteArray("bad_host") << 400;
        QTest::newRow("an empty host") << host("Host:\r\n") << QByteArray("bad_host") << 400;
        QTest::newRow("a host with a path") << host("Host: a/b\r\n") << QByteArray("bad_host") << 400;
        QTest::newRow("a host with a user") << host("Host: b@a\r\n") << QByteArray("bad_host") << 400;
        QTest::newRow("hosts in a list") << host("Host: a, b\r\n") << QByteArray("bad_host") << 400;
        QTest::newRow("a host with no end") << host("Host: [::1\r\n") << QByteArray("bad_host") << 400;
        QTest::newRow("a host with a word for port") << host("Host: a:http\r\n") << QByteArray("bad_host") << 400;
        QTest::newRow("an address elsewhere") << target("http://b/") << QByteArray("bad_target") << 400;
        QTest::newRow("an address that is none") << target("a") << QByteArray("bad_target") << 400;
        QTest::newRow("half an escape") << target("/%4") << QByteArray("bad_target") << 400;
        QTest::newRow("no escape") << target("/%zz") << QByteArray("bad_target") << 400;
        QTest::newRow("an escaped zero") << target("/%00") << QByteArray("bad_target") << 400;
        QTest::newRow("an escaped line") << target("/%0d%0aX:1") << QByteArray("bad_target") << 400;
        QTest::newRow("broken UTF-8") << target("/%ff") << QByteArray("bad_target") << 400;
        QTest::newRow("UTF-8 that breaks off") << target("/%c3") << QByteArray("bad_target") << 400;
        QTest::newRow("UTF-8, longer than need be") << target("/%c0%af") << QByteArray("bad_target") << 400;
        QTest::newRow("half a surrogate") << target("/%ed%a0%80") << QByteArray("bad_target") << 400;
        QTest::newRow("bytes unescaped") << target("/\xc3\xa9") << QByteArray("bad_target") << 400;
        QTest::newRow("a query with half an escape") << target("/?a=%4") << QByteArray("bad_target") << 400;
        // What it speaks.
        QTest::newRow("HTTP/2") << QByteArray("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") << QByteArray("malformed") << 400;
        QTest::newRow("HTTP/1.2") << QByteArray("GET / HTTP/1.2\r\nHost: a\r\n\r\n") << QByteArray("malformed") << 400;
        QTest::newRow("HTTP/0.9") << QByteArray("GET /\r\n\r\n") << QByteArray("malformed") << 400;
        QTest::newRow("TLS") << QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11) << QByteArray("malformed") << 400;
        // How much.
        QTest::newRow("a long address") << target("/" + QByteArray(9000, 'a')) << QByteArray("target_too_long") << 414;
        QTest::newRow("an address without end") << "GET /" + QByteArray(20'000, 'a') << QByteArray("target_too_long") << 414;
        QTest::newRow("a long field") << with("X: " + QByteArray(20'000, 'a')) << QByteArray("header_too_large") << 431;
        QTest::newRow("many fields") << with(QByteArray("X: a\r\n").repeated(4'000)) << QByteArray("header_too_large") << 431;
        QTest::newRow("a body too long") << with("Content-Length: 65\r\n") << QByteArray("body_too_large") << 413;
        QTest::newRow("a chunk too long") << with("Transfer-Encoding: chunked\r\n", "41\r\nab") << QByteArray("body_too_large") << 413;
        QTest::newRow("chunks too long together") << with("Transfer-Encoding: chunked\r\n", "3f\r\n" + QByteArray(63, 'a') + "\r\n2\r\n") << QByteArray("body_too_large") << 413;
        QTest::newRow("a chunk's words without end") << with("Transfer-Encoding: chunked\r\n", "1;" + QByteArray(20'000, 'a')) << QByteArray("bad_chunk") << 400;
        QTest::newRow("trailers without end") << with("Transfer-Encoding: chunked\r\n", "0\r\n" + QByteArray("X: a\r\n").repeated(4'000)) << QByteArray("bad_chunk") << 400;
    }
    void whatIsNoRequestIsRefused()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QByteArray, code);
        QFETCH(const int, status);
        int was = 0;
        QCOMPARE(faultIn(bytes, 100'000, &was), code);
        QCOMPARE(was, status);
        QVERIFY(faultIn(bytes, 1) != "complete");
        QVERIFY(faultIn(bytes, 1) != "more");
    }

    void whatIsOneIsTaken_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("an address as host") << QByteArray("GET / HTTP/1.1\r\nHost: 127.0.0.1:80\r\n\r\n");
        QTest::newRow("an address of IPv6 as host") << QByteArray("GET / HTTP/1.1\r\nHost: [::1]:80\r\n\r\n");
        QTest::newRow("HTTP/1.0 without a host") << QByteArray("GET / HTTP/1.0\r\n\r\n");
        QTest::newRow("no body, said so") << QByteArray("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
        QTest::newRow("escapes of any script") << QByteArray("GET /%F0%9F%98%80?%E2%82%AC=a+b&c[]=d|e HTTP/1.1\r\nHost: a\r\n\r\n");
        QTest::newRow("an escaped slash") << QByteArray("GET /a%2fb HTTP/1.1\r\nHost: a\r\n\r\n");
        QTest::newRow("a field in Latin-1") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nX: \xe9\r\n\r\n");
    }
    void whatIsOneIsTaken()
    {
        QFETCH(const QByteArray, bytes);
        QCOMPARE(faultIn(bytes, 100'000), "complete");
        QCOMPARE(faultIn(bytes, 1), "complete");
    }

    /// Beast ended the program when the last chunk came in two pieces, the second of one byte.
    void noBytesInAnyPiecesEndTheProgram()
    {
        const QByteArrayList seeds {
            "POST /a?b HTTP/1.1\r\nHost: a:80\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\nT: u\r\n\r\n",
            "PUT /%C3%A9 HTTP/1.0\r\nContent-Length: 4\r\nConnection: keep-alive, x\r\n\r\nabcd",
        };
        QRandomGenerator dice(42);
        const QByteArray bits = QByteArray("\r\n \t:;,0%/\xff") + QByteArray(1, '\0');
        for (int round = 0; round < 30'000; ++round) {
            QByteArray bytes = seeds[dice.bounded(int(seeds.size()))];
            for (int changes = dice.bounded(4); changes > 0; --changes) {
                const int at = dice.bounded(int(bytes.size()));
                switch (dice.bounded(4)) {
                case 0: bytes.remove(at, 1 + dice.bounded(8)); break;
                case 1: bytes.insert(at, bits[dice.bounded(int(bits.size()))]); break;
                case 2: bytes[at] = char(dice.bounded(256)); break;
                default: bytes.insert(at, bytes.mid(dice.bounded(int(bytes.size())), dice.bounded(20)));
                }
                if (bytes.isEmpty())
                    bytes = "x";
            }
            (void)faultIn(bytes, 1 + dice.bounded(round % 2 ? 4 : 80));
        }
    }

    void anAnswerIsWritten()
    {
        HttpResponse response(200, "text/plain", "hello");
        response.fields.append(HttpField("X-One", "two"));
        HttpManner manner;
        QByteArray bytes = written(response, manner);
        QVERIFY(bytes.startsWith("HTTP/1.1 200 OK\r\nDate: "));
        QVERIFY(bytes.contains("\r\nX-One: two\r\n") && bytes.contains("\r\nContent-Length: 5\r\n") && !bytes.contains("Connection"));
        QVERIFY(bytes.endsWith("\r\n\r\nhello"));
        manner.isHead = true;
        manner.keepsAlive = false;
        bytes = written(response, manner);
        QVERIFY(bytes.contains("\r\nContent-Length: 5\r\n") && bytes.contains("\r\nConnection: close\r\n") && bytes.endsWith("\r\n\r\n"));
        QVERIFY(!written(HttpResponse(), HttpManner()).contains("Content-Length"));
    }

    void aProblemIsToldAsTheStandardHasIt()
    {
        const HttpResponse response = problem(HttpFault(503, "busy", u"Later."_s), "r1");
        QCOMPARE(response.contentType, "application/problem+json");
        QCOMPARE(QJsonDocument::fromJson(response.body).object(),
                 QJsonObject({ { u"type"_s, u"about:blank"_s }, { u"title"_s, u"Service Unavailable"_s }, { u"status"_s, 503 }, { u"detail"_s, u"Later."_s },
                               { u"code"_s, u"busy"_s }, { u"request_id"_s, u"r1"_s } }));
        QCOMPARE(response.fields.constFirst().name, "Retry-After");
        for (const int status : { 400, 401, 403, 404, 405, 408, 409, 411, 412, 413, 414, 415, 422, 431, 500 })
            QVERIFY2(!titleOfStatus(status).startsWith('<'), QByteArray::number(status));
    }

    void whatBrokeIsNotTold()
    {
        const HttpFault fault = faultOf(Error(Error::Kind::Internal, u"secret"_s, u"secret"_s, u"XX000"_s));
        QCOMPARE(fault.status, 500);
        QVERIFY(!fault.detail.contains(u"secret"_s) && fault.code == "internal");
        const HttpFault refused = faultOf(Error(Error::Kind::Refused, u"No."_s, u"Wait."_s, u"MP032"_s));
        QVERIFY(refused.detail == u"No."_s && refused.advice == u"Wait."_s);
    }

    void onlyTheMarketplaceTellsParts()
    {
        const HttpFault stale = faultOf(Error(Error::Kind::Stale, u"It has changed."_s, {}, u"MP041"_s, u"{\"version\": 3}"_s));
        QCOMPARE(stale.code, "MP041");
        QCOMPARE(QJsonDocument::fromJson(problem(stale, "r1").body).object()[u"details"_s].toObject(), QJsonObject({ { u"version"_s, 3 } }));
        const HttpFault wrong = faultOf(Error(Error::Kind::Invalid, u"Malformed."_s, {}, u"22007"_s, u"{\"server\": \"secret\"}"_s));
        QCOMPARE(wrong.code, "invalid");
        QVERIFY(!problem(wrong, "r1").body.contains("secret") && !problem(wrong, "r1").body.contains("details"));
        QCOMPARE(problem(HttpFault(401, "unauthenticated", u"Sign in."_s), "r1").fields.constFirst().name, "WWW-Authenticate");
    }

    void answersBecomeSmallerForWhoReadsThat()
    {
        const auto encodingOf = [](const HttpResponse &response) {
            const auto found = std::ranges::find(response.fields, QByteArray("Content-Encoding"), &HttpField::name);
            return found == response.fields.end() ? QByteArray() : found->value;
        };
        const HttpResponse whole(200, "application/json", '"' + QByteArray(5'000, 'a') + '"');
        for (const auto &[accepted, encoding] : std::initializer_list<std::pair<const char *, const char *>> {
                 { "gzip", "gzip" }, { "deflate, gzip;q=0.1", "gzip" }, { "deflate", "deflate" }, { "*", "gzip" }, { "gzip;q=0, *", "deflate" }, { "gzip;q=0", "" }, { "br", "" }, { "", "" } }) {
            HttpResponse response = whole;
            response.fields.append(HttpField("ETag", "\"7\""));
            compress(response, accepted);
            QCOMPARE(encodingOf(response), encoding);
            QCOMPARE(response.body.size() < whole.body.size(), *encoding != '\0');
            QCOMPARE(response.fields.constFirst().value, *encoding ? "W/\"7\"" : "\"7\"");
        }
        HttpResponse small(200, "application/json", "{}");
        compress(small, "gzip");
        QVERIFY(small.fields.isEmpty());
        HttpResponse picture(200, "image/png", QByteArray(5'000, 'a'));
        compress(picture, "gzip");
        QVERIFY(encodingOf(picture).isEmpty());
    }
};

QTEST_GUILESS_MAIN(HttpParserTest)
#include "http_parser_test.moc"
