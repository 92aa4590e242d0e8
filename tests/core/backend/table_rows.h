// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backend/rows.h"

#include <string>
#include <vector>

namespace steward {

/// Rows that a test writes down.
class TableRows final : public Rows::Source {
public:
    using Cell = std::optional<std::string>;
    TableRows(std::vector<std::string> names, std::vector<std::vector<Cell>> cells)
        : m_names(std::move(names))
        , m_cells(std::move(cells))
    {
    }
    int rowCount() const override { return static_cast<int>(m_cells.size()); }
    int columnCount() const override { return static_cast<int>(m_names.size()); }
    std::string_view columnName(int column) const override { return m_names[static_cast<std::size_t>(column)]; }
    std::optional<std::string_view> cell(int row, int column) const override
    {
        const Cell &cell = m_cells[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)];
        return cell ? std::optional<std::string_view>(*cell) : std::nullopt;
    }

private:
    std::vector<std::string> m_names;
    std::vector<std::vector<Cell>> m_cells;
};

inline Rows rowsOf(std::vector<std::string> names, std::vector<std::vector<TableRows::Cell>> cells)
{
    return Rows(std::make_shared<TableRows>(std::move(names), std::move(cells)));
}

} // namespace steward
