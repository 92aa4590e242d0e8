// SPDX-License-Identifier: GPL-3.0-or-later
// How operators do what they do: in other words than the template's, wrong at first, and by a second person what one may not do alone.
#include "app/ctl/simulate/seat.h"

#include <QJsonArray>

namespace steward::ctl {
namespace {

constexpr QLatin1String to_customer("booking_cancelled"); // templates
constexpr QLatin1String to_provider("provider_booking_cancelled");

/// With a digit left out of what the customer is to get.
QJsonObject mistyped(QJsonObject words)
{
    for (const QString &amount : { QStringLiteral("amount"), QStringLiteral("to_customer") }) {
        if (words.contains(amount))
            words[amount] = words[amount].toInteger() / 10;
    }
    return words;
}

} // namespace

Task<Result<QJsonObject>> Player::ask(Seat &seat, Errand errand)
{
    auto reply = co_await callThroughGate(*seat.adminGate, errand.login, 0, errand.operation, errand.words, errand.options);
    if (reply && !errand.options.contains(QStringLiteral("preview")))
        ++m_done[errand.operation];
    co_return reply;
}

Task<Result<QJsonObject>> Player::look(Seat &seat, Errand errand)
{
    errand.options[QStringLiteral("preview")] = true;
    co_return co_await ask(seat, errand);
}

Task<Result<QJsonObject>> Player::reword(Seat &seat, PlannedAct::Telling telling, Errand errand)
{
    QJsonObject messages;
    if (telling == PlannedAct::Telling::NotTheProvider) {
        messages[to_provider] = QJsonObject { { QStringLiteral("silent"), QStringLiteral("They told us themselves that they can not come.") } };
    } else {
        const auto usual = co_await look(seat, errand);
        if (!usual)
            co_return usual;
        for (const auto &told : (*usual)[QStringLiteral("effects")].toObject()[QStringLiteral("messages")].toArray()) {
            const QJsonObject message = told.toObject();
            const auto regret = m_plan.cast.regrets.find(message[QStringLiteral("locale")].toString());
            if (message[QStringLiteral("template")].toString() == to_customer && regret != m_plan.cast.regrets.end())
                messages[to_customer] = QJsonObject { { QStringLiteral("body"), message[QStringLiteral("body")].toString() + QLatin1Char(' ') + regret->second } };
        }
    }
    errand.options[QStringLiteral("messages")] = messages;
    const auto seen = co_await look(seat, errand);
    if (!seen)
        co_return seen;
    errand.options[QStringLiteral("effects_hash")] = (*seen)[QStringLiteral("effects_hash")];
    co_return errand.options;
}

Task<Result<bool>> Player::mistype(Seat &seat, Errand errand)
{
    errand.words = mistyped(errand.words);
    const auto wrong = co_await ask(seat, errand);
    if (!wrong)
        co_return std::unexpected(wrong.error());
    Errand undo;
    undo.login = errand.login;
    undo.operation = QStringLiteral("undo");
    undo.words[QStringLiteral("invocation")] = (*wrong)[QStringLiteral("invocation")];
    const auto undone = co_await ask(seat, undo);
    if (!undone)
        co_return std::unexpected(undone.error());
    co_return true;
}

Task<Result<QJsonObject>> Player::runErrand(Seat &seat, const PlannedAct &act, Errand errand)
{
    if (act.isMistyped) {
        if (const auto mistaken = co_await mistype(seat, errand); !mistaken)
            co_return std::unexpected(mistaken.error());
    }
    if (act.telling != PlannedAct::Telling::AsUsual) {
        const auto options = co_await reword(seat, act.telling, errand);
        if (!options)
            co_return options;
        errand.options = *options;
    }
    auto reply = co_await ask(seat, errand);
    if (!reply)
        co_return reply;
    errand.proposal = (*reply)[QStringLiteral("proposed")].toObject()[QStringLiteral("reference")].toString();
    if (!errand.proposal.isEmpty())
        m_waiting[act.which] = errand;
    else if (errand.operation == QLatin1String("override_cancel"))
        m_isOver[act.which] = true; // also where its people had more in mind
    co_return reply;
}

Task<Result<bool>> Player::decide(Seat &seat, const PlannedAct &act)
{
    const auto waiting = m_waiting.find(act.which);
    if (waiting == m_waiting.end()) // it was within the limits after all
        co_return true;
    Errand errand = waiting->second;
    m_waiting.erase(waiting);
    const QString second = QStringLiteral("operations");
    Errand decision;
    decision.login = act.kind == PlannedAct::Kind::Withdraw ? errand.login : second;
    decision.words[QStringLiteral("proposal")] = errand.proposal;
    if (act.kind == PlannedAct::Kind::Approve) { // the same call, for what they have seen themselves
        decision.operation = errand.operation;
        decision.words = errand.words;
        decision.options[QStringLiteral("proposal")] = errand.proposal;
        const auto seen = co_await look(seat, decision);
        if (!seen)
            co_return std::unexpected(seen.error());
        decision.options[QStringLiteral("effects_hash")] = (*seen)[QStringLiteral("effects_hash")];
        decision.options[QStringLiteral("note")] = act.note;
    } else if (act.kind == PlannedAct::Kind::Reject) {
        decision.operation = QStringLiteral("reject_proposal");
        decision.words[QStringLiteral("why")] = act.note;
    } else {
        decision.operation = QStringLiteral("withdraw_proposal");
    }
    const auto decided = co_await ask(seat, decision);
    if (!decided)
        co_return std::unexpected(decided.error());
    if (act.kind == PlannedAct::Kind::Approve) {
        m_isOver[act.which] = true;
        m_owed_ms = m_now_ms + undo_window_ms;
    }
    co_return true;
}

Task<Result<bool>> Player::chargeFurther(Seat &seat, const PlannedAct &act)
{
    auto told = co_await tellGatewayOf(seat, m_bookingIds[act.which], "authorise");
    if (told)
        told = co_await tellGatewayOf(seat, m_bookingIds[act.which], "capture");
    co_return told;
}

} // namespace steward::ctl
