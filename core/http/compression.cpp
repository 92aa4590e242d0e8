// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/compression.h"

#include <algorithm>

#include <zlib.h>

namespace steward {

namespace {

constexpr qsizetype shortest = 1024;
constexpr int quick = 1; // the level that takes least of the processor, of which all clients have a share
constexpr int gzipWindow = 15 + 16; // zlib: a header of gzip instead of its own
constexpr int zlibWindow = 15; // what HTTP calls deflate
constexpr int memoryLevel = 8;

struct Choice {
    const char *name;
    int window;
};

/// Does the client take it, and not with a weight of nothing?
bool takes(const QByteArray &accepted, QByteArrayView wanted)
{
    bool all = false;
    for (const QByteArray &piece : accepted.toLower().split(',')) {
        const QByteArrayList parts = piece.split(';');
        const QByteArray name = parts.constFirst().trimmed();
        const QByteArray weight = parts.size() > 1 ? parts[1].trimmed() : QByteArray();
        const bool isWanted = !(weight.startsWith("q=") && weight.sliced(2).toDouble() == 0);
        if (name == wanted)
            return isWanted;
        if (name == "*")
            all = isWanted;
    }
    return all;
}

/// Empty: it could not be done.
QByteArray smaller(const QByteArray &body, int window)
{
    z_stream stream {};
    if (deflateInit2(&stream, quick, Z_DEFLATED, window, memoryLevel, Z_DEFAULT_STRATEGY) != Z_OK)
        return {};
    QByteArray made(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(body.size()))), Qt::Uninitialized);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(body.constData())); // zlib only reads it
    stream.avail_in = static_cast<uInt>(body.size());
    stream.next_out = reinterpret_cast<Bytef *>(made.data());
    stream.avail_out = static_cast<uInt>(made.size());
    const bool isDone = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    made.truncate(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return isDone ? made : QByteArray();
}

bool isText(const QByteArray &type)
{
    return type.startsWith("text/") || type.contains("json");
}

} // namespace

void compress(HttpResponse &response, const QByteArray &accepted)
{
    const auto isEncoded = [](const HttpField &field) { return field.name == "Content-Encoding"; };
    if (response.body.size() < shortest || !isText(response.contentType) || std::ranges::any_of(response.fields, isEncoded))
        return;
    response.fields.append(HttpField("Vary", "Accept-Encoding"));
    for (const Choice choice : { Choice { "gzip", gzipWindow }, Choice { "deflate", zlibWindow } }) {
        if (!takes(accepted, choice.name))
            continue;
        QByteArray body = smaller(response.body, choice.window);
        if (body.isEmpty() || body.size() >= response.body.size())
            return;
        response.body = std::move(body);
        response.fields.append(HttpField("Content-Encoding", choice.name));
        for (HttpField &field : response.fields) {
            if (field.name == "ETag" && !field.value.startsWith("W/")) // the same thing in other bytes: RFC 9110, 8.8.1
                field.value.prepend("W/");
        }
        return;
    }
}

} // namespace steward
