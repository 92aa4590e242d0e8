// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/api/api_error.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

using Kind = Error::Kind;

QString tr(const char *text)
{
    return QCoreApplication::translate("Api", text);
}

/// Of the same table as the server's httpStatusOf, read backwards; what is Busy, late or away is told apart by its code.
Kind kindOf(int status, const QString &code)
{
    switch (status) {
    case 400: case 405: case 413: case 415: case 422: case 428: return Kind::Invalid;
    case 401: return Kind::Unauthenticated;
    case 403: return Kind::Forbidden;
    case 404: return Kind::NotFound;
    case 409: return Kind::Refused;
    case 412: return Kind::Stale;
    case 429: return Kind::Busy;
    case 408: case 504: return Kind::Timeout;
    case 502: return Kind::Unavailable;
    case 503:
        if (code == "MP052"_L1 || code == "busy"_L1)
            return Kind::Busy;
        return code == "timeout"_L1 ? Kind::Timeout : Kind::Unavailable;
    default: return status >= 500 ? Kind::Internal : Kind::Protocol;
    }
}

} // namespace

Error errorOfTransport(const QNetworkReply &reply)
{
    const QString host = reply.url().host();
    switch (reply.error()) {
    case QNetworkReply::HostNotFoundError:
        return Error(Kind::Unavailable, tr("The server %1 is not known.").arg(host), tr("Check its name, or your network."), u"host_not_found"_s);
    case QNetworkReply::ConnectionRefusedError:
        return Error(Kind::Unavailable, tr("Nothing answers at %1.").arg(reply.url().authority()), tr("Check the address, or ask whether the server is running."), u"refused"_s);
    case QNetworkReply::SslHandshakeFailedError:
        return Error(Kind::Protocol, tr("%1 can not prove that it is that server: %2").arg(host, reply.errorString()),
            tr("Check the address. If your house has certificates of its own, name their authority in the profile."), u"certificate"_s);
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return Error(Kind::Protocol, tr("The proxy between here and %1 wants a name and a password.").arg(host), tr("Give them in the profile's proxy address."), u"proxy"_s);
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
        return Error(Kind::Unavailable, tr("The proxy between here and %1 can not be reached.").arg(host), tr("Check the profile's proxy, or your network."), u"proxy"_s);
    case QNetworkReply::OperationCanceledError: // what took longer than its time is ended so
    case QNetworkReply::TimeoutError:
        return Error(Kind::Unavailable, tr("%1 did not answer in time.").arg(host), tr("It is tried again by itself."), u"silent"_s);
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
    case QNetworkReply::ProtocolFailure:
        return Error(Kind::Protocol, tr("What answers at %1 is no server of Steward's.").arg(reply.url().authority()), tr("Check the address."), u"protocol"_s);
    default:
        return Error(Kind::Unavailable, tr("The link to %1 is lost.").arg(host), tr("It is tried again by itself."), u"lost"_s);
    }
}

Error errorOfAnswer(int status, const QByteArray &body)
{
    const QJsonObject told = QJsonDocument::fromJson(body).object();
    const QString code = told.value("code"_L1).toString();
    const QString detail = told.value("detail"_L1).toString();
    const Kind kind = kindOf(status, code);
    if (code.isEmpty() || detail.isEmpty()) { // something between here and stewardd, or no stewardd at all
        const bool isAway = kind == Kind::Unavailable || kind == Kind::Timeout || kind == Kind::Busy;
        return Error(isAway ? kind : Kind::Protocol, tr("The server answered %1, and not as Steward's do.").arg(status),
            isAway ? tr("It is tried again by itself.") : tr("Check the address."), u"http_%1"_s.arg(status));
    }
    const QJsonObject parts = told.value("details"_L1).toObject();
    return Error(kind, detail, told.value("advice"_L1).toString(), code, parts.isEmpty() ? QString() : QString::fromUtf8(QJsonDocument(parts).toJson(QJsonDocument::Compact)));
}

} // namespace steward
