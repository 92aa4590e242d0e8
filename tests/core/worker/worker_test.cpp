// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/worker/worker.h"
#include "tests/views/house.h"

#include <QSignalSpy>

using namespace steward;
using namespace steward::test;
using namespace Qt::StringLiterals;

/// The worker over a real marketplace: what is due happens, a link that is cut is made again, the end waits for what is
/// under way.
class WorkerTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<House> m_house;
    QStringList m_said;

    [[nodiscard]] std::unique_ptr<Worker> worker(const QString &dsn)
    {
        m_said.clear();
        Worker::Options options;
        options.dsn = [dsn] { return dsn; };
        options.log = [this](const QString &sentence) { m_said << sentence; };
        auto made = std::make_unique<Worker>(options);
        made->begin();
        return made;
    }
    /// A booking that nobody paid in time.
    [[nodiscard]] qint64 unpaid(int hours) const
    {
        const qint64 booking = m_house->book(hours, u"pending_payment"_s);
        m_house->database.run(u"select fixture.make_due(%1)"_s.arg(booking));
        return booking;
    }
    [[nodiscard]] QString stateOf(qint64 booking) const { return m_house->stateOf(booking); }
    [[nodiscard]] bool hasSaid(const QString &words) const { return std::ranges::any_of(m_said, [&](const QString &s) { return s.contains(words); }); }

private slots:
    void initTestCase()
    {
        m_house = std::make_unique<House>();
        m_house->furnish();
    }
    void cleanupTestCase() { m_house.reset(); }

    void whatIsDueHappensAndIsToldInTheFeed()
    {
        const qint64 booking = unpaid(30);
        const auto works = worker(m_house->database.dsn(u"steward_worker"_s));
        QTRY_COMPARE(stateOf(booking), u"expired"_s);
        QTRY_COMPARE(m_house->database.value("select count(*) from market.event_pending"), u"0"_s);
        QCOMPARE(m_house->database.value("select count(*) from market.feed"), m_house->database.value("select count(*) from market.event"));
    }

    void aLinkThatIsCutIsMadeAgain()
    {
        const auto works = worker(m_house->database.dsn(u"steward_worker"_s));
        QTRY_VERIFY(m_said.size() >= 3);
        m_house->database.run("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'steward_worker' and datname = current_database()");
        const qint64 booking = unpaid(40);
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(booking), u"expired"_s, 15'000);
        QVERIFY2(hasSaid(u"is gone"_s), qPrintable(m_said.join(u'\n')));
    }

    void whatFailsIsSaidByItsNumberOnly()
    {
        const qint64 booking = unpaid(50);
        m_house->database.run("alter function op.expire(bigint) rename to expired_by");
        const auto works = worker(m_house->database.dsn(u"steward_worker"_s));
        QTRY_VERIFY2(hasSaid(u"(expire) failed with"_s), qPrintable(m_said.join(u'\n')));
        m_house->database.run("alter function op.expired_by(bigint) rename to expire");
        m_house->database.run("update market.timer set retry_at = null where state = 'pending'");
        QTRY_COMPARE(stateOf(booking), u"expired"_s);
    }

    void itEndsWhatIsUnderWay()
    {
        const auto works = worker(m_house->database.dsn(u"steward_worker"_s));
        QTRY_VERIFY(m_said.size() >= 3);
        QSignalSpy stopped(works.get(), &Worker::stopped);
        works->stop();
        QTRY_COMPARE(stopped.count(), 1);
    }

    void nobodyAnswers()
    {
        const auto works = worker(u"host=/nowhere user=steward_worker dbname=steward"_s);
        QTRY_VERIFY2(hasSaid(u"No link for the feed"_s), qPrintable(m_said.join(u'\n')));
        QSignalSpy stopped(works.get(), &Worker::stopped);
        works->stop();
        QTRY_COMPARE(stopped.count(), 1);
    }
};

QTEST_GUILESS_MAIN(WorkerTest)
#include "worker_test.moc"
