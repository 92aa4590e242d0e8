// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/details/facts.h"

#include "views/widgets/key_value.h"
#include "views/widgets/label.h"
#include "views/widgets/why_panel.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("BookingFacts", text);
}

const Fact *find(const QList<Fact> &facts, const QString &key)
{
    const auto found = std::ranges::find(facts, key, &Fact::key);
    return found == facts.end() ? nullptr : &*found;
}

} // namespace

void showFacts(KeyValueGrid &grid, const QList<Fact> &facts, const QList<Fact> *now)
{
    const auto isShown = [&](const QString &key) { return find(facts, key) != nullptr || (now != nullptr && find(*now, key) != nullptr); };
    for (const QString &key : grid.keys()) {
        if (!isShown(key))
            grid.removeFact(key);
    }
    for (const Fact &fact : facts) {
        const Fact *present = now == nullptr ? &fact : find(*now, fact.key);
        if (present != nullptr && present->value == fact.value)
            grid.setFact(fact.key, fact.name, fact.value, fact.hint);
        else
            grid.setFact(fact.key, fact.name, words("%1\nNow: %2").arg(fact.value, present != nullptr ? present->value : words("no longer so")), fact.hint, Token::Warn);
        if (fact.subject.isEmpty())
            continue;
        WhyPanel::setSubject(grid.value(fact.key), fact.subject);
        grid.value(fact.key)->setFocusPolicy(Qt::TabFocus); // keys ask about it as the mouse does
    }
    if (now == nullptr)
        return;
    for (const Fact &present : *now) {
        if (find(facts, present.key) == nullptr)
            grid.setFact(present.key, present.name, words("Not yet\nNow: %1").arg(present.value), present.hint, Token::Warn);
    }
}

} // namespace steward
