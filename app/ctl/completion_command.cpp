// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/command.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace steward::ctl {

Task<Exit> completionCommand(QStringList words)
{
    Arguments arguments(u"completion"_s, u"Prints what bash needs to complete this program's words: source <(stewardctl completion)"_s);
    if (!arguments.parse(words))
        co_return arguments.status();
    QFile script(u":/steward/ctl/completion.bash"_s);
    if (!script.open(QIODevice::ReadOnly))
        co_return Exit::Failed;
    say(QString::fromUtf8(script.readAll()).trimmed());
    co_return Exit::Done;
}

} // namespace steward::ctl
