// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/metrics.h"

#include <algorithm>

namespace steward {

namespace {

QByteArray methodOf(const QByteArray &method)
{
    static const QByteArrayList known { "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" };
    return known.contains(method) ? method : QByteArray("other");
}

QByteArray nameOf(const QByteArray &pattern)
{
    return pattern.isEmpty() ? QByteArray("none") : pattern;
}

/// Lines of one figure.
class Figure final {
public:
    Figure(QByteArray &page, QByteArray name, const QByteArray &type, const QByteArray &help)
        : m_page(page)
        , m_name(std::move(name))
    {
        m_page += "# HELP " + m_name + ' ' + help + "\n# TYPE " + m_name + ' ' + type + '\n';
    }
    void line(const QByteArray &suffix, const QByteArray &labels, const QByteArray &value) { m_page += m_name + suffix + '{' + labels + "} " + value + '\n'; }
    void line(const QByteArray &labels, quint64 value) { line({}, labels, QByteArray::number(value)); }

private:
    QByteArray &m_page;
    QByteArray m_name;
};

QByteArray labelOf(const char *name, const QByteArray &value)
{
    return name + QByteArray("=\"") + value + '"';
}

/// Which gate, and of which process: each counts for itself, and begins anew when it is replaced.
QByteArray labelsOf(const GateFigures &gate)
{
    const QByteArray name = labelOf("gate", gate.name);
    return gate.process < 0 ? name : name + ',' + labelOf("process", QByteArray::number(gate.process));
}

void writeDurations(Figure &figure, const QByteArray &labels, const Metrics::Durations &durations)
{
    quint64 soFar = 0;
    for (std::size_t i = 0; i < Metrics::bounds_ms.size(); ++i) {
        soFar += durations.counts[i];
        figure.line("_bucket", labels + ",le=\"" + QByteArray::number(Metrics::bounds_ms[i] / 1000.0) + '"', QByteArray::number(soFar));
    }
    soFar += durations.counts.back();
    figure.line("_bucket", labels + ",le=\"+Inf\"", QByteArray::number(soFar));
    figure.line("_sum", labels, QByteArray::number(durations.sum_s, 'g', 12));
    figure.line("_count", labels, QByteArray::number(soFar));
}

} // namespace

void Metrics::count(const HttpExchange &exchange)
{
    Kind kind;
    kind.method = methodOf(exchange.method);
    kind.pattern = nameOf(exchange.pattern);
    kind.statusClass = exchange.status / 100;
    ++m_requests[kind];
    Durations &durations = m_durations[kind.pattern];
    const auto bound = std::ranges::find_if(bounds_ms, [&](int ms) { return exchange.duration <= std::chrono::milliseconds(ms); });
    ++durations.counts[static_cast<std::size_t>(bound - bounds_ms.begin())];
    durations.sum_s += std::chrono::duration<double>(exchange.duration).count();
}

QDataStream &operator<<(QDataStream &out, const Metrics &metrics)
{
    out << static_cast<quint32>(metrics.m_requests.size());
    for (const auto &[kind, count] : metrics.m_requests)
        out << kind.method << kind.pattern << kind.statusClass << count;
    out << static_cast<quint32>(metrics.m_durations.size());
    for (const auto &[pattern, durations] : metrics.m_durations) {
        out << pattern << durations.sum_s;
        for (const quint64 count : durations.counts)
            out << count;
    }
    out << static_cast<quint32>(metrics.m_refused.size());
    for (const auto &[code, count] : metrics.m_refused)
        out << code << count;
    return out;
}

QDataStream &operator>>(QDataStream &in, Metrics &metrics)
{
    const auto sizeOfNext = [&in] {
        quint32 size = 0;
        in >> size;
        return in.status() == QDataStream::Ok ? size : 0;
    };
    metrics = Metrics();
    for (quint32 left = sizeOfNext(); left > 0 && in.status() == QDataStream::Ok; --left) {
        Metrics::Kind kind;
        in >> kind.method >> kind.pattern >> kind.statusClass;
        in >> metrics.m_requests[kind];
    }
    for (quint32 left = sizeOfNext(); left > 0 && in.status() == QDataStream::Ok; --left) {
        QByteArray pattern;
        in >> pattern;
        Metrics::Durations &durations = metrics.m_durations[pattern];
        in >> durations.sum_s;
        for (quint64 &count : durations.counts)
            in >> count;
    }
    for (quint32 left = sizeOfNext(); left > 0 && in.status() == QDataStream::Ok; --left) {
        QByteArray code;
        in >> code;
        in >> metrics.m_refused[code];
    }
    return in;
}

QDataStream &operator<<(QDataStream &out, const GateFigures &gate)
{
    return out << gate.name << gate.metrics << gate.connections << gate.isReady;
}

QDataStream &operator>>(QDataStream &in, GateFigures &gate)
{
    return in >> gate.name >> gate.metrics >> gate.connections >> gate.isReady;
}

QByteArray pageOfFigures(const QList<GateFigures> &gates, const QByteArray &version)
{
    QByteArray page;
    Figure(page, "steward_build_info", "gauge", "Which program this is.").line(labelOf("version", version), 1);
    Figure ready(page, "steward_ready", "gauge", "1 while the gate can serve: the database is there and of this version.");
    for (const GateFigures &gate : gates)
        ready.line(labelsOf(gate), gate.isReady ? 1 : 0);
    Figure connections(page, "steward_http_connections", "gauge", "Connections that are open.");
    for (const GateFigures &gate : gates)
        connections.line(labelsOf(gate), static_cast<quint64>(gate.connections));
    Figure requests(page, "steward_http_requests_total", "counter", "Requests that were answered.");
    for (const GateFigures &gate : gates) {
        for (const auto &[kind, count] : gate.metrics.requests())
            requests.line(labelsOf(gate) + ',' + labelOf("method", kind.method) + ',' + labelOf("route", kind.pattern) + ','
                              + labelOf("status", QByteArray::number(kind.statusClass) + "xx"),
                          count);
    }
    Figure durations(page, "steward_http_request_duration_seconds", "histogram", "From the last byte of a request to its answer.");
    for (const GateFigures &gate : gates) {
        for (const auto &[pattern, measured] : gate.metrics.durations())
            writeDurations(durations, labelsOf(gate) + ',' + labelOf("route", pattern), measured);
    }
    Figure refused(page, "steward_http_refused_total", "counter", "Requests and connections that were refused, by reason.");
    for (const GateFigures &gate : gates) {
        for (const auto &[code, count] : gate.metrics.refused())
            refused.line(labelsOf(gate) + ',' + labelOf("reason", code), count);
    }
    return page;
}

} // namespace steward
