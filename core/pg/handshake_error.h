// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pg/connection_options.h"

struct pg_conn;

namespace steward {

/// Why a sign-in failed, in words for the person who tries. `furthest` is the last of libpq's ConnStatusType that the
/// attempt reached. Unavailable may be tried again; anything else needs another answer from the person first.
[[nodiscard]] Error handshakeError(const pg_conn *connection, int furthest, const ConnectionOptions &options);

/// The server did not answer in time.
[[nodiscard]] Error handshakeTimeout(const ConnectionOptions &options);

/// While one lives, libpq speaks English on this thread, so that its words can be told apart.
class PlainWords final {
public:
    PlainWords();
    ~PlainWords();
    Q_DISABLE_COPY_MOVE(PlainWords)

private:
    void *m_before;
};

} // namespace steward
