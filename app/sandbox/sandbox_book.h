// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QHash>
#include <QJsonObject>
#include <QObject>
#include <QSqlDatabase>

namespace steward {

/// What the sandbox answers, and how.
struct SandboxReply {
    SandboxReply() = default;
    int status = 200;
    QJsonObject body;
    int delay_ms = 0; ///< before it is sent
    bool isLost = false; ///< it never is
};

/// What the gateway remembers: payments, requests by their keys, events, and how the next requests go wrong. One SQLite file; each
/// request is one transaction of it. Used from one thread.
class SandboxBook final : public QObject {
    Q_OBJECT
public:
    SandboxBook();
    ~SandboxBook() override;

    /// `isDurable`: each answer waits for the disk; not wanted where history is made that can be made again.
    [[nodiscard]] Result<bool> open(const QString &file, bool isDurable);

    [[nodiscard]] SandboxReply request(const QString &account, const QString &key, const QJsonObject &asked);
    [[nodiscard]] QJsonObject events(const QString &account, qint64 after, int limit);
    /// Accounts that have events of which they were not told yet of the gateway's own accord, and after which position.
    [[nodiscard]] QHash<QString, qint64> untold();
    void noteTold(const QString &account, qint64 position);
    [[nodiscard]] QJsonObject payments(const QString &account);
    [[nodiscard]] SandboxReply addScenario(const QJsonObject &wanted);

private:
    struct Scenario {
        QString what, argument;
    };

    [[nodiscard]] Scenario takeScenario(const QString &kind);
    [[nodiscard]] SandboxReply perform(const QString &account, const QString &key, const QJsonObject &asked, const Scenario &scenario);
    [[nodiscard]] SandboxReply authorise(const QString &account, const QJsonObject &asked);
    [[nodiscard]] SandboxReply change(const QString &account, const QJsonObject &asked, const Scenario &scenario);
    void tell(const QString &account, const QString &kind, const QString &key, const QJsonObject &details);
    QList<QVariantList> ask(const QString &sql, const QVariantList &values = {});

    QSqlDatabase m_file;
    QString m_trouble; ///< of the last statement that failed
};

} // namespace steward
