// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What an OpenAPI document is made of: schemas, parameters, responses.

#include "core/catalogue/catalogue.h"

#include <QJsonArray>

namespace steward::openapi {

/// "BookingList" of "booking_list"
[[nodiscard]] QString schemaName(const QString &name);
[[nodiscard]] QJsonObject reference(const QString &section, const QString &name);

/// The schema of a value of this type as we write it, and take it.
[[nodiscard]] QJsonObject schemaOfType(const QString &type, bool isNullable);
/// A row.
[[nodiscard]] QJsonObject schemaOfRow(const CatalogueRead &read);
/// The body of an operation's call; operators may say more of it.
[[nodiscard]] QJsonObject schemaOfCall(const CatalogueOperation &operation, bool byOperators);

/// Of what a list's address may say.
[[nodiscard]] QJsonArray parametersOfList(const CatalogueRead &read, bool isCount);
[[nodiscard]] QJsonArray parametersOfFunction(const CatalogueRead &read);
[[nodiscard]] QJsonArray parametersOfCall(const CatalogueOperation &operation);
[[nodiscard]] QJsonArray parametersOfOne(const CatalogueRead &read);

/// 200 with that schema (and an ETag), and the problems that it may be instead, by status.
enum class Tagged { No, Yes };
[[nodiscard]] QJsonObject responses(const QString &text, const QJsonObject &schema, const QList<int> &problems, Tagged tagged = Tagged::No);
/// The parts that all areas have: Problem, Reply, the responses named by `responses`.
[[nodiscard]] QJsonObject commonSchemas(bool acts);
[[nodiscard]] QJsonObject commonResponses(const QList<int> &problems);

} // namespace steward::openapi
