// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalogue/catalogue.h"

namespace steward {

/// The OpenAPI 3.1 document of an area: its paths, what they take and what they answer.
[[nodiscard]] QByteArray openApiOf(const CatalogueArea &area);

/// The same of /v1/auth, which is no area: what it takes does not come from the database's catalogue.
[[nodiscard]] QByteArray authOpenApi();

} // namespace steward
