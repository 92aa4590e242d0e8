// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/overview/overview.h"
#include "views/widgets/tokens.h"

namespace steward {

/// "1,204", "€1.62 M", "12.4 %", "3 h 12 min"; a dash where there was nothing to measure.
[[nodiscard]] QString figureText(Figure::Unit unit, const QString &currency, std::optional<qint64> value);

/// "€1,624,310.00": the same without rounding.
[[nodiscard]] QString exactFigureText(Figure::Unit unit, const QString &currency, std::optional<qint64> value);

/// How a figure differs from the one of the range before.
struct FigureChange {
    enum class Way { Up, Down, None };
    FigureChange() = default;
    Way way = Way::None;
    QString text; ///< "6.1 %", or "0.4 pt" between two rates; empty where there is nothing to compare
    Tone tone = Tone::Mute; ///< Ok for the better, Bad for the worse
};
[[nodiscard]] FigureChange changeOf(const Figure &figure);

/// "Bookings: 1,204, up 6.1 % from 1,134 in the 30 days before."
[[nodiscard]] QString figureSentence(const Figure &figure, int days);

/// "30 days before: 1,134"; of no days, where the change stands in front of it, "from 1,134".
[[nodiscard]] QString beforeText(const Figure &figure, int days);

/// "12 d", "3 h": an age as short as it stays true.
[[nodiscard]] QString ageText(qint64 seconds);

} // namespace steward
