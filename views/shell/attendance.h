// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/deliver.h"
#include "core/door/door.h"

#include <QTimer>
#include <QUuid>

namespace steward {

struct Desk;

/// Tells the marketplace which record an area shows, and the area who else shows it: at once, then every ten seconds.
class Attendance final : public QObject
{
    Q_OBJECT

public:
    Attendance(const Desk &desk, const QString &entity, QObject *parent = nullptr);

    /// 0: none any more. `acting`: a form is open on it.
    void setRecord(qint64 record, bool acting);
    [[nodiscard]] const QList<Attendant> &others() const { return m_others; }

signals:
    void changed();

private:
    void ask();
    void take(const QList<Attendant> &others);

    const Desk &m_desk;
    QString m_entity;
    QUuid m_console; ///< one for each area of each window
    qint64 m_record = 0;
    bool m_acting = false;
    QList<Attendant> m_others;
    QTimer m_again;
    Latest m_question;
};

} // namespace steward
