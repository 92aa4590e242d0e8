// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace steward {

class KeyValueGrid;

/// One fact of a booking, as it is shown.
struct Fact {
    Fact(QString k, QString n, QString v, QString h = {}, QString why = {})
        : key(std::move(k))
        , name(std::move(n))
        , value(std::move(v))
        , hint(std::move(h))
        , subject(std::move(why))
    {
    }
    QString key, name, value, hint;
    QString subject; ///< of why it is so, where that can be asked
};

/// Shows these facts and no others. Where `now` is given they are those of the past, and what is otherwise now says so.
void showFacts(KeyValueGrid &grid, const QList<Fact> &facts, const QList<Fact> *now);

} // namespace steward
