// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalogue/catalogue.h"
#include "core/pg/pool.h"

namespace steward {

/// What the gate's areas may read and do, asked of the database every few seconds: a migration, or a right that was given or
/// taken, is served without a restart. While nothing has been heard it asks more often.
class CatalogueWatch final : public QObject {
    Q_OBJECT
public:
    /// The pool must outlive it.
    CatalogueWatch(Pool &pool, std::function<void(const QString &)> log, QObject *parent = nullptr);

    void begin();

signals:
    void changed(const QList<steward::CatalogueArea> &areas);

private:
    [[nodiscard]] Task<bool> watch();
    void hear(const Result<Rows> &answer);

    Pool &m_pool;
    std::function<void(const QString &)> m_log;
    QByteArray m_version;
    QString m_told;
    Question m_watch;
};

} // namespace steward
