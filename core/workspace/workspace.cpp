// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/workspace.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>

namespace steward {

namespace {

/// A connection of its own to `file`; the name is unique, as a connection belongs to the thread that opened it.
QSqlDatabase openFile(const QString &file)
{
    QSqlDatabase base = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QUuid::createUuid().toString());
    base.setDatabaseName(file);
    base.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=2000"));
    if (base.open()) {
        QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner);
        QSqlQuery query(base);
        query.exec(QStringLiteral("pragma journal_mode = wal"));
        query.exec(QStringLiteral("pragma synchronous = normal")); // survives a crash of ours; a power cut may cost the last write
        query.exec(QStringLiteral("create table if not exists kept (scope text not null, name text not null, value text not null, "
                                  "primary key (scope, name)) without rowid"));
    }
    return base;
}

void closeFile(QSqlDatabase &base)
{
    const QString name = base.connectionName();
    base = {};
    QSqlDatabase::removeDatabase(name);
}

} // namespace

/// Writes in the thread of its own, in the order of the calls.
class Workspace::Writer final : public QObject
{
public:
    explicit Writer(QString file)
        : m_file(std::move(file))
    {
    }
    ~Writer() override
    {
        if (m_base.isValid())
            closeFile(m_base);
    }

    /// An empty `value` removes the row. The sentence is empty when it worked.
    QString write(const QString &scope, const QString &name, const QByteArray &value)
    {
        if (!m_base.isValid())
            m_base = openFile(m_file);
        QSqlQuery query(m_base);
        query.prepare(value.isEmpty() ? QStringLiteral("delete from kept where scope = ? and name = ?")
                                      : QStringLiteral("insert into kept (scope, name, value) values (?, ?, ?) "
                                                       "on conflict (scope, name) do update set value = excluded.value"));
        query.addBindValue(scope);
        query.addBindValue(name);
        if (!value.isEmpty())
            query.addBindValue(QString::fromUtf8(value));
        return query.exec() ? QString() : query.lastError().text();
    }

private:
    QString m_file;
    QSqlDatabase m_base;
};

Workspace::Workspace(const QString &folder, QObject *parent)
    : QObject(parent)
{
    const QString file = QDir(folder).filePath(QStringLiteral("workspace.sqlite"));
    if (!QDir().mkpath(folder)) {
        m_problem = tr("The folder %1 cannot be created: drafts and window places are not kept.").arg(folder);
        return;
    }
    load(file);
    if (!m_problem.isEmpty())
        return;
    m_writer = new Writer(file);
    m_writer->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_writer, &QObject::deleteLater);
    m_thread.setObjectName(QStringLiteral("workspace"));
    m_thread.start(QThread::LowPriority);
}

Workspace::~Workspace()
{
    if (!m_thread.isRunning())
        return;
    QMetaObject::invokeMethod(m_writer, [this] { m_thread.quit(); }); // behind everything that is still to be written
    m_thread.wait();
}

void Workspace::load(const QString &file)
{
    QSqlDatabase base = openFile(file);
    QSqlQuery query(base);
    if (!base.isOpen() || !query.exec(QStringLiteral("select scope, name, value from kept"))) {
        m_problem = tr("%1 cannot be used (%2): drafts and window places are not kept.").arg(file, base.lastError().text());
    } else {
        while (query.next()) {
            const QJsonObject value = QJsonDocument::fromJson(query.value(2).toString().toUtf8()).object();
            m_values[query.value(0).toString()].insert(query.value(1).toString(), value);
        }
    }
    query = QSqlQuery(QSqlDatabase());
    closeFile(base);
}

QJsonObject Workspace::value(const QString &scope, const QString &name) const
{
    return m_values.value(scope).value(name);
}

void Workspace::keep(const QString &scope, const QString &name, const QJsonObject &value)
{
    QJsonObject &kept = m_values[scope][name];
    if (kept == value && !value.isEmpty())
        return;
    kept = value;
    if (m_writer == nullptr)
        return;
    const QByteArray text = QJsonDocument(value).toJson(QJsonDocument::Compact);
    QMetaObject::invokeMethod(m_writer, [this, writer = m_writer, scope, name, text] {
        const QString why = writer->write(scope, name, text);
        if (why.isEmpty())
            return;
        QMetaObject::invokeMethod(this, [this, why] {
            m_problem = tr("Drafts and window places cannot be written: %1").arg(why);
            emit problemChanged();
        });
    });
}

void Workspace::forget(const QString &scope, const QString &name)
{
    if (m_values[scope].remove(name) == 0 || m_writer == nullptr)
        return;
    QMetaObject::invokeMethod(m_writer, [writer = m_writer, scope, name] { writer->write(scope, name, {}); });
}

QStringList Workspace::names(const QString &scope) const
{
    QStringList names = m_values.value(scope).keys();
    names.sort();
    return names;
}

} // namespace steward
