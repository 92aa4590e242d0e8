// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <cmath>
#include <random>

namespace steward::ctl {

/// Chance that is the same on every machine for the same seed: the standard fixes the generator's numbers, but not what
/// its distributions make of them, so those are our own.
class Dice final {
public:
    explicit Dice(quint64 seed)
        : m_numbers(seed)
    {
    }

    [[nodiscard]] quint64 bits() { return m_numbers(); }
    /// A whole number from 0 to `count` − 1.
    [[nodiscard]] qint64 below(qint64 count) { return static_cast<qint64>(m_numbers() % static_cast<quint64>(count)); }
    [[nodiscard]] qint64 between(qint64 least, qint64 most) { return least + below(most - least + 1); }
    [[nodiscard]] double fraction() { return static_cast<double>(m_numbers() >> 11) * 0x1.0p-53; }
    [[nodiscard]] bool chance(double probability) { return fraction() < probability; }
    /// Waiting times as in life: mostly short, now and then long.
    [[nodiscard]] double exponential(double mean) { return -mean * std::log1p(-fraction()); }
    /// As heights are spread: half of them above `middle`, most within a factor of e^spread.
    [[nodiscard]] double lognormal(double middle, double spread)
    {
        const double radius = std::sqrt(-2 * std::log1p(-fraction()));
        return middle * std::exp(spread * radius * std::cos(2 * 3.14159265358979323846 * fraction()));
    }
    /// As fame is spread: most have little of it, a few have very much, nobody more than `most` times the least.
    [[nodiscard]] double fame(double most) { return std::min(most, std::pow(1 - fraction(), -1 / 1.1)); }

    template <class List> [[nodiscard]] const typename List::value_type &pick(const List &list)
    {
        return list[static_cast<typename List::size_type>(below(static_cast<qint64>(list.size())))];
    }

private:
    std::mt19937_64 m_numbers;
};

} // namespace steward::ctl
