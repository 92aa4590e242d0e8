// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/palette_model.h"

#include "views/widgets/fuzzy.h"

#include <QMap>

using namespace Qt::StringLiterals;

namespace steward {

namespace {
constexpr qsizetype most_local = 40; // more would not be read: typing one letter more is quicker
}

void PaletteModel::setLocal(const QList<PaletteEntry> &entries)
{
    m_local = entries;
    rebuild();
}

void PaletteModel::setRecent(const QList<PaletteEntry> &entries)
{
    m_recent = entries;
    rebuild();
}

void PaletteModel::setFound(const QList<PaletteEntry> &entries)
{
    m_found = entries;
    rebuild();
}

void PaletteModel::setTyped(const QString &typed)
{
    if (typed == m_typed)
        return;
    m_typed = typed;
    m_found.clear();
    rebuild();
}

void PaletteModel::rebuild()
{
    struct Hit {
        Row row;
        int score;
    };
    QList<Hit> hits;
    for (const PaletteEntry &entry : m_typed.isEmpty() ? m_recent + m_local : m_local) {
        if (m_typed.isEmpty()) {
            hits.append({ { entry, {}, false }, 0 });
        } else if (const auto match = fuzzyMatch(m_typed, entry.title)) {
            hits.append({ { entry, match->positions, false }, match->score + 10 });
        } else if (containsWords(m_typed, u"%1 %2 %3"_s.arg(entry.title, entry.subtitle, entry.keywords))) {
            hits.append({ { entry, {}, false }, 0 });
        }
    }
    std::ranges::stable_sort(hits, std::greater {}, &Hit::score);
    hits = hits.mid(0, m_typed.isEmpty() ? hits.size() : most_local);
    for (const PaletteEntry &entry : std::as_const(m_found))
        hits.append({ { entry, {}, false }, 0 });

    beginResetModel();
    m_rows.clear();
    QStringList sections; // in the order of their best hit
    for (const Hit &hit : std::as_const(hits))
        if (!sections.contains(hit.row.entry.section))
            sections.append(hit.row.entry.section);
    for (const QString &section : std::as_const(sections)) {
        PaletteEntry title;
        title.title = section;
        m_rows.append({ title, {}, true });
        for (const Hit &hit : std::as_const(hits))
            if (hit.row.entry.section == section)
                m_rows.append(hit.row);
    }
    endResetModel();
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    const Row &row = m_rows[index.row()];
    switch (role) {
    case Qt::DisplayRole: return row.entry.title;
    case Qt::AccessibleTextRole: {
        QStringList parts { row.entry.title, row.entry.subtitle, row.entry.shortcut, row.entry.refusal };
        parts.removeAll(QString());
        return parts.join(u", "_s);
    }
    case Qt::ToolTipRole: return row.entry.refusal;
    case section_role: return row.section;
    case subtitle_role: return row.entry.subtitle;
    case icon_role: return row.entry.icon;
    case shortcut_role: return row.entry.shortcut;
    case positions_role: return QVariant::fromValue(row.positions);
    case refusal_role: return row.entry.refusal;
    case id_role: return row.entry.id;
    default: return {};
    }
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex &index) const
{
    return isSection(index.row()) ? Qt::NoItemFlags : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

bool PaletteModel::isSection(int row) const
{
    return row < 0 || row >= m_rows.size() || m_rows[row].section;
}

int PaletteModel::selectable(int from, int step) const
{
    const int count = rowCount();
    for (int i = 0, row = from; i < count; ++i, row += step) {
        const int wrapped = ((row % count) + count) % count;
        if (!isSection(wrapped))
            return wrapped;
    }
    return -1;
}

} // namespace steward
