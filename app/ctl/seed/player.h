// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/seed/plan.h"
#include "core/base/task.h"
#include "core/gateway/gateway_config.h"
#include "core/schema/sql.h"
#include "core/worker/rounds.h"

#include <QJsonObject>

#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace steward::ctl {

/// Connects as each of the logins that real clients use.
struct SeedLogins {
    SeedLogins() = default;
    QString superuser; ///< connection strings
    QString publicGate;
    QString adminGate;
    QString worker;
};

/// Acts a plan out in the marketplace: every row comes through the door, called by whom it takes in real life.
/// Customers and providers come through the public gate, payments are made at a real sandbox, as the worker makes them,
/// operators through the other gate. Time is the simulation's, moved forwards act by act until it has reached the
/// present.
class Player final {
public:
    Player(SeedPlan plan, SeedLogins logins, GatewayConfig gateway, quint64 seed, std::function<void(const QString &)> progress);
    ~Player();

    /// Refused: the clock cannot be moved, or more than one act in fifty was refused, which a sound plan does not meet.
    [[nodiscard]] Task<Result<bool>> play();

    /// What was done, by operation; for the summary.
    [[nodiscard]] const std::map<QString, int> &done() const { return m_done; }
    [[nodiscard]] int refusals() const { return m_refusals; }
    [[nodiscard]] QString firstRefusal() const { return m_firstRefusal; }

private:
    struct Seat; ///< one connection for each kind of caller; seats work side by side
    struct Stage; ///< what may be done side by side

    [[nodiscard]] Task<Result<bool>> open();
    [[nodiscard]] Task<Result<bool>> makeOperators();
    [[nodiscard]] Task<Result<bool>> makePeople();
    [[nodiscard]] Task<Result<bool>> playActs();
    /// What has come due by the clock, done by its timers; then what of it concerns the gateway.
    [[nodiscard]] Task<Result<bool>> runDueTimers();
    /// What follows an authorisation. Who has not paid yet never told the gateway a card, so nobody asks for that.
    [[nodiscard]] Task<Result<bool>> tellGatewayOfTheRest();
    [[nodiscard]] Task<Result<bool>> authorise(Seat &seat, qint64 booking);
    [[nodiscard]] Task<Result<bool>> playStage(Stage &stage);
    [[nodiscard]] Task<Result<bool>> work(Seat &seat, Stage &stage);
    [[nodiscard]] Task<Result<bool>> actInOrder(Seat &seat, std::vector<const PlannedAct *> acts);
    [[nodiscard]] Task<Result<bool>> act(Seat &seat, const PlannedAct &act);
    [[nodiscard]] Task<Result<bool>> registerProvider(Seat &seat, std::size_t index);
    [[nodiscard]] Task<Result<bool>> registerCustomer(Seat &seat, std::size_t index);
    [[nodiscard]] Task<Result<bool>> setClock(std::optional<qint64> moment_ms);
    /// One call through the door. Nobody's `role`: as the connection's own login. Asked again when it is busy.
    [[nodiscard]] Task<Result<QJsonObject>> call(Connection &session, QString role, qint64 person, QString operation,
                                                 QJsonObject arguments, QJsonObject more = QJsonObject());

    SeedPlan m_plan;
    SeedLogins m_logins;
    GatewayConfig m_gatewayConfig;
    std::unique_ptr<Gateway> m_gateway;
    QString m_gatewayAccount;
    Dice m_keys;
    std::function<void(const QString &)> m_progress;
    std::vector<std::unique_ptr<Seat>> m_seats;
    std::vector<qint64> m_providerIds;
    std::vector<qint64> m_providerPersons;
    std::vector<std::vector<qint64>> m_listingIds;
    std::vector<qint64> m_customerPersons;
    std::vector<qint64> m_bookingIds;
    std::map<QString, int> m_done;
    std::vector<bool> m_isOver; ///< bookings whose plan met a refusal: the rest of it is left out
    bool m_isClockSet = false;
    int m_refusals = 0;
    QString m_firstRefusal;
};

} // namespace steward::ctl
