// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/list_cursor.h"
#include "core/backend/list_statement.h"
#include "tests/core/backend/table_rows.h"

#include <QTest>

using namespace steward;
using Comparison = ListQuery::Comparison;

namespace {

ListColumns bookingColumns()
{
    ListColumns columns;
    columns.declare(QStringLiteral("api.booking_list"), QStringLiteral("state"), true, false, QStringLiteral("text"));
    columns.declare(QStringLiteral("api.booking_list"), QStringLiteral("starts_at"), true, true);
    columns.declare(QStringLiteral("api.booking_list"), QStringLiteral("reference"), true, false);
    columns.declare(QStringLiteral("api.booking_list"), QStringLiteral("amount"), false, false);
    return columns;
}

ListQuery bookings()
{
    return ListQuery(QStringLiteral("api.booking_list"));
}

} // namespace

class ListStatementTest : public QObject {
    Q_OBJECT
private slots:
    void pageIsOneStatementOfWhatIsAsked()
    {
        const auto s
            = pageStatement(bookings(), PageRequest({}, PageRequest::Direction::Forward, 50), bookingColumns());
        QCOMPARE(s->text, "select v.* from api.\"booking_list\" v order by v.id desc limit 51");
        QVERIFY(s->values.isEmpty());
    }

    void conditionsAreBound()
    {
        auto query = bookings();
        query
            .where(QStringLiteral("state"), Comparison::OneOf,
                   { QStringLiteral("a\"b"), QStringLiteral("c\\d"), QStringLiteral("NULL") })
            .where(QStringLiteral("starts_at"), Comparison::From, { QStringLiteral("2026-01-01") })
            .where(QStringLiteral("reference"), Comparison::StartsWith, { QStringLiteral("BK-7'; drop table x --") })
            .matching(QStringLiteral("api.booking_match"), QStringLiteral("Chloë"))
            .orderedBy(QStringLiteral("starts_at"), false)
            .columns({ QStringLiteral("reference") });
        const auto cursor = cursorOf(query, ListPosition("2026-02-03 04:05:06+00", "17"));
        const auto s = pageStatement(query, PageRequest(cursor), bookingColumns());
        QCOMPARE(s->text,
                 "select v.\"reference\", v.\"starts_at\", v.\"id\" from api.\"booking_list\" v"
                 " where (v.\"starts_at\", v.id) > ($1, $2) and v.\"state\" = any ($3) and v.\"starts_at\" >= $4 and "
                 "v.\"reference\" ^@ $5"
                 " and v.id = any (array(select api.\"booking_match\"($6))) order by v.\"starts_at\", v.id limit 201");
        QCOMPARE(s->values,
                 (QList<QByteArray> { "2026-02-03 04:05:06+00", "17", R"({"a\"b","c\\d","NULL"})", "2026-01-01",
                                      "BK-7'; drop table x --", "Chloë" }));
    }

    void backwardTurnsOrderAndComparison()
    {
        auto query = bookings();
        query.orderedBy(QStringLiteral("starts_at"), true);
        const auto cursor = cursorOf(query, ListPosition("x", "1"));
        const auto s = pageStatement(query, PageRequest(cursor, PageRequest::Direction::Backward, 2), bookingColumns());
        QCOMPARE(s->text,
                 "select v.* from api.\"booking_list\" v where (v.\"starts_at\", v.id) > ($1, $2) order by "
                 "v.\"starts_at\", v.id limit 3");
    }

    void fewMarketsAreLaidOutOneByOne()
    {
        auto query = bookings();
        query.where(QStringLiteral("state"), Comparison::Equals, { QStringLiteral("held") }).inMarkets({ 1, 3 });
        const auto page = pageStatement(query, PageRequest({}, PageRequest::Direction::Forward, 2), bookingColumns());
        QCOMPARE(page->text,
                 "select r.* from (values ($1::integer), ($2::integer)) k(k0) cross join lateral (select v.* from "
                 "api.\"booking_list\" v"
                 " where v.\"market_id\" = k.k0 and v.\"state\" = $3 order by v.id desc limit 3) r order by r.id desc "
                 "limit 3");
        QCOMPARE(page->values, (QList<QByteArray> { "1", "3", "held" }));
        QVERIFY(page->isIndexOrdered);
        const auto count = countStatement(query, bookingColumns());
        QCOMPARE(count->text,
                 "select count(*) from (select 1 from api.\"booking_list\" v where v.\"market_id\" = any ($1) and "
                 "v.\"state\" = $2 limit 10001) n");
    }

    void fewValuesAreLaidOutToo()
    {
        auto query = bookings();
        query
            .where(QStringLiteral("state"), Comparison::OneOf,
                   { QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("a") })
            .inMarkets({ 1, 2 });
        const auto page = pageStatement(query, PageRequest({}, PageRequest::Direction::Forward, 2), bookingColumns());
        QVERIFY2(page->text.startsWith("select r.* from (values ($1::integer, $3::text), ($2::integer, $3::text), "
                                       "($1::integer, $4::text), ($2::integer, $4::text)) k(k0, k1)"
                                       " cross join lateral (select v.* from api.\"booking_list\" v where "
                                       "v.\"market_id\" = k.k0 and v.\"state\" = k.k1 order"),
                 page->text.constData());
        QCOMPARE(page->values, (QList<QByteArray> { "1", "2", "a", "b" }));
        query.inMarkets({ 1, 2, 3, 4, 5, 6, 7 }); // 14 combinations are too many
        const auto wide = pageStatement(query, PageRequest({}, PageRequest::Direction::Forward, 2), bookingColumns());
        QVERIFY(wide->text.contains("v.\"state\" = any ("));
        QVERIFY(!wide->isIndexOrdered);
        const auto one = pageStatement(bookings().inMarkets({ 1 }), PageRequest({}, PageRequest::Direction::Forward, 2),
                                       bookingColumns());
        QCOMPARE(one->text,
                 "select v.* from api.\"booking_list\" v where v.\"market_id\" = $1 order by v.id desc limit 3");
    }

    void oneIndexGivesTheOrderOrNot_data()
    {
        QTest::addColumn<QString>("column");
        QTest::addColumn<int>("comparison");
        QTest::addColumn<bool>("isIndexOrdered");
        const auto row = [](const char *column, Comparison how, bool ordered) {
            QTest::addRow("%s %d", column, static_cast<int>(how))
                << QString::fromLatin1(column) << static_cast<int>(how) << ordered;
        };
        row("state", Comparison::Equals, true);
        row("starts_at", Comparison::From, true);
        row("starts_at", Comparison::Before, true);
        row("reference", Comparison::From, false);
        row("reference", Comparison::StartsWith, false);
    }
    void oneIndexGivesTheOrderOrNot()
    {
        QFETCH(QString, column);
        QFETCH(int, comparison);
        QFETCH(bool, isIndexOrdered);
        auto query = bookings();
        query.orderedBy(QStringLiteral("starts_at"), true)
            .where(column, static_cast<Comparison>(comparison), { QStringLiteral("x") });
        QCOMPARE(pageStatement(query, PageRequest(), bookingColumns())->isIndexOrdered, isIndexOrdered);
        QVERIFY(!pageStatement(query.matching(QStringLiteral("api.x_match"), QStringLiteral("abc")), PageRequest(),
                               bookingColumns())
                     ->isIndexOrdered);
    }

    void functionIsReadWithItsArgumentsBound()
    {
        auto query = ListQuery(QStringLiteral("api.figures"));
        query.given({ QStringLiteral("2026-01-01"), QStringLiteral("2'); drop table x --") })
            .where(QStringLiteral("kind"), Comparison::Equals, { QStringLiteral("rate") });
        const auto s = readStatement(query, bookingColumns());
        QCOMPARE(s->text, "select v.* from api.\"figures\"($1, $2) v where v.\"kind\" = $3 limit 1000");
        QCOMPARE(s->values, (QList<QByteArray> { "2026-01-01", "2'); drop table x --", "rate" }));
        QCOMPARE(readStatement(ListQuery(QStringLiteral("api.figures")).given({}), bookingColumns())->text,
                 "select v.* from api.\"figures\"() v limit 1000");
    }

    void functionIsNoListOfPages()
    {
        const auto query = ListQuery(QStringLiteral("api.figures")).given({});
        QCOMPARE(pageStatement(query, PageRequest({}, PageRequest::Direction::Forward, 50), bookingColumns()).error().kind,
                 Error::Kind::Invalid);
        QCOMPARE(countStatement(query, bookingColumns()).error().kind, Error::Kind::Invalid);
    }

    void readHasNoOrderUnlessAsked()
    {
        ListQuery query(QStringLiteral("api.session"));
        QCOMPARE(readStatement(query, bookingColumns())->text, "select v.* from api.\"session\" v limit 1000");
        query.where(QStringLiteral("login"), Comparison::Equals, { QStringLiteral("support") })
            .columns({ QStringLiteral("login") })
            .atMost(1);
        QCOMPARE(readStatement(query, bookingColumns())->text,
                 "select v.\"login\" from api.\"session\" v where v.\"login\" = $1 limit 1");
    }

    void whatIsNotDeclaredIsRefused_data()
    {
        QTest::addColumn<QString>("what");
        for (const char *what :
             { "filter by an undeclared column", "filter by one that is only shown", "sort by one that is not sortable",
               "malformed view", "malformed column", "malformed function", "two values for one", "no value",
               "value for null", "page of none", "page of too many", "cursor that is none", "cursor of another order",
               "list of an undeclared view" })
            QTest::newRow(what) << QString::fromLatin1(what);
    }
    void whatIsNotDeclaredIsRefused()
    {
        QFETCH(QString, what);
        auto query = bookings();
        PageRequest where;
        const QString one = QStringLiteral("1");
        if (what == u"filter by an undeclared column")
            query.where(QStringLiteral("customer"), Comparison::Equals, { one });
        else if (what == u"filter by one that is only shown")
            query.where(QStringLiteral("amount"), Comparison::Equals, { one });
        else if (what == u"sort by one that is not sortable")
            query.orderedBy(QStringLiteral("state"), true);
        else if (what == u"malformed view")
            query = ListQuery(QStringLiteral("booking_list; drop table x"));
        else if (what == u"malformed column")
            query.columns({ QStringLiteral("a\"b") });
        else if (what == u"malformed function")
            query.matching(QStringLiteral("pg_sleep(9)"), one);
        else if (what == u"two values for one")
            query.where(QStringLiteral("state"), Comparison::Equals, { one, one });
        else if (what == u"no value")
            query.where(QStringLiteral("state"), Comparison::From, {});
        else if (what == u"value for null")
            query.where(QStringLiteral("state"), Comparison::IsNull, { one });
        else if (what == u"page of none")
            where.limit = 0;
        else if (what == u"page of too many")
            where.limit = 1'000'000;
        else if (what == u"cursor that is none")
            where.cursor = "%%%";
        else if (what == u"cursor of another order")
            where.cursor = cursorOf(bookings().orderedBy(QStringLiteral("starts_at"), true), ListPosition("x", "1"));
        else
            query = ListQuery(QStringLiteral("api.other")).where(QStringLiteral("state"), Comparison::Equals, { one });
        const auto s = pageStatement(query, where, bookingColumns());
        QVERIFY(!s);
        QCOMPARE(s.error().kind, Error::Kind::Invalid);
        QVERIFY(!s.error().message.isEmpty());
    }

    void pageKnowsWhetherTheListGoesOn()
    {
        const auto query = bookings();
        const Rows three = rowsOf({ "id" }, { { "3" }, { "2" }, { "1" } });
        const auto page = pageOf(three, query, PageRequest({}, PageRequest::Direction::Forward, 2));
        QCOMPARE(page->rows.size(), 2);
        QVERIFY(page->previous.isEmpty());
        QCOMPARE(positionOf(query, page->next)->id, "2");
        const auto whole = pageOf(three, query, PageRequest(page->next, PageRequest::Direction::Forward, 3));
        QVERIFY(whole->next.isEmpty());
        QCOMPARE(positionOf(query, whole->previous)->id, "3");
        const auto back = pageOf(three, query, PageRequest(page->next, PageRequest::Direction::Backward, 2));
        QCOMPARE(back->rows.front().cell(0), "2");
        QCOMPARE(back->rows.back().cell(0), "3");
        QCOMPARE(positionOf(query, back->previous)->id, "2");
        QCOMPARE(positionOf(query, back->next)->id, "3");
    }

    void rowWithoutAPlaceIsAProtocolError()
    {
        const auto page = pageOf(rowsOf({ "name" }, { { "a" }, { "b" } }), bookings(),
                                 PageRequest({}, PageRequest::Direction::Forward, 1));
        QVERIFY(!page);
        QCOMPARE(page.error().kind, Error::Kind::Protocol);
    }

    void estimateIsRead()
    {
        QCOMPARE(
            *estimateOf(rowsOf({ "QUERY PLAN" }, { { R"([{"Plan":{"Node Type":"Seq Scan","Plan Rows":123456}}])" } })),
            123456);
        QCOMPARE(estimateOf(rowsOf({ "QUERY PLAN" }, { { "[]" } })).error().kind, Error::Kind::Protocol);
        QCOMPARE(estimateOf(Rows()).error().kind, Error::Kind::Protocol);
    }
};

QTEST_GUILESS_MAIN(ListStatementTest)
#include "list_statement_test.moc"
