// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/command.h"

#include "core/schema/sql.h"

#include <QCoreApplication>

#include <cstdio>

namespace steward::ctl {

void say(const QString &line)
{
    std::fprintf(stdout, "%s\n", qUtf8Printable(line));
    std::fflush(stdout);
}

void complain(const QString &line)
{
    std::fprintf(stderr, "stewardctl: %s\n", qUtf8Printable(line));
}

void complainOf(const Error &error)
{
    // Who sits here looks after the server, so its own words come with the sentence that an operator would read.
    const QString words = serverWords(error);
    complain(error.code.isEmpty() ? error.message : QStringLiteral("%1 (%2)").arg(error.message, error.code));
    if (!error.message.contains(words))
        std::fprintf(stderr, "  %s\n", qUtf8Printable(words));
    if (!error.hint.isEmpty())
        std::fprintf(stderr, "  %s\n", qUtf8Printable(error.hint));
}

Arguments::Arguments(QString command, QString description)
    : m_command(std::move(command))
{
    m_parser.setApplicationDescription(
        description
        + QStringLiteral(
            "\n\nExit status: 0 done; 1 refused or failed, the error stream says why; 2 the command line was not "
            "understood; 3 the server does not answer; 4 an invariant does not hold, or was to be lived and is not (verify)."));
    m_parser.addOption(
        QCommandLineOption({ QStringLiteral("h"), QStringLiteral("help") }, QStringLiteral("Shows this.")));
    m_names.append(QStringLiteral("help"));
}

Arguments &Arguments::option(const QString &name, const QString &description, const QString &valueName,
                             const QString &standard)
{
    m_parser.addOption(QCommandLineOption(name, description, valueName, standard));
    m_names.append(name);
    return *this;
}

Arguments &Arguments::positional(const QString &name, const QString &description)
{
    m_parser.addPositionalArgument(name, description);
    ++m_most;
    return *this;
}

bool Arguments::parse(const QStringList &words)
{
    if (words.contains(optionsWord)) { // the shell completes a word
        for (const QString &name : std::as_const(m_names))
            say(QStringLiteral("--") + name);
        return false;
    }
    const bool understood = m_parser.parse(QStringList(QStringLiteral("stewardctl ") + m_command) + words);
    if (understood && m_parser.isSet(QStringLiteral("help"))) {
        // Qt names the program alone in the first line, by the path it was called with.
        const QString called = QStringLiteral("Usage: ") + QCoreApplication::arguments().constFirst();
        say(m_parser.helpText().replace(0, called.size(), QStringLiteral("Usage: stewardctl ") + m_command));
        return false;
    }
    if (!understood)
        complain(m_parser.errorText());
    else if (m_parser.positionalArguments().size() > m_most)
        complain(QStringLiteral("\"%1\" is one word too many.").arg(m_parser.positionalArguments().at(m_most)));
    else
        return true;
    complain(QStringLiteral("\"stewardctl %1 --help\" shows what it takes.").arg(m_command));
    m_status = Exit::Usage;
    return false;
}

std::optional<qint64> Arguments::number(const QString &name, qint64 least, qint64 most)
{
    bool isNumber = false;
    const qint64 given = value(name).toLongLong(&isNumber);
    if (isNumber && given >= least && given <= most)
        return given;
    complain(QStringLiteral("--%1 takes a whole number from %2 to %3, not \"%4\".")
                 .arg(name)
                 .arg(least)
                 .arg(most)
                 .arg(value(name)));
    m_status = Exit::Usage;
    return std::nullopt;
}

} // namespace steward::ctl
