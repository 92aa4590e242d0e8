// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/http_server.h"

#include <QDataStream>

#include <array>
#include <map>
#include <tuple>

namespace steward {

/// What one gate has done since it began. Only what we named ourselves becomes a label (patterns, codes, known methods), so
/// that no client can make figures without end.
class Metrics final {
public:
    void count(const HttpExchange &exchange);
    void countRefused(const QByteArray &code) { ++m_refused[code]; }

    static constexpr std::array bounds_ms { 1, 5, 10, 25, 50, 100, 250, 500, 1'000, 2'500, 5'000, 10'000 };

    /// Of one route.
    struct Durations {
        Durations() = default;
        std::array<quint64, bounds_ms.size() + 1> counts {}; ///< the last: longer than all bounds
        double sum_s = 0;
    };
    struct Kind {
        QByteArray method;
        QByteArray pattern;
        int statusClass = 0;
        friend bool operator<(const Kind &a, const Kind &b) { return std::tie(a.method, a.pattern, a.statusClass) < std::tie(b.method, b.pattern, b.statusClass); }
    };
    [[nodiscard]] const std::map<Kind, quint64> &requests() const { return m_requests; }
    [[nodiscard]] const std::map<QByteArray, Durations> &durations() const { return m_durations; }
    [[nodiscard]] const std::map<QByteArray, quint64> &refused() const { return m_refused; }

    friend QDataStream &operator<<(QDataStream &out, const Metrics &metrics);
    friend QDataStream &operator>>(QDataStream &in, Metrics &metrics);

private:
    std::map<Kind, quint64> m_requests;
    std::map<QByteArray, Durations> m_durations;
    std::map<QByteArray, quint64> m_refused;
};

/// A gate as it stands now, for the page of figures.
struct GateFigures {
    GateFigures() = default;
    QByteArray name;
    Metrics metrics;
    int connections = 0;
    bool isReady = false;
    int process = -1; ///< the place of the process that serves it among others; -1: there are no others

    friend QDataStream &operator<<(QDataStream &out, const GateFigures &gate);
    friend QDataStream &operator>>(QDataStream &in, GateFigures &gate);
};

/// The page in Prometheus' text format (0.0.4).
[[nodiscard]] QByteArray pageOfFigures(const QList<GateFigures> &gates, const QByteArray &version);

} // namespace steward
