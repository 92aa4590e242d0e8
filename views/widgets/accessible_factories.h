// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAccessibleInterface;
class QString;
class QWidget;

namespace steward {

/// The accessible interface of those widgets of ours that are operated and that Qt does not know, and of those of Qt's
/// whose own one crashes; else null.
[[nodiscard]] QAccessibleInterface *makeInteractiveAccessible(const QString &className, QWidget *widget);

} // namespace steward
