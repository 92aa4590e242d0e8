// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace steward {

/// Lets assistive technology read the widgets that paint their value themselves: such a widget has a property
/// `spokenText` and appears as static text with that text as its name. Call once, before the first window.
void registerAccessibleValues();

/// Tells assistive technology that such a widget's value changed.
void announceValue(QWidget *widget);

} // namespace steward
