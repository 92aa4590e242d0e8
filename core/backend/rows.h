// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QList>

#include <memory>
#include <optional>
#include <string_view>

namespace steward {

/// An answer as a table: column names, and cells as views over whatever keeps them alive (a PGresult, a JSON document).
/// Cells hold PostgreSQL's text form under UTC and ISO dates; null is nothing. Cheap to copy.
class Rows final {
public:
    class Source { ///< what keeps the cells alive
    public:
        virtual ~Source() = default;
        [[nodiscard]] virtual int rowCount() const = 0;
        [[nodiscard]] virtual int columnCount() const = 0;
        [[nodiscard]] virtual std::string_view columnName(int column) const = 0;
        [[nodiscard]] virtual std::optional<std::string_view> cell(int row, int column) const = 0;
    };

    /// One row; keeps its table alive.
    class Row final {
    public:
        Row(std::shared_ptr<const Source> source, int row)
            : m_source(std::move(source))
            , m_row(row)
        {
        }
        [[nodiscard]] const Source &source() const { return *m_source; }
        [[nodiscard]] std::optional<std::string_view> cell(int column) const { return m_source->cell(m_row, column); }

    private:
        std::shared_ptr<const Source> m_source;
        int m_row;
    };

    Rows() = default;
    explicit Rows(std::shared_ptr<const Source> source)
        : m_source(std::move(source))
    {
    }
    [[nodiscard]] int size() const { return m_source ? m_source->rowCount() : 0; }
    [[nodiscard]] Row at(int row) const { return Row(m_source, row); }

private:
    std::shared_ptr<const Source> m_source;
};

} // namespace steward
