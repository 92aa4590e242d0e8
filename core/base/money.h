// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QLocale>
#include <QString>

#include <cstdint>

namespace steward {

/// An ISO 4217 currency with the number of its decimals (JPY 0, EUR 2, KWD 3).
struct Currency {
    Currency() = default;
    explicit Currency(QString iso)
        : code(std::move(iso))
    {
    }
    QString code;

    /// Decimals of the minor unit, from ISO 4217; 2 for a code that is not in our table.
    [[nodiscard]] int decimals() const;
    bool operator==(const Currency &) const = default;
};

/// An amount in integer minor units. Never a floating-point number; amounts of two currencies never meet.
struct Money {
    Money() = default;
    Money(std::int64_t minorUnits, Currency unit)
        : minor(minorUnits)
        , currency(std::move(unit))
    {
    }
    std::int64_t minor = 0;
    Currency currency;

    bool operator==(const Money &) const = default;
};

/// "1,240.00" in `locale`'s digits and separators, without the currency: for columns that show it elsewhere.
[[nodiscard]] QString formatAmount(const Money &money, const QLocale &locale);

/// "€1,240.00" or "JPY 12,000": the amount with its currency, as a sentence needs it.
[[nodiscard]] QString formatMoney(const Money &money, const QLocale &locale);

/// Reads what a person typed ("74.40", "74,4", "1 240") as `currency`. Invalid: not a number, more decimals than the
/// currency has, or beyond ±9,007,199,254,740,991 minor units.
[[nodiscard]] Result<Money> parseMoney(const QString &text, const Currency &currency, const QLocale &locale);

} // namespace steward
