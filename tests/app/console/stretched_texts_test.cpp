// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/stretched_texts.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace steward;

class StretchedTextsTest : public QObject
{
    Q_OBJECT

private slots:
    void aTextIsLongerAndMarked_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("a word") << u"Cancel"_s;
        QTest::newRow("a sentence") << u"Nothing of it was sent."_s;
        QTest::newRow("places") << u"%1 of %L2 in %n bookings"_s;
        QTest::newRow("tags") << u"<b>Done</b> at %1 &amp; seen"_s;
        QTest::newRow("a key's mark") << u"&Save"_s;
    }
    void aTextIsLongerAndMarked()
    {
        QFETCH(QString, text);
        const QString stretched = StretchedTexts::stretched(text);
        QVERIFY2(stretched.size() * 10 >= text.size() * 14, qPrintable(stretched));
        QVERIFY(!stretched.startsWith(text));
    }

    void whatATextIsBuiltOfStays()
    {
        QCOMPARE(StretchedTexts::stretched(u"%1 · %2"_s), u"%1 · %2"_s);
        const QString stretched = StretchedTexts::stretched(u"<b>%1</b> of %L2 &amp; %n bookings"_s);
        QVERIFY2(stretched.startsWith(u"<b>%1</b> õf %L2 &amp; %n bõõkîñgš"_s), qPrintable(stretched));
        QVERIFY(StretchedTexts::stretched(u"&Save"_s).startsWith(u"&Š"_s));
    }

    void everyTextIsTranslated()
    {
        StretchedTexts texts;
        QVERIFY(QCoreApplication::installTranslator(&texts));
        QCOMPARE(QCoreApplication::translate("Anything", "Cancel"), StretchedTexts::stretched(u"Cancel"_s));
        QCoreApplication::removeTranslator(&texts);
        QCOMPARE(QCoreApplication::translate("Anything", "Cancel"), u"Cancel"_s);
    }
};

QTEST_GUILESS_MAIN(StretchedTextsTest)
#include "stretched_texts_test.moc"
