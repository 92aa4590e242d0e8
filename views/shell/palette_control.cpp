// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/palette_control.h"

#include "views/shell/actions.h"
#include "views/shell/area.h"
#include "views/widgets/command_palette.h"

using namespace Qt::StringLiterals;

namespace steward {

namespace {

constexpr int shortest_words = 2; // a name of ideographs; each area says what is enough for it
constexpr int most_recent = 6;
const QString record_prefix = u"record:"_s;

struct FoundInArea {
    FoundInArea() = default;
    int area = 0;
    QList<FoundRecord> records;
};

/// The areas one after the other: there are few, and the first answer is the one that is wanted.
Task<Result<QList<FoundInArea>>> findEverywhere(QList<Area *> areas, QString words)
{
    QList<FoundInArea> found;
    for (int index = 0; index < areas.size(); ++index) {
        auto records = co_await areas.at(index)->find(words);
        if (!records)
            co_return std::unexpected(records.error());
        FoundInArea part;
        part.area = index;
        part.records = std::move(*records);
        found.append(part);
    }
    co_return found;
}

} // namespace

PaletteControl::PaletteControl(const Actions &actions, CommandPalette *palette, QObject *parent)
    : QObject(parent)
    , m_actions(actions)
    , m_palette(palette)
{
    connect(palette, &CommandPalette::searched, this, &PaletteControl::search);
    connect(palette, &CommandPalette::chosen, this, &PaletteControl::choose);
}

void PaletteControl::addArea(const AreaEntry &entry, Area *area)
{
    m_areas.append({ entry.title, area });
}

void PaletteControl::open()
{
    fill();
    m_palette->openOverlay();
}

void PaletteControl::fill()
{
    QList<PaletteEntry> entries;
    for (const QAction *action : m_actions.all()) {
        if (action->objectName() == "window.open-palette"_L1)
            continue; // it is open
        PaletteEntry entry;
        entry.id = action->objectName();
        entry.section = tr("Actions");
        entry.title = action->text();
        entry.icon = Actions::iconName(action);
        entry.shortcut = action->shortcut().toString(QKeySequence::NativeText).replace(u", "_s, u" "_s);
        entry.keywords = action->objectName();
        entry.refusal = action->isEnabled() ? QString() : Actions::refusal(action);
        entries.append(entry);
    }
    m_palette->setEntries(entries);
    m_palette->setRecent(m_recent);
}

void PaletteControl::search(const QString &typed)
{
    if (typed.size() < shortest_words) {
        m_question.withdraw();
        m_palette->showFound(typed, {});
        return;
    }
    QList<Area *> areas;
    for (const Source &source : std::as_const(m_areas))
        areas.append(source.area);
    m_question.ask(findEverywhere(areas, typed), this, [this, typed](const Result<QList<FoundInArea>> &answer) {
        if (!answer) {
            m_palette->showSearchProblem(typed, answer.error().message);
            return;
        }
        QList<PaletteEntry> entries;
        for (const FoundInArea &part : *answer) {
            for (const FoundRecord &record : part.records) {
                PaletteEntry entry;
                entry.id = record_prefix + QString::number(part.area) + u':' + QString::number(record.key);
                entry.section = m_areas.at(part.area).title;
                entry.title = record.title;
                entry.subtitle = record.subtitle + u" · "_s + record.state;
                entry.icon = record.icon;
                entries.append(entry);
            }
        }
        m_palette->showFound(typed, entries);
    });
}

void PaletteControl::choose(const QString &id)
{
    if (id.startsWith(record_prefix)) {
        const QStringList parts = id.split(u':');
        emit recordChosen(parts.at(1).toInt(), parts.at(2).toLongLong());
        return;
    }
    QAction *action = m_actions.find(id);
    if (action == nullptr)
        return;
    const auto isSame = [&](const PaletteEntry &entry) { return entry.id == id; };
    m_recent.removeIf(isSame);
    m_recent.prepend({ id, tr("Recent"), action->text(), {}, Actions::iconName(action), action->shortcut().toString(QKeySequence::NativeText), {}, {} });
    m_recent.resize(std::min<qsizetype>(m_recent.size(), most_recent));
    action->trigger();
}

} // namespace steward
