// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/schema/schema_source.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QRegularExpression>

#include <algorithm>

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
    static const QRegularExpression line(
        QStringLiteral("^--\\s*(owner|displaces|installation|concurrently)\\b\\s*:?\\s*(.*)$"));
    QMap<QString, QString> header;
    for (const QByteArray &raw : sql.split('\n')) {
        const QString text = QString::fromUtf8(raw).trimmed();
        if (!text.startsWith(QLatin1String("--")))
            break;
        if (const auto match = line.match(text); match.hasMatch()) {
            QString &value = header[match.captured(1)];
            value = value.isEmpty() ? match.captured(2).trimmed()
                                    : value + QLatin1Char(' ') + match.captured(2).trimmed();
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
    if (auto steps = source.readSteps(root, stepPaths); !steps)
        return std::unexpected(steps.error());
    if (auto texts = source.readTexts(root, textPaths); !texts)
        return std::unexpected(texts.error());
    return source;
}

Result<bool> SchemaSource::readSteps(const QDir &root, const QStringList &paths)
{
    static const QRegularExpression stepName(QStringLiteral("^\\w+/sql/tables/(\\d{4})_\\w+\\.sql$"));
    QMap<int, SchemaStep> steps;
    for (const QString &path : paths) {
        const auto match = stepName.match(path);
        if (!match.hasMatch())
            return invalid(QStringLiteral("%1 is not named like a step.").arg(path),
                           QStringLiteral("Call it NNNN_what_it_does.sql."));
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
        step.displaces = header.value(QStringLiteral("displaces"))
                             .split(QRegularExpression(QStringLiteral("[\\s,]+")), Qt::SkipEmptyParts);
        step.concurrently = header.contains(QStringLiteral("concurrently"));
        if (steps.contains(step.number))
            return invalid(QStringLiteral("Two steps have the number %1: %2 and %3.")
                               .arg(match.captured(1), steps[step.number].path, path));
        steps.insert(step.number, step);
    }
    m_steps = steps.values();
    return true;
}

Result<bool> SchemaSource::readTexts(const QDir &root, const QStringList &paths)
{
    auto order = readFile(root.filePath(QStringLiteral("schema/apply.order")));
    if (!order)
        return std::unexpected(order.error());
    QStringList inOrder;
    for (QString line : QString::fromUtf8(*order).split(QLatin1Char('\n'))) {
        line = line.section(QLatin1Char('#'), 0, 0).trimmed();
        if (line.isEmpty())
            continue;
        const QStringList named = expand(line, paths);
        if (named.isEmpty())
            return invalid(QStringLiteral("apply.order names %1, and there is no such text.").arg(line));
        for (const QString &path : named) {
            if (!inOrder.contains(path)) // else an earlier line put it first on purpose
                inOrder.append(path);
        }
    }
    for (const QString &path : paths) {
        if (!inOrder.contains(path))
            return invalid(QStringLiteral("No line of apply.order names %1, so it would never be applied.").arg(path));
    }
    for (const QString &path : std::as_const(inOrder)) {
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
        m_texts.append(text);
    }
    return true;
}

QString SchemaSource::version(const QString &installation) const
{
    QByteArrayList lines;
    for (const SchemaStep &step : m_steps)
        lines.append(QByteArray::number(step.number) + ' ' + step.sha256.toUtf8());
    for (const SchemaText &text : m_texts) {
        if (text.installation.isEmpty() || text.installation == installation)
            lines.append(text.path.toUtf8() + ' ' + text.sha256.toUtf8());
    }
    std::ranges::sort(lines);
    return checksum(lines.join('\n'));
}

} // namespace steward
