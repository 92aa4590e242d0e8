// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Rows as JSON, by the types of their columns: whole numbers as numbers, numeric as text (no double rounds it), jsonb as it
// stands, moments as RFC 3339 has them in UTC, arrays as arrays, everything else as text.

#include "core/backend/rows.h"

#include <QHash>

namespace steward {

/// How the values of one column are written.
struct JsonForm {
    enum class Kind { Text, Number, Boolean, Json, Moment };
    JsonForm() = default;
    /// Of PostgreSQL's name of a type without domains: "bigint", "timestamp with time zone[]".
    [[nodiscard]] static JsonForm ofType(QByteArrayView type);
    Kind kind = Kind::Text;
    bool isArray = false;
};

/// Writes rows of one table. Columns that it was not told of are left out: whoever asks knows them as little.
class JsonRows final {
public:
    explicit JsonRows(QHash<QByteArray, JsonForm> columns)
        : m_columns(std::move(columns))
    {
    }
    /// Appends one row as an object.
    void write(QByteArray &json, const Rows::Row &row) const;

private:
    QHash<QByteArray, JsonForm> m_columns;
};

/// Appends `text` as a string of JSON. It is UTF-8.
void writeJsonText(QByteArray &json, std::string_view text);

} // namespace steward
