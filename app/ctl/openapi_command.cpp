// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/command.h"
#include "core/catalogue/openapi.h"
#include "core/schema/sql.h"

#include <QJsonDocument>

namespace steward::ctl {

Task<Exit> openapiCommand(QStringList words)
{
    Arguments arguments(QStringLiteral("openapi"),
                        QStringLiteral("Prints the OpenAPI document of an area of the API, as stewardd serves it for this database."));
    addDatabaseOptions(arguments);
    arguments.option(QStringLiteral("area"), QStringLiteral("admin, customer, provider or public."), QStringLiteral("name"), QStringLiteral("admin"));
    if (!arguments.parse(words))
        co_return arguments.status();
    const auto dsn = dsnOf(arguments, QString());
    if (!dsn) {
        complainOf(dsn.error());
        co_return Exit::NotRunning;
    }
    const auto session = co_await signIn(*dsn);
    if (!session) {
        complainOf(session.error());
        co_return Exit::NotRunning;
    }
    const QString name = arguments.value(QStringLiteral("area"));
    const auto rows = co_await (*session)->run(once("select guard.area_catalogue($1)", name.toUtf8()));
    if (!rows) {
        complainOf(rows.error());
        co_return Exit::Failed;
    }
    const QByteArray told = rows->size() == 1 ? textOf(rows->at(0), 0).toUtf8() : QByteArray();
    if (told.isEmpty()) {
        complain(QStringLiteral("There is no area “%1”: admin, customer, provider or public.").arg(name));
        co_return Exit::Usage;
    }
    const auto area = CatalogueArea::parse(QJsonDocument::fromJson(told).object());
    if (!area) {
        complainOf(area.error());
        co_return Exit::Failed;
    }
    say(QString::fromUtf8(QJsonDocument::fromJson(openApiOf(*area)).toJson(QJsonDocument::Indented)).trimmed());
    co_return Exit::Done;
}

} // namespace steward::ctl
