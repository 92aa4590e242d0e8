// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/cluster.h"

#include <QTest>

#include <optional>

using steward::test::TestDatabase;
using namespace Qt::StringLiterals;

/// What every other test of the database stands on.
class ClusterTest final : public QObject
{
    Q_OBJECT

private slots:
    void aCloneIsMigrated();
    void aCloneInheritsTheRightsOnTheDatabase();
    void twoClonesShareNothing();
    void aDroppedCloneTakesItsLoginsAlong();
};

void ClusterTest::aCloneIsMigrated()
{
    const TestDatabase db;
    QCOMPARE(db.value("select count(*) > 0 from market.schema_step"), u"t"_s);
    QCOMPARE(db.value("select rolname from pg_roles where oid = session_user::regrole"), u"steward_superuser"_s);
}

void ClusterTest::aCloneInheritsTheRightsOnTheDatabase()
{
    const TestDatabase db;
    QCOMPARE(db.value("select has_database_privilege('public', current_database(), 'temporary')"), u"f"_s);
}

void ClusterTest::twoClonesShareNothing()
{
    const TestDatabase one, other;
    one.run("create table public.mine (id int)");
    QVERIFY(one.name() != other.name());
    QCOMPARE(one.value("select to_regclass('public.mine') is not null"), u"t"_s);
    QCOMPARE(other.value("select to_regclass('public.mine') is not null"), u"f"_s);
}

void ClusterTest::aDroppedCloneTakesItsLoginsAlong()
{
    std::optional<TestDatabase> db(std::in_place);
    const QString login = db->login(u"support"_s), name = db->name();
    db->run(QString(u"create role %1 login"_s).arg(login));
    db.reset();
    const TestDatabase after;
    QCOMPARE(after.value(QString(u"select count(*) from pg_roles where rolname = '%1'"_s).arg(login)), u"0"_s);
    QCOMPARE(after.column(QString(u"select datname from pg_database where datname = '%1'"_s).arg(name)), QStringList());
}

QTEST_GUILESS_MAIN(ClusterTest)
#include "cluster_test.moc"
