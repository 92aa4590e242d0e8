// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/catalogue_watch.h"

#include "core/backend/decode.h"
#include "core/base/sleep.h"

#include <QJsonArray>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace steward {

namespace {

constexpr auto pause_known = 5s;
constexpr auto pause_unknown = 1s;

struct Answer {
    QString version;
    QJsonValue areas;
};

template <class V> void fields(V &v, Answer &a)
{
    v("version", a.version);
    v("areas", a.areas);
}

Result<QList<CatalogueArea>> areasOf(const QJsonValue &told)
{
    QList<CatalogueArea> areas;
    for (const QJsonValue &each : told.toArray()) {
        auto area = CatalogueArea::parse(each.toObject());
        if (!area)
            return std::unexpected(area.error());
        areas.append(*std::move(area));
    }
    return areas;
}

/// `known`: the version that is known already.
Statement asking(const QByteArray &known)
{
    const Statement::Value version = known.isEmpty() ? Statement::Value() : Statement::Value(known);
    return Statement("select version, areas from api.catalogue($1)", QList<Statement::Value> { version });
}

} // namespace

CatalogueWatch::CatalogueWatch(Pool &pool, std::function<void(const QString &)> log, QObject *parent)
    : QObject(parent)
    , m_pool(pool)
    , m_log(std::move(log))
{
}

void CatalogueWatch::begin()
{
    m_watch = deliver(watch(), this, [](bool) { });
}

Task<bool> CatalogueWatch::watch()
{
    for (;;) {
        hear(co_await m_pool.run(asking(m_version)));
        co_await sleepFor(m_version.isEmpty() ? pause_unknown : pause_known);
    }
}

void CatalogueWatch::hear(const Result<Rows> &answer)
{
    const auto told = answer ? decodeAll<Answer>(*answer) : std::unexpected(answer.error());
    const auto areas = told && told->size() == 1 ? areasOf(told->front().areas)
        : told                                   ? Result<QList<CatalogueArea>>(QList<CatalogueArea>())
                                                 : std::unexpected(told.error());
    if (!areas) {
        // That the database is away is the readiness's to say.
        if (!areas.error().isTransient() && std::exchange(m_told, areas.error().message) != m_told)
            m_log(u"The catalogue of the database can not be read: %1"_s.arg(areas.error().message));
        return;
    }
    m_told.clear();
    if (areas->isEmpty())
        return; // as it is known
    m_version = told->front().version.toLatin1();
    emit changed(*areas);
}

} // namespace steward
