// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/label.h"

#include "views/widgets/painting.h"

#include <QEvent>
#include <QPainter>
#include <QStyle>

namespace steward {

Label::Label(const Theme &theme, const QString &text, Type type, Token inkToken, QFont::Weight weight, QWidget *parent)
    : QLabel(text, parent)
    , m_theme(theme)
    , m_type(type)
{
    setTextFormat(Qt::PlainText);
    setFont(theme.font(type, weight));
    setInk(inkToken);
    setAlignment(m_alignment);
    connect(&theme, &Theme::changed, this, [this] { setInk(m_ink); });
}

void Label::setInk(Token inkToken)
{
    m_ink = inkToken;
    QPalette palette;
    palette.setColor(QPalette::WindowText, m_theme.colour(inkToken));
    palette.setColor(QPalette::Disabled, QPalette::WindowText, m_theme.colour(Token::TextDisabled));
    palette.setColor(QPalette::Text, m_theme.colour(inkToken)); // of text that can be marked
    palette.setColor(QPalette::Disabled, QPalette::Text, m_theme.colour(Token::TextDisabled));
    setPalette(palette);
}

void Label::setWeight(QFont::Weight weight)
{
    setFont(m_theme.font(m_type, weight));
}

void Label::setAlignment(Qt::Alignment alignment)
{
    // QLabel aligns by the direction of its text; a Latin name in an Arabic console belongs to the edge the rest is at.
    m_alignment = alignment;
    QLabel::setAlignment(QStyle::visualAlignment(layoutDirection(), alignment) | Qt::AlignAbsolute);
}

void Label::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange)
        setAlignment(m_alignment);
}

void Label::makeCopyable()
{
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setFocusPolicy(Qt::NoFocus);
    setCursor(Qt::IBeamCursor);
}

QSize ElidedLabel::minimumSizeHint() const
{
    return { fontMetrics().horizontalAdvance(QChar(0x2026)) * 3, Label::minimumSizeHint().height() };
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QString shown = fontMetrics().elidedText(text(), Qt::ElideRight, contentsRect().width());
    if (layoutDirection() == Qt::RightToLeft)
        shown = isolated(shown);
    painter.setPen(palette().color(foregroundRole()));
    painter.drawText(contentsRect(), static_cast<int>(alignment()) | Qt::TextSingleLine, shown);
}

void ElidedLabel::resizeEvent(QResizeEvent *event)
{
    Label::resizeEvent(event);
    if (!toolTip().isEmpty() && toolTip() != m_whole)
        return; // what was said of it says more
    m_whole = fontMetrics().horizontalAdvance(text()) > contentsRect().width() ? text() : QString();
    setToolTip(m_whole);
}

Label *makeOverline(const Theme &theme, const QString &text, QWidget *parent)
{
    auto *label = new Label(theme, text, Type::Small, Token::Text2, QFont::DemiBold, parent);
    QFont font = label->font();
    font.setCapitalization(QFont::AllUppercase);
    font.setLetterSpacing(QFont::AbsoluteSpacing, 0.4);
    label->setFont(font);
    return label;
}

} // namespace steward
