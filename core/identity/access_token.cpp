// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identity/access_token.h"

#include "core/identity/base64url.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

#include <sodium.h>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

constexpr qsizetype most_bytes = 2'048;
constexpr auto issuer = "steward"_L1;

Error refused()
{
    return Error(Error::Kind::Unauthenticated, u"The access token is not one of ours."_s, u"Sign in again."_s, u"token_refused"_s);
}

Error lapsed()
{
    return Error(Error::Kind::Unauthenticated, u"The access token has expired."_s, u"Get another one with the refresh token."_s, u"token_expired"_s);
}

std::optional<qint64> secondsOf(const QJsonObject &told, QLatin1StringView name)
{
    const QJsonValue value = told.value(name);
    const qint64 whole = value.toInteger(-1);
    return value.isDouble() && whole >= 0 && value.toDouble() == static_cast<double>(whole) ? std::optional(whole) : std::nullopt;
}

bool fitsGate(const QByteArray &kind, const QByteArray &audience)
{
    return audience == "operators" ? kind == "operator" : kind == "customer" || kind == "provider";
}

} // namespace

AccessTokens::AccessTokens(QByteArray audience)
    : m_audience(std::move(audience))
{
}

AccessTokens::~AccessTokens()
{
    setKeys({});
}

void AccessTokens::setKeys(const QList<SigningKey> &keys)
{
    for (Key &gone : m_keys)
        sodium_memzero(gone.secretKey.data(), static_cast<size_t>(gone.secretKey.size()));
    m_keys.clear();
    m_signing = -1;
    for (const SigningKey &key : keys) {
        if (key.seed.size() != crypto_sign_SEEDBYTES)
            continue;
        Key made;
        made.kid = key.kid;
        made.header = base64url(R"({"alg":"EdDSA","typ":"at+jwt","kid":")" + key.kid + R"("})") + '.';
        made.publicKey = QByteArray(crypto_sign_PUBLICKEYBYTES, '\0');
        made.secretKey = QByteArray(crypto_sign_SECRETKEYBYTES, '\0');
        crypto_sign_seed_keypair(reinterpret_cast<unsigned char *>(made.publicKey.data()), reinterpret_cast<unsigned char *>(made.secretKey.data()),
                                 reinterpret_cast<const unsigned char *>(key.seed.constData()));
        if (key.signs)
            m_signing = m_keys.size();
        m_keys.append(made);
    }
}

QByteArray AccessTokens::sign(const AccessClaims &claims, qint64 now) const
{
    if (m_signing < 0)
        return {};
    QJsonObject told;
    told["iss"_L1] = issuer;
    told["aud"_L1] = QString::fromLatin1(m_audience);
    told["sub"_L1] = QString::number(claims.actor);
    told["sid"_L1] = QString::fromLatin1(claims.session);
    told["kind"_L1] = QString::fromLatin1(claims.kind);
    told["role"_L1] = QString::fromLatin1(claims.role);
    told["complete"_L1] = claims.isComplete;
    told["iat"_L1] = now;
    told["nbf"_L1] = now;
    told["exp"_L1] = now + static_cast<qint64>(lasts.count());
    const Key &key = m_keys.at(m_signing);
    const QByteArray said = key.header + base64url(QJsonDocument(told).toJson(QJsonDocument::Compact));
    QByteArray signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(reinterpret_cast<unsigned char *>(signature.data()), nullptr, reinterpret_cast<const unsigned char *>(said.constData()),
                         static_cast<unsigned long long>(said.size()), reinterpret_cast<const unsigned char *>(key.secretKey.constData()));
    return said + '.' + base64url(signature);
}

Result<AccessClaims> AccessTokens::read(const QByteArray &token, qint64 now) const
{
    const auto key = std::find_if(m_keys.begin(), m_keys.end(), [&token](const Key &ours) { return token.startsWith(ours.header); });
    const qsizetype end = token.lastIndexOf('.');
    if (token.size() > most_bytes || key == m_keys.end() || end < key->header.size())
        return std::unexpected(refused());
    const auto signature = fromBase64url(token.sliced(end + 1));
    if (!signature || signature->size() != crypto_sign_BYTES
        || crypto_sign_verify_detached(reinterpret_cast<const unsigned char *>(signature->constData()), reinterpret_cast<const unsigned char *>(token.constData()),
                                       static_cast<unsigned long long>(end), reinterpret_cast<const unsigned char *>(key->publicKey.constData()))
            != 0)
        return std::unexpected(refused());
    // What follows was signed by us, and is looked at all the same: a key may sign for one purpose, one gate, one time.
    const auto payload = fromBase64url(token.sliced(key->header.size(), end - key->header.size()));
    const QJsonObject told = payload ? QJsonDocument::fromJson(*payload).object() : QJsonObject();
    const auto issued = secondsOf(told, "iat"_L1);
    const auto from = secondsOf(told, "nbf"_L1);
    const auto until = secondsOf(told, "exp"_L1);
    AccessClaims claims;
    claims.kind = told.value("kind"_L1).toString().toLatin1();
    claims.role = told.value("role"_L1).toString().toLatin1();
    claims.session = told.value("sid"_L1).toString().toLatin1();
    bool isNumber = false;
    claims.actor = told.value("sub"_L1).toString().toLongLong(&isNumber);
    claims.isComplete = told.value("complete"_L1).toBool();
    if (told.value("iss"_L1).toString() != issuer || told.value("aud"_L1).toString() != QLatin1StringView(m_audience) || !issued || !from || !until || !isNumber
        || claims.actor <= 0 || claims.role.isEmpty() || !told.value("complete"_L1).isBool() || !fitsGate(claims.kind, m_audience)
        || QUuid::fromString(QLatin1StringView(claims.session)).isNull() || *until - *issued > lasts.count() || *from < *issued)
        return std::unexpected(refused());
    if (*issued > now + leeway.count() || *from > now + leeway.count())
        return std::unexpected(refused());
    if (*until <= now - leeway.count())
        return std::unexpected(lapsed());
    return claims;
}

} // namespace steward
