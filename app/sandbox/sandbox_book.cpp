// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/sandbox_book.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

constexpr qint64 authorisation_days = 7; ///< for how long card networks keep an amount reserved
const QString connection_name = u"sandbox"_s;

constexpr std::array tables {
    "create table if not exists payment (account text, payment text, reference text unique, state text, amount integer, currency text, captured integer default 0, "
    "refunded integer default 0, expires text, primary key (account, payment)) without rowid",
    "create table if not exists request (account text, key text, asked text, status integer, answer text, primary key (account, key)) without rowid",
    "create table if not exists event (account text, position integer, body text, primary key (account, position)) without rowid",
    "create table if not exists told (account text primary key, position integer) without rowid",
    "create table if not exists scenario (id integer primary key, kind text, what text, argument text, left integer)",
};

QString compact(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QJsonObject parsed(const QString &text)
{
    return QJsonDocument::fromJson(text.toUtf8()).object();
}

SandboxReply replyOf(int status, QJsonObject body)
{
    SandboxReply reply;
    reply.status = status;
    reply.body = std::move(body);
    return reply;
}

SandboxReply refusal(int status, const QString &words)
{
    QJsonObject body;
    body[u"words"_s] = words;
    return replyOf(status, body);
}

QJsonObject amountOf(const QJsonObject &asked, qint64 amount)
{
    QJsonObject body;
    body[u"amount"_s] = amount;
    body[u"currency"_s] = asked[u"currency"_s];
    return body;
}

/// A card that a payment always has: what the customer's app would have told the gateway.
void addCard(const QString &payment, QJsonObject &body)
{
    static const std::array brands { u"Visa"_s, u"Mastercard"_s, u"Amex"_s };
    const QByteArray dice = QCryptographicHash::hash(payment.toUtf8(), QCryptographicHash::Sha256);
    const auto die = [&](qsizetype place) { return static_cast<unsigned>(static_cast<unsigned char>(dice.at(place))); };
    body[u"card_brand"_s] = brands.at(die(0) % brands.size());
    body[u"card_last4"_s] = u"%1"_s.arg((die(1) * 256 + die(2)) % 10'000, 4, 10, QChar(u'0'));
}

QDateTime momentOf(const QJsonObject &asked)
{
    QString text = asked[u"moment"_s].toString().replace(u' ', u'T');
    if (text.endsWith("+00"_L1))
        text += u":00"_s;
    const QDateTime moment = QDateTime::fromString(text, Qt::ISODateWithMs).toUTC();
    return moment.isValid() ? moment : QDateTime::currentDateTimeUtc();
}

} // namespace

SandboxBook::SandboxBook() = default;

SandboxBook::~SandboxBook()
{
    m_file.close();
    m_file = {};
    QSqlDatabase::removeDatabase(connection_name);
}

Result<bool> SandboxBook::open(const QString &file, bool isDurable)
{
    m_file = QSqlDatabase::addDatabase(u"QSQLITE"_s, connection_name);
    m_file.setDatabaseName(file);
    if (!m_file.open())
        return std::unexpected(Error(Error::Kind::Invalid, tr("The file “%1” of the sandbox can not be opened: %2.").arg(file, m_file.lastError().text())));
    ask(u"pragma journal_mode = wal"_s);
    ask(isDurable ? u"pragma synchronous = full"_s : u"pragma synchronous = off"_s);
    for (const char *table : tables)
        ask(QString::fromLatin1(table));
    if (!m_trouble.isEmpty())
        return std::unexpected(Error(Error::Kind::Invalid, tr("The file “%1” is not a sandbox's: %2.").arg(file, m_trouble)));
    return true;
}

QList<QVariantList> SandboxBook::ask(const QString &sql, const QVariantList &values)
{
    QSqlQuery query(m_file);
    query.prepare(sql);
    for (const QVariant &value : values)
        query.addBindValue(value);
    QList<QVariantList> rows;
    if (!query.exec()) {
        m_trouble = query.lastError().text();
        return rows;
    }
    while (query.next()) {
        QVariantList row;
        for (int column = 0; column < query.record().count(); ++column)
            row.append(query.value(column));
        rows.append(row);
    }
    return rows;
}

SandboxReply SandboxBook::request(const QString &account, const QString &key, const QJsonObject &asked)
{
    m_trouble.clear();
    if (key.isEmpty() || key.size() > 100 || account.isEmpty())
        return refusal(400, tr("A request needs an account and a key of its own."));
    ask(u"begin immediate"_s);
    QJsonObject said = asked;
    said.remove(u"moment"_s); // of the same request sent again it is another
    const QString words = compact(said);
    SandboxReply reply;
    const auto known = ask(u"select asked, status, answer from request where account = ? and key = ?"_s, { account, key });
    if (!known.isEmpty()) {
        reply = known.at(0).at(0).toString() == words ? replyOf(known.at(0).at(1).toInt(), parsed(known.at(0).at(2).toString()))
                                                      : refusal(422, tr("This key was used before for something else."));
    } else {
        const Scenario scenario = takeScenario(asked[u"kind"_s].toString());
        if (scenario.what == "error"_L1 || scenario.what == "vanish"_L1) {
            reply = refusal(500, tr("The sandbox was told to fail."));
        } else {
            reply = perform(account, key, asked, scenario);
            ask(u"insert into request (account, key, asked, status, answer) values (?, ?, ?, ?, ?)"_s, { account, key, words, reply.status, compact(reply.body) });
        }
        reply.isLost = scenario.what == "vanish"_L1 || scenario.what == "lose"_L1;
        reply.delay_ms = scenario.what == "slow"_L1 ? scenario.argument.toInt() : 0;
    }
    ask(m_trouble.isEmpty() ? u"commit"_s : u"rollback"_s);
    return m_trouble.isEmpty() ? reply : refusal(500, m_trouble);
}

SandboxBook::Scenario SandboxBook::takeScenario(const QString &kind)
{
    const auto next = ask(u"select id, what, argument from scenario where left > 0 and kind in (?, 'any') order by id limit 1"_s, { kind });
    if (next.isEmpty())
        return {};
    ask(u"update scenario set left = left - 1 where id = ?"_s, { next.at(0).at(0) });
    return { next.at(0).at(1).toString(), next.at(0).at(2).toString() };
}

SandboxReply SandboxBook::perform(const QString &account, const QString &key, const QJsonObject &asked, const Scenario &scenario)
{
    const QString kind = asked[u"kind"_s].toString();
    const qint64 amount = asked[u"amount"_s].toInteger();
    if (amount <= 0 || asked[u"payment"_s].toString().isEmpty() || asked[u"currency"_s].toString().size() != 3)
        return refusal(400, tr("A request names a payment, an amount above nothing and a currency."));
    if (scenario.what == "decline"_L1) {
        tell(account, kind + u".declined"_s, key, amountOf(asked, amount));
        return refusal(402, tr("The card's bank declined."));
    }
    if (scenario.what == "refuse"_L1)
        return refusal(422, scenario.argument.isEmpty() ? tr("The gateway refuses this.") : scenario.argument);
    SandboxReply reply = kind == "authorise"_L1 ? authorise(account, asked) : change(account, asked, scenario);
    if (reply.status != 200)
        return reply;
    QJsonObject details = reply.body;
    if (kind == "refund"_L1 && scenario.what == "pending"_L1) {
        reply.body[u"pending"_s] = true;
        tell(account, u"refund."_s + (scenario.argument.isEmpty() ? u"succeeded"_s : scenario.argument), key, details);
    } else {
        tell(account, kind + u".succeeded"_s, key, details);
    }
    return reply;
}

SandboxReply SandboxBook::authorise(const QString &account, const QJsonObject &asked)
{
    const QString payment = asked[u"payment"_s].toString();
    const qint64 amount = asked[u"amount"_s].toInteger();
    if (!ask(u"select 1 from payment where account = ? and payment = ?"_s, { account, payment }).isEmpty())
        return refusal(422, tr("This payment was authorised before."));
    const QString reference = u"sb_"_s + QUuid::createUuid().toString(QUuid::Id128);
    const QString expires = momentOf(asked).addDays(authorisation_days).toString(Qt::ISODateWithMs);
    ask(u"insert into payment (account, payment, reference, state, amount, currency, expires) values (?, ?, ?, 'authorised', ?, ?, ?)"_s,
        { account, payment, reference, amount, asked[u"currency"_s].toString(), expires });
    QJsonObject body = amountOf(asked, amount);
    body[u"reference"_s] = reference;
    body[u"expires"_s] = expires;
    addCard(payment, body);
    return replyOf(200, body);
}

SandboxReply SandboxBook::change(const QString &account, const QJsonObject &asked, const Scenario &scenario)
{
    const QString kind = asked[u"kind"_s].toString();
    const auto found = ask(u"select payment, state, amount, currency, captured, refunded, expires from payment where account = ? and reference = ?"_s,
        { account, asked[u"reference"_s].toString() });
    if (found.isEmpty() || found.at(0).at(0) != asked[u"payment"_s].toString())
        return refusal(404, tr("The gateway does not know this payment."));
    const QVariantList &held = found.at(0);
    const QString state = held.at(1).toString();
    if (held.at(3) != asked[u"currency"_s].toString())
        return refusal(422, tr("This payment is in another currency."));
    const qint64 amount = scenario.what == "less"_L1 ? asked[u"amount"_s].toInteger() / 2 : asked[u"amount"_s].toInteger();
    const QVariant reference = asked[u"reference"_s].toString();
    if (kind == "capture"_L1) {
        if (state != "authorised"_L1)
            return refusal(422, tr("What is %1 can not be captured.").arg(state));
        if (momentOf(asked) > QDateTime::fromString(held.at(6).toString(), Qt::ISODateWithMs))
            return refusal(422, tr("The authorisation has lapsed."));
        if (amount > held.at(2).toLongLong())
            return refusal(422, tr("More can not be captured than was authorised."));
        ask(u"update payment set state = 'captured', captured = ? where reference = ?"_s, { amount, reference });
    } else if (kind == "void"_L1) {
        if (state != "authorised"_L1)
            return refusal(422, tr("What is %1 can not be let go.").arg(state));
        ask(u"update payment set state = 'voided' where reference = ?"_s, { reference });
    } else if (kind == "refund"_L1) {
        if (held.at(5).toLongLong() + amount > held.at(4).toLongLong())
            return refusal(422, tr("More can not be given back than was captured."));
        if (scenario.what != "pending"_L1 || scenario.argument != "failed"_L1)
            ask(u"update payment set refunded = refunded + ? where reference = ?"_s, { amount, reference });
    } else {
        return refusal(400, tr("Nothing is called “%1”; there is authorise, capture, void and refund.").arg(kind));
    }
    QJsonObject body = amountOf(asked, amount);
    body[u"reference"_s] = asked[u"reference"_s];
    return replyOf(200, body);
}

void SandboxBook::tell(const QString &account, const QString &kind, const QString &key, const QJsonObject &details)
{
    const qint64 position = ask(u"select coalesce(max(position), 0) + 1 from event where account = ?"_s, { account }).value(0).value(0).toLongLong();
    QJsonObject body = details;
    body[u"id"_s] = u"evt_%1_%2"_s.arg(account.left(8)).arg(position);
    body[u"position"_s] = position;
    body[u"kind"_s] = kind;
    body[u"key"_s] = key;
    ask(u"insert into event (account, position, body) values (?, ?, ?)"_s, { account, position, compact(body) });
}

QJsonObject SandboxBook::events(const QString &account, qint64 after, int limit)
{
    m_trouble.clear();
    QJsonArray told;
    for (const QVariantList &row : ask(u"select body from event where account = ? and position > ? order by position limit ?"_s, { account, after, limit }))
        told.append(parsed(row.at(0).toString()));
    QJsonObject body;
    body[u"events"_s] = told;
    return body;
}

QHash<QString, qint64> SandboxBook::untold()
{
    m_trouble.clear();
    QHash<QString, qint64> known;
    for (const QVariantList &row : ask(u"select event.account, coalesce(told.position, 0) from event left join told on told.account = event.account "
                                       "group by event.account having max(event.position) > coalesce(told.position, 0)"_s))
        known.insert(row.at(0).toString(), row.at(1).toLongLong());
    return known;
}

void SandboxBook::noteTold(const QString &account, qint64 position)
{
    ask(u"insert into told (account, position) values (?, ?) on conflict (account) do update set position = excluded.position"_s, { account, position });
}

QJsonObject SandboxBook::payments(const QString &account)
{
    m_trouble.clear();
    QJsonArray held;
    for (const QVariantList &row : ask(u"select payment, reference, state, amount, currency, captured, refunded from payment where account = ? order by payment"_s, { account })) {
        QJsonObject payment;
        const std::array names { u"payment"_s, u"reference"_s, u"state"_s, u"amount"_s, u"currency"_s, u"captured"_s, u"refunded"_s };
        for (std::size_t i = 0; i < names.size(); ++i)
            payment[names.at(i)] = QJsonValue::fromVariant(row.at(static_cast<qsizetype>(i)));
        held.append(payment);
    }
    QJsonObject body;
    body[u"payments"_s] = held;
    return body;
}

SandboxReply SandboxBook::addScenario(const QJsonObject &wanted)
{
    static const QStringList known { u"decline"_s, u"refuse"_s, u"error"_s, u"vanish"_s, u"lose"_s, u"slow"_s, u"pending"_s, u"less"_s };
    const QString what = wanted[u"what"_s].toString();
    if (!known.contains(what))
        return refusal(400, tr("A scenario is one of: %1.").arg(known.join(u", "_s)));
    m_trouble.clear();
    ask(u"insert into scenario (kind, what, argument, left) values (?, ?, ?, ?)"_s,
        { wanted[u"kind"_s].toString(u"any"_s), what, wanted[u"argument"_s].toString(), wanted[u"times"_s].toInt(1) });
    return m_trouble.isEmpty() ? replyOf(200, {}) : refusal(500, m_trouble);
}

} // namespace steward
