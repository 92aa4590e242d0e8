// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/deliver.h"
#include "core/identity/base64url.h"
#include "core/identity/password.h"
#include "core/identity/random.h"
#include "core/identity/totp.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QSet>
#include <QStandardPaths>
#include <QTest>
#include <QTimer>

#include <algorithm>

using namespace steward;
using namespace Qt::StringLiterals;

namespace {

const QByteArray rfc_secret = QByteArrayLiteral("12345678901234567890");

/// What no password fits, as guard.no_hash() in core/identity/sql has it.
const QByteArray nobodys = QByteArrayLiteral("$argon2id$v=19$m=65536,t=2,p=1$q2R0gq3l3cY4yq8m0o7xWw$mR3l0Zt8zqvW1q0T5o3m5mYw5b0cQ9kH2t1yJ8XbV5s");

} // namespace

/// Passwords, codes and random secrets.
class SecretsTest : public QObject
{
    Q_OBJECT

    template <class T> static Result<T> answerOf(Task<Result<T>> task)
    {
        std::optional<Result<T>> answer;
        QObject context;
        const Question question = deliver(std::move(task), &context, [&answer](Result<T> given) { answer = std::move(given); });
        if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, 20'000))
            qFatal("no answer");
        return *std::move(answer);
    }

private slots:
    void aPasswordFitsItsHashAlone()
    {
        PasswordWork work { PasswordWork::Limits() };
        const auto hash = answerOf(work.hash("correct horse"));
        QVERIFY(hash);
        QVERIFY2(hash->startsWith("$argon2id$v=19$m=65536,t=2,p=1$"), hash->constData());
        QVERIFY(answerOf(work.fits("correct horse", *hash)).value_or(false));
        QVERIFY(!answerOf(work.fits("correct horsf", *hash)).value_or(true));
        QVERIFY(!answerOf(work.fits("", *hash)).value_or(true));
        QVERIFY(!answerOf(work.fits("correct horse", "no hash")).value_or(true));
        QVERIFY(answerOf(work.hash("correct horse")).value_or(*hash) != *hash); // each has a salt of its own
        QVERIFY(PasswordWork::hashNow("a").size() == hash->size());
    }

    void nobodysHashTakesAsLongAsAnybodys()
    {
        PasswordWork work { PasswordWork::Limits() };
        const QByteArray known = PasswordWork::hashNow("known");
        const auto spent = [&work](const QByteArray &hash) {
            QElapsedTimer clock;
            clock.start();
            return answerOf(work.fits("a guess", hash)).value_or(true) ? qint64(-1) : clock.elapsed();
        };
        (void)spent(known);
        qint64 some = spent(known), none = spent(nobodys);
        for (int n = 0; n < 7; ++n) { // in turn, and the quickest of each: whatever else the machine does only adds
            some = std::min(some, spent(known));
            none = std::min(none, spent(nobodys));
        }
        QVERIFY2(none > some / 2 && none < some * 2, qPrintable(u"%1 ms and %2 ms"_s.arg(some).arg(none)));
    }

    void theEventLoopGoesOnMeanwhile()
    {
        PasswordWork work { PasswordWork::Limits() };
        int beats = 0;
        QTimer heart;
        connect(&heart, &QTimer::timeout, this, [&beats] { ++beats; });
        heart.start(1);
        QVERIFY(answerOf(work.hash("slow")));
        QVERIFY2(beats > 5, qPrintable(QString::number(beats)));
    }

    void oneTooManyIsTurnedAway()
    {
        PasswordWork::Limits limits;
        limits.atOnce = 1;
        limits.waiting = 1;
        PasswordWork work(limits);
        int done = 0;
        int busy = 0;
        std::vector<Question> questions;
        for (int n = 0; n < 4; ++n)
            questions.push_back(deliver(work.hash("a"), this, [&done, &busy](const Result<QByteArray> &answer) { ++(answer ? done : busy); }));
        QTRY_COMPARE_WITH_TIMEOUT(done + busy, 4, 20'000);
        QCOMPARE(done, 2);
        QVERIFY(answerOf(work.hash("a"))); // there is room again
    }

    void whoLeavesIsNotWaitedFor()
    {
        PasswordWork::Limits limits;
        limits.atOnce = 1;
        limits.waiting = 1;
        PasswordWork work(limits);
        {
            const Question left = deliver(work.hash("a"), this, [](const Result<QByteArray> &) { QFAIL("nobody waits for this"); });
            QTest::qWait(5);
        }
        QVERIFY(answerOf(work.hash("b")));
        { // and its end in the middle of work is no crash
            PasswordWork brief(limits);
            const Question left = deliver(brief.hash("a"), &brief, [](const Result<QByteArray> &) { });
            QTest::qWait(5);
        }
    }

    void whatLooksAlikeIsOnePassword()
    {
        QCOMPARE(passwordBytes(u"Zürich"_s), passwordBytes(u"Zu\u0308rich"_s));
        QVERIFY(passwordBytes(u"Zürich"_s) != passwordBytes(u"Zurich"_s));
    }

    void weakPasswordsAreRefused()
    {
        QVERIFY(!faultOfPassword(u"1234567"_s, {}, 8).isEmpty());
        QVERIFY(faultOfPassword(u"12345678"_s, {}, 8).isEmpty());
        QVERIFY(!faultOfPassword(u"ChloE@example.org"_s, u"chloe@example.org"_s, 8).isEmpty());
        QVERIFY(!faultOfPassword(QString(257, u'a'), {}, 8).isEmpty());
        QVERIFY(faultOfPassword(QString(256, u'a'), {}, 8).isEmpty());
        QVERIFY(!faultOfPassword(u"👍👍👍👍👍👍👍"_s, {}, 8).isEmpty()); // characters, not units
    }

    void codesAreThoseOfTheRfc_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QByteArray>("code");
        // RFC 6238, appendix B, SHA-1: the last six of its eight digits.
        QTest::newRow("59") << qint64(59) << QByteArray("287082");
        QTest::newRow("1111111109") << qint64(1111111109) << QByteArray("081804");
        QTest::newRow("1111111111") << qint64(1111111111) << QByteArray("050471");
        QTest::newRow("1234567890") << qint64(1234567890) << QByteArray("005924");
        QTest::newRow("2000000000") << qint64(2000000000) << QByteArray("279037");
        QTest::newRow("20000000000") << qint64(20000000000) << QByteArray("353130");
    }
    void codesAreThoseOfTheRfc()
    {
        QFETCH(const qint64, seconds);
        QFETCH(const QByteArray, code);
        const qint64 step = seconds / 30;
        QCOMPARE(totp::stepOf(code, rfc_secret, seconds, 0), std::optional(step));
        QCOMPARE(totp::stepOf(code, rfc_secret, seconds + 30, 0), std::optional(step)); // one step late
        QVERIFY(!totp::stepOf(code, rfc_secret, seconds + 60, 0));
        QVERIFY(!totp::stepOf(code, rfc_secret, seconds, step)); // it was used
        QVERIFY(!totp::stepOf(code, QByteArray(20, 'x'), seconds, 0));
    }

    void codesAreThoseOfOathtool()
    {
        if (QStandardPaths::findExecutable(u"oathtool"_s).isEmpty())
            QFAIL("oathtool is not installed: packaging/install-dependencies test");
        for (int n = 0; n < 20; ++n) {
            const QByteArray secret = secretBytes(totp::secret_bytes);
            const qint64 seconds = 1'700'000'000 + n * 7'654'321LL;
            QProcess oathtool;
            oathtool.start(u"oathtool"_s, { u"--totp"_s, u"--base32"_s, u"--now"_s, u"@%1"_s.arg(seconds), QString::fromLatin1(totp::base32(secret)) });
            QVERIFY(oathtool.waitForFinished());
            const QByteArray code = oathtool.readAllStandardOutput().trimmed();
            QCOMPARE(code.size(), 6);
            QCOMPARE(totp::stepOf(code, secret, seconds, 0), std::optional(seconds / 30));
        }
    }

    void whatIsNoCodeIsNone()
    {
        for (const char *code : { "", "28708", "2870822", "28708a", " 87082", "-87082", "00287082" })
            QVERIFY2(!totp::stepOf(code, rfc_secret, 59, 0), code);
    }

    void anAuthenticatorReadsItsSecret()
    {
        QCOMPARE(totp::uri(rfc_secret, u"Demo Market"_s, u"chloe@example.org"_s),
                 QByteArray("otpauth://totp/Demo%20Market:chloe%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Demo%20Market"));
    }

    void secretsAreRandom()
    {
        QSet<QByteArray> seen;
        for (int n = 0; n < 1'000; ++n)
            seen.insert(secretBytes(32));
        QCOMPARE(seen.size(), 1'000);
        QCOMPARE(secretHash("abc"), QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }

    void oneTextForTheSameBytes()
    {
        QCOMPARE(base64url(QByteArray::fromHex("fbff")), QByteArray("-_8"));
        QCOMPARE(fromBase64url("-_8"), std::optional(QByteArray::fromHex("fbff")));
        for (const char *other : { "-_9", "-_8=", "+/8", "-_8\n", "-_8.", "-" })
            QVERIFY2(!fromBase64url(other), other);
        QCOMPARE(fromBase64url(""), std::optional(QByteArray("")));
    }
};

QTEST_GUILESS_MAIN(SecretsTest)
#include "secrets_test.moc"
