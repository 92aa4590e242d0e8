// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/api/api_backend.h"
#include "core/backend/decode.h"
#include "core/backend/direct/direct_backend.h"
#include "tests/core/pg/asking.h"
#include "tests/support/api_server.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace steward;
using namespace steward::test;
using namespace Qt::StringLiterals;

namespace {

/// A row's cells that both ways should tell alike, by name; moments and JSON are written otherwise by each.
QMap<QString, QString> cellsOf(const Rows::Row &row, const QStringList &names)
{
    QMap<QString, QString> cells;
    for (int column = 0; column < row.source().columnCount(); ++column) {
        const auto name = row.source().columnName(column);
        const QString known = QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
        const auto text = row.cell(column);
        if (names.contains(known))
            cells.insert(known, text ? QString::fromUtf8(text->data(), static_cast<qsizetype>(text->size())) : u"null"_s);
    }
    return cells;
}

} // namespace

/// The same questions over HTTP and straight to PostgreSQL, and what becomes of them when the way is lost.
class ApiTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<TestDatabase> m_database;
    std::unique_ptr<ApiServer> m_server;
    std::unique_ptr<ApiBackend> m_backend;
    std::unique_ptr<DirectBackend> m_direct;
    qint64 m_booking = 0;

    [[nodiscard]] std::unique_ptr<ApiBackend> enter(const QString &who) const { return m_server->enter(who); }
    [[nodiscard]] QString stateOf(qint64 booking) const { return m_database->value(u"select state from market.booking where id = %1"_s.arg(booking)); }
    [[nodiscard]] int versionOf(qint64 booking) const { return m_database->value(u"select version from market.booking where id = %1"_s.arg(booking)).toInt(); }
    [[nodiscard]] Invocation cancels(qint64 booking) const
    {
        Invocation call(u"override_cancel"_s, { { u"booking"_s, booking }, { u"to_customer"_s, 100 }, { u"to_provider"_s, 0 } });
        call.key = IntentKey::make();
        call.version = versionOf(booking);
        call.reasonCode = u"customer_emergency"_s;
        return call;
    }
    [[nodiscard]] qint64 book(int hours) const
    {
        return m_database->value(u"select fixture.new_booking(person, listing, fixture.ahead(%1)) from fixture.who"_s.arg(hours)).toLongLong();
    }

private slots:
    void initTestCase()
    {
        m_database = std::make_unique<TestDatabase>();
        QFile fixture(QStringLiteral(STEWARD_FIXTURE));
        QVERIFY(fixture.open(QIODevice::ReadOnly));
        m_database->run(QString::fromUtf8(fixture.readAll()));
        m_database->run(u"select fixture.operators()"_s);
        m_database->run(u"create table fixture.who as select fixture.new_customer() as person, fixture.new_listing(fixture.new_provider()) as listing"_s);
        for (int n = 0; n < 7; ++n)
            m_booking = book(72 + 2 * n);
        m_server = std::make_unique<ApiServer>(*m_database);
        m_backend = enter(u"operations"_s);
        m_direct = std::make_unique<DirectBackend>(optionsFor(*m_database, m_database->login(u"operations"_s)));
        QVERIFY(answerTo(m_direct->open()));
    }
    void cleanupTestCase()
    {
        m_backend.reset();
        m_direct.reset();
        m_server.reset();
        m_database.reset();
    }

    void linkIsShown()
    {
        const Link link = m_backend->link();
        QCOMPARE(link.state, Link::State::Live);
        QCOMPARE(link.route, u"API"_s);
        QVERIFY(link.server.startsWith(u"127.0.0.1:"_s));
        QVERIFY(link.latencyMs >= 0);
    }

    void pagesAreTheSameBothWays()
    {
        ListQuery query(u"booking_list"_s);
        query.orderedBy(u"starts_at"_s, false);
        const QStringList names { u"id"_s, u"reference"_s, u"state"_s, u"version"_s, u"price"_s, u"currency"_s, u"provider"_s };
        QByteArray here, there;
        for (int n = 0; n < 4; ++n) {
            const auto api = answerTo(m_backend->page(query, PageRequest(there, PageRequest::Direction::Forward, 2)));
            const auto direct = answerTo(m_direct->page(query, PageRequest(here, PageRequest::Direction::Forward, 2)));
            QVERIFY2(api, api ? "" : qPrintable(api.error().message));
            QVERIFY(direct);
            QCOMPARE(api->rows.size(), direct->rows.size());
            QVERIFY(!api->rows.isEmpty());
            for (qsizetype row = 0; row < api->rows.size(); ++row) {
                const auto cells = cellsOf(api->rows.at(row), names);
                QVERIFY(cells.size() >= 5);
                QCOMPARE(cells, cellsOf(direct->rows.at(row), names));
            }
            QCOMPARE(api->next.isEmpty(), direct->next.isEmpty());
            QCOMPARE(api->previous.isEmpty(), direct->previous.isEmpty());
            there = api->next;
            here = direct->next;
        }
        const auto total = answerTo(m_backend->count(query));
        QVERIFY(total && total->exact);
        QCOMPARE(total->rows, 7);
    }

    void conditionsTravel()
    {
        ListQuery query(u"booking_list"_s);
        query.where(u"state"_s, ListQuery::Comparison::OneOf, { u"confirmed"_s, u"held"_s }).where(u"id"_s, ListQuery::Comparison::Equals, { QString::number(m_booking) });
        const auto found = answerTo(m_backend->page(query, PageRequest()));
        QVERIFY2(found, found ? "" : qPrintable(found.error().message));
        QCOMPARE(found->rows.size(), 1);
        ListQuery none(u"booking_list"_s);
        none.where(u"nonsense"_s, ListQuery::Comparison::Equals, { u"1"_s });
        const auto refused = answerTo(m_backend->page(none, PageRequest()));
        QVERIFY(!refused && refused.error().kind == Error::Kind::Invalid);
    }

    void aCallIsLookedAtDoneAndRepeated()
    {
        Invocation look = cancels(m_booking);
        look.preview = true;
        const auto key = *look.key;
        look.key.reset();
        const auto seen = answerTo(m_backend->invoke(look));
        QVERIFY2(seen, seen ? "" : qPrintable(seen.error().message));
        QCOMPARE(stateOf(m_booking), u"confirmed"_s);
        Invocation call = look;
        call.preview = false;
        call.key = key;
        call.seen.text = seen->value("effects_hash"_L1).toString();
        QSignalSpy changed(m_backend.get(), &Backend::changed);
        const auto done = answerTo(m_backend->invoke(call));
        QVERIFY2(done, done ? "" : qPrintable(done.error().message));
        QCOMPARE(stateOf(m_booking), u"cancelled"_s);
        QVERIFY(!changed.isEmpty() && changed.constFirst().at(0).toString() == u"booking"_s);
        const auto again = answerTo(m_backend->invoke(call));
        QVERIFY(again && again->value("replayed"_L1).toBool());
        QCOMPARE(again->value("invocation"_L1), done->value("invocation"_L1));
        QVERIFY(outcomeOf(*done));
    }

    void whatIsRefusedIsSaidAsStraightTo()
    {
        Invocation stale = cancels(book(200));
        stale.version = 1;
        for (Backend *way : std::initializer_list<Backend *> { m_backend.get(), m_direct.get() }) {
            const auto refused = answerTo(way->invoke(stale));
            QVERIFY(!refused);
            QCOMPARE(refused.error().kind, Error::Kind::Stale);
            QCOMPARE(refused.error().code, u"MP041"_s);
        }
        Invocation unknown = cancels(999'999);
        unknown.version.reset();
        const auto here = answerTo(m_backend->invoke(unknown)), there = answerTo(m_direct->invoke(unknown));
        QVERIFY(!here && !there);
        QCOMPARE(here.error().kind, Error::Kind::NotFound);
        QCOMPARE(here.error().message, there.error().message);
        QCOMPARE(here.error().hint, there.error().hint);
        const auto auditor = enter(u"auditor"_s);
        const auto forbidden = answerTo(auditor->invoke(cancels(book(210))));
        QVERIFY(!forbidden);
        QVERIFY(forbidden.error().kind == Error::Kind::Forbidden || forbidden.error().kind == Error::Kind::NotFound);
    }

    // Such a function is asked by POST; the backend finds that out.
    void whatLeavesATraceIsAskedTheSame()
    {
        const qint64 booking = book(230);
        QVERIFY(answerTo(m_direct->invoke(cancels(booking))));
        ListQuery query(u"changes_since"_s);
        query.given({ u"booking"_s, QString::number(booking), u"1"_s });
        const auto here = answerTo(m_backend->read(query)), there = answerTo(m_direct->read(query));
        QVERIFY2(here, here ? "" : qPrintable(here.error().message + here.error().code));
        QVERIFY(there && there->size() > 0);
        QCOMPARE(here->size(), there->size());
        QCOMPARE(cellsOf(here->at(0), { u"version"_s, u"title"_s, u"field"_s, u"became"_s }), cellsOf(there->at(0), { u"version"_s, u"title"_s, u"field"_s, u"became"_s }));
    }

    void whatOthersDoIsHeard()
    {
        QSignalSpy changed(m_backend.get(), &Backend::changed);
        Invocation call = cancels(book(220));
        QVERIFY(answerTo(m_direct->invoke(call)));
        const auto sequence = [this] { m_database->run(u"set session authorization steward_worker; select guard.sequence_feed()"_s); }; // as the worker does
        QTRY_VERIFY_WITH_TIMEOUT((sequence(), !changed.isEmpty()), 20'000);
    }

    void aWrongPasswordSaysSo()
    {
        ApiOptions options = m_server->optionsFor(u"support"_s);
        options.password = u"another one altogether"_s;
        ApiBackend backend(options);
        const auto opened = answerTo(backend.open());
        QVERIFY(!opened);
        QCOMPARE(opened.error().kind, Error::Kind::Unauthenticated);
        QCOMPARE(backend.link().state, Link::State::Refused);
        ApiOptions codeless = m_server->optionsFor(u"support"_s);
        codeless.code.clear();
        ApiBackend second(codeless);
        const auto asked = answerTo(second.open());
        QVERIFY(!asked);
        QCOMPARE(asked.error().code, u"code_needed"_s);
        second.setCode(ApiServer::code());
        QVERIFY(answerTo(second.open()));
    }

    void anAddressThatIsNoneSaysSo()
    {
        ApiOptions options = m_server->optionsFor(u"operations"_s);
        options.server = QUrl(u"http://127.0.0.1:1"_s);
        ApiBackend nobody(options);
        const auto refused = answerTo(nobody.open());
        QVERIFY(!refused && refused.error().kind == Error::Kind::Unavailable);
        QVERIFY(refused.error().message.contains(u"127.0.0.1"_s));
        options.server = QUrl(u"http://admin.example.org"_s);
        ApiBackend unsafe(options);
        const auto unsaid = answerTo(unsafe.open());
        QVERIFY(!unsaid && unsaid.error().kind == Error::Kind::Protocol && unsaid.error().hint.contains(u"https"_s));
        QCOMPARE(unsafe.link().state, Link::State::Refused);
    }

    void nothingIsSaidToWhoIsNotTheServer()
    {
        QTemporaryDir folder;
        const QString certificate = folder.filePath(u"certificate.pem"_s);
        const QString key = folder.filePath(u"key.pem"_s);
        QCOMPARE(QProcess::execute(u"openssl"_s, { u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:prime256v1"_s, u"-nodes"_s, u"-days"_s, u"2"_s, u"-subj"_s,
                                                   u"/CN=steward"_s, u"-addext"_s, u"subjectAltName=IP:127.0.0.1"_s, u"-out"_s, certificate, u"-keyout"_s, key }),
                 0);
        const ApiServer secure(*m_database, { u"--tls-certificate"_s, certificate, u"--tls-key"_s, key });
        ApiBackend trusting(secure.optionsFor(u"support"_s));
        const auto unknown = answerTo(trusting.open());
        QVERIFY(!unknown && unknown.error().code == u"certificate"_s);
        ApiOptions options = secure.optionsFor(u"support"_s);
        QCOMPARE(options.server.scheme(), u"https"_s);
        options.authorities = QSslCertificate::fromPath(certificate);
        std::unique_ptr<ApiBackend> knowing;
        Result<void> opened;
        const auto tries = [&] { // until it has its keys; each time with a code of its own
            options.code = secure.optionsFor(u"support"_s).code;
            knowing = std::make_unique<ApiBackend>(options);
            opened = answerTo(knowing->open());
            return opened || opened.error().kind != Error::Kind::Unavailable;
        };
        QTRY_VERIFY_WITH_TIMEOUT(tries(), 20'000);
        QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().message));
        const auto known = answerTo(knowing->read(ListQuery(u"session"_s)));
        QVERIFY(known && known->size() == 1);
    }

    void whatIsLostIsTriedAgainByItself()
    {
        QSignalSpy changed(m_backend.get(), &Backend::changed);
        const qint64 booking = book(300);
        QVERIFY(answerTo(m_backend->read(ListQuery(u"session"_s))));
        m_server->kill();
        std::optional<Result<QJsonObject>> answer;
        const auto question = deliver(m_backend->invoke(cancels(booking)), this, [&](Result<QJsonObject> value) { answer = std::move(value); });
        QTRY_COMPARE(m_backend->link().state, Link::State::Reconnecting);
        QVERIFY(!m_backend->link().why.isEmpty());
        const auto lost = answerTo(m_backend->read(ListQuery(u"session"_s)));
        QVERIFY(!lost && lost.error().kind == Error::Kind::Unavailable);
        const auto unsent = answerTo(m_backend->invoke(cancels(booking)), 2'000);
        QVERIFY(!unsent && unsent.error().code == u"away"_s);
        QTest::qWait(400);
        m_server->startAgain();
        QTRY_COMPARE_WITH_TIMEOUT(m_backend->link().state, Link::State::Live, 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(answer.has_value(), 30'000);
        QVERIFY2(*answer, *answer ? "" : qPrintable((*answer).error().message)); // what could not be sent is sent when it can
        QCOMPARE(stateOf(booking), u"cancelled"_s);
        QVERIFY(!changed.isEmpty()); // whatever happened meanwhile was not told
        QVERIFY(answerTo(m_backend->read(ListQuery(u"session"_s))));
    }

    void aSessionThatIsRevokedIsRefused()
    {
        const auto backend = enter(u"finance"_s);
        m_database->run(u"set session_replication_role = replica; update market.login_session set ended_at = now(), ended_for = 'revoked'"_s);
        const auto refused = answerTo(backend->read(ListQuery(u"session"_s)));
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Unauthenticated);
        QCOMPARE(backend->link().state, Link::State::Refused);
    }

    void whoeverGoesTakesTheQuestionsAlong()
    {
        auto backend = enter(u"support"_s);
        bool isAnswered = false;
        const auto question = deliver(backend->page(ListQuery(u"booking_list"_s), PageRequest()), this, [&](const auto &) { isAnswered = true; });
        QTest::qWait(1);
        backend.reset();
        QTest::qWait(200);
        QVERIFY(!isAnswered);
    }
};

QTEST_GUILESS_MAIN(ApiTest)
#include "api_test.moc"
