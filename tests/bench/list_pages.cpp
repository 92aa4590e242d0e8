// SPDX-License-Identifier: GPL-3.0-or-later
// Pages of the bookings list through the direct backend, beside the very same statements by libpq: prepared, without
// row-level security (as the superuser) and without anything read out of the answer.
//
//   steward_bench_list --operator DSN --floor DSN [--market ID] [--rounds N] [--each N]
//
// One line a combination of filter and order: its name, then the medians of a page in microseconds: backend, libpq.
#include "core/backend/direct/direct_backend.h"
#include "core/backend/list_statement.h"
#include "core/base/deliver.h"

#include <libpq-fe.h>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>

using namespace steward;
using namespace Qt::StringLiterals;

namespace {

using Comparison = ListQuery::Comparison;
constexpr int page_rows = 50;

struct Combination {
    Combination(QString title, ListQuery list)
        : name(std::move(title))
        , query(std::move(list))
    {
    }
    QString name;
    ListQuery query;
};

ListQuery bookings(const QString &sort, bool descending)
{
    return ListQuery(u"booking_list"_s).orderedBy(sort, descending);
}

/// With their types, as the backend reads them: a statement is laid out by them, and both sides must ask the same one.
ListColumns columns()
{
    ListColumns known;
    known.declare(u"booking_list"_s, u"state"_s, true, false, u"text"_s);
    known.declare(u"booking_list"_s, u"market_id"_s, true, false, u"integer"_s);
    for (const QString &name : { u"customer_id"_s, u"provider_id"_s })
        known.declare(u"booking_list"_s, name, true, false, u"bigint"_s);
    for (const QString &name : { u"starts_at"_s, u"created_at"_s })
        known.declare(u"booking_list"_s, name, true, true, u"timestamp with time zone"_s);
    return known;
}

/// The twelve canonical ones; for an operator of one market each is laid out by that market.
QList<Combination> combinations(std::optional<int> market, const QString &provider, const QString &customer)
{
    const QString start = u"starts_at"_s, created = u"created_at"_s, now = QDateTime::currentDateTimeUtc().toString(Qt::ISODate),
                  week = QDateTime::currentDateTimeUtc().addDays(7).toString(Qt::ISODate);
    QList<Combination> all {
        { u"newest"_s, bookings(created, true) },
        { u"oldest"_s, bookings(created, false) },
        { u"latest-start"_s, bookings(start, true) },
        { u"earliest-start"_s, bookings(start, false) },
        { u"confirmed-earliest"_s, bookings(start, false).where(u"state"_s, Comparison::OneOf, { u"confirmed"_s }) },
        { u"two-states-latest"_s, bookings(start, true).where(u"state"_s, Comparison::OneOf, { u"requested"_s, u"confirmed"_s }) },
        { u"one-market-latest"_s, bookings(start, true).inMarkets({ market.value_or(1) }) },
        { u"one-market-confirmed"_s, bookings(start, false).inMarkets({ market.value_or(1) }).where(u"state"_s, Comparison::OneOf, { u"confirmed"_s }) },
        { u"this-week"_s, bookings(start, false).where(start, Comparison::From, { now }).where(start, Comparison::Before, { week }) },
        { u"upcoming"_s, bookings(start, false).where(u"state"_s, Comparison::OneOf, { u"confirmed"_s }).where(start, Comparison::From, { now }) },
        { u"one-provider"_s, bookings(start, true).where(u"provider_id"_s, Comparison::Equals, { provider }) },
        { u"one-customer"_s, bookings(created, true).where(u"customer_id"_s, Comparison::Equals, { customer }) },
    };
    if (market) {
        for (Combination &combination : all)
            combination.query.inMarkets({ *market });
    }
    return all;
}

double median(std::vector<double> figures)
{
    std::ranges::sort(figures);
    return figures[figures.size() / 2];
}

/// The same statement by libpq alone: prepared once, asked and waited for.
class Floor final
{
public:
    explicit Floor(const QString &dsn)
        : m_link(PQconnectdb(dsn.toUtf8().constData()), &PQfinish)
    {
        if (PQstatus(m_link.get()) != CONNECTION_OK)
            qFatal("%s", PQerrorMessage(m_link.get()));
        PQclear(PQexec(m_link.get(), "set timezone to 'UTC'"));
        // As the backend does: left to itself, PostgreSQL plans some shapes at each call, which takes longer than the page.
        PQclear(PQexec(m_link.get(), "set plan_cache_mode to force_generic_plan"));
    }

    QString value(const char *sql)
    {
        const Answer answer(PQexec(m_link.get(), sql), &PQclear);
        return PQntuples(answer.get()) == 1 ? QString::fromUtf8(PQgetvalue(answer.get(), 0, 0)) : QString();
    }

    void ask(const ListStatement &statement)
    {
        if (!m_prepared.contains(statement.text)) {
            m_prepared.insert(statement.text, "p" + QByteArray::number(m_prepared.size()));
            check(Answer(PQprepare(m_link.get(), m_prepared[statement.text].constData(), statement.text.constData(), 0, nullptr), &PQclear));
        }
        std::vector<const char *> values;
        for (const QByteArray &value : statement.values)
            values.push_back(value.constData());
        check(Answer(PQexecPrepared(m_link.get(), m_prepared[statement.text].constData(), static_cast<int>(values.size()), values.data(), nullptr, nullptr, 0), &PQclear));
    }

private:
    using Answer = std::unique_ptr<PGresult, decltype(&PQclear)>;

    void check(const Answer &answer)
    {
        if (PQresultStatus(answer.get()) != PGRES_TUPLES_OK && PQresultStatus(answer.get()) != PGRES_COMMAND_OK)
            qFatal("%s", PQresultErrorMessage(answer.get()));
    }

    std::unique_ptr<PGconn, decltype(&PQfinish)> m_link;
    QHash<QByteArray, QByteArray> m_prepared;
};

class Bench final : public QObject
{
public:
    Bench(const QCommandLineParser &words, const ConnectionOptions &operatorLink)
        : m_backend(operatorLink)
        , m_floor(words.value(u"floor"_s))
        , m_rounds(words.value(u"rounds"_s).toInt())
        , m_each(words.value(u"each"_s).toInt())
    {
        std::optional<int> market;
        if (words.isSet(u"market"_s))
            market = words.value(u"market"_s).toInt();
        const QString where = market ? u" where market_id = %1"_s.arg(*market) : QString();
        const auto busiest = [&](const char *column) {
            return m_floor.value(u"select %1 from market.booking%2 group by 1 order by count(*) desc, 1 limit 1"_s.arg(QLatin1String(column), where).toUtf8().constData());
        };
        m_combinations = combinations(market, busiest("provider_id"), busiest("customer_id"));
        m_question = deliver(run(), this, [](bool) { QCoreApplication::quit(); });
    }

private:
    Task<bool> run()
    {
        if (const auto opened = co_await m_backend.open(); !opened)
            qFatal("%s", qPrintable(opened.error().message));
        for (qsizetype i = 0; i < m_combinations.size(); ++i)
            co_await measure(i);
        co_return true;
    }

    /// A B A B, page by page, so that whatever else the machine does meets both: the first page and the one after it,
    /// each round as often as asked.
    Task<bool> measure(qsizetype number)
    {
        const ListQuery query = m_combinations[number].query;
        const auto first = co_await m_backend.page(query, PageRequest({}, PageRequest::Direction::Forward, page_rows));
        if (!first)
            qFatal("%s: %s", qPrintable(m_combinations[number].name), qPrintable(first.error().message));
        // Named, since GCC 12 mistreats a conditional temporary in the arguments of what is awaited.
        const std::array places { PageRequest({}, PageRequest::Direction::Forward, page_rows),
                                  PageRequest(first->next, PageRequest::Direction::Forward, page_rows) };
        std::vector<double> backend, floor;
        for (int round = 0; round <= m_rounds; ++round) { // the first round is for plans and caches
            std::vector<double> a, b;
            for (int i = 0; i < m_each; ++i) {
                QElapsedTimer watch;
                watch.start();
                const auto page = co_await m_backend.page(query, places[static_cast<std::size_t>(i % 2)]);
                a.push_back(static_cast<double>(watch.nsecsElapsed()) / 1000);
                if (!page)
                    qFatal("%s", qPrintable(page.error().message));
                watch.restart();
                const auto statement = pageStatement(query, places[static_cast<std::size_t>(i % 2)], m_columns);
                m_floor.ask(*statement);
                b.push_back(static_cast<double>(watch.nsecsElapsed()) / 1000);
            }
            if (round > 0) {
                backend.push_back(median(a));
                floor.push_back(median(b));
            }
        }
        std::printf("%s %.1f %.1f\n", qPrintable(m_combinations[number].name), median(backend), median(floor));
        std::fflush(stdout);
        co_return true;
    }

    DirectBackend m_backend;
    Floor m_floor;
    int m_rounds;
    int m_each;
    ListColumns m_columns = columns();
    QList<Combination> m_combinations;
    Question m_question;
};

}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser words;
    words.addOptions({ { u"operator"_s, u"the operator's connection"_s, u"dsn"_s }, { u"floor"_s, u"the superuser's connection"_s, u"dsn"_s },
                       { u"market"_s, u"the operator's only market"_s, u"id"_s }, { u"rounds"_s, u"rounds"_s, u"n"_s, u"5"_s },
                       { u"each"_s, u"pages of each side in a round"_s, u"n"_s, u"40"_s } });
    words.process(application);
    const auto link = ConnectionOptions::parse(words.value(u"operator"_s));
    if (!link)
        qFatal("%s", qPrintable(link.error().message));
    Bench bench(words, *link);
    return application.exec();
}
