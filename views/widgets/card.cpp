// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/card.h"

#include "views/widgets/label.h"
#include "views/widgets/painting.h"

#include <QBoxLayout>
#include <QChildEvent>
#include <QPainter>
#include <QPainterPath>

namespace steward {

/// Lies over the content and paints the ground beyond the rounded corners, and the outline.
class Card::Corners final : public QWidget
{
public:
    explicit Corners(Card *card)
        : QWidget(card)
        , m_card(card)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        QPainterPath beyond;
        beyond.addRect(rect());
        beyond.addRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), grid::card_radius, grid::card_radius);
        painter.fillPath(beyond, m_card->m_theme.colour(m_card->m_outside));
        paintRounded(&painter, rect(), grid::card_radius, QColor(), m_card->m_theme.colour(Token::Border));
    }

private:
    Card *m_card;
};

Card::Card(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_body(new QVBoxLayout(this))
{
    m_corners = new Corners(this); // not in the list above: adding the child asks for it
    m_body->setContentsMargins(1, 1, 1, 1);
    m_body->setSpacing(0);
}

void Card::setPadded()
{
    m_body->setContentsMargins(grid::pad, 14, grid::pad, grid::pad);
    m_body->setSpacing(grid::gap);
}

void Card::setOutside(Token outside)
{
    m_outside = outside;
    m_corners->update();
}

void Card::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintRounded(&painter, rect(), grid::card_radius, m_theme.colour(Token::Surface));
}

void Card::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_corners->setGeometry(rect());
    m_corners->raise();
}

void Card::childEvent(QChildEvent *event)
{
    QWidget::childEvent(event);
    if (event->added() && event->child()->isWidgetType() && m_corners != nullptr && event->child() != m_corners)
        m_corners->raise();
}

SectionHeader::SectionHeader(const Theme &theme, const QString &title, const QString &subtitle, Type type, QWidget *parent)
    : QWidget(parent)
    , m_title(new ElidedLabel(theme, title, type, Token::Text, QFont::DemiBold))
    , m_subtitle(new ElidedLabel(theme, subtitle, type == Type::Page ? Type::Body : Type::Small, Token::Text2))
    , m_actions(new QHBoxLayout)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(grid::gap);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_title);
    words->addWidget(m_subtitle);
    m_subtitle->setVisible(!subtitle.isEmpty());
    row->addLayout(words, 1);
    m_actions->setSpacing(grid::gap);
    row->addLayout(m_actions);
}

void SectionHeader::setTitle(const QString &title)
{
    m_title->setText(title);
}

void SectionHeader::setSubtitle(const QString &subtitle)
{
    m_subtitle->setText(subtitle);
    m_subtitle->setVisible(!subtitle.isEmpty());
}

void SectionHeader::addAction(QWidget *control)
{
    m_actions->addWidget(control);
}

Divider::Divider(const Theme &theme, Qt::Orientation orientation, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    if (orientation == Qt::Horizontal)
        setFixedHeight(1);
    else
        setFixedWidth(1);
}

void Divider::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.colour(Token::Border));
}

} // namespace steward
