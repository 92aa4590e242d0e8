// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/cluster.h"

#include <libpq-fe.h>

#include <QCoreApplication>
#include <QFile>
#include <QUuid>

#include <memory>

using namespace Qt::StringLiterals;

namespace steward::test {
namespace {

using Connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;
using Answer = std::unique_ptr<PGresult, decltype(&PQclear)>;

QString superuserDsn()
{
    QFile file(clusterFolder() + u"/dsn"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("No test cluster: %s is missing. Run the test by ctest, or start one with tests/support/cluster start <build>.",
               qPrintable(file.fileName()));
    return QString::fromUtf8(file.readAll()).trimmed();
}

// A later keyword of a connection string wins over an earlier one.
QString dsnFor(const QString &database, const QString &login)
{
    QString dsn = superuserDsn() + u" dbname="_s + database;
    if (!login.isEmpty())
        dsn += u" user="_s + login;
    return dsn;
}

Answer ask(const QString &database, QAnyStringView sql)
{
    const Connection connection(PQconnectdb(dsnFor(database, {}).toUtf8().constData()), &PQfinish);
    if (PQstatus(connection.get()) != CONNECTION_OK)
        qFatal("The test cluster: %s", PQerrorMessage(connection.get()));
    PQsetNoticeReceiver(connection.get(), [](void *, const PGresult *) { }, nullptr);
    Answer answer(PQexec(connection.get(), sql.toString().toUtf8().constData()), &PQclear);
    const auto status = PQresultStatus(answer.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY)
        qFatal("%s\n in: %s", PQresultErrorMessage(answer.get()), qPrintable(sql.toString()));
    return answer;
}

// What a clone does not inherit: the rights on the database itself, and its settings.
QString inheritSql(const QString &source, const QString &clone)
{
    QFile file(QStringLiteral(STEWARD_TEST_SUPPORT "/inherit.sql"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s is missing.", qPrintable(file.fileName()));
    return QString::fromUtf8(file.readAll()).replace(u":source"_s, source).replace(u":clone"_s, clone);
}

} // namespace

QString clusterFolder()
{
    const QString named = qEnvironmentVariable("STEWARD_TEST_CLUSTER");
    return named.isEmpty() ? QCoreApplication::applicationDirPath() + u"/../test-cluster"_s : named;
}

TestDatabase::TestDatabase()
    : m_name(u"t_"_s + QUuid::createUuid().toString(QUuid::Id128).left(12))
{
    const QString source = qEnvironmentVariable("STEWARD_TEST_TEMPLATE", u"steward"_s);
    ask(u"postgres"_s, QString(u"create database %1 template %2 strategy file_copy"_s).arg(m_name, source));
    ask(u"postgres"_s, inheritSql(source, m_name));
}

TestDatabase::~TestDatabase()
{
    ask(u"postgres"_s, QString(u"drop database %1 with (force)"_s).arg(m_name));
    const Answer roles = ask(u"postgres"_s, QString(u"select quote_ident(rolname) from pg_roles where starts_with(rolname, '%1_')"_s).arg(m_name));
    for (int row = 0; row < PQntuples(roles.get()); ++row)
        ask(u"postgres"_s, QString(u"drop role %1"_s).arg(QString::fromUtf8(PQgetvalue(roles.get(), row, 0))));
}

QString TestDatabase::dsn(const QString &login) const
{
    return dsnFor(m_name, login);
}

QString TestDatabase::login(const QString &what) const
{
    return m_name + u'_' + what;
}

void TestDatabase::run(QAnyStringView sql) const
{
    ask(m_name, sql);
}

QString TestDatabase::value(QAnyStringView sql) const
{
    const Answer answer = ask(m_name, sql);
    if (PQntuples(answer.get()) == 0 || PQgetisnull(answer.get(), 0, 0))
        return {};
    return QString::fromUtf8(PQgetvalue(answer.get(), 0, 0));
}

QStringList TestDatabase::column(QAnyStringView sql) const
{
    const Answer answer = ask(m_name, sql);
    QStringList cells;
    for (int row = 0; row < PQntuples(answer.get()); ++row)
        cells.append(QString::fromUtf8(PQgetvalue(answer.get(), row, 0)));
    return cells;
}

} // namespace steward::test
