// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/deliver.h"

#include <QStringList>

namespace steward {

class Console;
struct ConsoleOptions;

/// The journeys that the console can go through by itself.
[[nodiscard]] QStringList scriptNames();

/// Signs in, goes through a journey of the console's own widgets, takes pictures on the way if they are wanted, and ends
/// the program with a status that tells how it went. Does nothing where neither was asked for.
class ScriptRun final
{
public:
    ScriptRun(Console &console, const ConsoleOptions &options);

    [[nodiscard]] bool isUnderWay() const { return m_question.isPending(); }

private:
    Question m_question;
};

} // namespace steward
