// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/command.h"
#include "core/base/deliver.h"

#include <QCoreApplication>

#include <array>

namespace steward::ctl {
namespace {

struct Command {
    const char *name;
    const char *summary;
    Task<Exit> (*run)(QStringList words);
};

constexpr std::array commands {
    Command { "cluster", "start, stop or ask after the private PostgreSQL", clusterCommand },
    Command { "completion", "print what a shell needs to complete words: source <(stewardctl completion)", completionCommand },
    Command { "invoke", "run an operation, or say what it would do", invokeCommand },
    Command { "keys", "new keys for access tokens, after one became known", keysCommand },
    Command { "live", "let the customers and providers of a simulation go on in the present", liveCommand },
    Command { "migrate", "bring a database to this program's version", migrateCommand },
    Command { "openapi", "print the OpenAPI document of an area of the API", openapiCommand },
    Command { "operator", "create operators, grant and revoke their roles, set their passwords, disable them", operatorCommand },
    Command { "simulate", "fill a simulation with the past of a marketplace", simulateCommand },
    Command { "verify", "check every invariant", verifyCommand },
};

int usage(bool isAsked)
{
    QString text
        = QStringLiteral("Usage: stewardctl COMMAND …\n\nRuns a Steward installation from the command line.\n\n");
    for (const Command &command : commands)
        text += QStringLiteral("  %1%2\n")
                    .arg(QString::fromLatin1(command.name), -11)
                    .arg(QString::fromUtf8(command.summary));
    text += QStringLiteral("\n  RECORDS list|show|count, such as \"stewardctl bookings list --state disputed\": what operators see\n"
                           "\n\"stewardctl COMMAND --help\" says more.");
    if (isAsked)
        say(text);
    else
        complain(text);
    return static_cast<int>(isAsked ? Exit::Done : Exit::Usage);
}

int answer(Task<Exit> task, QCoreApplication &application)
{
    const Question question = deliver(std::move(task), &application, [](Exit status) { QCoreApplication::exit(static_cast<int>(status)); });
    return QCoreApplication::exec();
}

} // namespace

int run(QCoreApplication &application)
{
    const QStringList words = application.arguments().mid(1);
    const QString name = words.value(0);
    if (name == QLatin1String("--help") || name == QLatin1String("-h") || name == QLatin1String("help"))
        return usage(true);
    if (name == QLatin1String("--version")) {
        say(QStringLiteral("stewardctl %1").arg(QCoreApplication::applicationVersion()));
        return 0;
    }
    for (const Command &command : commands) {
        if (name != QLatin1String(command.name))
            continue;
        return answer(command.run(words.mid(1)), application);
    }
    if (isAboutRecords(words))
        return answer(recordsCommand(words), application);
    if (!name.isEmpty())
        complain(QStringLiteral("There is no command \"%1\".").arg(name));
    return usage(false);
}

} // namespace steward::ctl

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    // The console's name: both look for the private cluster in the same folder.
    QCoreApplication::setApplicationName(QStringLiteral("steward"));
    QCoreApplication::setApplicationVersion(QStringLiteral(STEWARD_VERSION));
    return steward::ctl::run(application);
}
