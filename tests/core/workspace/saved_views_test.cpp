// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/saved_views.h"
#include "core/workspace/workspace.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace steward;
using namespace Qt::StringLiterals;

class SavedViewsTest : public QObject
{
    Q_OBJECT

    static QStringList namesOf(const SavedViews &views)
    {
        QStringList names;
        for (const SavedView &view : views.all())
            names << view.name;
        return names;
    }

private slots:
    void viewsAreThereNextTimeInTheOrderInWhichTheyWereMade()
    {
        const QTemporaryDir folder;
        const QJsonObject shows { { u"states"_s, u"confirmed"_s }, { u"of a later release"_s, 7 } };
        {
            Workspace workspace(folder.path());
            SavedViews views(workspace, u"bookings"_s, u"demo/anna"_s);
            QSignalSpy changed(&views, &SavedViews::changed);
            views.add(u"  Zürich   late "_s, shows);
            views.add(u"Athens"_s, {});
            QCOMPARE(changed.count(), 2);
        }
        Workspace workspace(folder.path());
        const SavedViews views(workspace, u"bookings"_s, u"demo/anna"_s);
        QCOMPARE(namesOf(views), QStringList({ u"Zürich late"_s, u"Athens"_s }));
        QCOMPARE(views.all().first().shows, shows);
    }

    void eachOperatorAndEachListHasItsOwn()
    {
        const QTemporaryDir folder;
        Workspace workspace(folder.path());
        SavedViews mine(workspace, u"bookings"_s, u"demo/anna"_s);
        const SavedViews hers(workspace, u"bookings"_s, u"demo/berta"_s), others(workspace, u"payouts"_s, u"demo/anna"_s);
        mine.add(u"Late"_s, {});
        QVERIFY(hers.all().isEmpty());
        QVERIFY(others.all().isEmpty());
    }

    void aViewIsRenamedReplacedRemovedAndBroughtBackInItsPlace()
    {
        const QTemporaryDir folder;
        Workspace workspace(folder.path());
        SavedViews views(workspace, u"bookings"_s, u"demo/anna"_s);
        const QString id = views.add(u"One"_s, { { u"a"_s, 1 } });
        views.add(u"Two"_s, {});
        const SavedView before = *views.byId(id);
        SavedView changed = before;
        changed.name = u"First"_s;
        changed.shows = { { u"a"_s, 2 } };
        views.keep(changed);
        QCOMPARE(namesOf(views), QStringList({ u"First"_s, u"Two"_s }));
        QCOMPARE(views.byId(id)->shows.value("a"_L1).toInt(), 2);
        views.remove(id);
        QVERIFY(!views.byId(id));
        views.keep(before);
        QCOMPARE(views.all().first(), before);
    }

    void aNameIsRefusedInWordsThatSayWhatToDo()
    {
        const QTemporaryDir folder;
        Workspace workspace(folder.path());
        SavedViews views(workspace, u"bookings"_s, u"demo/anna"_s);
        const QString id = views.add(u"Late ones"_s, {});
        const QStringList taken { u"All"_s, u"Today"_s };
        QVERIFY(views.problem(u"   "_s, {}, taken).contains(u"Give"));
        QVERIFY(views.problem(u"x"_s.repeated(41), {}, taken).contains(u"40"));
        QVERIFY(views.problem(u"LATE  ones"_s, {}, taken).contains(u"already"));
        QVERIFY(views.problem(u"today"_s, {}, taken).contains(u"already"));
        QVERIFY(views.problem(u"Late Ones"_s, id, taken).isEmpty()); // its own name, written otherwise
        QVERIFY(views.problem(u"x"_s.repeated(40), {}, taken).isEmpty());
        for (int more = 1; more < SavedViews::most; ++more)
            views.add(QString::number(more), {});
        QVERIFY(views.problem(u"One more"_s, {}, taken).contains(u"delete"));
        QVERIFY(views.problem(u"Renamed"_s, id, taken).isEmpty());
    }
};

QTEST_GUILESS_MAIN(SavedViewsTest)
#include "saved_views_test.moc"
