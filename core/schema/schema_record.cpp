// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/schema/migration.h"

#include <QCoreApplication>
#include <QVersionNumber>

namespace steward {

Task<Result<SchemaRecord>> readSchemaRecord(Connection &session)
{
    SchemaRecord record;
    auto head = co_await session.run(once("select to_regclass('market.schema_head') is not null"));
    if (!head)
        co_return std::unexpected(head.error());
    if (textOf(head->at(0), 0) != QLatin1String("t"))
        co_return record;
    auto program = co_await session.run(once("select program from market.schema_head"));
    if (!program)
        co_return std::unexpected(program.error());
    auto steps = co_await session.run(once("select number, sha256 from market.schema_step"));
    if (!steps)
        co_return std::unexpected(steps.error());
    auto texts = co_await session.run(once("select path, sha256 from market.schema_text"));
    if (!texts)
        co_return std::unexpected(texts.error());
    auto objects = co_await session.run(
        once("select o.value from market.schema_text t cross join lateral jsonb_array_elements_text(t.objects) "
             "with ordinality o(value, place) order by t.position, o.place"));
    if (!objects)
        co_return std::unexpected(objects.error());
    record.exists = program->size() > 0;
    if (record.exists)
        record.program = textOf(program->at(0), 0);
    for (int i = 0; i < steps->size(); ++i)
        record.steps.insert(textOf(steps->at(i), 0).toInt(), textOf(steps->at(i), 1));
    for (int i = 0; i < texts->size(); ++i)
        record.texts.insert(textOf(texts->at(i), 0), textOf(texts->at(i), 1));
    for (int i = 0; i < objects->size(); ++i)
        record.objects.append(textOf(objects->at(i), 0));
    co_return record;
}

Result<bool> checkSchemaRecord(const SchemaRecord &record, const SchemaSource &source)
{
    const auto ours = QVersionNumber::fromString(QCoreApplication::applicationVersion());
    const auto theirs = QVersionNumber::fromString(record.program);
    QStringList unknown;
    auto known = record.steps;
    for (const SchemaStep &step : source.steps()) {
        const QString applied = known.take(step.number);
        if (!applied.isEmpty() && applied != step.sha256)
            return std::unexpected(
                Error(Error::Kind::Refused,
                      QStringLiteral("Step %1 was edited after it had been applied to this database.").arg(step.path),
                      QStringLiteral("Put the step back as it was released, and make the change in a new step.")));
    }
    for (auto it = known.cbegin(); it != known.cend(); ++it)
        unknown.append(QStringLiteral("%1").arg(it.key(), 4, 10, QLatin1Char('0')));
    unknown.sort();
    if (!unknown.isEmpty() || (!theirs.isNull() && !ours.isNull() && theirs > ours)) {
        const QString why = unknown.isEmpty() ? QStringLiteral("version %1").arg(record.program)
                                              : QStringLiteral("version %1, with steps that this one does not know: %2")
                                                    .arg(record.program, unknown.join(QLatin1String(", ")));
        return std::unexpected(Error(Error::Kind::Refused,
                                     QStringLiteral("This database was upgraded by a newer Steward (%1).").arg(why),
                                     QStringLiteral("Install that version or a newer one here. Nothing was changed.")));
    }
    return true;
}

} // namespace steward
