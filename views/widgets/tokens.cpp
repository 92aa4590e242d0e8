// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/tokens.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

constexpr std::array<const char *, token_count> names {
    "bg", "surface", "rail", "raised", "inset", "sunken", "hover",
    "border", "border2", "borderStrong",
    "text", "text2", "text3", "textDisabled",
    "accent", "accentFill", "accentHover", "accentPressed", "accentSoft", "onAccent", "focus",
    "dangerFill", "dangerHover", "dangerPressed", "onDanger",
    "ok", "okSoft", "warn", "warnSoft", "bad", "badSoft", "info", "infoSoft", "violet", "violetSoft", "mute", "muteSoft",
    "s1", "s2", "s3", "s4", "s5",
    "grid", "skeleton", "shimmer", "shadow", "scrim", "tooltip", "onTooltip",
};

QString fileOf(Scheme scheme)
{
    switch (scheme) {
    case Scheme::Light: return u":/themes/light.json"_s;
    case Scheme::Dark: return u":/themes/dark.json"_s;
    case Scheme::HighContrast: return u":/themes/contrast.json"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

std::expected<Tokens, QString> Tokens::load(Scheme scheme)
{
    QFile file(fileOf(scheme));
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(u"cannot open %1"_s.arg(file.fileName()));
    const QJsonObject root = QJsonDocument::fromJson(file.readAll()).object();
    QJsonObject colours = root["colours"_L1].toObject();
    Tokens tokens;
    tokens.m_dark = root["dark"_L1].toBool();
    for (std::size_t i = 0; i < token_count; ++i) {
        const QString value = colours.take(QLatin1StringView(names[i])).toString();
        tokens.m_colours[i] = QColor(value);
        if (!tokens.m_colours[i].isValid())
            return std::unexpected(u"%1: %2 is not a colour"_s.arg(file.fileName(), QLatin1StringView(names[i])));
    }
    if (!colours.isEmpty())
        return std::unexpected(u"%1: unknown token %2"_s.arg(file.fileName(), colours.keys().first()));
    return tokens;
}

QString Tokens::filledInto(const QString &text) const
{
    // The longest name is tried first, or @text would eat the beginning of @text2.
    std::array<std::size_t, token_count> order {};
    for (std::size_t i = 0; i < token_count; ++i)
        order[i] = i;
    std::ranges::sort(order, std::greater {}, [](std::size_t i) { return std::string_view(names[i]).size(); });
    QString filled = text;
    for (const std::size_t i : order)
        filled.replace('@'_L1 + QLatin1StringView(names[i]), m_colours[i].name());
    return filled;
}

QString Tokens::name(Token token)
{
    return QLatin1StringView(names[static_cast<std::size_t>(token)]);
}

Token ink(Tone tone)
{
    switch (tone) {
    case Tone::Mute: return Token::Mute;
    case Tone::Ok: return Token::Ok;
    case Tone::Warn: return Token::Warn;
    case Tone::Bad: return Token::Bad;
    case Tone::Info: return Token::Info;
    case Tone::Violet: return Token::Violet;
    case Tone::Accent: return Token::Accent;
    }
    Q_UNREACHABLE();
}

Token soft(Tone tone)
{
    switch (tone) {
    case Tone::Mute: return Token::MuteSoft;
    case Tone::Ok: return Token::OkSoft;
    case Tone::Warn: return Token::WarnSoft;
    case Tone::Bad: return Token::BadSoft;
    case Tone::Info: return Token::InfoSoft;
    case Tone::Violet: return Token::VioletSoft;
    case Tone::Accent: return Token::AccentSoft;
    }
    Q_UNREACHABLE();
}

} // namespace steward
