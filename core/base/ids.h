// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace steward {

/// An identifier that cannot be mistaken for another entity's. Zero means none.
template <class Entity> class Id final {
public:
    constexpr Id() = default;
    constexpr explicit Id(std::int64_t value)
        : m_value(value)
    {
    }
    [[nodiscard]] constexpr std::int64_t value() const { return m_value; }
    [[nodiscard]] constexpr bool isValid() const { return m_value > 0; }
    constexpr auto operator<=>(const Id &) const = default;

private:
    std::int64_t m_value = 0;
};

using BookingId = Id<struct BookingEntity>;
using CustomerId = Id<struct CustomerEntity>;
using ProviderId = Id<struct ProviderEntity>;
using ListingId = Id<struct ListingEntity>;
using MarketId = Id<struct MarketEntity>;
using PersonId = Id<struct PersonEntity>;
using SessionId = Id<struct SessionEntity>;
using TimerId = Id<struct TimerEntity>;

} // namespace steward

template <class Entity> struct std::hash<steward::Id<Entity>> {
    std::size_t operator()(const steward::Id<Entity> &id) const noexcept
    {
        return std::hash<std::int64_t> {}(id.value());
    }
};
