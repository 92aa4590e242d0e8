// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/schema/migration.h"

#include "core/schema/bootstrap.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace steward {
namespace {

QByteArray jsonOf(const QStringList &list)
{
    return QJsonDocument(QJsonArray::fromStringList(list)).toJson(QJsonDocument::Compact);
}

/// "policy own on market.booking" → "drop policy if exists own on market.booking"
QByteArray dropOf(const QString &object)
{
    return QStringLiteral("drop %1 if exists %2")
        .arg(object.section(QLatin1Char(' '), 0, 0), object.section(QLatin1Char(' '), 1))
        .toUtf8();
}

} // namespace

Migration::Migration(Connection &session, const SchemaSource &source, const Migrator::Options &options)
    : m_session(session)
    , m_source(source)
    , m_options(options)
{
}

Task<Result<MigrationReport>> Migration::run()
{
    auto done = co_await runConcurrentSteps();
    if (done)
        done = co_await prepare();
    if (done)
        done = co_await applySteps();
    if (done)
        done = co_await settleInstallation();
    if (done)
        done = co_await applyTexts();
    if (done)
        done = co_await dropLeftOvers();
    if (done)
        done = co_await refuseFaults();
    if (done)
        done = co_await finish();
    if (!done) {
        // Nothing of it remains; should the link be lost, the server rolls back by itself.
        (void)co_await m_session.run(once("rollback"));
        co_return std::unexpected(done.error());
    }
    co_return m_report;
}

Task<Result<bool>> Migration::prepare()
{
    for (const QByteArray &setting : openingStatements()) {
        if (auto set = co_await m_session.run(once(setting)); !set)
            co_return std::unexpected(set.error());
    }
    auto exists = co_await own(once("select to_regclass('market.schema_head') is not null"));
    if (!exists)
        co_return std::unexpected(exists.error());
    if (textOf(exists->at(0), 0) != QLatin1String("t")) {
        for (const SqlStatement &part : splitSql(bootstrapSql())) {
            if (auto made = co_await own(once(part.text)); !made)
                co_return std::unexpected(made.error());
        }
    }
    // The one lock that migrations queue for; operations and readers never touch this row.
    if (auto locked = co_await own(once("select program from market.schema_head for update")); !locked)
        co_return std::unexpected(locked.error());
    auto record = co_await readSchemaRecord(m_session);
    if (!record)
        co_return std::unexpected(record.error());
    m_record = *record;
    co_return checkSchemaRecord(m_record, m_source);
}

Task<Result<bool>> Migration::runConcurrentSteps()
{
    if (m_options.dryRun)
        co_return true;
    auto record = co_await readSchemaRecord(m_session);
    if (!record)
        co_return std::unexpected(record.error());
    if (auto sound = checkSchemaRecord(*record, m_source); !sound)
        co_return sound;
    // On an empty database nobody is there to wait, and its tables do not exist yet: there they run in their place.
    if (record->steps.isEmpty())
        co_return true;
    for (const SchemaStep &step : m_source.steps()) {
        if (!step.concurrently || record->steps.contains(step.number))
            continue;
        say(QStringLiteral("%1 (alone, while everybody works)").arg(step.path));
        // What a former try left half built would count as existing.
        auto invalid = co_await m_session.run(
            once("select format('drop index concurrently %I.%I', n.nspname, c.relname) from pg_index i "
                 "join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace "
                 "where not i.indisvalid and n.nspname = 'market'"));
        if (!invalid)
            co_return std::unexpected(invalid.error());
        for (int i = 0; i < invalid->size(); ++i) {
            if (auto dropped = co_await m_session.run(once(textOf(invalid->at(i), 0).toUtf8())); !dropped)
                co_return std::unexpected(dropped.error());
        }
        const auto statements = splitSql(step.sql);
        if (statements.size() != 1)
            co_return std::unexpected(
                Error(Error::Kind::Invalid,
                      QStringLiteral("%1 says \"concurrently\" and holds %2 statements; it must hold one.")
                          .arg(step.path)
                          .arg(statements.size())));
        if (auto run = co_await statement(step.path, statements.first()); !run)
            co_return run;
        if (auto noted = co_await recordStep(step); !noted)
            co_return noted;
    }
    co_return true;
}

Task<Result<bool>> Migration::applySteps()
{
    for (const SchemaStep &step : m_source.steps()) {
        if (m_record.steps.contains(step.number))
            continue;
        say(step.path);
        if (auto role = co_await become(step.owner); !role)
            co_return role;
        for (SqlStatement part : splitSql(step.sql)) {
            if (step.concurrently)
                part.text = withoutConcurrently(part.text);
            if (auto run = co_await statement(step.path, part); !run)
                co_return run;
        }
        if (auto noted = co_await recordStep(step); !noted)
            co_return noted;
    }
    co_return true;
}

Task<Result<bool>> Migration::recordStep(const SchemaStep &step)
{
    auto noted = co_await own(once("insert into market.schema_step (number, path, sha256) values ($1, $2, $3)",
                                   QByteArray::number(step.number), step.path.toUtf8(), step.sha256.toUtf8()));
    if (!noted)
        co_return std::unexpected(noted.error());
    m_report.steps.append(step.path);
    m_displaced.append(step.displaces);
    co_return true;
}

Task<Result<bool>> Migration::settleInstallation()
{
    auto known = co_await own(once("select to_regclass('market.installation') is not null"));
    if (!known)
        co_return std::unexpected(known.error());
    if (textOf(known->at(0), 0) != QLatin1String("t"))
        co_return true;
    // The kind is chosen once, when the table is still empty: a production database can never become a simulation.
    auto made = co_await own(once("insert into market.installation (kind, name, private_socket) select $1, $2, $3 "
                                  "where not exists (select from market.installation)",
                                  m_options.installation.toUtf8(), m_options.installationName.toUtf8(),
                                  m_options.privateSocket ? "t" : "f"));
    if (!made)
        co_return std::unexpected(made.error());
    auto kind = co_await own(once("select kind from market.installation"));
    if (!kind)
        co_return std::unexpected(kind.error());
    m_installation = textOf(kind->at(0), 0);
    co_return true;
}

Task<Result<bool>> Migration::applyTexts()
{
    int position = 0;
    QStringList paths;
    for (const SchemaText &text : m_source.texts()) {
        if (!text.installation.isEmpty() && text.installation != m_installation)
            continue;
        if (auto applied = co_await applyText(text, position++); !applied)
            co_return applied;
        paths.append(text.path);
    }
    m_report.textCount = position;
    auto forgotten = co_await own(
        once("delete from market.schema_text where path <> all (select jsonb_array_elements_text($1::jsonb))",
             jsonOf(paths)));
    if (!forgotten)
        co_return std::unexpected(forgotten.error());
    co_return true;
}

Task<Result<bool>> Migration::applyText(const SchemaText &text, int position)
{
    const bool isChanged = m_record.texts.value(text.path) != text.sha256;
    const bool isDisplaced = m_displaced.contains(text.path);
    if (isChanged) {
        m_report.texts.append(text.path);
        say(text.path);
    }
    if (auto role = co_await become(text.owner); !role)
        co_return role;
    QStringList objects;
    for (const SqlStatement &part : splitSql(text.sql)) {
        if (!part.object.isEmpty())
            objects.append(part.object);
        // Views, triggers and policies need a lock that an open export would hold up; so only when there is something
        // new.
        if (part.kind == SqlStatement::Kind::Shape && !isChanged && !isDisplaced)
            continue;
        if (!part.object.isEmpty() && !part.replaces) {
            if (auto dropped = co_await m_session.run(once(dropOf(part.object))); !dropped)
                co_return std::unexpected(dropped.error());
        }
        if (auto run = co_await statement(text.path, part); !run)
            co_return run;
    }
    m_declared.append(objects);
    auto noted
        = co_await own(once("insert into market.schema_text (path, sha256, position, objects) values ($1, $2, $3, $4) "
                            "on conflict (path) do update set sha256 = excluded.sha256, position = excluded.position, "
                            "objects = excluded.objects",
                            text.path.toUtf8(), text.sha256.toUtf8(), QByteArray::number(position), jsonOf(objects)));
    if (!noted)
        co_return std::unexpected(noted.error());
    co_return true;
}

Task<Result<bool>> Migration::dropLeftOvers()
{
    QStringList views;
    for (const QString &object : std::as_const(m_record.objects)) {
        if (m_declared.contains(object))
            continue;
        m_report.dropped.append(object);
        if (object.startsWith(QLatin1String("view ")))
            views.append(object.mid(5));
        else if (auto dropped = co_await own(once(dropOf(object))); !dropped)
            co_return std::unexpected(dropped.error());
    }
    if (!views.isEmpty()) { // in one statement, since they may use one another
        if (auto dropped = co_await own(
                once(QStringLiteral("drop view if exists %1").arg(views.join(QLatin1String(", "))).toUtf8()));
            !dropped)
            co_return std::unexpected(dropped.error());
    }
    // A function that no text replaced in this transaction is declared by none any more.
    auto functions = co_await own(
        once("select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace "
             "where n.nspname in ('market', 'guard', 'op', 'api') and p.xmin <> pg_current_xact_id()::xid "
             "and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and "
             "d.deptype = 'e') "
             "order by 1"));
    if (!functions)
        co_return std::unexpected(functions.error());
    QStringList names;
    for (int i = 0; i < functions->size(); ++i)
        names.append(textOf(functions->at(i), 0));
    if (!names.isEmpty()) {
        if (auto dropped = co_await own(
                once(QStringLiteral("drop routine %1 restrict").arg(names.join(QLatin1String(", "))).toUtf8()));
            !dropped)
            co_return std::unexpected(dropped.error());
    }
    for (const QString &name : std::as_const(names))
        m_report.dropped.append(QStringLiteral("function ") + name);
    auto catalogue = co_await own(once("select to_regclass('market.operation') is not null"));
    if (catalogue && textOf(catalogue->at(0), 0) == QLatin1String("t"))
        catalogue = co_await own(once("delete from market.operation o where not exists (select from pg_proc p join "
                                      "pg_namespace n on n.oid = p.pronamespace "
                                      "where n.nspname = 'op' and p.proname = o.name)"));
    if (!catalogue)
        co_return std::unexpected(catalogue.error());
    co_return true;
}

Task<Result<bool>> Migration::refuseFaults()
{
    auto known = co_await own(once("select to_regprocedure('guard.schema_faults()') is not null"));
    if (!known)
        co_return std::unexpected(known.error());
    if (textOf(known->at(0), 0) != QLatin1String("t"))
        co_return true;
    auto faults = co_await own(once("select f from guard.schema_faults() f"));
    if (!faults)
        co_return std::unexpected(faults.error());
    QStringList sentences;
    for (int i = 0; i < faults->size(); ++i)
        sentences.append(QStringLiteral("  ") + textOf(faults->at(i), 0));
    if (sentences.isEmpty())
        co_return true;
    co_return std::unexpected(Error(
        Error::Kind::Refused,
        QStringLiteral("The result would break the rules of the database:\n%1").arg(sentences.join(QLatin1Char('\n'))),
        QStringLiteral("Nothing was changed.")));
}

Task<Result<bool>> Migration::finish()
{
    // What is only checked at commit must fail here, where its message still belongs to the migration.
    auto done = co_await own(once("set constraints all immediate"));
    if (done && !m_options.dryRun)
        done = co_await own(once("update market.schema_head set program = $1 where program is distinct from $1",
                                 QCoreApplication::applicationVersion().toUtf8()));
    if (done)
        done = co_await m_session.run(once(m_options.dryRun ? "rollback" : "commit"));
    if (!done)
        co_return std::unexpected(done.error());
    co_return true;
}

Task<Result<bool>> Migration::become(QString role)
{
    if (role == m_role)
        co_return true;
    const QByteArray name = role.isEmpty() ? QByteArray("none") : '"' + role.toUtf8().replace('"', "\"\"") + '"';
    if (auto set = co_await m_session.run(once("set local role " + name)); !set)
        co_return std::unexpected(set.error());
    m_role = role;
    co_return true;
}

Task<Result<Rows>> Migration::own(Statement statement)
{
    if (auto role = co_await become(QString()); !role)
        co_return std::unexpected(role.error());
    co_return co_await m_session.run(std::move(statement));
}

Task<Result<bool>> Migration::statement(QString path, SqlStatement what)
{
    auto run = co_await m_session.run(once(what.text));
    if (run)
        co_return true;
    Error error = run.error();
    error.message = QStringLiteral("%1, line %2: %3").arg(path).arg(what.line).arg(serverWords(error));
    co_return std::unexpected(error);
}

void Migration::say(const QString &sentence) const
{
    if (m_options.progress)
        m_options.progress(sentence);
}

} // namespace steward
