// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/api/api_backend.h"

#include "core/backend/api/api_address.h"
#include "core/backend/api/api_error.h"
#include "core/backend/list_url.h"

#include <QPointer>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace steward {

namespace {

constexpr auto first_pause = 500ms;
constexpr int most_doublings = 6; ///< half a second to half a minute

/// A task starts later than it is made: is the backend still there by then?
template <class T, class F>
Task<Result<T>> whileAlive(QPointer<ApiBackend> backend, F ask)
{
    if (!backend)
        co_return std::unexpected(ApiBackend::closed());
    co_return co_await ask(*backend);
}

QByteArray address(const QString &name)
{
    return operators_address + inAddress(name);
}

QByteArray withQuery(QByteArray path, const QByteArray &query)
{
    return query.isEmpty() ? path : path + '?' + query;
}

} // namespace

ApiBackend::ApiBackend(ApiOptions options, QObject *parent)
    : Backend(parent)
    , m_options(std::move(options))
    , m_link(m_options)
    , m_session(m_link, m_options)
    , m_events(m_link, m_session)
{
    connect(&m_events, &ApiEvents::heard, this, [this] { emit changed({}, 0); });
    m_options.password.clear();
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &ApiBackend::retry);
}

ApiBackend::~ApiBackend() = default;

Error ApiBackend::closed()
{
    return Error(Error::Kind::Unavailable, tr("The connection was closed."), {}, u"closed"_s);
}

Task<Result<void>> ApiBackend::open()
{
    return whileAlive<void>(this, [](ApiBackend &self) { return self.signIn(); });
}

Task<Result<Page<Rows::Row>>> ApiBackend::page(ListQuery query, PageRequest where)
{
    return whileAlive<Page<Rows::Row>>(this, [query = std::move(query), where = std::move(where)](ApiBackend &self) { return self.askPage(query, where); });
}

Task<Result<Total>> ApiBackend::count(ListQuery query)
{
    return whileAlive<Total>(this, [query = std::move(query)](ApiBackend &self) { return self.askCount(query); });
}

Task<Result<Rows>> ApiBackend::read(ListQuery query)
{
    return whileAlive<Rows>(this, [query = std::move(query)](ApiBackend &self) { return self.askRead(query); });
}

Task<Result<QJsonObject>> ApiBackend::invoke(Invocation call)
{
    return whileAlive<QJsonObject>(this, [call = std::move(call)](ApiBackend &self) { return self.askInvoke(call); });
}

Task<Result<void>> ApiBackend::signIn()
{
    setState(Link::State::Connecting);
    const auto signedIn = co_await m_session.signIn();
    if (!signedIn) {
        onError(signedIn.error());
        co_return signedIn;
    }
    setState(Link::State::Live);
    const auto session = co_await askRead(ListQuery(u"session"_s));
    if (!session)
        co_return std::unexpected(session.error());
    if (session->size() != 1) {
        const Error nobody(Error::Kind::Unauthenticated, tr("This account is not an active operator."), tr("Ask an administrator to give it a role."), u"MP011"_s);
        setState(Link::State::Refused, nobody);
        co_return std::unexpected(nobody);
    }
    co_return Result<void>();
}

void ApiBackend::close()
{
    m_retry.stop();
    m_question = {};
    m_session.signOut();
    setState(Link::State::Closed);
}

Link ApiBackend::link() const
{
    Link link;
    link.state = m_state;
    link.route = tr("API");
    link.server = m_link.server().authority();
    link.latencyMs = m_link.latencyMs();
    link.why = m_why;
    link.retryAt = m_retryAt;
    return link;
}

void ApiBackend::setState(Link::State state, const std::optional<Error> &why)
{
    const bool isBack = state == Link::State::Live && m_state == Link::State::Reconnecting;
    m_why = why ? why->message : QString();
    if (state != Link::State::Reconnecting)
        m_retryAt = {};
    if (state == Link::State::Live)
        m_attempts = 0;
    m_state = state;
    if (state == Link::State::Live)
        m_events.begin();
    else if (state != Link::State::Reconnecting)
        m_events.end();
    if (isBack)
        m_operations.clear(); // the server may have been upgraded meanwhile
    const QPointer<ApiBackend> self(this);
    emit linkChanged();
    if (isBack && self)
        emit changed({}, 0); // whatever happened was not told
}

void ApiBackend::onError(const Error &error)
{
    if (m_state == Link::State::Closed || error.code == "crowded"_L1)
        return;
    if (error.kind == Error::Kind::Unavailable) {
        setState(Link::State::Reconnecting, error);
        if (!m_retry.isActive() && !m_question.isPending())
            retryLater();
    } else if (error.kind == Error::Kind::Unauthenticated || (error.kind == Error::Kind::Protocol && !m_session.isSignedIn())) {
        m_retry.stop();
        setState(Link::State::Refused, error);
    }
}

void ApiBackend::retryLater()
{
    const auto pause = first_pause * (1 << std::min(m_attempts, most_doublings));
    const auto wait = pause / 2 + std::chrono::milliseconds(QRandomGenerator::global()->bounded(static_cast<int>(pause.count() / 2) + 1));
    ++m_attempts;
    m_retryAt = QDateTime::currentDateTimeUtc().addMSecs(wait.count());
    m_retry.start(wait);
    emit linkChanged();
}

void ApiBackend::reconnect()
{
    m_retry.stop();
    retry();
}

Task<Result<bool>> ApiBackend::isReady()
{
    if (!m_session.isSignedIn()) {
        const auto signedIn = co_await m_session.signIn();
        if (!signedIn)
            co_return std::unexpected(signedIn.error());
        co_return true;
    }
    const auto answer = co_await m_link.send(ApiRequest("GET", "/readyz", m_options.fast));
    if (!answer)
        co_return std::unexpected(answer.error());
    if (!answer->isGood())
        co_return std::unexpected(errorOfAnswer(answer->status, answer->body));
    co_return true;
}

void ApiBackend::retry()
{
    m_question = deliver(isReady(), this, [this](const Result<bool> &ready) {
        if (ready)
            return setState(Link::State::Live);
        if (ready.error().kind == Error::Kind::Unauthenticated || ready.error().kind == Error::Kind::Protocol)
            return setState(Link::State::Refused, ready.error());
        setState(Link::State::Reconnecting, ready.error());
        retryLater();
    });
}

Task<Result<QByteArray>> ApiBackend::ask(ApiRequest request, bool insists)
{
    if (!insists && (m_state == Link::State::Reconnecting || m_state == Link::State::Closed))
        co_return std::unexpected(Error(Error::Kind::Unavailable, m_why.isEmpty() ? tr("The link to the server is lost.") : m_why, {}, u"away"_s));
    co_return co_await send(std::move(request));
}

Task<Result<QByteArray>> ApiBackend::send(ApiRequest request)
{
    const QPointer<ApiBackend> self(this);
    for (bool isSecond = false;; isSecond = true) {
        const auto token = co_await m_session.token();
        if (!self)
            co_return std::unexpected(ApiBackend::closed());
        if (!token) {
            onError(token.error());
            co_return std::unexpected(token.error());
        }
        ApiRequest signedOne = request;
        const auto answer = co_await m_link.send(signedOne.with("Authorization", "Bearer " + *token));
        if (!answer) {
            onError(answer.error());
            co_return std::unexpected(answer.error());
        }
        if (answer->isGood())
            co_return answer->body;
        const Error refused = errorOfAnswer(answer->status, answer->body);
        if (refused.kind == Error::Kind::Unauthenticated && !isSecond) {
            m_session.drop(*token);
            continue;
        }
        if (refused.kind == Error::Kind::Unavailable || refused.kind == Error::Kind::Unauthenticated)
            onError(refused);
        co_return std::unexpected(refused);
    }
}

Task<Result<JsonList>> ApiBackend::askList(QByteArray method, QString view, QByteArray query, std::chrono::milliseconds patience)
{
    const auto body = co_await ask(ApiRequest(std::move(method), withQuery(address(view), query), patience));
    if (!body)
        co_return std::unexpected(body.error());
    co_return listOfJson(*body);
}

Task<Result<Page<Rows::Row>>> ApiBackend::askPage(ListQuery query, PageRequest where)
{
    const auto list = co_await askList(QByteArray("GET"), query.view(), urlOfPage(query, where), m_options.slow);
    if (!list)
        co_return std::unexpected(list.error());
    Page<Rows::Row> page;
    page.previous = list->previous;
    page.next = list->next;
    for (int row = 0; row < list->rows.size(); ++row)
        page.rows.append(list->rows.at(row));
    co_return page;
}

Task<Result<Total>> ApiBackend::askCount(ListQuery query)
{
    const auto body = co_await ask(ApiRequest("GET", withQuery(address(query.view()) + "/count", urlOfRead(query)), m_options.slow));
    if (!body)
        co_return std::unexpected(body.error());
    co_return totalOfJson(*body);
}

Task<Result<Rows>> ApiBackend::askRead(ListQuery query)
{
    const auto patience = query.arguments() ? m_options.slow : m_options.fast;
    const QByteArray url = urlOfRead(query);
    auto list = co_await askList(QByteArray(m_tracing.contains(query.view()) ? "POST" : "GET"), query.view(), url, patience);
    if (!list && list.error().code == "no_such_method"_L1 && !m_tracing.contains(query.view())) {
        m_tracing.insert(query.view());
        list = co_await askList(QByteArray("POST"), query.view(), url, patience);
    }
    if (!list)
        co_return std::unexpected(list.error());
    co_return list->rows;
}

} // namespace steward
