// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/server/caller.h"

namespace steward {

/// stewardd from its command line to its exit status.
[[nodiscard]] int runServer(int argc, char **argv, const SignIn &signIn = {});

} // namespace steward
