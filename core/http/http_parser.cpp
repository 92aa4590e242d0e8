// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/http_parser.h"

#include "core/http/http_text.h"

#include <QDateTime>
#include <QLocale>

#include <limits>

// Beast's own I/O is not used: neither Asio's sockets nor its threads are opened or linked.
#define BOOST_ERROR_CODE_HEADER_ONLY
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#include <boost/beast/core/buffers_range.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/serializer.hpp>
#include <boost/beast/http/status.hpp>
#pragma GCC diagnostic pop

using namespace Qt::StringLiterals;
namespace beast = boost::beast;

namespace steward {

namespace {

/// "0", its line's end, and an empty line: no body in chunks ends with less. Beast 1.74 takes it for granted that all of it is
/// there when it looks at it for the second time, and ends the program where it is not.
constexpr qsizetype least_of_chunks = 5;

QByteArray bytesOf(beast::string_view text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

HttpFault badRequest(const char *code, const QString &detail)
{
    return HttpFault(400, code, detail);
}

HttpFault tooLarge()
{
    return HttpFault(413, "body_too_large", u"The body is larger than is taken here. Send less at once."_s);
}

HttpFault headTooLarge(bool isTarget)
{
    if (isTarget)
        return HttpFault(414, "target_too_long", u"The address is longer than %1 bytes. Shorten it."_s.arg(HttpParser::most_target_bytes));
    return HttpFault(431, "header_too_large", u"The header is larger than %1 bytes. Send fewer or shorter fields."_s.arg(HttpParser::most_head_bytes));
}

/// Beast joins a folded line without a word, and others do not: it is refused (RFC 9112, 5.2).
bool isFolded(const QByteArray &head)
{
    return head.contains("\r\n ") || head.contains("\r\n\t");
}

} // namespace

class HttpParser::Reader final : public beast::http::basic_parser<true> {
public:
    Reader()
    {
        header_limit(most_head_bytes);
        body_limit(std::numeric_limits<std::uint64_t>::max()); // the route says how much; to Beast 1.74, none at all is less than any length
        eager(false);
    }

    HttpRequest request;
    std::optional<HttpFault> fault;
    qsizetype mostBody = 0;
    bool hasTransferEncoding = false;
    bool hasLength = false;
    int hosts = 0;
    int protocol = 11;

    void judgeHead()
    {
        const bool isOldOne = protocol == 10;
        if (hosts > 1 || (hosts == 0 && !isOldOne))
            refuse(badRequest("bad_host", u"Exactly one Host is needed."_s));
        else if (hosts == 1 && !isHost(request.field("host")))
            refuse(badRequest("bad_host", u"The Host is not a name or an address."_s));
        else if (hasTransferEncoding && (hasLength || isOldOne))
            refuse(badRequest("bad_length", u"A body has a Content-Length or a Transfer-Encoding, never both, and the latter in HTTP/1.1 only."_s));
        else if (request.target.size() > most_target_bytes)
            refuse(headTooLarge(true));
        else if (!isTarget(request.target))
            refuse(badRequest("bad_target", u"The address is malformed: it begins with /, and its escapes are UTF-8."_s));
    }
    void refuse(HttpFault why)
    {
        if (!fault)
            fault = std::move(why);
    }

private:
    using Code = beast::error_code;

    void stop(HttpFault why, Code &ec)
    {
        refuse(std::move(why));
        ec = beast::http::error::bad_value; // any: the fault is what counts
    }
    void on_request_impl(beast::http::verb, beast::string_view method, beast::string_view target, int version, Code &) override
    {
        request.method = bytesOf(method);
        request.target = bytesOf(target);
        protocol = version;
    }
    void on_response_impl(int, beast::string_view, int, Code &) override { }
    void on_field_impl(beast::http::field, beast::string_view name, beast::string_view value, Code &ec) override
    {
        if (is_header_done())
            return; // a trailer: nobody here asks for one
        const QByteArray known = bytesOf(name).toLower();
        const QByteArray said = bytesOf(value);
        if (known == "host") {
            ++hosts;
        } else if (known == "content-length") {
            if (std::exchange(hasLength, true) || said.isEmpty() || !isDigits(said))
                return stop(badRequest("bad_length", u"Exactly one Content-Length, of digits only, is needed."_s), ec);
        } else if (known == "transfer-encoding") {
            if (std::exchange(hasTransferEncoding, true) || said.toLower() != "chunked")
                return stop(badRequest("bad_transfer_encoding", u"The only Transfer-Encoding that is taken is chunked, once."_s), ec);
        }
        request.fields.append(HttpField(known, said));
    }
    void on_header_impl(Code &) override { }
    void on_body_init_impl(const boost::optional<std::uint64_t> &, Code &) override { }
    std::size_t add(beast::string_view part, Code &ec)
    {
        if (request.body.size() + static_cast<qsizetype>(part.size()) > mostBody)
            stop(tooLarge(), ec);
        else
            request.body.append(part.data(), static_cast<qsizetype>(part.size()));
        return part.size();
    }
    std::size_t on_body_impl(beast::string_view part, Code &ec) override { return add(part, ec); }
    void on_chunk_header_impl(std::uint64_t size, beast::string_view, Code &ec) override
    {
        if (size > static_cast<std::uint64_t>(mostBody - request.body.size()))
            stop(tooLarge(), ec);
    }
    std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view part, Code &ec) override { return add(part, ec); }
    void on_finish_impl(Code &) override { }
};

HttpParser::HttpParser()
    : m_reader(std::make_unique<Reader>())
{
}

HttpParser::~HttpParser() = default;

std::expected<HttpParser::State, HttpFault> HttpParser::take(QByteArray &input)
{
    Reader &reader = *m_reader;
    const auto state = [&] { return reader.is_done() ? State::Complete : reader.is_header_done() ? State::Body : State::Head; };
    while (!input.isEmpty() && !reader.is_done()) {
        const bool wasInHead = !reader.is_header_done();
        if (!wasInHead && reader.chunked() && input.size() < least_of_chunks)
            return state();
        beast::error_code failed;
        const auto taken = static_cast<qsizetype>(reader.put(boost::asio::const_buffer(input.constData(), static_cast<std::size_t>(input.size())), failed));
        if (wasInHead && isFolded(input.left(taken)))
            return std::unexpected(badRequest("folded_line", u"A field stands on one line."_s));
        if (failed == beast::http::error::need_more) {
            const bool isEndless = input.size() - taken >= most_head_bytes;
            if (isEndless && wasInHead)
                return std::unexpected(headTooLarge(!input.contains("\r\n")));
            if (isEndless)
                return std::unexpected(badRequest("bad_chunk", u"A chunk's size or what follows the last one does not end."_s));
            input.remove(0, taken);
            return state();
        }
        if (failed == beast::http::error::header_limit)
            return std::unexpected(headTooLarge(reader.request.target.isEmpty()));
        if (failed)
            return std::unexpected(reader.fault.value_or(badRequest("malformed", u"This is not HTTP/1.1 as RFC 9112 has it."_s)));
        input.remove(0, taken);
        if (wasInHead && reader.is_header_done()) {
            reader.judgeHead();
            if (reader.fault)
                return std::unexpected(*reader.fault);
            return state();
        }
    }
    return state();
}

std::optional<HttpFault> HttpParser::allowBody(qsizetype bytes)
{
    m_reader->mostBody = bytes;
    const auto length = m_reader->content_length();
    if (length && *length > static_cast<std::uint64_t>(bytes))
        return tooLarge();
    return std::nullopt;
}

HttpRequest &HttpParser::request()
{
    return m_reader->request;
}

bool HttpParser::hasBody() const
{
    return m_reader->is_header_done() && (m_reader->chunked() || m_reader->content_length().value_or(0) > 0);
}

bool HttpParser::saysLength() const
{
    return m_reader->hasLength || m_reader->hasTransferEncoding;
}

bool HttpParser::keepsAlive() const
{
    return m_reader->is_header_done() && m_reader->keep_alive();
}

bool HttpParser::waitsForContinue() const
{
    return !isOld() && m_reader->request.field("expect").toLower() == "100-continue";
}

bool HttpParser::isOld() const
{
    return m_reader->protocol == 10;
}

QByteArray titleOfStatus(int status)
{
    return bytesOf(beast::http::obsolete_reason(beast::http::int_to_status(static_cast<unsigned>(status))));
}

QByteArray written(const HttpResponse &response, const HttpManner &manner)
{
    namespace http = beast::http;
    http::response<http::empty_body> head;
    head.version(manner.isOld ? 10 : 11);
    head.result(static_cast<unsigned>(response.status));
    const auto set = [&](QByteArrayView name, const QByteArray &value) {
        head.insert(beast::string_view(name.data(), static_cast<std::size_t>(name.size())), beast::string_view(value.constData(), static_cast<std::size_t>(value.size())));
    };
    set("Date", QLocale::c().toString(QDateTime::currentDateTimeUtc(), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1());
    for (const HttpField &field : response.fields) {
        Q_ASSERT_X(isFieldValue(field.value), "written", "a field of an answer holds no control characters");
        if (isFieldValue(field.value))
            set(field.name, field.value);
    }
    if (!response.contentType.isEmpty())
        set("Content-Type", response.contentType);
    if (response.status != 204 && response.status != 304 && !response.stream) // a stream ends with its connection
        head.content_length(static_cast<std::uint64_t>(response.body.size()));
    head.keep_alive(manner.keepsAlive);

    http::serializer<false, http::empty_body> serializer(head);
    QByteArray bytes;
    beast::error_code failed;
    while (!failed && !serializer.is_done()) {
        serializer.next(failed, [&](beast::error_code &, const auto &buffers) {
            std::size_t size = 0;
            for (const boost::asio::const_buffer part : beast::buffers_range_ref(buffers)) {
                bytes.append(static_cast<const char *>(part.data()), static_cast<qsizetype>(part.size()));
                size += part.size();
            }
            serializer.consume(size);
        });
    }
    if (!manner.isHead && response.status != 204 && response.status != 304)
        bytes.append(response.body);
    return bytes;
}

} // namespace steward
