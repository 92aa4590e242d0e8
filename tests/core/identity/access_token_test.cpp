// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identity/access_token.h"
#include "core/identity/base64url.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMessageAuthenticationCode>
#include <QTest>

#include <sodium.h>

using namespace steward;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 now = 1'800'000'000;

SigningKey keyOf(char letter, bool signs = true)
{
    SigningKey key;
    key.kid = QByteArray(11, letter);
    key.seed = QByteArray(32, letter);
    key.signs = signs;
    return key;
}

AccessClaims chloe()
{
    AccessClaims claims;
    claims.kind = "customer";
    claims.role = "steward_customer";
    claims.actor = 17;
    claims.session = "0b2ab53c-43a1-4f9e-8a35-0f9c7d3f6a11";
    return claims;
}

QJsonObject told()
{
    return { { u"iss"_s, u"steward"_s },           { u"aud"_s, u"users"_s },
             { u"sub"_s, u"17"_s },                { u"sid"_s, u"0b2ab53c-43a1-4f9e-8a35-0f9c7d3f6a11"_s },
             { u"kind"_s, u"customer"_s },         { u"role"_s, u"steward_customer"_s },
             { u"complete"_s, true },              { u"iat"_s, now },
             { u"nbf"_s, now },                    { u"exp"_s, now + 300 } };
}

QJsonObject with(const QString &name, const QJsonValue &value)
{
    QJsonObject claims = told();
    claims[name] = value;
    return claims;
}

QJsonObject without(const QString &name)
{
    QJsonObject claims = told();
    claims.remove(name);
    return claims;
}

/// JSON with ' for ". (The generator of meta-objects loses its way in raw strings.)
QByteArray written(QByteArray text)
{
    return text.replace('\'', '"');
}

QByteArray json(const QJsonObject &object)
{
    return base64url(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QByteArray ourHeader(char letter = 'a')
{
    return base64url(written("{'alg':'EdDSA','typ':'at+jwt','kid':'") + QByteArray(11, letter) + "\"}");
}

struct Pair {
    explicit Pair(char letter)
    {
        const QByteArray seed(32, letter);
        crypto_sign_seed_keypair(open, secret, reinterpret_cast<const unsigned char *>(seed.constData()));
    }
    unsigned char open[crypto_sign_PUBLICKEYBYTES] {};
    unsigned char secret[crypto_sign_SECRETKEYBYTES] {};
};

/// Truly signed by the key of that letter, whatever it says.
QByteArray signedBy(char letter, const QByteArray &header, const QByteArray &payload)
{
    const Pair pair(letter);
    const QByteArray said = header + '.' + payload;
    QByteArray signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(reinterpret_cast<unsigned char *>(signature.data()), nullptr, reinterpret_cast<const unsigned char *>(said.constData()),
                         static_cast<unsigned long long>(said.size()), pair.secret);
    return said + '.' + base64url(signature);
}

QByteArray macBy(const QByteArray &key, QCryptographicHash::Algorithm algorithm, const QByteArray &name)
{
    const QByteArray said = base64url(written("{'alg':'") + name + written("','typ':'at+jwt','kid':'aaaaaaaaaaa'}")) + '.' + json(told());
    return said + '.' + base64url(QMessageAuthenticationCode::hash(said, key, algorithm));
}

QByteArray openKey()
{
    const Pair pair('a');
    return QByteArray(reinterpret_cast<const char *>(pair.open), sizeof pair.open);
}

QByteArray flipped(QByteArray token, qsizetype place)
{
    token[place] = token[place] == 'A' ? 'B' : 'A';
    return token;
}

} // namespace

/// What an access token lets in, and everything that is none.
class AccessTokenTest : public QObject
{
    Q_OBJECT

    AccessTokens m_users { "users" };

private slots:
    void init() { m_users.setKeys({ keyOf('a') }); }

    void whoSignedInIsReadBack()
    {
        const QByteArray token = m_users.sign(chloe(), now);
        const auto claims = m_users.read(token, now);
        QVERIFY(claims);
        QCOMPARE(claims->kind, "customer");
        QCOMPARE(claims->role, "steward_customer");
        QCOMPARE(claims->actor, 17);
        QCOMPARE(claims->session, chloe().session);
        QVERIFY(claims->isComplete);
        QCOMPARE(token.count('.'), 2);
    }

    void ourOwnFormIsWhatTheForgedOnesDifferFrom()
    {
        // Each forged token below differs in one thing from this one, which is good.
        QVERIFY(m_users.read(signedBy('a', ourHeader(), json(told())), now));
    }

    void forgedTokensAreRefused_data()
    {
        QTest::addColumn<QByteArray>("token");
        const QByteArray good = signedBy('a', ourHeader(), json(told()));
        const QByteArray said = good.first(good.lastIndexOf('.') + 1);
        const auto headed = [](const QByteArray &header) { return signedBy('a', base64url(header), json(told())); };
        // Row 46 of what must hold: sixteen kinds.
        QTest::newRow("1 alg none") << base64url(written("{'alg':'none','typ':'at+jwt'}")) + '.' + json(told()) + '.';
        QTest::newRow("2 alg NoNe") << base64url(written("{'alg':'NoNe','typ':'at+jwt','kid':'aaaaaaaaaaa'}")) + '.' + json(told()) + '.';
        QTest::newRow("3 the signature stripped") << said;
        QTest::newRow("4 another payload under a signature") << ourHeader() + '.' + json(with(u"sub"_s, u"18"_s)) + good.sliced(good.lastIndexOf('.'));
        QTest::newRow("5 a weak secret") << macBy("secret", QCryptographicHash::Sha256, "HS256");
        QTest::newRow("6 expired") << signedBy('a', ourHeader(), json([] {
            QJsonObject old = told();
            old[u"iat"_s] = old[u"nbf"_s] = now - 400;
            old[u"exp"_s] = now - 100;
            return old;
        }()));
        QTest::newRow("7 not yet") << signedBy('a', ourHeader(), json(with(u"nbf"_s, now + 100)));
        QTest::newRow("8 for the other gate") << signedBy('a', ourHeader(), json(with(u"aud"_s, u"operators"_s)));
        QTest::newRow("9 for no gate") << signedBy('a', ourHeader(), json(without(u"aud"_s)));
        QTest::newRow("10 our public key as an HMAC's") << macBy(openKey(), QCryptographicHash::Sha512, "HS512");
        QTest::newRow("11 another algorithm") << headed(written("{'alg':'RS256','typ':'at+jwt','kid':'aaaaaaaaaaa'}"));
        QTest::newRow("12 a key of its own in jwk")
            << signedBy('z', base64url(written("{'alg':'EdDSA','typ':'at+jwt','kid':'aaaaaaaaaaa','jwk':{'kty':'OKP','crv':'Ed25519','x':'AA'}}")), json(told()));
        QTest::newRow("13 a key elsewhere in jku") << headed(written("{'alg':'EdDSA','typ':'at+jwt','kid':'aaaaaaaaaaa','jku':'https://example.org/k'}"));
        QTest::newRow("14 a path as kid") << headed(written("{'alg':'EdDSA','typ':'at+jwt','kid':'../../dev/null'}"));
        QTest::newRow("15 a letter of the signature changed") << flipped(good, good.size() - 20);
        QTest::newRow("16 junk") << QByteArray("a.b.c");
        // And more of the same.
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("dots") << QByteArray("..");
        QTest::newRow("very long") << QByteArray(100'000, 'a');
        QTest::newRow("a letter of the payload changed") << flipped(good, good.indexOf('.') + 9);
        QTest::newRow("a letter of the header changed") << flipped(good, 9);
        QTest::newRow("another typ") << headed(written("{'alg':'EdDSA','typ':'JWT','kid':'aaaaaaaaaaa'}"));
        QTest::newRow("the same header written otherwise") << headed(written("{'typ':'at+jwt','alg':'EdDSA','kid':'aaaaaaaaaaa'}"));
        QTest::newRow("signed by a key that we do not know") << signedBy('z', ourHeader('z'), json(told()));
        QTest::newRow("signed by another in our key's name") << signedBy('z', ourHeader(), json(told()));
        QTest::newRow("padding") << good + "==";
        QTest::newRow("a part more") << good + ".e30";
        QTest::newRow("five parts") << good + ".e30.e30";
        QTest::newRow("a blank before") << ' ' + good;
        QTest::newRow("a line behind") << good + '\n';
        QTest::newRow("another issuer") << signedBy('a', ourHeader(), json(with(u"iss"_s, u"https://example.org"_s)));
        QTest::newRow("no issuer") << signedBy('a', ourHeader(), json(without(u"iss"_s)));
        QTest::newRow("two gates") << signedBy('a', ourHeader(), json(with(u"aud"_s, QJsonArray { u"users"_s, u"operators"_s })));
        QTest::newRow("no end") << signedBy('a', ourHeader(), json(without(u"exp"_s)));
        QTest::newRow("an end as text") << signedBy('a', ourHeader(), json(with(u"exp"_s, QString::number(now + 300))));
        QTest::newRow("an end too far") << signedBy('a', ourHeader(), json(with(u"exp"_s, now + 301)));
        QTest::newRow("an end beyond numbers") << signedBy('a', ourHeader(), json(with(u"exp"_s, 1e300)));
        QTest::newRow("no beginning") << signedBy('a', ourHeader(), json(without(u"nbf"_s)));
        QTest::newRow("no time of issue") << signedBy('a', ourHeader(), json(without(u"iat"_s)));
        QTest::newRow("no subject") << signedBy('a', ourHeader(), json(without(u"sub"_s)));
        QTest::newRow("a subject that is no id") << signedBy('a', ourHeader(), json(with(u"sub"_s, u"-1"_s)));
        QTest::newRow("no session") << signedBy('a', ourHeader(), json(without(u"sid"_s)));
        QTest::newRow("a session that is none") << signedBy('a', ourHeader(), json(with(u"sid"_s, u"' or true"_s)));
        QTest::newRow("an operator at the users' gate") << signedBy('a', ourHeader(), json(with(u"kind"_s, u"operator"_s)));
        QTest::newRow("no kind") << signedBy('a', ourHeader(), json(without(u"kind"_s)));
        QTest::newRow("no role") << signedBy('a', ourHeader(), json(without(u"role"_s)));
        QTest::newRow("neither complete nor not") << signedBy('a', ourHeader(), json(without(u"complete"_s)));
        QTest::newRow("no object") << signedBy('a', ourHeader(), base64url("[1]"));
        QTest::newRow("no JSON") << signedBy('a', ourHeader(), base64url("{"));
    }
    void forgedTokensAreRefused()
    {
        QFETCH(const QByteArray, token);
        const auto claims = m_users.read(token, now);
        QVERIFY(!claims);
        QCOMPARE(claims.error().kind, Error::Kind::Unauthenticated);
    }

    void clocksMayDifferByHalfAMinute()
    {
        const QByteArray token = m_users.sign(chloe(), now);
        QVERIFY(m_users.read(token, now - 30));
        QVERIFY(!m_users.read(token, now - 31));
        QVERIFY(m_users.read(token, now + 329));
        QVERIFY(!m_users.read(token, now + 330));
        QCOMPARE(m_users.read(token, now + 330).error().code, u"token_expired"_s);
    }

    void eachGateSignsForItself()
    {
        AccessTokens operators("operators");
        operators.setKeys({ keyOf('a') }); // even if it had the same key
        AccessClaims mara;
        mara.kind = "operator";
        mara.role = "mara";
        mara.actor = 3;
        mara.session = chloe().session;
        const QByteArray token = operators.sign(mara, now);
        QVERIFY(operators.read(token, now));
        QVERIFY(!m_users.read(token, now));
        QVERIFY(!operators.read(m_users.sign(chloe(), now), now));
    }

    void whileKeysFollowEachOtherBothAreGood()
    {
        const QByteArray before = m_users.sign(chloe(), now);
        m_users.setKeys({ keyOf('a', false), keyOf('b') });
        const QByteArray after = m_users.sign(chloe(), now);
        QVERIFY(after.startsWith(ourHeader('b')));
        QVERIFY(m_users.read(before, now));
        QVERIFY(m_users.read(after, now));
        m_users.setKeys({ keyOf('b') });
        QVERIFY(!m_users.read(before, now));
        QVERIFY(m_users.read(after, now));
    }

    void withoutAKeyNothingIsSignedOrRead()
    {
        const QByteArray token = m_users.sign(chloe(), now);
        m_users.setKeys({});
        QVERIFY(!m_users.canSign());
        QVERIFY(m_users.sign(chloe(), now).isEmpty());
        QVERIFY(!m_users.read(token, now));
        m_users.setKeys({ keyOf('a', false) });
        QVERIFY(!m_users.canSign());
        QVERIFY(m_users.read(token, now));
    }
};

QTEST_GUILESS_MAIN(AccessTokenTest)
#include "access_token_test.moc"
