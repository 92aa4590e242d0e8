// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/task.h"

#include <QJsonObject>
#include <QWidget>

#include <functional>

namespace steward {

/// A record as the command palette offers it.
struct FoundRecord {
    qint64 key = 0; ///< what open() takes: the area's own, and never 0
    QString icon, title, subtitle, state;
};

/// One entry of the rail: a page and what the rest of the window needs of it.
class Area : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// What gets the focus when the operator comes here.
    [[nodiscard]] virtual QWidget *entrance() const = 0;
    /// Asks again for everything that is shown.
    virtual void refresh() = 0;

    /// Records that `words` find, for the command palette; an area that needs more of them finds none.
    [[nodiscard]] virtual Task<Result<QList<FoundRecord>>> find(QString words) const = 0;
    /// Shows a record, whether or not it is in the list.
    virtual void open(qint64 key) = 0;
    /// Shows the record of this reference; false if it cannot be one of this area's.
    virtual bool openReference(const QString &reference) = 0;

    /// Shows its list by these conditions and no others, named as its place() names them: from a figure to what it counts.
    virtual void openList(const QJsonObject &conditions) { Q_UNUSED(conditions) }

    /// Whether so much is open side by side that the rail should give way.
    [[nodiscard]] virtual bool wantsRoom() const { return false; }

    /// What to come back to in the next session.
    [[nodiscard]] virtual QJsonObject place() const = 0;
    virtual void restore(const QJsonObject &place) = 0;

signals:
    void roomChanged();
};

/// How the window presents an area and makes its page.
struct AreaEntry {
    QString id; ///< "bookings", also the prefix of its actions and object names
    QString title;
    QString icon;
    QKeySequence key; ///< such as G, B
    std::function<Area *(const struct Desk &desk, QWidget *parent)> make;
    bool isHome = false; ///< shown after the first sign-in; without one, the first
};

} // namespace steward
