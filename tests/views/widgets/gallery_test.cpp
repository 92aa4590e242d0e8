// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/gallery.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QComboBox>
#include <QHeaderView>
#include <QScrollBar>
#include <QTabBar>
#include <QTest>

using namespace Qt::StringLiterals;

namespace steward {

/// Pictures of the gallery, in the build's folder `pictures`, to be looked at.
class GalleryTest final : public QObject
{
    Q_OBJECT

private slots:
    void everyControlHasAnAccessibleNameAndALargeEnoughTarget()
    {
        Theme theme;
        theme.apply(Theme::Choice::Light);
        Gallery gallery(theme);
        gallery.resize(1440, 2000);
        gallery.show();
        QStringList faults;
        const QList<QWidget *> all = gallery.findChildren<QWidget *>();
        for (const QWidget *widget : all) {
            const bool operated = widget->focusPolicy() != Qt::NoFocus || qobject_cast<const QAbstractButton *>(widget) != nullptr;
            const bool ours = !widget->objectName().startsWith("qt_"_L1) && qobject_cast<const QScrollBar *>(widget) == nullptr;
            if (!operated || !ours || !widget->isVisible() || widget->focusProxy() != nullptr)
                continue;
            const QString kind = QLatin1StringView(widget->metaObject()->className()) + u' ' + widget->objectName();
            QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
            const bool view = qobject_cast<const QAbstractScrollArea *>(widget) != nullptr;
            if (spoken == nullptr || (spoken->text(QAccessible::Name).isEmpty() && spoken->text(QAccessible::Value).isEmpty()
                                      && qobject_cast<const QComboBox *>(widget) == nullptr && qobject_cast<const QHeaderView *>(widget) == nullptr))
                faults.append(kind + " has no accessible name"_L1);
            // WCAG 2.5.8; a handle of a slider is exempt by its keys and fields.
            if (!view && (widget->width() < 22 || widget->height() < 22))
                faults.append(u"%1 is %2x%3"_s.arg(kind).arg(widget->width()).arg(widget->height()));
        }
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u"\n"_s)));
    }

    void objectNamesAreOfTheFormPageDotControl()
    {
        Theme theme;
        Gallery gallery(theme);
        const QRegularExpression form(u"^[a-z0-9-]+(\\.[a-z0-9-]+)?$"_s);
        const QList<QWidget *> all = gallery.findChildren<QWidget *>();
        for (const QWidget *widget : all)
            if (!widget->objectName().isEmpty() && !widget->objectName().startsWith("qt_"_L1) && qobject_cast<const QTabBar *>(widget->parentWidget()) == nullptr)
                QVERIFY2(form.match(widget->objectName()).hasMatch(), qPrintable(widget->objectName()));
    }

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
