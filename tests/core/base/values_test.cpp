// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/money.h"
#include "core/base/reference.h"

#include <QTest>

using namespace steward;

namespace {

QString plain(QString text)
{
    return text.replace(QChar(QChar::Nbsp), u' ').replace(QChar(0x202f), u' ');
}

} // namespace

class ValuesTest : public QObject {
    Q_OBJECT
private slots:
    void moneyIsShownInTheOperatorsHabit_data()
    {
        QTest::addColumn<qint64>("minor");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("locale");
        QTest::addColumn<QString>("shown");
        const auto row
            = [](const char *what, qint64 minor, const char *code, const char *locale, const QString &shown) {
                  QTest::newRow(what) << minor << QString::fromLatin1(code) << QString::fromLatin1(locale) << shown;
              };
        row("euro in English", 124'000, "EUR", "en_GB", QStringLiteral("€1,240.00"));
        row("euro in German", 124'000, "EUR", "de_DE", QStringLiteral("1.240,00 €"));
        row("yen has no decimals", 12'000, "JPY", "en_GB", QStringLiteral("JPY 12,000"));
        row("dinar has three", 12'345, "KWD", "en_GB", QStringLiteral("KWD 12.345"));
        row("less than one", 5, "EUR", "en_GB", QStringLiteral("€0.05"));
        row("negative", -7'440, "GBP", "en_GB", QStringLiteral("−£74.40"));
        row("no locale is set", 49'400, "EUR", "C", QStringLiteral("€494.00"));
        row("nothing", 0, "EUR", "en_GB", QStringLiteral("€0.00"));
        row("the least there is", std::numeric_limits<qint64>::min(), "EUR", "en_GB",
            QStringLiteral("−€92,233,720,368,547,758.08"));
        row("a currency that we do not know", 150, "XYZ", "en_GB", QStringLiteral("XYZ 1.50"));
    }
    void moneyIsShownInTheOperatorsHabit()
    {
        QFETCH(qint64, minor);
        QFETCH(QString, code);
        QFETCH(QString, locale);
        QFETCH(QString, shown);
        QCOMPARE(plain(formatMoney(Money(minor, Currency(code)), QLocale(locale))), shown);
    }

    void moneyIsReadAsItWasMeant_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("locale");
        QTest::addColumn<qint64>("minor"); // -1: refused
        const auto row = [](const char *text, const char *code, const char *locale, qint64 minor) {
            QTest::addRow("%s as %s in %s", text, code, locale)
                << QString::fromUtf8(text) << QString::fromLatin1(code) << QString::fromLatin1(locale) << minor;
        };
        row("74.40", "EUR", "en_GB", 7'440);
        row("74,4", "EUR", "en_GB", 7'440);
        row("74,40", "EUR", "de_DE", 7'440);
        row("74.4", "EUR", "de_DE", 7'440);
        row("1 240", "EUR", "en_GB", 124'000);
        row("1,240", "EUR", "en_GB", 124'000);
        row("1.240", "EUR", "de_DE", 124'000);
        row("1,240.50", "EUR", "en_GB", 124'050);
        row("1.240,50", "EUR", "de_DE", 124'050);
        row("12,34,567.50", "EUR", "en_IN", 123'456'750);
        row("€74.40", "EUR", "en_GB", 7'440);
        row("74.40 eur", "EUR", "en_GB", 7'440);
        row("1,240.50", "EUR", "C", 124'050);
        row(".5", "EUR", "en_GB", 50);
        row("0", "EUR", "en_GB", 0);
        row("12000", "JPY", "en_GB", 12'000);
        row("12.345", "KWD", "en_GB", 12'345);
        row("9007199254740991", "JPY", "en_GB", 9'007'199'254'740'991);
        row("9007199254740992", "JPY", "en_GB", -1);
        row("99999999999999999999999", "EUR", "en_GB", -1);
        row("1.240", "EUR", "en_GB", -1);
        row("12.5", "JPY", "en_GB", -1);
        row("1,24,0", "EUR", "en_GB", -1);
        row("1.240,50", "EUR", "en_GB", -1);
        row("1,240,50", "EUR", "en_GB", -1);
        row("seventy", "EUR", "en_GB", -1);
        row("1e3", "EUR", "en_GB", -1);
        row("74.40 USD", "EUR", "en_GB", -1);
        row("", "EUR", "en_GB", -1);
        row("--5", "EUR", "en_GB", -1);
        row(".", "EUR", "en_GB", -1);
    }
    void moneyIsReadAsItWasMeant()
    {
        QFETCH(QString, text);
        QFETCH(QString, code);
        QFETCH(QString, locale);
        QFETCH(qint64, minor);
        const auto money = parseMoney(text, Currency(code), QLocale(locale));
        if (minor == -1) {
            QVERIFY(!money);
            QCOMPARE(money.error().kind, Error::Kind::Invalid);
            QVERIFY(!money.error().message.isEmpty());
            return;
        }
        QVERIFY2(money, money ? "" : qPrintable(money.error().message));
        QCOMPARE(money->minor, minor);
        QCOMPARE(money->currency.code, code);
        QCOMPARE(*parseMoney(formatMoney(*money, QLocale(locale)), money->currency, QLocale(locale)), *money);
    }

    void negativeAmountsAreRead()
    {
        QCOMPARE(
            parseMoney(QStringLiteral("-12.5"), Currency(QStringLiteral("EUR")), QLocale(QStringLiteral("en")))->minor,
            -1250);
        QCOMPARE(
            parseMoney(QStringLiteral("\u221212.5"), Currency(QStringLiteral("EUR")), QLocale(QStringLiteral("en")))
                ->minor,
            -1250);
    }

    void referenceIsRecognisedAsPeopleWriteIt_data()
    {
        QTest::addColumn<QString>("text");
        const QString seven = QStringLiteral("7F0K92Q");
        const QString whole = QStringLiteral("BK") + seven + Reference::checkCharacter(seven);
        QTest::newRow("bare") << whole;
        QTest::newRow("lower case") << whole.toLower();
        QTest::newRow("letter for zero") << QString(whole).replace(u'0', u'O');
        QTest::newRow("with hyphens") << whole.first(2) + u'-' + whole.mid(2, 4) + u'-' + whole.last(4);
        QTest::newRow("with spaces") << u' ' + whole.first(2) + u' ' + whole.mid(2, 4) + u' ' + whole.last(4) + u'\n';
    }
    void referenceIsRecognisedAsPeopleWriteIt()
    {
        QFETCH(QString, text);
        const auto reference = Reference::parse(text);
        QVERIFY(reference);
        QCOMPARE(reference->prefix(), QStringLiteral("BK"));
        QCOMPARE(reference->text().first(11), QStringLiteral("BK-7F0K-92Q"));
        QCOMPARE(*Reference::parse(reference->text()), *reference);
    }

    void theCheckCharacterIsTheDatabases()
    {
        // The same five are in tests/sql/market/reference_test.sql.
        for (const char *text : { "BK-7F3K-92Q7", "BK-0000-0000", "BK-0000-001Y", "BK-3ZK0-8WMZ", "BK-ABCD-EFGG" })
            QVERIFY2(Reference::parse(QString::fromUtf8(text)), text);
    }

    void malformedReferencesAreNone()
    {
        for (const char *text : { "", "BK", "BK-", "BK-7F3K-92Q", "BK-7F3K-92Q77", "7F3K-92Q7", "B1-7F3K-92Q7",
                                  "BK-7F3K-92QD", "BK-7F3K-92U0", "ÄK-7F3K-92Q7", "BK-7F3K-9\xc3\x9fQ7" })
            QVERIFY2(!Reference::parse(QString::fromUtf8(text)), text);
    }

    void checkFindsEverySingleMistakeAndNearlyEverySwap()
    {
        constexpr QStringView alphabet = u"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        const QString seven = QStringLiteral("3ZK08WM");
        const QString good = QStringLiteral("BK") + seven + Reference::checkCharacter(seven);
        QVERIFY(Reference::parse(good));
        for (int at = 2; at < good.size(); ++at) {
            for (const QChar other : alphabet) {
                QString bad = good;
                bad[at] = other;
                QCOMPARE(Reference::parse(bad).has_value(), bad == good);
            }
        }
        int swaps = 0;
        int missed = 0;
        for (const QChar a : alphabet) {
            for (const QChar b : alphabet) {
                const QString body = QString(a) + b + QStringLiteral("5H9TX");
                QString swapped = body + Reference::checkCharacter(body);
                swapped.replace(0, 2, QString(b) + a);
                swaps += a != b;
                missed += a != b && Reference::parse(QStringLiteral("BK") + swapped);
            }
        }
        QCOMPARE(swaps, 992);
        QCOMPARE(missed, 2); // 0 and Z, as 0 and 9 in Luhn's own
    }
};

QTEST_GUILESS_MAIN(ValuesTest)
#include "values_test.moc"
