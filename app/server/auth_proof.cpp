// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/auth_proof.h"

#include "app/server/auth_words.h"
#include "core/identity/random.h"
#include "core/identity/totp.h"

using namespace Qt::StringLiterals;

namespace steward {

namespace {

constexpr std::string_view letters = "abcdefghjkmnpqrstuvwxyz23456789x"; // 32, without those that look like digits
constexpr qsizetype code_letters = 12; ///< 60 bits

bool isTimeCode(const QString &code)
{
    return code.size() == 6 && std::all_of(code.begin(), code.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

} // namespace

QByteArray recoveryHash(const QString &code)
{
    QString bare = code.toLower();
    bare.removeIf([](QChar c) { return c == u'-' || c.isSpace(); });
    return secretHash(bare.toUtf8());
}

QString newRecoveryCode()
{
    QString code;
    const QByteArray bytes = secretBytes(code_letters);
    for (qsizetype n = 0; n < bytes.size(); ++n) {
        if (n > 0 && n % 4 == 0)
            code += u'-';
        code += QLatin1Char(letters[static_cast<unsigned char>(bytes[n]) % letters.size()]);
    }
    return code;
}

Task<std::expected<Proof, HttpFault>> prove(AuthDesk &desk, QJsonObject begun, QString password, QString code)
{
    const qint64 wait = begun.value(u"wait"_s).toInteger();
    if (wait > 0)
        co_return std::unexpected(tooSoon(wait));
    Proof proof;
    proof.hash = begun.value(u"hash"_s).toString().toLatin1();
    const auto fits = co_await desk.passwords.fits(passwordBytes(password), proof.hash);
    if (!fits)
        co_return std::unexpected(faultOf(fits.error()));
    proof.fits = *fits;
    if (code.isEmpty() || begun.value(u"secret"_s).isNull())
        co_return proof; // a code that nobody asked for says nothing
    if (isTimeCode(code)) {
        const QByteArray secret = QByteArray::fromHex(begun.value(u"secret"_s).toString().toLatin1());
        proof.step = QByteArray::number(totp::stepOf(code.toLatin1(), secret, AuthDesk::now(), begun.value(u"last_step"_s).toInteger()).value_or(0));
    } else {
        proof.recovery = recoveryHash(code);
    }
    co_return proof;
}

} // namespace steward
