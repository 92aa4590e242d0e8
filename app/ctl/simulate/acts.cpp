// SPDX-License-Identifier: GPL-3.0-or-later
// How each act of a plan is done, and by whom.
#include "app/ctl/simulate/seat.h"

#include <QDateTime>
#include <QJsonObject>

namespace steward::ctl {
namespace {

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

enum class By { Customer, Provider, Support, Operations, Finance, Auditor };

struct Deed {
    const char *operation;
    By by;
    bool concernsGateway = false; ///< it is asked for something
};

Deed deedOf(PlannedAct::Kind kind)
{
    using Kind = PlannedAct::Kind;
    switch (kind) {
    case Kind::JoinAsCustomer:
    case Kind::JoinAsProvider:
    case Kind::Authorise:
    case Kind::Approve:
    case Kind::Reject:
    case Kind::Withdraw:
    case Kind::ChargeFurther:
    case Kind::MarkAway:
    case Kind::WearOut:
        break; // more than one call, or none
    case Kind::Book: return { "book", By::Customer };
    case Kind::Accept: return { "accept", By::Provider, true };
    case Kind::Decline: return { "decline", By::Provider, true };
    case Kind::ProposeAsCustomer: return { "propose_reschedule", By::Customer };
    case Kind::ProposeAsProvider: return { "propose_reschedule", By::Provider };
    case Kind::AcceptTimeAsCustomer: return { "accept_reschedule", By::Customer };
    case Kind::AcceptTimeAsProvider: return { "accept_reschedule", By::Provider };
    case Kind::RefuseTimeAsCustomer: return { "refuse_reschedule", By::Customer };
    case Kind::RefuseTimeAsProvider: return { "refuse_reschedule", By::Provider };
    case Kind::CancelAsCustomer: return { "cancel", By::Customer, true };
    case Kind::CancelAsProvider: return { "cancel", By::Provider, true };
    case Kind::CancelAsOperator: return { "cancel", By::Support, true };
    case Kind::OverrideCancel: return { "override_cancel", By::Operations, true };
    case Kind::ProposeCancel: return { "override_cancel", By::Support, true };
    case Kind::Complete: return { "complete", By::Provider };
    case Kind::OverrideComplete: return { "override_complete", By::Operations };
    case Kind::MoveCompletion: return { "override_extend", By::Support };
    case Kind::ConfirmCompletion: return { "confirm_completion", By::Customer };
    case Kind::CustomerDidNotCome: return { "report_no_show", By::Provider, true };
    case Kind::ProviderDidNotCome: return { "report_no_show", By::Customer, true };
    case Kind::Dispute: return { "dispute", By::Customer };
    case Kind::Resolve: return { "resolve", By::Operations, true };
    case Kind::Goodwill: return { "goodwill_credit", By::Support };
    case Kind::Reprice: return { "override_reprice", By::Finance, true };
    case Kind::LookUpCustomer: return { "reveal_contact", By::Finance };
    case Kind::LookUpProvider: return { "reveal_contact", By::Auditor };
    case Kind::AskGatewayAgain: return { "retry_request", By::Finance, true };
    }
    Q_UNREACHABLE();
}

/// Who does it of the operators. On the telephone that is support, but for what moves a whole price: they would have to ask.
QString loginOf(By by, PlannedAct::Kind kind)
{
    switch (by) {
    case By::Support: return QStringLiteral("support");
    case By::Operations: return QStringLiteral("operations");
    case By::Finance: return QStringLiteral("finance");
    case By::Auditor: return QStringLiteral("auditor");
    case By::Customer:
    case By::Provider: return kind == PlannedAct::Kind::Accept ? QStringLiteral("operations") : QStringLiteral("support");
    }
    Q_UNREACHABLE();
}

bool isPeoples(By by)
{
    return by == By::Customer || by == By::Provider;
}

bool isDivided(const PlannedAct &act)
{
    using Kind = PlannedAct::Kind;
    return act.kind == Kind::OverrideCancel || act.kind == Kind::ProposeCancel || act.kind == Kind::Resolve;
}

/// How an operator divides what was captured, where the operation lets them, or what they give.
void divide(const PlannedAct &act, QJsonObject &words)
{
    if (act.kind == PlannedAct::Kind::Goodwill)
        words[QStringLiteral("amount")] = act.toCustomer;
    if (!isDivided(act))
        return;
    words[QStringLiteral("to_customer")] = act.toCustomer;
    words[QStringLiteral("to_provider")] = act.toProvider;
}

/// Why, as the operator wrote it down. What goes by the policy is done without a reason code.
QJsonObject reasonOf(const PlannedAct &act)
{
    QJsonObject why;
    why[QStringLiteral("note")] = act.note;
    if (act.kind != PlannedAct::Kind::CancelAsOperator && !act.reason.isEmpty())
        why[QStringLiteral("reason_code")] = act.reason;
    return why;
}

} // namespace

Task<Result<bool>> Player::actInOrder(Seat &seat, std::vector<const PlannedAct *> acts)
{
    for (const PlannedAct *planned : acts) {
        if (planned->isOfBooking() && m_isOver[planned->which])
            continue;
        auto done = co_await act(seat, *planned);
        if (done)
            continue;
        if (planned->isJoining() || !done.error().code.startsWith(QLatin1String("MP0")))
            co_return done; // not a rule of the marketplace but a fault
        if (m_refusals++ == 0)
            m_firstRefusal = QStringLiteral("%1 (%2)").arg(done.error().message, done.error().code);
        if (planned->isOfBooking())
            m_isOver[planned->which] = true;
    }
    co_return true;
}

Task<Result<bool>> Player::act(Seat &seat, const PlannedAct &act)
{
    using Kind = PlannedAct::Kind;
    if (act.kind == Kind::JoinAsCustomer)
        co_return co_await registerCustomer(seat, act.which);
    if (act.kind == Kind::JoinAsProvider)
        co_return co_await registerProvider(seat, act.which);
    if (act.kind == Kind::MarkAway)
        co_return co_await markAway(seat, act);
    if (act.kind == Kind::WearOut)
        co_return co_await wearOut(m_bookingIds[act.which]);
    if (act.kind == Kind::Authorise)
        co_return co_await authorise(seat, act);
    if (act.kind == Kind::ChargeFurther)
        co_return co_await chargeFurther(seat, act);
    if (act.kind == Kind::Approve || act.kind == Kind::Reject || act.kind == Kind::Withdraw)
        co_return co_await decide(seat, act);
    co_return co_await invoke(seat, act);
}

Task<Result<bool>> Player::authorise(Seat &seat, const PlannedAct &act)
{
    if (act.gatewayFails != nullptr) {
        if (auto told = co_await m_sandbox.expect(QStringLiteral("authorise"), QString::fromLatin1(act.gatewayFails)); !told)
            co_return told;
    }
    auto told = co_await tellGatewayOf(seat, m_bookingIds[act.which], "authorise");
    if (!told)
        co_return told;
    ++m_done[QStringLiteral("authorise")];
    // What is booked at once is captured at once.
    const PlannedBooking &booking = m_plan.bookings[act.which];
    if (act.gatewayFails == nullptr && m_plan.cast.providers[booking.provider].listings[booking.listing].isInstant)
        co_return co_await tellGatewayOf(seat, m_bookingIds[act.which], "capture");
    co_return true;
}

Task<Result<bool>> Player::wearOut(qint64 booking)
{
    Statement worn = once("update market.timer set attempts = 8, failure = 'The worker was cut off.' where entity = 'booking' "
                          "and entity_id = $1::bigint and operation = 'settle' and state = 'pending'", QByteArray::number(booking));
    const auto done = co_await m_superuser->run(worn);
    if (!done)
        co_return std::unexpected(done.error());
    co_return true;
}

QJsonObject Player::wordsOf(const PlannedAct &act) const
{
    using Kind = PlannedAct::Kind;
    const PlannedBooking &booking = m_plan.bookings[act.which];
    QJsonObject words;
    if (act.kind == Kind::LookUpCustomer || act.kind == Kind::LookUpProvider) {
        words[QStringLiteral("person")] = act.kind == Kind::LookUpCustomer ? m_customerPersons[booking.customer] : m_providerPersons[booking.provider];
        return words;
    }
    if (act.kind == Kind::Book) {
        words[QStringLiteral("listing")] = m_listingIds[booking.provider][booking.listing];
        words[QStringLiteral("starts_at")] = isoTime(booking.starts_ms);
        words[QStringLiteral("place")]
            = placeOf(m_plan.cast.customers[booking.customer], m_plan.cast.providers[booking.provider]);
        return words;
    }
    words[QStringLiteral("booking")] = m_bookingIds[act.which];
    if (act.kind == Kind::MoveCompletion) {
        words[QStringLiteral("step")] = QStringLiteral("complete");
        words[QStringLiteral("due")] = isoTime(act.starts_ms);
    } else if (act.starts_ms > 0) {
        words[QStringLiteral("starts_at")] = isoTime(act.starts_ms);
    }
    if (act.kind == Kind::Reprice) {
        words[QStringLiteral("price")] = act.price;
        words[QStringLiteral("bearer")] = QString::fromLatin1(act.bearer);
    }
    divide(act, words);
    return words;
}

QString Player::partyOf(const PlannedAct &act) const
{
    const PlannedBooking &booking = m_plan.bookings[act.which];
    if (deedOf(act.kind).by == By::Customer)
        return QStringLiteral("customer:%1").arg(m_customerPersons[booking.customer]);
    return QStringLiteral("provider:%1").arg(m_providerPersons[booking.provider]);
}

Task<Result<bool>> Player::invoke(Seat &seat, const PlannedAct &act)
{
    const PlannedBooking &booking = m_plan.bookings[act.which];
    const Deed deed = deedOf(act.kind);
    const bool isOperators = !isPeoples(deed.by) || act.isByTelephone;
    const QJsonObject words = wordsOf(act);
    if (act.gatewayFails != nullptr) {
        if (auto told = co_await m_sandbox.expect(QStringLiteral("refund"), QString::fromLatin1(act.gatewayFails)); !told)
            co_return told;
    }
    const QString operation = QString::fromLatin1(deed.operation);
    Result<QJsonObject> done;
    if (isOperators) {
        Errand errand;
        errand.login = loginOf(deed.by, act.kind);
        errand.operation = operation;
        errand.words = words;
        errand.options = reasonOf(act);
        if (act.isByTelephone) {
            errand.options[QStringLiteral("on_behalf_of")] = partyOf(act);
            errand.options[QStringLiteral("reason_code")] = QStringLiteral("by_telephone");
        }
        done = co_await runErrand(seat, act, errand);
    } else if (deed.by == By::Customer) {
        done = co_await call(*seat.publicGate, QStringLiteral("steward_customer"), m_customerPersons[booking.customer],
                             operation, words);
    } else {
        done = co_await call(*seat.publicGate, QStringLiteral("steward_provider"), m_providerPersons[booking.provider],
                             operation, words);
    }
    if (!done)
        co_return std::unexpected(done.error());
    if (act.kind == PlannedAct::Kind::Book)
        m_bookingIds[act.which] = (*done)[QStringLiteral("booking")].toInteger();
    if (isOperators && deed.concernsGateway)
        m_owed_ms = m_now_ms + undo_window_ms;
    else if (deed.concernsGateway)
        co_return co_await tellGatewayOf(seat, m_bookingIds[act.which], later_requests);
    co_return true;
}

} // namespace steward::ctl
