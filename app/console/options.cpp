// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/options.h"

#include "app/console/script.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

const QStringList known_themes { u"light"_s, u"dark"_s, u"contrast"_s, u"system"_s };

int mistake(const QString &text)
{
    std::fprintf(stderr, "steward: %s\n", qPrintable(text));
    return 2;
}

} // namespace

std::optional<int> ConsoleOptions::read(const QStringList &arguments, ConsoleOptions &options)
{
    const auto words = [](const char *text) { return QCoreApplication::translate("ConsoleOptions", text); };
    QCommandLineParser parser;
    parser.setApplicationDescription(words("The operations console for service marketplaces."));
    parser.addOptions({
        { u"profile"_s, words("Sign in with this profile; \"demo\" is this machine's own."), u"name"_s },
        { u"user"_s, words("Sign in as this operator."), u"login"_s },
        { u"theme"_s, words("light, dark, contrast or system."), u"theme"_s },
        { u"pictures"_s, words("Write a picture of every page to this folder, and exit."), u"folder"_s },
        { u"script"_s, words("Go through a journey of the console by itself, and exit: %1.").arg(scriptNames().join(u", "_s)), u"name"_s },
        { u"say-ready"_s, words("Write \"ready\" to standard output once the first page is painted.") },
        { u"stretched"_s, words("Make every text longer and mark it, to see what does not fit and what cannot be translated.") },
        { u"live"_s, words("Let the customers and providers of the demonstration go on booking meanwhile.") },
        { u"gallery"_s, words("Show every widget in every state; with a folder, write pictures of them and exit.") },
    });
    parser.addPositionalArgument(u"reference"_s, words("A record to show, such as steward://booking/BK-7F3K-92Q7."), u"[reference]"_s);
    const QCommandLineOption help = parser.addHelpOption(), version = parser.addVersionOption();
    if (!parser.parse(arguments))
        return mistake(parser.errorText());
    if (parser.isSet(help)) {
        std::fputs(qPrintable(parser.helpText()), stdout);
        return 0;
    }
    if (parser.isSet(version)) {
        std::printf("steward %s\n", qPrintable(QCoreApplication::applicationVersion()));
        return 0;
    }
    options.profile = parser.value(u"profile"_s);
    options.user = parser.value(u"user"_s);
    options.theme = parser.value(u"theme"_s);
    options.picturesFolder = parser.value(u"pictures"_s);
    options.script = parser.value(u"script"_s);
    options.saysReady = parser.isSet(u"say-ready"_s);
    options.stretches = parser.isSet(u"stretched"_s);
    options.lives = parser.isSet(u"live"_s);
    options.gallery = parser.isSet(u"gallery"_s);
    const QStringList others = parser.positionalArguments();
    (options.gallery ? options.galleryFolder : options.reference) = others.value(0);
    if (others.size() > 1)
        return mistake(words("one record at a time: %1").arg(others.join(u' ')));
    if (!options.theme.isEmpty() && !known_themes.contains(options.theme))
        return mistake(words("there is no theme \"%1\"; there are %2").arg(options.theme, known_themes.join(u", "_s)));
    if (!options.script.isEmpty() && !scriptNames().contains(options.script))
        return mistake(words("there is no script \"%1\"; there are %2").arg(options.script, scriptNames().join(u", "_s)));
    return std::nullopt;
}

} // namespace steward
