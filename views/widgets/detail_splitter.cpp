// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/detail_splitter.h"

#include "views/widgets/painting.h"

#include <QPainter>

namespace steward {

/// Wide enough to take hold of, one line to look at.
class DetailSplitter::Handle final : public QSplitterHandle
{
public:
    Handle(const Theme &theme, DetailSplitter *splitter)
        : QSplitterHandle(Qt::Horizontal, splitter)
        , m_theme(theme)
    {
        setAttribute(Qt::WA_Hover);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const bool over = isHovered(this);
        painter.fillRect(rect(), m_theme.colour(Token::Surface));
        painter.fillRect(mirrored(this, QRect(0, 0, over ? 2 : 1, height())), m_theme.colour(over ? Token::AccentFill : Token::Border));
    }

private:
    const Theme &m_theme;
};

DetailSplitter::DetailSplitter(const Theme &theme, QWidget *main, QWidget *parent)
    : QSplitter(Qt::Horizontal, parent)
    , m_theme(theme)
{
    setHandleWidth(6);
    setChildrenCollapsible(false);
    addWidget(main);
    setStretchFactor(0, 1);
    connect(this, &QSplitter::splitterMoved, this, [this] {
        for (int i = 1; i < count(); ++i)
            if (widget(i)->isVisible())
                m_widths[widget(i)] = widget(i)->width();
    });
}

QSplitterHandle *DetailSplitter::createHandle()
{
    return new Handle(m_theme, this);
}

void DetailSplitter::addPanel(QWidget *panel, int width, int least)
{
    panel->setMinimumWidth(least);
    m_widths[panel] = std::max(width, least);
    addWidget(panel);
    setStretchFactor(indexOf(panel), 0);
    panel->hide();
}

void DetailSplitter::openPanel(QWidget *panel)
{
    if (isOpen(panel))
        return;
    panel->show();
    QList<int> sizes;
    int taken = 0;
    for (int i = 1; i < count(); ++i) {
        const int wide = isOpen(widget(i)) ? m_widths.value(widget(i)) : 0;
        sizes.append(wide);
        taken += wide;
    }
    sizes.prepend(std::max(width() - taken, 1));
    setSizes(sizes);
    emit panelOpened(panel);
}

void DetailSplitter::closePanel(QWidget *panel)
{
    if (!isOpen(panel))
        return;
    panel->hide();
    emit panelClosed(panel);
}

bool DetailSplitter::isOpen(const QWidget *panel) const
{
    return !panel->isHidden();
}

} // namespace steward
