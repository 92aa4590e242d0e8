// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/link.h"

#include <QDateTime>
#include <QObject>

namespace steward {

/// What the console knows of its link to the marketplace, as views may see it. The program that joins the parts sets it.
class LinkStatus final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    [[nodiscard]] const Link &shown() const { return m_shown; }
    [[nodiscard]] bool isLive() const { return m_shown.state == Link::State::Live; }
    /// When the link was last known to work; what is on the screen is at least as old, once it is gone.
    [[nodiscard]] QDateTime lastLive() const { return m_lastLive; }

    void set(const Link &shown)
    {
        const bool wasLive = isLive();
        m_shown = shown;
        if (wasLive || isLive())
            m_lastLive = QDateTime::currentDateTimeUtc();
        emit changed();
        if (!wasLive && isLive())
            emit healed();
        else if (wasLive && !isLive())
            emit lost();
    }
    /// The operator does not want to wait for the next try.
    void askToReconnect() { emit reconnectWanted(); }
    /// Something changed in the marketplace: id 0 means "ask again for whatever you show".
    void tellChange(const QString &entity, qint64 id) { emit recordChanged(entity, id); }

signals:
    void changed();
    void healed();
    void lost();
    void reconnectWanted();
    void recordChanged(const QString &entity, qint64 id);

private:
    Link m_shown;
    QDateTime m_lastLive;
};

} // namespace steward
