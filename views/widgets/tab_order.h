// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace steward {

/// Tab goes through what stands in `area` in the order of its layouts, as it is read. Qt's own order is that in which
/// widgets were made: a button that came later would be reached last of all in the window.
void tabAsLaidOut(QWidget *area);

} // namespace steward
