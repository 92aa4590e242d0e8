// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/simulate/seat.h"

#include "core/base/all.h"
#include "core/base/sleep.h"
#include "core/gateway/gateway_rounds.h"
#include "core/worker/rounds.h"

#include <QElapsedTimer>

namespace steward::ctl {
namespace {

using namespace std::chrono_literals;

constexpr auto keeping_up = 500ms; ///< each round costs the same, however little there is
constexpr auto telling = 2s; ///< who waits for minutes is told of each per cent, and of every fifth who waits for seconds
constexpr std::size_t seatCount = 3; ///< more of them only wait: the machine's cores are busy
constexpr qint64 window_ms = 30 * 60'000; ///< what lies within it is played side by side, at the time of its last act
constexpr qint64 short_window_ms = 5 * 60'000; ///< well below the quarter of an hour that there is to pay
constexpr qsizetype full_round = 20; ///< as many steps as a worker claims at once: there may be more
constexpr qint64 day_ms = 24 * 3'600'000;
constexpr qint64 step_ms = window_ms; ///< the clock leaps so far at most over what is to happen by itself: with the window, an hour, from a start to an end

QString isoTime(qint64 at_ms)
{
    return QDateTime::fromMSecsSinceEpoch(at_ms, Qt::UTC).toString(Qt::ISODateWithMs);
}

/// Nothing is done beside it: how the gateway will fail is said of its next request, so nobody else may ask it meanwhile; and whoever sees
/// to all bookings of a provider leaves those alone that others are at work on, which would be chance.
bool isAlone(const PlannedAct &act)
{
    return act.gatewayFails != nullptr || act.kind == PlannedAct::Kind::MarkAway;
}

} // namespace

Player::Player(Plan plan, SimulatorLogins logins, Sandbox &sandbox, GatewayConfig gateway, std::function<void(const QString &)> progress)
    : m_plan(std::move(plan))
    , m_logins(std::move(logins))
    , m_sandbox(sandbox)
    , m_gatewayConfig(std::move(gateway))
    , m_progress(std::move(progress))
    , m_providerIds(m_plan.cast.providers.size())
    , m_providerPersons(m_plan.cast.providers.size())
    , m_listingIds(m_plan.cast.providers.size())
    , m_customerPersons(m_plan.cast.customers.size())
    , m_bookingIds(m_plan.bookings.size())
    , m_isOver(m_plan.bookings.size())
{
}

Player::~Player() = default;

Task<Result<bool>> Player::play()
{
    m_told.start();
    auto done = co_await open();
    if (done)
        done = co_await setClock(m_plan.begin_ms);
    if (done)
        done = co_await makeOperators();
    if (!done)
        co_return done;
    auto [played, kept] = co_await All(playActs(), keepUp());
    if (!played)
        co_return played;
    if (!kept)
        co_return kept;
    if (m_refusals > static_cast<int>(m_plan.acts.size() / 50))
        co_return std::unexpected(Error(Error::Kind::Refused,
                                        QStringLiteral("%1 of %2 acts were refused, the first with: %3")
                                            .arg(m_refusals)
                                            .arg(m_plan.acts.size())
                                            .arg(m_firstRefusal)));
    co_return true;
}

Task<Result<bool>> Player::open()
{
    std::vector<std::pair<std::unique_ptr<Connection> *, QString>> wanted;
    for (std::size_t i = 0; i < seatCount; ++i) {
        m_seats.push_back(std::make_unique<Seat>());
        Seat &seat = *m_seats.back();
        wanted.emplace_back(&seat.worker, m_logins.worker);
        wanted.emplace_back(&seat.publicGate, m_logins.publicGate);
        wanted.emplace_back(&seat.adminGate, m_logins.adminGate);
    }
    wanted.emplace_back(&m_keeper, m_logins.worker);
    wanted.emplace_back(&m_superuser, m_logins.superuser);
    for (auto &[connection, dsn] : wanted) {
        auto signedIn = co_await signIn(dsn);
        if (!signedIn)
            co_return std::unexpected(signedIn.error());
        *connection = std::move(*signedIn);
        // A demonstration that is cut off is begun again; nobody waits for each act to reach the disk.
        if (auto set = co_await (*connection)->run(once("set synchronous_commit = off")); !set)
            co_return std::unexpected(set.error());
    }
    auto opened = openGateway(m_gatewayConfig);
    if (!opened)
        co_return std::unexpected(opened.error());
    m_gateway = std::move(*opened);
    auto account = co_await gatewayAccount(*m_keeper);
    if (!account)
        co_return std::unexpected(account.error());
    m_gatewayAccount = *account;
    co_return true;
}

Task<Result<bool>> Player::playActs()
{
    QElapsedTimer running;
    auto done = Result<bool>(true);
    while (done && m_next < m_plan.acts.size()) {
        if (std::exchange(m_isHurried, false)) {
            m_plan.acts = cutShort(m_plan, std::exchange(m_next, 0));
            continue;
        }
        // Up to the plan's present by the simulated clock; then what came due while this program ran. Of a plan whose
        // present lies back, what came later is left: the door would refuse to accept what has begun meanwhile.
        const qint64 first = m_plan.acts[m_next].at_ms;
        if (first > m_plan.present_ms && !running.isValid()) {
            done = co_await setClock(std::nullopt);
            running.start();
            if (!done)
                break;
        }
        const qint64 limit = running.isValid() ? m_plan.present_ms + running.elapsed() : std::min(first + window_ms, m_plan.present_ms + 1);
        if (first >= limit)
            break;
        if (!running.isValid())
            done = co_await passUntil(first);
        if (done && m_now_ms - m_heard_ms > day_ms) {
            m_heard_ms = m_now_ms;
            done = co_await hearEvents();
        }
        if (done)
            done = co_await playWindow(limit);
        tellProgress(first);
    }
    if (done && !running.isValid())
        done = co_await setClock(std::nullopt);
    m_owed_ms = m_now_ms;
    if (done)
        done = co_await runDueTimers(*m_seats.front());
    if (done)
        done = co_await hearEvents();
    m_isPlayed = true;
    co_return done;
}

Task<Result<bool>> Player::hearEvents()
{
    for (;;) {
        const auto heard = co_await hearGateway(*m_seats.front()->worker, *m_gateway);
        if (!heard)
            co_return std::unexpected(heard.error());
        if (*heard == 0)
            co_return true;
    }
}

Task<Result<bool>> Player::passUntil(qint64 moment_ms)
{
    while (m_now_ms > 0 && m_now_ms + step_ms < moment_ms) {
        Statement next = once("select floor(extract(epoch from min(t.due)) * 1000)::bigint from market.timer t where t.state = 'pending' "
                              "and t.parked_at is null and t.due > to_timestamp($1::bigint / 1000.0)", QByteArray::number(m_now_ms));
        const auto due = co_await m_superuser->run(next);
        if (!due)
            co_return std::unexpected(due.error());
        const qint64 due_ms = textOf(due->at(0), 0).toLongLong();
        if (due_ms == 0 || due_ms + short_window_ms > moment_ms)
            break;
        auto passed = co_await setClock(due_ms + short_window_ms);
        if (passed)
            passed = co_await runDueTimers(*m_seats.front());
        if (!passed)
            co_return passed;
    }
    co_return true;
}

Task<Result<bool>> Player::playWindow(qint64 limit_ms)
{
    // In the order of the plan, which keeps a chain's number from one run to the next.
    std::vector<std::vector<const PlannedAct *>> chains;
    std::map<std::pair<int, std::size_t>, std::size_t> chainOf;
    const std::size_t first = m_next;
    qint64 last = m_plan.acts[first].at_ms;
    for (; m_next < m_plan.acts.size() && m_plan.acts[m_next].at_ms < limit_ms; ++m_next) {
        const PlannedAct &act = m_plan.acts[m_next];
        if (m_next > first && (isAlone(act) || isAlone(m_plan.acts[first])))
            break;
        last = act.at_ms;
        const int family = act.kind == PlannedAct::Kind::JoinAsCustomer ? 1 : act.isOfBooking() ? 0 : 2;
        const auto [place, isNew] = chainOf.try_emplace(std::pair(family, act.which), chains.size());
        if (isNew)
            chains.emplace_back();
        // Booked in the window before: it must not lapse while the clock goes to the end of this one.
        if (isNew && act.kind == PlannedAct::Kind::Authorise)
            limit_ms = std::min(limit_ms, m_plan.acts[first].at_ms + short_window_ms);
        chains[place->second].push_back(&act);
    }
    const bool isPast = last <= m_plan.present_ms;
    const bool isOnlyOne = isAlone(m_plan.acts[first]);
    if (isPast) {
        auto come = co_await setClock(last);
        if (come && isOnlyOne)
            come = co_await runDueTimers(*m_seats.front());
        if (!come)
            co_return come;
    }
    Stage stage;
    if (isPast && !isOnlyOne)
        stage.chains.push_back([this](Seat &seat) { return runDueTimers(seat); });
    for (const auto &chain : chains)
        stage.chains.push_back([this, acts = chain](Seat &seat) { return actInOrder(seat, acts); });
    co_return co_await playStage(stage);
}

void Player::tellProgress(qint64 at_ms)
{
    const qint64 percent = 100 * (at_ms - m_plan.begin_ms) / std::max<qint64>(1, m_plan.present_ms - m_plan.begin_ms);
    if (percent < m_told_percent + (m_told.hasExpired(std::chrono::milliseconds(telling).count()) ? 1 : 5))
        return;
    m_told_percent = percent;
    m_told.start();
    m_progress(QStringLiteral("%1 % of the history: it is %2, bookings so far: %3")
                   .arg(percent)
                   .arg(QDateTime::fromMSecsSinceEpoch(at_ms, Qt::UTC).toString(QStringLiteral("yyyy-MM-dd")))
                   .arg(m_done[QStringLiteral("book")]));
}

Task<Result<bool>> Player::setClock(std::optional<qint64> moment_ms)
{
    // Once it is set, the clock goes on by itself, and it never goes back.
    Statement move("select guard.simulate(case when $2 and $1::timestamptz is not null then greatest($1, guard.clock()) else $1 end)");
    move.kind = Statement::Kind::Write;
    move.values.append(moment_ms ? Statement::Value(isoTime(*moment_ms).toUtf8()) : std::nullopt);
    move.values.append(QByteArray(std::exchange(m_isClockSet, true) ? "true" : "false"));
    auto set = co_await m_seats.front()->worker->run(move);
    if (!set)
        co_return std::unexpected(set.error());
    m_now_ms = moment_ms.value_or(m_plan.present_ms);
    co_return true;
}

Task<Result<bool>> Player::runDueTimers(Seat &seat)
{
    bool concernsGateway = false;
    for (;;) {
        const auto round = co_await runTimers(*seat.worker, QByteArrayLiteral("-infinity"));
        if (!round)
            co_return std::unexpected(round.error());
        for (const StepOutcome &step : round->steps) {
            m_done[step.operation] += step.outcome == QLatin1String("done") ? 1 : 0;
            concernsGateway = concernsGateway || step.operation == QLatin1String("expire");
        }
        if (round->steps.size() < full_round)
            break;
    }
    if (m_owed_ms <= m_now_ms) {
        m_owed_ms = std::numeric_limits<qint64>::max();
        concernsGateway = true;
    }
    if (!concernsGateway)
        co_return true;
    co_return co_await tellGatewayOf(seat, 0, later_requests);
}

Task<Result<bool>> Player::tellGatewayOf(Seat &seat, qint64 booking, QByteArray kinds)
{
    RequestFilter only;
    only.booking = booking;
    only.kinds = kinds.split(',');
    for (;;) {
        const auto round = co_await tellGateway(*seat.worker, *m_gateway, m_gatewayAccount, only);
        if (!round)
            co_return std::unexpected(round.error());
        if (!round->isAsked)
            co_return true;
        if (!round->isAnswered)
            co_return std::unexpected(Error(Error::Kind::Unavailable, QStringLiteral("The payment gateway of the demonstration did not answer.")));
        if (booking > 0)
            co_return true; // one deed makes one request of a booking's
    }
}

Task<Result<bool>> Player::keepUp()
{
    for (;;) {
        const bool isLast = m_isPlayed;
        const auto moved = co_await sequenceFeed(*m_keeper);
        if (!moved)
            co_return std::unexpected(moved.error());
        const auto sealed = co_await sealAudit(*m_keeper);
        if (!sealed)
            co_return std::unexpected(sealed.error());
        if (isLast && *moved == 0 && (!*sealed || (*sealed)->sealed == 0))
            break;
        if (!isLast)
            co_await sleepFor(keeping_up);
    }
    co_return co_await keepHouse(*m_keeper);
}

Task<Result<bool>> Player::playStage(Stage &stage)
{
    static_assert(seatCount == 3);
    auto [first, second, third]
        = co_await All(work(*m_seats[0], stage), work(*m_seats[1], stage), work(*m_seats[2], stage));
    if (!first)
        co_return first;
    if (!second)
        co_return second;
    co_return third;
}

Task<Result<bool>> Player::work(Seat &seat, Stage &stage)
{
    while (stage.next < stage.chains.size() && !stage.isBroken) {
        const auto chain = stage.chains[stage.next++];
        auto done = co_await chain(seat);
        if (!done) {
            stage.isBroken = true;
            co_return done;
        }
    }
    co_return true;
}

Task<Result<QJsonObject>> Player::call(Connection &session, QString role, qint64 person, QString operation,
                                       QJsonObject arguments, QJsonObject more)
{
    const auto done = co_await callThroughGate(session, role, person, operation, arguments, more);
    if (!done)
        co_return done;
    ++m_done[operation];
    co_return (*done)[QStringLiteral("result")].toObject();
}

} // namespace steward::ctl
