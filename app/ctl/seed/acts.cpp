// SPDX-License-Identifier: GPL-3.0-or-later
// How each act of a plan is done, and by whom.
#include "app/ctl/seed/seat.h"

#include "core/gateway/gateway_rounds.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QJsonObject>

namespace steward::ctl {
namespace {

constexpr qint64 window_ms = 10 * 60'000; ///< what lies within it is played side by side, at the time of its last act
constexpr qint64 week_ms = 7LL * 24 * 3'600'000;

QString isoTime(qint64 at_ms)
{
    return QDateTime::fromMSecsSinceEpoch(at_ms, Qt::UTC).toString(Qt::ISODateWithMs);
}

/// At the customer's home, or where they stay when they book in another city.
QString placeOf(const PlannedCustomer &customer, const PlannedProvider &provider)
{
    return QStringLiteral("%1, %2").arg(customer.city == provider.city ? customer.street : provider.street,
                                        provider.cityName);
}

enum class By { Customer, Provider, Support, Operations };

struct Deed {
    const char *operation;
    By by;
};

Deed deedOf(PlannedAct::Kind kind)
{
    switch (kind) {
    case PlannedAct::Kind::Book:
        return { "book", By::Customer };
    case PlannedAct::Kind::Authorise:
        break; // no operation of anybody's: the gateway is asked
    case PlannedAct::Kind::Accept:
        return { "accept", By::Provider };
    case PlannedAct::Kind::Decline:
        return { "decline", By::Provider };
    case PlannedAct::Kind::AcceptForProvider:
        return { "accept", By::Operations };
    case PlannedAct::Kind::CancelAsCustomer:
        return { "cancel", By::Customer };
    case PlannedAct::Kind::CancelAsProvider:
        return { "cancel", By::Provider };
    case PlannedAct::Kind::CancelAsOperator:
        return { "cancel", By::Support };
    case PlannedAct::Kind::OverrideCancel:
        return { "override_cancel", By::Operations };
    case PlannedAct::Kind::Complete:
        return { "complete", By::Provider };
    case PlannedAct::Kind::CustomerDidNotCome:
        return { "report_no_show", By::Provider };
    case PlannedAct::Kind::ProviderDidNotCome:
        return { "report_no_show", By::Customer };
    case PlannedAct::Kind::Dispute:
        return { "dispute", By::Customer };
    case PlannedAct::Kind::Resolve:
        return { "resolve", By::Operations };
    }
    Q_UNREACHABLE();
}

bool isDivided(const PlannedAct &act)
{
    return act.kind == PlannedAct::Kind::OverrideCancel || act.kind == PlannedAct::Kind::Resolve;
}

/// How an operator divides what was captured, where the operation lets them.
void divide(const PlannedAct &act, QJsonObject &words)
{
    if (!isDivided(act))
        return;
    words[QStringLiteral("to_customer")] = act.toCustomer;
    words[QStringLiteral("to_provider")] = act.toProvider;
}

/// Why, as the operator wrote it down; only who divides gives a reason code.
QJsonObject reasonOf(const PlannedAct &act)
{
    QJsonObject why;
    if (act.kind == PlannedAct::Kind::AcceptForProvider)
        why[QStringLiteral("note")] = QStringLiteral("Provider accepted on the phone.");
    else
        why[QStringLiteral("note")] = act.note;
    if (isDivided(act))
        why[QStringLiteral("reason_code")] = act.reason;
    return why;
}

} // namespace

Task<Result<bool>> Player::playActs()
{
    std::size_t next = 0;
    qint64 week = -1;
    bool isPresent = false;
    QElapsedTimer running;
    running.start();
    while (next < m_plan.acts.size()) {
        // Up to the plan's present by the simulated clock; then what came due while this program ran. Of a plan whose
        // present lies back, what came later is left: the door would refuse to accept what has begun meanwhile.
        const qint64 first = m_plan.acts[next].at_ms;
        if (first > m_plan.present_ms && !isPresent) {
            if (auto set = co_await setClock(std::nullopt); !set)
                co_return set;
            isPresent = true;
        }
        const qint64 limit
            = isPresent ? m_plan.present_ms + running.elapsed() : std::min(first + window_ms, m_plan.present_ms + 1);
        if (first >= limit)
            break;
        std::map<std::size_t, std::vector<const PlannedAct *>> byBooking;
        qint64 last = first;
        for (; next < m_plan.acts.size() && m_plan.acts[next].at_ms < limit; ++next) {
            last = m_plan.acts[next].at_ms;
            byBooking[m_plan.acts[next].booking].push_back(&m_plan.acts[next]);
        }
        if (!isPresent) {
            auto come = co_await setClock(first);
            if (come)
                come = co_await runDueTimers();
            if (come)
                come = co_await setClock(last);
            if (!come)
                co_return come;
        }
        Stage stage;
        for (const auto &entry : byBooking)
            stage.chains.push_back([this, acts = entry.second](Seat &seat) { return actInOrder(seat, acts); });
        if (auto done = co_await playStage(stage); !done)
            co_return done;
        if (auto told = co_await tellGatewayOfTheRest(); !told)
            co_return told;
        const qint64 present = (last - m_plan.begin_ms) / week_ms;
        if (present != week) {
            week = present;
            m_progress(QStringLiteral("%1: bookings so far: %2")
                           .arg(QDateTime::fromMSecsSinceEpoch(last, Qt::UTC).toString(QStringLiteral("yyyy-MM-dd")))
                           .arg(m_done[QStringLiteral("book")]));
        }
    }
    if (!isPresent) {
        if (auto set = co_await setClock(std::nullopt); !set)
            co_return set;
    }
    co_return co_await runDueTimers();
}

Task<Result<bool>> Player::runDueTimers()
{
    for (;;) {
        const auto round = co_await runTimers(*m_seats.front()->worker, QByteArrayLiteral("-infinity"));
        if (!round)
            co_return std::unexpected(round.error());
        if (round->first.isEmpty())
            co_return co_await tellGatewayOfTheRest();
        for (const StepOutcome &step : round->steps)
            m_done[step.operation] += step.outcome == QLatin1String("done") ? 1 : 0;
    }
}

Task<Result<bool>> Player::tellGatewayOfTheRest()
{
    RequestFilter later;
    later.kinds = { "capture", "void", "refund" };
    for (;;) {
        const auto round = co_await tellGateway(*m_seats.front()->worker, *m_gateway, m_gatewayAccount, later);
        if (!round)
            co_return std::unexpected(round.error());
        if (!round->isAsked)
            co_return true;
        if (!round->isAnswered)
            co_return std::unexpected(Error(Error::Kind::Unavailable, QStringLiteral("The payment gateway of the demonstration did not answer.")));
    }
}

Task<Result<bool>> Player::authorise(Seat &seat, qint64 booking)
{
    RequestFilter only;
    only.booking = booking;
    only.kinds = { "authorise" };
    const auto round = co_await tellGateway(*seat.worker, *m_gateway, m_gatewayAccount, only);
    if (!round)
        co_return std::unexpected(round.error());
    if (round->isAsked && !round->isAnswered)
        co_return std::unexpected(Error(Error::Kind::Unavailable, QStringLiteral("The payment gateway of the demonstration did not answer.")));
    m_done[QStringLiteral("authorised")] += round->isAsked ? 1 : 0;
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
    if (act.kind == PlannedAct::Kind::Authorise)
        co_return co_await authorise(seat, m_bookingIds[act.booking]);
    const Deed deed = deedOf(act.kind);
    QJsonObject words;
    if (act.kind == PlannedAct::Kind::Book) {
        words[QStringLiteral("listing")] = m_listingIds[booking.provider][booking.listing];
        words[QStringLiteral("starts_at")] = isoTime(booking.starts_ms);
        words[QStringLiteral("place")]
            = placeOf(m_plan.customers[booking.customer], m_plan.providers[booking.provider]);
    } else {
        words[QStringLiteral("booking")] = m_bookingIds[act.booking];
    }
    const QString operation = QString::fromLatin1(deed.operation);
    Result<QJsonObject> done;
    switch (deed.by) {
    case By::Customer:
        done = co_await call(*seat.publicGate, QStringLiteral("steward_customer"), m_customerPersons[booking.customer],
                             operation, words);
        break;
    case By::Provider:
        done = co_await call(*seat.publicGate, QStringLiteral("steward_provider"), m_providerPersons[booking.provider],
                             operation, words);
        break;
    case By::Support:
    case By::Operations:
        divide(act, words);
        done = co_await call(*seat.adminGate,
                             deed.by == By::Support ? QStringLiteral("support") : QStringLiteral("operations"), 0,
                             operation, words, reasonOf(act));
        break;
    }
    if (!done)
        co_return std::unexpected(done.error());
    if (act.kind == PlannedAct::Kind::Book)
        m_bookingIds[act.booking] = (*done)[QStringLiteral("booking")].toInteger();
    co_return true;
}

} // namespace steward::ctl
