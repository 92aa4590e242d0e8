// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QString>

#include <array>
#include <expected>

namespace steward {

/// Every colour a view may use, by what it is for. The values are in resources/themes, one file a scheme.
enum class Token {
    Bg, Surface, Rail, Raised, Inset, Sunken, Hover,
    Border, Border2, BorderStrong,
    Text, Text2, Text3, TextDisabled,
    Accent, AccentFill, AccentHover, AccentPressed, AccentSoft, OnAccent, Focus,
    DangerFill, DangerHover, DangerPressed, OnDanger,
    Ok, OkSoft, Warn, WarnSoft, Bad, BadSoft, Info, InfoSoft, Violet, VioletSoft, Mute, MuteSoft,
    S1, S2, S3, S4, S5,
    Grid, Skeleton, Shimmer, Shadow, Scrim, Tooltip, OnTooltip,
};
inline constexpr std::size_t token_count = static_cast<std::size_t>(Token::OnTooltip) + 1;

/// What a state, a banner or a figure says, as a pair of colours: ink on its own soft ground.
enum class Tone { Mute, Ok, Warn, Bad, Info, Violet, Accent };

/// The palettes that exist. Which one is shown is Theme's choice.
enum class Scheme { Light, Dark, HighContrast };

/// One scheme's colours.
class Tokens final
{
public:
    /// Reads resources/themes. The error names the token that is missing, unknown or not a colour.
    [[nodiscard]] static std::expected<Tokens, QString> load(Scheme scheme);

    [[nodiscard]] QColor colour(Token token) const { return m_colours[static_cast<std::size_t>(token)]; }
    [[nodiscard]] bool isDark() const { return m_dark; }

    /// `text` with every @name replaced by its colour: the style sheet's template language.
    [[nodiscard]] QString filledInto(const QString &text) const;

    /// The token's name as the theme files write it.
    [[nodiscard]] static QString name(Token token);

private:
    std::array<QColor, token_count> m_colours;
    bool m_dark = false;
};

/// The colour to write in on `soft(tone)`, on a surface and on the page.
[[nodiscard]] Token ink(Tone tone);
/// The ground of a pill or banner of this tone.
[[nodiscard]] Token soft(Tone tone);

} // namespace steward
