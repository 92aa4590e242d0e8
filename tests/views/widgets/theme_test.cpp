// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/button.h"
#include "views/widgets/fuzzy.h"
#include "views/widgets/icon.h"
#include "views/widgets/label.h"
#include "views/widgets/painting.h"
#include "views/widgets/theme.h"

#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

qreal luminance(const QColor &colour)
{
    const auto linear = [](float channel) { return channel <= 0.04045F ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

/// WCAG 2.2, relative contrast.
qreal contrast(const QColor &one, const QColor &other)
{
    const qreal a = luminance(one);
    const qreal b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

} // namespace

class ThemeTest final : public QObject
{
    Q_OBJECT

private slots:
    void everyPairThatIsReadHasContrast_data()
    {
        QTest::addColumn<Scheme>("scheme");
        QTest::newRow("light") << Scheme::Light;
        QTest::newRow("dark") << Scheme::Dark;
        QTest::newRow("high contrast") << Scheme::HighContrast;
    }
    void everyPairThatIsReadHasContrast()
    {
        QFETCH(Scheme, scheme);
        const auto loaded = Tokens::load(scheme);
        QVERIFY2(loaded.has_value(), loaded ? "" : qPrintable(loaded.error()));
        QStringList faults;
        const auto check = [&](Token ink, Token ground, qreal least) {
            const qreal found = contrast(loaded->colour(ink), loaded->colour(ground));
            if (found < least)
                faults.append(u"%1 on %2: %3 < %4"_s.arg(Tokens::name(ink), Tokens::name(ground)).arg(found, 0, 'f', 2).arg(least));
        };
        constexpr qreal text = 4.5;
        constexpr qreal shape = 3;
        constexpr std::array grounds { Token::Bg, Token::Surface, Token::Rail, Token::Raised, Token::Inset, Token::Sunken, Token::Hover, Token::AccentSoft };
        constexpr std::array tones { Tone::Mute, Tone::Ok, Tone::Warn, Tone::Bad, Tone::Info, Tone::Violet, Tone::Accent };
        for (const Token ground : grounds) {
            for (const Token ink : { Token::Text, Token::Text2 })
                check(ink, ground, text);
            for (const Tone tone : tones) // a sign in a hovered or selected row, a link in a panel
                check(ink(tone), ground, text);
        }
        for (const Token ground : { Token::Bg, Token::Surface, Token::Rail, Token::Raised, Token::Inset, Token::AccentSoft })
            check(Token::Text3, ground, text);
        for (const Tone tone : tones) {
            check(ink(tone), soft(tone), text);
            for (const Token ink : { Token::Text, Token::Text2, Token::Accent }) // a banner's words and its action
                check(ink, soft(tone), text);
        }
        for (const Token fill : { Token::AccentFill, Token::AccentHover, Token::AccentPressed })
            check(Token::OnAccent, fill, text);
        for (const Token fill : { Token::DangerFill, Token::DangerHover, Token::DangerPressed })
            check(Token::OnDanger, fill, text);
        check(Token::OnTooltip, Token::Tooltip, text);
        for (const Token ground : { Token::Bg, Token::Surface, Token::Inset, Token::Raised, Token::Sunken }) {
            check(Token::BorderStrong, ground, shape);
            check(Token::Focus, ground, shape);
        }
        check(Token::Focus, Token::AccentSoft, shape);
        check(Token::Focus, Token::Hover, shape);
        for (const Token series : { Token::S1, Token::S2, Token::S3, Token::S4, Token::S5 })
            check(series, Token::Surface, shape);
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u"\n"_s)));
    }

    void theLongestTokenNameIsReplacedFirst()
    {
        const Tokens tokens = *Tokens::load(Scheme::Light);
        const QString filled = tokens.filledInto(u"@text2 @text @textDisabled @borderStrong"_s);
        QCOMPARE(filled, u"%1 %2 %3 %4"_s.arg(tokens.colour(Token::Text2).name(), tokens.colour(Token::Text).name(),
                                             tokens.colour(Token::TextDisabled).name(), tokens.colour(Token::BorderStrong).name()));
    }

    void theStyleSheetNamesOnlyTokensAndNoColours()
    {
        QFile file(u":/themes/style.qss"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QString sheet = QString::fromUtf8(file.readAll());
        sheet.remove(QRegularExpression(u"/\\*.*?\\*/"_s, QRegularExpression::DotMatchesEverythingOption));
        QVERIFY2(!sheet.contains(QRegularExpression(u"#[0-9a-fA-F]{3,8}\\b|rgba?\\("_s)), "a colour stands in the style sheet");
        QVERIFY2(!sheet.contains(QRegularExpression(u"(^|[\\s,}])(QWidget|\\*)\\s*[{,]"_s)), "a rule for every widget");
        QVERIFY2(!Tokens::load(Scheme::Light)->filledInto(sheet).contains(u'@'), "an unknown token");
    }

    void aSwitchOfThemesRepaintsLabelsAndIconsWithoutNewObjects()
    {
        Theme theme;
        theme.apply(Theme::Choice::Light);
        Label label(theme, u"Late"_s, Type::Body, Token::Bad);
        const QIcon icon = theme.icon(u"search"_s, Token::Text);
        const QImage before = icon.pixmap(32, 32).toImage();
        QSignalSpy changed(&theme, &Theme::changed);
        theme.apply(Theme::Choice::Dark);
        QCOMPARE(changed.count(), 1);
        QVERIFY(theme.isDark());
        QCOMPARE(label.palette().color(QPalette::WindowText), theme.colour(Token::Bad));
        QVERIFY(icon.pixmap(32, 32).toImage() != before);
        theme.apply(Theme::Choice::Light);
        QCOMPARE(icon.pixmap(32, 32).toImage(), before);
    }

    void everyIconIsDrawn()
    {
        const QStringList names = QDir(u":/icons"_s).entryList({ u"*.svg"_s });
        QVERIFY(names.size() > 50);
        for (const QString &file : names) {
            QImage image(48, 48, QImage::Format_ARGB32_Premultiplied);
            image.fill(Qt::transparent);
            QPainter painter(&image);
            paintIcon(&painter, file.chopped(4), QRectF(0, 0, 48, 48), Qt::black);
            painter.end();
            QImage empty(48, 48, QImage::Format_ARGB32_Premultiplied);
            empty.fill(Qt::transparent);
            QVERIFY2(image != empty, qPrintable(file));
        }
        QVERIFY(!iconExists(u"no-such-icon"_s));
    }

    void digitsStandInColumns()
    {
        Theme theme;
        const QFont font = theme.font(Type::Body);
        QVERIFY2(QFontInfo(font).family() == "Inter"_L1, "Inter is shipped and used");
        QCOMPARE(tabularWidth(u"1,111.11"_s, font), tabularWidth(u"8,088.80"_s, font));
        QVERIFY(QFontMetricsF(font).horizontalAdvance(u"1,111.11"_s) < QFontMetricsF(font).horizontalAdvance(u"8,088.80"_s));
    }

    void anAvatarsColourIsTheSameInEveryRun() { QCOMPARE(stableHash(u"Chloë Lindner"_s), stableHash(QString::fromUtf8("Chlo\xc3\xab Lindner"))); }

    void fnvIsTheStandardOne()
    {
        QCOMPARE(stableHash(QString()), 0x811c9dc5U);
        QCOMPARE(stableHash(u"a"_s), 0xe40c292cU);
        QCOMPARE(stableHash(u"foobar"_s), 0xbf9cf968U);
    }

    void abbreviationsFindWhatTheyMean_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("better");
        QTest::addColumn<QString>("worse");
        QTest::newRow("the beginning of a title beats its middle") << u"book"_s << u"Bookings"_s << u"Cancel booking"_s;
        QTest::newRow("beginnings of words beat scattered letters") << u"cb"_s << u"Cancel booking"_s << u"Accrue balance in cabs"_s;
        QTest::newRow("neighbours beat scattered letters") << u"disp"_s << u"Disputes"_s << u"Delay it, skip the payout"_s;
        QTest::newRow("a word without its vowels") << u"bkngs"_s << u"Bookings"_s << QString();
        QTest::newRow("words in any order") << u"booking cancel"_s << u"Cancel booking"_s << QString();
        QTest::newRow("case does not matter") << u"BK-7f"_s << u"BK-7F3K-92Q7"_s << QString();
    }
    void abbreviationsFindWhatTheyMean()
    {
        QFETCH(QString, typed);
        QFETCH(QString, better);
        QFETCH(QString, worse);
        const auto good = fuzzyMatch(typed, better);
        QVERIFY(good.has_value());
        const auto bad = fuzzyMatch(typed, worse);
        QVERIFY(!bad || good->score > bad->score);
    }
    void lettersThatLieAboutAreNoHit()
    {
        QVERIFY(!fuzzyMatch(u"canc"_s, u"Theme: high contrast once more"_s).has_value());
        QVERIFY(!fuzzyMatch(u"disp"_s, u"Add a field to this map"_s).has_value());
    }
    void aMissingLetterIsNoHit() { QVERIFY(!fuzzyMatch(u"bookz"_s, u"Bookings"_s).has_value()); }
};

} // namespace steward

QTEST_MAIN(steward::ThemeTest)
#include "theme_test.moc"
