// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backend/rows.h"
#include "core/base/task.h"

#include <QByteArray>
#include <QList>

struct pg_conn;

namespace steward {

/// A cell as text; empty where it is null.
[[nodiscard]] QString textOf(const Rows::Row &row, int column);

/// One connection of the migrator, one statement at a time.
class Session final
{
public:
    using Values = QList<std::optional<QByteArray>>;

    Session() = default;
    ~Session();
    Q_DISABLE_COPY_MOVE(Session)

    /// Values for $1, $2, … Never written as a braced list: GCC 12.2 frees one twice when a coroutine takes it.
    template <class... V>
    [[nodiscard]] static Values bind(const V &...values)
    {
        Values list;
        (list.append(QByteArray(values)), ...);
        return list;
    }

    [[nodiscard]] Task<Result<bool>> open(QString dsn);
    [[nodiscard]] Task<Result<Rows>> run(QByteArray statement, Values values = Values());

    /// Several statements as one transaction in one round trip, as a gate sends them; the answer of the last.
    struct Part {
        Part(QByteArray text, Values bound)
            : statement(std::move(text))
            , values(std::move(bound))
        {
        }
        QByteArray statement;
        Values values;
    };
    [[nodiscard]] Task<Result<Rows>> runTogether(QList<Part> parts);

private:
    pg_conn *m_link = nullptr;
};

} // namespace steward
