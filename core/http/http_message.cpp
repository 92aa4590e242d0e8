// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/http_message.h"

#include <algorithm>

namespace steward {

QByteArray HttpRequest::field(QByteArrayView name) const
{
    const auto found = std::ranges::find_if(fields, [&](const HttpField &field) { return field.name == name; });
    return found == fields.end() ? QByteArray() : found->value;
}

} // namespace steward
