// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pg/handshake_error.h"

#include "core/pg/sqlstate.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <libpq-fe.h>

#include <clocale>

namespace steward {

namespace {

using Kind = Error::Kind;

QString tr(const char *text)
{
    return QCoreApplication::translate("SignIn", text);
}

/// What the server said: its state, its words, and the function of its source that refused. libpq 15 has no other way
/// to the state of a failed sign-in than the text that it makes when it is told to be verbose.
struct Refusal {
    QString state;
    QString words;
    QString routine;
};

Refusal refusalOf(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral(
        R"(\b[^\s:]+:\s+(?=[A-Z]*\d)([0-9A-Z]{5}): ([^\n]*)(?:\n[A-Z][^\n]*)*?\n[^\n:]+:\s+(\w+), \w+\.c:\d+)"));
    Refusal refusal;
    for (auto matches = pattern.globalMatch(text); matches.hasNext();) { // of several hosts, the last counts
        const auto match = matches.next();
        refusal = Refusal { match.captured(1), match.captured(2), match.captured(3) };
    }
    return refusal;
}

struct Words {
    Kind kind;
    QString message;
    QString hint;
    QString code;
};

Words wordsFor(const Refusal &refusal, const ConnectionOptions &options)
{
    const QString user = options.user;
    const QString server = options.serverName();
    if (refusal.state == u"28P01")
        return { Kind::Unauthenticated, tr("The name or the password is wrong."), tr("Check both; capitals count."),
                 refusal.state };
    if (refusal.state.startsWith(u"28") && refusal.routine == u"InitializeSessionUserId") {
        return { Kind::Unauthenticated,
                 tr("There is no operator “%1” on %2, or the account is disabled.").arg(user, server),
                 tr("Check the name, or ask an administrator."), refusal.state };
    }
    if (refusal.state.startsWith(u"28") && refusal.routine == u"ClientAuthentication") {
        return { Kind::Unauthenticated, tr("%1 does not let “%2” in from this computer.").arg(server, user),
                 tr("It may require encryption (TLS), or this network is not allowed; ask its administrator."),
                 refusal.state };
    }
    if (refusal.state.startsWith(u"28")) {
        return { Kind::Unauthenticated, tr("%1 refused the sign-in of “%2”.").arg(server, user),
                 tr("Check the name; on this computer your system's account may not be allowed to use it."),
                 refusal.state };
    }
    if (refusal.state == u"3D000") {
        return { Kind::NotFound, tr("%1 has no database “%2”.").arg(server, options.database),
                 tr("Check the database's name in the profile."), refusal.state };
    }
    if (refusal.state == u"42501") {
        return { Kind::Forbidden, tr("“%1” may not use the database “%2”.").arg(user, options.database),
                 tr("Ask an administrator."), refusal.state };
    }
    if (refusal.state == u"53300") {
        return { Kind::Unavailable, tr("%1 has no room for another connection.").arg(server),
                 tr("Close other windows of this account; it is tried again by itself."), refusal.state };
    }
    if (refusal.state == u"57P03") {
        return { Kind::Unavailable, tr("The server is starting up, or shutting down."),
                 tr("It is tried again by itself."), refusal.state };
    }
    return { kindOfSqlState(refusal.state.toStdString()),
             tr("%1 refused the sign-in: %2").arg(server, refusal.words),
             {},
             refusal.state };
}

Words wordsWithoutState(const pg_conn *connection, int furthest, const QString &text, const ConnectionOptions &options)
{
    const QString server = options.serverName();
    if (PQconnectionNeedsPassword(connection))
        return { Kind::Unauthenticated, tr("%1 asks for a password.").arg(server), {}, QStringLiteral("password") };
    if (text.contains(u"certificate")) {
        return { Kind::Unauthenticated, tr("The certificate of %1 was not accepted.").arg(server),
                 tr("Check the server's name and the root certificate in the profile; do not sign in if you did not "
                    "expect this."),
                 QStringLiteral("certificate") };
    }
    if (text.contains(u"SSL") || furthest == CONNECTION_SSL_STARTUP) {
        return { Kind::Unauthenticated,
                 tr("%1 does not offer encryption (TLS), which the profile requires.").arg(server),
                 tr("Ask its administrator to switch it on, or change the profile if the network is safe."),
                 QStringLiteral("tls") };
    }
    if (furthest == CONNECTION_STARTED || furthest == CONNECTION_NEEDED || furthest == CONNECTION_BAD) {
        return { Kind::Unavailable, tr("There is no server at %1.").arg(server),
                 tr("Is it running, and are name and port right? It is tried again by itself."),
                 QStringLiteral("08001") };
    }
    return { Kind::Unavailable, tr("%1 ended the connection before the sign-in was done.").arg(server),
             tr("It is tried again by itself."), QStringLiteral("08004") };
}

} // namespace

Error handshakeError(const pg_conn *connection, int furthest, const ConnectionOptions &options)
{
    const QString text = QString::fromUtf8(PQerrorMessage(connection)).trimmed();
    const Refusal refusal = refusalOf(text);
    const Words words
        = refusal.state.isEmpty() ? wordsWithoutState(connection, furthest, text, options) : wordsFor(refusal, options);
    const QJsonObject detail { { QStringLiteral("server"), text } };
    return Error(words.kind, words.message, words.hint, words.code,
                 QString::fromUtf8(QJsonDocument(detail).toJson(QJsonDocument::Compact)));
}

Error handshakeTimeout(const ConnectionOptions &options)
{
    return Error(Kind::Unavailable, tr("%1 does not answer.").arg(options.serverName()),
                 tr("Check the network, the server's name and its port. It is tried again by itself."),
                 QStringLiteral("08001"));
}

PlainWords::PlainWords()
{
    static const locale_t plain = newlocale(LC_ALL_MASK, "C.UTF-8", nullptr);
    m_before = uselocale(plain);
}

PlainWords::~PlainWords()
{
    uselocale(static_cast<locale_t>(m_before));
}

} // namespace steward
