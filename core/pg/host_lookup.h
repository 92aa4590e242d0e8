// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pg/connection_options.h"

#include <QObject>

namespace steward {

/// Finds the addresses of the hosts of `ConnectionOptions` without blocking, and calls back once from the event loop.
/// libpq asks the name service inside PQconnectStart and PQconnectPoll, which may take many seconds.
class HostLookup final : public QObject {
    Q_OBJECT
public:
    HostLookup(const ConnectionOptions &options, QObject *parent);

signals:
    /// Every address of every host, in their order. Empty: none of them is known; `why` says so.
    void found(const QList<steward::HostAddress> &hosts, const QString &why);

private:
    void lookUp(qsizetype index);
    void finish();

    QList<HostAddress> m_asked;
    QList<QList<HostAddress>> m_known;
    QString m_why;
    qsizetype m_missing = 0;
};

} // namespace steward
