// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>

namespace steward {

/// Passwords in the desktop's own keyring. Where there is none they stay in memory until the program ends, and
/// `problem` says so; they are never written anywhere else.
class Keyring final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Asks for a password; `found` tells it, if there is one.
    void read(const QString &profile, const QString &login);
    void keep(const QString &profile, const QString &login, const QString &password);
    void forget(const QString &profile, const QString &login);

    /// Why the last password was not read or kept; empty when it was.
    [[nodiscard]] const QString &problem() const { return m_problem; }

signals:
    void found(const QString &profile, const QString &login, const QString &password);
    void problemChanged();

private:
    void setProblem(const QString &sentence);
    [[nodiscard]] static QString entryName(const QString &profile, const QString &login);

    QHash<QString, QString> m_memory;
    QString m_problem;
};

} // namespace steward
