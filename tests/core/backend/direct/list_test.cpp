// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/decode.h"
#include "core/backend/direct/direct_backend.h"
#include "tests/core/pg/asking.h"

using namespace steward;
using namespace steward::test;
using Comparison = ListQuery::Comparison;

namespace steward {

struct Ranked {
    qint64 id = 0;
    int rank = 0;
    QString name;
};

template <class V> void fields(V &v, Ranked &r)
{
    v("id", r.id);
    v("rank", r.rank);
    v("name", r.name);
}

} // namespace steward

namespace {

constexpr const char *table = R"(
    create table public.ranked as
      select g as id, (g * 7919 % 10)::int as rank, g % 3 + 1 as market_id, ('name ' || g) collate "C" as name,
        timestamptz '2026-01-01' + interval '1 hour' * (g % 50) as starts_at, case when g % 4 = 0 then g end as extra
      from generate_series(1, 503) g;
    create view api.ranked as select * from public.ranked;
    create view api.small as select id, name from public.ranked where id < 6;
    grant select on api.ranked, api.small to public;
    grant usage on schema api to public;
    select guard.declare_view_column('ranked', 'rank', true, true, 'none');
    select guard.declare_view_column('ranked', 'starts_at', true, true, 'none');
    select guard.declare_view_column('ranked', 'market_id', true, false, 'none');
    select guard.declare_view_column('ranked', 'name', true, false, 'none');
    select guard.declare_view_column('ranked', 'extra', true, false, 'none');
    create function api.ranked_match(words text, most int default 2000) returns setof bigint language sql stable
      as 'select id from public.ranked where name like ''%'' || words || ''%'' limit most';
)";

ListQuery ranked()
{
    return ListQuery(QStringLiteral("api.ranked"));
}

} // namespace

class ListTest : public QObject {
    Q_OBJECT

    std::unique_ptr<TestDatabase> m_database;
    std::unique_ptr<DirectBackend> m_backend;

    QStringList walk(const ListQuery &query, PageRequest::Direction direction, int limit)
    {
        QStringList ids;
        QByteArray cursor;
        for (int pages = 0; pages < 600; ++pages) {
            auto page = answerTo(m_backend->page(query, PageRequest(cursor, direction, limit)));
            if (!page)
                return { page.error().message + page.error().detail };
            const auto records = decodePage<Ranked>(*page);
            QStringList found;
            for (const Ranked &record : records->rows)
                found.append(QString::number(record.id));
            const bool forward = direction == PageRequest::Direction::Forward;
            ids = forward ? ids + found : found + ids;
            cursor = forward ? page->next : page->previous;
            if (cursor.isEmpty())
                return ids;
        }
        return { QStringLiteral("endless") };
    }

private slots:
    void initTestCase()
    {
        m_database = std::make_unique<TestDatabase>();
        m_database->run(QString::fromLatin1(table));
        m_backend = std::make_unique<DirectBackend>(optionsFor(*m_database));
        (void)answerTo(m_backend->open()); // the superuser is no operator: the lists do not mind
    }
    void cleanupTestCase()
    {
        m_backend.reset();
        m_database.reset();
    }

    void pagesBothWaysEqualTheWholeSort_data()
    {
        QTest::addColumn<QString>("sort");
        QTest::addColumn<bool>("descending");
        QTest::addColumn<int>("limit");
        QTest::addColumn<bool>("fewMarkets");
        for (const char *sort : { "id", "rank", "starts_at" }) {
            for (const bool descending : { false, true }) {
                for (const int limit : { 1, 7, 503, 1000 }) {
                    for (const bool few : { false, true }) {
                        if (limit != 1 || few)
                            QTest::addRow("%s %s by %d%s", sort, descending ? "down" : "up", limit,
                                          few ? ", few markets" : "")
                                << QString::fromLatin1(sort) << descending << limit << few;
                    }
                }
            }
        }
    }
    void pagesBothWaysEqualTheWholeSort()
    {
        QFETCH(QString, sort);
        QFETCH(bool, descending);
        QFETCH(int, limit);
        QFETCH(bool, fewMarkets);
        auto query = ranked();
        query.orderedBy(sort, descending);
        if (fewMarkets)
            query.inMarkets({ 1, 3 }).where(u"rank"_qs, Comparison::OneOf, { u"1"_qs, u"4"_qs, u"7"_qs, u"8"_qs });
        const QString way = descending ? QStringLiteral(" desc") : QString();
        const QStringList whole = m_database->column(
            QString(u"select id from public.ranked where %1 order by %2%3, id%3"_qs)
                .arg(fewMarkets ? u"market_id in (1, 3) and rank in (1, 4, 7, 8)"_qs : u"true"_qs, sort, way));
        QCOMPARE(walk(query, PageRequest::Direction::Forward, limit), whole);
        QCOMPARE(walk(query, PageRequest::Direction::Backward, limit), whole);
    }

    void conditionsSelect_data()
    {
        QTest::addColumn<QString>("column");
        QTest::addColumn<int>("comparison");
        QTest::addColumn<QStringList>("values");
        QTest::addColumn<QString>("where");
        const auto row = [](const char *column, Comparison how, QStringList values, const char *where) {
            QTest::addRow("%s", where) << QString::fromLatin1(column) << static_cast<int>(how) << values
                                       << QString::fromLatin1(where);
        };
        row("rank", Comparison::Equals, { u"3"_qs }, "rank = 3");
        row("rank", Comparison::OneOf, { u"3"_qs, u"5"_qs }, "rank in (3, 5)");
        row("rank", Comparison::OneOf, { u"3"_qs, u"5"_qs, u"03"_qs, u"-1"_qs }, "rank in (3, 5, -1)");
        row("name", Comparison::OneOf, { u"name 7"_qs, u"name 9"_qs, u"name 7"_qs }, "name in ('name 7', 'name 9')");
        row("rank", Comparison::OneOf, {}, "false");
        row("starts_at", Comparison::From, { u"2026-01-02T10:00:00Z"_qs }, "starts_at >= '2026-01-02 10:00+00'");
        row("starts_at", Comparison::Before, { u"2026-01-02"_qs }, "starts_at < '2026-01-02 00:00+00'");
        row("name", Comparison::StartsWith, { u"name 1"_qs }, "name like 'name 1%'");
        row("name", Comparison::StartsWith, { u"na%"_qs }, "false");
        row("extra", Comparison::IsNull, {}, "extra is null");
        row("extra", Comparison::IsNotNull, {}, "extra is not null");
        row("id", Comparison::OneOf, { u"3"_qs, u"900"_qs }, "id = 3");
    }
    void conditionsSelect()
    {
        QFETCH(QString, column);
        QFETCH(int, comparison);
        QFETCH(QStringList, values);
        QFETCH(QString, where);
        auto query = ranked();
        query.where(column, static_cast<Comparison>(comparison), values);
        const QString truth = u"(case when %1 then true end)"_qs.arg(where);
        QCOMPARE(walk(query, PageRequest::Direction::Forward, 100),
                 m_database->column(u"select id from public.ranked where %1 order by id desc"_qs.arg(truth)));
        const auto total = answerTo(m_backend->count(query));
        QVERIFY(total && total->exact);
        QCOMPARE(QString::number(total->rows),
                 m_database->value(u"select count(*) from public.ranked where %1"_qs.arg(truth)));
    }

    void wordsAreFoundByTheViewsOwnFunction()
    {
        auto query = ranked();
        query.matching(u"api.ranked_match"_qs, u"me 50"_qs).inMarkets({ 1, 2, 3 });
        QCOMPARE(walk(query, PageRequest::Direction::Forward, 3),
                 (QStringList { u"503"_qs, u"502"_qs, u"501"_qs, u"500"_qs, u"50"_qs }));
    }

    void pageStartsAtAKnownPlace()
    {
        auto query = ranked();
        query.orderedBy(u"starts_at"_qs, false);
        const auto page = answerTo(m_backend->page(
            query, PageRequest(query.cursorAt(u"2026-01-02T00:00:00Z"_qs, 0), PageRequest::Direction::Forward, 2)));
        QVERIFY(page);
        QCOMPARE(decodePage<Ranked>(*page)->rows[0].id, 24);
        QVERIFY(!page->previous.isEmpty());
    }

    void smallViewIsReadWhole()
    {
        ListQuery query(u"api.small"_qs);
        const auto rows = answerTo(m_backend->read(query.orderedBy(u"name"_qs, true).columns({ u"name"_qs })));
        QVERIFY2(rows, rows ? "" : qPrintable(rows.error().message));
        QCOMPARE(rows->size(), 5);
        QCOMPARE(rows->at(0).cell(0), "name 5");
        QVERIFY(answerTo(
                    m_backend->read(ListQuery(u"api.small"_qs).where(u"name"_qs, Comparison::Equals, { u"name 2"_qs })))
                    ->size()
                == 1);
        QCOMPARE(answerTo(m_backend->read(ListQuery(u"api.small"_qs).atMost(2)))->size(), 2);
    }

    void whatTheViewLacksIsAnError()
    {
        auto query = ranked();
        query.where(u"rank"_qs, Comparison::Equals, { u"three"_qs });
        QCOMPARE(answerTo(m_backend->page(query, {})).error().kind, Error::Kind::Invalid); // 22P02
        QCOMPARE(answerTo(m_backend->page(ranked().where(u"secret"_qs, Comparison::IsNull, {}), {})).error().kind,
                 Error::Kind::Invalid);
        QCOMPARE(answerTo(m_backend->page(ListQuery(u"api.absent"_qs), {})).error().code, u"42P01");
        QCOMPARE(answerTo(m_backend->page(ranked().columns({ u"absent"_qs }), {})).error().code, u"42703");
    }

    void countsBeyondTenThousandAreEstimates()
    {
        m_database->run(
            u"create table public.many as select g::bigint as id from generate_series(1, 30000) g; analyze public.many;"
            "create view api.many as select * from public.many; grant select on api.many to public");
        const auto total = answerTo(m_backend->count(ListQuery(u"api.many"_qs)));
        QVERIFY2(total, total ? "" : qPrintable(total.error().message + total.error().detail));
        QVERIFY(!total->exact);
        QVERIFY2(total->rows > 25'000 && total->rows < 35'000, qPrintable(QString::number(total->rows)));
        const auto few = answerTo(
            m_backend->count(ListQuery(u"api.many"_qs).where(u"id"_qs, Comparison::Before, { u"10001"_qs })));
        QVERIFY(few->exact);
        QCOMPARE(few->rows, 10'000);
    }
};

QTEST_GUILESS_MAIN(ListTest)
#include "list_test.moc"
