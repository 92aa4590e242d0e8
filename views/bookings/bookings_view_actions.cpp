// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done with the list itself, whatever it shows.
#include "views/bookings/booking_list.h"
#include "views/bookings/bookings_page.h"
#include "views/shell/actions.h"

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
}

} // namespace steward
