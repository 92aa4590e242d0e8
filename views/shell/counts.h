// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QString>

namespace steward {

/// "1 booking" or "1,240 bookings": `many` holds %1 for the figure.
[[nodiscard]] inline QString countedText(qint64 count, const QString &one, const QString &many)
{
    return count == 1 ? one : many.arg(QLocale().toString(count));
}

} // namespace steward
