// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/saved_views.h"

#include "core/workspace/workspace.h"

#include <QUuid>

using namespace Qt::StringLiterals;

namespace steward {

SavedViews::SavedViews(Workspace &workspace, const QString &list, const QString &owner, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_scope(u"views/"_s + list + u'/' + owner)
{
}

QList<SavedView> SavedViews::all() const
{
    QList<SavedView> views;
    for (const QString &id : m_workspace.names(m_scope)) {
        if (const auto view = byId(id))
            views.append(*view);
    }
    std::ranges::sort(views, {}, &SavedView::place);
    return views;
}

std::optional<SavedView> SavedViews::byId(const QString &id) const
{
    const QJsonObject kept = m_workspace.value(m_scope, id);
    SavedView view;
    view.id = id;
    view.name = kept.value("name"_L1).toString();
    view.shows = kept.value("shows"_L1).toObject();
    view.place = kept.value("place"_L1).toInt();
    if (view.name.isEmpty())
        return std::nullopt;
    return view;
}

QString SavedViews::problem(const QString &name, const QString &id, const QStringList &taken) const
{
    const QString wanted = name.simplified();
    if (wanted.isEmpty())
        return tr("Give the view a name.");
    if (wanted.size() > longest_name)
        return tr("A name has %1 letters at most.").arg(longest_name);
    const QList<SavedView> views = all();
    const auto isSame = [&](const QString &other) { return other.compare(wanted, Qt::CaseInsensitive) == 0; };
    if (std::ranges::any_of(taken, isSame) || std::ranges::any_of(views, [&](const SavedView &view) { return view.id != id && isSame(view.name); }))
        return tr("There is a view “%1” already: choose another name.").arg(wanted);
    if (id.isEmpty() && views.size() >= most)
        return tr("There are %1 views already: delete one first.").arg(most);
    return {};
}

QString SavedViews::add(const QString &name, const QJsonObject &shows)
{
    const QList<SavedView> views = all();
    SavedView view;
    view.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    view.name = name.simplified();
    view.shows = shows;
    view.place = views.isEmpty() ? 1 : views.last().place + 1;
    keep(view);
    return view.id;
}

void SavedViews::keep(const SavedView &view)
{
    m_workspace.keep(m_scope, view.id, { { u"name"_s, view.name }, { u"place"_s, view.place }, { u"shows"_s, view.shows } });
    emit changed();
}

void SavedViews::remove(const QString &id)
{
    m_workspace.forget(m_scope, id);
    emit changed();
}

} // namespace steward
