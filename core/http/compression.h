// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/http_message.h"

namespace steward {

/// Makes the body smaller by what the client says it can read (the value of Accept-Encoding): gzip before deflate, and
/// nothing where the body is short, is compressed already, or would not become smaller. Says so to caches, too.
void compress(HttpResponse &response, const QByteArray &accepted);

} // namespace steward
