// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done with the list itself, whatever it shows.
#include "views/bookings/bookings_page.h"
#include "views/bookings/list/booking_copy.h"
#include "views/bookings/list/booking_list.h"
#include "views/shell/actions.h"
#include "views/shell/list/window_view.h"

#include <QMenu>

using namespace Qt::StringLiterals;

namespace steward {

void BookingsPage::makeViewActions()
{
    Actions &actions = m_desk.actions;
    ShownColumns *columns = m_list->columns();
    actions.add(u"bookings.choose-columns"_s, tr("Choose columns…"), u"columns-3"_s, QKeySequence(u"Alt+C"_s), [this] { m_list->chooseColumns(); });
    QAction *usual = actions.add(u"bookings.usual-columns"_s, tr("Show the usual columns"), u"columns-3"_s, {}, [columns] { columns->reset(); });
    const auto offerUsual = [columns, usual] { Actions::setRefusal(usual, columns->isUsual() ? tr("They are the usual ones.") : QString()); };
    connect(columns, &ShownColumns::changed, this, offerUsual);
    offerUsual();

    actions.add(u"bookings.save-view"_s, tr("Save the view as…"), u"plus"_s, QKeySequence(u"Ctrl+S"_s), [this] { m_list->saveViewAs(); });
    actions.add(u"bookings.save-changes"_s, tr("Save the changes of the view"), u"check"_s, QKeySequence(u"Ctrl+Shift+S"_s), [this] { m_list->saveViewChanges(); });
    actions.add(u"bookings.rename-view"_s, tr("Rename the view…"), u"pencil"_s, QKeySequence(Qt::Key_F2), [this] { m_list->renameView(); });
    actions.add(u"bookings.delete-view"_s, tr("Delete the view"), u"x"_s, {}, [this] { m_list->deleteView(); });
    actions.add(u"bookings.undo-view"_s, tr("Take back the last change of a view"), u"undo-2"_s, {}, [this] { m_list->undoView(); });
    connect(m_list, &BookingList::viewChanged, this, &BookingsPage::offerViews);
    connect(&m_list->savedViews(), &SavedViews::changed, this, &BookingsPage::makeSavedActions);
    makeSavedActions();
    offerViews();
    makeCopyActions();
}

void BookingsPage::makeCopyActions()
{
    Actions &actions = m_desk.actions;
    WindowView *view = m_list->view();
    QAction *csv = actions.addWithin({ view }, u"bookings.copy-csv"_s, tr("Copy the selected bookings as CSV"), u"copy"_s, QKeySequence(QKeySequence::Copy),
        [this] { m_list->copySelected(false); });
    QAction *markdown = actions.addWithin({ view }, u"bookings.copy-markdown"_s, tr("Copy the selected bookings as a Markdown table"), u"copy"_s,
        QKeySequence(u"Ctrl+Alt+C"_s), [this] { m_list->copySelected(true); });
    QAction *allCsv = actions.add(u"bookings.copy-all-csv"_s, tr("Copy all matching bookings as CSV"), u"copy"_s, {}, [this] { m_list->copyAll(false); });
    QAction *allMarkdown = actions.add(u"bookings.copy-all-markdown"_s, tr("Copy all matching bookings as a Markdown table"), u"copy"_s, {}, [this] { m_list->copyAll(true); });
    QAction *stop = actions.add(u"bookings.stop-copying"_s, tr("Stop copying bookings"), u"x"_s, {}, [this] { m_list->copying()->stop(); });
    const auto offerSelected = [view, csv, markdown] {
        for (QAction *action : { csv, markdown })
            Actions::setRefusal(action, view->selectedRows().isEmpty() ? tr("Select bookings in the list first.") : QString());
    };
    const auto offerStop = [this, stop] { Actions::setRefusal(stop, m_list->copying()->isBusy() ? QString() : tr("Nothing is being copied.")); };
    connect(view, &WindowView::selectionMoved, this, offerSelected);
    connect(m_list->copying(), &BookingCopy::busyChanged, this, offerStop);
    offerSelected();
    offerStop();
    auto *menu = new QMenu(view);
    menu->setObjectName(u"bookings.list-menu"_s);
    menu->addActions({ csv, markdown, allCsv, allMarkdown });
    menu->addSeparator();
    menu->addActions({ actions.find(u"bookings.choose-columns"_s), actions.find(u"bookings.save-view"_s) });
    view->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(view, &QWidget::customContextMenuRequested, menu, [view, menu](const QPoint &point) { menu->popup(view->viewport()->mapToGlobal(point)); });
}

/// One action opens each of the operator's own views; the first of them follow the keys of those that stand ready.
void BookingsPage::makeSavedActions()
{
    Actions &actions = m_desk.actions;
    actions.removeAll(u"bookings.open-view-"_s);
    int number = 0;
    for (const SavedView &view : m_list->savedViews().all()) {
        const int key = ++number + m_list->presetCount();
        actions.add(u"bookings.open-view-%1"_s.arg(number), tr("Show bookings: %1").arg(view.name), u"rows-3"_s,
            key <= 9 ? QKeySequence(Qt::ALT | static_cast<Qt::Key>(Qt::Key_0 + key)) : QKeySequence(), [this, id = view.id] { m_list->showSaved(id); });
    }
}

void BookingsPage::offerViews()
{
    const Actions &actions = m_desk.actions;
    const auto view = m_list->savedView();
    const QString none = view ? QString() : tr("Open one of your own views first.");
    Actions::setRefusal(actions.find(u"bookings.save-changes"_s), !view || m_list->isViewChanged() ? none : tr("It is as it was saved."));
    Actions::setRefusal(actions.find(u"bookings.rename-view"_s), none);
    Actions::setRefusal(actions.find(u"bookings.delete-view"_s), none);
    Actions::setRefusal(actions.find(u"bookings.undo-view"_s), m_list->canUndoView() ? QString() : tr("No view was changed."));
}

} // namespace steward
