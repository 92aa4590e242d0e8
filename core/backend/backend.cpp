// SPDX-License-Identifier: GPL-3.0-or-later
// Gives Backend's meta-object a unit to belong to.
#include "core/backend/backend.h"
