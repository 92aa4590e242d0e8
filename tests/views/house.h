// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backend/api/api_backend.h"
#include "core/backend/direct/direct_backend.h"
#include "tests/core/pg/asking.h"
#include "tests/support/api_server.h"

#include <QFile>

namespace steward::test {

/// A marketplace of a test's own with its operators, and the way to it as one of them: straight to PostgreSQL, or over the
/// API where STEWARD_TEST_WAY=api.
class House
{
public:
    explicit House(const QString &operatorName = QStringLiteral("operations"))
    {
        QFile fixture(QStringLiteral(STEWARD_FIXTURE));
        if (!fixture.open(QIODevice::ReadOnly))
            qFatal("%s cannot be read", STEWARD_FIXTURE);
        database.run(QString::fromUtf8(fixture.readAll()));
        database.run(QStringLiteral("select fixture.operators()"));
        backend = enter(operatorName);
    }

    /// Another way in, as another operator.
    [[nodiscard]] std::unique_ptr<Backend> enter(const QString &operatorName, const QString &host = {}) const
    {
        if (host.isEmpty() && qEnvironmentVariable("STEWARD_TEST_WAY") == QStringLiteral("api"))
            return enterOverApi(operatorName);
        ConnectionOptions options = optionsFor(database, database.login(operatorName));
        if (!host.isEmpty())
            options.host = host;
        auto way = std::make_unique<DirectBackend>(options);
        const auto opened = answerTo(way->open());
        if (!opened)
            qFatal("%s", qPrintable(opened.error().message + opened.error().detail));
        return way;
    }

    /// A customer, a provider and one service of theirs; bookings of it follow.
    void furnish(qint64 price = 12400)
    {
        customer = database.value(QStringLiteral("select fixture.new_customer()")).toLongLong();
        provider = database.value(QStringLiteral("select fixture.new_provider()")).toLongLong();
        listing = database.value(QStringLiteral("select fixture.new_listing(%1, %2)").arg(provider).arg(price)).toLongLong();
    }
    /// A booking so many hours ahead, brought to `state`; its id.
    qint64 book(int hoursAhead, const QString &state = QStringLiteral("confirmed"))
    {
        return database.value(QStringLiteral("select fixture.new_booking(%1, %2, fixture.ahead(%3), '%4')").arg(customer).arg(listing).arg(hoursAhead).arg(state))
            .toLongLong();
    }
    [[nodiscard]] QString referenceOf(qint64 booking) const
    {
        return database.value(QStringLiteral("select reference from market.booking where id = %1").arg(booking));
    }
    [[nodiscard]] QString stateOf(qint64 booking) const
    {
        return database.value(QStringLiteral("select state from market.booking where id = %1").arg(booking));
    }

    TestDatabase database;
    mutable std::unique_ptr<ApiServer> server; ///< once somebody came over it
    std::unique_ptr<Backend> backend;
    qint64 customer = 0, provider = 0, listing = 0;

private:
    [[nodiscard]] std::unique_ptr<Backend> enterOverApi(const QString &operatorName) const
    {
        if (!server)
            server = std::make_unique<ApiServer>(database);
        return server->enter(operatorName);
    }
};

} // namespace steward::test
