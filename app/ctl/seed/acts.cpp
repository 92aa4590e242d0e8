// SPDX-License-Identifier: GPL-3.0-or-later
// How each act of a plan is done, and by whom.
#include "app/ctl/seed/seat.h"

#include <QDateTime>
#include <QJsonObject>

namespace steward::ctl {
namespace {

constexpr qint64 window_ms = 10 * 60'000; ///< what lies within it is played side by side, at the time of its last act
constexpr qint64 authorisation_ms = 7LL * 24 * 3'600'000; ///< for how long card networks keep an amount reserved

QString isoTime(qint64 at_ms)
{
    return QDateTime::fromMSecsSinceEpoch(at_ms, Qt::UTC).toString(Qt::ISODateWithMs);
}

/// At the customer's home, or where they stay when they book in another city.
QString placeOf(const PlannedCustomer &customer, const PlannedProvider &provider)
{
    return QStringLiteral("%1, %2").arg(customer.city == provider.city ? customer.street : provider.street, provider.cityName);
}

} // namespace

Task<Result<bool>> Player::playActs()
{
    std::size_t next = 0;
    int day = -1;
    bool isPresent = false;
    while (next < m_plan.acts.size()) {
        // Up to the plan's present by the simulated clock; then what came due while this program ran.
        const qint64 first = m_plan.acts[next].at_ms;
        if (first > m_plan.present_ms && !isPresent) {
            if (auto set = co_await setClock(std::nullopt); !set)
                co_return set;
            isPresent = true;
        }
        const qint64 limit = isPresent ? QDateTime::currentMSecsSinceEpoch() : std::min(first + window_ms, m_plan.present_ms + 1);
        if (first >= limit)
            break;
        std::map<std::size_t, std::vector<const PlannedAct *>> byBooking;
        qint64 last = first;
        for (; next < m_plan.acts.size() && m_plan.acts[next].at_ms < limit; ++next) {
            last = m_plan.acts[next].at_ms;
            byBooking[m_plan.acts[next].booking].push_back(&m_plan.acts[next]);
        }
        if (!isPresent) {
            if (auto set = co_await setClock(last); !set)
                co_return set;
        }
        Stage stage;
        for (const auto &entry : byBooking)
            stage.chains.push_back([this, acts = entry.second](Seat &seat) { return actInOrder(seat, acts); });
        if (auto played = co_await playStage(stage); !played)
            co_return played;
        const int today = static_cast<int>((last - m_plan.begin_ms) / (7LL * 24 * 3'600'000));
        if (today != day) {
            day = today;
            m_progress(QStringLiteral("%1: bookings so far: %2").arg(QDateTime::fromMSecsSinceEpoch(last, Qt::UTC).toString(QStringLiteral("yyyy-MM-dd"))).arg(m_done[QStringLiteral("book")]));
        }
    }
    if (!isPresent)
        co_return co_await setClock(std::nullopt);
    co_return true;
}

Task<Result<bool>> Player::actInOrder(Seat &seat, std::vector<const PlannedAct *> acts)
{
    for (const PlannedAct *planned : acts) {
        if (m_isOver[planned->booking])
            continue;
        auto done = co_await act(seat, *planned);
        if (done)
            continue;
        if (!done.error().code.startsWith(QLatin1String("MP0")))
            co_return done; // not a rule of the marketplace but a fault
        if (m_refusals++ == 0)
            m_firstRefusal = QStringLiteral("%1 (%2)").arg(done.error().message, done.error().code);
        m_isOver[planned->booking] = true;
    }
    co_return true;
}

Task<Result<bool>> Player::act(Seat &seat, const PlannedAct &act)
{
    const PlannedBooking &booking = m_plan.bookings[act.booking];
    const QString customer = QStringLiteral("steward_customer");
    const QString provider = QStringLiteral("steward_provider");
    const qint64 customerPerson = m_customerPersons[booking.customer];
    const qint64 providerPerson = m_providerPersons[booking.provider];
    QJsonObject words;
    if (act.kind != PlannedAct::Kind::Book)
        words[QStringLiteral("booking")] = m_bookingIds[act.booking];
    QJsonObject why;
    Result<QJsonObject> done;
    switch (act.kind) {
    case PlannedAct::Kind::Book:
        words[QStringLiteral("listing")] = m_listingIds[booking.provider][booking.listing];
        words[QStringLiteral("starts_at")] = isoTime(booking.starts_ms);
        words[QStringLiteral("place")] = placeOf(m_plan.customers[booking.customer], m_plan.providers[booking.provider]);
        done = co_await call(*seat.publicGate, customer, customerPerson, QStringLiteral("book"), words);
        if (done)
            m_bookingIds[act.booking] = (*done)[QStringLiteral("booking")].toInteger();
        break;
    case PlannedAct::Kind::Authorise:
        words[QStringLiteral("gateway_reference")] = QStringLiteral("pi_%1").arg(m_keys.bits(), 16, 16, QLatin1Char('0'));
        words[QStringLiteral("expires")] = isoTime(act.at_ms + authorisation_ms);
        words[QStringLiteral("card_brand")] = booking.cardBrand;
        words[QStringLiteral("card_last4")] = booking.cardLast4;
        done = co_await call(*seat.worker, QString(), 0, QStringLiteral("authorised"), words);
        break;
    case PlannedAct::Kind::Accept:
        done = co_await call(*seat.publicGate, provider, providerPerson, QStringLiteral("accept"), words);
        break;
    case PlannedAct::Kind::Decline:
        done = co_await call(*seat.publicGate, provider, providerPerson, QStringLiteral("decline"), words);
        break;
    case PlannedAct::Kind::AcceptForProvider:
        why[QStringLiteral("note")] = QStringLiteral("Provider accepted on the phone.");
        done = co_await call(*seat.adminGate, QStringLiteral("operations"), 0, QStringLiteral("accept"), words, why);
        break;
    case PlannedAct::Kind::CancelAsCustomer:
        done = co_await call(*seat.publicGate, customer, customerPerson, QStringLiteral("cancel"), words);
        break;
    case PlannedAct::Kind::CancelAsProvider:
        done = co_await call(*seat.publicGate, provider, providerPerson, QStringLiteral("cancel"), words);
        break;
    case PlannedAct::Kind::CancelAsOperator:
        words[QStringLiteral("to_customer")] = act.toCustomer;
        why[QStringLiteral("note")] = act.note;
        done = co_await call(*seat.adminGate, QStringLiteral("support"), 0, QStringLiteral("cancel"), words, why);
        break;
    case PlannedAct::Kind::OverrideCancel:
        words[QStringLiteral("to_customer")] = act.toCustomer;
        words[QStringLiteral("to_provider")] = act.toProvider;
        why[QStringLiteral("reason_code")] = act.reason;
        why[QStringLiteral("note")] = act.note;
        done = co_await call(*seat.adminGate, QStringLiteral("operations"), 0, QStringLiteral("override_cancel"), words, why);
        break;
    case PlannedAct::Kind::Expire:
        done = co_await call(*seat.worker, QString(), 0, QStringLiteral("expire"), words);
        break;
    case PlannedAct::Kind::Start:
        done = co_await call(*seat.publicGate, provider, providerPerson, QStringLiteral("start"), words);
        break;
    case PlannedAct::Kind::Complete:
        done = co_await call(*seat.publicGate, provider, providerPerson, QStringLiteral("complete"), words);
        break;
    case PlannedAct::Kind::CompleteLate:
        done = co_await call(*seat.worker, QString(), 0, QStringLiteral("complete"), words);
        break;
    }
    if (!done)
        co_return std::unexpected(done.error());
    co_return true;
}

} // namespace steward::ctl
