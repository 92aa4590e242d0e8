// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/overview/overview.h"

namespace steward {

std::optional<qint64> Figure::valueOf(qint64 ofPart, qint64 ofWhole) const
{
    switch (unit) {
    case Unit::Count:
    case Unit::Money:
        return ofPart;
    case Unit::Rate:
        if (ofWhole == 0)
            return std::nullopt;
        // Whole numbers throughout: an amount of a large currency times 10,000 still fits, doubles would round it.
        return static_cast<qint64>((static_cast<__int128>(ofPart) * 20'000 + ofWhole) / (static_cast<__int128>(ofWhole) * 2));
    case Unit::Seconds:
        return ofWhole == 0 ? std::nullopt : std::optional(ofPart);
    }
    Q_UNREACHABLE();
}

bool fromText(std::string_view text, Figure::Unit &unit)
{
    constexpr std::array names { std::pair(std::string_view("count"), Figure::Unit::Count), std::pair(std::string_view("money"), Figure::Unit::Money),
        std::pair(std::string_view("rate"), Figure::Unit::Rate), std::pair(std::string_view("seconds"), Figure::Unit::Seconds) };
    const auto found = std::ranges::find(names, text, [](const auto &known) { return known.first; });
    if (found == names.end())
        return false;
    unit = found->second;
    return true;
}

bool fromText(std::string_view text, FigureList::Basis &basis)
{
    constexpr std::array names { std::pair(std::string_view("made"), FigureList::Basis::Made), std::pair(std::string_view("authorised"), FigureList::Basis::Authorised),
        std::pair(std::string_view("step"), FigureList::Basis::Step), std::pair(std::string_view("refund"), FigureList::Basis::Refund) };
    const auto found = std::ranges::find(names, text, [](const auto &known) { return known.first; });
    if (found == names.end())
        return false;
    basis = found->second;
    return true;
}

} // namespace steward
