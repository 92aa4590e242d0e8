// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/table_text.h"

#include <QTest>

using namespace steward;
using namespace Qt::StringLiterals;

/// What is copied from lists must read the same elsewhere, and do nothing there.
class TableTextTest : public QObject
{
    Q_OBJECT

    static QString csvField(const QString &text) { return csvOf({ { u"h"_s }, { { text } } }).section(u"\r\n"_s, 1).chopped(2); }
    static QString markdownCell(const QString &text) { return markdownOf({ { u"h"_s }, { { text } } }).section(u'\n', 2, 2); }

private slots:
    void aFieldOfCsvIsQuotedWhereItMustBe_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("field");
        QTest::newRow("plain") << u"Leak repair"_s << u"Leak repair"_s;
        QTest::newRow("a comma") << u"Kraft, Söhne"_s << u"\"Kraft, Söhne\""_s;
        QTest::newRow("quotes") << u"the \"old\" one"_s << u"\"the \"\"old\"\" one\""_s;
        QTest::newRow("a line's end") << u"one\ntwo"_s << u"\"one\ntwo\""_s;
        QTest::newRow("the line's end of others") << u"one\r\ntwo"_s << u"\"one\r\ntwo\""_s;
        QTest::newRow("spaces around") << u" x "_s << u"\" x \""_s;
        QTest::newRow("nothing") << QString() << QString();
        QTest::newRow("letters of any script") << u"田中 محمد"_s << u"田中 محمد"_s;
    }
    void aFieldOfCsvIsQuotedWhereItMustBe()
    {
        QFETCH(QString, text);
        QTEST(csvField(text), "field");
    }

    void noFieldIsAFormula_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("field");
        QTest::newRow("equals") << u"=1+1"_s << u"'=1+1"_s;
        QTest::newRow("plus") << u"+cmd|' /C calc'!A0"_s << u"'+cmd|' /C calc'!A0"_s;
        QTest::newRow("minus") << u"-2+3"_s << u"'-2+3"_s;
        QTest::newRow("at") << u"@SUM(1)"_s << u"'@SUM(1)"_s;
        QTest::newRow("quoted as well") << u"=HYPERLINK(\"x\",\"y\")"_s << u"\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""_s;
        QTest::newRow("behind a space") << u" =1"_s << u"' =1"_s;
        QTest::newRow("behind a tab") << u"\t=1"_s << u"'\t=1"_s;
        QTest::newRow("behind a line's end") << u"\n=1"_s << u"\"'\n=1\""_s;
        QTest::newRow("a wide equals") << u"＝1+1"_s << u"'＝1+1"_s;
        QTest::newRow("a figure") << u"-12.50"_s << u"-12.50"_s;
        QTest::newRow("a figure with its currency") << u"-12.50 EUR"_s << u"-12.50 EUR"_s;
        QTest::newRow("a figure that goes on") << u"-12.50 EUR+1"_s << u"'-12.50 EUR+1"_s;
        QTest::newRow("within") << u"a=b"_s << u"a=b"_s;
    }
    void noFieldIsAFormula()
    {
        QFETCH(QString, text);
        QTEST(csvField(text), "field");
    }

    void linesOfCsvEndAsTheStandardSays()
    {
        QCOMPARE(csvOf({ { u"Booking"_s, u"Start, local"_s }, { { u"BK-1"_s, u"x"_s }, { u"BK-2"_s, {} } } }),
            u"Booking,\"Start, local\"\r\nBK-1,x\r\nBK-2,\r\n");
    }

    void aCellOfMarkdownIsNoMarkup_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("cell");
        QTest::newRow("plain") << u"Leak repair"_s << u"| Leak repair |"_s;
        QTest::newRow("a pipe") << u"a|b"_s << u"| a\\|b |"_s;
        QTest::newRow("a backslash before a pipe") << u"a\\|b"_s << u"| a\\\\\\|b |"_s;
        QTest::newRow("a link") << u"[x](https://example.org)"_s << u"| \\[x\\](https://example.org) |"_s;
        QTest::newRow("a tag") << u"<img src=x>"_s << u"| \\<img src=x\\> |"_s;
        QTest::newRow("stress") << u"*a* _b_ `c` ~d~"_s << u"| \\*a\\* \\_b\\_ \\`c\\` \\~d\\~ |"_s;
        QTest::newRow("a line's end") << u"one\r\ntwo\nthree"_s << u"| one<br>two<br>three |"_s;
        QTest::newRow("nothing") << QString() << u"|  |"_s;
    }
    void aCellOfMarkdownIsNoMarkup()
    {
        QFETCH(QString, text);
        QTEST(markdownCell(text), "cell");
    }

    void aTableOfMarkdownHasItsHeadings()
    {
        QCOMPARE(markdownOf({ { u"Booking"_s, u"a|b"_s }, { { u"BK-1"_s, u"x"_s } } }), u"| Booking | a\\|b |\n| --- | --- |\n| BK-1 | x |\n");
    }
};

QTEST_GUILESS_MAIN(TableTextTest)
#include "table_text_test.moc"
