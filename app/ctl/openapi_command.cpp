// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/command.h"
#include "core/catalogue/openapi.h"
#include "core/schema/sql.h"

#include <QJsonDocument>

namespace steward::ctl {
namespace {

void print(const QByteArray &document)
{
    say(QString::fromUtf8(QJsonDocument::fromJson(document).toJson(QJsonDocument::Indented)).trimmed());
}

} // namespace

Task<Exit> openapiCommand(QStringList words)
{
    Arguments arguments(QStringLiteral("openapi"),
                        QStringLiteral("Prints the OpenAPI document of an area of the API, as stewardd serves it for this database."));
    addDatabaseOptions(arguments);
    arguments.option(QStringLiteral("area"), QStringLiteral("admin, customer, provider, public, or auth."), QStringLiteral("name"), QStringLiteral("admin"));
    if (!arguments.parse(words))
        co_return arguments.status();
    const QString name = arguments.value(QStringLiteral("area"));
    if (name == QLatin1String("auth")) {
        print(authOpenApi());
        co_return Exit::Done;
    }
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
    const auto rows = co_await (*session)->run(once("select guard.area_catalogue($1)", name.toUtf8()));
    if (!rows) {
        complainOf(rows.error());
        co_return Exit::Failed;
    }
    const QByteArray told = rows->size() == 1 ? textOf(rows->at(0), 0).toUtf8() : QByteArray();
    if (told.isEmpty()) {
        complain(QStringLiteral("There is no area “%1”: admin, customer, provider, public or auth.").arg(name));
        co_return Exit::Usage;
    }
    const auto area = CatalogueArea::parse(QJsonDocument::fromJson(told).object());
    if (!area) {
        complainOf(area.error());
        co_return Exit::Failed;
    }
    print(openApiOf(*area));
    co_return Exit::Done;
}

} // namespace steward::ctl
