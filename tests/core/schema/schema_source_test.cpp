// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/schema/schema_source.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace steward;

class SchemaSourceTest : public QObject {
    Q_OBJECT

    QTemporaryDir *m_folder = nullptr;

    void write(const QString &path, const QByteArray &text) const
    {
        QFile file(m_folder->filePath(path));
        QDir().mkpath(QFileInfo(file).path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    QString refusal() const
    {
        const auto loaded = SchemaSource::load(m_folder->path());
        return loaded ? QString() : loaded.error().message;
    }

private slots:
    void init()
    {
        m_folder = new QTemporaryDir;
        write(QStringLiteral("schema/apply.order"),
              "# a comment\na/sql/first.sql\na/sql/*.sql # the rest\nb/sql/operations/*.sql\n");
        write(QStringLiteral("a/sql/tables/0002_two.sql"),
              "-- SPDX\n-- owner: superuser\n-- displaces: a/sql/first.sql, a/sql/other.sql\n\nselect 2;\n");
        write(QStringLiteral("b/sql/tables/0001_one.sql"), "-- SPDX\n-- concurrently\nselect 1;\n");
        write(QStringLiteral("a/sql/first.sql"),
              "-- owner: steward_door\n-- What it is for.\nselect 1;\n-- owner: nobody\n");
        write(QStringLiteral("a/sql/another.sql"), "-- installation: simulation\nselect 1;\n");
        write(QStringLiteral("a/sql/before.sql"), "select 1;\n");
        write(QStringLiteral("b/sql/operations/z.sql"), "select 1;\n");
    }
    void cleanup() { delete m_folder; }

    void stepsAreInTheOrderOfTheirNumbersAndTextsInThatOfTheList()
    {
        const auto loaded = SchemaSource::load(m_folder->path());
        QVERIFY(loaded);
        QCOMPARE(loaded->steps().size(), 2);
        QCOMPARE(loaded->steps()[0].path, QStringLiteral("b/sql/tables/0001_one.sql"));
        QVERIFY(loaded->steps()[0].concurrently);
        QCOMPARE(loaded->steps()[0].owner, QStringLiteral("steward_owner"));
        QCOMPARE(loaded->steps()[1].owner, QString());
        QCOMPARE(loaded->steps()[1].displaces,
                 (QStringList { QStringLiteral("a/sql/first.sql"), QStringLiteral("a/sql/other.sql") }));
        QStringList texts;
        for (const SchemaText &text : loaded->texts())
            texts.append(text.path);
        QCOMPARE(texts,
                 (QStringList { QStringLiteral("a/sql/first.sql"), QStringLiteral("a/sql/another.sql"),
                                QStringLiteral("a/sql/before.sql"), QStringLiteral("b/sql/operations/z.sql") }));
        QCOMPARE(loaded->texts()[0].owner, QStringLiteral("steward_door")); // the head counts, and nothing below it
        QCOMPARE(loaded->texts()[1].installation, QStringLiteral("simulation"));
    }

    void whatIsBuiltInIsSound()
    {
        const auto loaded = SchemaSource::embedded();
        QVERIFY2(loaded, loaded ? "" : qUtf8Printable(loaded.error().message));
        QVERIFY(loaded->steps().size() > 10);
        QVERIFY(loaded->texts().size() > 30);
    }

    void twoStepsOfOneNumberAreRefused()
    {
        write(QStringLiteral("b/sql/tables/0002_again.sql"), "select 1;\n");
        QVERIFY2(refusal().contains(QLatin1String("Two steps have the number 0002")), qUtf8Printable(refusal()));
    }

    void aTextThatNoLineNamesIsRefused()
    {
        write(QStringLiteral("c/sql/forgotten.sql"), "select 1;\n");
        QVERIFY2(refusal().contains(QLatin1String("c/sql/forgotten.sql")), qUtf8Printable(refusal()));
    }

    void aLineThatNamesNothingIsRefused()
    {
        write(QStringLiteral("schema/apply.order"), "a/sql/*.sql\nb/sql/operations/*.sql\nd/sql/gone.sql\n");
        QVERIFY2(refusal().contains(QLatin1String("d/sql/gone.sql")), qUtf8Printable(refusal()));
    }

    void aStepWithoutANumberIsRefused()
    {
        write(QStringLiteral("a/sql/tables/last.sql"), "select 1;\n");
        QVERIFY2(refusal().contains(QLatin1String("not named like a step")), qUtf8Printable(refusal()));
    }
};

QTEST_GUILESS_MAIN(SchemaSourceTest)
#include "schema_source_test.moc"
