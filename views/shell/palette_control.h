// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/deliver.h"
#include "views/widgets/palette_model.h"

#include <QObject>

namespace steward {

class Actions;
class Area;
class CommandPalette;
struct AreaEntry;

/// Fills the command palette: every action of the window with its key and, where it cannot be done now, why; and the
/// records that the words find in each area.
class PaletteControl final : public QObject
{
    Q_OBJECT

public:
    PaletteControl(const Actions &actions, CommandPalette *palette, QObject *parent);

    void addArea(const AreaEntry &entry, Area *area);
    void open();

signals:
    /// A record was chosen: its area and key.
    void recordChosen(int area, qint64 key);

private:
    struct Source {
        QString title;
        Area *area = nullptr;
    };
    void fill();
    void search(const QString &typed);
    void choose(const QString &id);

    const Actions &m_actions;
    CommandPalette *m_palette;
    QList<Source> m_areas;
    QList<PaletteEntry> m_recent;
    Latest m_question;
};

} // namespace steward
