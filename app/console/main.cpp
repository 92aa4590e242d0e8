// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/console.h"
#include "app/console/script.h"
#include "views/widgets/event_filters.h"
#include "views/widgets/gallery.h"
#include "views/widgets/theme.h"
#include "views/widgets/value_accessible.h"

#include <QApplication>

int main(int argc, char **argv)
{
    using namespace steward;
    QCoreApplication::setApplicationName(QStringLiteral("steward"));
    QCoreApplication::setApplicationVersion(QStringLiteral(STEWARD_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("steward"));
    QApplication application(argc, argv);
    ConsoleOptions options;
    if (const auto status = ConsoleOptions::read(application, options))
        return *status;
    registerAccessibleValues();
    new KeyboardFocus(&application);
    new A11yIds(&application);
    if (options.gallery)
        return runGallery(application, options.galleryFolder);
    Theme theme;
    Console console(theme, options);
    console.showSignIn();
    const ScriptRun run(console, options);
    if (!run.isUnderWay())
        console.signInAtOnce();
    return application.exec();
}
