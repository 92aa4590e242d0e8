// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/rows_json.h"
#include "tests/core/backend/table_rows.h"

#include <QJsonDocument>
#include <QTest>

using namespace steward;

class RowsJsonTest : public QObject {
    Q_OBJECT
private slots:
    void eachTypeHasItsForm_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("cell");
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("a whole number") << QByteArray("bigint") << QByteArray("-9007199254740991") << QByteArray("-9007199254740991");
        QTest::newRow("a fraction, which no double rounds") << QByteArray("numeric") << QByteArray("0.10") << QByteArray("\"0.10\"");
        QTest::newRow("what is no number of JSON") << QByteArray("double precision") << QByteArray("NaN") << QByteArray("\"NaN\"");
        QTest::newRow("true") << QByteArray("boolean") << QByteArray("t") << QByteArray("true");
        QTest::newRow("false") << QByteArray("boolean") << QByteArray("f") << QByteArray("false");
        QTest::newRow("jsonb as it stands") << QByteArray("jsonb") << QByteArray("{\"a\": [1, \"ü\"]}") << QByteArray("{\"a\": [1, \"ü\"]}");
        QTest::newRow("a moment") << QByteArray("timestamp with time zone") << QByteArray("2026-11-30 11:13:12.5+00") << QByteArray("\"2026-11-30T11:13:12.5Z\"");
        QTest::newRow("no moment") << QByteArray("timestamp with time zone") << QByteArray("infinity") << QByteArray("\"infinity\"");
        QTest::newRow("a day") << QByteArray("date") << QByteArray("2026-11-30") << QByteArray("\"2026-11-30\"");
        QTest::newRow("text with all that needs an escape") << QByteArray("text") << QByteArray("a\"b\\c\nd\te\x01 ü") << QByteArray("\"a\\\"b\\\\c\\nd\\u0009e\\u0001 ü\"");
        QTest::newRow("numbers") << QByteArray("integer[]") << QByteArray("{1,NULL,3}") << QByteArray("[1,null,3]");
        QTest::newRow("nothing") << QByteArray("text[]") << QByteArray("{}") << QByteArray("[]");
        QTest::newRow("texts") << QByteArray("text[]") << QByteArray("{a,\"b,c\",\"d\\\"e\\\\\",NULL,\"NULL\",\"\"}") << QByteArray("[\"a\",\"b,c\",\"d\\\"e\\\\\",null,\"NULL\",\"\"]");
        QTest::newRow("moments") << QByteArray("timestamp with time zone[]") << QByteArray("{\"2026-11-30 11:13:12+00\"}") << QByteArray("[\"2026-11-30T11:13:12Z\"]");
        QTest::newRow("values of JSON") << QByteArray("jsonb[]") << QByteArray("{\"{\\\"a\\\": 1}\"}") << QByteArray("[{\"a\": 1}]");
        QTest::newRow("of two dimensions: as it stands") << QByteArray("integer[]") << QByteArray("{{1},{2}}") << QByteArray("\"{{1},{2}}\"");
    }
    void eachTypeHasItsForm()
    {
        QFETCH(const QByteArray, type);
        QFETCH(const QByteArray, cell);
        QFETCH(const QByteArray, json);
        const Rows rows = rowsOf({ "value" }, { { cell.toStdString() } });
        QByteArray written;
        JsonRows({ { "value", JsonForm::ofType(type) } }).write(written, rows.at(0));
        QCOMPARE(written, "{\"value\":" + json + '}');
        QJsonParseError error {};
        (void)QJsonDocument::fromJson(written, &error);
        QCOMPARE(error.error, QJsonParseError::NoError);
    }

    void nullIsNullAndTheUnknownIsLeftOut()
    {
        const Rows rows = rowsOf({ "known", "unknown", "empty" }, { { std::string("1"), std::string("2"), std::nullopt } });
        QByteArray written;
        JsonRows({ { "known", JsonForm::ofType("bigint") }, { "empty", JsonForm::ofType("text[]") } }).write(written, rows.at(0));
        QCOMPARE(written, "{\"known\":1,\"empty\":null}");
    }
};

QTEST_GUILESS_MAIN(RowsJsonTest)
#include "rows_json_test.moc"
