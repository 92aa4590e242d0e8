// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/button.h"

#include "views/widgets/badge.h"
#include "views/widgets/icon.h"
#include "views/widgets/painting.h"

#include <QKeyEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace steward {

namespace {
constexpr int icon_side = 16;
constexpr int gap = 7;

bool isLink(Button::Kind kind)
{
    return kind == Button::Kind::Link || kind == Button::Kind::QuietLink;
}

bool isRound(Button::Kind kind)
{
    return kind == Button::Kind::Dashed || kind == Button::Kind::Pill;
}
} // namespace

Button::Button(const Theme &theme, const QString &text, Kind kind, QWidget *parent)
    : QPushButton(text, parent)
    , m_theme(theme)
    , m_kind(kind)
{
    setAutoDefault(false);
    setAttribute(Qt::WA_Hover);
    setAttribute(Qt::WA_LayoutUsesWidgetRect); // no room of the style's own around it: it stands on the edge of its column
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(kind == Kind::Field ? QSizePolicy::Expanding : QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_spin.setInterval(40);
    connect(&m_spin, &QTimer::timeout, this, [this] {
        m_angle = (m_angle + 18) % 360;
        update();
    });
}

Button *Button::iconOnly(const Theme &theme, const QString &icon, const QString &name, QWidget *parent)
{
    auto *button = new Button(theme, QString(), Kind::Ghost, parent);
    button->setIconName(icon);
    button->setAccessibleName(name);
    button->setToolTip(name);
    return button;
}

void Button::setKind(Kind kind)
{
    m_kind = kind;
    setSizePolicy(kind == Kind::Field ? QSizePolicy::Expanding : sizePolicy().horizontalPolicy(), QSizePolicy::Fixed);
    updateGeometry();
    update();
}

void Button::setIconName(const QString &name)
{
    m_icon = name;
    updateGeometry();
    update();
}

void Button::setKeyHint(const QString &key)
{
    m_keyHint = key;
    updateGeometry();
    update();
}

void Button::setLoading(bool loading)
{
    m_loading = loading;
    if (loading && m_theme.isAnimated())
        m_spin.start();
    else
        m_spin.stop();
    updateGeometry();
    update();
}

void Button::setRefusal(const QString &why)
{
    setEnabled(why.isEmpty());
    setAccessibleDescription(why);
    setToolTip(why); // last: A11yIds then puts the name before the words again
}

QFont Button::face() const
{
    return m_theme.font(Type::Body, m_kind == Kind::QuietLink || m_kind == Kind::Field ? QFont::Normal : m_kind == Kind::Danger ? QFont::DemiBold : QFont::Medium);
}

QString Button::shownText() const
{
    return fontMetrics().elidedText(text(), Qt::ElideNone, 0, Qt::TextHideMnemonic);
}

QSize Button::sizeHint() const
{
    const bool hasIcon = !m_icon.isEmpty() || m_loading;
    if (text().isEmpty() && m_keyHint.isEmpty())
        return { grid::control, grid::control };
    int width = QFontMetrics(face()).horizontalAdvance(shownText()) + 1;
    if (hasIcon)
        width += icon_side + gap;
    if (!m_keyHint.isEmpty())
        width += gap + QFontMetrics(m_theme.font(Type::Small)).horizontalAdvance(m_keyHint) + 12;
    if (isLink(m_kind))
        return { width + 6, 24 };
    const bool round = isRound(m_kind);
    return { width + (round ? 24 : 30), round ? 28 : grid::control };
}

QSize Button::minimumSizeHint() const
{
    return sizeHint();
}

Button::Colours Button::colours() const
{
    const auto of = [this](Token token) { return m_theme.colour(token); };
    const bool over = isHovered(this) && !m_loading;
    const bool down = isDown() || isChecked();
    if (!isEnabled()) {
        const bool flat = m_kind == Kind::Ghost || isLink(m_kind);
        return { flat ? QColor() : of(Token::Sunken), flat ? QColor() : of(Token::Border), of(Token::TextDisabled) };
    }
    switch (m_kind) {
    case Kind::Primary:
        return { of(down ? Token::AccentPressed : over ? Token::AccentHover : Token::AccentFill), {}, of(Token::OnAccent) };
    case Kind::Danger:
        return { of(down ? Token::DangerPressed : over ? Token::DangerHover : Token::DangerFill), {}, of(Token::OnDanger) };
    case Kind::Secondary:
        return { of(down ? Token::Sunken : over ? Token::Hover : Token::Surface), of(Token::BorderStrong), of(Token::Text) };
    case Kind::DangerOutline:
        return { of(down || over ? Token::BadSoft : Token::Surface), of(Token::Bad), of(Token::Bad) };
    case Kind::Ghost:
        return { down ? of(Token::AccentSoft) : over ? of(Token::Sunken) : QColor(), {}, of(isChecked() ? Token::Accent : Token::Text2) };
    case Kind::Link:
        return { over ? of(Token::AccentSoft) : QColor(), {}, of(Token::Accent) };
    case Kind::QuietLink:
        return { over ? of(Token::Sunken) : QColor(), {}, of(Token::Text2) };
    case Kind::Pill:
        return { of(Token::AccentSoft), down || over ? of(Token::Accent) : QColor(), of(Token::Accent) };
    case Kind::Field:
        return { of(down || over ? Token::Hover : Token::Sunken), of(Token::Border), of(Token::Text2) };
    case Kind::Dashed:
        return { down ? of(Token::Sunken) : over ? of(Token::Hover) : QColor(), of(Token::BorderStrong), of(Token::Text) };
    }
    Q_UNREACHABLE();
}

void Button::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Colours colours = this->colours();
    const qreal radius = isRound(m_kind) ? height() / 2.0 : isLink(m_kind) ? 6 : grid::control_radius;
    if (m_kind == Kind::Dashed && isEnabled()) {
        painter.setRenderHint(QPainter::Antialiasing);
        QPen pen(colours.outline, 1);
        pen.setDashPattern({ 3, 2.5 });
        painter.setPen(pen);
        painter.setBrush(colours.fill.isValid() ? QBrush(colours.fill) : QBrush(Qt::NoBrush));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius - 0.5, radius - 0.5);
    } else {
        paintRounded(&painter, rect(), radius, colours.fill, colours.outline);
    }

    const bool hasIcon = !m_icon.isEmpty() || m_loading;
    const QFont small = m_theme.font(Type::Small, QFont::Medium);
    const int hint = m_keyHint.isEmpty() ? 0 : QFontMetrics(small).horizontalAdvance(m_keyHint) + 12;
    const int words = text().isEmpty() ? 0 : QFontMetrics(face()).horizontalAdvance(shownText()) + 1;
    const int content = words + (hasIcon ? icon_side + (words > 0 ? gap : 0) : 0) + (hint > 0 ? hint + gap : 0);
    int x = m_kind == Kind::Field ? 11 : std::max((width() - content) / 2, isLink(m_kind) ? 2 : 4);
    const auto placed = [this](int left, int side, int boxHeight) {
        return mirrored(this, QRect(left, (height() - boxHeight) / 2, side, boxHeight));
    };
    if (hasIcon) {
        const QRect box = placed(x, icon_side, icon_side);
        if (m_loading) {
            painter.save();
            painter.setRenderHint(QPainter::SmoothPixmapTransform);
            painter.translate(QRectF(box).center());
            painter.rotate(m_angle);
            paintIcon(&painter, u"loader-circle"_s, QRectF(-8, -8, 16, 16), colours.text);
            painter.restore();
        } else {
            paintIcon(&painter, m_icon, box, colours.text);
        }
        x += icon_side + gap;
    }
    if (words > 0) {
        const int room = std::min(words, width() - x - (hint > 0 ? hint + gap : 0) - 2);
        paintText(&painter, placed(x, room, height()), shownText(), face(), colours.text);
        x += room + gap;
    }
    if (hint > 0 && m_kind == Kind::Field) {
        KeyHint::paint(&painter, m_theme, placed(width() - hint - 7, hint, 20), m_keyHint);
    } else if (hint > 0) {
        const QRect box = placed(x, hint, 18);
        QColor ground = colours.text;
        ground.setAlphaF(0.16F);
        paintRounded(&painter, box, 5, ground);
        paintText(&painter, box, m_keyHint, small, colours.text, Qt::AlignCenter);
    }
    if (hasKeyboardFocus(this)) {
        const bool filled = m_kind == Kind::Primary || m_kind == Kind::Danger;
        paintFocusRing(&painter, m_theme, rect(), radius);
        if (filled) // the ring has the fill's colour: a gap in the surface's colour sets it off
            paintRounded(&painter, QRectF(rect()).adjusted(2, 2, -2, -2), radius - 2, QColor(), m_theme.colour(Token::Surface), 1.5);
    }
}

bool Button::hitButton(const QPoint &position) const
{
    return !m_loading && QPushButton::hitButton(position);
}

void Button::keyPressEvent(QKeyEvent *event)
{
    if (m_loading && (event->key() == Qt::Key_Space || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
        return;
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
        return;
    }
    QPushButton::keyPressEvent(event);
}

} // namespace steward
