// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/day_words.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace steward {

QString dayAs(const QString &format, const QDate &day)
{
    const bool isThisYear = day.year() == QDate::currentDate().year();
    return QLocale().toString(day, isThisYear ? format : format + u" yyyy"_s);
}

} // namespace steward
