// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/shown_effects.h"

#include <QStringList>

#include <optional>

namespace steward {

/// One line of what several actions would do: "Provider payable, Nordlicht": "€74.40", "–", "€124.00".
struct ComparedLine {
    QString what;
    QStringList values; ///< one for each action; a dash where it does nothing of the kind
    /// Among those that are known.
    [[nodiscard]] bool differs() const;
};

/// What several actions would do, line by line: states, fields, what each party gets, the gateway, messages, steps. Of one that is
/// not known yet every value is empty.
[[nodiscard]] QList<ComparedLine> comparedLines(const QList<std::optional<ShownEffects>> &outcomes);

} // namespace steward
