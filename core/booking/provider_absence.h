// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>

namespace steward {

/// Days of a provider's own zone, both included, on which they are away.
struct ProviderAbsence {
    ProviderAbsence() = default;
    qint64 id = 0;
    QDate firstDay, lastDay;
};

template <class V> void fields(V &v, ProviderAbsence &a)
{
    v("id", a.id);
    v("first_day", a.firstDay);
    v("last_day", a.lastDay);
}

} // namespace steward
