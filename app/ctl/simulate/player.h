// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/simulate/errand.h"
#include "app/ctl/simulate/plan.h"
#include "app/ctl/simulate/sandbox.h"
#include "core/base/task.h"
#include "core/schema/sql.h"

#include <QElapsedTimer>
#include <QJsonObject>

#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <vector>

namespace steward::ctl {

constexpr const char *later_requests = "capture,void,refund"; ///< to the gateway, after it has authorised a payment

/// Connects as each of the logins that real clients use.
struct SimulatorLogins {
    SimulatorLogins() = default;
    QString superuser; ///< connection strings
    QString publicGate;
    QString adminGate;
    QString worker;
};

/// Acts a plan out in the marketplace: every row comes through the door, called by whom it takes in real life.
/// Customers and providers come through the public gate, operators through the other one; payments are made at a real sandbox,
/// and what happens by itself is done by the worker's own rounds. Time is the simulation's, moved forwards until it has
/// reached the present.
class Player final {
public:
    Player(Plan plan, SimulatorLogins logins, Sandbox &sandbox, GatewayConfig gateway, std::function<void(const QString &)> progress);
    ~Player();

    /// Refused: the clock cannot be moved, or more than one act in fifty was refused, which a sound plan does not meet.
    [[nodiscard]] Task<Result<bool>> play();

    /// Leaves out the history that is still to come, but for the last days; play() ends sooner then.
    void startNow() { m_isHurried = true; }

    /// What was done, by operation; for the summary.
    [[nodiscard]] const std::map<QString, int> &done() const { return m_done; }
    [[nodiscard]] int refusals() const { return m_refusals; }
    [[nodiscard]] QString firstRefusal() const { return m_firstRefusal; }

private:
    struct Seat; ///< one connection for each kind of caller; seats work side by side
    struct Stage; ///< what may be done side by side

    [[nodiscard]] Task<Result<bool>> open();
    [[nodiscard]] Task<Result<bool>> makeOperators();
    [[nodiscard]] Task<Result<bool>> playActs();
    /// Plays from `m_next` on what lies within one window; the last act's time is everybody's.
    [[nodiscard]] Task<Result<bool>> playWindow(qint64 limit_ms);
    /// Moves the clock through a time in which nobody does anything, so that what happens by itself happens at its time.
    [[nodiscard]] Task<Result<bool>> passUntil(qint64 moment_ms);
    void tellProgress(qint64 at_ms);

    /// What has come due by the clock, done by its timers; then what of it concerns the gateway.
    [[nodiscard]] Task<Result<bool>> runDueTimers(Seat &seat);
    /// What the gateway is to be told now of one booking, or with 0 of all. Who has not paid yet never told the gateway a card,
    /// so nobody asks for authorisations but act by act.
    [[nodiscard]] Task<Result<bool>> tellGatewayOf(Seat &seat, qint64 booking, QByteArray kinds);
    /// What the gateway tells by itself. Not while it is asked: an answer and the event that repeats it are one call.
    [[nodiscard]] Task<Result<bool>> hearEvents();
    /// The feed and the audit's seals, as long as the rest is played: else the first worker would begin
    /// with all of it.
    [[nodiscard]] Task<Result<bool>> keepUp();

    [[nodiscard]] Task<Result<bool>> playStage(Stage &stage);
    [[nodiscard]] Task<Result<bool>> work(Seat &seat, Stage &stage);
    [[nodiscard]] Task<Result<bool>> actInOrder(Seat &seat, std::vector<const PlannedAct *> acts);
    [[nodiscard]] Task<Result<bool>> act(Seat &seat, const PlannedAct &act);
    /// The call that an act comes to.
    [[nodiscard]] Task<Result<bool>> invoke(Seat &seat, const PlannedAct &act);
    [[nodiscard]] Task<Result<bool>> authorise(Seat &seat, const PlannedAct &act);
    /// One call of an operator's: the whole reply.
    [[nodiscard]] Task<Result<QJsonObject>> ask(Seat &seat, Errand errand);
    /// What it would do.
    [[nodiscard]] Task<Result<QJsonObject>> look(Seat &seat, Errand errand);
    /// The options with which people are told otherwise than usual, by an operator who has seen what they are told.
    [[nodiscard]] Task<Result<QJsonObject>> reword(Seat &seat, PlannedAct::Telling telling, Errand errand);
    /// Done wrong, and taken back at once.
    [[nodiscard]] Task<Result<bool>> mistype(Seat &seat, Errand errand);
    /// An act of an operator's as they go about it; what is above their limit then waits for a second person.
    [[nodiscard]] Task<Result<QJsonObject>> runErrand(Seat &seat, const PlannedAct &act, Errand errand);
    /// What waits is approved, rejected or withdrawn.
    [[nodiscard]] Task<Result<bool>> decide(Seat &seat, const PlannedAct &act);
    [[nodiscard]] Task<Result<bool>> chargeFurther(Seat &seat, const PlannedAct &act);
    /// What is said to the door in an act.
    [[nodiscard]] QJsonObject wordsOf(const PlannedAct &act) const;
    /// For whom an operator does what a customer or provider asked for on the telephone.
    [[nodiscard]] QString partyOf(const PlannedAct &act) const;
    /// An operator marks a provider as away, and says of each booking that they then have what becomes of it.
    [[nodiscard]] Task<Result<bool>> markAway(Seat &seat, const PlannedAct &act);
    /// One line of what they say.
    [[nodiscard]] QJsonObject lineFor(qint64 booking, const PlannedRearrangement &wanted) const;
    [[nodiscard]] Task<Result<bool>> registerProvider(Seat &seat, std::size_t index);
    [[nodiscard]] Task<Result<bool>> offer(Seat &seat, std::size_t index);
    [[nodiscard]] Task<Result<bool>> registerCustomer(Seat &seat, std::size_t index);
    /// Leases are measured by the server's clock, which no simulation moves: what workers leave that die of a step is written down.
    [[nodiscard]] Task<Result<bool>> wearOut(qint64 booking);
    [[nodiscard]] Task<Result<bool>> setClock(std::optional<qint64> moment_ms);
    /// One call through the door. Nobody's `role`: as the connection's own login. Asked again when it is busy.
    [[nodiscard]] Task<Result<QJsonObject>> call(Connection &session, QString role, qint64 person, QString operation,
                                                 QJsonObject arguments, QJsonObject more = QJsonObject());

    Plan m_plan;
    SimulatorLogins m_logins;
    Sandbox &m_sandbox;
    GatewayConfig m_gatewayConfig;
    std::unique_ptr<Gateway> m_gateway;
    QString m_gatewayAccount;
    std::function<void(const QString &)> m_progress;
    std::vector<std::unique_ptr<Seat>> m_seats;
    std::unique_ptr<Connection> m_superuser;
    std::unique_ptr<Connection> m_keeper;
    std::vector<qint64> m_providerIds;
    std::vector<qint64> m_providerPersons;
    std::vector<std::vector<qint64>> m_listingIds;
    std::vector<qint64> m_customerPersons;
    std::vector<qint64> m_bookingIds;
    std::size_t m_next = 0; ///< of the plan's acts
    qint64 m_now_ms = 0; ///< where the clock was set last
    qint64 m_heard_ms = 0;
    qint64 m_owed_ms = std::numeric_limits<qint64>::max(); ///< from when on the gateway is to be told what operators did
    qint64 m_told_percent = 0;
    QElapsedTimer m_told;
    std::map<QString, int> m_done;
    std::vector<bool> m_isOver; ///< bookings whose plan met a refusal, or an operator: the rest of it is left out
    std::map<std::size_t, Errand> m_waiting; ///< for a second person, by booking
    bool m_isClockSet = false;
    bool m_isHurried = false;
    bool m_isPlayed = false;
    int m_refusals = 0;
    QString m_firstRefusal;
};

} // namespace steward::ctl
