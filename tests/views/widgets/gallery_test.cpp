// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/gallery.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace steward {

/// Pictures of the gallery, in the build's folder `pictures`, to be looked at.
class GalleryTest final : public QObject
{
    Q_OBJECT

private slots:
    void isPicturedInEveryThemeAtBothWidthsAndMirrored()
    {
        const QString folder = qEnvironmentVariable("STEWARD_PICTURES", QCoreApplication::applicationDirPath() + "/../pictures"_L1);
        QCOMPARE(runGallery(*qApp, folder), 0);
        for (const QString &name : { u"light-1440"_s, u"light-1024"_s, u"dark-1440"_s, u"dark-1024"_s, u"contrast-1440"_s, u"contrast-1024"_s, u"mirrored-1440"_s }) {
            const QImage picture(folder + "/gallery-"_L1 + name + ".png"_L1);
            QVERIFY2(!picture.isNull(), qPrintable(name));
            QVERIFY2(picture.width() >= name.section(u'-', 1).toInt(), qPrintable(name));
        }
    }
};

} // namespace steward

QTEST_MAIN(steward::GalleryTest)
#include "gallery_test.moc"
