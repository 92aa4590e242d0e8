// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/door/door.h"

#include <QJsonObject>
#include <QString>

#include <functional>

namespace steward {

class Actions;
class DoorRepository;
class LinkStatus;
class Theme;
class Workspace;

/// A short word to the operator about something that was done, with at most one thing to do about it. It fades; what it
/// says must also stand in a place that stays.
struct Notice {
    enum class Kind { Done, Information, Failure };
    Kind kind = Kind::Done;
    QString text;
    QString actionText; ///< such as "Undo"; empty for none
    std::function<void()> action;
    QDateTime actionUntil; ///< the action is taken away then; invalid: it stays as long as the notice
};

/// What the window lends to the pages on it. Everything outlives the pages.
struct Desk {
    const Theme &theme;
    Actions &actions;
    LinkStatus &link;
    Workspace &workspace;
    DoorRepository &door;
    const Session &session;
    const QList<Operation> &operations; ///< that the operator may run
    const QList<Reason> &reasons;
    QString profile; ///< drafts and window places are kept apart for each
    std::function<void(Notice)> notify;
    /// What the status bar says of the record at hand: its market's zone and currency.
    std::function<void(QString zone, QString currency)> showMarket;
    /// Goes to another area by its id: to its list by conditions (see Area::openList), or to one of its records. False: there
    /// is no such area.
    std::function<bool(const QString &area, const QJsonObject &conditions)> openList;
    std::function<bool(const QString &area, qint64 key)> openRecord;
};

} // namespace steward
