// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/forms/argument_editors.h"

#include "views/bookings/forms/credit_editor.h"
#include "views/bookings/forms/no_show_editor.h"
#include "views/bookings/forms/plain_editor.h"
#include "views/bookings/forms/reassign_editor.h"
#include "views/bookings/forms/reprice_editor.h"
#include "views/bookings/forms/reschedule_editor.h"
#include "views/bookings/forms/split_editor.h"
#include "views/bookings/forms/step_editor.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace steward {

ArgumentEditor *editorFor(const Theme &theme, const BookingRepository &bookings, const Booking &booking, const Choice &choice)
{
    if (choice.operation == "override_cancel"_L1)
        return new SplitEditor(theme, booking, SplitEditor::Purpose::Cancel);
    if (choice.operation == "resolve"_L1)
        return new SplitEditor(theme, booking, SplitEditor::Purpose::Resolve);
    if (choice.operation == "report_no_show"_L1 && choice.party.isEmpty()) // each of the two reports the other
        return new NoShowEditor(theme, booking);
    if (choice.operation == "goodwill_credit"_L1)
        return new CreditEditor(theme, booking);
    if (choice.operation == "override_reassign"_L1)
        return new ReassignEditor(theme, bookings, booking);
    if (choice.operation == "override_reprice"_L1)
        return new RepriceEditor(theme, booking);
    if (choice.operation == "override_reschedule"_L1)
        return new RescheduleEditor(theme, bookings, booking, RescheduleEditor::Purpose::Override, choice.now);
    if (choice.operation == "override_move_session"_L1)
        return new RescheduleEditor(theme, bookings, booking, RescheduleEditor::Purpose::MoveSession, choice.now);
    if (choice.operation == "propose_reschedule"_L1)
        return new RescheduleEditor(theme, bookings, booking, RescheduleEditor::Purpose::Propose, choice.now);
    if (choice.operation == "book"_L1)
        return new RescheduleEditor(theme, bookings, booking, RescheduleEditor::Purpose::BookAgain, choice.now);
    if (!choice.party.isEmpty())
        return new PlainEditor(theme, choice.description, choice.title);
    if (StepEditor::isFor(choice.operation))
        return new StepEditor(theme, booking, choice.operation, choice.step, choice.now);
    return new PlainEditor(theme, choice.description, QCoreApplication::translate("PlainEditor", "%1 booking").arg(choice.title));
}

} // namespace steward
