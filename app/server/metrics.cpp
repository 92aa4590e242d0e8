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

QByteArray pageOfFigures(const QList<GateFigures> &gates, const QByteArray &version)
{
    QByteArray page;
    Figure(page, "steward_build_info", "gauge", "Which program this is.").line(labelOf("version", version), 1);
    Figure ready(page, "steward_ready", "gauge", "1 while the gate can serve: the database is there and of this version.");
    for (const GateFigures &gate : gates)
        ready.line(labelOf("gate", gate.name), gate.isReady ? 1 : 0);
    Figure connections(page, "steward_http_connections", "gauge", "Connections that are open.");
    for (const GateFigures &gate : gates)
        connections.line(labelOf("gate", gate.name), static_cast<quint64>(gate.connections));
    Figure requests(page, "steward_http_requests_total", "counter", "Requests that were answered.");
    for (const GateFigures &gate : gates) {
        for (const auto &[kind, count] : gate.metrics->requests())
            requests.line(labelOf("gate", gate.name) + ',' + labelOf("method", kind.method) + ',' + labelOf("route", kind.pattern) + ','
                              + labelOf("status", QByteArray::number(kind.statusClass) + "xx"),
                          count);
    }
    Figure durations(page, "steward_http_request_duration_seconds", "histogram", "From the last byte of a request to its answer.");
    for (const GateFigures &gate : gates) {
        for (const auto &[pattern, measured] : gate.metrics->durations())
            writeDurations(durations, labelOf("gate", gate.name) + ',' + labelOf("route", pattern), measured);
    }
    Figure refused(page, "steward_http_refused_total", "counter", "Requests and connections that were refused, by reason.");
    for (const GateFigures &gate : gates) {
        for (const auto &[code, count] : gate.metrics->refused())
            refused.line(labelOf("gate", gate.name) + ',' + labelOf("reason", code), count);
    }
    return page;
}

} // namespace steward
