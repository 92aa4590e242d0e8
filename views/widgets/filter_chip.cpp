// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/filter_chip.h"

#include "views/widgets/button.h"
#include "views/widgets/painting.h"

#include <QKeyEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace steward {

FilterChip::FilterChip(const Theme &theme, const QString &text, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_cross(Button::iconOnly(theme, u"x"_s, tr("Remove filter: %1").arg(text), this))
{
    setText(text);
    setAccessibleName(text);
    setCheckable(true);
    setChecked(true);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setToolTip(tr("Click to switch off or on"));
    m_cross->setFocusPolicy(Qt::NoFocus); // the keyboard removes by Delete
    m_cross->setKind(Button::Kind::Link);
    m_cross->setFixedSize(24, 24);
    connect(m_cross, &QPushButton::clicked, this, &FilterChip::removed);
    connect(this, &QAbstractButton::toggled, this, [this](bool on) {
        m_cross->setKind(on ? Button::Kind::Link : Button::Kind::QuietLink);
        updateGeometry();
    });
}

void FilterChip::setRemovable(bool removable)
{
    m_cross->setVisible(removable);
    updateGeometry();
}

QFont FilterChip::face() const
{
    return m_theme.font(Type::Small, QFont::Medium);
}

QSize FilterChip::sizeHint() const
{
    const int words = QFontMetrics(face()).horizontalAdvance(text()) + 1;
    return { words + 12 + (m_cross->isHidden() ? 12 : 28), 28 };
}

void FilterChip::arrange()
{
    m_cross->move(layoutDirection() == Qt::RightToLeft ? 3 : width() - 27, 2);
}

void FilterChip::resizeEvent(QResizeEvent *event)
{
    QAbstractButton::resizeEvent(event);
    arrange();
}

void FilterChip::changeEvent(QEvent *event)
{
    QAbstractButton::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange)
        arrange();
}

void FilterChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto of = [this](Token token) { return m_theme.colour(token); };
    const bool on = isChecked() && isEnabled();
    const Token text = !isEnabled() ? Token::TextDisabled : on ? Token::Accent : Token::Text2;
    const bool outlined = !on || isHovered(this) || m_theme.scheme() == Scheme::HighContrast;
    QFont font = face();
    font.setStrikeOut(!isChecked());
    paintRounded(&painter, rect(), 14, on ? of(Token::AccentSoft) : QColor(),
                 outlined ? of(on ? Token::Accent : Token::BorderStrong) : QColor());
    const QRect words = mirrored(this, rect().adjusted(12, 0, m_cross->isHidden() ? -10 : -26, 0));
    paintText(&painter, words, this->text(), font, of(text));
    if (hasKeyboardFocus(this))
        paintFocusRing(&painter, m_theme, rect(), 14);
}

void FilterChip::keyPressEvent(QKeyEvent *event)
{
    if (!m_cross->isHidden() && (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace)) {
        emit removed();
        return;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

} // namespace steward
