// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/direct/direct_backend.h"

#include "core/backend/decode.h"
#include "core/base/all.h"
#include "core/pg/steady_call.h"

#include <QJsonDocument>

namespace steward {

namespace {

ConnectionOptions withTimeout(ConnectionOptions options, int milliseconds)
{
    options.statementTimeoutMs = milliseconds;
    return options;
}

Pool::Shape shapeOf(int depth, QByteArray greeting = {})
{
    Pool::Shape shape;
    shape.depth = depth;
    shape.greeting = std::move(greeting);
    return shape;
}

struct ViewColumn {
    QString view;
    QString name;
    bool filterable = false;
    bool sortable = false;
    QString type;
};

constexpr const char *viewColumns
    = "select c.view, c.column_name, c.filterable, c.sortable,"
      " format_type(a.atttypid, a.atttypmod) as type"
      " from api.view_column c left join pg_attribute a"
      " on a.attrelid = to_regclass('api.' || quote_ident(c.view)) and a.attname = c.column_name";

template <class V> void fields(V &v, ViewColumn &c)
{
    v("view", c.view);
    v("column_name", c.name);
    v("filterable", c.filterable);
    v("sortable", c.sortable);
    v("type", c.type);
}

struct Counted {
    qint64 rows = 0;
};

template <class V> void fields(V &v, Counted &c)
{
    v("count", c.rows);
}

struct Replied {
    QJsonValue reply;
};

template <class V> void fields(V &v, Replied &r)
{
    v("invoke", r.reply);
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonObject optionsOf(const Invocation &call)
{
    QJsonObject options;
    if (call.key)
        options.insert(QStringLiteral("key"), call.key->text());
    if (call.version)
        options.insert(QStringLiteral("version"), *call.version);
    if (call.preview)
        options.insert(QStringLiteral("preview"), true);
    if (!call.seen.text.isEmpty())
        options.insert(QStringLiteral("effects_hash"), call.seen.text);
    if (!call.reasonCode.isEmpty())
        options.insert(QStringLiteral("reason_code"), call.reasonCode);
    if (!call.note.isEmpty())
        options.insert(QStringLiteral("note"), call.note);
    if (!call.proposal.isEmpty())
        options.insert(QStringLiteral("proposal"), call.proposal);
    if (!call.onBehalfOf.isEmpty())
        options.insert(QStringLiteral("on_behalf_of"), call.onBehalfOf);
    if (!call.messages.isEmpty())
        options.insert(QStringLiteral("messages"), call.messages);
    return options;
}

Error closed()
{
    return Error(Error::Kind::Unavailable, DirectBackend::tr("The connection was closed."), {},
                 QStringLiteral("08003"));
}

/// A task starts later than it is made: is the backend still there by then? Afterwards nothing but its own pools, and
/// the pauses of steadyCall(), continue what it does.
template <class T, class F> Task<Result<T>> whileAlive(QPointer<DirectBackend> backend, F ask)
{
    if (!backend)
        co_return std::unexpected(closed());
    co_return co_await ask(*backend);
}

} // namespace

DirectBackend::DirectBackend(ConnectionOptions options, QObject *parent, DirectLimits limits)
    : Backend(parent)
    , m_limits(limits)
    , m_control(withTimeout(options, limits.fastMs), shapeOf(1, QByteArrayLiteral("listen steward_feed")))
    , m_fast(withTimeout(options, limits.fastMs).planningOnce(), shapeOf(2))
    , m_slow(withTimeout(options, limits.slowMs), shapeOf(1))
{
    m_slow.cancelOver(&m_control);
    connect(&m_fast, &Pool::stateChanged, this, &DirectBackend::onFastChanged);
    connect(&m_control, &Pool::notified, this, [this] { emit changed({}, 0); });
}

DirectBackend::~DirectBackend() = default;

Task<Result<void>> DirectBackend::open()
{
    return whileAlive<void>(this, [](DirectBackend &self) { return self.signIn(); });
}

Task<Result<Page<Rows::Row>>> DirectBackend::page(ListQuery query, PageRequest where)
{
    return whileAlive<Page<Rows::Row>>(this, [query = std::move(query), where = std::move(where)](DirectBackend &self) {
        return self.askPage(query, where);
    });
}

Task<Result<Total>> DirectBackend::count(ListQuery query)
{
    return whileAlive<Total>(this, [query = std::move(query)](DirectBackend &self) { return self.askCount(query); });
}

Task<Result<Rows>> DirectBackend::read(ListQuery query)
{
    return whileAlive<Rows>(this, [query = std::move(query)](DirectBackend &self) { return self.askRead(query); });
}

Task<Result<QJsonObject>> DirectBackend::invoke(Invocation call)
{
    return whileAlive<QJsonObject>(this,
                                   [call = std::move(call)](DirectBackend &self) { return self.askInvoke(call); });
}

Task<Result<void>> DirectBackend::signIn()
{
    if (m_fast.state() == Pool::State::Closed)
        m_fast.open();
    else if (m_fast.state() == Pool::State::Refused)
        m_fast.reconnect();
    // Together: what every list needs is asked on the way in. Whether it was answered shows when it is needed.
    auto [session, known] = co_await All(m_fast.run(Statement(QByteArrayLiteral("select 1 from api.session"))), knowColumns());
    if (session && session->size() == 1)
        co_return Result<void>();
    if (session) {
        co_return std::unexpected(Error(Error::Kind::Unauthenticated, tr("This account is not an active operator."),
                                        tr("Ask an administrator to give it a role."), QStringLiteral("MP011")));
    }
    const Error &error = session.error();
    if (error.code == u"42P01" || error.code == u"3F000") { // no such view, no such schema
        co_return std::unexpected(Error(Error::Kind::Protocol, tr("This database is not one of Steward's."),
                                        tr("Check the database's name, or have it set up with “stewardctl migrate”."),
                                        error.code));
    }
    co_return std::unexpected(error);
}

void DirectBackend::close()
{
    for (Pool *pool : { &m_slow, &m_fast, &m_control })
        pool->close();
}

void DirectBackend::setPassword(const QString &password)
{
    for (Pool *pool : { &m_slow, &m_fast, &m_control })
        pool->setPassword(password);
}

void DirectBackend::onFastChanged()
{
    if (m_fast.state() == Pool::State::Live) {
        m_columnsAreKnown = false;
        for (Pool *other : { &m_slow, &m_control }) // not before: a wrong password is tried once, not three times
            other->state() == Pool::State::Closed ? other->open() : other->reconnect();
    }
    emit linkChanged();
}

void DirectBackend::reconnect()
{
    m_fast.reconnect();
}

Link DirectBackend::link() const
{
    Link link;
    link.state = m_fast.state();
    link.route = tr("direct");
    link.server = m_fast.options().serverName();
    link.latencyMs = m_fast.latencyMs();
    link.why = m_fast.why() ? m_fast.why()->message : QString();
    link.retryAt = m_fast.retryAt();
    return link;
}

Task<Result<void>> DirectBackend::knowColumns()
{
    if (m_columnsAreKnown)
        co_return Result<void>();
    const auto rows = co_await m_fast.run(Statement(QByteArray(viewColumns)));
    if (!rows)
        co_return std::unexpected(rows.error());
    const auto declared = decodeAll<ViewColumn>(*rows);
    if (!declared)
        co_return std::unexpected(declared.error());
    ListColumns columns;
    for (const ViewColumn &column : *declared)
        columns.declare(column.view, column.name, column.filterable, column.sortable, column.type);
    m_columns = std::move(columns);
    m_columnsAreKnown = true;
    co_return Result<void>();
}

Task<Result<Rows>> DirectBackend::ask(Pool &pool, ListStatement statement)
{
    QList<Statement::Value> values;
    for (QByteArray &value : statement.values)
        values.append(std::move(value));
    co_return co_await pool.run(Statement(std::move(statement.text), std::move(values)));
}

Task<Result<Page<Rows::Row>>> DirectBackend::askPage(ListQuery query, PageRequest where)
{
    if (auto known = co_await knowColumns(); !known)
        co_return std::unexpected(known.error());
    auto statement = pageStatement(query, where, m_columns);
    if (!statement)
        co_return std::unexpected(statement.error());
    Pool &pool = statement->isIndexOrdered ? m_fast : m_slow;
    const auto rows = co_await ask(pool, *std::move(statement));
    if (!rows)
        co_return std::unexpected(rows.error());
    co_return pageOf(*rows, query, where);
}

Task<Result<Total>> DirectBackend::askCount(ListQuery query)
{
    if (auto known = co_await knowColumns(); !known)
        co_return std::unexpected(known.error());
    auto statement = countStatement(query, m_columns);
    if (!statement)
        co_return std::unexpected(statement.error());
    const auto rows = co_await ask(m_slow, *std::move(statement));
    if (!rows)
        co_return std::unexpected(rows.error());
    const auto counted = decodeAll<Counted>(*rows);
    if (!counted)
        co_return std::unexpected(counted.error());
    const qint64 exact = counted->isEmpty() ? 0 : counted->front().rows;
    if (exact <= exactCountLimit)
        co_return Total(exact);

    auto estimate = estimateStatement(query, m_columns);
    if (!estimate)
        co_return std::unexpected(estimate.error());
    const auto plan = co_await ask(m_slow, *std::move(estimate));
    if (!plan)
        co_return std::unexpected(plan.error());
    const auto expected = estimateOf(*plan);
    if (!expected)
        co_return std::unexpected(expected.error());
    co_return Total(std::max<qint64>(exact, *expected), false);
}

Task<Result<Rows>> DirectBackend::askRead(ListQuery query)
{
    if (auto known = co_await knowColumns(); !known)
        co_return std::unexpected(known.error());
    auto statement = readStatement(query, m_columns);
    if (!statement)
        co_return std::unexpected(statement.error());
    Pool &pool = query.arguments() ? m_slow : m_fast;
    co_return co_await ask(pool, *std::move(statement));
}

Task<Result<QJsonObject>> DirectBackend::askInvoke(Invocation invocation)
{
    Q_ASSERT_X(invocation.preview || invocation.key, "invoke", "what changes data needs a key");
    const QList<Statement::Value> values { invocation.operation.toUtf8(), compact(invocation.arguments),
                                           compact(optionsOf(invocation)) };
    Statement statement(QByteArrayLiteral("select api.invoke($1, $2::jsonb, $3::jsonb)"), values,
                        invocation.preview ? Statement::Kind::Read : Statement::Kind::Write);
    statement.timeoutMs = m_limits.callMs;
    statement.preludes.append(Statement::Prelude(
        QByteArrayLiteral("select set_config('plan_cache_mode', 'auto', true)"), QList<Statement::Value>()));
    const QPointer<DirectBackend> self(this);
    const auto rows = co_await steadyCall(&m_fast, std::move(statement), std::chrono::milliseconds(m_limits.resendForMs));
    if (!rows)
        co_return std::unexpected(rows.error());
    const auto replied = decodeAll<Replied>(*rows);
    if (!replied)
        co_return std::unexpected(replied.error());
    if (replied->size() != 1 || !replied->front().reply.isObject()) {
        co_return std::unexpected(Error(Error::Kind::Protocol, tr("The server's reply was not of the agreed form."),
                                        tr("The action itself may have been done: look at the record."),
                                        QStringLiteral("reply")));
    }
    const QJsonObject reply = replied->front().reply.toObject();
    if (!invocation.preview && self) {
        const QJsonObject target = reply.value(QStringLiteral("target")).toObject();
        emit changed(target.value(QStringLiteral("entity")).toString(), target.value(QStringLiteral("id")).toInteger());
    }
    co_return reply; // a slot of that signal may have deleted this backend
}

} // namespace steward
