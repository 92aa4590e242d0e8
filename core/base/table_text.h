// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>

namespace steward {

/// Rows of words under headings, to be taken elsewhere.
struct TableText {
    QStringList headings;
    QList<QStringList> rows; ///< each as long as the headings
};

/// As RFC 4180 says: lines end in CR LF, a field with a comma, a quote or a line's end stands in quotes, a quote is doubled.
///
/// A field that a spreadsheet would run as a formula (it begins with = + - @, a tab or a line's end) gets an apostrophe before it,
/// since names and texts come from customers and providers. A figure with its sign, with or without a currency, stays as it is.
[[nodiscard]] QString csvOf(const TableText &table);

/// A table of GitHub's Markdown. What would be markup or end a cell is escaped, a line's end within one becomes <br>.
[[nodiscard]] QString markdownOf(const TableText &table);

} // namespace steward
