// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/api/api_events.h"

using namespace std::chrono_literals;

namespace steward {

namespace {

constexpr auto pause = 2s;
constexpr auto longest_silence = 40s; ///< the server's heart beats each fifteen
constexpr auto no_limit = 0ms;
constexpr qsizetype longest_line = 64 * 1024;

} // namespace

ApiEvents::ApiEvents(ApiLink &link, ApiSession &session, QObject *parent)
    : QObject(parent)
    , m_link(link)
    , m_session(session)
{
    m_again.setSingleShot(true);
    m_again.setInterval(pause);
    connect(&m_again, &QTimer::timeout, this, &ApiEvents::open);
    m_silence.setSingleShot(true);
    m_silence.setInterval(longest_silence);
    connect(&m_silence, &QTimer::timeout, this, [this] {
        if (m_stream)
            m_stream->abort(); // which ends it, and it is opened anew
    });
}

ApiEvents::~ApiEvents()
{
    end();
}

void ApiEvents::begin()
{
    if (!std::exchange(m_isWanted, true))
        open();
}

void ApiEvents::end()
{
    m_isWanted = false;
    m_again.stop();
    m_silence.stop();
    m_question = {};
    if (QNetworkReply *stream = m_stream) {
        m_stream.clear();
        stream->disconnect(this);
        stream->abort();
        stream->deleteLater();
    }
}

void ApiEvents::open()
{
    m_question = deliver(m_session.token(), this, [this](const Result<QByteArray> &token) {
        if (token)
            follow(*token);
        else
            openLater();
    });
}

void ApiEvents::openLater()
{
    if (m_isWanted)
        m_again.start();
}

void ApiEvents::follow(const QByteArray &token)
{
    ApiRequest request("GET", "/v1/events", no_limit);
    request.with("Authorization", "Bearer " + token);
    if (!m_place.isEmpty())
        request.with("Last-Event-ID", m_place);
    m_line.clear();
    QNetworkReply *stream = m_link.stream(request);
    m_stream = stream;
    m_silence.start();
    connect(stream, &QIODevice::readyRead, this, [this, stream] {
        m_silence.start();
        take(stream->readAll());
    });
    connect(stream, &QNetworkReply::finished, this, [this, stream] {
        m_silence.stop();
        m_stream.clear();
        stream->deleteLater();
        openLater();
    });
}

void ApiEvents::take(const QByteArray &bytes)
{
    bool isHeard = false;
    for (const char c : bytes) {
        if (c != '\n') {
            if (m_line.size() < longest_line)
                m_line.append(c);
            continue;
        }
        if (m_line.startsWith("id: "))
            m_place = m_line.sliced(4);
        else if (m_line.startsWith("data: "))
            isHeard = true;
        m_line.clear();
    }
    if (isHeard)
        emit heard();
}

} // namespace steward
