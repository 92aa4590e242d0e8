// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/theme.h"

#include <QListView>

namespace steward {

/// One thing that happened.
struct TimelineEntry {
    QString icon;   ///< a name of resources/icons
    QString title;  ///< "€124.00 captured into escrow"
    QString detail; ///< "Money · 10 May 18:21"
    QString hint;   ///< the absolute time and whatever else is too long
    Tone tone = Tone::Mute;
    QString id;
    bool isAhead = false; ///< not yet, as of the moment that is looked at
};

/// What happened to a record, newest first, as a list along one line. As tall as its content: the panel around scrolls.
class Timeline final : public QListView
{
    Q_OBJECT

public:
    Timeline(const Theme &theme, const QString &name, QWidget *parent = nullptr);
    ~Timeline() override;

    void setEntries(const QList<TimelineEntry> &entries);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    /// Enter or a double click on an entry.
    void chosen(const QString &id);

private:
    class Model;
    class Painter;

    Model *m_model;
};

} // namespace steward
