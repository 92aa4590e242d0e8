// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>

namespace steward {

/// Something the command palette can do or go to.
struct PaletteEntry {
    QString id;       ///< given back by CommandPalette::chosen
    QString section;  ///< "Actions", "Bookings"
    QString title;
    QString subtitle;
    QString icon;
    QString shortcut; ///< "G B"
    QString keywords; ///< other words it is found by, not shown
    QString refusal;  ///< why it cannot be done now; such an entry is shown and not chosen
};

/// The palette's rows: entries that fit what was typed, best first, under the titles of their sections. Local entries
/// are matched here; found ones come from elsewhere, matched already, and keep their order.
class PaletteModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role : int { section_role = Qt::UserRole + 1, subtitle_role, icon_role, shortcut_role, positions_role, refusal_role, id_role };

    using QAbstractListModel::QAbstractListModel;

    void setLocal(const QList<PaletteEntry> &entries);
    /// What stands there before anything is typed.
    void setRecent(const QList<PaletteEntry> &entries);
    void setFound(const QList<PaletteEntry> &entries);
    void setTyped(const QString &typed);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] bool isSection(int row) const;
    /// The next row from `from` that can be current, in steps of +1 or -1, around the ends; -1 when there is none.
    [[nodiscard]] int selectable(int from, int step) const;

private:
    struct Row {
        PaletteEntry entry;
        QList<int> positions;
        bool section = false;
    };
    void rebuild();

    QList<PaletteEntry> m_local, m_recent, m_found;
    QString m_typed;
    QList<Row> m_rows;
};

} // namespace steward
