// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/worker/outbox.h"

using namespace Qt::StringLiterals;

namespace steward {

namespace {

constexpr int most_messages = 50; // then what failed is told, and old news looked for again
const QByteArray back_soon = QByteArrayLiteral("PT30S"); // others go first: the server may dislike this one only

Statement write(QByteArray text, QList<Statement::Value> values)
{
    return Statement(std::move(text), std::move(values), Statement::Kind::Write);
}

QByteArray number(int n)
{
    return QByteArray::number(n);
}

QString codeOf(const MailAnswer &answer)
{
    const QString code = answer.code == 0 ? u"no answer"_s : QString::number(answer.code);
    return answer.status.isEmpty() ? code : code + u' ' + QString::fromLatin1(answer.status);
}

} // namespace

struct Outbox::Claimed {
    Claimed() = default;
    QByteArray number, lease;
    Mail mail;
};

Outbox::Outbox(const MailServer &server)
    : m_server(server)
    , m_client(server)
{
}

Task<Result<MailRound>> Outbox::round(Connection &session, std::function<bool()> isStopping)
{
    MailRound round;
    if (const auto caughtUp = co_await catchUp(session); !caughtUp)
        co_return std::unexpected(caughtUp.error());
    const Statement expire = write("select guard.expire_messages()", {});
    const auto expired = co_await session.run(expire);
    if (!expired)
        co_return std::unexpected(expired.error());
    round.expired = textOf(expired->at(0), 0).toInt();
    while (round.claimed < most_messages && round.unreached.isEmpty() && !isStopping()) {
        const auto message = co_await claim(session);
        if (!message)
            co_return std::unexpected(message.error());
        if (!*message)
            break;
        ++round.claimed;
        const auto offered = co_await offer(session, **message, round);
        if (!offered)
            co_return std::unexpected(offered.error());
    }
    co_return round;
}

Task<Result<std::optional<Outbox::Claimed>>> Outbox::claim(Connection &session)
{
    // One at a time: whoever dies has tried all that was claimed, and what was never offered must not be given up for
    // it.
    const Statement claim = write("select message, lease, message_id, address, name, locale, subject, body, "
                                  "extract(epoch from written_at)::bigint from guard.claim_messages(1, $1)",
                                  { m_server.host().toUtf8() });
    const auto rows = co_await session.run(claim);
    if (!rows)
        co_return std::unexpected(rows.error());
    std::optional<Claimed> claimed;
    if (rows->size() > 0) {
        const Rows::Row row = rows->at(0);
        claimed.emplace();
        claimed->number = textOf(row, 0).toUtf8();
        claimed->lease = textOf(row, 1).toUtf8();
        claimed->mail.messageId = textOf(row, 2).toUtf8();
        claimed->mail.from = m_server.from;
        claimed->mail.to = MailParty(textOf(row, 3), textOf(row, 4));
        claimed->mail.language = textOf(row, 5);
        claimed->mail.subject = textOf(row, 6);
        claimed->mail.body = textOf(row, 7);
        claimed->mail.writtenAt = QDateTime::fromSecsSinceEpoch(textOf(row, 8).toLongLong(), Qt::UTC);
    }
    co_return claimed;
}

Task<Result<bool>> Outbox::catchUp(Connection &session)
{
    while (!m_unrecorded.isEmpty()) {
        const Statement record = m_unrecorded.constFirst();
        const auto recorded = co_await session.run(record);
        if (!recorded && !session.isOpen())
            co_return std::unexpected(recorded.error());
        m_unrecorded.removeFirst(); // what the server itself does not want is not offered for ever
    }
    co_return true;
}

Task<Result<bool>> Outbox::offer(Connection &session, const Claimed &message, MailRound &round)
{
    const QString name = QString::fromLatin1(message.number);
    const QByteArray failed
        = QByteArrayLiteral("select guard.message_failed($1::bigint, $2::uuid, $3, $4::integer, $5)");
    Statement record = write({}, { message.number, message.lease });
    if (!isMailAddress(message.mail.to.address)) {
        record.text = failed;
        record.values << QByteArrayLiteral("no_address") << number(0) << QByteArray("");
        round.failures << u"Message %1 has no address that mail can be sent to."_s.arg(name);
    } else {
        const MailAnswer answer = co_await m_client.send(message.mail);
        const auto fails = [&](const char *failure) {
            record.text = failed;
            record.values << QByteArray(failure) << number(answer.code)
                          << (answer.status.isNull() ? QByteArray("") : answer.status);
        };
        switch (answer.kind) {
        case MailAnswer::Kind::Taken:
            record.text = "select guard.message_sent($1::bigint, $2::uuid, $3::integer, $4)";
            record.values << number(answer.code) << (answer.status.isNull() ? QByteArray("") : answer.status);
            ++round.sent;
            break;
        case MailAnswer::Kind::Refused:
            fails("refused");
            round.failures << u"Message %1 was refused by the mail server (%2)."_s.arg(name, codeOf(answer));
            break;
        case MailAnswer::Kind::Deferred:
            fails("deferred");
            round.failures << u"Message %1 is wanted later by the mail server (%2)."_s.arg(name, codeOf(answer));
            break;
        case MailAnswer::Kind::Lost:
            fails("lost");
            round.failures << u"Message %1 got no answer from the mail server."_s.arg(name);
            break;
        case MailAnswer::Kind::Unreached:
            record.text = "select guard.message_left($1::bigint, $2::uuid, $3::interval)";
            record.values << back_soon;
            round.unreached = u"the mail server could not be used: %1 (%2)"_s.arg(answer.words, codeOf(answer));
            break;
        }
    }
    const auto recorded = co_await session.run(record);
    if (!recorded) {
        m_unrecorded.append(record);
        co_return std::unexpected(recorded.error());
    }
    const QString said = textOf(recorded->at(0), 0);
    if (said.isEmpty() || said == u"f")
        round.failures << u"Message %1 took longer than its lease; somebody else has it now."_s.arg(name);
    co_return true;
}

} // namespace steward
