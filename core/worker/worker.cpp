// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/worker/worker.h"

#include "core/base/sleep.h"
#include "core/gateway/gateway_rounds.h"

#include <QFile>

using namespace std::chrono_literals;

namespace steward {

namespace {

constexpr auto feed_pause = 50ms; ///< how long a change may wait until other consoles hear of it
constexpr auto timer_pause = 500ms;
constexpr auto gateway_pause = 300ms;
constexpr auto gateway_away_pause = 5s; ///< while none is set up
constexpr qint64 gateway_hear_ms = 2'000;
constexpr auto seal_pause = 1s;
constexpr qint64 anchor_ms = 60'000;
constexpr auto house_pause = 10min;
constexpr auto watch_pause = 1s;
constexpr auto mail_pause = 1s;
constexpr auto first_retry = 500ms;
constexpr auto last_retry = 30s;
constexpr qint64 mark_ms = 10'000; ///< then also steps are looked for that were made with a due moment before the mark
const QByteArray any_time = QByteArrayLiteral("-infinity");

} // namespace

Worker::Worker(Options options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_since(any_time)
{
    if (m_options.mail)
        m_outbox = std::make_unique<Outbox>(*m_options.mail);
}

Worker::~Worker() = default;

void Worker::begin()
{
    const auto keepOn = [this](const QString &what, Round round) {
        m_kept.push_back(deliver(keep(what, std::move(round)), this, [](bool) { }));
    };
    keepOn(QStringLiteral("automatic steps"), [this](Connection &session) { return timers(session); });
    keepOn(QStringLiteral("the feed"), [this](Connection &session) { return feed(session); });
    keepOn(QStringLiteral("the payment gateway"), [this](Connection &session) { return gateway(session); });
    keepOn(QStringLiteral("the audit"), [this](Connection &session) { return audit(session); });
    keepOn(QStringLiteral("the house"), [this](Connection &session) { return house(session); });
    keepOn(QStringLiteral("sessions"), [this](Connection &session) { return watch(session); });
    if (m_outbox)
        keepOn(QStringLiteral("mail"), [this](Connection &session) { return mail(session); });
}

void Worker::stop()
{
    m_isStopping = true;
    tellStopped();
}

void Worker::tellStopped()
{
    if (m_isStopping && m_atWork == 0)
        QMetaObject::invokeMethod(this, &Worker::stopped, Qt::QueuedConnection);
}

void Worker::log(const QString &sentence) const
{
    if (m_options.log)
        m_options.log(sentence);
}

Task<bool> Worker::keep(QString what, Round round)
{
    auto retry = std::chrono::milliseconds(first_retry);
    while (!m_isStopping) {
        const auto session = co_await signIn(m_options.dsn());
        if (!session) {
            log(QStringLiteral("No link for %1, trying again in %2 s: %3").arg(what).arg(static_cast<double>(retry.count()) / 1000).arg(session.error().message));
        } else {
            log(QStringLiteral("Looking after %1.").arg(what));
            for (;;) {
                ++m_atWork;
                const auto next = co_await round(**session);
                --m_atWork;
                if (m_isStopping) {
                    tellStopped();
                    co_return true;
                }
                if (next) {
                    retry = first_retry;
                    co_await sleepFor(*next);
                } else if ((*session)->isOpen()) {
                    log(QStringLiteral("A round of %1 failed, trying again in %2 s: %3").arg(what).arg(static_cast<double>(retry.count()) / 1000).arg(next.error().message));
                    co_await sleepFor(retry);
                    retry = std::min<std::chrono::milliseconds>(retry * 2, last_retry);
                } else {
                    log(QStringLiteral("The link for %1 is gone.").arg(what));
                    break;
                }
                if (m_isStopping)
                    co_return true;
            }
        }
        co_await sleepFor(retry);
        retry = std::min<std::chrono::milliseconds>(retry * 2, last_retry);
    }
    co_return true;
}

Task<Result<std::chrono::milliseconds>> Worker::timers(Connection &session)
{
    if (!m_sinceAge.isValid() || m_sinceAge.hasExpired(mark_ms)) {
        m_since = any_time;
        m_sinceAge.start();
    }
    const auto round = co_await runTimers(session, m_since);
    if (!round)
        co_return std::unexpected(round.error());
    for (const StepOutcome &step : round->steps) {
        if (step.isFailure())
            log(QStringLiteral("Step %1 (%2) failed with %3.").arg(QString::fromLatin1(step.timer), step.operation, step.outcome));
    }
    if (round->first.isEmpty()) {
        m_since = any_time;
        co_return std::chrono::milliseconds(timer_pause);
    }
    m_since = round->first;
    co_return 0ms;
}

Task<Result<std::chrono::milliseconds>> Worker::feed(Connection &session)
{
    const auto moved = co_await sequenceFeed(session);
    if (!moved)
        co_return std::unexpected(moved.error());
    co_return std::chrono::milliseconds(feed_pause);
}

void Worker::logOfGateway(const QString &sentence)
{
    if (std::exchange(m_gatewayTrouble, sentence) != sentence && !sentence.isEmpty())
        log(sentence);
}

Task<Result<bool>> Worker::openTheGateway(Connection &session)
{
    const auto config = m_options.gateway ? m_options.gateway() : std::unexpected(Error(Error::Kind::NotFound, QStringLiteral("No payment gateway is set up.")));
    if (!config) {
        m_gateway.reset();
        logOfGateway(config.error().message);
        co_return false;
    }
    if (m_gateway && *config == m_gatewayConfig)
        co_return true;
    auto opened = openGateway(*config);
    if (!opened) {
        m_gateway.reset();
        logOfGateway(opened.error().message);
        co_return false;
    }
    const auto account = co_await gatewayAccount(session);
    if (!account)
        co_return std::unexpected(account.error());
    m_gateway = std::move(*opened);
    m_gatewayConfig = *config;
    m_gatewayAccount = *account;
    co_return true;
}

Task<Result<std::chrono::milliseconds>> Worker::gateway(Connection &session)
{
    const auto isOpen = co_await openTheGateway(session);
    if (!isOpen)
        co_return std::unexpected(isOpen.error());
    if (!*isOpen)
        co_return std::chrono::milliseconds(gateway_away_pause);
    const auto round = co_await tellGateway(session, *m_gateway, m_gatewayAccount);
    if (!round)
        co_return std::unexpected(round.error());
    if (!m_gatewayHeard.isValid() || m_gatewayHeard.hasExpired(gateway_hear_ms)) {
        const auto heard = co_await hearGateway(session, *m_gateway);
        if (!heard && !session.isOpen())
            co_return std::unexpected(heard.error());
        logOfGateway(heard ? QString() : heard.error().message);
        if (!heard || *heard == 0)
            m_gatewayHeard.start();
    }
    co_return round->isAnswered ? 0ms : std::chrono::milliseconds(gateway_pause);
}

Task<Result<std::chrono::milliseconds>> Worker::audit(Connection &session)
{
    const auto round = co_await sealAudit(session);
    if (!round)
        co_return std::unexpected(round.error());
    if (*round)
        anchor(**round);
    co_return *round && (*round)->sealed > 0 ? 0ms : std::chrono::milliseconds(seal_pause);
}

void Worker::anchor(const SealRound &head)
{
    const bool isDue = !m_anchored.isValid() || m_anchored.hasExpired(anchor_ms) || m_isStopping;
    if (m_options.anchor.isEmpty() || !isDue || head.position == m_anchoredPosition)
        return;
    QFile file(m_options.anchor);
    const QByteArray line = QByteArray::number(head.position) + ' ' + head.hash + ' ' + QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toLatin1() + '\n';
    m_anchored.start();
    if (!file.open(QIODevice::Append) || file.write(line) != line.size() || !file.flush()) {
        log(QStringLiteral("The head of the audit can not be kept in “%1”: %2.").arg(m_options.anchor, file.errorString()));
        return;
    }
    m_anchoredPosition = head.position;
}

Task<Result<std::chrono::milliseconds>> Worker::house(Connection &session)
{
    const auto kept = co_await keepHouse(session);
    if (!kept)
        co_return std::unexpected(kept.error());
    co_return std::chrono::milliseconds(house_pause);
}

Task<Result<std::chrono::milliseconds>> Worker::watch(Connection &session)
{
    const auto stuck = co_await watchSessions(session);
    if (!stuck)
        co_return std::unexpected(stuck.error());
    for (const StuckSession &one : *stuck) {
        const QString what = one.why == QLatin1String("idle") ? QStringLiteral("was idle within a transaction") : QStringLiteral("kept a snapshot");
        log(one.isEnded() ? QStringLiteral("Ended session %1, which %2 for too long; the audit says whose it was.").arg(one.process, what)
                          : QStringLiteral("Session %1, which %2 for too long, could not be ended: %3.").arg(one.process, what, one.outcome));
    }
    co_return std::chrono::milliseconds(watch_pause);
}

Task<Result<std::chrono::milliseconds>> Worker::mail(Connection &session)
{
    const auto round = co_await m_outbox->round(session, [this] { return m_isStopping; });
    if (!round)
        co_return std::unexpected(round.error());
    if (round->expired > 0)
        log(QStringLiteral("%1 messages were put aside: they were due long ago, and nobody had tried to send them.").arg(round->expired));
    for (const QString &failure : round->failures)
        log(failure);
    if (!round->unreached.isEmpty())
        co_return std::unexpected(Error(Error::Kind::Unavailable, round->unreached));
    if (round->claimed == 0 && round->expired == 0)
        co_return std::chrono::milliseconds(mail_pause);
    co_return 0ms;
}

} // namespace steward
