// SPDX-License-Identifier: GPL-3.0-or-later
// A provider falls ill, and an operator sees to the bookings that they then have.
#include "app/ctl/simulate/seat.h"

#include <QDateTime>
#include <QJsonArray>

#include <algorithm>

namespace steward::ctl {
namespace {

QJsonArray withoutCancellations(const QJsonArray &plan)
{
    QJsonArray rest;
    std::copy_if(plan.begin(), plan.end(), std::back_inserter(rest), [](const QJsonValue &choice) {
        return choice.toObject()[QStringLiteral("choice")].toString() != QLatin1String("cancel");
    });
    return rest;
}

} // namespace

QJsonObject Player::lineFor(qint64 booking, const PlannedRearrangement &wanted) const
{
    QJsonObject line { { QStringLiteral("booking"), booking } };
    switch (wanted.kind) {
    case PlannedRearrangement::Kind::Reassign:
        line[QStringLiteral("choice")] = QStringLiteral("reassign");
        line[QStringLiteral("listing")] = m_listingIds[wanted.provider].front();
        break;
    case PlannedRearrangement::Kind::Reschedule:
        line[QStringLiteral("choice")] = QStringLiteral("reschedule");
        line[QStringLiteral("starts_at")] = QDateTime::fromMSecsSinceEpoch(wanted.starts_ms, Qt::UTC).toString(Qt::ISODate);
        break;
    case PlannedRearrangement::Kind::Cancel:
        line[QStringLiteral("choice")] = QStringLiteral("cancel");
        break;
    }
    return line;
}

Task<Result<bool>> Player::markAway(Seat &seat, const PlannedAct &act)
{
    const PlannedAbsence &absence = m_plan.cast.providers[act.which].absences.back();
    const QString first = absence.first.toString(Qt::ISODate), last = absence.last.toString(Qt::ISODate);
    QList<Statement::Value> days, who;
    days << QByteArray::number(m_providerIds[act.which]) << first.toLatin1() << last.toLatin1();
    who << QByteArray("operations") << QByteArray("");
    Statement look("select booking_id from api.away_plan($1::bigint, $2::date, $3::date, 0, 200) where state in ('requested', 'confirmed')", days);
    look.preludes.append(Statement::Prelude("select set_config('role', $1, true), set_config('steward.actor', $2, true)", who));
    const auto offers = co_await seat.adminGate->run(look);
    if (!offers)
        co_return std::unexpected(offers.error());
    QJsonArray plan;
    for (int i = 0; i < offers->size(); ++i) {
        const qint64 id = textOf(offers->at(i), 0).toLongLong();
        const auto known = std::find(m_bookingIds.begin(), m_bookingIds.end(), id) - m_bookingIds.begin();
        const auto choice = absence.bookings.find(static_cast<std::size_t>(known));
        if (choice == absence.bookings.end())
            continue;
        const bool isThere = choice->second.kind != PlannedRearrangement::Kind::Reassign || !m_listingIds[choice->second.provider].empty();
        if (isThere) // of a history that is cut short, not everybody has come
            plan.append(lineFor(id, choice->second));
    }
    QJsonObject words { { QStringLiteral("provider"), m_providerIds[act.which] },
                        { QStringLiteral("first_day"), first },
                        { QStringLiteral("last_day"), last },
                        { QStringLiteral("plan"), plan } };
    const QJsonObject why { { QStringLiteral("reason_code"), QStringLiteral("sick") },
                            { QStringLiteral("note"), QStringLiteral("Called in ill this morning.") } };
    auto marked = co_await call(*seat.adminGate, QStringLiteral("operations"), 0, QStringLiteral("provider_away"), words, why);
    if (marked && !marked->contains(QStringLiteral("absence"))) { // it takes a second person to give so much back: for now, only the rest
        words[QStringLiteral("plan")] = withoutCancellations(plan);
        marked = co_await call(*seat.adminGate, QStringLiteral("operations"), 0, QStringLiteral("provider_away"), words, why);
    }
    if (!marked)
        co_return std::unexpected(marked.error());
    // What their people had in mind for these bookings is over; what happens by itself goes on.
    for (const auto &row : (*marked)[QStringLiteral("bookings")].toArray()) {
        const QJsonObject seen = row.toObject();
        const auto found = std::find(m_bookingIds.begin(), m_bookingIds.end(), seen[QStringLiteral("booking")].toInteger());
        if (found != m_bookingIds.end() && seen[QStringLiteral("outcome")].toString() == QLatin1String("done"))
            m_isOver[static_cast<std::size_t>(found - m_bookingIds.begin())] = true;
    }
    m_owed_ms = m_now_ms + undo_window_ms;
    co_return true;
}

} // namespace steward::ctl
