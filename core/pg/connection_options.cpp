// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pg/connection_options.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <libpq-fe.h>

#include <memory>

namespace steward {

namespace {

struct Keyword {
    const char *name;
    QString ConnectionOptions::*field;
};

constexpr Keyword keywords[] {
    { "host", &ConnectionOptions::host },         { "port", &ConnectionOptions::port },
    { "dbname", &ConnectionOptions::database },   { "user", &ConnectionOptions::user },
    { "password", &ConnectionOptions::password }, { "service", &ConnectionOptions::service },
    { "sslmode", &ConnectionOptions::sslMode },   { "application_name", &ConnectionOptions::applicationName },
};

void take(ConnectionOptions &options, const QString &name, const QString &value)
{
    for (const auto &[keyword, field] : keywords) {
        if (name == QLatin1StringView(keyword)) {
            options.*field = value;
            return;
        }
    }
    options.others.insert(name, value);
}

/// libpq's own places, in its order. Its loader is not for us: it works only through the environment of the process.
QStringList serviceFiles()
{
    const QString system = qEnvironmentVariable("PGSYSCONFDIR", QStringLiteral("/etc/postgresql-common"));
    return { qEnvironmentVariable("PGSERVICEFILE", QDir::homePath() + QStringLiteral("/.pg_service.conf")),
             system + QStringLiteral("/pg_service.conf") };
}

std::optional<QMap<QString, QString>> sectionOf(const QString &fileName, const QString &section)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Text))
        return std::nullopt;
    std::optional<QMap<QString, QString>> found;
    const QString heading = u'[' + section + u']';
    const auto lines = QString::fromUtf8(file.readAll()).split(u'\n');
    for (const QString &raw : lines) {
        const QString line = raw.trimmed();
        if (line.startsWith(u'[')) {
            if (found)
                break;
            if (line == heading)
                found.emplace();
        } else if (const auto equals = line.indexOf(u'='); found && equals > 0 && !line.startsWith(u'#')) {
            found->insert(line.first(equals).trimmed(), line.mid(equals + 1).trimmed());
        }
    }
    return found;
}

} // namespace

Result<ConnectionOptions> ConnectionOptions::parse(const QString &dsn)
{
    char *words = nullptr;
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> parsed(
        PQconninfoParse(dsn.toUtf8().constData(), &words), &PQconninfoFree);
    const std::unique_ptr<char, decltype(&PQfreemem)> owned(words, &PQfreemem);
    if (!parsed) {
        return std::unexpected(
            Error(Error::Kind::Invalid,
                  QCoreApplication::translate("Connection", "This is not a connection string: %1")
                      .arg(QString::fromUtf8(words).trimmed()),
                  QCoreApplication::translate("Connection",
                                              "Write it like host=db.example.org dbname=steward user=support.")));
    }
    ConnectionOptions options;
    for (const PQconninfoOption *option = parsed.get(); option->keyword; ++option) {
        if (option->val)
            take(options, QString::fromUtf8(option->keyword), QString::fromUtf8(option->val));
    }
    return options;
}

Result<ConnectionOptions> ConnectionOptions::withService() const
{
    const QString name = service.isEmpty() ? qEnvironmentVariable("PGSERVICE") : service;
    if (name.isEmpty())
        return *this;
    for (const QString &file : serviceFiles()) {
        const auto section = sectionOf(file, name);
        if (!section)
            continue;
        ConnectionOptions merged;
        merged.applicationName.clear();
        for (auto i = section->cbegin(); i != section->cend(); ++i)
            take(merged, i.key(), i.value());
        for (const auto &[keyword, field] : keywords) {
            if (!(this->*field).isEmpty())
                merged.*field = this->*field;
        }
        merged.service.clear();
        merged.others.insert(others);
        merged.statementTimeoutMs = statementTimeoutMs;
        merged.connectTimeoutMs = connectTimeoutMs;
        merged.silenceMs = silenceMs;
        return merged;
    }
    return std::unexpected(Error(
        Error::Kind::NotFound, QCoreApplication::translate("Connection", "There is no service “%1”.").arg(name),
        QCoreApplication::translate("Connection", "Add a section [%1] to %2.").arg(name, serviceFiles().constFirst())));
}

/// Planning a list's view takes longer than its page (5 ms against 0.6), and PostgreSQL, left to itself, plans some
/// shapes at each call for ever. What such a connection carries needs one plan only: its order comes from an index.
/// At the default random_page_cost of 4, that of spinning disks, the planner takes a longer index and filters (300 ms).
ConnectionOptions ConnectionOptions::planningOnce() const
{
    ConnectionOptions once = *this;
    once.others[QStringLiteral("options")]
        += QStringLiteral(" -c plan_cache_mode=force_generic_plan -c jit=off -c random_page_cost=1.1");
    return once;
}

QString ConnectionOptions::serverName() const
{
    const QString where = host.isEmpty() ? qEnvironmentVariable("PGHOST") : host;
    if (where.isEmpty() || where.startsWith(u'/') || where.startsWith(u'@'))
        return QCoreApplication::translate("Connection", "this computer");
    return port.isEmpty() ? where : where + u':' + port;
}

ConnectKeywords::ConnectKeywords(const ConnectionOptions &options, const QList<HostAddress> &hosts)
{
    QStringList names;
    QStringList addresses;
    QStringList ports;
    bool hasAddresses = false;
    for (const HostAddress &host : hosts) {
        names.append(host.host);
        addresses.append(host.address);
        ports.append(host.port);
        hasAddresses = hasAddresses || !host.address.isEmpty();
    }
    add(QStringLiteral("host"), names.join(u','));
    if (hasAddresses)
        add(QStringLiteral("hostaddr"), addresses.join(u','));
    if (!ports.join(QString()).isEmpty())
        add(QStringLiteral("port"), ports.join(u','));
    add(QStringLiteral("dbname"), options.database);
    add(QStringLiteral("user"), options.user);
    add(QStringLiteral("password"), options.password);
    add(QStringLiteral("sslmode"), options.sslMode);
    add(QStringLiteral("application_name"), options.applicationName);
    // Kerberos' handshake would block. A dead peer is noticed in about a minute when idle, in 15 s when data is under
    // way.
    for (const auto &[name, value] :
         std::initializer_list<std::pair<const char *, const char *>> { { "client_encoding", "UTF8" },
                                                                        { "gssencmode", "disable" },
                                                                        { "keepalives_idle", "30" },
                                                                        { "keepalives_interval", "10" },
                                                                        { "keepalives_count", "3" },
                                                                        { "tcp_user_timeout", "15000" } }) {
        if (!options.others.contains(QString::fromLatin1(name)))
            add(QString::fromLatin1(name), QString::fromLatin1(value));
    }
    for (auto i = options.others.cbegin(); i != options.others.cend(); ++i) {
        if (i.key() != u"options" && i.key() != u"hostaddr")
            add(i.key(), i.value());
    }
    QString settings = options.others.value(QStringLiteral("options"));
    settings
        += QStringLiteral(" -c timezone=UTC -c datestyle=ISO -c intervalstyle=iso_8601 -c client_min_messages=warning");
    if (options.statementTimeoutMs > 0)
        settings += QStringLiteral(" -c statement_timeout=%1").arg(options.statementTimeoutMs);
    add(QStringLiteral("options"), settings.trimmed());
}

void ConnectKeywords::add(const QString &name, const QString &value)
{
    if (!value.isEmpty())
        m_pairs.append({ name.toUtf8(), value.toUtf8() });
}

QList<const char *> ConnectKeywords::names() const
{
    QList<const char *> all;
    for (const auto &pair : m_pairs)
        all.append(pair.first.constData());
    all.append(nullptr);
    return all;
}

QList<const char *> ConnectKeywords::values() const
{
    QList<const char *> all;
    for (const auto &pair : m_pairs)
        all.append(pair.second.constData());
    all.append(nullptr);
    return all;
}

} // namespace steward
