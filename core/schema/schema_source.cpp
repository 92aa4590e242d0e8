// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/schema/schema_source.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QSet>

namespace steward {
namespace {

std::unexpected<Error> invalid(const QString &sentence, const QString &advice = {})
{
    return std::unexpected(Error(Error::Kind::Invalid, sentence, advice));
}

QString checksum(const QByteArray &sql)
{
    return QString::fromLatin1(QCryptographicHash::hash(sql, QCryptographicHash::Sha256).toHex());
}

/// The `-- name: value` lines of the comment that opens a file; a bare name ("-- concurrently") has an empty value.
QMap<QString, QString> readHeader(const QByteArray &sql)
{
    static const QRegularExpression line(QStringLiteral("^--\\s*(owner|displaces|installation|concurrently)\\b\\s*:?\\s*(.*)$"));
    QMap<QString, QString> header;
    for (const QByteArray &raw : sql.split('\n')) {
        const QString text = QString::fromUtf8(raw).trimmed();
        if (!text.startsWith(QLatin1String("--")))
            break;
        if (const auto match = line.match(text); match.hasMatch()) {
            QString &value = header[match.captured(1)];
            value = value.isEmpty() ? match.captured(2).trimmed() : value + QLatin1Char(' ') + match.captured(2).trimmed();
        }
    }
    return header;
}

QString ownerOf(const QMap<QString, QString> &header)
{
    const QString owner = header.value(QStringLiteral("owner"), QStringLiteral("steward_owner"));
    return owner == QLatin1String("superuser") ? QString() : owner;
}

Result<QByteArray> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return invalid(QStringLiteral("%1 cannot be read: %2").arg(path, file.errorString()));
    return file.readAll();
}

/// The texts that one line of apply.order names; a pattern's are in alphabetical order.
QStringList expand(const QString &line, const QStringList &all)
{
    const QRegularExpression pattern(QRegularExpression::wildcardToRegularExpression(line));
    return all.filter(pattern);
}

} // namespace

Result<SchemaSource> SchemaSource::embedded()
{
    return load(QStringLiteral(":/steward/schema"));
}

Result<SchemaSource> SchemaSource::load(const QString &folder)
{
    static const QRegularExpression stepName(QStringLiteral("^\\w+/sql/tables/(\\d{4})_\\w+\\.sql$"));
    const QDir root(QDir(folder).absolutePath());
    if (!root.exists())
        return invalid(QStringLiteral("There is no folder %1.").arg(folder));
    QStringList stepPaths;
    QStringList textPaths;
    QDirIterator files(root.path(), { QStringLiteral("*.sql") }, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = root.relativeFilePath(files.next());
        if (path.contains(QLatin1String("/sql/tables/")))
            stepPaths.append(path);
        else if (path.contains(QLatin1String("/sql/")))
            textPaths.append(path);
    }
    stepPaths.sort();
    textPaths.sort();

    SchemaSource source;
    QMap<int, SchemaStep> steps;
    for (const QString &path : std::as_const(stepPaths)) {
        const auto match = stepName.match(path);
        if (!match.hasMatch())
            return invalid(QStringLiteral("%1 is not named like a step.").arg(path), QStringLiteral("Call it NNNN_what_it_does.sql."));
        auto sql = readFile(root.filePath(path));
        if (!sql)
            return std::unexpected(sql.error());
        const auto header = readHeader(*sql);
        SchemaStep step;
        step.number = match.captured(1).toInt();
        step.path = path;
        step.sql = *sql;
        step.sha256 = checksum(*sql);
        step.owner = ownerOf(header);
        step.displaces = header.value(QStringLiteral("displaces")).split(QRegularExpression(QStringLiteral("[\\s,]+")), Qt::SkipEmptyParts);
        step.concurrently = header.contains(QStringLiteral("concurrently"));
        if (steps.contains(step.number))
            return invalid(QStringLiteral("Two steps have the number %1: %2 and %3.").arg(match.captured(1), steps[step.number].path, path));
        steps.insert(step.number, step);
    }
    source.m_steps = steps.values();

    auto order = readFile(root.filePath(QStringLiteral("schema/apply.order")));
    if (!order)
        return std::unexpected(order.error());
    QSet<QString> taken;
    for (QString line : QString::fromUtf8(*order).split(QLatin1Char('\n'))) {
        line = line.section(QLatin1Char('#'), 0, 0).trimmed();
        if (line.isEmpty())
            continue;
        const QStringList paths = expand(line, textPaths);
        if (paths.isEmpty())
            return invalid(QStringLiteral("apply.order names %1, and there is no such text.").arg(line));
        for (const QString &path : paths) {
            if (taken.contains(path))
                continue; // an earlier line put it first on purpose
            taken.insert(path);
            auto sql = readFile(root.filePath(path));
            if (!sql)
                return std::unexpected(sql.error());
            const auto header = readHeader(*sql);
            SchemaText text;
            text.path = path;
            text.sql = *sql;
            text.sha256 = checksum(*sql);
            text.owner = ownerOf(header);
            text.installation = header.value(QStringLiteral("installation"));
            source.m_texts.append(text);
        }
    }
    for (const QString &path : std::as_const(textPaths)) {
        if (!taken.contains(path))
            return invalid(QStringLiteral("No line of apply.order names %1, so it would never be applied.").arg(path));
    }
    return source;
}

} // namespace steward
