// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace steward {

/// A name of the catalogue as it stands in an address.
[[nodiscard]] inline QByteArray inAddress(const QString &name)
{
    return QString(name).replace(u'_', u'-').toUtf8();
}

/// Everything that operators ask for stands below it.
inline constexpr const char *operators_address = "/v1/admin/";

} // namespace steward
