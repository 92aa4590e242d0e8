// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/theme.h"

#include "views/widgets/icon.h"
#include "views/widgets/system_scheme.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QPalette>
#include <QStyle>
#include <QStyleFactory>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

void registerFonts()
{
    static const bool once = [] {
        for (const QString &file : { u"Inter-Regular"_s, u"Inter-Medium"_s, u"Inter-SemiBold"_s })
            QFontDatabase::addApplicationFont(u":/fonts/%1.otf"_s.arg(file));
        return true;
    }();
    Q_UNUSED(once)
}

int pixels(Type type)
{
    switch (type) {
    case Type::Small: return 12;
    case Type::Body: return 13;
    case Type::Title: return 15;
    case Type::Page: return 22;
    }
    Q_UNREACHABLE();
}

Tokens loaded(Scheme scheme)
{
    const std::expected<Tokens, QString> tokens = Tokens::load(scheme);
    if (!tokens) // a theme file is part of the program: a broken one is a programmer's error, caught by a test
        qFatal("theme: %s", qUtf8Printable(tokens.error()));
    return *tokens;
}

} // namespace

Theme::Theme(QObject *parent)
    : QObject(parent)
    , m_system(new SystemScheme(this))
    , m_tokens(loaded(Scheme::Light))
    , m_animated(!qEnvironmentVariableIsSet("STEWARD_REDUCED_MOTION") && QGuiApplication::platformName() != "offscreen"_L1)
{
    registerFonts();
    connect(m_system, &SystemScheme::changed, this, [this] {
        if (m_choice == Choice::System)
            apply(m_choice);
    });
}

Theme::~Theme() = default;

void Theme::apply(Choice choice)
{
    m_choice = choice;
    switch (choice) {
    case Choice::System: return show(m_system->scheme());
    case Choice::Light: return show(Scheme::Light);
    case Choice::Dark: return show(Scheme::Dark);
    case Choice::HighContrast: return show(Scheme::HighContrast);
    }
}

void Theme::show(Scheme scheme)
{
    m_scheme = scheme;
    m_tokens = loaded(scheme);
    // Platform themes and styles of the desktop fight the style sheet; Fusion alone draws from the palette.
    if (QApplication::style()->objectName() != "fusion"_L1 && qApp->styleSheet().isEmpty())
        QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    QApplication::setFont(font(Type::Body));
    QApplication::setPalette(palette());
    QFile sheet(u":/themes/style.qss"_s);
    if (!sheet.open(QIODevice::ReadOnly))
        qFatal("theme: the style sheet is missing");
    qApp->setStyleSheet(m_tokens.filledInto(QString::fromUtf8(sheet.readAll())));
    emit changed();
}

QFont Theme::font(Type type, QFont::Weight weight) const
{
    QFont font(u"Inter"_s);
    font.setFamilies({ u"Inter"_s, u"Noto Sans"_s, u"Noto Sans CJK JP"_s, u"Noto Color Emoji"_s });
    font.setPixelSize(pixels(type));
    font.setWeight(weight);
    font.setHintingPreference(QFont::PreferNoHinting);
    if (type == Type::Page)
        font.setLetterSpacing(QFont::PercentageSpacing, 98.5);
    return font;
}

QIcon Theme::icon(const QString &name, Token token) const
{
    return QIcon(new IconEngine(*this, name, token));
}

QPalette Theme::palette() const
{
    const auto of = [this](Token token) { return colour(token); };
    QPalette palette;
    palette.setColor(QPalette::Window, of(Token::Bg));
    palette.setColor(QPalette::WindowText, of(Token::Text));
    palette.setColor(QPalette::Base, of(Token::Surface));
    palette.setColor(QPalette::AlternateBase, of(Token::Sunken));
    palette.setColor(QPalette::Text, of(Token::Text));
    palette.setColor(QPalette::PlaceholderText, of(Token::Text3));
    palette.setColor(QPalette::Button, of(Token::Surface));
    palette.setColor(QPalette::ButtonText, of(Token::Text));
    palette.setColor(QPalette::BrightText, of(Token::Bad));
    palette.setColor(QPalette::Highlight, of(Token::AccentFill));
    palette.setColor(QPalette::HighlightedText, of(Token::OnAccent));
    palette.setColor(QPalette::Link, of(Token::Accent));
    palette.setColor(QPalette::LinkVisited, of(Token::Violet));
    palette.setColor(QPalette::ToolTipBase, of(Token::Tooltip));
    palette.setColor(QPalette::ToolTipText, of(Token::OnTooltip));
    palette.setColor(QPalette::Light, of(Token::Raised));
    palette.setColor(QPalette::Midlight, of(Token::Border2));
    palette.setColor(QPalette::Mid, of(Token::Border));
    palette.setColor(QPalette::Dark, of(Token::BorderStrong));
    palette.setColor(QPalette::Shadow, of(Token::Shadow));
    for (const QPalette::ColorRole role : { QPalette::WindowText, QPalette::Text, QPalette::ButtonText })
        palette.setColor(QPalette::Disabled, role, of(Token::TextDisabled));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, of(Token::MuteSoft));
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, of(Token::Text3));
    return palette;
}

} // namespace steward
