// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonObject>
#include <QObject>
#include <QStringList>
#include <QThread>

namespace steward {

/// The operator's own things on this machine: profiles, window state, drafts of forms. Read from memory, written to an
/// SQLite file by a thread of its own, so nobody waits and a crash loses at most what was typed in the last moment.
/// Secrets do not belong here.
class Workspace final : public QObject
{
    Q_OBJECT

public:
    /// Opens or creates `folder`/workspace.sqlite. Where that is impossible it works in memory and `problem` says why.
    explicit Workspace(const QString &folder, QObject *parent = nullptr);
    ~Workspace() override; ///< waits until everything is written

    [[nodiscard]] const QString &problem() const { return m_problem; }

    /// What is kept under `name` in `scope`; an empty object when nothing is.
    [[nodiscard]] QJsonObject value(const QString &scope, const QString &name) const;
    void keep(const QString &scope, const QString &name, const QJsonObject &value);
    void forget(const QString &scope, const QString &name);
    [[nodiscard]] QStringList names(const QString &scope) const; ///< sorted

signals:
    void problemChanged();

private:
    class Writer;
    void load(const QString &file);

    QHash<QString, QHash<QString, QJsonObject>> m_values;
    QString m_problem;
    QThread m_thread;
    Writer *m_writer = nullptr; // lives in m_thread and is deleted when that ends
};

} // namespace steward
