// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mail/smtp_talk.h"

#include <QRegularExpression>

#include <curl/curl.h>

#include <cstring>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

constexpr long idle_s = 20; // a connection that was idle for longer is made again: servers close theirs

/// libcurl would write what it has no other place for to the standard output.
size_t drop(char *, size_t size, size_t count, void *)
{
    return size * count;
}

} // namespace

/// One mail on its way: what is left of it, how far the server was told, and what it said last.
struct SmtpTalk::Turn {
    enum class Stage { Before, Sender, Recipient };

    explicit Turn(const Mail &mail)
        : text(composed(mail))
        , recipients(curl_slist_append(nullptr, QByteArray('<' + mail.to.address.toUtf8() + '>').constData()))
    {
    }
    ~Turn() { curl_slist_free_all(recipients); }
    Q_DISABLE_COPY_MOVE(Turn)

    QByteArray text;
    qsizetype given = 0;
    curl_slist *recipients;
    Stage stage = Stage::Before;
    bool isOver = false; ///< we have said goodbye: what the server answers is about that
    int code = 0;
    QByteArray status;
};

SmtpTalk::SmtpTalk(MailServer server)
    : m_server(std::move(server))
{
    static const CURLcode once = curl_global_init(CURL_GLOBAL_DEFAULT);
    Q_ASSERT_X(once == CURLE_OK, "SmtpTalk", "libcurl did not start");
}

SmtpTalk::~SmtpTalk()
{
    curl_easy_cleanup(m_transfer);
}

void SmtpTalk::prepare()
{
    m_transfer = curl_easy_init();
    const auto set = [this](auto option, auto value) { curl_easy_setopt(m_transfer, option, value); };
    set(CURLOPT_URL, m_server.url.constData());
    set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(CURLOPT_USE_SSL, static_cast<long>(m_server.isPlain ? CURLUSESSL_NONE : CURLUSESSL_ALL));
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    if (!m_server.caFile.isEmpty()) {
        set(CURLOPT_CAINFO, m_server.caFile.constData());
        set(CURLOPT_CAPATH, static_cast<const char *>(nullptr)); // instead of the system's, not besides
    }
    if (!m_server.user.isEmpty()) {
        set(CURLOPT_USERNAME, m_server.user.constData());
        set(CURLOPT_PASSWORD, m_server.password.constData());
    }
    const auto timeout_s = static_cast<long>(m_server.timeout.count());
    set(CURLOPT_TIMEOUT, timeout_s);
    set(CURLOPT_CONNECTTIMEOUT, timeout_s);
    set(CURLOPT_SERVER_RESPONSE_TIMEOUT, timeout_s); // the only one that also holds for the goodbye
    set(CURLOPT_MAXAGE_CONN, idle_s);
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_UPLOAD, 1L);
    set(CURLOPT_READFUNCTION, &SmtpTalk::give);
    set(CURLOPT_READDATA, static_cast<void *>(this));
    set(CURLOPT_HEADERFUNCTION, &SmtpTalk::hear);
    set(CURLOPT_HEADERDATA, static_cast<void *>(this));
    set(CURLOPT_WRITEFUNCTION, &drop);
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_XFERINFOFUNCTION, &SmtpTalk::isToEnd);
    set(CURLOPT_XFERINFODATA, static_cast<void *>(this));
    set(CURLOPT_VERBOSE, 1L); // for `watch`, which is all that hears of it
    set(CURLOPT_DEBUGFUNCTION, &SmtpTalk::watch);
    set(CURLOPT_DEBUGDATA, static_cast<void *>(this));
}

MailAnswer SmtpTalk::offer(const Mail &mail)
{
    m_turn = std::make_unique<Turn>(mail);
    if (!m_transfer)
        prepare();
    curl_easy_setopt(m_transfer, CURLOPT_MAIL_FROM, QByteArray('<' + mail.from.address.toUtf8() + '>').constData());
    curl_easy_setopt(m_transfer, CURLOPT_MAIL_RCPT, m_turn->recipients);
    curl_easy_setopt(m_transfer, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(m_turn->text.size()));
    const CURLcode result = curl_easy_perform(m_transfer);
    const MailAnswer came = answer(result);
    if (result != CURLE_OK) {
        // libcurl 7.88 keeps a connection on which it waited in vain: what the server then says at last, of this mail,
        // would be taken for its answer to the next.
        curl_easy_cleanup(std::exchange(m_transfer, nullptr));
    }
    return came;
}

size_t SmtpTalk::give(char *buffer, size_t size, size_t count, void *self)
{
    Turn &turn = *static_cast<SmtpTalk *>(self)->m_turn;
    const qsizetype part = std::min<qsizetype>(static_cast<qsizetype>(size * count), turn.text.size() - turn.given);
    std::memcpy(buffer, turn.text.constData() + turn.given, static_cast<size_t>(part));
    turn.given += part;
    return static_cast<size_t>(part);
}

size_t SmtpTalk::hear(char *line, size_t size, size_t count, void *self)
{
    Turn *turn = static_cast<SmtpTalk *>(self)->m_turn.get();
    static const QRegularExpression reply(u"^([2-5][0-9][0-9])(?:[ -](?:([245]\\.[0-9]{1,3}\\.[0-9]{1,3})\\b)?)?"_s);
    const auto match = reply.match(QString::fromLatin1(line, static_cast<qsizetype>(size * count)));
    if (turn && !turn->isOver && match.hasMatch()) {
        turn->code = match.captured(1).toInt();
        turn->status = match.captured(2).toLatin1();
    }
    return size * count;
}

int SmtpTalk::isToEnd(void *self, curl_off_t, curl_off_t, curl_off_t, curl_off_t)
{
    return static_cast<SmtpTalk *>(self)->m_isAborted ? 1 : 0;
}

int SmtpTalk::watch(void *, int kind, char *bytes, size_t size, void *self)
{
    Turn *turn = static_cast<SmtpTalk *>(self)->m_turn.get();
    if (kind != CURLINFO_HEADER_OUT || !turn)
        return 0;
    const QByteArrayView command(bytes, static_cast<qsizetype>(size));
    if (command.startsWith("QUIT"))
        turn->isOver = true;
    // What a server said to the step before is no answer to this one.
    const auto reaches = [&](QByteArrayView step, Turn::Stage stage) {
        if (!command.startsWith(step))
            return;
        turn->stage = stage;
        turn->code = 0;
        turn->status.clear();
    };
    reaches("MAIL FROM:", Turn::Stage::Sender);
    reaches("RCPT TO:", Turn::Stage::Recipient);
    return 0;
}

MailAnswer SmtpTalk::answer(int result) const
{
    MailAnswer answer;
    answer.code = m_turn->code;
    answer.status = m_turn->status;
    if (result == CURLE_OK) {
        answer.kind = MailAnswer::Kind::Taken;
    } else if (m_turn->stage == Turn::Stage::Before || (m_turn->stage == Turn::Stage::Sender && answer.code >= 400)) {
        answer.kind = MailAnswer::Kind::Unreached;
        answer.words = QString::fromUtf8(curl_easy_strerror(static_cast<CURLcode>(result)));
    } else if (answer.code >= 500) {
        answer.kind = MailAnswer::Kind::Refused;
    } else if (answer.code >= 400) {
        answer.kind = MailAnswer::Kind::Deferred;
    } else {
        answer.kind = MailAnswer::Kind::Lost;
        answer.code = 0; // what it said to an earlier step is no answer
        answer.status.clear();
    }
    return answer;
}

} // namespace steward
