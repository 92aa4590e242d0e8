// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/events.h"

#include "core/backend/decode.h"
#include "core/http/http_stream.h"
#include "core/http/problem.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace steward {

namespace {

constexpr auto rest = 100ms;
constexpr auto heartbeat = 15s; ///< proxies take a silent link for a dead one after half a minute
constexpr auto soon = 500ms; ///< after an error
constexpr const char *come_back_after = "retry: 2000\n";

struct Change {
    qint64 place = 0;
    QString entity;
    std::optional<qint64> id;
};

template <class V> void fields(V &v, Change &c)
{
    v("place", c.place);
    v("entity", c.entity);
    v("id", c.id);
}

/// What one client follows.
class EventStream final : public HttpStream {
public:
    EventStream(Events &events, Links &links, Caller caller, QByteArray place)
        : m_links(links)
        , m_caller(std::move(caller))
        , m_place(std::move(place))
    {
        connect(&events, &Events::told, this, &EventStream::look);
        connect(&events, &QObject::destroyed, this, &HttpStream::ended);
        m_pulse.setInterval(heartbeat);
        connect(&m_pulse, &QTimer::timeout, this, [this] {
            emit wrote(m_place.isEmpty() ? QByteArray(":\n\n") : placeTold()); // how far what others see was gone past
            look(); // also asks whether the session still is
        });
        m_again.setSingleShot(true);
        connect(&m_again, &QTimer::timeout, this, &EventStream::look);
        connect(this, &HttpStream::roomChanged, this, [this] {
            if (m_isBehind && hasRoom())
                look();
        });
    }

    void begin() override
    {
        emit wrote(QByteArray(come_back_after) + ":\n\n");
        m_pulse.start();
        look();
    }
    [[nodiscard]] QByteArray farewell() const override { return "retry: 500\n:\n\n"; }

private:
    [[nodiscard]] QByteArray placeTold() const { return "id: " + m_place + "\n\n"; }
    void look()
    {
        m_isBehind = true;
        if (!m_question.isPending() && !m_again.isActive() && hasRoom())
            ask();
    }
    void ask()
    {
        m_isBehind = false;
        const QList<Statement::Value> values { m_place.isEmpty() ? Statement::Value() : Statement::Value(m_place) };
        m_question = deliver(m_links.ask(m_caller, Statement("select place, entity, id from api.feed_after($1)", values), Links::Pace::Quick), this,
                             [this](const Result<Rows> &rows) { take(rows); });
    }
    void take(const Result<Rows> &rows)
    {
        const auto changes = rows ? decodeAll<Change>(*rows) : std::unexpected(rows.error());
        if (!changes) {
            if (changes.error().kind == Error::Kind::Unauthenticated || changes.error().kind == Error::Kind::Forbidden) {
                emit ended(); // coming back it is told why
                return;
            }
            m_again.start(soon);
            return;
        }
        QByteArray text;
        const QByteArray before = m_place;
        for (const Change &change : *changes) {
            m_place = QByteArray::number(change.place);
            if (change.id)
                text += "id: " + m_place + "\nevent: change\ndata: {\"entity\":\"" + change.entity.toUtf8() + "\",\"id\":" + QByteArray::number(*change.id) + "}\n\n";
        }
        if (before.isEmpty() || m_place.toLongLong() < before.toLongLong()) // from here on nothing is missed
            text += placeTold();
        if (!text.isEmpty())
            emit wrote(text);
        const bool wentOn = !before.isEmpty() && m_place.toLongLong() >= before.toLongLong() + most_at_once;
        if (m_isBehind || wentOn)
            look();
    }

    static constexpr qint64 most_at_once = 1000; ///< as api.feed_after gives

    Links &m_links;
    Caller m_caller;
    QByteArray m_place;
    QTimer m_pulse, m_again;
    bool m_isBehind = false;
    Question m_question;
};

/// A place of the feed. Nothing: it is none.
std::optional<QByteArray> placeOf(const QByteArray &field)
{
    constexpr qsizetype most_digits = 18;
    const QByteArray place = field.trimmed();
    const bool isNumber = std::ranges::all_of(place, [](char c) { return c >= '0' && c <= '9'; });
    return isNumber && place.size() <= most_digits ? std::optional(place) : std::nullopt;
}

} // namespace

Events::Events(Links &links, Authenticate authenticate, QObject *parent)
    : QObject(parent)
    , m_links(links)
    , m_authenticate(std::move(authenticate))
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(rest);
    connect(&m_rest, &QTimer::timeout, this, &Events::told);
}

Events::~Events() = default;

void Events::addTo(HttpRouter &router)
{
    router.add(HttpRoute("GET", "/v1/events", [this](HttpRequest request) { return open(std::move(request)); }));
}

void Events::tell()
{
    if (!m_rest.isActive())
        m_rest.start();
}

Task<HttpResponse> Events::open(HttpRequest request)
{
    const auto caller = m_authenticate(request);
    if (!caller)
        co_return problem(faultOf(caller.error()), request.id);
    if (caller->kind == Caller::Kind::Anonymous)
        co_return problem(HttpFault(401, "unauthenticated", u"Sign in first."_s), request.id);
    const auto place = placeOf(request.field("last-event-id"));
    if (!place)
        co_return problem(HttpFault(400, "last_event_id", u"Last-Event-ID takes the id of the last event that you got."_s), request.id);
    HttpResponse response(200, "text/event-stream; charset=utf-8", {});
    response.fields.append(HttpField("X-Accel-Buffering", "no")); // proxies pass each event on at once
    response.stream = makeStream<EventStream>(*this, m_links, *caller, *place);
    co_return response;
}

} // namespace steward
