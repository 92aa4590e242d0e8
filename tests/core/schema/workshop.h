// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/schema/migrator.h"
#include "core/schema/sql.h"
#include "tests/core/pg/asking.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QUuid>

namespace steward::test {

/// A copy of the program's steps and texts that a test may change: the older and the newer versions of an upgrade.
class Workshop final {
public:
    Workshop()
    {
        const QString from = QStringLiteral(":/steward/schema");
        QDirIterator files(from, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly))
                qFatal("%s", qUtf8Printable(file.fileName()));
            write(file.fileName().mid(from.size() + 1), file.readAll());
        }
    }

    void write(const QString &path, const QByteArray &text) const
    {
        QFile file(m_folder.filePath(path));
        QDir().mkpath(QFileInfo(file).path());
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("%s: %s", qUtf8Printable(path), qUtf8Printable(file.errorString()));
    }

    [[nodiscard]] QByteArray read(const QString &path) const
    {
        QFile file(m_folder.filePath(path));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    void remove(const QString &path) const { QFile::remove(m_folder.filePath(path)); }
    void order(const QByteArray &lines) const
    {
        write(QStringLiteral("schema/apply.order"), read(QStringLiteral("schema/apply.order")) + '\n' + lines + '\n');
    }

    [[nodiscard]] SchemaSource source() const
    {
        auto loaded = SchemaSource::load(m_folder.path());
        if (!loaded)
            qFatal("%s", qUtf8Printable(loaded.error().message));
        return *loaded;
    }

private:
    QTemporaryDir m_folder;
};

/// A database with nothing in it, on the tests' cluster; dropped with this.
class EmptyDatabase final {
public:
    EmptyDatabase()
        : m_name(QStringLiteral("empty_") + QUuid::createUuid().toString(QUuid::Id128).left(12))
    {
        ask(server(QStringLiteral("postgres")), "create database " + m_name.toLatin1());
    }
    ~EmptyDatabase()
    {
        ask(server(QStringLiteral("postgres")), "drop database " + m_name.toLatin1() + " with (force)");
    }
    Q_DISABLE_COPY_MOVE(EmptyDatabase)

    [[nodiscard]] QString dsn() const { return server(m_name); }

    /// The first column of the answer; ends the test program with the server's words when it fails.
    QStringList column(const QByteArray &sql) const { return ask(dsn(), sql); }
    [[nodiscard]] QString value(const QByteArray &sql) const { return column(sql).value(0); }

    [[nodiscard]] Result<MigrationReport> migrate(const SchemaSource &source, bool dryRun = false,
                                                  std::chrono::milliseconds limit_ms = std::chrono::seconds(60)) const
    {
        Migrator migrator(dsn(), source);
        Migrator::Options options;
        options.dryRun = dryRun;
        options.installation = QStringLiteral("simulation");
        options.limit_ms = limit_ms;
        return answerTo(migrator.migrate(options), 120'000);
    }

private:
    static QString server(const QString &database)
    {
        QFile file(clusterFolder() + QStringLiteral("/dsn"));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("The fixture `cluster` does not run: %s", qUtf8Printable(file.fileName()));
        return QString::fromUtf8(file.readAll()).trimmed() + QStringLiteral(" dbname='%1'").arg(database);
    }

    static QStringList ask(const QString &dsn, const QByteArray &sql)
    {
        const auto connection = answerTo(signIn(dsn));
        if (!connection)
            qFatal("%s", qUtf8Printable(connection.error().message));
        const auto rows = answerTo((*connection)->run(once(sql)));
        if (!rows)
            qFatal("%s: %s", sql.constData(), qUtf8Printable(serverWords(rows.error())));
        QStringList cells;
        for (int i = 0; i < rows->size(); ++i)
            cells.append(textOf(rows->at(i), 0));
        return cells;
    }

    QString m_name;
};

} // namespace steward::test
