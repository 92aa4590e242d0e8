// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/profile.h"
#include "core/workspace/workspace.h"

#include <QFile>
#include <QTemporaryDir>
#include <QJsonDocument>
#include <QTest>

using namespace steward;
using namespace Qt::StringLiterals;

class WorkspaceTest : public QObject
{
    Q_OBJECT

private slots:
    void whatIsKeptIsThereNextTime()
    {
        const QTemporaryDir folder;
        {
            Workspace workspace(folder.path());
            QVERIFY(workspace.problem().isEmpty());
            workspace.keep(u"draft"_s, u"cancel/BK-1"_s, { { u"note"_s, u"Größe 日本"_s } });
            workspace.keep(u"draft"_s, u"cancel/BK-2"_s, { { u"note"_s, u"b"_s } });
            workspace.forget(u"draft"_s, u"cancel/BK-2"_s);
        }
        const Workspace again(folder.path());
        QCOMPARE(again.names(u"draft"_s), QStringList { u"cancel/BK-1"_s });
        QCOMPARE(again.value(u"draft"_s, u"cancel/BK-1"_s).value("note"_L1).toString(), u"Größe 日本");
    }

    void twoConsolesOnOneFileDoNotLoseEachOther()
    {
        const QTemporaryDir folder;
        {
            Workspace one(folder.path()), two(folder.path());
            for (int i = 0; i < 50; ++i) {
                one.keep(u"a"_s, QString::number(i), { { u"n"_s, i } });
                two.keep(u"b"_s, QString::number(i), { { u"n"_s, i } });
            }
        }
        const Workspace again(folder.path());
        QCOMPARE(again.names(u"a"_s).size(), 50);
        QCOMPARE(again.names(u"b"_s).size(), 50);
    }

    void aBrokenFileIsSaidAndNothingStops()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"workspace.sqlite"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(4096, 'x'));
        file.close();
        Workspace workspace(folder.path());
        QVERIFY2(workspace.problem().contains(u"workspace.sqlite"), qPrintable(workspace.problem()));
        workspace.keep(u"window"_s, u"theme"_s, { { u"choice"_s, 2 } });
        QCOMPARE(workspace.value(u"window"_s, u"theme"_s).value("choice"_L1).toInt(), 2);
    }

    void onlyItsOwnerMayReadIt()
    {
        const QTemporaryDir folder;
        const Workspace workspace(folder.path());
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY((QFile::permissions(folder.filePath(u"workspace.sqlite"_s)) & others) == 0);
    }

    void profilesSurviveTheirJson()
    {
        Profile profile;
        profile.name = u"EU"_s;
        profile.host = u"db.example.org"_s;
        profile.port = 6432;
        profile.tls = Profile::Tls::Require;
        profile.login = u"mara"_s;
        profile.remembersPassword = true;
        QCOMPARE(Profile::fromJson(profile.toJson()), profile);
        QCOMPARE(Profile::fromJson(Profile::demo().toJson()), Profile::demo());
    }

    void whatItNeedsToFindAnApiIsKeptAndNoPassword()
    {
        Profile profile;
        profile.name = u"api"_s;
        profile.kind = Profile::Kind::Api;
        profile.address = u"https://admin.example.org"_s;
        profile.authority = u"/etc/house.pem"_s;
        profile.proxy = u"http://mara:s3cret@proxy.example.org:3128"_s;
        const QJsonObject kept = profile.toJson();
        QVERIFY(!QJsonDocument(kept).toJson().contains("s3cret"));
        profile.proxy = u"http://proxy.example.org:3128"_s;
        QCOMPARE(Profile::fromJson(kept), profile);
    }
};

QTEST_GUILESS_MAIN(WorkspaceTest)
#include "workspace_test.moc"
