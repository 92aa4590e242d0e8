// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

class QDir;

namespace steward {

/// Structure or data, applied once, in the order of its number, and frozen once released.
struct SchemaStep {
    SchemaStep() = default;
    int number = 0;
    QString path; ///< below core/, such as booking/sql/tables/0500_booking.sql
    QByteArray sql;
    QString sha256;
    QString owner; ///< role that its statements run as; empty: the superuser
    QStringList displaces; ///< texts whose views, triggers and policies it dropped
    bool concurrently = false; ///< one repeatable statement, run alone
};

/// The present text of functions, views, policies and their rights; applied again by every migration.
struct SchemaText {
    SchemaText() = default;
    QString path;
    QByteArray sql;
    QString sha256;
    QString owner;
    QString installation; ///< "simulation" or "production": only there; empty: everywhere
};

/// All that makes a database of this version: steps by number, texts in the order of apply.order.
class SchemaSource final {
public:
    /// What is built into the program.
    [[nodiscard]] static Result<SchemaSource> embedded();

    /// The same from a folder laid out like core/ (`<feature>/sql/…` and `schema/apply.order`). Invalid: two steps of
    /// one number, an unknown header, a text that no line of apply.order names, a line that names none.
    [[nodiscard]] static Result<SchemaSource> load(const QString &folder);

    [[nodiscard]] const QList<SchemaStep> &steps() const { return m_steps; }
    [[nodiscard]] const QList<SchemaText> &texts() const { return m_texts; }

    /// What api.schema_version() says in a database of that kind of installation, once all of this is applied to it.
    [[nodiscard]] QString version(const QString &installation) const;

private:
    [[nodiscard]] Result<bool> readSteps(const QDir &root, const QStringList &paths);
    [[nodiscard]] Result<bool> readTexts(const QDir &root, const QStringList &paths);

    QList<SchemaStep> m_steps;
    QList<SchemaText> m_texts;
};

} // namespace steward
