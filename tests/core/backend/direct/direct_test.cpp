// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/direct/direct_backend.h"
#include "core/pg/connection.h"
#include "tests/core/backend/direct/lossy_proxy.h"
#include "tests/core/pg/asking.h"

#include <QFile>
#include <QJsonDocument>
#include <QSignalSpy>

using namespace steward;
using namespace steward::test;

namespace {

Invocation call(const QString &operation, qint64 parcel)
{
    Invocation invocation(operation, QJsonObject { { QStringLiteral("parcel"), parcel } });
    invocation.key = IntentKey::make();
    return invocation;
}

Invocation previewOf(Invocation invocation)
{
    invocation.preview = true;
    invocation.key.reset();
    return invocation;
}

} // namespace

class DirectTest : public QObject {
    Q_OBJECT

    std::unique_ptr<TestDatabase> m_database;
    std::unique_ptr<DirectBackend> m_backend;

    qint64 aParcel(const char *state = "taken") const
    {
        return m_database->value(QString(u"select public.a_parcel('%1')"_qs).arg(QLatin1StringView(state)))
            .toLongLong();
    }
    QString stateOf(qint64 parcel) const
    {
        return m_database->value(u"select state from market.parcel where id = %1"_qs.arg(parcel));
    }
    QString timesDone(const QString &operation, qint64 parcel) const
    {
        return m_database->value(
            u"select count(*) from market.event e join market.parcel p on p.id = e.entity_id where e.entity = 'parcel' and p.id = %1 and e.action = '%2'"_qs
                .arg(parcel)
                .arg(operation));
    }

private slots:
    void init()
    {
        m_database = std::make_unique<TestDatabase>();
        QFile parcels(QStringLiteral(STEWARD_PARCELS));
        QVERIFY(parcels.open(QIODevice::ReadOnly));
        m_database->run(QString::fromUtf8(parcels.readAll()));
        m_backend = std::make_unique<DirectBackend>(optionsFor(*m_database, m_database->login(u"support"_qs)));
        const auto opened = answerTo(m_backend->open());
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error().message + opened.error().detail));
    }
    void cleanup()
    {
        m_backend.reset();
        m_database.reset();
    }

    void linkIsShown()
    {
        const auto link = m_backend->link();
        QCOMPARE(link.state, Link::State::Live);
        QCOMPARE(link.route, u"direct");
        QCOMPARE(link.server, u"this computer");
        QVERIFY(link.latencyMs >= 0);
        QVERIFY(link.why.isEmpty());
    }

    void whoIsNoOperatorIsToldSo()
    {
        for (const char *who : { "stranger", "former" }) {
            DirectBackend backend(optionsFor(*m_database, m_database->login(QString::fromLatin1(who))));
            const auto opened = answerTo(backend.open());
            QVERIFY(!opened);
            QVERIFY2(opened.error().kind == Error::Kind::Unauthenticated
                         || opened.error().kind == Error::Kind::Forbidden,
                     qPrintable(opened.error().message + opened.error().code));
        }
        auto options = optionsFor(*m_database);
        options.database = QStringLiteral("postgres");
        DirectBackend elsewhere(options);
        QCOMPARE(answerTo(elsewhere.open()).error().kind, Error::Kind::Protocol);
    }

    void previewThenCommitWithWhatWasSeen()
    {
        const qint64 parcel = aParcel();
        QSignalSpy changed(m_backend.get(), &Backend::changed);
        auto invocation = call(u"deliver_and_tell"_qs, parcel);
        const auto seen = outcomeOf(*answerTo(m_backend->invoke(previewOf(invocation))));
        QVERIFY2(seen, seen ? "" : qPrintable(seen.error().message));
        QCOMPARE(seen->effects.states.size(), 1);
        QCOMPARE(seen->effects.states[0].to, u"delivered");
        QCOMPARE(stateOf(parcel), u"taken");
        QCOMPARE(changed.size(), 0);
        invocation.seen = seen->effects.hash;
        invocation.version = seen->effects.version;
        const auto done = answerTo(m_backend->invoke(invocation));
        QVERIFY2(done, done ? "" : qPrintable(done.error().message + done.error().detail));
        QCOMPARE(outcomeOf(*done)->effects.hash, seen->effects.hash);
        QCOMPARE(outcomeOf(*done)->version, seen->effects.version + 1);
        QCOMPARE(stateOf(parcel), u"delivered");
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed[0][0].toString(), u"parcel");
        QCOMPARE(changed[0][1].toLongLong(), parcel);
    }

    void refusalsHaveTheirKinds()
    {
        const qint64 parcel = aParcel();
        auto stale = call(u"deliver"_qs, parcel);
        stale.version = 1;
        const auto staleError = answerTo(m_backend->invoke(stale)).error();
        QCOMPARE(staleError.kind, Error::Kind::Stale);
        QCOMPARE(staleError.code, u"MP041");
        QVERIFY(QJsonDocument::fromJson(staleError.detail.toUtf8())[u"version"_qs].toInt() > 1);

        auto other = call(u"deliver"_qs, parcel);
        other.seen = EffectsHash(QString(64, u'0'));
        QCOMPARE(answerTo(m_backend->invoke(other)).error().code, u"MP042");
        QCOMPARE(answerTo(m_backend->invoke(call(u"take"_qs, parcel))).error().kind, Error::Kind::Refused);
        QCOMPARE(answerTo(m_backend->invoke(call(u"lose"_qs, parcel))).error().kind, Error::Kind::Forbidden);
        QCOMPARE(answerTo(m_backend->invoke(call(u"deliver"_qs, 999'999))).error().kind, Error::Kind::NotFound);
        QCOMPARE(answerTo(m_backend->invoke(call(u"explode"_qs, parcel))).error().code, u"MP001");
        auto unknown = call(u"deliver"_qs, parcel);
        unknown.arguments.insert(u"colour"_qs, u"blue"_qs);
        const auto unknownError = answerTo(m_backend->invoke(unknown)).error();
        QCOMPARE(unknownError.kind, Error::Kind::Invalid);
        QVERIFY2(unknownError.message.contains(u"colour"), qPrintable(unknownError.message));
        QCOMPARE(stateOf(parcel), u"taken");
    }

    void sameKeyIsOneAction()
    {
        const qint64 parcel = aParcel();
        const auto invocation = call(u"deliver"_qs, parcel);
        QVERIFY(!outcomeOf(*answerTo(m_backend->invoke(invocation)))->replayed);
        QVERIFY(outcomeOf(*answerTo(m_backend->invoke(invocation)))->replayed);
        auto reused = invocation;
        reused.arguments.insert(u"parcel"_qs, aParcel());
        QCOMPARE(answerTo(m_backend->invoke(reused)).error().code, u"MP051");
        QCOMPARE(timesDone(u"deliver"_qs, parcel), u"1");
    }

    void deadlockIsRepeatedWithTheSameKey()
    {
        m_database->run(uR"(
            create sequence public.stumbles;
            grant usage on sequence public.stumbles to steward_door;
            grant usage on schema public to steward_door;
            set role steward_door;
            create function op.stumble(parcel bigint, times bigint) returns jsonb language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
            begin
              if nextval('public.stumbles') <= stumble.times then
                raise exception 'deadlock detected' using errcode = '40P01';
              end if;
              update market.parcel p set state = 'delivered' where p.id = stumble.parcel;
              return '{}';
            end $$;
            comment on function op.stumble(bigint, bigint) is 'Meets deadlocks';
            select guard.declare_operation('stumble', 'parcel', 'Stumble', 'Meets deadlocks.', action => 'deliver');
            select guard.allow_operation('stumble', array['steward_support']);
            reset role)");
        auto three = call(u"stumble"_qs, aParcel());
        three.arguments.insert(u"times"_qs, 3);
        const auto done = answerTo(m_backend->invoke(three));
        QVERIFY2(done, done ? "" : qPrintable(done.error().message + done.error().detail));
        QCOMPARE(m_database->value(u"select last_value from public.stumbles"), u"4");
        m_database->run(u"select setval('public.stumbles', 1, false)");
        auto four = call(u"stumble"_qs, aParcel());
        four.arguments.insert(u"times"_qs, 4);
        QCOMPARE(answerTo(m_backend->invoke(four)).error().kind, Error::Kind::Busy);
    }

    void backendKilledInTheMiddleOfACallIsSentAgainOnce()
    {
        const qint64 parcel = aParcel();
        Connection other(optionsFor(*m_database));
        QVERIFY(answerTo(other.open()));
        QVERIFY(answerTo(other.run(write("begin"))));
        QVERIFY(answerTo(
            other.run(write("select 1 from market.parcel where id = $1 for update", { QByteArray::number(parcel) }))));
        std::optional<Result<QJsonObject>> reply;
        auto question
            = deliver(m_backend->invoke(call(u"deliver"_qs, parcel)), this, [&](auto r) { reply = std::move(r); });
        const QString killed
            = u"select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = '%1' and wait_event_type = 'Lock'"_qs
                  .arg(m_database->name());
        int count = 0;
        QTRY_VERIFY((count += m_database->value(killed).toInt()) > 0);
        QTest::qWait(100);
        QVERIFY(!reply);
        QVERIFY(answerTo(other.run(write("rollback"))));
        QTRY_VERIFY_WITH_TIMEOUT(reply, 10'000);
        QVERIFY2(*reply, *reply ? "" : qPrintable(reply->error().message));
        QCOMPARE(stateOf(parcel), u"delivered");
        QCOMPARE(timesDone(u"deliver"_qs, parcel), u"1");
    }

    void callWhoseAnswerWasLostHasOneEffect()
    {
        auto options = optionsFor(*m_database, m_database->login(u"support"_qs));
        LossyProxy proxy(options.host + u"/.s.PGSQL."_qs + (options.port.isEmpty() ? u"5432"_qs : options.port));
        options.host = proxy.socketFolder();
        options.port = QStringLiteral("5432");
        DirectBackend backend(options);
        const auto opened = answerTo(backend.open());
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error().message));
        const qint64 parcel = aParcel();
        const auto invocation = call(u"deliver"_qs, parcel);
        proxy.loseAnswerTo(invocation.key->text().toLatin1());
        const auto reply = answerTo(backend.invoke(invocation));
        QVERIFY2(reply, reply ? "" : qPrintable(reply.error().message));
        QCOMPARE(proxy.lostCount(), 1);
        QVERIFY(outcomeOf(*reply)->replayed);
        QCOMPARE(timesDone(u"deliver"_qs, parcel), u"1");
        QCOMPARE(backend.link().state, Link::State::Live);
    }

    void callThatStillRunsWhenItIsSentAgainIsWaitedFor()
    {
        auto options = optionsFor(*m_database, m_database->login(u"support"_qs));
        LossyProxy proxy(options.host + u"/.s.PGSQL."_qs + (options.port.isEmpty() ? u"5432"_qs : options.port));
        options.host = proxy.socketFolder();
        options.port = QStringLiteral("5432");
        DirectBackend backend(options);
        QVERIFY(answerTo(backend.open()));
        const qint64 parcel = aParcel();
        Connection other(optionsFor(*m_database));
        QVERIFY(answerTo(other.open()));
        QVERIFY(answerTo(other.run(write("begin"))));
        QVERIFY(answerTo(
            other.run(write("select 1 from market.parcel where id = $1 for update", { QByteArray::number(parcel) }))));
        const auto invocation = call(u"deliver"_qs, parcel);
        proxy.loseLinkAfter(invocation.key->text().toLatin1());
        std::optional<Result<QJsonObject>> reply;
        auto question = deliver(backend.invoke(invocation), this, [&](auto r) { reply = std::move(r); });
        QTRY_COMPARE(proxy.lostCount(), 1);
        QTest::qWait(800); // sent again meanwhile: its key is busy (MP052)
        QVERIFY(!reply);
        QVERIFY(answerTo(other.run(write("rollback"))));
        QTRY_VERIFY_WITH_TIMEOUT(reply, 10'000);
        QVERIFY2(*reply, *reply ? "" : qPrintable(reply->error().message));
        QVERIFY(outcomeOf(**reply)->replayed);
        QCOMPARE(timesDone(u"deliver"_qs, parcel), u"1");
    }

    void feedSaysThatSomethingChanged()
    {
        QSignalSpy changed(m_backend.get(), &Backend::changed);
        QTRY_VERIFY(
            m_database->value(
                u"select count(*) from pg_stat_activity where datname = '%1' and query = 'listen steward_feed'"_qs.arg(
                    m_database->name()))
            == u"1");
        m_database->run(u"notify steward_feed");
        QTRY_COMPARE(changed.size(), 1);
        QCOMPARE(changed[0][1].toLongLong(), 0);
    }

    void backendMayGoInEveryPhase()
    {
        const qint64 parcel = aParcel();
        for (int turns = 0; turns < 40; ++turns) {
            auto backend = std::make_unique<DirectBackend>(optionsFor(*m_database, m_database->login(u"support"_qs)));
            std::vector<Question> questions;
            questions.push_back(deliver(backend->open(), this, [](const auto &) {}));
            questions.push_back(deliver(backend->read(ListQuery(u"api.session"_qs)), this, [](const auto &) {}));
            questions.push_back(deliver(backend->count(ListQuery(u"api.parcel"_qs)), this, [](const auto &) {}));
            questions.push_back(
                deliver(backend->invoke(previewOf(call(u"deliver"_qs, parcel))), this, [](const auto &) {}));
            QElapsedTimer timer;
            timer.start();
            while (timer.nsecsElapsed() < 250'000 * turns)
                QCoreApplication::processEvents();
            backend.reset();
            QCoreApplication::processEvents();
        }
        QCOMPARE(stateOf(parcel), u"taken");
    }

    void slotOfChangedMayDeleteTheBackend()
    {
        const qint64 parcel = aParcel();
        connect(m_backend.get(), &Backend::changed, this, [this] { m_backend.reset(); });
        const auto reply = answerTo(m_backend->invoke(call(u"deliver"_qs, parcel)));
        QVERIFY(reply);
        QVERIFY(!m_backend);
    }
};

QTEST_GUILESS_MAIN(DirectTest)
#include "direct_test.moc"
