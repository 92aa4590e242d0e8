// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/tokens.h"

#include <QFont>
#include <QIcon>
#include <QObject>

namespace steward {

class SystemScheme;

/// The four sizes of type. Page titles, card titles, body and small print; nothing between.
enum class Type { Small, Body, Title, Page };

/// Distances, in pixels. Everything stands on a grid of four.
namespace grid {
inline constexpr int unit = 4;
inline constexpr int gap = 8;            ///< between neighbours in a row
inline constexpr int pad = 16;           ///< inside a card
inline constexpr int page = 24;          ///< around a page
inline constexpr int control = 32;       ///< height of buttons and fields
inline constexpr int control_radius = 8;
inline constexpr int card_radius = 12;
inline constexpr int row = 44;           ///< list row, comfortable
inline constexpr int row_compact = 32;
} // namespace grid

/// What the console looks like now: colours, type and icons, switchable while it runs.
///
/// One object, made by main() before the first widget and given to every widget that paints itself. Applying a
/// choice sets the application's style, palette, font and style sheet; widgets repaint by themselves.
class Theme final : public QObject
{
    Q_OBJECT

public:
    enum class Choice { System, Light, Dark, HighContrast };

    explicit Theme(QObject *parent = nullptr);
    ~Theme() override;

    /// Shows `choice` from now on. System follows the desktop's setting, also when that changes later.
    void apply(Choice choice);

    [[nodiscard]] Choice choice() const { return m_choice; }
    [[nodiscard]] Scheme scheme() const { return m_scheme; }
    [[nodiscard]] bool isDark() const { return m_tokens.isDark(); }

    [[nodiscard]] QColor colour(Token token) const { return m_tokens.colour(token); }
    [[nodiscard]] QFont font(Type type, QFont::Weight weight = QFont::Normal) const;

    /// A Lucide icon by its file name (`search`), drawn sharp at any size in the theme's present colour.
    [[nodiscard]] QIcon icon(const QString &name, Token token = Token::Text2) const;

    /// False when the desktop asks for less motion (STEWARD_REDUCED_MOTION=1) or under tests: shimmer and slides stand still.
    [[nodiscard]] bool isAnimated() const { return m_animated; }

signals:
    void changed();

private:
    void show(Scheme scheme);
    [[nodiscard]] QPalette palette() const;

    SystemScheme *m_system;
    Tokens m_tokens;
    Choice m_choice = Choice::System;
    Scheme m_scheme = Scheme::Light;
    bool m_animated = true;
};

} // namespace steward
