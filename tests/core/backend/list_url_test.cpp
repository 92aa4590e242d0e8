// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/list_statement.h"
#include "core/backend/list_url.h"

#include <QTest>

using namespace steward;
using namespace Qt::StringLiterals;
using Comparison = ListQuery::Comparison;

namespace {

ListNames names()
{
    ListNames known(u"booking_list"_s);
    known.match = u"booking_match"_s;
    return known;
}

QByteArray again(const QByteArray &url)
{
    const auto asked = listOfUrl(names(), url, 50);
    return asked ? urlOfPage(asked->query, asked->where) : QByteArray("refused: ") + asked.error().message.toUtf8();
}

} // namespace

class ListUrlTest : public QObject {
    Q_OBJECT
private slots:
    void allThatAListSaysComesBack()
    {
        ListQuery query(u"booking_list"_s);
        query.where(u"state"_s, Comparison::OneOf, { u"held"_s, u"a,b"_s, u"c\\d"_s, QString(), u"\\e"_s })
            .where(u"reference"_s, Comparison::StartsWith, { u"BK-7 & + = % ? #"_s })
            .where(u"starts_at"_s, Comparison::From, { u"2026-01-01T00:00:00+02:00"_s })
            .where(u"starts_at"_s, Comparison::Before, { u"2026-02-01 00:00:00+00"_s })
            .where(u"customer"_s, Comparison::Equals, { u"Chloë 渡辺 🙂"_s })
            .where(u"session_id"_s, Comparison::IsNull, {})
            .where(u"created_at"_s, Comparison::IsNotNull, {})
            .where(u"provider_id"_s, Comparison::OneOf, {})
            .matching(u"booking_match"_s, u"Müller-Lüdenscheidt & Söhne"_s)
            .orderedBy(u"starts_at"_s, true)
            .columns({ u"reference"_s, u"state"_s })
            .inMarkets({ 1, 3 });
        const PageRequest where(query.cursorAt(u"2026-01-01 00:00:00+00"_s, 17), PageRequest::Direction::Backward, 77);
        const auto asked = listOfUrl(names(), urlOfPage(query, where), 50);
        QVERIFY2(asked, asked ? "" : qPrintable(asked.error().message));
        QCOMPARE(asked->query.conditions(), query.conditions());
        QCOMPARE(asked->query.matchFunction(), query.matchFunction());
        QCOMPARE(asked->query.words(), query.words());
        QCOMPARE(asked->query.sortColumn(), query.sortColumn());
        QVERIFY(asked->query.isOrdered() && asked->query.isDescending());
        QCOMPARE(asked->query.columnNames(), query.columnNames());
        QCOMPARE(asked->query.markets(), query.markets());
        QCOMPARE(asked->where.cursor, where.cursor);
        QVERIFY(asked->where.direction == where.direction);
        QCOMPARE(asked->where.limit, where.limit);
        QCOMPARE(urlOfPage(asked->query, asked->where), urlOfPage(query, where));
    }

    void theAddressIsAsPeopleWriteIt()
    {
        ListQuery query(u"booking_list"_s);
        query.where(u"state"_s, Comparison::OneOf, { u"held"_s, u"confirmed"_s }).where(u"starts_at"_s, Comparison::From, { u"2026-01-01T00:00:00Z"_s }).orderedBy(u"starts_at"_s, true);
        QCOMPARE(urlOfPage(query, PageRequest({}, PageRequest::Direction::Forward, 50)), "state.in=held,confirmed&starts_at.from=2026-01-01T00:00:00Z&sort=-starts_at&limit=50");
    }

    void aReadKeepsItsBound()
    {
        ListQuery query(u"city"_s);
        query.where(u"market_id"_s, Comparison::Equals, { u"1"_s }).orderedBy(u"name"_s, false).atMost(20);
        QCOMPARE(urlOfRead(query), "market_id=1&sort=name&limit=20");
        const auto asked = listOfUrl(ListNames(u"city"_s), urlOfRead(query), 1000);
        QVERIFY(asked);
        QCOMPARE(asked->query.bound(), 20);
        QVERIFY(!asked->query.isDescending());
    }

    void withoutWordsItIsTheFirstPage()
    {
        const auto asked = listOfUrl(names(), {}, 50);
        QVERIFY(asked && asked->query.conditions().isEmpty() && !asked->query.isOrdered());
        QCOMPARE(asked->where.limit, 50);
        QCOMPARE(asked->query.bound(), 1000);
    }

    void spacesComeInTwoWays()
    {
        QCOMPARE(again("words=a+b"), again("words=a%20b"));
        QCOMPARE(listOfUrl(names(), "words=a+b%2Bc", 50)->query.words(), u"a b+c"_s);
    }

    void whatMeansNothingIsRefused_data()
    {
        QTest::addColumn<QByteArray>("url");
        for (const char *url : { "state", "state.like=x", ".in=a", "=a", "state.null=perhaps", "state.in=a,,b", "state.in=a\\", "state.in=a\\x", "limit=0", "limit=1001", "limit=x",
                                 "sort=", "sort=-", "direction=up", "cursor=", "columns=", "market=", "market=x", "limit=1&limit=2", "state=%zz", "state=%f", "state=%", "state=%ff", "state=%00", "%ff=a" })
            QTest::addRow("%s", url) << QByteArray(url);
    }
    void whatMeansNothingIsRefused()
    {
        QFETCH(const QByteArray, url);
        const auto asked = listOfUrl(names(), url, 50);
        QVERIFY(!asked);
        QVERIFY(asked.error().kind == Error::Kind::Invalid && !asked.error().message.isEmpty());
    }

    void wordsNeedASearch()
    {
        QVERIFY(!listOfUrl(ListNames(u"city"_s), "words=abc", 50));
    }

    void columnsAreNoSql()
    {
        const auto asked = listOfUrl(names(), "state%22%3B%20drop%20table%20x=1", 50);
        QVERIFY(asked && !pageStatement(asked->query, asked->where, ListColumns()));
    }

    void argumentsComeByNameOrPlace()
    {
        const QStringList parameters { u"booking"_s, u"as_of"_s, u"more"_s };
        QCOMPARE(argumentsOfUrl(parameters, "as_of=2026-01-01&booking=17"), (QStringList { u"17"_s, u"2026-01-01"_s }));
        QCOMPARE(argumentsOfUrl(parameters, urlOfRead(ListQuery(u"x"_s).given({ u"17"_s, u"a b,&"_s }))), (QStringList { u"17"_s, u"a b,&"_s }));
        QCOMPARE(argumentsOfUrl(parameters, ""), QStringList());
        for (const char *url : { "other=1", "0=1", "4=1", "-1=1", "as_of=2026-01-01", "booking=1&booking=2", "booking=1&1=2", "limit=1" })
            QVERIFY2(!argumentsOfUrl(parameters, url), url);
    }
};

QTEST_GUILESS_MAIN(ListUrlTest)
#include "list_url_test.moc"
