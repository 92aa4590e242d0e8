// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace steward {

/// How well what was typed fits a title, and which characters of it to mark.
struct FuzzyMatch {
    int score = 0;
    QList<int> positions;
};

/// The letters of `typed` in this order within `text`, in any case. Beginnings of words and neighbours count more, a
/// hit at the very beginning most. Words of `typed` may stand in any order. Nothing when a letter is missing, or when
/// the letters lie about so that nobody would have meant them.
[[nodiscard]] std::optional<FuzzyMatch> fuzzyMatch(const QString &typed, const QString &text);

/// Whether each word of `typed` stands in `text` as it is, in any case and order: for what is not shown in full.
[[nodiscard]] bool containsWords(const QString &typed, const QString &text);

} // namespace steward
