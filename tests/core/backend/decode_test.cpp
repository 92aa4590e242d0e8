// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/backend.h"
#include "core/backend/decode.h"
#include "core/backend/encode.h"
#include "tests/core/backend/table_rows.h"

#include <QJsonDocument>
#include <QTest>

namespace steward {

enum class Colour { Red, Blue };

static bool fromText(std::string_view text, Colour &colour)
{
    colour = text == "blue" ? Colour::Blue : Colour::Red;
    return text == "red" || text == "blue";
}

static QString toText(Colour colour)
{
    return colour == Colour::Blue ? QStringLiteral("blue") : QStringLiteral("red");
}

struct Step {
    QDateTime at;
    QString title;
    std::optional<qint64> amount;
    bool operator==(const Step &) const = default;
};

template <class V> void fields(V &v, Step &s)
{
    v("at", s.at);
    v("title", s.title);
    v("amount", s.amount);
}

struct Thing {
    BookingId id;
    QString name;
    int version = 0;
    qint64 amount = 0;
    bool active = false;
    Colour colour = Colour::Red;
    QDateTime at;
    QDate day;
    QTime time;
    std::optional<int> rating;
    QStringList tags;
    QList<int> numbers;
    QList<Step> steps;
    std::optional<Step> last;
    QJsonValue policy;
};

template <class V> void fields(V &v, Thing &t)
{
    v("id", t.id);
    v("name", t.name);
    v("version", t.version);
    v("amount", t.amount);
    v("active", t.active);
    v("colour", t.colour);
    v("at", t.at);
    v("day", t.day);
    v("time", t.time);
    v("rating", t.rating);
    v("tags", t.tags);
    v("numbers", t.numbers);
    v("steps", t.steps);
    v("last", t.last);
    v("policy", t.policy);
}

struct Holder {
    Thing thing;
};

template <class V> void fields(V &v, Holder &h)
{
    v("thing", h.thing);
}

struct Wide {
    qint64 id = 0;
    QString texts[14];
    qint64 numbers[3] {};
    QDateTime times[2];
};

template <class V> void fields(V &v, Wide &w)
{
    v("c0", w.id);
    v("c1", w.texts[0]), v("c2", w.texts[1]), v("c3", w.texts[2]), v("c4", w.texts[3]), v("c5", w.texts[4]);
    v("c6", w.texts[5]), v("c7", w.texts[6]), v("c8", w.texts[7]), v("c9", w.texts[8]), v("c10", w.texts[9]);
    v("c11", w.texts[10]), v("c12", w.texts[11]), v("c13", w.texts[12]), v("c14", w.texts[13]);
    v("c15", w.numbers[0]), v("c16", w.numbers[1]), v("c17", w.numbers[2]);
    v("c18", w.times[0]), v("c19", w.times[1]);
}

} // namespace steward

using namespace steward;

namespace {

const std::vector<std::string> columns {
    "unknown", "id",   "name",   "version", "amount",  "active", "colour", "at",
    "day",     "time", "rating", "tags",    "numbers", "steps",  "last",   "policy"
};

std::vector<TableRows::Cell> goodRow()
{
    return {
        "ignored",
        "17",
        "Chloë \"Lindner\"",
        "3",
        "9007199254740993",
        "t",
        "blue",
        "2026-11-24 02:12:38.123456+00",
        "2026-11-24",
        "09:30:00",
        std::nullopt,
        "{plain,\"with, comma\",\"and \\\"quotes\\\"\"}",
        "{1,2,-3}",
        R"([{"at":"2026-11-24T02:12:38.5+01:00","title":"née","amount":7440,"extra":1},{"at":null,"title":"x","amount":null}])",
        std::nullopt,
        R"({"name":"strict","tiers":[1,2]})"
    };
}

Result<Thing> decodeWith(const std::string &column, const TableRows::Cell &cell)
{
    auto row = goodRow();
    row[static_cast<std::size_t>(std::ranges::find(columns, column) - columns.begin())] = cell;
    return decode<Thing>(rowsOf(columns, { row }).at(0));
}

} // namespace

class DecodeTest : public QObject {
    Q_OBJECT
private slots:
    void rowBecomesARecord()
    {
        const auto thing = decode<Thing>(rowsOf(columns, { goodRow() }).at(0));
        QVERIFY2(thing, thing ? "" : qPrintable(thing.error().message));
        QCOMPARE(thing->id, BookingId(17));
        QCOMPARE(thing->name, QStringLiteral("Chloë \"Lindner\""));
        QCOMPARE(thing->version, 3);
        QCOMPARE(thing->amount, 9007199254740993);
        QVERIFY(thing->active);
        QVERIFY(thing->colour == Colour::Blue);
        QCOMPARE(thing->at, QDateTime(QDate(2026, 11, 24), QTime(2, 12, 38, 123), Qt::UTC));
        QCOMPARE(thing->day, QDate(2026, 11, 24));
        QCOMPARE(thing->time, QTime(9, 30));
        QVERIFY(!thing->rating);
        QCOMPARE(
            thing->tags,
            (QStringList { QStringLiteral("plain"), QStringLiteral("with, comma"), QStringLiteral("and \"quotes\"") }));
        QCOMPARE(thing->numbers, (QList { 1, 2, -3 }));
        QCOMPARE(thing->steps.size(), 2);
        QCOMPARE(thing->steps[0].at, QDateTime(QDate(2026, 11, 24), QTime(1, 12, 38, 500), Qt::UTC));
        QCOMPARE(thing->steps[0].amount, 7440);
        QVERIFY(!thing->steps[1].at.isValid());
        QVERIFY(!thing->last);
        QCOMPARE(thing->policy[QStringLiteral("tiers")][1].toInt(), 2);
    }

    void jsonBecomesTheSameRecord()
    {
        const char *json
            = R"({"thing":{"id":17,"name":"Chloë","version":3,"amount":9007199254740993,"active":true,"colour":"blue",
            "at":"2026-11-24T02:12:38.123456+00:00","day":"2026-11-24","time":"09:30:00","rating":5,"tags":["a","b"],"numbers":[1],
            "steps":null,"last":{"at":null,"title":null,"amount":1},"policy":{"name":"strict"}}})";
        const auto holder = decode<Thing>(rowsOf({ "id" }, { { "1" } }).at(0));
        QVERIFY(!holder);
        const auto nested = decode<Holder>(rowsOf({ "thing" }, { { json + 9 } }).at(0)); // trailing brace: malformed
        QVERIFY(!nested);
        const std::string inner = std::string(json + 9, strlen(json) - 10);
        const auto read = decode<Holder>(rowsOf({ "thing" }, { { inner } }).at(0));
        QVERIFY2(read, read ? "" : qPrintable(read.error().message));
        QCOMPARE(read->thing.amount, 9007199254740993);
        QCOMPARE(read->thing.rating, 5);
        QCOMPARE(read->thing.tags.size(), 2);
        QVERIFY(read->thing.steps.isEmpty());
        QCOMPARE(read->thing.last->amount, 1);
        QCOMPARE(read->thing.policy[QStringLiteral("name")].toString(), QStringLiteral("strict"));
    }

    void malformedCellsAreProtocolErrorsThatNameThem_data()
    {
        QTest::addColumn<QString>("column");
        QTest::addColumn<QString>("cell");
        QTest::addColumn<QString>("named");
        const auto row = [](const char *column, const char *cell, const char *named = nullptr) {
            QTest::addRow("%s: %s", column, cell) << QString::fromLatin1(column) << QString::fromUtf8(cell)
                                                  << QString::fromLatin1(named ? named : column);
        };
        row("id", "seventeen");
        row("id", "17 ");
        row("id", "");
        row("version", "2147483648");
        row("version", "1.5");
        row("amount", "9223372036854775808");
        row("active", "true");
        row("colour", "green");
        row("at", "infinity");
        row("at", "2026-11-24 02:12:38");
        row("at", "2026-13-24 02:12:38+00");
        row("at", "2026-11-24 25:12:38+00");
        row("day", "24.11.2026");
        row("time", "9:30");
        row("rating", "x");
        row("tags", "plain");
        row("tags", "{a,NULL}");
        row("tags", "{a,}");
        row("tags", "{\"a}");
        row("numbers", "{1,x}");
        row("numbers", "{{1},{2}}");
        row("steps", "{}");
        row("steps", "[{");
        row("steps", "[1]", "steps[0]");
        row("steps", R"([{"at":null,"title":"a","amount":1},{"at":null,"title":"a"}])", "steps[1].amount");
        row("steps", R"([{"at":null,"title":7,"amount":1}])", "steps[0].title");
        row("steps", R"([{"at":null,"title":"a","amount":"1"}])", "steps[0].amount");
        row("steps", R"([{"at":null,"title":"a","amount":1.5}])", "steps[0].amount");
        row("last", "[]");
        row("policy", "{");
    }
    void malformedCellsAreProtocolErrorsThatNameThem()
    {
        QFETCH(QString, column);
        QFETCH(QString, cell);
        QFETCH(QString, named);
        const auto thing = decodeWith(column.toStdString(), cell.toStdString());
        QVERIFY(!thing);
        QCOMPARE(thing.error().kind, Error::Kind::Protocol);
        QVERIFY2(thing.error().message.contains(u'“' + named + u'”'), qPrintable(thing.error().message));
    }

    void missingColumnAndUnexpectedNullAreProtocolErrors()
    {
        const auto missing = decode<Thing>(rowsOf({ "id", "name" }, { { "1", "x" } }).at(0));
        QVERIFY(!missing && missing.error().kind == Error::Kind::Protocol);
        QVERIFY(missing.error().message.contains(QStringLiteral("“version”")));
        const auto null = decodeWith("amount", std::nullopt);
        QVERIFY(!null && null.error().kind == Error::Kind::Protocol);
        QVERIFY(decodeWith("name", std::nullopt)->name.isNull());
        QVERIFY(decodeWith("steps", std::nullopt)->steps.isEmpty());
    }

    void columnsMayStandInAnyOrder()
    {
        auto names = columns;
        auto cells = goodRow();
        std::ranges::reverse(names);
        std::ranges::reverse(cells);
        const auto things = decodeAll<Thing>(rowsOf(names, { cells, cells }));
        QVERIFY(things);
        QCOMPARE(things->size(), 2);
        QCOMPARE(things->at(1).id, BookingId(17));
    }

    void recordBecomesArguments()
    {
        Step step { QDateTime(QDate(2026, 1, 2), QTime(3, 4), Qt::UTC), QStringLiteral("née"), {} };
        QCOMPARE(QJsonDocument(argumentsOf(step)).toJson(QJsonDocument::Compact),
                 QByteArray(R"({"at":"2026-01-02T03:04:00.000Z","title":"née"})"));
        Thing thing;
        thing.amount = 9007199254740993;
        thing.colour = Colour::Blue;
        thing.steps = { step };
        const QJsonObject object = argumentsOf(thing);
        QCOMPARE(object[QStringLiteral("amount")].toInteger(), 9007199254740993);
        QCOMPARE(object[QStringLiteral("colour")].toString(), QStringLiteral("blue"));
        QCOMPARE(object[QStringLiteral("steps")][0][QStringLiteral("title")].toString(), QStringLiteral("née"));
        QVERIFY(!object.contains(QStringLiteral("rating")));
    }

    void doorsReplyIsRead()
    {
        const auto reply = QJsonDocument::fromJson(R"({"operation":"override_cancel","preview":false,"replayed":true,
            "invocation":"0f6e","at":"2026-11-24T02:00:00Z","result":{},
            "target":{"entity":"booking","id":17,"reference":"BK-7F3K-92Q7","version":15},
            "effects":{"states":[{"entity":"booking","reference":"BK-7F3K-92Q7","new":false,"action":"override_cancel","from":"confirmed","to":"cancelled"}],
             "changes":[{"entity":"payment","reference":"PY","field":"refunded","from":0,"to":7440}],
             "ledger":[{"account":"escrow","title":"Escrow","owner":"BK-7F3K-92Q7","currency":"EUR","debit":12400,"credit":0}],
             "messages":[{"audience":"customer","recipient":"Chloë Lindner","channel":"email","locale":"de","subject":"s","body":"b","due":"2026-11-24T02:00:30+00:00"}],
             "gateway":[{"kind":"refund","amount":7440,"currency":"EUR","due":null,"state":"not yet told"}],
             "seats":[{"session":"Course","starts":"3 May 2027, 14:00","from":3,"to":2,"capacity":8}],
             "providers":[{"reference":"BK-7F3K-92Q7","from":"Anna Berg","to":"Ben Okoro"}],
             "timers":[{"entity":"booking","reference":"BK-7F3K-92Q7","action":"complete","title":"Complete","change":"cancelled","due":"2026-11-25T02:00:00Z"}]},
            "effects_hash":"ab12","undo":{"invocation":"0f6e","until":"2026-11-24T02:00:30Z"}})")
                               .object();
        const auto outcome = outcomeOf(reply);
        QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().message));
        QCOMPARE(outcome->reference, QStringLiteral("BK-7F3K-92Q7"));
        QCOMPARE(outcome->version, 15);
        QVERIFY(outcome->replayed);
        QCOMPARE(outcome->undoUntil, QDateTime(QDate(2026, 11, 24), QTime(2, 0, 30), Qt::UTC));
        QCOMPARE(outcome->effects.hash.text, QStringLiteral("ab12"));
        QCOMPARE(outcome->effects.states[0].to, QStringLiteral("cancelled"));
        QCOMPARE(outcome->effects.fields[0].to, QStringLiteral("7440"));
        QCOMPARE(outcome->effects.ledger[0].debit, Money(12400, Currency(QStringLiteral("EUR"))));
        QCOMPARE(outcome->effects.messages[0].due.time().second(), 30);
        QVERIFY(!outcome->effects.gateway[0].due.isValid());
        const SeatEffect &seats = outcome->effects.seats[0];
        QCOMPARE(seats.starts, QStringLiteral("3 May 2027, 14:00"));
        QCOMPARE((QList<int> { seats.from, seats.to, seats.capacity }), (QList<int> { 3, 2, 8 }));
        QCOMPARE(outcome->effects.providers[0].from, QStringLiteral("Anna Berg"));
        QCOMPARE(outcome->effects.providers[0].to, QStringLiteral("Ben Okoro"));
        QVERIFY(outcome->effects.timers[0].change == TimerEffect::Change::Cancelled);
    }

    void doorsReplyThatIsNotAsAgreedIsAProtocolError_data()
    {
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<QString>("named");
        QTest::newRow("nothing") << QByteArray("{}") << QStringLiteral("operation");
        QTest::newRow("no effects") << QByteArray(R"({"operation":"x"})") << QStringLiteral("effects");
        QTest::newRow("list of numbers") << QByteArray(R"({"operation":"x","effects":{"states":[1]}})")
                                         << QStringLiteral("effects.states");
        QTest::newRow("broken amount") << QByteArray(
            R"({"operation":"x","effects":{"ledger":[{"account":"a","title":"A","currency":"EUR","debit":1.5}]}})")
                                       << QStringLiteral("effects.ledger.debit");
        QTest::newRow("broken time") << QByteArray(R"({"operation":"x","effects":{},"undo":{"until":"soon"}})")
                                     << QStringLiteral("undo.until");
        QTest::newRow("seats of nothing") << QByteArray(R"({"operation":"x","effects":{"seats":[{"from":1,"to":2}]}})")
                                          << QStringLiteral("effects.seats.capacity");
        QTest::newRow("unknown change") << QByteArray(R"({"operation":"x","effects":{"timers":[{"title":"Start","change":"lost"}]}})")
                                        << QStringLiteral("effects.timers.change");
    }
    void doorsReplyThatIsNotAsAgreedIsAProtocolError()
    {
        QFETCH(QByteArray, reply);
        QFETCH(QString, named);
        const auto outcome = outcomeOf(QJsonDocument::fromJson(reply).object());
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().kind, Error::Kind::Protocol);
        QVERIFY2(outcome.error().message.contains(u'“' + named + u'”'), qPrintable(outcome.error().message));
    }

    void fiftyRowsOfTwentyColumnsAreQuick()
    {
        std::vector<std::string> names;
        std::vector<TableRows::Cell> row;
        for (int i = 0; i < 20; ++i) {
            names.push_back("c" + std::to_string(i));
            row.push_back(i == 0 || (i > 14 && i < 18) ? "1234567"
                              : i >= 18                ? "2026-11-24 02:12:38.123456+00"
                                                       : "some words");
        }
        const Rows rows = rowsOf(names, std::vector(50, row));
        QBENCHMARK
        {
            QVERIFY(decodeAll<Wide>(rows));
        }
    }
};

QTEST_GUILESS_MAIN(DecodeTest)
#include "decode_test.moc"
