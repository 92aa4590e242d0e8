// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pg/sqlstate.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <libpq-fe.h>

namespace steward {

namespace {

using Kind = Error::Kind;

struct Rule {
    std::string_view prefix; ///< a whole state, or the class that it stands in
    Kind kind;
};

/// The first that fits counts, so a state stands before its class.
constexpr Rule rules[] {
    { "MP001", Kind::Invalid }, // unknown operation
    { "MP002", Kind::Invalid }, // unknown, missing or ill-typed argument or option
    { "MP003", Kind::Invalid }, // out of range or malformed
    { "MP004", Kind::Invalid }, // reason missing
    { "MP011", Kind::Unauthenticated }, // nobody
    { "MP012", Kind::Forbidden }, // not of this role
    { "MP013", Kind::Unauthenticated }, // the session has ended
    { "MP014", Kind::Forbidden }, // the session is not complete, or not proved of late
    { "MP021", Kind::NotFound }, // absent, or not yours
    { "MP031", Kind::Refused }, // the state does not allow it
    { "MP032", Kind::Refused }, // a rule refuses
    { "MP033", Kind::Refused }, // too late to undo
    { "MP034", Kind::Refused }, // it takes a second person
    { "MP041", Kind::Stale }, // version differs
    { "MP042", Kind::Stale }, // effects differ
    { "MP051", Kind::Invalid }, // key used for something else
    { "MP052", Kind::Busy }, // the same key is in flight
    { "MP061", Kind::Invalid }, // not READ COMMITTED
    { "MP062", Kind::Invalid }, // transaction too old
    { "55P03", Kind::Busy }, // lock_not_available
    { "40P01", Kind::Busy }, // deadlock_detected
    { "40001", Kind::Busy }, // serialization_failure
    { "25P03", Kind::Unavailable }, // idle_in_transaction_session_timeout
    { "25P04", Kind::Unavailable }, // transaction_timeout of later servers
    { "57014", Kind::Timeout }, // query_canceled: by statement_timeout; we withdraw reads without hearing of it
    { "57P01", Kind::Unavailable }, // admin_shutdown
    { "57P02", Kind::Unavailable }, // crash_shutdown
    { "57P03", Kind::Unavailable }, // cannot_connect_now
    { "57P05", Kind::Unavailable }, // idle_session_timeout
    { "53300", Kind::Unavailable }, // too_many_connections
    { "53400", Kind::Unavailable }, // configuration_limit_exceeded
    { "08", Kind::Unavailable }, // connection exceptions
    { "28", Kind::Unauthenticated }, // invalid authorization
    { "3D000", Kind::NotFound }, // invalid_catalog_name: no such database
    { "42501", Kind::Forbidden }, // insufficient_privilege
    { "22", Kind::Invalid }, // data exceptions: malformed or out of range
    { "23514", Kind::Invalid }, // check_violation: of a domain
};

QString field(const pg_result *result, int code)
{
    return QString::fromUtf8(PQresultErrorField(result, code));
}

QString tr(const char *text)
{
    return QCoreApplication::translate("SqlState", text);
}

/// What a state that is not ours means to the person at the screen; the server's own words are for support.
QString sentence(Kind kind)
{
    switch (kind) {
    case Kind::Busy:
        return tr("Somebody else is changing the same record just now.");
    case Kind::Unavailable:
        return tr("The link to the server is lost.");
    case Kind::Timeout:
        return tr("The server took longer than allowed, and stopped.");
    case Kind::Forbidden:
        return tr("You may not do this.");
    case Kind::Unauthenticated:
        return tr("You are not signed in.");
    case Kind::Invalid:
        return tr("A value is malformed, or out of its range.");
    case Kind::NotFound:
        return tr("There is no such thing on this server.");
    case Kind::Refused:
    case Kind::Stale:
    case Kind::Cancelled:
    case Kind::Protocol:
    case Kind::Internal:
        break;
    }
    return tr("The server failed to do this.");
}

QString advice(Kind kind, const QString &state)
{
    if (kind == Kind::Internal)
        return tr("Nothing was changed. If it happens again, tell your support the code %1.").arg(state);
    return kind == Kind::Busy ? tr("Try again in a moment.") : QString();
}

} // namespace

Error::Kind kindOfSqlState(std::string_view state)
{
    for (const Rule &rule : rules) {
        if (state.starts_with(rule.prefix))
            return rule.kind;
    }
    return Kind::Internal;
}

Error errorOfResult(const pg_result *result)
{
    const QString state = field(result, PG_DIAG_SQLSTATE);
    const QString words = field(result, PG_DIAG_MESSAGE_PRIMARY);
    if (state.isEmpty()) {
        return Error(
            Kind::Unavailable, sentence(Kind::Unavailable), {}, QStringLiteral("08006"),
            QString::fromUtf8(QJsonDocument(QJsonObject { { QStringLiteral("server"),
                                                            QString::fromUtf8(PQresultErrorMessage(result)) } })
                                  .toJson(QJsonDocument::Compact)));
    }
    const Kind kind = kindOfSqlState(state.toStdString());
    const QString detail = field(result, PG_DIAG_MESSAGE_DETAIL);
    if (state.startsWith(u"MP"))
        return Error(kind, words, field(result, PG_DIAG_MESSAGE_HINT), state, detail);
    const QJsonObject parts { { QStringLiteral("server"), words },
                              { QStringLiteral("detail"), detail },
                              { QStringLiteral("hint"), field(result, PG_DIAG_MESSAGE_HINT) },
                              { QStringLiteral("where"), field(result, PG_DIAG_CONTEXT) } };
    return Error(kind, sentence(kind), advice(kind, state), state,
                 QString::fromUtf8(QJsonDocument(parts).toJson(QJsonDocument::Compact)));
}

} // namespace steward
