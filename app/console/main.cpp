// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/console.h"
#include "app/console/ready.h"
#include "app/console/script.h"
#include "app/console/stretched_texts.h"
#include "views/widgets/event_filters.h"
#include "views/widgets/gallery.h"
#include "views/widgets/theme.h"
#include "views/widgets/value_accessible.h"

#include <QApplication>
#include <QLocale>

namespace {

/// --help and --version need no display.
bool asksForWordsOnly(int argc, char **argv)
{
    for (int i = 1; i < argc; ++i) {
        const QLatin1StringView word(argv[i]);
        if (word == QLatin1StringView("--help") || word == QLatin1StringView("-h") || word == QLatin1StringView("--version")
            || word == QLatin1StringView("-v"))
            return true;
    }
    return false;
}

} // namespace

int main(int argc, char **argv)
{
    using namespace steward;
    QCoreApplication::setApplicationName(QStringLiteral("steward"));
    QCoreApplication::setApplicationVersion(QStringLiteral(STEWARD_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("steward"));
    if (QLocale().language() == QLocale::C) // a machine without a language: amounts and dates still read as people write them
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    ConsoleOptions options;
    if (asksForWordsOnly(argc, argv)) {
        const QCoreApplication words(argc, argv);
        return ConsoleOptions::read(QCoreApplication::arguments(), options).value_or(0);
    }
    QApplication application(argc, argv);
    if (const auto status = ConsoleOptions::read(QCoreApplication::arguments(), options))
        return *status;
    StretchedTexts texts;
    if (options.stretches)
        QCoreApplication::installTranslator(&texts);
    registerAccessibleValues();
    new KeyboardFocus(&application);
    new A11yIds(&application);
    if (options.gallery)
        return runGallery(application, options.galleryFolder);
    if (options.saysReady)
        new Ready(!options.profile.isEmpty(), &application);
    Theme theme;
    Console console(theme, options);
    const ScriptRun run(console, options); // begins with the event loop
    run.isUnderWay() ? console.showSignIn() : console.begin();
    return application.exec();
}
