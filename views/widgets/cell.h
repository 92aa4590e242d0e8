// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Qt>

namespace steward {

/// How a column of a DenseTable is painted. What it paints comes from DisplayRole and the roles of `cell`.
enum class CellKind {
    Plain,   ///< text in Text2
    TwoLine, ///< text in Text, cell::second_line below it (beside it when rows are compact)
    Party,   ///< an avatar by the text, then as TwoLine
    Pill,    ///< a StatePill in cell::tone, with cell::icon if given
    Money,   ///< figures at the trailing edge, cell::second_line (the currency) below
    Figure,  ///< figures at the trailing edge, alone
    Sign,    ///< cell::icon and text in cell::tone
};

/// Roles a model answers beside Qt's own. Qt::AccessibleTextRole says the whole cell in words.
namespace cell {
enum Role : int {
    second_line = Qt::UserRole + 0x0100, ///< QString
    tone,                                ///< int(Tone)
    icon,                                ///< QString, a name of resources/icons
    strong,                              ///< bool: the row's name and its figure, in a heavier face
    dimmed,                              ///< bool: the row left the filter and waits for a refresh
    loading,                             ///< bool: the row is not here yet and shows as a skeleton
};
} // namespace cell

} // namespace steward
