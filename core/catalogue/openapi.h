// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalogue/catalogue.h"

namespace steward {

/// The OpenAPI 3.1 document of an area: its paths, what they take and what they answer.
[[nodiscard]] QByteArray openApiOf(const CatalogueArea &area);

} // namespace steward
