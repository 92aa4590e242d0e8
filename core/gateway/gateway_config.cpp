// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/gateway_config.h"

#include "core/gateway/sandbox_gateway.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

QString tr(const char *words)
{
    return QCoreApplication::translate("Gateway", words);
}

} // namespace

QString outcomeWord(GatewayAnswer::Outcome outcome)
{
    switch (outcome) {
    case GatewayAnswer::Outcome::Done: return u"done"_s;
    case GatewayAnswer::Outcome::Declined: return u"declined"_s;
    case GatewayAnswer::Outcome::Refused: return u"refused"_s;
    case GatewayAnswer::Outcome::Unknown: return u"unknown"_s;
    case GatewayAnswer::Outcome::NotReached: return u"not reached"_s;
    }
    Q_UNREACHABLE();
}

Result<GatewayConfig> GatewayConfig::read(const QString &file)
{
    QFile opened(file);
    if (!opened.exists())
        return std::unexpected(Error(Error::Kind::NotFound, tr("No payment gateway is set up: there is no file “%1”.").arg(file)));
    if (!opened.open(QIODevice::ReadOnly))
        return std::unexpected(Error(Error::Kind::Invalid, tr("The file “%1” of the payment gateway can not be read: %2.").arg(file, opened.errorString())));
    if (opened.permissions() & (QFile::ReadGroup | QFile::ReadOther))
        return std::unexpected(Error(Error::Kind::Invalid, tr("Others may read “%1”, which holds a secret. Make it readable for its owner only (chmod 600).").arg(file)));
    const QJsonObject said = QJsonDocument::fromJson(opened.readAll()).object();
    GatewayConfig config;
    config.adapter = said[u"adapter"_s].toString();
    config.url = said[u"url"_s].toString();
    config.key = said[u"key"_s].toString();
    config.secret = said[u"secret"_s].toString().toUtf8();
    if (config.adapter.isEmpty() || config.url.isEmpty() || config.key.isEmpty() || config.secret.isEmpty())
        return std::unexpected(Error(Error::Kind::Invalid, tr("The file “%1” must name adapter, url, key and secret of the payment gateway.").arg(file)));
    return config;
}

Result<bool> GatewayConfig::write(const QString &file) const
{
    QJsonObject said;
    said[u"adapter"_s] = adapter;
    said[u"url"_s] = url;
    said[u"key"_s] = key;
    said[u"secret"_s] = QString::fromUtf8(secret);
    QSaveFile saved(file);
    saved.setDirectWriteFallback(false);
    const QByteArray text = QJsonDocument(said).toJson();
    if (!saved.open(QIODevice::WriteOnly) || !saved.setPermissions(QFile::ReadOwner | QFile::WriteOwner) || saved.write(text) != text.size() || !saved.commit())
        return std::unexpected(Error(Error::Kind::Invalid, tr("The file “%1” can not be written: %2.").arg(file, saved.errorString())));
    return true;
}

Result<std::unique_ptr<Gateway>> openGateway(const GatewayConfig &config)
{
    if (config.adapter != "sandbox"_L1)
        return std::unexpected(Error(Error::Kind::Invalid, tr("No payment gateway is called “%1”; there is: sandbox.").arg(config.adapter)));
    return std::make_unique<SandboxGateway>(config);
}

} // namespace steward
