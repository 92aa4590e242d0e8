// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/fuzzy.h"

#include <algorithm>

namespace steward {

namespace {

bool beginsWord(const QString &text, qsizetype at)
{
    return at == 0 || !text[at - 1].isLetterOrNumber();
}

bool sameWord(const QString &text, qsizetype from, qsizetype to)
{
    for (qsizetype i = std::max<qsizetype>(from, 0); i < to; ++i)
        if (!text[i].isLetterOrNumber())
            return false;
    return from >= 0;
}

/// The letters of `word` in order. Preferring beginnings, a beginning of a word further on is taken before a letter
/// within one: what an abbreviation means ("cb" for "cancel booking").
std::optional<FuzzyMatch> matchLetters(const QString &word, const QString &text, bool preferBeginnings)
{
    FuzzyMatch match;
    qsizetype from = 0;
    qsizetype last = -2;
    for (const QChar letter : word) {
        qsizetype at = text.indexOf(letter, from);
        if (at < 0)
            return std::nullopt;
        for (qsizetype other = at; preferBeginnings && at != last + 1 && other >= 0; other = text.indexOf(letter, other + 1))
            if (beginsWord(text, other)) {
                at = other;
                break;
            }
        match.score += at == last + 1 ? 6 : beginsWord(text, at) ? 8 : sameWord(text, last, at) ? 3 : -2;
        match.positions.append(static_cast<int>(at));
        last = at;
        from = at + 1;
    }
    return match;
}

/// A whole word found as it is beats letters scattered over the text.
std::optional<FuzzyMatch> matchWord(const QString &word, const QString &text)
{
    qsizetype best = -1;
    for (qsizetype at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        if (best < 0 || (beginsWord(text, at) && !beginsWord(text, best)))
            best = at;
    }
    FuzzyMatch match;
    if (best >= 0) {
        match.score = 40 + 4 * static_cast<int>(word.size()) + (beginsWord(text, best) ? 30 : 0) + (best == 0 ? 20 : 0);
        for (qsizetype i = 0; i < word.size(); ++i)
            match.positions.append(static_cast<int>(best + i));
        return match;
    }
    auto scattered = matchLetters(word, text, true);
    if (!scattered)
        scattered = matchLetters(word, text, false);
    // An abbreviation has its letters at beginnings, beside each other, or at least within one word.
    if (scattered && scattered->score < 4 * static_cast<int>(word.size()))
        return std::nullopt;
    return scattered;
}

} // namespace

std::optional<FuzzyMatch> fuzzyMatch(const QString &typed, const QString &text)
{
    const QString folded = text.toLower();
    if (folded.size() != text.size()) // lower case of another length would shift the marks
        return text.contains(typed, Qt::CaseInsensitive) ? std::optional(FuzzyMatch { 20, {} }) : std::nullopt;
    FuzzyMatch all;
    for (const QString &word : typed.toLower().split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const std::optional<FuzzyMatch> match = matchWord(word, folded);
        if (!match)
            return std::nullopt;
        all.score += match->score;
        all.positions += match->positions;
    }
    std::ranges::sort(all.positions);
    all.score -= static_cast<int>(text.size()) / 16; // of two equal hits the shorter title is meant
    return all;
}

bool containsWords(const QString &typed, const QString &text)
{
    return std::ranges::all_of(typed.split(QLatin1Char(' '), Qt::SkipEmptyParts),
                               [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace steward
