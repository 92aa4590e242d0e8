// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/schema/migrator.h"
#include "core/schema/sql.h"
#include "core/schema/sql_script.h"

#include <QHash>

namespace steward {

/// What a database says of itself: which steps and texts were applied to it, and by which program.
struct SchemaRecord {
    SchemaRecord() = default;
    bool exists = false; ///< false: nothing was ever applied
    QString program; ///< version that migrated it last
    QHash<int, QString> steps; ///< number → checksum
    QHash<QString, QString> texts; ///< path → checksum
    QStringList objects; ///< views, triggers and policies that texts made, in the order of making
};

/// Reads the record of the database that `session` is on.
[[nodiscard]] Task<Result<SchemaRecord>> readSchemaRecord(Connection &session);

/// Refused: the database is newer than `source`, or a step of it was edited after it had been applied.
[[nodiscard]] Result<bool> checkSchemaRecord(const SchemaRecord &record, const SchemaSource &source);

/// One attempt at a migration: one transaction, from its begin to its commit.
class Migration final {
public:
    Migration(Connection &session, const SchemaSource &source, const Migrator::Options &options);

    /// 55P03, 40P01 and what two first migrations at once collide with are for the caller to try again.
    [[nodiscard]] Task<Result<MigrationReport>> run();

private:
    [[nodiscard]] Task<Result<bool>> prepare();
    [[nodiscard]] Task<Result<bool>> runConcurrentSteps();
    [[nodiscard]] Task<Result<bool>> applySteps();
    [[nodiscard]] Task<Result<bool>> recordStep(const SchemaStep &step);
    [[nodiscard]] Task<Result<bool>> settleInstallation();
    [[nodiscard]] Task<Result<bool>> applyTexts();
    [[nodiscard]] Task<Result<bool>> applyText(const SchemaText &text, int position);
    [[nodiscard]] Task<Result<bool>> dropLeftOvers();
    [[nodiscard]] Task<Result<bool>> refuseFaults();
    [[nodiscard]] Task<Result<bool>> finish();

    [[nodiscard]] Task<Result<bool>> become(QString role);
    [[nodiscard]] Task<Result<Rows>> own(Statement statement);
    [[nodiscard]] Task<Result<bool>> statement(QString path, SqlStatement what);
    void say(const QString &sentence) const;

    Connection &m_session;
    const SchemaSource &m_source;
    const Migrator::Options &m_options;
    SchemaRecord m_record;
    MigrationReport m_report;
    QStringList m_displaced; ///< texts that a step of this run displaced
    QStringList m_declared; ///< objects that texts declare now
    QString m_installation;
    QString m_role; ///< that the session has now; empty: the superuser
};

} // namespace steward
