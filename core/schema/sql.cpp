// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/schema/sql.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

namespace steward {

Task<Result<std::unique_ptr<Connection>>> signIn(QString dsn)
{
    const auto options = ConnectionOptions::parse(dsn);
    if (!options)
        co_return std::unexpected(options.error());
    auto connection = std::make_unique<Connection>(*options);
    if (auto opened = co_await connection->open(); !opened)
        co_return std::unexpected(opened.error());
    co_return connection;
}

QString textOf(const Rows::Row &row, int column)
{
    const auto cell = row.cell(column);
    return cell ? QString::fromUtf8(cell->data(), static_cast<qsizetype>(cell->size())) : QString();
}

QString serverWords(const Error &error)
{
    const QJsonObject parts = QJsonDocument::fromJson(error.detail.toUtf8()).object();
    const QString said = parts[QStringLiteral("server")].toString();
    const QString more = parts[QStringLiteral("detail")].toString();
    if (said.isEmpty())
        return error.message;
    return more.isEmpty() ? said : QStringLiteral("%1 (%2)").arg(said, more);
}

QString withKeyword(const QString &dsn, const QString &keyword, QString value)
{
    if (dsn.startsWith(QLatin1String("postgresql://")) || dsn.startsWith(QLatin1String("postgres://"))) {
        const QString encoded = QString::fromLatin1(QUrl::toPercentEncoding(value));
        return dsn + (dsn.contains(QLatin1Char('?')) ? QLatin1Char('&') : QLatin1Char('?')) + keyword + QLatin1Char('=') + encoded;
    }
    value.replace(QLatin1Char('\\'), QLatin1String("\\\\")).replace(QLatin1Char('\''), QLatin1String("\\'"));
    return dsn + QStringLiteral(" %1='%2'").arg(keyword, value);
}

QString withUser(const QString &dsn, const QString &role)
{
    return withKeyword(dsn, QStringLiteral("user"), role);
}

Task<Result<QStringList>> loginNames(QString dsn)
{
    const auto session = co_await signIn(std::move(dsn));
    if (!session)
        co_return std::unexpected(session.error());
    const auto rows = co_await (*session)->run(once("select rolname from pg_roles where rolcanlogin order by rolname"));
    if (!rows)
        co_return std::unexpected(rows.error());
    QStringList logins;
    for (int i = 0; i < rows->size(); ++i)
        logins.append(textOf(rows->at(i), 0));
    co_return logins;
}

} // namespace steward
