// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/overview/figure_grid.h"

#include "views/overview/figure_card.h"

#include <QGridLayout>

namespace steward {

namespace {
constexpr int gap = 12;
constexpr int narrowest = 160;
}

FigureGrid::FigureGrid(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins({});
    m_grid->setSpacing(gap);
}

void FigureGrid::setFigures(const QList<Figure> &figures, int days)
{
    QList<FigureCard *> cards;
    for (const Figure &figure : figures) {
        const auto known = std::ranges::find_if(m_cards, [&figure](const FigureCard *card) { return card->figure().name == figure.name; });
        FigureCard *card = known != m_cards.end() ? *known : new FigureCard(m_theme, figure.name, this);
        if (known == m_cards.end()) {
            connect(card, &QAbstractButton::clicked, this, [this, card] { emit chosen(card->figure()); });
            connect(card, &FigureCard::whyAsked, this, [this, card] { emit whyAsked(card->figure().name); });
        }
        card->setFigure(figure, days);
        cards.append(card);
    }
    if (cards == m_cards)
        return;
    for (FigureCard *card : std::as_const(m_cards)) {
        if (!cards.contains(card))
            card->deleteLater();
    }
    m_cards = cards;
    m_columns = 0;
    arrange();
}

int FigureGrid::widest() const
{
    int width = narrowest;
    for (const FigureCard *card : m_cards)
        width = std::max(width, card->minimumSizeHint().width());
    return width;
}

QSize FigureGrid::minimumSizeHint() const
{
    // As the narrower arrangement needs: the wider one must not keep itself from becoming that.
    return { 2 * widest() + gap, QWidget::minimumSizeHint().height() };
}

void FigureGrid::arrange()
{
    // Five, or two rows that are as even: never one left alone.
    const int columns = width() >= 5 * widest() + 4 * gap ? 5 : 2;
    if (columns == m_columns)
        return;
    m_columns = columns;
    while (QLayoutItem *item = m_grid->takeAt(0))
        delete item;
    for (int column = 0; column < 5; ++column)
        m_grid->setColumnStretch(column, column < columns ? 1 : 0);
    for (int index = 0; index < m_cards.size(); ++index)
        m_grid->addWidget(m_cards.at(index), index / columns, index % columns);
}

void FigureGrid::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace steward
