// SPDX-License-Identifier: GPL-3.0-or-later
// The views of the list: those that stand ready, the operator's own, what is copied of them, and where a session comes back to.
#include "core/workspace/workspace.h"
#include "views/bookings/list/booking_conditions.h"
#include "views/bookings/list/booking_copy.h"
#include "views/bookings/list/booking_list.h"
#include "views/bookings/list/filter_bar.h"
#include "views/bookings/list/view_bar.h"
#include "views/shell/list/name_ask.h"
#include "views/shell/list/window_view.h"
#include "views/widgets/banner.h"
#include "views/widgets/search_field.h"

using namespace Qt::StringLiterals;

namespace steward {

namespace {
const QString saved_prefix = u"saved/"_s;
}

/// The operator's own things are kept apart by where and as whom one is signed in.
QString BookingList::ownName(const Desk &desk)
{
    return desk.profile + u'/' + desk.session.login;
}

/// Outside of a saved view the columns are the operator's usual ones for this list.
void BookingList::showOwnColumns()
{
    m_columns->setLayout(m_desk.workspace.value(u"columns"_s, u"bookings/"_s + ownName(m_desk)));
    m_viewNotice->hide();
}

void BookingList::noteColumns()
{
    if (!m_bar->currentSaved())
        m_desk.workspace.keep(u"columns"_s, u"bookings/"_s + ownName(m_desk), m_columns->layout());
    noteView();
}

void BookingList::noteView()
{
    m_bar->setChanged(isViewChanged());
    emit viewChanged();
}

bool BookingList::isViewChanged() const
{
    return m_bar->currentSaved() && shows() != m_openedAs;
}

QJsonObject BookingList::shows() const
{
    QJsonObject shows = conditionsOf(m_filter);
    shows.insert(u"view"_s, m_preset);
    shows.insert(u"columns"_s, m_columns->layout().value("columns"_L1));
    return shows;
}

int BookingList::presetCount() const
{
    return static_cast<int>(m_bar->presets().size());
}

QString BookingList::presetTitle(int index) const
{
    return m_bar->presets().at(index).title;
}

std::optional<SavedView> BookingList::savedView() const
{
    return m_bar->currentSaved();
}

void BookingList::showPreset(int index)
{
    const BookingPreset preset = m_bar->preset(m_bar->presets().at(index).id);
    BookingFilter filter = preset.filter;
    filter.words = m_filters->words()->text().trimmed(); // what is typed just now counts
    if (filter.states.isEmpty() && index == 0)
        filter.markets = m_filter.markets;
    m_filter = filter;
    m_preset = preset.id;
    m_bar->setCurrent(preset.id);
    showOwnColumns();
    m_filters->setFilter(m_filter);
    reload();
}

void BookingList::showView(const QString &id)
{
    if (id.startsWith(saved_prefix))
        return showSaved(id.mid(saved_prefix.size()));
    const auto found = std::ranges::find(m_bar->presets(), id, &BookingPreset::id);
    showPreset(static_cast<int>(found - m_bar->presets().begin()));
}

void BookingList::showSaved(const QString &id)
{
    if (openSaved(id))
        reload();
}

bool BookingList::openSaved(const QString &id)
{
    const auto view = m_saved->byId(id);
    if (!view || !m_bar->setCurrent(saved_prefix + id))
        return false;
    m_preset = m_bar->preset(view->shows.value("view"_L1).toString()).id;
    m_filter = m_bar->filterOf(view->shows);
    QStringList unknown = unknownConditions(view->shows);
    if (m_preset != view->shows.value("view"_L1).toString())
        unknown << tr("the view “%1”").arg(view->shows.value("view"_L1).toString());
    for (const QString &column : m_columns->setLayout(view->shows))
        unknown << tr("the column “%1”").arg(column);
    m_filters->setFilter(m_filter);
    m_openedAs = shows();
    m_viewNotice->setVisible(!unknown.isEmpty());
    if (!unknown.isEmpty())
        m_viewNotice->setContent(Banner::Kind::Warning, tr("“%1” is shown without what is not known here: %2.").arg(view->name, unknown.join(u", "_s)),
            tr("The view itself stays as it was saved, until its changes are saved."));
    noteView();
    return true;
}

void BookingList::saveViewAs()
{
    askName({ tr("Save the view"), tr("These conditions, this order and these columns, to come back to."), {}, tr("Save"),
        [this](const QString &name) { return m_saved->problem(name, {}, m_bar->presetTitles()); },
        [this](const QString &name) {
            const QJsonObject kept = shows();
            showSaved(m_saved->add(name, kept));
        } });
}

void BookingList::renameView()
{
    const SavedView view = *savedView();
    askName({ tr("Rename the view"), tr("What it shows stays as it is."), view.name, tr("Rename"),
        [this, id = view.id](const QString &name) { return m_saved->problem(name, id, m_bar->presetTitles()); },
        [this, view](const QString &name) {
            SavedView renamed = view;
            renamed.name = name;
            m_saved->keep(renamed);
            noteUndo(view, tr("“%1” is called “%2” now").arg(view.name, name));
        } });
}

void BookingList::askName(const NameAsk::Question &question)
{
    if (m_nameAsk == nullptr)
        m_nameAsk = new NameAsk(m_desk.theme, window());
    m_nameAsk->ask(question);
}

/// What another release put into the view, and is not known here, stays in it.
void BookingList::saveViewChanges()
{
    const SavedView before = *savedView();
    SavedView changed = before;
    const QJsonObject present = shows();
    for (auto part = present.begin(); part != present.end(); ++part)
        changed.shows.insert(part.key(), part.value());
    m_saved->keep(changed);
    m_openedAs = present;
    noteUndo(before, tr("“%1” is saved as it stands").arg(before.name));
}

void BookingList::deleteView()
{
    const SavedView before = *savedView();
    m_saved->remove(before.id);
    showView(m_preset);
    noteUndo(before, tr("“%1” is deleted").arg(before.name));
}

void BookingList::noteUndo(const SavedView &before, const QString &what)
{
    m_viewBefore = before;
    noteView();
    Notice notice;
    notice.text = what;
    notice.actionText = tr("Undo");
    notice.action = [this, id = before.id] {
        if (m_viewBefore && m_viewBefore->id == id)
            undoView();
    };
    m_desk.notify(notice);
}

void BookingList::undoView()
{
    if (!m_viewBefore)
        return;
    const SavedView before = *std::exchange(m_viewBefore, std::nullopt);
    m_saved->keep(before);
    showSaved(before.id);
}

QList<BookingRow> BookingList::selectedRows() const
{
    QList<BookingRow> rows;
    for (const int row : m_view->selectedRows())
        rows.append(m_window->at(row));
    return rows;
}

void BookingList::copySelected(bool asMarkdown)
{
    m_copy->copy(selectedRows(), m_columns->shown(), asMarkdown ? BookingCopy::Form::Markdown : BookingCopy::Form::Csv);
}

void BookingList::copyAll(bool asMarkdown)
{
    m_copy->copyAll(asked(m_filter), m_columns->shown(), asMarkdown ? BookingCopy::Form::Markdown : BookingCopy::Form::Csv);
}

QJsonObject BookingList::place() const
{
    QJsonObject place = shows();
    place.insert(u"view"_s, m_bar->current());
    place.insert(u"chosen"_s, m_view->chosenKey());
    return place;
}

void BookingList::openBy(const QJsonObject &conditions)
{
    m_filter = {};
    readConditions(conditions, m_filter);
    m_preset = m_bar->presets().first().id; // all of them, under these conditions
    m_bar->setCurrent(m_preset);
    showOwnColumns();
    m_filters->setFilter(m_filter);
    m_view->choose(0);
    refresh();
}

void BookingList::restore(const QJsonObject &place)
{
    const QString id = place.value("view"_L1).toString();
    if (!id.startsWith(saved_prefix) || !openSaved(id.mid(saved_prefix.size()))) {
        const BookingPreset preset = m_bar->preset(id);
        m_filter = preset.filter;
        m_preset = preset.id;
        m_bar->setCurrent(m_preset);
        showOwnColumns();
    }
    if (place.contains("states"_L1))
        readConditions(place, m_filter);
    if (m_bar->currentSaved())
        m_columns->setLayout(place); // as it stood, saved or not
    m_filters->setFilter(m_filter);
    m_view->choose(place.value("chosen"_L1).toInteger());
    refresh();
}

} // namespace steward
